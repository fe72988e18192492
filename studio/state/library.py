"""What the library shows and does: every file the project knows, found again, used, mended or thrown away."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio.core import ticks
from studio.core.errors import StudioError
from studio.core.observable import Field, State
from studio.core.text import Text
from studio.project import references, sources
from studio.project.model import Asset, Changes, Clip, Entity, Line, MediaKind, Scene, Take, Track, replace
from studio.project.model import Sequence as Film
from studio.state.app_state import AppState, concerns

if TYPE_CHECKING:
    from studio.project.handle import Project

ASSET_MIME = "application/x-backlot-asset"
"""What is dragged out of the library: asset ids in UTF-8, one per line."""

FILE_SUFFIXES = frozenset(
    f".{word}"
    for word in (
        *("mp4", "m4v", "mov", "mkv", "webm", "avi", "ts", "mts", "mpg", "mpeg"),
        *("wav", "mp3", "flac", "ogg", "opus", "m4a", "aac"),
        *("png", "jpg", "jpeg", "webp", "tif", "tiff", "bmp", "gif", "avif"),
    )
)
"""Files that importing a folder takes from it."""

_MOST_IN_FOLDER = 5000


@dataclass(frozen=True)
class LibraryItem:
    """One file. facts: one line such as "1920 × 1080 · 0:34". path: "" while it is missing.
    changed: its content is no longer that of its import. version: names its present content.
    """

    id: str
    name: str
    media: MediaKind
    facts: str
    path: str
    used: bool = False
    missing: bool = False
    changed: bool = False
    version: str = ""


@dataclass(frozen=True)
class Use:
    """One place where a file is used. at: time on the timeline, None where it has none."""

    words: Text
    at: int | None = None


class LibraryState(State):
    """The view-model of the library dock. kind: a MediaKind or "all". show: "all", "used",
    "unused", "missing", "changed", "trash".
    """

    query: Field[str] = Field("")
    kind: Field[str] = Field("all")
    show: Field[str] = Field("all")
    grid: Field[bool] = Field(False)
    items: Field[tuple[LibraryItem, ...]] = Field(())
    total: Field[int] = Field(0)
    missing_count: Field[int] = Field(0)
    error: Field[StudioError | None] = Field(None)

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        self._project: Project | None = None
        app.field_changed.connect(self._on_app)
        app.project_changed.connect(self._on_changes)
        app.sources.field_changed.connect(self._on_sources)
        self._show_project()

    # ---- bringing files in

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Import files, and the media of folders, in the background; one edit."""
        from studio.state.receiving import import_media, receive

        if self.app.project is None:
            return
        folders = [path for path in paths if path.is_dir() and not _is_project(path)]
        files = [path for path in paths if path not in folders]
        if files:
            receive(self.app, files)
        if not folders:
            return

        def found(inside: list[Path]) -> None:
            if inside:
                import_media(self.app, inside)
            else:
                self.app.say(Text("No media found in this folder"))

        self.app.in_background(
            Text("Scanning {name}", name=folders[0].name), lambda: _media_in(folders), found
        )

    # ---- with files that are there

    def asset(self, asset_id: str) -> Asset | None:
        """The asset of an item."""
        project = self.app.project
        found = project.find(asset_id) if project is not None else None
        return found if isinstance(found, Asset) else None

    def rename(self, asset_id: str, name: str) -> None:
        """Call a file something else in this project; the file keeps its name."""
        asset, name = self.asset(asset_id), " ".join(name.split())
        if asset is not None and name and name != asset.name:
            project = self.app.require_project()

            def put() -> None:
                with project.edit(Text("Rename media")) as edit:
                    edit.put(replace(asset, name=name))

            self._attempt(put)

    def trash(self, asset_ids: Sequence[str]) -> None:
        """Hide files; clips that use them stay. Undoable."""
        if asset_ids and self.app.project is not None:
            project = self.app.project
            self._attempt(lambda: sources.trash(project, list(asset_ids)))

    def restore(self, asset_ids: Sequence[str]) -> None:
        """Bring files back from the trash."""
        if asset_ids and self.app.project is not None:
            project = self.app.project
            self._attempt(lambda: sources.untrash(project, list(asset_ids)))

    def empty_trash(self) -> None:
        """Take what is in the trash and used nowhere out of the project. Undoable."""
        if self.app.project is not None:
            project = self.app.project
            self._attempt(lambda: sources.empty_trash(project))

    def uses(self, asset_id: str) -> list[Use]:
        """Where a file is used, in words."""
        project = self.app.project
        if project is None:
            return []
        return [_use(project, entity) for entity in references.where_used(project, asset_id)]

    def go_to(self, use: Use) -> None:
        """Move the playhead to a use on the timeline."""
        if use.at is not None:
            self.app.seek(use.at)
            if self.app.workspace in ("image", "export"):
                self.app.workspace = "video"

    def relink(self, asset_id: str, path: Path) -> None:
        """Point a missing file at its new place; refuses another file's content."""
        if self.app.project is not None:
            project = self.app.project
            self._attempt(lambda: sources.relink(project, asset_id, path))

    def relink_from(self, folder: Path) -> None:
        """Look for every missing file below a folder, in the background; one edit."""
        project = self.app.project
        if project is None:
            return

        def found(places: dict[str, Path]) -> None:
            if self.app.project is not project:
                return
            if places:
                self._attempt(lambda: sources.relink_all(project, places))
                self.app.say(
                    Text("Found {places} missing files", places=len(places))
                    if len(places) > 1
                    else Text("Found 1 missing file")
                )
            else:
                self.app.say(Text("None of the missing files is in this folder"))

        self.app.in_background(
            Text("Searching {name}", name=folder.name), lambda: sources.search(project, folder), found
        )

    def put_on_timeline(self, asset_ids: Sequence[str]) -> None:
        """Lay files one after the other on the timeline, the first at the playhead."""
        from studio.video.laying import lay

        project, sequence, at = self.app.project, self.app.sequence_id, self.app.playhead
        if project is None or not isinstance(project.find(sequence), Film):
            return
        assets = [asset for asset in map(self.asset, asset_ids) if asset is not None]
        if assets:
            self._attempt(lambda: lay(project, sequence, assets, at, label=Text("Add to timeline")))

    def dismiss_error(self) -> None:
        """The user has read it."""
        self.error = None

    def announce(self, name: str, value: object) -> None:
        """Also: a changed filter shows other files."""
        super().announce(name, value)
        if name in ("query", "kind", "show"):
            self._refresh()

    # ---- inside

    def _show_project(self) -> None:
        self._project = self.app.project
        with self.batch():
            self.query, self.kind, self.show, self.error = "", "all", "all", None
        self._refresh()

    def _on_app(self, name: str, _value: object) -> None:
        if name == "project" and self.app.project is not self._project:
            self._show_project()

    def _on_changes(self, changes: Changes) -> None:
        if concerns(changes, Asset, Clip, Take, Scene):
            self._refresh()

    def _on_sources(self, _name: str, _value: object) -> None:
        self._refresh()

    def _refresh(self) -> None:
        project = self.app.project
        if project is None:
            self.items, self.total, self.missing_count = (), 0, 0
            return
        used = references.used_ids(project)
        words = self.query.casefold().split()
        known = [asset for asset in project.all(Asset) if asset.trashed == (self.show == "trash")]
        items = [self._item(project, asset, used) for asset in reversed(known) if self._fits(asset, words)]
        tests: dict[str, Callable[[LibraryItem], bool]] = {
            "used": lambda item: item.used,
            "unused": lambda item: not item.used,
            "missing": lambda item: item.missing,
            "changed": lambda item: item.changed,
        }
        test = tests.get(self.show)
        with self.batch():
            self.total = len(known)
            self.missing_count = sum(asset.id in self.app.sources.missing for asset in known)
            self.items = tuple(item for item in items if test is None or test(item))

    def _fits(self, asset: Asset, words: list[str]) -> bool:
        if self.kind != "all" and asset.media != self.kind:
            return False
        text = f"{asset.name} {asset.note} {Path(asset.source).name}".casefold()
        return all(word in text for word in words)

    def _item(self, project: Project, asset: Asset, used: set[str]) -> LibraryItem:
        missing = asset.id in self.app.sources.missing
        path = ""
        if not missing:
            stored = project.store.path(asset.sha256, asset.suffix) if asset.sha256 else None
            path = str(stored or project.folder / asset.source)
        return LibraryItem(
            asset.id,
            asset.name,
            asset.media,
            facts_line(asset),
            path,
            asset.id in used,
            missing,
            asset.id in self.app.sources.changed,
            self.app.sources.version(asset),
        )

    def _attempt(self, action: Callable[[], object]) -> object:
        try:
            self.error = None
            return action()
        except StudioError as error:
            self.error = error
            return None


def facts_line(asset: Asset) -> str:
    """Size, length and rate of a file in one line."""
    facts = asset.facts
    parts: list[str] = []
    if facts.width and facts.height:
        parts.append(f"{facts.width} × {facts.height}")
    if facts.duration:
        parts.append(ticks.clock(facts.duration, 0))
    if asset.media == "audio" and facts.sample_rate:
        parts.append(f"{facts.sample_rate / 1000:g} kHz")
    return " · ".join(parts)


def _use(project: Project, entity: Entity) -> Use:
    if isinstance(entity, Clip):
        track = project.find(entity.parent)
        film = project.find(track.parent) if track is not None else None
        label = track.name if isinstance(track, Track) else ""
        when = ticks.clock(entity.start, 0)
        if isinstance(film, Film) and len(project.all(Film)) > 1:
            return Use(
                Text("{name}, {label} at {when}", name=film.name, label=label, when=when), entity.start
            )
        return Use(Text("{label} at {when}", label=label, when=when), entity.start)
    if isinstance(entity, Take):
        line = project.find(entity.parent)
        return Use(Text("Take of “{text}”", text=line.text) if isinstance(line, Line) else Text("Take"))
    if isinstance(entity, Scene):
        return Use(Text("Image for the scene “{heading}”", heading=entity.heading or entity.prompt))
    return Use(Text.verbatim(type(entity).__name__))


def _is_project(path: Path) -> bool:
    return any(item.suffix == ".studio" for item in path.iterdir())


def _media_in(folders: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for folder in folders:
        for place, names, files in os.walk(folder):
            names[:] = sorted(name for name in names if not name.startswith("."))
            found += [
                Path(place) / name for name in sorted(files) if Path(name).suffix.lower() in FILE_SUFFIXES
            ]
            if len(found) >= _MOST_IN_FOLDER:
                return found[:_MOST_IN_FOLDER]
    return found

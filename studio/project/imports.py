"""Bringing files into a project.

Pictures, sound and video are inspected in a child process; captions and scripts are only recognised here,
and the packages that know their formats read them.

``prepare`` does the slow part on any thread and changes nothing; ``add`` is the edit. ``import_file`` is
both. ``present`` and ``reload`` do the same for a file that changed after its import.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from studio.core import ticks
from studio.core.errors import InputError, Problem
from studio.core.files import require_file
from studio.core.ids import new_id
from studio.core.text import Text
from studio.core.text_files import is_text
from studio.project.assets import fingerprint, identity_in, same_content
from studio.project.edits import ROOT
from studio.project.handle import Project
from studio.project.model import Asset, Clip, MediaFacts, MediaKind, replace
from studio.project.pace import pace_of
from studio.project.sources import changed_source, source_for

if TYPE_CHECKING:
    from studio.media.probe import Probe

SCRIPT_SUFFIXES = frozenset({".fountain", ".spmd", ".txt", ".md"})

IsCaptions = Callable[[Path], bool]
"""Whether a file holds captions; this room does not know their formats (``captions.formats.is_captions``)."""


def _never(_path: Path) -> bool:
    return False


def classify(path: Path, is_captions: IsCaptions = _never) -> MediaKind:
    """What a file is, by its first bytes first, then by its suffix for texts. Raises InputError.

    "other" is what could not be recognised; the probe has the last word on media.
    """
    from studio.media.sniff import refuse_playlist

    require_file(path)
    sniffed = refuse_playlist(path)
    if sniffed.kind == "picture":
        return "image"
    if sniffed.kind == "container":
        return "video"
    if is_captions(path):
        return "captions"
    if path.suffix.lower() in SCRIPT_SUFFIXES and is_text(path):
        return "script"
    return "other"


def prepare(project: Project, path: Path, is_captions: IsCaptions = _never) -> Asset:
    """An Asset for a file, ready to be added.

    Any thread; up to 20 s for a hostile file, some 100 ms as a rule.

    A file of this project's own ``media`` folder becomes a stored asset. Raises InputError("not_media") and
    what the inspection of a damaged file raises.
    """
    path = path.absolute()
    try:
        str(path).encode()
    except UnicodeEncodeError as error:  # Linux takes any bytes for a name; a project is written in UTF-8
        shown = str(path).encode("utf-8", "replace").decode()
        raise InputError(
            "bad_name",
            Text("The name of “{shown}” is not valid text.", shown=shown),
            Text("Rename it first."),
        ) from error
    guess = classify(path, is_captions)
    kind, facts = guess, MediaFacts()
    if guess not in ("captions", "script"):
        kind, facts = _inspect(path, project.cache)
    return Asset(
        id=new_id("asset"),
        parent=ROOT,
        name=path.stem,
        media=kind,
        source=source_for(project, path),
        fingerprint=fingerprint(path),
        facts=facts,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def add(project: Project, assets: list[Asset], initiator: str = "") -> list[Asset]:
    """Add prepared assets in one edit and return them as stored; a file that is there already is not added
    twice.
    """
    known = [asset for asset in project.all(Asset) if not asset.trashed]
    added: list[Asset] = []
    with project.edit(
        Text.counted("Import file", "Import {n} files", n=len(assets)),
        initiator=initiator,
    ) as edit:
        for asset in assets:
            twin = next(
                (
                    old
                    for old in known
                    if old.source == asset.source and same_content(old.fingerprint, asset.fingerprint)
                ),
                None,
            )
            if twin is None:
                twin = edit.put(asset)
                known.append(twin)
            added.append(twin)
    return added


def import_file(project: Project, path: Path, initiator: str = "") -> Asset:
    """Prepare and add one file.

    On the thread that edits; blocks while the file is inspected (so: CLI and tests).
    """
    return add(project, [prepare(project, path)], initiator)[0]


def add_stored(
    project: Project,
    path: Path,
    *,
    name: str,
    media: MediaKind,
    facts: MediaFacts | None = None,
    recipe: str = "",
) -> Asset:
    """An Asset, not yet added, for a file the app made: copied into ``media/`` first. Any thread."""
    sha256, suffix = project.store.keep(path)
    return Asset(
        id=new_id("asset"),
        parent=ROOT,
        name=name,
        media=media,
        sha256=sha256,
        suffix=suffix,
        recipe=recipe,
        facts=facts or MediaFacts(),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )


# ---- files that changed after their import


def present(project: Project, asset: Asset) -> Asset:
    """The asset as its file is now: itself while the content is that of the import, else with the kind, the
    facts and the fingerprint of what lies there.

    Any thread but the window's: one look at the disk as a rule; a changed file is inspected, once for each
    content it has. The project is not changed (``reload`` is the edit), so it may be read-only. A missing
    file counts as unchanged. Raises InputError("source_unusable") when the new content is not usable media.
    """
    now = changed_source(project, asset)
    if not now:
        return asset
    path = project.folder / asset.source
    kind, facts = asset.media, asset.facts
    if kind not in ("captions", "script"):
        kind, facts, problem = _inspected(str(path), identity_in(now), project.folder)
        if problem:
            raise InputError(
                "source_unusable",
                Text(
                    "The file of “{name}” changed after it was imported and cannot be used any more.",
                    name=asset.name,
                ),
                Text("Put the former file back, or relink it in the library."),
                problem,
            )
    return replace(asset, media=kind, facts=facts, fingerprint=now)


def reload(project: Project, assets: Iterable[Asset]) -> list[Asset]:
    """Record what ``present`` found ("Reload media") and return the assets as stored. One edit."""
    with project.edit(Text("Reload media")) as edit:
        return [
            edit.put(replace(asset, media=found.media, facts=found.facts, fingerprint=found.fingerprint))
            for found in assets
            if isinstance(asset := edit.find(found.id), Asset) and asset.source == found.source
        ]


def changes(project: Project, asset_ids: Iterable[str] | None = None) -> list[Problem]:
    """What is to be told of files that changed after their import: warnings "media_changed", and errors
    "source_unusable". asset_ids: None for all. Any thread but the window's; see ``present``.
    """
    wanted = None if asset_ids is None else set(asset_ids)
    found: list[Problem] = []
    for asset in project.all(Asset):
        if wanted is not None and asset.id not in wanted:
            continue
        try:
            now = present(project, asset)
        except InputError as error:
            found.append(Problem(error.code, error.message, asset.id, error.hint))
            continue
        if now is not asset:
            found.append(_told(project, asset, now))
    return found


def _told(project: Project, asset: Asset, now: Asset) -> Problem:
    """In words, how the file of an asset changed."""
    name, before, after = asset.name, asset.facts.duration, now.facts.duration
    clock, when = ticks.clock(after, 1), ticks.clock(before, 1)
    number = 0
    if 0 < after < before:
        clips = [clip for clip in project.all(Clip) if clip.asset == asset.id]
        ends = [clip.source_in + pace_of(project, clip).source(clip.duration) for clip in clips]
        number = sum(after < end for end in ends)
    if now.media != asset.media:
        match now.media:
            case "video":
                what = Text("a video")
            case "audio":
                what = Text("a sound file")
            case _:
                what = Text("an image")
        message = Text(
            "The file of “{name}” changed after it was imported. Its new content, {what}, is used.",
            name=name,
            what=what,
        )
    elif number:
        message = Text(
            "The file of “{name}” changed after it was imported. Its new content is used: it "
            "lasts {clock} instead of {when}. Clips that reach beyond its end: {number}.",
            name=name,
            clock=clock,
            when=when,
            number=number,
        )
    elif before and after and clock != when:
        message = Text(
            "The file of “{name}” changed after it was imported. Its new content is used: it "
            "lasts {clock} instead of {when}.",
            name=name,
            clock=clock,
            when=when,
        )
    else:
        message = Text(
            "The file of “{name}” changed after it was imported. Its new content is used.", name=name
        )
    return Problem("media_changed", message, asset.id, Text("Reload it in the library."), "warning")


@lru_cache(1024)
def _inspected(path: str, _identity: str, folder: Path) -> tuple[MediaKind, MediaFacts, str]:
    """(kind, facts, what is wrong with it), remembered for the content that the identity names.

    Raises InputError("media_timeout"), which another try may not.
    """
    try:
        if classify(Path(path)) == "script":
            return "other", MediaFacts(), "a text"
        with _cache_in(folder) as cache:
            return (*_inspect(Path(path), cache), "")
    except InputError as error:
        if error.code == "media_timeout":
            raise
        return "other", MediaFacts(), str(error)


@contextmanager
def _cache_in(folder: Path) -> Generator[Path]:
    """The cache folder of a project, or one for this once where nothing can be written there."""
    place = folder / "cache"
    try:
        place.mkdir(exist_ok=True)
        usable = os.access(place, os.W_OK | os.X_OK)
    except OSError:
        usable = False
    if usable:
        yield place
        return
    with tempfile.TemporaryDirectory(prefix="backlot-inspect-") as elsewhere:
        yield Path(elsewhere)


def facts_of(probe: Probe) -> MediaFacts:
    """A probe's findings as the document keeps them."""
    return MediaFacts(
        duration=probe.duration,
        width=probe.width,
        height=probe.height,
        rate=probe.rate,
        variable=probe.has_video and probe.video[0].variable_rate,
        truncated=probe.truncated,
        frames=probe.frames,
        has_video=probe.has_video,
        has_audio=probe.has_audio,
        sample_rate=probe.sample_rate,
        channels=probe.channels,
        codec=probe.codec,
    )


def _inspect(path: Path, cache: Path) -> tuple[MediaKind, MediaFacts]:
    from studio.media.inspect import inspect
    from studio.media.speech import is_speech

    probe = inspect(path, cache).probe
    if probe.kind == "image":
        return "image", facts_of(probe)
    if not probe.has_video and not probe.has_audio:
        raise InputError(
            "not_media",
            Text("“{name}” contains no video or audio.", name=path.name),
            Text("Choose another file."),
        )
    facts = facts_of(probe)
    if probe.has_video:
        return "video", facts
    return "audio", msgspec.structs.replace(facts, speech=is_speech(path, probe.duration))

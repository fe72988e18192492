"""Imported files: what is missing or changed, relinking, collecting them into the project, and the
trash.

Functions that read whole files are safe on any thread and change nothing; each names the edit that follows.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from studio.core.errors import Cancelled, InputError, Problem, StudioError
from studio.core.files import describe_os_error, require_file
from studio.core.text import Text
from studio.project.assets import fingerprint, same_content, unchanged
from studio.project.folder.foreign import open_source
from studio.project.handle import Project
from studio.project.model import Asset, replace

_MOST_FILES = 50_000
"""Files that a search for missing media looks at, so that a search of a whole disk ends."""


def source_for(project: Project, path: Path) -> str:
    """How an imported file is written down: relative inside the project folder (it moves along), else
    absolute.
    """
    absolute = path.absolute()
    if absolute.is_relative_to(project.folder):
        return absolute.relative_to(project.folder).as_posix()
    return str(absolute)


def is_missing(project: Project, asset: Asset) -> bool:
    """Whether an asset's file is not there. Cheap: one look at the disk."""
    if asset.sha256:
        return not project.store.has(asset.sha256, asset.suffix)
    return not asset.source or not (project.folder / asset.source).is_file()


def missing(project: Project) -> list[Asset]:
    """Assets whose file is not there, trashed ones left out."""
    return [asset for asset in project.all(Asset) if not asset.trashed and is_missing(project, asset)]


def present_fingerprint(path: Path, known: str) -> str:
    """The fingerprint of a file as it is now; ``known`` itself while its content is that of ``known``.

    One look at the disk while size and time are those of ``known``; else the file is read, once for each size
    and time that it has. Raises InputError when it cannot be read.
    """
    if unchanged(path, known):
        return known
    try:
        status = path.stat()
    except OSError as error:
        raise describe_os_error(error, path) from error
    now = _fingerprint_of(str(path), status.st_size, status.st_mtime_ns, status.st_ino)
    return known if same_content(now, known) else now


@lru_cache(_MOST_FILES)
def _fingerprint_of(path: str, _size: int, _mtime_ns: int, _inode: int) -> str:
    return fingerprint(Path(path))


def changed_source(project: Project, asset: Asset) -> str:
    """The present fingerprint of an imported file whose content is no longer that of its import; "" where it
    still is, and where the file is missing or unreadable.
    """
    if asset.sha256 or not asset.source or not asset.fingerprint:
        return ""
    path = project.folder / asset.source
    if not path.is_file():
        return ""
    try:
        now = present_fingerprint(path, asset.fingerprint)
    except InputError:
        return ""
    return now if now != asset.fingerprint else ""


def relink(project: Project, asset_id: str, path: Path, *, any_content: bool = False) -> Asset:
    """Point an imported asset at its file's new place. One edit.

    Raises InputError("other_content") when the file is not the one imported, unless ``any_content``.
    """
    require_file(path)
    asset = project.get(asset_id, Asset)
    found = fingerprint(path)
    if asset.fingerprint and not any_content and not same_content(found, asset.fingerprint):
        raise InputError(
            "other_content",
            Text(
                "“{name}” is not the file that “{name2}” was imported from.", name=path.name, name2=asset.name
            ),
            Text("Choose the original file, or replace the asset instead."),
        )
    with project.edit(Text("Relink")) as edit:
        return edit.put(
            replace(asset, source=source_for(project, path), fingerprint=found, sha256="", suffix="")
        )


def search(project: Project, folder: Path, *, cancelled: Callable[[], bool] | None = None) -> dict[str, Path]:
    """Asset id -> file below ``folder`` with the content of a missing asset.

    Any thread; give it to ``relink_all``.
    """
    wanted: dict[int, list[Asset]] = {}
    for asset in missing(project):
        size = asset.fingerprint.split(":")[0]
        if size.isdigit():
            wanted.setdefault(int(size), []).append(asset)
    found: dict[str, Path] = {}
    seen = 0
    for place, _folders, names in os.walk(folder):
        for name in names:
            seen += 1
            if seen > _MOST_FILES or (cancelled and cancelled()):
                return found
            path = Path(place) / name
            try:
                candidates = [asset for asset in wanted.get(path.stat().st_size, ()) if asset.id not in found]
                print_ = fingerprint(path) if candidates else ""
            except (OSError, StudioError):
                continue  # what cannot be read is not what we look for
            for asset in candidates:
                if same_content(print_, asset.fingerprint):
                    found[asset.id] = path
    return found


def relink_all(project: Project, places: dict[str, Path]) -> int:
    """Point several assets at the files that ``search`` found; returns how many. One edit."""
    with project.edit(Text("Relink media")) as edit:
        for asset_id, path in places.items():
            asset = edit.get(asset_id, Asset)
            edit.put(
                replace(
                    asset,
                    source=source_for(project, path),
                    fingerprint=fingerprint(path),
                    sha256="",
                    suffix="",
                )
            )
    return len(places)


def copy_sources(
    project: Project,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[list[Asset], list[Problem]]:
    """Copy every referenced file into ``media/`` and return the assets as they will be, for ``collected``,
    with what was left out: files that are missing or are not what was imported (foreign.open_source).

    Any thread. progress: (files done, files in all). Raises Cancelled, disk_full.
    """
    waiting = [asset for asset in project.all(Asset) if not asset.sha256 and asset.source]
    done: list[Asset] = []
    left_out: list[Problem] = []
    for position, asset in enumerate(waiting):
        if cancelled and cancelled():
            raise Cancelled
        path = project.folder / asset.source
        try:
            reader = open_source(project.folder, asset)
        except InputError as error:
            left_out.append(Problem(error.code, error.message, asset.id, error.hint, severity="warning"))
        else:
            with reader:
                try:
                    sha256, suffix = project.store.keep_from(reader, path.suffix, cancelled=cancelled)
                except OSError as error:
                    raise describe_os_error(error, path) from error
            done.append(replace(asset, sha256=sha256, suffix=suffix))
        if progress:
            progress(position + 1, len(waiting))
    return done, left_out


def collected(project: Project, assets: list[Asset]) -> int:
    """Record what ``copy_sources`` copied ("Collect files"); returns how many. One edit."""
    with project.edit(Text("Collect files")) as edit:
        for copied in assets:
            asset = edit.find(copied.id)
            if isinstance(asset, Asset):
                edit.put(replace(asset, sha256=copied.sha256, suffix=copied.suffix))
    return len(assets)


def trash(project: Project, asset_ids: list[str]) -> None:
    """Hide assets; clips that use them stay. One edit."""
    _set_trashed(project, asset_ids, Text("Move to trash"), trashed=True)


def untrash(project: Project, asset_ids: list[str]) -> None:
    """Bring trashed assets back. One edit."""
    _set_trashed(project, asset_ids, Text("Restore from trash"), trashed=False)


def empty_trash(project: Project) -> int:
    """Remove trashed assets that nothing uses; returns how many. One edit; ``check.clean_up`` frees the disk
    later.
    """
    from studio.project.references import used_ids

    used = used_ids(project)
    gone = [asset.id for asset in project.all(Asset) if asset.trashed and asset.id not in used]
    with project.edit(Text("Empty trash")) as edit:
        for asset_id in gone:
            edit.remove(asset_id)
    return len(gone)


def _set_trashed(project: Project, asset_ids: list[str], label: Text, *, trashed: bool) -> None:
    with project.edit(label) as edit:
        for asset_id in asset_ids:
            edit.put(replace(edit.get(asset_id, Asset), trashed=trashed))

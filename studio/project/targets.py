"""The one door through which results reach a name that the user chose: it never opens onto a file that a
project uses, and what lay there before stays until the new file is whole.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from studio.core import files
from studio.core.errors import InputError
from studio.core.text import Text
from studio.project.folder.lock import NAME as LOCK
from studio.project.model import Asset
from studio.project.schema import SUFFIX

if TYPE_CHECKING:
    from studio.project.handle import Project

_OWN_FOLDERS = ("media", "cache", "backups")
_DATABASE = (SUFFIX, f"{SUFFIX}-wal", f"{SUFFIX}-shm", f"{SUFFIX}-journal")

_Identity = tuple[int, int]
"""Device and inode: one for all names of a file."""


class Guard(msgspec.Struct, frozen=True, kw_only=True):
    """What a result may not be written over, as data."""

    files: tuple[str, ...] = ()
    """Inputs: paths of files that the work reads or the project refers to."""
    project: str = ""
    """Folder of the project, "" without one."""


NOTHING = Guard()
"""For what is made without a project or an input."""


class Writing:
    """A file on its way to its name."""

    def __init__(self, temporary: Path, *, overwrite: bool) -> None:
        self.temporary = temporary
        """Where to write it, next to the target and with its suffix."""
        self.overwrite = overwrite
        """Whether an existing file may be replaced; it gets a free name ("name 2.ext") where not."""
        self.written: Path | None = None
        """Its final name, after the block."""


def guard_of(project: Project) -> Guard:
    """Everything a project uses: all its imported sources, on a timeline or not, and its own files."""
    sources = tuple(str(project.folder / asset.source) for asset in project.all(Asset) if asset.source)
    return Guard(files=sources, project=str(project.folder))


def require_free(path: Path, guard: Guard) -> Path:
    """Return ``path`` when writing there destroys nothing that is in use, however it is spelled or linked.

    Raises InputError: target_is_source for an input, target_in_project for a project's own file or a place
    in one of its own folders, of any project.
    """
    if _is_input(path, guard):
        raise InputError(
            "target_is_source",
            Text("“{name}” is a source file that is in use.", name=path.name),
            Text("Choose another name."),
        )
    if _is_own(path, guard):
        raise InputError(
            "target_in_project",
            Text("“{path}” is a place for a project's own files.", path=path),
            Text("Choose another folder, such as “exports”."),
        )
    return path


def require_target(path: Path, guard: Guard = NOTHING) -> Path:
    """Return ``path`` when a file may be written there. Raises as ``require_free`` and
    ``files.require_target``.
    """
    return require_free(files.require_target(path), guard)


@contextmanager
def replacing(target: Path, guard: Guard = NOTHING, *, overwrite: bool = True) -> Generator[Writing]:
    """Yield a place to write to; after the block it gets the name ``target``. The block may check what it has
    written, and lower ``overwrite``. On any exception ``target`` is as before.

    Raises as ``require_target`` before and after the block, and as ``files.replacing``.
    """
    require_target(target, guard)
    writing = Writing(files.beside(target), overwrite=overwrite)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield writing
        writing.written = put(writing.temporary, target, guard, overwrite=writing.overwrite)
    except OSError as error:
        raise files.describe_os_error(error, target) from error
    finally:
        with suppress(OSError):
            writing.temporary.unlink()


def put(temporary: Path, target: Path, guard: Guard, *, overwrite: bool) -> Path:
    """Give a whole file, or folder, in the folder of ``target`` its final name, and return that: ``target``,
    or "name 2.ext" where something lies there and ``overwrite`` is False. A folder never replaces anything.

    Raises as ``require_free``, OSError.
    """
    require_free(target, guard)
    if temporary.is_dir():
        target = files.unique_path(target)
        temporary.rename(target)
    else:
        if not overwrite:
            target = files.unique_path(target)
        files.sync_file(temporary)
        temporary.replace(target)
    files.sync_folder(target.parent)
    return target


def _is_input(path: Path, guard: Guard) -> bool:
    here = _identity(path)
    if here is not None:
        return any(_identity(source) == here for source in guard.files)
    # A source on a disk that is not plugged in has no identity; its place is its own all the same.
    name, real = path.name.casefold(), os.path.realpath(path)
    return any(
        Path(source).name.casefold() == name and os.path.realpath(source) == real for source in guard.files
    )


def _is_own(path: Path, guard: Guard) -> bool:
    spelled = Path(os.path.realpath(path.absolute().parent)) / path.name
    real = Path(os.path.realpath(path))
    if any(_inside(place, guard.project) for place in {spelled, real}):
        return True
    with suppress(OSError):
        status = path.stat()
        # One more name of a stored file: only files with several names need the search.
        if guard.project and status.st_nlink > 1:
            return (status.st_dev, status.st_ino) in _own_files(Path(guard.project))
    return False


def _inside(place: Path, project: str) -> bool:
    """Whether a real path is a project's database or lies in one of the folders of its own files."""
    if place.name.casefold().endswith(_DATABASE) or place.name == LOCK:
        return place.exists() or _is_project(place.parent)
    own = {_identity(Path(project) / name) for name in _OWN_FOLDERS} - {None} if project else set()
    for folder in (place, *place.parents):
        if _identity(folder) in own:
            return True
        for name in _OWN_FOLDERS:
            # Case-insensitive file systems know "Media" by the identity of "media".
            same = folder.name == name or (
                folder.name.casefold() == name and _identity(folder) == _identity(folder.with_name(name))
            )
            if same and _is_project(folder.parent):
                return True
    return False


def _is_project(folder: Path) -> bool:
    return any(entry.name.endswith(SUFFIX) and entry.is_file() for entry in _entries(folder))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _own_files(project: Path) -> set[_Identity | None]:
    found: set[_Identity | None] = set()
    for entry in _entries(project):
        if entry.name in _OWN_FOLDERS:
            for place, _, names in os.walk(entry.path):
                found |= {_identity(Path(place) / name) for name in names}
        elif entry.name.casefold().endswith(_DATABASE):
            found.add(_identity(entry.path))
    return found


def _identity(path: Path | str) -> _Identity | None:
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino

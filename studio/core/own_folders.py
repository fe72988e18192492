"""Folders and files of the app's own inside a folder that anyone may have made.

A project's folder can come from a stranger, with links in it that lead to files of the user. So nothing is
written, deleted or swept through a link, and only regular files with names that the app gives are touched.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from studio.core.errors import InputError
from studio.core.files import describe_os_error
from studio.core.text import Text

_JUNCTION = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT of Windows: a link between folders that anyone may make."""


def is_link(path: Path) -> bool:
    """Whether ``path`` itself is a symbolic link or a junction; False when it does not exist."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return _leads_elsewhere(found)


def linked_part(root: Path, path: Path) -> Path | None:
    """The first part of ``path`` below ``root`` that is a link, ``path`` included; None when there is none.

    ``root`` itself may be one: it is where the user pointed. Raises ValueError when ``path`` is not below it.
    """
    place = root
    for part in path.relative_to(root).parts:
        place = place / part
        if part == ".." or is_link(place):
            return place
    return None


def own_folder(root: Path, *names: str) -> Path:
    """Return the folder ``root/names``, made when absent; ``root`` is never made: it may have been moved.

    Raises InputError("linked_folder") when a part of it is a link, and what making a folder raises.
    """
    place = root
    try:
        for name in names:
            place = place / name
            require_unlinked(place)
            place.mkdir(exist_ok=True)
    except OSError as error:
        raise describe_os_error(error, place) from error
    return place


def require_unlinked(folder: Path) -> None:
    """Raise InputError("linked_folder") when ``folder`` itself is a link."""
    if is_link(folder):
        raise InputError(
            "linked_folder",
            Text(
                "“{name}” in {parent} is a link, and nothing is written through it.",
                name=folder.name,
                parent=folder.parent,
            ),
            Text("Replace the link with a folder."),
        )


def is_own_file(root: Path, path: Path) -> bool:
    """Whether ``path`` is a regular file that no link below ``root`` leads to."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and linked_part(root, path) is None


def own_files(folder: Path, name: re.Pattern[str]) -> Iterator[tuple[Path, os.stat_result]]:
    """Every regular file directly in ``folder`` whose whole name matches, with its ``lstat``; none when the
    folder is a link or cannot be read.
    """
    if is_link(folder):
        return
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return
    for path in found:
        if name.fullmatch(path.name):
            try:
                facts = path.lstat()
            except OSError:
                continue  # deleted meanwhile
            if stat.S_ISREG(facts.st_mode):
                yield path, facts


def first_link(folder: Path) -> Path | None:
    """A link at or anywhere below ``folder``; None when there is none. Links are not followed."""
    if is_link(folder):
        return folder
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        if is_link(Path(entry.path)):  # a junction
                            return Path(entry.path)
                        waiting.append(Path(entry.path))
                    elif entry.is_symlink():
                        return Path(entry.path)
        except OSError:
            continue  # absent, or not to be read: nothing is used there either
    return None


def open_regular(path: Path, flags: int = os.O_RDONLY, buffering: int = -1) -> BinaryIO:
    """Open a regular file that is not itself a link, by default for reading; never waits for a pipe.

    flags: of ``os.open``, for writing with ``O_RDWR`` and perhaps ``O_CREAT``. A file opened for writing has
    exactly one name, or a file elsewhere would change with it. Raises InputError("linked_file"), OSError.
    """
    writing = bool(flags & (os.O_RDWR | os.O_WRONLY))
    if is_link(path):  # where the system has no O_NOFOLLOW (Windows) this is the only check
        raise _linked(path)
    # Without O_NONBLOCK, a pipe put there would be waited for.
    quiet = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
    descriptor = os.open(path, flags | quiet, 0o666)
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or (writing and found.st_nlink != 1):
        os.close(descriptor)
        raise _linked(path)
    # A handle for both ways is for small files: it is not buffered, so that closing it cannot fail.
    return os.fdopen(descriptor, "r+b", 0) if writing else os.fdopen(descriptor, "rb", buffering)


def _linked(path: Path) -> InputError:
    return InputError(
        "linked_file",
        Text("“{name}” in {parent} is a link or not a regular file.", name=path.name, parent=path.parent),
        Text("Replace it with a regular file."),
    )


def _leads_elsewhere(found: os.stat_result) -> bool:
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION

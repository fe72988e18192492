"""Temporary folders that a killed process cannot leave behind for ever: the next one removes them.

Each is named ``backlot-<purpose>-<random>`` and holds a marker file that its owner keeps locked. The system
frees the lock when the owner ends, however it ends.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

from studio.core.ids import new_id
from studio.core.log import logger

MARKER = ".owner"
_NAME = re.compile(r"backlot-[a-z]+-[a-z0-9_]{8}")


@contextmanager
def folder(purpose: str) -> Generator[Path]:
    """A new folder for the block; purpose: one lower-case word. The first one of a process sweeps. Raises
    OSError.
    """
    _sweep_once()
    with ExitStack() as stack:
        # The lock is given back before the folder goes: Windows removes no open file.
        path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"backlot-{purpose}-")))
        handle = _mark(path)
        if handle is not None:
            stack.enter_context(handle)
        yield path


def sweep(root: Path | None = None) -> int:
    """Remove the folders in ``root`` (default: where temporary files lie) whose owner has ended; returns how
    many.

    Touches only this user's folders with a name of ours and a marker that nobody holds, and never goes
    through a link.
    """
    count = 0
    try:
        with os.scandir(root or tempfile.gettempdir()) as entries:
            found = [Path(entry.path) for entry in entries if _NAME.fullmatch(entry.name)]
    except OSError:
        return 0
    for path in found:
        with suppress(OSError):
            count += _remove_left(path)
    if count:
        logger("core").info("%d temporary folders of ended processes removed", count)
    return count


@cache
def _sweep_once() -> None:
    sweep()


def _mark(path: Path) -> BinaryIO | None:
    """Lay a marker that this process holds; None where the file system has no locks: then it is never
    swept.
    """
    if sys.platform == "win32":
        return (path / MARKER).open("xb")  # an open file cannot be removed there, which is the lock
    # Locked before it has its name, so that no sweep meets one that is not.
    beginning = path / new_id()
    handle = beginning.open("xb")
    if not _locked(handle):
        handle.close()
        return None
    beginning.rename(path / MARKER)
    return handle


def _remove_left(path: Path) -> bool:
    """Remove a folder of ours that nobody holds. Raises OSError, also for one that has no marker or, on
    Windows, is held.
    """
    if not _own(path.lstat(), stat.S_ISDIR):
        return False
    marker = path / MARKER
    if sys.platform == "win32":
        marker.unlink()
        shutil.rmtree(path)
        return True
    descriptor = os.open(marker, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as handle:
        if not _own(os.fstat(descriptor), stat.S_ISREG) or not _locked(handle):
            return False
        shutil.rmtree(path)
    return True


def _own(status: os.stat_result, kind: Callable[[int], bool]) -> bool:
    return kind(status.st_mode) and (sys.platform == "win32" or status.st_uid == os.getuid())


def _locked(handle: BinaryIO) -> bool:
    """Take the lock that ends with its holder; False when somebody has it, or nobody can."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

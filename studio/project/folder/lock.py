"""One writer per project: a lock file held for as long as the project is open. The system frees it when a
process dies.
"""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from studio.core.errors import InputError
from studio.core.own_folders import open_regular

NAME = ".lock"
_MOST_NAME = 400
"""Bytes of a holder's name that are read."""


class ProjectLock:
    """The advisory lock ``<project folder>/.lock``. Use ``acquire``; ``release`` when done."""

    def __init__(self, handle: BinaryIO, path: Path) -> None:
        self._handle = handle
        self._path = path

    @classmethod
    def acquire(cls, folder: Path) -> ProjectLock | None:
        """The lock, or None when another process (or another Project in this one) has it.

        Raises OSError, and InputError("linked_file") when something else has its name: it would be emptied.
        """
        path = folder / NAME
        handle = open_regular(path, os.O_RDWR | os.O_CREAT)
        if not _try_lock(handle):
            handle.close()
            return None
        with suppress(OSError):  # the name of the holder is for messages only; a full disk may lack it
            handle.truncate(0)
            handle.seek(0)
            handle.write(f"{os.getpid()} {socket.gethostname()}\n".encode())
        return cls(handle, path)

    def release(self) -> None:
        """Give the lock back; the file stays, because removing it would race with the next holder."""
        if not self._handle.closed:
            self._handle.close()

    def place(self) -> Path | None:
        """Where the lock's folder is now, where the system can tell (Linux, macOS); it follows a folder that
        was moved.
        """
        try:
            if sys.platform == "linux":
                found = Path(f"/proc/self/fd/{self._handle.fileno()}").readlink()
            elif sys.platform == "darwin":
                import fcntl

                found = Path(
                    fcntl.fcntl(self._handle.fileno(), 50, bytes(1024)).rstrip(b"\0").decode()
                )  # F_GETPATH
            else:
                return None
        except (OSError, ValueError):
            return None
        return found.parent if found.exists() else None


def holder(folder: Path) -> str:
    """ "process 1234 on host" for messages; "" when nobody wrote it down."""
    try:
        with open_regular(folder / NAME) as handle:
            words = handle.read(_MOST_NAME).decode("utf-8", "replace").split()
    except (OSError, InputError):
        return ""
    return f"process {words[0]} on {words[1]}" if len(words) == 2 else ""


def _try_lock(handle: BinaryIO) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            handle.seek(1 << 30)  # beyond the text, so that the holder's name stays readable
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        # flock, not lockf: it also tells two Projects of one process apart, and no stray close() drops it.
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

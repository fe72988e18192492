"""Durable file operations: nothing is ever written in place."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from studio.core import private
from studio.core.errors import InputError, StudioError
from studio.core.ids import new_id
from studio.core.text import NO_TEXT, Text

_CHUNK = 1 << 20


@contextmanager
def replacing(target: Path) -> Generator[Path]:
    """Yield a temporary path beside ``target`` (same suffix); on success fsync it
    and rename it over ``target``.

    On any exception, cancellation included, the temporary file is removed and ``target`` is as
    before. Raises StudioError("disk_full") when the disk is full, InputError("not_writable") when
    the folder cannot be written.
    """
    temporary = beside(target)
    try:
        private.make_folder(target.parent)
        yield temporary
        private.close(temporary)
        sync_file(temporary)
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise describe_os_error(error, target) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def beside(target: Path) -> Path:
    """A new hidden name in the folder of ``target``, with its suffix; no longer than file systems take (255
    bytes), however long that of ``target`` is.
    """
    stem = _cut(target.stem, 40)
    return target.with_name(f".{stem}.{new_id()}{target.suffix}")


def write_bytes(target: Path, data: bytes) -> None:
    """Replace ``target`` by ``data`` durably (temporary file, fsync, rename, fsync of the folder)."""
    with replacing(target) as temporary:
        temporary.write_bytes(data)


def write_text(target: Path, text: str) -> None:
    """Replace ``target`` by UTF-8 ``text`` with ``\\n`` line ends, durably."""
    write_bytes(target, text.encode("utf-8"))


def write_soon(target: Path, data: bytes) -> None:
    """Replace ``target`` by ``data`` whole, without waiting for the disk: for what can be made again, where
    nobody may wait. A power cut can leave it empty. Raises as ``replacing``.
    """
    temporary = beside(target)
    try:
        private.make_folder(target.parent)
        temporary.write_bytes(data)
        private.close(temporary)
        temporary.replace(target)
    except OSError as error:
        raise describe_os_error(error, target) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def sync_file(path: Path) -> None:
    """Flush one file to the disk."""
    with path.open("rb+") as handle:
        sync_handle(handle)


def sync_handle(handle: IO[bytes]) -> None:
    """Flush a file that is open for writing to the disk."""
    handle.flush()
    if sys.platform == "darwin":
        import fcntl

        # Past the disk's own cache, where the volume can: those of a network and FAT cannot.
        with suppress(OSError):
            fcntl.fcntl(handle.fileno(), fcntl.F_FULLFSYNC)
            return
    os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries, where the system has such a thing (not Windows, not every network volume)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def sha256_file(path: Path) -> str:
    """Hex SHA-256 of a file's bytes. Raises InputError when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as handle:
            while chunk := handle.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise describe_os_error(error, path) from error
    return digest.hexdigest()


def copy_file(source: Path, target: Path) -> None:
    """Copy ``source`` to ``target`` durably."""
    with replacing(target) as temporary:
        shutil.copyfile(source, temporary)


def unique_path(path: Path) -> Path:
    """``path`` itself, or ``name 2.ext``, ``name 3.ext``... when it is taken."""
    candidate, number = path, 2
    while candidate.exists():
        candidate = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return candidate


def safe_name(text: str, fallback: str = "untitled", limit: int = 80) -> str:
    """A file name from free text that is legal on Linux, Windows and macOS, with room for a suffix: at most
    ``limit`` characters and 180 bytes.
    """
    kept = "".join(character if character.isalnum() or character in " -_().," else " " for character in text)
    name = _cut(" ".join(kept.split())[:limit], 180).strip(" .")
    reserved = {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"com{n}" for n in range(1, 10)),
        *(f"lpt{n}" for n in range(1, 10)),
    }
    # Windows takes "nul.txt" for the device, too.
    return fallback if not name or name.partition(".")[0].rstrip().lower() in reserved else name


def _cut(text: str, most: int) -> str:
    """The beginning of ``text`` that takes ``most`` bytes, whole characters only."""
    return os.fsencode(text)[:most].decode("utf-8", "ignore")


def require_file(path: Path) -> Path:
    """Return ``path`` when it is a readable, non-empty file; raise InputError that
    says which of these it is not.
    """
    if not path.exists():
        raise InputError("file_missing", Text("“{path}” does not exist.", path=path), Text("Check the path."))
    if path.is_dir():
        raise InputError("file_is_folder", Text("“{path}” is a folder.", path=path), Text("Choose a file."))
    if not path.is_file():  # opening a pipe would wait for whoever writes into it
        raise InputError(
            "not_a_file", Text("“{path}” is a pipe or a device.", path=path), Text("Choose a file.")
        )
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise describe_os_error(error, path) from error
    if size == 0:
        raise InputError(
            "file_empty",
            Text("“{path}” is empty.", path=path),
            Text("Check that the copy or download is complete."),
        )
    return path


def existing_parent(path: Path) -> Path:
    """The nearest folder above ``path`` that is there."""
    folder = path.absolute().parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def require_target(path: Path) -> Path:
    """Return ``path`` when a file can be put there as far as one can tell beforehand, so that nobody waits
    for work that cannot be saved. Raises InputError: file_is_folder, bad_path, not_allowed.
    """
    if path.is_dir():
        raise InputError(
            "file_is_folder", Text("“{path}” is a folder.", path=path), Text("Enter a file name.")
        )
    folder = existing_parent(path)
    if not folder.is_dir():
        raise InputError(
            "bad_path",
            Text("“{folder}” is a file, not a folder.", folder=folder),
            Text("Choose another folder."),
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError(
            "not_allowed",
            Text("No permission to write to “{folder}”.", folder=folder),
            Text("Choose another folder."),
        )
    return path


def describe_os_error(error: OSError, path: Path) -> StudioError:
    """Turn an OSError into words, by its number, never by its text."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG):
        return StudioError(
            "disk_full",
            Text("There is not enough disk space to save “{name}”.", name=path.name),
            Text("Free some disk space and try again."),
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return InputError(
            "not_allowed",
            Text("No permission to read or write “{path}”.", path=path),
            Text("Choose another folder or change its permissions."),
        )
    if error.errno == errno.ENOENT:
        return InputError(
            "file_missing", Text("“{path}” does not exist.", path=path), Text("Check the path.")
        )
    if error.errno in (errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.EINVAL):
        return InputError(
            "bad_path", Text("“{path}” is not a valid path.", path=path), Text("Check the path.")
        )
    return StudioError(
        "file_error",
        Text(
            "“{name}” could not be read or written: {strerror}.",
            name=path.name,
            strerror=error.strerror or error,
        ),
        NO_TEXT,
        str(error),
    )

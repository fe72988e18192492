"""The content-addressed store of a project: ``media/ab/<sha256>.<ext>``, immutable, written before the row
that names them.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from studio.core.errors import Cancelled, InputError, StudioError
from studio.core.files import describe_os_error, require_file, sha256_file, sync_folder, sync_handle
from studio.core.ids import new_id
from studio.core.own_folders import is_link, is_own_file, own_files, require_unlinked
from studio.core.text import Text
from studio.media.content import content_key_of

_CHUNK = 1 << 20
_SUFFIX = re.compile(r"\.[a-z0-9]{1,10}")
_NAME = re.compile(r"([0-9a-f]{64})(\.[a-z0-9]{1,10})?")
_NEW = re.compile(r"\.new\.[A-Za-z0-9_-]{12}(\.[a-z0-9]{1,10})?")
_SHELF = re.compile(r"[0-9a-f]{2}")


class StoredFile(msgspec.Struct, frozen=True):
    """A file of the store as found on disk. size in bytes."""

    sha256: str
    suffix: str
    size: int
    path: Path


class AssetStore:
    """The ``media`` folder of one project.

    Safe to use from any thread; nothing in it is ever written in place. The project's folder is there
    already: where it was moved away, nothing is put into its old place. Nothing is written or deleted through
    a link; a file that a link leads to counts as stored when its bytes have the hash that it is named after.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "media"
        self._placing = threading.RLock()
        self._verified: dict[tuple[str, int, int, int, int], bool] = {}  # by path, device, inode, size, time

    @contextmanager
    def moving(self) -> Generator[None]:
        """The block may give the folder another place (``folder``). No file is begun or given its name
        meanwhile; what is being written goes on.
        """
        with self._placing:
            yield

    def path(self, sha256: str, suffix: str) -> Path:
        """Where a stored file lies (or would lie). Raises ValueError for what is no content address."""
        if not _NAME.fullmatch(sha256 + suffix):
            raise ValueError(f"not a content address: {sha256!r} {suffix!r}")
        return self.folder / sha256[:2] / f"{sha256}{suffix}"

    def has(self, sha256: str, suffix: str) -> bool:
        """Whether the file is there; no content address, which only a damaged project names, never is."""
        if not _NAME.fullmatch(sha256 + suffix):
            return False
        path = self.path(sha256, suffix)
        return is_own_file(self.folder.parent, path) or self._verifies(path, sha256)

    def keep(
        self, source: Path, suffix: str = "", *, cancelled: Callable[[], bool] | None = None
    ) -> tuple[str, str]:
        """Copy a file in durably and return (sha256, suffix). Already there: nothing is written twice.

        suffix: with its dot; by default the source's own. Hash and bytes come from one pass, so they always
        agree.
        Raises InputError for an unreadable or empty source, StudioError("disk_full"), Cancelled.
        """
        require_file(source)
        try:
            with source.open("rb") as reader:
                return self.keep_from(reader, suffix or source.suffix, cancelled=cancelled)
        except OSError as error:
            raise describe_os_error(error, source) from error

    def keep_from(
        self, reader: BinaryIO, suffix: str, *, cancelled: Callable[[], bool] | None = None
    ) -> tuple[str, str]:
        """Store what ``reader`` gives from where it stands; like ``keep``. Raises OSError as well."""
        suffix = clean_suffix(suffix)
        name = _temporary_name(suffix)
        try:
            digest = hashlib.sha256()
            with self._begun(name) as writer:
                while chunk := reader.read(_CHUNK):
                    if cancelled and cancelled():
                        raise Cancelled
                    digest.update(chunk)
                    writer.write(chunk)
                sync_handle(writer)
            return self._settle(name, digest.hexdigest(), suffix)
        finally:
            self._discard(name)

    def keep_bytes(self, data: bytes, suffix: str) -> tuple[str, str]:
        """Store bytes; like ``keep``."""
        suffix = clean_suffix(suffix)
        name = _temporary_name(suffix)
        try:
            with self._begun(name) as writer:
                writer.write(data)
                sync_handle(writer)
            return self._settle(name, hashlib.sha256(data).hexdigest(), suffix)
        except OSError as error:
            raise describe_os_error(error, self.folder / name) from error
        finally:
            self._discard(name)

    def files(self) -> Iterator[StoredFile]:
        """Every stored file; temporary leftovers, foreign files and links are not listed."""
        if is_link(self.folder) or not self.folder.is_dir():
            return
        for shelf in sorted(self.folder.iterdir()):
            if not _SHELF.fullmatch(shelf.name):
                continue
            for path, facts in own_files(shelf, _NAME):
                match = _NAME.fullmatch(path.name)
                if match and match[1].startswith(shelf.name):
                    yield StoredFile(match[1], match[2] or "", facts.st_size, path)

    def remove(self, sha256: str, suffix: str) -> None:
        """Delete a stored file; only check.clean_up calls this, for files that nothing refers to."""
        path = self.path(sha256, suffix)
        if is_own_file(self.folder.parent, path):
            with suppress(FileNotFoundError):
                path.unlink()

    def sweep(self) -> int:
        """Remove temporary files that a killed process left behind; returns how many. Only when nothing else
        writes.
        """
        count = 0
        for path, _facts in own_files(self.folder, _NEW):
            with suppress(OSError):
                path.unlink()
                count += 1
        return count

    def _verifies(self, path: Path, sha256: str) -> bool:
        """Whether a link leads to a file with this hash. Read once for as long as it is not written."""
        try:
            found = path.stat()
            key = str(path), found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
            if key not in self._verified:
                self._verified[key] = stat.S_ISREG(found.st_mode) and sha256_file(path) == sha256
            return self._verified[key]
        except (OSError, StudioError):
            return False

    def _begun(self, name: str) -> BinaryIO:
        with self._placing:
            require_unlinked(self.folder)
            try:
                self.folder.mkdir(exist_ok=True)
                return (self.folder / name).open("xb")
            except FileNotFoundError as error:
                raise self._moved_away() from error

    def _settle(self, name: str, sha256: str, suffix: str) -> tuple[str, str]:
        with self._placing:
            # The folder may be another one than when the file was begun.
            temporary, target = self.folder / name, self.path(sha256, suffix)
            if not temporary.exists():
                raise self._moved_away()
            require_unlinked(self.folder)
            require_unlinked(target.parent)
            there = is_own_file(self.folder, target) and target.stat().st_size == temporary.stat().st_size
            if not there:
                new_shelf = not target.parent.is_dir()
                target.parent.mkdir(exist_ok=True)
                temporary.replace(target)
                sync_folder(target.parent)
                if new_shelf:
                    sync_folder(self.folder)
        return sha256, suffix

    def _discard(self, name: str) -> None:
        with self._placing, suppress(OSError):
            if is_link(self.folder):
                return
            (self.folder / name).unlink()

    def _moved_away(self) -> StudioError:
        return StudioError(
            "project_moved",
            Text(
                "“{parent}” was moved or deleted while it was open; this file was not saved.",
                parent=self.folder.parent,
            ),
            Text("Open the project from its new location."),
        )


def _temporary_name(suffix: str) -> str:
    return f".new.{new_id()}{suffix}"


def clean_suffix(suffix: str) -> str:
    """A lower-case suffix of letters and digits with its dot, else ""."""
    lowered = suffix.lower()
    return lowered if _SUFFIX.fullmatch(lowered) else ""


def fingerprint(path: Path) -> str:
    """``size:mtime_ns:ends:content`` of a file. ends: hash of its first and last MiB, all that older projects
    know of their sources. content: its ``content_key``.

    Reads some 34 MiB at most; for noticing changes. Raises InputError when the file cannot be read.
    """
    try:
        with path.open("rb") as handle:
            return fingerprint_of(handle)
    except OSError as error:
        raise describe_os_error(error, path) from error


def fingerprint_of(handle: BinaryIO) -> str:
    """The ``fingerprint`` of an open file, which is left at its beginning. Raises OSError."""
    # The time comes from before the reading: a file replaced meanwhile is noticed at the next look.
    status = os.fstat(handle.fileno())
    digest = hashlib.sha256()
    digest.update(handle.read(_CHUNK))
    if status.st_size > _CHUNK:
        handle.seek(max(status.st_size - _CHUNK, _CHUNK))
        digest.update(handle.read(_CHUNK))
    content = content_key_of(handle) if status.st_size else ""
    handle.seek(0)
    return f"{status.st_size}:{status.st_mtime_ns}:{digest.hexdigest()[:32]}:{content}"


def same_content(first: str, second: str) -> bool:
    """Whether two fingerprints are of the same bytes (size and hashes; the time may differ after a copy)."""
    one, two = first.split(":"), second.split(":")
    known = min(len(one), len(two))
    return bool(first) and (one[0], one[2:known]) == (two[0], two[2:known])


def identity_in(known: str) -> str:
    """The part of a fingerprint that names the content, for cache keys: a touched file keeps it."""
    size, _, hashes = known.partition(":")
    return f"{size}:{hashes.rpartition(':')[2]}" if known else ""


def is_content(path: Path, identity: str) -> bool:
    """Whether a file has the content that ``identity_in`` named, also where that comes from an older project.

    Reads the file as ``fingerprint`` does and raises as it does.
    """
    size, _mtime, ends, content = fingerprint(path).split(":")
    return identity in (f"{size}:{ends}", f"{size}:{content}")


def unchanged(path: Path, known: str) -> bool:
    """Whether a file still has the size and time of a fingerprint, without reading it."""
    try:
        status = path.stat()
    except OSError:
        return False
    return known.split(":")[:2] == [str(status.st_size), str(status.st_mtime_ns)]


def require_stored(store: AssetStore, sha256: str, suffix: str, name: str) -> Path:
    """The path of a stored file. Raises InputError("media_missing") when it is gone."""
    if not store.has(sha256, suffix):
        raise InputError(
            "media_missing",
            Text("The file of “{name}” is no longer in the project folder.", name=name),
            Text("Create it again, or restore the media folder from a backup."),
        )
    return store.path(sha256, suffix)

"""The project file: one SQLite database with one writing connection.

Rules (DESIGN 4; facts in SQLite's "WAL-mode", "howtocorrupt" and "security" pages):

- one process writes (folder/lock.py), through one connection; others open read-only. Only under this rule
  is WAL used: SQLite before 3.51.3 can lose commits when two connections write and checkpoint at once, so
  nothing here ever does.
- ``synchronous=FULL``: an edit that returned is on the disk.
- checkpoints on idle and on close leave one file, so that a sync client or a plain copy gets everything.
- the file is untrusted: header and schema are checked, the schema is not trusted, statements are bounded by
  the file's size.

Thread rule: a mutex guards the connection, so any thread may call; edits come from one thread at a time
(project.py).
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from studio.core.errors import InputError, StudioError
from studio.core.files import describe_os_error, replacing
from studio.core.log import logger
from studio.core.text import NO_TEXT, Text
from studio.project import schema
from studio.project.bounds import require_entities_fit
from studio.project.database import (
    Row,
    bounded,
    connect,
    copy,
    describing,
    harden,
    is_readable,
    settled_copy,
)
from studio.project.folder.lock import ProjectLock, holder
from studio.project.migrations import migrate_file, migrated_copy

_CHECKPOINT_PAGES = 4000
"""WAL pages (16 MB) after which a commit checkpoints by itself; idle moments come first in practice."""


class Store:
    """An open project file. read_only_reason: a sentence when it may only be read, else ""."""

    def __init__(
        self, file: Path, connection: sqlite3.Connection, lock: ProjectLock | None, read_only_reason: Text
    ) -> None:
        self.file = file
        self.read_only_reason = read_only_reason
        self._connection = connection
        self._lock = lock
        self._mutex = threading.RLock()
        # Held while a copy is read through a connection of its own, which would keep the WAL from being
        # emptied: closing and renaming wait for it. Taken before the mutex, never after.
        self._copying = threading.RLock()
        self._identity = _identity(file)
        self._closed = False
        self._in_memory = False  # a project that may only be looked at, and not as it lies there

    @classmethod
    def create(cls, file: Path, rows: Iterable[Row]) -> None:
        """Write a complete new project file with these entities.

        Raises InputError when it exists, StudioError on a full disk.
        """
        if file.exists():
            raise InputError(
                "project_exists", Text("“{file}” already exists.", file=file), Text("Choose another name.")
            )
        with replacing(file) as temporary, describing(file):
            connection = sqlite3.connect(temporary, isolation_level=None)
            try:
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("BEGIN")
                schema.create_tables(connection)
                connection.executemany(
                    "INSERT INTO entity (id, kind, parent, body) VALUES (?, ?, ?, ?)", rows
                )
                connection.execute("COMMIT")
            finally:
                connection.close()

    @classmethod
    def open(cls, file: Path, *, read_only: bool = False) -> Store:
        """Open a project file; for reading only when asked, locked by another process, of a later major
        version, unwritable, or on a full disk.

        Files of an older major version are migrated (on a copy) first. Raises InputError for foreign, damaged
        or unreadable files.
        """
        if read_only:
            return cls._open(file, Text("It was opened as read-only."))
        try:
            return cls._open(file, NO_TEXT)
        except StudioError as error:
            reason = _look_only(file, error)
            if not reason:
                raise
            return cls._open(file, reason)

    @classmethod
    def _open(cls, file: Path, reason: Text) -> Store:
        """Open a project file; for reading only when there is a ``reason`` to, or one is found."""
        version = schema.read_version(file)
        if version.major > schema.VERSION.major:
            reason = Text(
                "“{stem}” was created by a newer version of this app. Update the app to edit it.",
                stem=file.stem,
            )
        lock, locked_reason = (None, reason) if reason else _take_lock(file)
        reason = reason or locked_reason
        try:
            older = version.major < schema.VERSION.major
            older_to_look_at = older and bool(reason)
            if older and not reason:
                migrate_file(file)
            connection = migrated_copy(file) if older_to_look_at else connect(file, read_only=bool(reason))
            in_memory = older_to_look_at
            if reason and not in_memory and not is_readable(connection):
                connection.close()
                connection, in_memory = settled_copy(file), True
            try:
                with describing(file):
                    harden(connection)
                    schema.check_schema(connection, file, version=max(version, schema.VERSION))
                    if not reason:
                        connection.execute("PRAGMA journal_mode = WAL")
                        connection.execute("PRAGMA synchronous = FULL")
                        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
                        if not older and version < schema.VERSION:
                            schema.write_version(connection, schema.VERSION)
                        # The first read makes the WAL's index: a full disk shows here, not in the first edit.
                        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            except BaseException:
                connection.close()
                raise
        except BaseException:
            if lock:
                lock.release()
            raise
        store = cls(file, connection, lock, reason)
        store._in_memory = in_memory
        return store

    def rehome(self, move: Callable[[], Path]) -> None:
        """Close, let ``move`` rename file and folder, and open again at the place it returns; other threads
        wait meanwhile.

        When ``move`` raises, the file is opened again where it was and the error goes on.
        """
        with self._copying, self._mutex:
            place = self.file
            self.close()
            try:
                place = move()
            finally:
                again = Store.open(place)
                self.file, self.read_only_reason = again.file, again.read_only_reason
                self._connection, self._lock = again._connection, again._lock
                self._identity, self._closed = again._identity, False

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return bool(self.read_only_reason)

    def rows(self) -> list[Row]:
        """Every entity, undecoded. Raises InputError when the file is damaged or would take up the memory."""
        with self._mutex, describing(self.file), bounded(self._connection, self.file):
            require_entities_fit(self._connection, self.file)
            return self.query("SELECT id, kind, parent, body FROM entity")

    def query(
        self, statement: str, values: Iterable[object] = ()
    ) -> list[tuple[Any, ...]]:  # that statement's columns
        """Run one SELECT and return all its rows."""
        with self._mutex, describing(self.file):
            return self._connection.execute(statement, tuple(values)).fetchall()

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """One durable transaction: on return it is on the disk, on any exception nothing of it is.

        Raises InputError("project_read_only"), StudioError("project_moved"), StudioError("disk_full").
        """
        with self._mutex, _describing_change(self.file), describing(self.file):
            self.require_writable()  # inside: while it is being renamed it is closed for a moment
            self.require_in_place()
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    with suppress(sqlite3.Error):  # the first error is the one to tell
                        connection.execute("ROLLBACK")
                raise

    def require_writable(self) -> None:
        """Raise InputError("project_read_only") with the reason when edits are refused, or when it was
        closed.
        """
        if self._closed:
            raise self._closed_error()
        if self.read_only_reason:
            raise InputError(
                "project_read_only", self.read_only_reason, Text("Duplicate the project to work on a copy.")
            )

    def _closed_error(self) -> InputError:
        return InputError(
            "project_closed", Text("“{stem}” has been closed.", stem=self.file.stem), Text("Open it again.")
        )

    def require_in_place(self) -> None:
        """Raise StudioError("project_moved") when the file is no longer where it was opened.

        What was committed is first brought into the moved file itself, for a move may have left the WAL
        behind.
        """
        if _identity(self.file) == self._identity:
            return
        self.checkpoint()
        place = self._lock.place() if self._lock else None
        where = (
            Text("Open it from its new location, “{place}”.", place=place)
            if place and place != self.file.parent
            else Text("Open it from its new location.")
        )
        raise StudioError(
            "project_moved",
            Text(
                "“{stem}” was moved or deleted while it was open; this change was not saved.",
                stem=self.file.stem,
            ),
            where,
        )

    def checkpoint(self) -> None:
        """Bring everything into the one file.

        Takes some ms of disk time; meant for idle moments. Never raises.
        """
        if self.read_only_reason or self._closed:
            return
        with self._mutex:
            try:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error as error:
                # Everything is safe in the WAL; the next idle moment tries again.
                logger("project").warning("checkpoint of %s put off: %s", self.file.name, error)

    def copy_to(self, target: Path) -> None:
        """Write a compact, consistent copy of the file to ``target`` (which must not exist) with SQLite's
        VACUUM INTO.

        May run on any thread: it uses a second, read-only connection, so edits go on meanwhile. Raises
        InputError("project_closed").
        """
        with self._copying:
            with self._mutex:
                if self._closed:
                    raise self._closed_error()
                only_ours = self._in_memory or _identity(self.file) != self._identity
            if only_ours:  # moved or deleted: reachable through our own connection only
                with self._mutex, describing(target):
                    self._connection.execute("VACUUM INTO ?", (str(target),))
                return
            copy(self.file, target)

    def close(self) -> None:
        """Leave a single file behind and free the lock. Safe to call twice."""
        with self._copying, self._mutex:
            if self._closed:
                return
            self.checkpoint()
            self._closed = True
            if not self.read_only_reason and _identity(self.file) == self._identity:
                with suppress(sqlite3.Error):  # a reader in another process holds the WAL: it stays, empty
                    self._connection.execute("PRAGMA journal_mode = DELETE")
            self._connection.close()
            if self._lock:
                self._lock.release()


@contextmanager
def _describing_change(file: Path) -> Generator[None]:
    """Say of a full disk, and of what is too large, that a change was lost to it."""
    try:
        yield
    except StudioError as error:
        if error.code == "disk_full":
            raise StudioError(
                "disk_full",
                Text(
                    "There is not enough disk space to save “{name}”; the last change was not saved.",
                    name=file.name,
                ),
                Text("Free some disk space and try again. Everything before this change is saved."),
                error.detail,
            ) from error
        if getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_TOOBIG:
            raise InputError(
                "too_large",
                Text("This change is too large to be kept."),
                Text("Make it in smaller parts."),
                error.detail,
            ) from error
        raise


def _take_lock(file: Path) -> tuple[ProjectLock | None, Text]:
    if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        return None, Text(
            "The folder of “{stem}” is not writable. The project is open as read-only.", stem=file.stem
        )
    try:
        lock = ProjectLock.acquire(file.parent)
    except InputError as error:
        return None, Text(
            "{message} {stem} can be looked at, not changed.", message=error.message, stem=file.stem
        )
    except OSError as error:
        reason = _look_only(file, describe_os_error(error, file))
        if reason:
            return None, reason
        logger("project").warning("no lock on %s: %s", file.parent, error)
        return None, Text(
            "The folder of “{stem}” could not be locked. The project is open as read-only.", stem=file.stem
        )
    if lock is None:
        who = holder(file.parent)
        where = Text("another window ({who})", who=who) if who else Text("another window")
        return None, Text(
            "“{stem}” is already open in {where}. It is open as read-only here.", stem=file.stem, where=where
        )
    return lock, NO_TEXT


def _look_only(file: Path, error: StudioError) -> Text:
    """Why a project is opened to look at when it cannot be opened for editing, "" when that helps nothing."""
    if error.code == "disk_full":
        return Text("The disk of {stem} is full. It can be looked at, not changed.", stem=file.stem)
    if error.code == "linked_folder":  # the copy before a migration has no place
        return Text("{message} {stem} can be looked at, not changed.", message=error.message, stem=file.stem)
    return NO_TEXT


def _identity(file: Path) -> tuple[int, int] | None:
    """Device and inode of a file, None when it is gone."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise describe_os_error(error, file) from error
    return status.st_dev, status.st_ino

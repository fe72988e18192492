"""The queue on disk: one row per job, so that nothing asked for is forgotten when the app ends, however it
ends."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from studio.core import data_folder, paths, private
from studio.core.decoding import UNDECODABLE
from studio.core.errors import StudioError
from studio.core.log import logger
from studio.core.text import Text
from studio.core.text_hooks import text_decoded, text_encoded
from studio.jobs.model import Job

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS job (
    id TEXT PRIMARY KEY, state TEXT NOT NULL, ended REAL, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class JobStore:
    """``jobs.sqlite``. One process at a time; any of its threads.

    synchronous=NORMAL in WAL mode: every committed row survives the death of the process (the last ones may
    be lost with the power), and a commit costs no fsync on the thread that submits.
    """

    def __init__(self, path: Path | None, *, problem: StudioError | None = None) -> None:
        """Open or make the file; None: in memory only, ``problem`` is why.

        Raises StudioError: queue_in_use when another app has it open, queue_newer, disk_full,
        queue_not_writable, queue_unreadable, and as ``data_folder.describe``.
        """
        self._lock = threading.Lock()
        self._path = path
        self.problem = problem
        """Why the jobs are not kept when the process ends; None when they are, or were never meant to be."""
        self._db = _connect(path)

    @property
    def durable(self) -> bool:
        """Whether the queue outlives the process."""
        return self._path is not None and self.problem is None

    @classmethod
    def open_user(cls) -> JobStore:
        """The user's own queue; where it cannot be opened, one in memory whose ``problem`` says why."""
        try:
            return cls(paths.user_data() / "jobs.sqlite")
        except StudioError as error:
            logger("jobs").warning("the queue of this window ends with it: %s %s", error, error.detail)
            return cls(None, problem=error)

    def close(self) -> None:
        """Close the file; later writes are refused."""
        with self._lock:
            self._db.close()

    def load(self) -> list[Job]:
        """All jobs; one that was running when the app ended is "interrupted". Unreadable rows are logged and
        left out. Raises StudioError as the constructor does."""
        jobs: list[Job] = []
        for name, body in self._read("SELECT id, body FROM job"):
            try:
                job = msgspec.json.decode(body, type=Job, dec_hook=text_decoded)
            except UNDECODABLE as error:
                logger("jobs").error("job %s cannot be read: %s", name, error)
                continue
            if job.live:
                job = msgspec.structs.replace(
                    job, state="interrupted", stage="", done=0, total=None, remaining_s=None
                )
                self.put((job,))
            jobs.append(job)
        return jobs

    def put(self, jobs: Iterable[Job]) -> None:
        """Write jobs in one transaction. Raises StudioError as the constructor does; ``problem`` keeps it
        until a write succeeds."""
        rows = [
            (job.id, job.state, job.ended, msgspec.json.encode(job, enc_hook=text_encoded)) for job in jobs
        ]
        self._write("INSERT OR REPLACE INTO job (id, state, ended, body) VALUES (?, ?, ?, ?)", rows)

    def remove(self, ids: Iterable[str]) -> None:
        """Forget jobs."""
        self._write("DELETE FROM job WHERE id = ?", [(name,) for name in ids])

    def paused(self) -> bool:
        """Whether the queue was paused."""
        return self._read("SELECT value FROM meta WHERE key = 'paused'") == [("yes",)]

    def set_paused(self, paused: bool) -> None:
        """Remember the pause."""
        self._write("INSERT OR REPLACE INTO meta VALUES ('paused', ?)", [("yes" if paused else "no",)])

    def _write(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        try:
            with self._lock, self._db:
                self._db.executemany(sql, rows)
        except sqlite3.Error as error:
            problem = describe_queue_error(error)
            if self._path is not None:
                if problem.code == "queue_unreadable":
                    problem = data_folder.folder_problem(self._path.parent) or problem
                self.problem = problem
            raise problem from error
        if self._path is not None and rows:
            self.problem = None

    def _read(self, sql: str) -> list[tuple[Any, ...]]:  # that statement's columns
        try:
            with self._lock:
                return self._db.execute(sql).fetchall()
        except sqlite3.Error as error:
            raise describe_queue_error(error) from error


def describe_queue_error(error: sqlite3.Error) -> StudioError:
    """Return what an SQLite error means for the queue, by its code (sqlite.org/rescode.html)."""
    code = getattr(error, "sqlite_errorcode", 0)
    detail = f"{getattr(error, 'sqlite_errorname', '')} {error}".strip()
    full = code in (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StudioError(
                "queue_in_use",
                Text("The job queue is open in another window."),
                Text("Close that window."),
                detail,
            )
        case sqlite3.SQLITE_FULL:
            full = True
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StudioError(
                "queue_not_writable",
                Text("The job queue in “{user_data}” cannot be written.", user_data=paths.user_data()),
                Text("Change the permissions of that folder, or set STUDIO_HOME to another one."),
                detail,
            )
        case _:
            pass
    if full:
        return StudioError(
            "disk_full",
            Text(
                "The job queue cannot be saved because the disk of “{user_data}” is full.",
                user_data=paths.user_data(),
            ),
            Text("Free some disk space."),
            detail,
        )
    return StudioError(
        "queue_unreadable",
        Text("The job queue could not be read or written."),
        Text("Check the disk."),
        detail,
    )


def _connect(path: Path | None) -> sqlite3.Connection:
    if path is None:
        return _open(None)
    try:
        private.make_file(path)
        try:
            return _open(path)
        except sqlite3.DatabaseError as error:
            if not _is_damaged(error):
                raise
            # Kept beside for the curious; a queue that cannot be read must not stop the app.
            broken = path.with_suffix(".broken.sqlite")
            logger("jobs").error("%s cannot be read (%s) and was moved to %s", path, error, broken)
            _move_away(path, broken)
            return _open(path)
    except sqlite3.Error as error:
        problem = describe_queue_error(error)
        if problem.code in ("queue_not_writable", "queue_unreadable"):
            # SQLite calls a read-only disk an input/output error; the system knows better.
            problem = data_folder.folder_problem(path.parent) or data_folder.file_problem(path) or problem
        raise problem from error
    except OSError as error:
        raise data_folder.describe(error, path) from error


def _is_damaged(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is not a database or a broken one; not so where only its disk or lock is the cause."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _move_away(path: Path, broken: Path) -> None:
    """Its log goes along: beside a new file it would be replayed onto that one."""
    for tail in ("", "-wal", "-shm"):
        part = path.with_name(path.name + tail)
        if part.exists():
            part.replace(broken.with_name(broken.name + tail))


def _open(path: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=0.5)
    try:
        # Held from the first write to the end of the process: two windows must not run one queue twice.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise StudioError(
                "queue_newer",
                Text("The job queue was written by a newer version of the app."),
                Text("Update the app."),
                f"version {version}, known up to {_VERSION}",
            )
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("COMMIT")
        connection.executescript(_SCHEMA)
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            error = sqlite3.DatabaseError(found)
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error
    except BaseException:
        connection.close()
        raise
    return connection

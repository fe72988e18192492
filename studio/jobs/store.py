"""The queue on disk: one row per job, so that nothing asked for is forgotten when the app ends, however it
ends."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from studio.core import paths, private
from studio.core.decoding import UNDECODABLE
from studio.core.errors import StudioError
from studio.core.files import describe_os_error
from studio.core.log import logger
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

    def __init__(self, path: Path | None) -> None:
        """Open or make the file; None: in memory only. Raises StudioError("queue_in_use") when another app
        has it open."""
        self._lock = threading.Lock()
        self.durable = path is not None
        """False: the queue ends with the process."""
        self._db = _connect(path)

    @classmethod
    def open_user(cls) -> JobStore:
        """The user's own queue; one in memory, said in the log, when a second window is open on the same
        account."""
        try:
            return cls(paths.user_data() / "jobs.sqlite")
        except StudioError as error:
            logger("jobs").warning("%s The queue of this window ends with it.", error)
            return cls(None)

    def close(self) -> None:
        """Close the file; later writes are refused."""
        with self._lock:
            self._db.close()

    def load(self) -> list[Job]:
        """All jobs; one that was running when the app ended is "interrupted". Unreadable rows are logged and
        left out."""
        jobs: list[Job] = []
        with self._lock:
            rows = self._db.execute("SELECT id, body FROM job").fetchall()
        for name, body in rows:
            try:
                job = msgspec.json.decode(body, type=Job)
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
        """Write jobs in one transaction. Raises StudioError("queue_not_writable")."""
        rows = [(job.id, job.state, job.ended, msgspec.json.encode(job)) for job in jobs]
        self._write("INSERT OR REPLACE INTO job (id, state, ended, body) VALUES (?, ?, ?, ?)", rows)

    def remove(self, ids: Iterable[str]) -> None:
        """Forget jobs."""
        self._write("DELETE FROM job WHERE id = ?", [(name,) for name in ids])

    def paused(self) -> bool:
        """Whether the queue was paused."""
        with self._lock:
            row = self._db.execute("SELECT value FROM meta WHERE key = 'paused'").fetchone()
        return row is not None and row[0] == "yes"

    def set_paused(self, paused: bool) -> None:
        """Remember the pause."""
        self._write("INSERT OR REPLACE INTO meta VALUES ('paused', ?)", [("yes" if paused else "no",)])

    def _write(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        try:
            with self._lock, self._db:
                self._db.executemany(sql, rows)
        except sqlite3.Error as error:
            raise StudioError(
                "queue_not_writable", "The job queue cannot be saved.", "Free some disk space.", str(error)
            ) from error


def _connect(path: Path | None) -> sqlite3.Connection:
    try:
        if path is not None:
            private.make_file(path)
        return _open(path)
    except sqlite3.OperationalError as error:
        raise StudioError(
            "queue_in_use", "The job queue is open in another window.", "", str(error)
        ) from error
    except sqlite3.DatabaseError as error:
        # Not a database, or a broken one: kept beside for the curious; a queue that cannot be read must not
        # stop the app.
        assert path is not None
        broken = path.with_suffix(".broken.sqlite")
        logger("jobs").error("%s cannot be read (%s) and was moved to %s", path, error, broken)
        _move_away(path, broken)
        return _open(path)
    except OSError as error:
        assert path is not None
        raise describe_os_error(error, path) from error


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
            raise sqlite3.OperationalError(f"made by a newer version ({version})")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("COMMIT")
        connection.executescript(_SCHEMA)
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(found)
    except BaseException:
        connection.close()
        raise
    return connection

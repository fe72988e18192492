"""What this machine has learned: hashes of files it has read before, and how long jobs take here.

A cache that several processes of the app may share; deleting it costs time, never data.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from studio.core import files, paths, private
from studio.core.log import logger

_SCHEMA = """
CREATE TABLE IF NOT EXISTS file_hash (
    path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS timing (
    id INTEGER PRIMARY KEY, engine TEXT, device TEXT, work REAL, seconds REAL, load_seconds REAL);
CREATE INDEX IF NOT EXISTS timing_engine ON timing (engine, device, id);
"""
_KEPT_TIMINGS = 30
_SMALL_FILE = 256 * 1024  # reading it is as quick as asking the table


class MachineFacts:
    """``machine.sqlite`` in the user's data folder. Safe to use from any thread."""

    def __init__(self, path: Path | None = None) -> None:
        """path: None for the user's own; ``:memory:`` is used when it cannot be opened."""
        self._lock = threading.Lock()
        self._path = path or paths.user_data() / "machine.sqlite"
        self._db = _open_or_do_without(self._path)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def sha256(self, path: Path) -> str:
        """Hash of a file's bytes, remembered by path, size and modification time. Raises InputError."""
        try:
            facts = path.stat()
        except OSError as error:
            raise files.describe_os_error(error, path) from error
        if facts.st_size <= _SMALL_FILE:
            return files.sha256_file(path)
        name = str(path.resolve())
        for size, mtime_ns, known in self._query(
            "SELECT size, mtime_ns, sha256 FROM file_hash WHERE path = ?", (name,)
        ):
            if (size, mtime_ns) == (facts.st_size, facts.st_mtime_ns):
                return str(known)
        digest = files.sha256_file(path)
        self._write(
            "INSERT OR REPLACE INTO file_hash VALUES (?, ?, ?, ?)",
            (name, facts.st_size, facts.st_mtime_ns, digest),
        )
        return digest

    def note_time(self, engine: str, device: str, work: float, seconds: float, load_seconds: float) -> None:
        """Remember how long a job took. work: see ``work_of``."""
        self._write(
            "INSERT INTO timing (engine, device, work, seconds, load_seconds) VALUES (?, ?, ?, ?, ?)",
            (engine, device, work, seconds, load_seconds),
        )
        self._write(
            "DELETE FROM timing WHERE engine = ?1 AND device = ?2 AND id <= (SELECT id FROM timing "
            "WHERE engine = ?1 AND device = ?2 ORDER BY id DESC LIMIT 1 OFFSET ?3)",
            (engine, device, _KEPT_TIMINGS),
        )

    def estimate(self, engine: str, device: str, work: float) -> float | None:
        """Seconds a job of this size takes here, loading left out; None before the first one."""
        import statistics  # 10 ms that the window's start does not need

        rows = self._query(
            "SELECT seconds / work FROM timing WHERE engine = ? AND device = ? AND work > 0",
            (engine, device),
        )
        return statistics.median(float(row[0]) for row in rows) * work if rows else None

    def _write(self, sql: str, values: tuple[Any, ...]) -> None:
        self._query(sql, values)

    def _query(self, sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:  # that statement's columns
        try:
            with self._lock, self._db:
                return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as error:  # full disk, locked by a stuck process: a lost hint, not a lost job
            logger("jobs").warning("machine.sqlite: %s", error)
            if (getattr(error, "sqlite_errorcode", 0) & 0xFF) in (
                sqlite3.SQLITE_CORRUPT,
                sqlite3.SQLITE_NOTADB,
            ):
                self._start_over()
        return []

    def _start_over(self) -> None:
        """Forget everything: a damaged table (nothing here is flushed) would be asked for ever."""
        with self._lock:
            self._db.close()
            for part in (self._path, self._path.with_name(self._path.name + "-journal")):
                with suppress(OSError):
                    part.unlink()
            self._db = _open_or_do_without(self._path)


def work_of(params: dict[str, Any], inputs: dict[str, str]) -> float:
    """How big a job is, in a unit of its own kind: megapixels times steps, characters, megabytes of
    inputs."""
    size = 1.0
    width, height, steps = params.get("width"), params.get("height"), params.get("steps")
    if isinstance(steps, int):
        area = width * height / 1e6 if isinstance(width, int) and isinstance(height, int) else 0.0
        size = steps * (area if area > 0 else 1.0)
    elif params.get("text"):
        size = float(len(str(params["text"])))
    elif inputs:
        size = sum(Path(path).stat().st_size for path in inputs.values() if Path(path).is_file()) / 1e6
    return max(size, 1e-3)


def _open_or_do_without(path: Path) -> sqlite3.Connection:
    try:
        return _open(path)
    except (sqlite3.DatabaseError, OSError) as error:
        logger("jobs").warning(
            "machine.sqlite cannot be used (%s); hashes and timings are not remembered", error
        )
        return _open(Path(":memory:"))


def _open(path: Path) -> sqlite3.Connection:
    if str(path) != ":memory:":
        private.make_file(path)
    connection = sqlite3.connect(path, check_same_thread=False, timeout=2.0)
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(_SCHEMA)
    return connection

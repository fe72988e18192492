"""The SQLite side of a project file, below the store, its snapshots and its migrations: how a connection is
made and hardened, how SQLite's errors become words, and how a file is checked, settled and copied.

The file is untrusted (https://sqlite.org/security.html): its schema is not trusted, its values are bounded,
and statements take no more steps than a file of its size can need.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from studio.core.errors import InputError, StudioError
from studio.core.files import copy_file
from studio.core.text import NO_TEXT, Text
from studio.project.bounds import MOST_VALUE

Row = tuple[str, str, str, bytes]
"""(id, kind, parent, body) of one entity."""


def connect(file: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open a connection that any thread may use, one at a time. Raises InputError, StudioError."""
    mode = "ro" if read_only else "rw"
    uri = f"{file.resolve().as_uri()}?mode={mode}"
    with describing(file):
        # check_same_thread off: the mutex of Store is what keeps threads apart.
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, timeout=0.5
        )
        connection.execute("PRAGMA trusted_schema = OFF")
        return connection


def harden(connection: sqlite3.Connection) -> None:
    """Set SQLite's advice for files from others (https://sqlite.org/security.html)."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_VALUE)
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "foreign_keys = OFF",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def bounded(connection: sqlite3.Connection, file: Path) -> Generator[None]:
    """Interrupt statements that take more steps than an honest file of this size can need: a cyclic b-tree
    never ends.
    """
    sizes = [path.stat().st_size for path in (file, file.with_name(file.name + "-wal")) if path.exists()]
    left = sum(sizes) // 10_000 + 1000  # of 10 000 steps each; a row takes about ten steps and 40 bytes

    def spend() -> int:
        nonlocal left
        left -= 1
        return int(left < 0)

    connection.set_progress_handler(spend, 10_000)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def is_readable(connection: sqlite3.Connection) -> bool:
    """False where SQLite would have to write beside the file in order to read it: a log to be taken in."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode in (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_FULL)
        unwritable = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        return not (full or unwritable)
    except sqlite3.DatabaseError:
        return True  # damaged: what comes next says so
    return True


def quick_check(file: Path) -> list[str]:
    """What SQLite's ``quick_check`` finds wrong in a file; [] when it is sound.

    Raises InputError when it cannot be opened.
    """
    connection = connect(file, read_only=True)
    try:
        with describing(file):
            found = [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
    finally:
        connection.close()
    return [] if found == ["ok"] else found


def settle(file: Path) -> None:
    """Empty and drop the WAL of a closed file: a stale one would be replayed onto what is renamed over it."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        with describing(file):
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


def copy(file: Path, target: Path) -> None:
    """Write a compact, consistent copy to ``target``, which must not exist, with SQLite's VACUUM INTO.

    Raises StudioError("disk_full") and what a damaged file raises.
    """
    with closing(connect(file, read_only=True)) as connection, describing(target):
        connection.execute("VACUUM INTO ?", (str(target),))


def settled_copy(file: Path) -> sqlite3.Connection:
    """A copy in memory of a project whose log cannot be used where it lies: an app that was killed left it,
    on a medium that cannot be written. Its last edits are in it.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    log = file.with_name(file.name + "-wal")
    try:
        if not log.exists() or log.stat().st_size == 0:
            # Nothing is taken in, so nothing has to be written anywhere: the disk for it may be full, too.
            uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
            with describing(file), closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as source:
                source.execute("PRAGMA trusted_schema = OFF")
                source.backup(memory)
            return memory
        with tempfile.TemporaryDirectory(prefix="backlot-") as work:
            place = Path(work) / "project"
            for tail in ("", "-wal"):
                part = file.with_name(file.name + tail)
                if part.exists():
                    copy_file(part, place.with_name(place.name + tail))
            with describing(file), closing(sqlite3.connect(place, isolation_level=None)) as source:
                source.execute("PRAGMA trusted_schema = OFF")
                source.backup(memory)
    except BaseException:
        memory.close()
        raise
    return memory


@contextmanager
def describing(file: Path) -> Generator[None]:
    """Turn SQLite's errors into words, by their code (sqlite.org/rescode.html), never by their text."""
    try:
        yield
    except sqlite3.Error as error:
        raise describe_sqlite_error(error, file) from error


def describe_sqlite_error(error: sqlite3.Error, file: Path) -> StudioError:
    """The StudioError that says what an SQLite error means for the user."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else 0
    undecodable = code is None and isinstance(error, sqlite3.OperationalError)  # Python's own: no UTF-8
    detail = f"{getattr(error, 'sqlite_errorname', '')} {error}".strip()
    if primary == sqlite3.SQLITE_FULL or code in (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE):
        return StudioError(
            "disk_full",
            Text("There is not enough disk space to save “{name}”.", name=file.name),
            Text("Free some disk space and try again."),
            detail,
        )
    if primary == sqlite3.SQLITE_IOERR:
        return StudioError(
            "disk_error",
            Text("“{name}” could not be read or written.", name=file.name),
            Text("Check the disk."),
            detail,
        )
    if undecodable or primary in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_INTERRUPT,
    ):
        return InputError(
            "project_damaged",
            Text("“{name}” is damaged.", name=file.name),
            Text("Restore a copy from the project's backups folder."),
            detail,
        )
    if primary == sqlite3.SQLITE_TOOBIG:
        return InputError(
            "project_damaged",
            Text("{name} has an entry that is larger than any of this app's.", name=file.name),
            Text("Restore a copy from the project's backups folder."),
            detail,
        )
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StudioError(
            "project_busy",
            Text("“{name}” is in use by another program.", name=file.name),
            Text("Close it there and try again."),
            detail,
        )
    if primary in (
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_AUTH,
    ):
        return InputError(
            "not_allowed",
            Text("No permission to read or write “{file}”.", file=file),
            Text("Change its permissions or choose another folder."),
            detail,
        )
    return StudioError(
        "project_error", Text("“{name}” could not be read or written.", name=file.name), NO_TEXT, detail
    )

"""The shape of a project file and the checks a file must pass before SQLite is let loose on it.

A project file is data from anywhere: it is identified by its first 100 bytes, its schema must be ours word
for word, and views or triggers (which run SQL when touched) are never accepted. Bodies are JSON, so any
SQLite tool can rescue them.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from studio.core.errors import InputError
from studio.core.files import require_file
from studio.core.own_folders import is_link
from studio.core.text import Text

APPLICATION_ID = 0x424C4F54
"""``"BLOT"`` at offset 68 of the file (SQLite file format, section 1.3.17)."""


class Version(NamedTuple):
    """Version of a project file; in ``user_version`` as ``major << 16 | minor``.

    A new kind or field raises minor: an older build keeps what it does not know and may edit the file. A
    change of tables, or of what a field means, raises major and needs a migration: an older build only reads
    the file.
    """

    major: int
    minor: int

    @property
    def number(self) -> int:
        """The version as ``user_version`` stores it."""
        return self.major << 16 | self.minor

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


VERSION = Version(1, 0)
"""What this build writes. The first builds wrote 1, which reads as 0.1."""

SUFFIX = ".studio"

_MAGIC = b"SQLite format 3\x00"

TABLES = {
    "entity": """CREATE TABLE entity (
        id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, parent TEXT NOT NULL, body BLOB NOT NULL) STRICT""",
    "journal": """CREATE TABLE journal (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, coalesce TEXT NOT NULL,
        created TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0, size INTEGER NOT NULL, operation BLOB NOT NULL) STRICT""",
    "recipe": """CREATE TABLE recipe (
        key TEXT NOT NULL PRIMARY KEY, recipe BLOB NOT NULL, outputs BLOB NOT NULL,
        created TEXT NOT NULL) STRICT""",
    "meta": "CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT",
}


def read_version(file: Path) -> Version:
    """Return the version of a project file, read from its header.

    Raises InputError when it is not a project file.
    """
    require_file(file)
    with file.open("rb") as handle:
        header = handle.read(100)
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise _foreign(file)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise _foreign(file)
    number = int.from_bytes(header[60:64], "big", signed=True)
    if number < 1:
        raise _foreign(file)
    return Version(number >> 16, number & 0xFFFF)


def write_version(connection: sqlite3.Connection, version: Version) -> None:
    """Set ``user_version``; part of a running transaction where there is one."""
    connection.execute(f"PRAGMA user_version = {version.number}")


def create_tables(connection: sqlite3.Connection) -> None:
    """Write our ids and empty tables into a new database."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    write_version(connection, VERSION)
    for statement in TABLES.values():
        connection.execute(statement)


def check_schema(connection: sqlite3.Connection, file: Path, version: Version) -> None:
    """Refuse a file with anything but our tables.

    A later minor version may have more tables; of a later major one only the entity table's columns count.
    Raises InputError.
    """
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    for kind, name, _table, sql in found:
        ours = kind == "table" and isinstance(sql, str) and not sql.upper().startswith("CREATE VIRTUAL")
        automatic = kind == "index" and sql is None
        if not (ours or automatic or (kind == "index" and version.major > VERSION.major)):
            raise InputError(
                "project_unsafe",
                Text(
                    "“{name}” contains the {kind} “{name2}”, which does not belong in a project.",
                    name=file.name,
                    kind=kind,
                    name2=name,
                ),
                Text(
                    "Restore a copy from the project's backups folder; the file may have been tampered with."
                ),
            )
    if version.major > VERSION.major:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(entity)")]
        if not {"id", "kind", "parent", "body"} <= set(columns):
            raise InputError(
                "project_newer",
                Text("“{name}” was created by a newer version of this app.", name=file.name),
                Text("Update the app to open it."),
            )
        return
    tables = {name: " ".join(sql.split()) for kind, name, _table, sql in found if kind == "table"}
    tables.pop("sqlite_sequence", None)
    expected = {name: " ".join(sql.split()) for name, sql in TABLES.items()}
    if version.minor > VERSION.minor:
        tables = {name: sql for name, sql in tables.items() if name in expected}
    if tables != expected:
        raise InputError(
            "project_damaged",
            Text("“{name}” does not have the tables of a project.", name=file.name),
            Text("Restore a copy from the project's backups folder."),
        )


def find_file(path: Path) -> Path:
    """The ``.studio`` file that ``path`` means: itself, or the one in that folder. Raises InputError."""
    path = path.absolute()
    if not path.is_dir():
        require_file(path)
        # A project lies where its folder is. A link of the user's own leads there, so that it is one project
        # with one lock under every name; a link inside a folder may lead to any project of theirs.
        return path.resolve() if is_link(path) else path
    files = sorted(
        file
        for file in path.glob(f"*{SUFFIX}")
        if file.is_file() and not is_link(file) and not file.name.startswith(".")
    )
    if not files:
        raise InputError(
            "not_a_project",
            Text("There is no project in “{path}”.", path=path),
            Text("Choose a folder that contains a .studio file."),
        )
    named = [file for file in files if file.stem == path.name]
    if len(files) > 1 and not named:
        names = ", ".join(file.name for file in files[:5])
        raise InputError(
            "project_ambiguous",
            Text("“{path}” contains several projects: {names}.", path=path, names=names),
            Text("Choose one of these files."),
        )
    return (named or files)[0]


def _foreign(file: Path) -> InputError:
    return InputError(
        "not_a_project",
        Text("“{name}” is not a Backlot Studio project.", name=file.name),
        Text("Choose a project folder, or the .studio file in it."),
    )

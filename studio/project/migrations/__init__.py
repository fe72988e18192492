"""Migrations of the project file, one function per major version, always run on a copy.

Adding a kind or a field with a default needs none of this: bodies are JSON and missing fields take their
defaults; it only raises the minor version. A change of tables, or of the meaning of a field, raises the major
version and adds one step here: a module ``to_2.py`` with ``migrate(connection)``, entered in ``STEPS`` under
1, the major version it starts from.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from studio.core.errors import InputError
from studio.core.files import replacing
from studio.core.log import logger
from studio.core.text import Text
from studio.project import schema
from studio.project.database import connect, copy, describing, settle
from studio.project.folder.snapshots import Snapshots

Step = Callable[[sqlite3.Connection], None]


def _to_1(connection: sqlite3.Connection) -> None:
    """0.1 to 1.0: nothing but the version's number changes. Builds of 0.1 drop fields that they do not know,
    so they must see a newer file and only read it.
    """


STEPS: Mapping[int, Step] = {0: _to_1}
"""Major version it starts from -> step to the next one."""


def migrate_file(
    file: Path, steps: Mapping[int, Step] | None = None, target: schema.Version | None = None
) -> Path:
    """Bring a closed project file of an older version up to date and return the snapshot kept of the old
    one.

    The steps run on a copy, which is checked and then renamed over the file; until then the file is as it
    was. The caller holds the project's lock. Raises InputError("project_damaged") when the result is not
    sound.
    """
    version = schema.read_version(file)
    settle(file)
    kept = Snapshots(file).take_file(label=f"version-{version}")
    with replacing(file) as temporary:
        copy(file, temporary)
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            _run(connection, file, version, steps, target)
    logger("project").info("%s migrated from version %s; the old one is %s", file.name, version, kept.name)
    return kept


def migrated_copy(file: Path, steps: Mapping[int, Step] | None = None) -> sqlite3.Connection:
    """A migrated copy in memory, for looking at an older project that may not be written."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with describing(file), closing(connect(file, read_only=True)) as source:
            source.backup(memory)
        _run(memory, file, schema.read_version(file), steps, None)
    except BaseException:
        memory.close()
        raise
    return memory


def _run(
    connection: sqlite3.Connection,
    file: Path,
    version: schema.Version,
    steps: Mapping[int, Step] | None,
    target: schema.Version | None,
) -> None:
    known = STEPS if steps is None else steps
    with describing(file):
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN")
        target = target or schema.VERSION
        for start in range(version.major, target.major):
            if start not in known:
                raise InputError(
                    "project_too_old",
                    Text(
                        "“{name}” has version {start}, which this app can no longer read.",
                        name=file.name,
                        start=start,
                    ),
                    Text("Open it with an older version of the app."),
                )
            known[start](connection)
        schema.write_version(connection, target)
        connection.execute("COMMIT")
        found = [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
    if found != ["ok"]:
        raise InputError(
            "project_damaged",
            Text("“{name}” could not be upgraded to the current version.", name=file.name),
            Text("Restore a copy from the project's backups folder."),
            "\n".join(found[:20]),
        )

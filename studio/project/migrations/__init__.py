"""Migrations of the project file, one function per major version, always run on a copy.

Adding a kind or a field with a default needs none of this: bodies are JSON and missing fields take their
defaults; it only raises the minor version. A change of tables, or of the meaning of a field, raises the major
version and adds one step here: a module ``to_2.py`` with ``migrate(connection)``, entered in ``STEPS`` under
1, the major version it starts from.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from studio.core.errors import InputError
from studio.core.files import copy_file, replacing
from studio.core.log import logger
from studio.core.text import Text
from studio.project import schema

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
    from studio.project.snapshots import Snapshots

    version = schema.read_version(file)
    settle(file)
    kept = Snapshots(file).take_file(label=f"version-{version}")
    with replacing(file) as temporary:
        _copy(file, temporary)
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            _run(connection, file, version, steps, target)
    logger("project").info("%s migrated from version %s; the old one is %s", file.name, version, kept.name)
    return kept


def migrated_copy(file: Path, steps: Mapping[int, Step] | None = None) -> sqlite3.Connection:
    """A migrated copy in memory, for looking at an older project that may not be written."""
    from studio.project.store import describing

    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with describing(file), closing(_connect(file)) as source:
            source.backup(copy)
        _run(copy, file, schema.read_version(file), steps, None)
    except BaseException:
        copy.close()
        raise
    return copy


def settled_copy(file: Path) -> sqlite3.Connection:
    """A copy in memory of a project whose log cannot be used where it lies: an app that was killed left it,
    on a medium that cannot be written. Its last edits are in it.
    """
    from studio.project.store import describing

    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    log = file.with_name(file.name + "-wal")
    try:
        if not log.exists() or log.stat().st_size == 0:
            # Nothing is taken in, so nothing has to be written anywhere: the disk for it may be full, too.
            uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
            with describing(file), closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as source:
                source.execute("PRAGMA trusted_schema = OFF")
                source.backup(copy)
            return copy
        with tempfile.TemporaryDirectory(prefix="backlot-") as work:
            place = Path(work) / "project"
            for tail in ("", "-wal"):
                part = file.with_name(file.name + tail)
                if part.exists():
                    copy_file(part, place.with_name(place.name + tail))
            with describing(file), closing(sqlite3.connect(place, isolation_level=None)) as source:
                source.execute("PRAGMA trusted_schema = OFF")
                source.backup(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def _run(
    connection: sqlite3.Connection,
    file: Path,
    version: schema.Version,
    steps: Mapping[int, Step] | None,
    target: schema.Version | None,
) -> None:
    from studio.project.store import describing

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


def settle(file: Path) -> None:
    """Empty and drop the WAL: a stale one beside the renamed file would be replayed onto it."""
    from studio.project.store import describing

    connection = sqlite3.connect(file, isolation_level=None)
    try:
        with describing(file):
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


def _copy(source: Path, target: Path) -> None:
    from studio.project.store import describing

    with describing(source), closing(_connect(source)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection

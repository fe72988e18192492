"""How much of a project file is read into memory; the file may come from anyone.

The measure is a film of 100 000 cues: 30 MB of bodies, 270 MB of memory once it is open. What the app writes
itself stays far below these bounds; a body is checked before it is written.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from studio.core.errors import InputError
from studio.core.text import Text

MOST_VALUE = 128 << 20
"""Bytes of one value of any column, enforced by SQLite: the journal's largest edit (journal/history.py)."""

MOST_BODY = 64 << 20
"""Bytes of one entity. The largest is the project's own, which holds the script: 1 MB for a feature film."""

MOST_BODIES = 512 << 20
"""Bytes of all entities together, 17 times the measure."""

MOST_ENTITIES = 2_000_000
"""Entities, 20 times the measure: each takes some hundred bytes of memory besides its body."""

MOST_RECIPE = 8 << 20
"""Bytes of one recipe with its outputs; one with a long text and forty references is some 100 kB."""

MOST_RECIPES = 256 << 20
"""Bytes of all recipes together: 100 000 of 2.5 kB."""

MOST_VIEW_STATE = 16 << 20
"""Bytes of all that views remember; some kB each."""


def require_entities_fit(connection: sqlite3.Connection, file: Path) -> None:
    """Raise InputError("project_damaged") when the entities take more memory than those of any project.

    SQLite knows the length of a body without reading it.
    """
    number, total, largest = connection.execute(
        "SELECT count(*), coalesce(sum(length(body) + length(id) + length(kind) + length(parent)), 0),"
        " coalesce(max(length(body)), 0) FROM entity"
    ).fetchone()
    if largest > MOST_BODY:
        raise _too_much(file, f"an entry of {largest / 1e6:.0f} MB", f"at most {MOST_BODY} bytes are read")
    if total > MOST_BODIES or number > MOST_ENTITIES:
        raise _too_much(
            file, f"{number} entries of {total / 1e6:.0f} MB", f"at most {MOST_BODIES} bytes are read"
        )


def too_large() -> InputError:
    """The error of an edit whose entity would not be read again."""
    return InputError(
        "too_large",
        Text("A text or value is larger than {most_body} MB.", most_body=MOST_BODY >> 20),
        Text("Divide it into smaller parts."),
    )


def _too_much(file: Path, what: str, detail: str) -> InputError:
    return InputError(
        "project_damaged",
        Text("{name} holds {what}, more than any project of this app.", name=file.name, what=what),
        Text("Restore a copy from the project's backups folder."),
        detail,
    )

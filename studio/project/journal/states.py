"""Rows of entities before and after an edit, and writing them to the database.

Rows, not entities: an edit made by a later build may hold kinds and fields that this build does not know, and
undo and redo bring them back as they were.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

import msgspec

from studio.project.database import Row
from studio.project.document import row_in
from studio.project.journal.history import Step

States = dict[str, Row | None]
"""Entity id -> its row, None where there is no such entity."""


def afters(steps: list[Step]) -> States:
    """Return what each entity of an edit is after it. Raises StudioError("entity_broken")."""
    return {step.id: _row(step.after) for step in steps}


def befores(steps: list[Step]) -> States:
    """Return what each entity of an edit was before it. Raises StudioError("entity_broken")."""
    return {step.id: _row(step.before) for step in steps}


def _row(raw: msgspec.Raw) -> Row | None:
    body = bytes(raw)
    return None if body == b"null" else row_in(body)


def write(connection: sqlite3.Connection, states: Mapping[str, Row | None]) -> None:
    """Bring the rows of these entities into these states; inside the caller's transaction."""
    connection.executemany(
        "DELETE FROM entity WHERE id = ?",
        [(entity_id,) for entity_id, row in states.items() if row is None],
    )
    connection.executemany(
        "INSERT INTO entity (id, kind, parent, body) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET"
        " kind = excluded.kind, parent = excluded.parent, body = excluded.body",
        [row for row in states.values() if row is not None],
    )

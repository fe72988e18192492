"""The states between which an edit, its undo and its redo move the entities, and their way into the file."""

from __future__ import annotations

import sqlite3

import msgspec

from studio.project.document import decode, kind_in, row_of
from studio.project.history import Step
from studio.project.model import Entity


def afters(steps: list[Step]) -> dict[str, Entity | None]:
    """What each entity of an edit is after it; None: not there."""
    return {step.id: _entity(step.after) for step in steps}


def befores(steps: list[Step]) -> dict[str, Entity | None]:
    """What each entity of an edit was before it; None: not there."""
    return {step.id: _entity(step.before) for step in steps}


def _entity(raw: msgspec.Raw) -> Entity | None:
    body = bytes(raw)
    return None if body == b"null" else decode(kind_in(body), body)


def write(connection: sqlite3.Connection, states: dict[str, Entity | None]) -> None:
    """Bring the rows of these entities into these states; inside the caller's transaction."""
    connection.executemany(
        "DELETE FROM entity WHERE id = ?",
        [(entity_id,) for entity_id, entity in states.items() if entity is None],
    )
    connection.executemany(
        "INSERT INTO entity (id, kind, parent, body) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET"
        " kind = excluded.kind, parent = excluded.parent, body = excluded.body",
        [row_of(entity) for entity in states.values() if entity is not None],
    )

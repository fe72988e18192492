"""One edit: puts and removals gathered first, then written, journalled and broadcast as one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import msgspec

from studio.core.errors import InputError, StudioError
from studio.core.ids import order_between, orders
from studio.core.text import NO_TEXT, Text
from studio.project.bounds import MOST_BODY, too_large
from studio.project.document import Document, decode, encode, of_kind
from studio.project.journal.history import Step
from studio.project.model import E, Entity, kind_of

ROOT = "project"
"""Id of the one ProjectInfo entity, and the parent of assets, sequences, styles, voices, speakers and
presets.
"""


class Edit:
    """What ``with project.edit(label) as edit`` yields.

    Reads through it see the edit's own puts and removals.

    Nothing reaches the project before the block ends well; an exception in it leaves the project as it was.
    """

    def __init__(self, document: Document, label: Text) -> None:
        self.label = label
        self._document = document
        self._pending: dict[str, Entity | None] = {}
        self._bodies: dict[str, bytes] = {}
        self._last_orders: dict[tuple[str, str], str] = {}

    def put(self, entity: E) -> E:
        """Add an entity or replace the one with its id; returns it as it will be stored.

        A new entity without an order key goes behind its siblings. Raises InputError("entity_invalid") for
        values that are not of their field's type: what cannot be read back is never written.
        """
        if not entity.id:
            raise InputError("entity_invalid", Text("A {kind_of} needs an id.", kind_of=kind_of(entity)))
        before = self.find(entity.id)
        kind = self._kind(entity.id)
        if kind and kind != kind_of(entity):
            raise InputError(
                "entity_invalid",
                Text("{id} is a {kind}, not a {kind_of}.", id=entity.id, kind=kind, kind_of=kind_of(entity)),
            )
        if not entity.order and entity.id != ROOT:
            order = before.order if before and before.parent == entity.parent else ""
            entity = msgspec.structs.replace(
                entity, order=order or self.next_order(entity.parent, type(entity))
            )
        stored, body = checked(entity)
        self._pending[stored.id] = stored
        self._bodies[stored.id] = self._document.rewritten(stored, body)
        key = stored.parent, kind_of(stored)
        if key in self._last_orders and stored.order > self._last_orders[key]:
            self._last_orders[key] = stored.order
        return stored

    def put_all(self, entities: Iterable[E]) -> list[E]:
        """Put several new entities of one kind and parent at once; those without order keys get evenly
        spread, short ones.
        """
        batch = list(entities)
        bare = [entity for entity in batch if not entity.order and entity.id not in self]
        if len(bare) > 1 and len({(entity.parent, kind_of(entity)) for entity in bare}) == 1:
            last = self._last_order(bare[0].parent, type(bare[0]))
            keys = dict(zip((entity.id for entity in bare), orders(len(bare), last), strict=True))
            batch = [
                msgspec.structs.replace(entity, order=keys.get(entity.id, entity.order)) for entity in batch
            ]
        return [self.put(entity) for entity in batch]

    def remove(self, entity_id: str) -> None:
        """Remove an entity and everything below it. Removing what is not there does nothing."""
        if entity_id == ROOT:
            raise InputError("entity_invalid", Text("The project cannot be removed from itself."))
        if entity_id not in self:
            return
        # Each is marked before its children are looked for: a damaged project may lead in a circle.
        going = [entity_id]
        while going:
            gone = going.pop()
            if gone in self._document and self._document.body(gone) is None:
                continue  # not even JSON: undo could not bring it back, so it stays where it is
            self._pending[gone] = None
            self._bodies.pop(gone, None)
            going += self._child_ids(gone)
        self._last_orders.clear()

    def __contains__(self, entity_id: str) -> bool:
        return (
            self._pending[entity_id] is not None
            if entity_id in self._pending
            else entity_id in self._document
        )

    def find(self, entity_id: str) -> Entity | None:
        """The entity as this edit leaves it, or None."""
        return self._pending[entity_id] if entity_id in self._pending else self._document.find(entity_id)

    def get(self, entity_id: str, kind: type[E]) -> E:
        """The entity as this edit leaves it. Raises InputError("entity_missing")."""
        if entity_id not in self._pending:
            return self._document.get(entity_id, kind)
        return of_kind(self._pending[entity_id], entity_id, kind)

    def children(self, parent: str, kind: type[E]) -> list[E]:
        """Entities of one kind below ``parent`` as this edit leaves them, in order."""
        kept = [entity for entity in self._document.children(parent, kind) if entity.id not in self._pending]
        added = [
            entity
            for entity in self._pending.values()
            if isinstance(entity, kind) and entity.parent == parent
        ]
        return sorted([*kept, *added], key=lambda entity: (entity.order, entity.id)) if added else kept

    def next_order(self, parent: str, kind: type[Entity]) -> str:
        """An order key behind the last sibling of this kind."""
        key = order_between(self._last_order(parent, kind), "")
        self._last_orders[parent, kind_of(kind)] = key
        return key

    def steps(self) -> list[Step]:
        """The edit as journal steps, entities that did not change left out."""
        found: list[Step] = []
        for entity_id, entity in self._pending.items():
            before = self._document.body(entity_id)
            after = self._bodies[entity_id] if entity is not None else None
            if before != after:
                found.append(Step(entity_id, _raw(before), _raw(after)))
        return found

    def decoded(self) -> dict[str, Entity]:
        """Return the entities put by this edit whose bodies hold nothing that this build does not know."""
        return {
            entity_id: entity
            for entity_id, entity in self._pending.items()
            if entity is not None and self._bodies[entity_id] == encode(entity)
        }

    def _kind(self, entity_id: str) -> str:
        """The kind of what has this id in this edit, known here or not; "" when nothing has."""
        if entity_id in self._pending:
            pending = self._pending[entity_id]
            return kind_of(pending) if pending is not None else ""
        place = self._document.place(entity_id)
        return place[0] if place else ""

    def _last_order(self, parent: str, kind: type[Entity]) -> str:
        key = parent, kind_of(kind)
        if key not in self._last_orders:
            siblings = self.children(parent, kind)
            self._last_orders[key] = siblings[-1].order if siblings else ""
        return self._last_orders[key]

    def _child_ids(self, parent: str) -> list[str]:
        kept = [entity_id for entity_id in self._document.child_ids(parent) if entity_id not in self._pending]
        return kept + [
            entity_id
            for entity_id, entity in self._pending.items()
            if entity is not None and entity.parent == parent
        ]


def checked(entity: E) -> tuple[E, bytes]:
    """(the entity as it reads back, its JSON body).

    Raises InputError("entity_invalid") when it would not read back, "too_large" when it would not be read.
    """
    kind = kind_of(entity)
    try:
        body = encode(entity)
        read = cast("E", decode(kind, body))
    except (StudioError, TypeError, ValueError, OverflowError, msgspec.MsgspecError) as error:
        detail = getattr(error, "detail", "") or str(error)
        raise InputError(
            "entity_invalid",
            Text("A {kind} has a value of the wrong type.", kind=kind.replace("_", " ")),
            NO_TEXT,
            detail,
        ) from error
    if len(body) > MOST_BODY:
        raise too_large()
    return read, body


def _raw(body: bytes | None) -> msgspec.Raw:
    return msgspec.Raw(b"null" if body is None else body)

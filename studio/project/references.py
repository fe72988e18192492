"""Which fields of which entities hold ids of others, and the questions that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from studio.project.model import KINDS, E, Entity, kind_of

REFERENCES: dict[str, tuple[str, ...]] = {
    "project": ("sequence",),
    "clip": ("asset", "line", "scene"),
    "take": ("asset",),
    "caption_track": ("style",),
    "cue": ("speaker", "line"),
    "speaker": ("voice",),
    "line": ("speaker", "take", "cue", "scene"),
    "scene": ("picture",),
}
"""Kind -> its fields that name another entity by id; "" means none. ``parent`` is not listed."""


class Reader(Protocol):
    """A Project or a Document."""

    def find(self, entity_id: str) -> Entity | None:
        """The entity with this id, or None."""
        ...

    def all(self, kind: type[E]) -> list[E]:
        """Every entity of one kind."""
        ...


def references_of(entity: Entity) -> Iterator[tuple[str, str]]:
    """(field, id) of everything an entity refers to."""
    for field in REFERENCES.get(kind_of(entity), ()):
        value = getattr(entity, field)
        if value:
            yield field, value


def where_used(project: Reader, entity_id: str) -> list[Entity]:
    """Every entity that refers to this one, e.g. the clips and takes of an asset."""
    kinds = [KINDS[word] for word in REFERENCES]
    return [
        entity
        for kind in kinds
        for entity in project.all(kind)
        if any(target == entity_id for _field, target in references_of(entity))
    ]


def used_ids(project: Reader) -> set[str]:
    """Ids that anything refers to: one pass, for the "unused" filter of the library."""
    return {
        target
        for word in REFERENCES
        for entity in project.all(KINDS[word])
        for _field, target in references_of(entity)
    }

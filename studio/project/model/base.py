"""What every entity is, and the project's own entity."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec


class Entity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """Base of everything in a project.

    Attributes:
        id: unique in the project.
        parent: id of the entity it belongs to, "" for top level.
        order: key that sorts it among its siblings (core.ids.order_between), so a move rewrites one row.
    """

    id: str
    parent: str = ""
    order: str = ""


E = TypeVar("E", bound="Entity")


class ProjectInfo(Entity, frozen=True, tag="project"):
    """The one entity with id "project".

    Attributes:
        sequence: id of the sequence that is open.
        script: Fountain text of the film.
    """

    name: str
    created: str
    sequence: str = ""
    script: str = ""


def kind_of(entity: Entity | type[Entity]) -> str:
    """The wire word of an entity's kind, e.g. ``"cue"``."""
    return str(entity.__struct_config__.tag)


def replace(entity: E, **changes: Any) -> E:  # values are the entity's own field types
    """A copy of ``entity`` with some fields changed."""
    return msgspec.structs.replace(entity, **changes)


KINDS = (ProjectInfo,)

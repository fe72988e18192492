"""Named places on a timeline."""

from __future__ import annotations

from studio.core.ticks import Ticks
from studio.project.model.base import Entity


class Marker(Entity, frozen=True, tag="marker"):
    """A named place; parent = sequence."""

    name: str
    at: Ticks


KINDS = (Marker,)

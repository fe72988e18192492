"""A user's own export settings."""

from __future__ import annotations

from studio.project.model.base import Entity
from studio.wire.spec import Value


class ExportPreset(Entity, frozen=True, tag="export_preset"):
    """A user's own export settings; parent = project.

    Attributes:
        base: id of the built-in preset it starts from.
    """

    name: str
    base: str
    params: dict[str, Value] = {}


KINDS = (ExportPreset,)

"""What one transaction touched."""

from __future__ import annotations

import msgspec

from studio.core.text import NO_TEXT, Text


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What one transaction touched; each view refreshes only if it is concerned.

    Attributes:
        kinds: words of the kinds touched.
        ids: entity ids put or removed.
        parents: their parent ids, before and after.
        initiator: who made the edit, so that a view can skip its own echo.
        label: the edit's name for the Undo menu.
        undone: whether an undo made it.
    """

    kinds: frozenset[str]
    ids: frozenset[str]
    parents: frozenset[str] = frozenset()
    initiator: str = ""
    label: Text = NO_TEXT
    undone: bool = False

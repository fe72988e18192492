"""Look of the window: `Theme` (apply, switch), tokens (colours, sizes), `set_kind` (style by property)."""

from __future__ import annotations

from studio.ui.theme.qss import repolish, set_kind
from studio.ui.theme.theme import Theme
from studio.ui.theme.tokens import PLACES, SIZES, Place, Sizes, Tokens

__all__ = ["PLACES", "SIZES", "Place", "Sizes", "Theme", "Tokens", "repolish", "set_kind"]

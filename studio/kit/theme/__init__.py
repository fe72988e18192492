"""Look of the window: `Theme` (apply, switch), tokens (colours, sizes), `set_kind` (style by property)."""

from __future__ import annotations

from studio.kit.theme.current import Theme
from studio.kit.theme.qss import repolish, set_kind
from studio.kit.theme.tokens import PLACES, SIZES, Place, Sizes, Tokens

__all__ = ["PLACES", "SIZES", "Place", "Sizes", "Theme", "Tokens", "repolish", "set_kind"]

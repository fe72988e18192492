"""Look of the window: `Theme` (apply, switch), tokens (colours, sizes), `set_kind` (style by property)."""

from __future__ import annotations

from studio.kit.theme.current import Theme
from studio.kit.theme.qss import repolish, set_kind
from studio.kit.theme.tokens import SIZES, Sizes, Tokens

__all__ = ["SIZES", "Sizes", "Theme", "Tokens", "repolish", "set_kind"]

"""Tokens as a QPalette: what every standard widget under the Fusion style draws with."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from studio.kit.theme.tokens import Tokens, tooltip_text


def make_palette(tokens: Tokens) -> QPalette:
    """The palette of a theme: all roles for active and inactive windows alike, text dimmed where disabled."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.control,
        role.AlternateBase: tokens.panel,
        role.Text: tokens.text,
        role.Button: tokens.control,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.danger,
        role.PlaceholderText: tokens.text_dim,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.selection_text,
        role.ToolTipBase: tokens.tooltip,
        role.ToolTipText: tooltip_text(tokens),
        role.Link: tokens.link,
        role.LinkVisited: tokens.link,
        role.Light: tokens.control_hover,
        role.Midlight: tokens.control_hover,
        role.Mid: tokens.line,
        role.Dark: tokens.line,
        role.Shadow: tokens.window,
        role.Accent: tokens.focus,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.text_disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.control))
    return palette

# ruff: noqa: E501  (a rule of the stylesheet reads best on one line)
"""The one stylesheet, short, from the tokens. Widgets are styled by type, object name or dynamic property.

Properties in use: ``workspace`` on a panel's root (its hue for focus, checks, sliders and primary buttons inside
it); ``kind`` on a widget: button kinds "primary", "flat", "danger", "link"; label kinds "dim", "caption",
"title", "danger", "warn", "ok", "timecode"; frame kinds "panel", "card", "stage", "bar", "error". After
changing a property at run time call `repolish`.
"""

from __future__ import annotations

from string import Template

from PySide6.QtWidgets import QWidget

from studio.kit.theme.tokens import SIZES, Tokens, hover, mix, tooltip_text

GLYPHS: dict[str, tuple[str, str]] = {
    "down": ("chevron-down", "text_dim"),
    "up": ("chevron-up", "text_dim"),
    "right": ("chevron-right", "text_dim"),
    "down_off": ("chevron-down", "text_disabled"),
    "check": ("check", "on_hue"),
    "check_text": ("check", "text"),
    "check_off": ("check", "text_disabled"),
    "partial": ("minus", "on_hue"),
}
"""Small pictures that a stylesheet can only name by file: key -> (icon, token of its colour)."""

_BASE = """
QMainWindow, QDialog { background: $window; }
QToolTip { background: $tooltip; color: $tooltip_text; border: 1px solid $line; border-radius: 4px; padding: 4px 6px; }

QFrame[kind="panel"], QWidget[kind="panel"] { background: $panel; border: none; }
QFrame[kind="card"] { background: $panel; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[kind="stage"], QWidget[kind="stage"] { background: $neutral_stage; border: none; }
QFrame[kind="bar"], QWidget[kind="bar"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[kind="error"] { background: $error_ground; border: 1px solid $error_line; border-radius: ${radius}px; }
QFrame[kind="popup"] { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame[kind="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="vline"] { background: $line; border: none; max-width: 1px; min-width: 1px; }

QLabel { background: transparent; }
QLabel[kind="dim"] { color: $text_dim; }
QLabel[kind="caption"] { color: $text_dim; font-size: ${caption}px; }
QLabel[kind="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[kind="danger"] { color: $danger; }
QLabel[kind="warn"] { color: $warn; }
QLabel[kind="ok"] { color: $ok; }
QLabel[kind="key"] { color: $text_dim; background: $control; border: 1px solid $line; border-radius: 4px; padding: 0 5px; font-size: ${caption}px; }
QLabel:disabled { color: $text_disabled; }

QPushButton, QToolButton[kind="button"] {
  background: $control; border: 1px solid $line; border-radius: ${radius}px; padding: 0 11px; min-height: 26px; }
QPushButton:hover, QToolButton[kind="button"]:hover { background: $control_hover; }
QPushButton:pressed, QPushButton:checked, QToolButton[kind="button"]:pressed { background: $control_pressed; }
QPushButton:disabled { color: $text_disabled; background: $panel; }
QPushButton:focus { border: 2px solid $focus; padding: 0 10px; min-height: 24px; }
QPushButton[kind="flat"], QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; }
QPushButton[kind="flat"]:hover { background: $control_hover; }
QPushButton[kind="link"] { padding: 0 4px; text-decoration: underline; }
QPushButton[kind="flat"]:focus, QPushButton[kind="link"]:focus { border: 2px solid $focus; }
QPushButton[kind="link"]:focus { padding: 0 3px; }
QPushButton[kind="primary"] { background: $focus; color: $panel; border: none; padding: 0 15px; min-height: 32px; font-weight: 600; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 0 13px; min-height: 28px; }
QPushButton[kind="primary"]:disabled { background: $control; color: $text_disabled; }
QPushButton[kind="danger"] { color: $danger; }
QPushButton[kind="header"] { background: transparent; border: none; text-align: left; padding: 0; min-height: 28px; font-weight: 600; }
QPushButton[kind="header"]:hover { color: $text_dim; }
QPushButton[kind="header"]:focus { border: 2px solid $focus; padding: 0; min-height: 24px; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${radius}px; padding: 3px; }
QToolButton:hover { background: $control_hover; }
QToolButton:pressed, QToolButton:checked { background: $control_pressed; border-color: $line; }
QToolButton:focus { border: 2px solid $focus; padding: 2px; }
QToolButton:disabled { color: $text_disabled; }
QToolButton::menu-indicator { image: none; }
QToolButton[segment="true"] { background: $control; border: 1px solid $line; border-radius: 0; padding: 2px 10px; min-height: 20px; color: $text_dim; }
QToolButton[segment="true"]:hover { background: $control_hover; color: $text; }
QToolButton[segment="true"]:checked { background: $selection; color: $selection_text; }
QToolButton[segment="true"]:focus { border: 2px solid $focus; padding: 1px 9px; }
QToolButton[edge="first"] { border-top-left-radius: ${radius}px; border-bottom-left-radius: ${radius}px; }
QToolButton[edge="last"] { border-top-right-radius: ${radius}px; border-bottom-right-radius: ${radius}px; }
QToolButton[segment="true"][edge="middle"], QToolButton[segment="true"][edge="last"] { border-left: none; }
QToolButton[segment="true"][edge="middle"]:focus, QToolButton[segment="true"][edge="last"]:focus { border-left: 2px solid $focus; padding-left: 8px; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
  background: $control; border: 1px solid $line; border-radius: ${radius}px; padding: 0 7px; min-height: 26px;
  selection-background-color: $selection; selection-color: $selection_text; placeholder-text-color: $text_dim; }
QPlainTextEdit, QTextEdit { padding: 5px 5px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: $line_hover; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border: 2px solid $focus; padding: 0 6px; min-height: 24px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 4px 4px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $text_disabled; background: $panel; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] { border: 2px solid $danger; padding: 0 6px; min-height: 24px; }
QComboBox { padding-left: 9px; padding-right: 22px; }
QComboBox:focus { padding-left: 8px; padding-right: 21px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$g_down"); width: 14px; height: 14px; }
QComboBox::down-arrow:disabled { image: url("$g_down_off"); }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; padding: 4px; outline: none; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 18px; }
QAbstractSpinBox::up-arrow { image: url("$g_up"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$g_down"); width: 10px; height: 10px; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; min-height: 24px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_disabled; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $focus; }
QCheckBox::indicator, QRadioButton::indicator, QTreeView::indicator, QListView::indicator, QTableView::indicator {
  width: 16px; height: 16px; border: 1px solid $text_dim; border-radius: 4px; background: $control; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked {
  background: $focus; border-color: $focus; image: url("$g_check"); }
QCheckBox::indicator:indeterminate { background: $focus; border-color: $focus; image: url("$g_partial"); }
QCheckBox::indicator:disabled { border-color: $line; background: $panel; }
QCheckBox::indicator:checked:disabled { image: url("$g_check_off"); }
QRadioButton::indicator { border-radius: 9px; }
QRadioButton::indicator:checked { border: 5px solid $focus; width: 8px; height: 8px; background: $on_hue; }

QSlider { min-height: 24px; background: transparent; }
QSlider::groove:horizontal { height: 4px; background: $groove; border-radius: 2px; }
QSlider::sub-page:horizontal { height: 4px; background: $focus; border-radius: 2px; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -5px 0; border-radius: 7px; background: $text; border: 1px solid $panel; }
QSlider::handle:horizontal:focus { border: 2px solid $focus; background: $panel; }
QSlider::handle:horizontal:disabled, QSlider::sub-page:horizontal:disabled { background: $text_disabled; }
QProgressBar { background: $groove; border: none; border-radius: 2px; min-height: 4px; max-height: 4px; }
QProgressBar::chunk { background: $focus; border-radius: 2px; }

QMenuBar { background: $panel; } QMenuBar::item { padding: 6px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $control_hover; }
QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; min-height: 18px; }
QMenu::item:selected { background: $selection; color: $selection_text; }
QMenu::item:disabled { color: $text_disabled; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 16px; height: 16px; padding-left: 6px; } QMenu::indicator:checked { image: url("$g_check_text"); }
QMenu::right-arrow { image: url("$g_right"); width: 14px; height: 14px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QAbstractItemView { background: $panel; alternate-background-color: $panel; border: 2px solid transparent; outline: none;
  selection-background-color: $selection; selection-color: $selection_text; }
QListView::item, QTreeView::item { min-height: ${table_row}px; }
QTableView::item { padding: 0 6px; }
QListView::item:hover, QTreeView::item:hover { background: $control; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected { background: $selection; color: $selection_text; }
QAbstractItemView:focus { border: 2px solid $focus; }
QFrame[kind="popup"] QAbstractItemView:focus { border-color: transparent; }
QAbstractItemView QLineEdit { border-radius: 0; padding: 0 3px; min-height: 18px; }
QTableView { gridline-color: $line; }
QHeaderView, QHeaderView:focus { background: $panel; border: none; } QTableCornerButton::section { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $text_dim; border: none; border-bottom: 1px solid $line; padding: 4px 6px; font-size: ${caption}px; }
QHeaderView[kind="plain"]::section { padding: 4px 7px 4px 9px; }
QTreeView::branch:has-children:closed { image: url("$g_right"); }
QTreeView::branch:has-children:open { image: url("$g_down"); }

QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $focus; }
QSplitter::handle { background: $line; } QSplitter::handle:hover { background: $focus; }
QScrollArea { background: transparent; border: none; } QScrollArea > QWidget > QWidget { background: transparent; }
QTabBar::tab { background: transparent; color: $text_dim; padding: 6px 12px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $focus; } QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { background: $control; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QToolBar { background: $panel; border: none; padding: 0; margin: 0; spacing: 0; }
QStatusBar { background: $panel; border-top: 1px solid $line; } QStatusBar::item { border: none; }
QGroupBox { border: none; margin-top: 20px; } QGroupBox::title { subcontrol-origin: margin; color: $text_dim; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $groove; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; } QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $text_dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_WORKSPACE = """
[workspace="$workspace"] QLineEdit:focus, [workspace="$workspace"] QAbstractSpinBox:focus, [workspace="$workspace"] QComboBox:focus,
[workspace="$workspace"] QPlainTextEdit:focus, [workspace="$workspace"] QTextEdit:focus, [workspace="$workspace"] QPushButton:focus,
[workspace="$workspace"] QToolButton:focus, [workspace="$workspace"] QAbstractItemView:focus, [workspace="$workspace"] QCheckBox:focus,
[workspace="$workspace"] QSlider::handle:horizontal:focus { border-color: $hue; }
[workspace="$workspace"] QAbstractItemView QLineEdit:focus { border-color: $hue; }
[workspace="$workspace"] QSlider::sub-page:horizontal:enabled { background: $hue; }
[workspace="$workspace"] QCheckBox::indicator:checked:enabled, [workspace="$workspace"] QCheckBox::indicator:indeterminate:enabled,
[workspace="$workspace"] QTableView::indicator:checked:enabled { background: $hue; border-color: $hue; }
[workspace="$workspace"] QRadioButton::indicator:checked { border-color: $hue; }
[workspace="$workspace"] QProgressBar::chunk { background: $hue; }
[workspace="$workspace"] QPushButton[kind="primary"]:enabled { background: $hue; color: $on_hue; }
[workspace="$workspace"] QPushButton[kind="primary"]:hover:enabled { background: $hue_hover; }
[workspace="$workspace"] QPushButton[kind="primary"]:focus { border: 2px solid $text; }
[workspace="$workspace"] QTabBar::tab:selected { border-bottom-color: $hue; }
QLabel[hue="$workspace"] { color: $hue; }
"""

# After all of the above: what says its own workspace wins over the workspace around it.
_OWN_WORKSPACE = """
QProgressBar[workspace="$workspace"]::chunk { background: $hue; }
QPushButton[kind="primary"][workspace="$workspace"]:enabled { background: $hue; color: $on_hue; }
QPushButton[kind="primary"][workspace="$workspace"]:hover:enabled { background: $hue_hover; }
"""


def make_qss(tokens: Tokens, glyphs: dict[str, str], text_scale: float = 1.0) -> str:
    """The stylesheet of a theme. glyphs: a file for each key of `GLYPHS`; text_scale: 1.0 is 13 px body text."""
    values = {name: value for name, value in vars(tokens).items() if isinstance(value, str)}
    values |= {f"g_{key}": path for key, path in glyphs.items()}
    values |= {
        "radius": str(SIZES.radius),
        "table_row": str(SIZES.table_row),
        "caption": str(round(SIZES.font_caption * text_scale)),
        "title": str(round(SIZES.font_title * text_scale)),
        "tooltip_text": tooltip_text(tokens),
        "line_hover": mix(tokens.line, tokens.text, 0.25),
        "error_ground": mix(tokens.panel, tokens.danger, 0.07),
        "error_line": mix(tokens.line, tokens.danger, 0.55),
    }
    parts = [Template(_BASE).substitute(values)]
    for rules in (_WORKSPACE, _OWN_WORKSPACE):
        for workspace, hue in tokens.hues.items():
            own = values | {"workspace": workspace, "hue": hue, "hue_hover": hover(tokens, hue)}
            parts.append(Template(rules).substitute(own))
    return "".join(parts)


def repolish(widget: QWidget) -> None:
    """Let the stylesheet see a changed dynamic property of ``widget``."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_kind(widget: QWidget, kind: str, name: str = "kind") -> None:
    """Set a style property (``kind`` unless named) and repolish when it changed."""
    if widget.property(name) != kind:
        widget.setProperty(name, kind)
        repolish(widget)

"""What every panel's test asks: does each thing one can use have a name for a screen reader?

from tests.kit.accessibility import unnamed
assert unnamed(panel) == []
"""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

_USED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
_PARTS = (QHeaderView, QScrollBar)
_OWNERS = (QLineEdit, QComboBox, QAbstractSpinBox, QTabBar, QAbstractItemView)


def unnamed(root: QWidget) -> list[str]:
    """Usable widgets without text, accessible name or a label that leads to them, as "Type in Parent".

    A widget hidden by itself does not count; those inside a folded part do.
    """
    named = {id(label.buddy()) for label in root.findChildren(QLabel)}
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        parent = widget.parentWidget()
        # A combo box keeps its list in a popup frame of its own.
        popup = parent is not None and parent.inherits("QComboBoxPrivateContainer")
        inner = popup or isinstance(parent, _OWNERS) or isinstance(widget, _PARTS)
        inner = inner or widget.objectName().startswith("qt_")
        if inner or widget.isHidden() or not isinstance(widget, _USED):
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if not (text or widget.accessibleName() or id(widget) in named):
            found.append(f"{type(widget).__name__} in {type(parent).__name__}")
    return found

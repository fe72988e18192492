"""What every panel's test asks: does each thing one can use have a name for a screen reader? And of the whole
window: does the Tab key come to it, and on from there?

from tests.kit.accessibility import Tour, unnamed
assert unnamed(panel) == []
assert Tour(window).missed() == []
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QButtonGroup,
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
    for widget in usable(root):
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if not (text or widget.accessibleName() or id(widget) in named):
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def usable(root: QWidget) -> Iterator[QWidget]:
    """What one can press, choose in or type into, without the parts that such a thing consists of."""
    for widget in root.findChildren(QWidget):
        parent = widget.parentWidget()
        # A combo box keeps its list in a popup frame of its own.
        popup = parent is not None and parent.inherits("QComboBoxPrivateContainer")
        inner = popup or isinstance(parent, _OWNERS) or isinstance(widget, _PARTS)
        inner = inner or widget.objectName().startswith("qt_")
        if not inner and not widget.isHidden() and isinstance(widget, _USED):
            yield widget


class Tour:
    """Once round a window with the Tab key, from where the focus is back to there.

    ``stops``: what had the focus, in order. ``trap``: the widget that kept it, as text, "" when none did.
    """

    MOST = 400

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.stops: list[QWidget] = []
        self.trap = ""
        self._go()

    def missed(self) -> list[str]:
        """What can be used and is in sight, but never had the focus, as "Type “name” in Parent"."""
        reached = {id(stop) for stop in self.stops}
        return [
            _called(widget)
            for widget in usable(self._window)
            if widget.isVisible() and widget.isEnabled() and not self._reached(widget, reached)
        ]

    def nameless(self) -> list[str]:
        """Stops at which a screen reader has nothing to say."""
        labelled = {id(label.buddy()) for label in self._window.findChildren(QLabel)}
        return [
            _called(stop)
            for stop in self.stops
            if not (stop.accessibleName() or id(stop) in labelled)
            and not (isinstance(stop, QAbstractButton) and stop.text())
        ]

    def _go(self) -> None:
        while len(self.stops) < self.MOST:
            QTest.keyClick(self._window.windowHandle(), Qt.Key.Key_Tab)  # as from the keyboard
            stop = self._window.focusWidget()
            assert stop is not None
            if self.stops and stop is self.stops[-1]:
                self.trap = _called(stop)
                return
            if stop in self.stops:
                return
            self.stops.append(stop)
        self.trap = f"no end after {self.MOST} stops"

    def _reached(self, widget: QWidget, reached: set[int]) -> bool:
        proxy = widget.focusProxy()
        if id(widget) in reached or (proxy is not None and id(proxy) in reached):
            return True
        if isinstance(widget, QAbstractButton):  # of some that exclude each other the arrow keys choose
            group = cast("QButtonGroup | None", widget.group())
            if group is not None:
                others = group.buttons() if group.exclusive() else []
            else:
                others = widget.parentWidget().findChildren(type(widget)) if widget.autoExclusive() else []
            return any(id(other) in reached for other in others)
        if isinstance(widget, QAbstractSlider):  # the field beside it has the same number, and takes the keys
            beside = widget.parentWidget().findChildren(QLineEdit)
            return any(
                id(field) in reached and field.accessibleName() == widget.accessibleName() for field in beside
            )
        return any(id(part) in reached for part in widget.findChildren(QWidget))


def _called(widget: QWidget) -> str:
    name = widget.accessibleName() or widget.objectName()
    name = name or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return f"{type(widget).__name__} “{name}” in {type(widget.parentWidget()).__name__}"

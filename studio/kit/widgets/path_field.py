"""`PathField`: a folder or file name to type, shown short while nobody types."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_TEXT_MARGIN = 6
"""Pixels that QLineEdit keeps free beside its text, both sides together, with one to spare."""


class PathField(QLineEdit):
    """Shows ``~`` for the home folder and leaves out the middle of what does not fit; the whole path while it
    is edited, and in the tooltip. ``fallback`` is shown, dimmed, while nothing is typed.
    """

    value_changed = Signal(str)

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(label)
        self._value = ""
        self._fallback = ""
        self.textEdited.connect(self._typed)

    def value(self) -> str:
        """What was typed or set, whole."""
        return self._value

    def set_value(self, path: str) -> None:
        """Show ``path``; "" means the fallback."""
        if path != self._value:
            self._value = path
            self._show()
            self.value_changed.emit(path)

    def set_fallback(self, path: str) -> None:
        """What holds while nothing is typed."""
        self._fallback = path
        self._show()

    def _typed(self, text: str) -> None:
        self._value = text.strip()
        self._describe()
        self.value_changed.emit(self._value)

    def _show(self) -> None:
        self._describe()
        self.setPlaceholderText(self._short(self._fallback))
        shown = self._value if self.hasFocus() else self._short(self._value)
        if self.text() != shown:
            self.setText(shown)
            self.setCursorPosition(0)

    def _describe(self) -> None:
        self.setToolTip(self._value or self._fallback)

    def _short(self, path: str) -> str:
        margins = self.textMargins()
        room = self.contentsRect().width() - margins.left() - margins.right() - _TEXT_MARGIN
        return self.fontMetrics().elidedText(with_tilde(path), Qt.TextElideMode.ElideMiddle, max(0, room))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show()
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._show()


def with_tilde(path: str) -> str:
    """``path`` with ``~`` for the home folder."""
    if not path:
        return ""
    try:
        inside = Path(path).relative_to(Path.home())
    except ValueError:
        return path
    return str(Path("~") / inside) if inside.parts else "~"

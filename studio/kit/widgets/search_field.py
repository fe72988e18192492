"""`SearchField`: a query with a magnifier; Esc clears it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.kit.icons import icon


class SearchField(QLineEdit):
    """Emits ``query_changed`` with the trimmed text 120 ms after the last key, at once when cleared or
    on Enter.

    Down emits ``left_downwards``, for moving into the results.
    """

    query_changed = Signal(str)
    left_downwards = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sent = ""
        self.setPlaceholderText(placeholder or self.tr("Search"))
        self.setAccessibleName(placeholder or self.tr("Search"))
        # Actions that Qt makes itself (addAction(icon, position)) can lose their Python side while they are
        # held: these are made here.
        self.addAction(QAction(icon("search"), "", self), QLineEdit.ActionPosition.LeadingPosition)
        clear = QAction(icon("close"), self.tr("Clear"), self)
        clear.setToolTip(self.tr("Clear"))
        self.addAction(clear, QLineEdit.ActionPosition.TrailingPosition)
        clear.setVisible(False)
        clear.triggered.connect(self.clear)
        self._clear = clear
        self._wait = QTimer(self, singleShot=True, interval=120)
        self._wait.timeout.connect(self._send)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self._send)

    def query(self) -> str:
        """The text without surrounding blanks."""
        return self.text().strip()

    @Slot(str)
    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._wait.start()
        else:
            self._send()

    @Slot()
    def _send(self) -> None:
        self._wait.stop()
        if self.query() != self._sent:
            self._sent = self.query()
            self.query_changed.emit(self._sent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

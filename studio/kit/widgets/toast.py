"""What just happened, with Undo: `StatusMessage` in the status bar, `Toast` over a panel.

Neither ever blocks.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, Qt, QTimer, Slot
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QLabel, QPushButton, QWidget

from studio.kit.icons import IconLabel
from studio.kit.theme import SIZES, Theme
from studio.kit.widgets.buttons import IconButton

_ICONS = {
    "info": ("info", "dim"),
    "ok": ("ok", "ok"),
    "warn": ("warning", "warn"),
    "danger": ("error", "danger"),
}


class StatusMessage(QWidget):
    """One line that the next message replaces; goes away after ``stay_ms`` (0: stays).

    The pointer holds it.
    """

    def __init__(self, parent: QWidget | None = None, *, stay_ms: int = 8000) -> None:
        super().__init__(parent)
        self._stay_ms = stay_ms
        self._action: Callable[[], object] | None = None
        self._mark = IconLabel("info", SIZES.icon_small, "dim", self)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._act = QPushButton(self)
        self._act.setProperty("kind", "link")
        self._act.clicked.connect(self._pressed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for widget in (self._mark, self._text, self._act):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        # Whether something is said or not: what stands above must not jump.
        self.setMinimumHeight(max(SIZES.row, self._act.sizeHint().height()))
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.clear)
        self.clear()

    def text(self) -> str:
        """The message now shown, or ""."""
        return "" if self._text.isHidden() else self._text.text()

    def show_message(
        self, text: str, kind: str = "info", action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Show ``text``. kind: "info", "ok", "warn" or "danger"; action: (label, function), e.g.

        ("Undo", undo).
        """
        name, tone = _ICONS[kind]
        self._mark.set_icon(name, tone)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._action = action[1] if action else None
        self._act.setText(action[0] if action else "")
        for widget in (self._mark, self._text):
            widget.show()
        self._act.setVisible(action is not None)
        if self._stay_ms:
            self._timer.start(self._stay_ms)

    @Slot()
    def clear(self) -> None:
        """Show nothing."""
        self._timer.stop()
        self._action = None
        for widget in (self._mark, self._text, self._act):
            widget.hide()

    @Slot()
    def _pressed(self) -> None:
        action = self._action
        self.clear()
        if action is not None:
            action()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.text() and self._stay_ms:
            self._timer.start(self._stay_ms)


class Toast(QFrame):
    """A message at the lower edge of ``target``, for what happens away from the status bar."""

    def __init__(self, target: QWidget, *, stay_ms: int = 6000) -> None:
        super().__init__(target)
        self._target = target
        self.setProperty("kind", "popup")
        self._message = StatusMessage(self, stay_ms=0)
        close = IconButton("close", self.tr("Dismiss"), parent=self)
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.addWidget(self._message)
        row.addWidget(close)
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setEnabled(False)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.finished.connect(self._faded)
        self._stay_ms = stay_ms
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        target.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        """The message now shown, or ""."""
        return self._message.text() if not self.isHidden() else ""

    def show_message(
        self, text: str, kind: str = "info", action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Same as `StatusMessage.show_message`; an action closes the toast."""
        wrapped = (action[0], self._closing(action[1])) if action else None
        self._message.show_message(text, kind, wrapped)
        self.setAccessibleName(text)
        self.adjustSize()
        self._move()
        self.show()
        self.raise_()
        duration = Theme.current().motion_ms()
        if duration:
            self._effect.setEnabled(True)
            self._fade.setDuration(duration)
            self._fade.setStartValue(0.0)
            self._fade.setEndValue(1.0)
            self._fade.start()
        self._timer.start(self._stay_ms)

    def _closing(self, action: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            self.hide()
            action()

        return run

    @Slot()
    def _faded(self) -> None:
        # An effect paints through a picture: text would stay blurred at fractional scales.
        self._effect.setEnabled(False)

    def _move(self) -> None:
        area = self._target.rect()
        self.move((area.width() - self.width()) // 2, area.height() - self.height() - SIZES.pad_large)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._target and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._move()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(self._stay_ms)

"""`Toggle`: an on/off switch with its label, for settings that act at once."""

from __future__ import annotations

from PySide6.QtCore import Property, QEvent, QPropertyAnimation, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from studio.kit.theme import SIZES, Theme
from studio.kit.widgets.paint import workspace_of

_TRACK = QSize(30, 18)


class Toggle(QAbstractButton):
    """A checkable button drawn as a switch. Binds like a check box (``toggled``); Space switches it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._knob = 0.0
        self._slide = QPropertyAnimation(self, b"knob", self)
        self.toggled.connect(self._moved)

    def _get_knob(self) -> float:
        return self._knob

    def _set_knob(self, knob: float) -> None:
        self._knob = knob
        self.update()

    knob = Property(float, _get_knob, _set_knob)

    @Slot(bool)
    def _moved(self, checked: bool) -> None:
        self._slide.stop()
        duration = Theme.current().motion_ms() if self.isVisible() else 0
        if duration == 0:
            self._set_knob(float(checked))
            return
        self._slide.setDuration(duration)
        self._slide.setEndValue(float(checked))
        self._slide.start()

    def sizeHint(self) -> QSize:
        width = _TRACK.width() + 4
        if self.text():
            width += 8 + self.fontMetrics().horizontalAdvance(self.text()) + 4
        return QSize(width, max(SIZES.row, self.fontMetrics().height() + 8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(2, (self.height() - _TRACK.height()) / 2, _TRACK.width(), _TRACK.height())
        on = self.isChecked()
        hue = tokens.hue(workspace_of(self)) if self.isEnabled() else tokens.text_disabled
        rim = hue if on else tokens.text_dim if self.isEnabled() else tokens.line
        painter.setPen(QPen(QColor(rim), 1))
        painter.setBrush(QColor(hue if on else tokens.control_hover if self.underMouse() else tokens.control))
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), 8.5, 8.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.on_hue if on else rim))
        left = track.left() + 4 + self._knob * (track.width() - 18)
        painter.drawEllipse(QRectF(left, track.top() + 4, 10, 10))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(
                QPen(QColor(tokens.text if on else tokens.hue(workspace_of(self))), SIZES.focus_ring)
            )
            painter.drawRoundedRect(track.adjusted(-1, -1, 1, 1), 10, 10)
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.text_disabled))
        text = QRectF(track.right() + 8, 0, self.width() - track.right() - 8, self.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())

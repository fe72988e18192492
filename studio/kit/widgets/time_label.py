"""Times on screen: `TimeLabel` shows a timecode, `TimecodeField` edits one. Times are ticks (core.ticks)."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from studio.core import ticks as tk
from studio.core.ticks import Ticks
from studio.kit.theme import SIZES, Theme, set_kind

_DEFAULT_RATE = Fraction(25)


class TimeLabel(QLabel):
    """``00:00:12:05`` in figures of one width. Without a rate: ``0:12.200``."""

    def __init__(self, rate: Fraction | None = _DEFAULT_RATE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rate = rate
        self._ticks: Ticks = 0
        self.setFont(Theme.current().font(tabular=True))
        self.setAccessibleName(self.tr("Time"))
        self._show()

    def set_rate(self, rate: Fraction | None) -> None:
        """Frames per second of the timecode; None shows milliseconds."""
        self._rate = rate
        self._show()

    def set_ticks(self, ticks: Ticks) -> None:
        """Show a time."""
        if ticks != self._ticks:
            self._ticks = ticks
            self._show()

    def _show(self) -> None:
        self.setText(tk.clock(self._ticks) if self._rate is None else tk.timecode(self._ticks, self._rate))


class TimecodeField(QLineEdit):
    """A timecode to type in; ``12.5`` and ``1:02`` are read as seconds and minutes:seconds.

    Up/Down and the wheel move by one frame, with Shift by one second. ``value()`` is ticks. What is not
    a time is marked, and taken back when the field is left.
    """

    value_changed = Signal(object)

    def __init__(
        self, rate: Fraction = _DEFAULT_RATE, *, label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rate = rate
        self._ticks: Ticks = 0
        self._maximum: Ticks | None = None
        self.setFont(Theme.current().font(tabular=True))
        self.setAccessibleName(label or self.tr("Time"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.returnPressed.connect(self._commit)
        self._show()

    def value(self) -> Ticks:
        """The time in ticks, on a frame."""
        return self._ticks

    def set_value(self, value: object) -> None:
        """Show a time; it is moved to the nearest frame, never below zero or beyond `set_maximum`."""
        ticks = tk.snap(max(0, int(value)), self._rate) if isinstance(value, int) else 0
        if self._maximum is not None:
            ticks = min(ticks, self._maximum)
        changed = ticks != self._ticks
        self._ticks = ticks
        self._show()
        if changed:
            self.value_changed.emit(ticks)

    def set_rate(self, rate: Fraction) -> None:
        """Frames per second."""
        self._rate = rate
        self._show()

    def set_maximum(self, maximum: Ticks | None) -> None:
        """Latest time allowed."""
        self._maximum = maximum

    def _show(self) -> None:
        self.setText(tk.timecode(self._ticks, self._rate))
        set_kind(self, "", "invalid")

    @Slot()
    def _commit(self) -> None:
        try:
            value = tk.parse_clock(self.text(), self._rate)
        except ValueError:
            set_kind(self, "true", "invalid")
            return
        self.set_value(value)

    def _step(self, count: int, modifiers: Qt.KeyboardModifier) -> None:
        whole_second = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        step = tk.TICKS_PER_SECOND if whole_second else round(tk.frame_ticks(self._rate))
        self.set_value(max(0, self._ticks + count * step))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Up else -1, event.modifiers())
        elif key == Qt.Key.Key_Escape:
            self._show()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            self._step(1 if event.angleDelta().y() > 0 else -1, event.modifiers())
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._commit()
        self._show()
        super().focusOutEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("00:00:00:00") + 24, SIZES.row)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

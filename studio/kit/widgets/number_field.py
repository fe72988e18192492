"""`NumberField`: a number edited by typing, wheel, drag and arrows, with its unit; double-click resets."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QHBoxLayout, QLineEdit, QSlider, QWidget

from studio.kit.theme import Theme, set_kind

_DRAG_PX_PER_STEP = 4
_SLIDER_STEPS = 1000
_Key = Qt.Key
_Mod = Qt.KeyboardModifier


class NumberEdit(QLineEdit):
    """The field alone. Shows "7.5 px"; while it is edited, only "7.5".

    Ways to change it: type and Enter (Esc takes back); wheel; press and drag sideways;
    Up/Down/PageUp/PageDown. Shift makes a step ten times larger, Alt ten times smaller. Double-click
    sets ``default``. ``value_changed`` follows every change, ``value_committed`` comes once at the end
    of typing or of a drag, so that one gesture is one undo step.
    """

    value_changed = Signal(object)
    value_committed = Signal(object)

    def __init__(
        self,
        *,
        minimum: float = 0.0,
        maximum: float = 100.0,
        step: float = 1.0,
        decimals: int = 0,
        default: float = 0.0,
        unit: str = "",
        label: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._minimum, self._maximum, self._step = minimum, maximum, step
        self._decimals, self._default, self._unit = decimals, default, unit.strip()
        self._value = self._clamp(default)
        self._press: QPoint | None = None
        self._press_value = 0.0
        self._dragging = False
        self._committed = self._value
        self.setAccessibleName(label)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(Theme.current().font(tabular=True))
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        # A press alone must not focus the field: it may start a drag. A click without one does, on release.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumWidth(56)
        self.returnPressed.connect(self._commit_text)
        self._show()

    def value(self) -> int | float:
        """The number; an int when there are no decimals."""
        return int(self._value) if self._decimals == 0 else self._value

    def set_value(self, value: object) -> None:
        """Show ``value`` clamped to the range; emits ``value_changed`` when it differs."""
        if not isinstance(value, int | float):
            return
        clamped = self._clamp(float(value))
        if clamped != self._value:
            self._value = clamped
            self._show()
            self.value_changed.emit(self.value())
        else:
            self._show()

    def set_range(self, minimum: float, maximum: float) -> None:
        """Change the range; the value moves into it."""
        self._minimum, self._maximum = minimum, maximum
        self.set_value(self._value)

    def reset(self) -> None:
        """Back to the default, as one committed change."""
        self.set_value(self._default)
        self._commit()

    def step_by(self, steps: float) -> None:
        """Move by ``steps`` steps as one committed change."""
        self.set_value(self._value + steps * self._step)
        self._commit()

    def text_for(self, value: float) -> str:
        """``value`` as it is shown, with unit."""
        gap = "" if self._unit in ("%", "°", "×", "") else " "
        return f"{value:.{self._decimals}f}{gap}{self._unit}"

    def _clamp(self, value: float) -> float:
        return round(min(self._maximum, max(self._minimum, value)), self._decimals)

    def _show(self) -> None:
        self.setText(f"{self._value:.{self._decimals}f}" if self._editing() else self.text_for(self._value))
        set_kind(self, "", "invalid")

    def _editing(self) -> bool:
        return self.hasFocus()

    def _commit(self) -> None:
        if self._committed != self._value:
            self._committed = self._value
            self.value_committed.emit(self.value())

    @Slot()
    def _commit_text(self) -> None:
        text = self.text().removesuffix(self._unit).strip().replace(",", ".")
        try:
            number = float(text)
        except ValueError:
            number = self._value
        if number != number or number in (float("inf"), float("-inf")):
            number = self._value
        self.set_value(number)
        self._commit()
        if self.hasFocus():
            self.selectAll()

    def _factor(self, modifiers: Qt.KeyboardModifier) -> float:
        if modifiers & _Mod.ShiftModifier:
            return 10.0
        if modifiers & _Mod.AltModifier:
            # With whole numbers a tenth of a step is still one whole step.
            return 0.1 if self._decimals or self._step >= 10 else 1.0
        return 1.0

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._show()
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._commit_text()
        super().focusOutEvent(event)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {_Key.Key_Up: 1, _Key.Key_Down: -1, _Key.Key_PageUp: 10, _Key.Key_PageDown: -10}
        key = Qt.Key(event.key())
        if key in steps:
            self._commit_text()
            self.step_by(steps[key] * self._factor(event.modifiers()))
            self.selectAll()
        elif key == _Key.Key_Escape and self.text() != f"{self._value:.{self._decimals}f}":
            self._show()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Over a list that scrolls, the wheel belongs to the list until the field has been chosen.
        if not self.hasFocus() and self._scrolls():
            event.ignore()
            return
        # With Alt held, Qt turns a vertical wheel into a horizontal one.
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            self.step_by((1 if turned > 0 else -1) * self._factor(event.modifiers()))
        event.accept()

    def _scrolls(self) -> bool:
        parent = self.parentWidget()
        while parent is not None:
            if isinstance(parent, QAbstractScrollArea) and parent.verticalScrollBar().maximum() > 0:
                return True
            parent = parent.parentWidget()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.hasFocus() or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._press = event.position().toPoint()
        self._press_value = self._value
        self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            super().mouseMoveEvent(event)
            return
        moved = event.position().x() - self._press.x()
        if not self._dragging and abs(moved) >= QApplication.startDragDistance():
            self._dragging = True
        if self._dragging:
            steps = round(moved / _DRAG_PX_PER_STEP) * self._factor(event.modifiers())
            self.set_value(self._press_value + steps * self._step)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            super().mouseReleaseEvent(event)
            return
        self._press = None
        if self._dragging:
            self._dragging = False
            self._commit()
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._press = None
        self.reset()
        if self.hasFocus():
            self.selectAll()


class NumberField(QWidget):
    """A `NumberEdit`, with a slider beside it when ``slider`` is set. Same arguments, same signals."""

    value_changed = Signal(object)
    value_committed = Signal(object)

    def __init__(
        self,
        *,
        minimum: float = 0.0,
        maximum: float = 100.0,
        step: float = 1.0,
        decimals: int = 0,
        default: float = 0.0,
        unit: str = "",
        label: str = "",
        slider: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._minimum, self._maximum = minimum, maximum
        self._syncing = False
        self.edit = NumberEdit(
            minimum=minimum,
            maximum=maximum,
            step=step,
            decimals=decimals,
            default=default,
            unit=unit,
            label=label,
            parent=self,
        )
        self.setFocusProxy(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.slider = self._make_slider(label) if slider else None
        if self.slider is not None:
            row.addWidget(self.slider, 1)
            self.edit.setFixedWidth(76)
        row.addWidget(self.edit, 0 if slider else 1)
        self.edit.value_changed.connect(self._edit_changed)
        self.edit.value_committed.connect(self.value_committed)
        self._edit_changed(self.edit.value())

    def _make_slider(self, label: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, _SLIDER_STEPS)
        slider.setAccessibleName(label)
        # The field beside it takes the keys; two tab stops for one number would only be in the way.
        slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        slider.valueChanged.connect(self._slider_moved)
        slider.sliderReleased.connect(self._slider_released)
        return slider

    def value(self) -> int | float:
        """The number; an int when there are no decimals."""
        return self.edit.value()

    def set_value(self, value: object) -> None:
        """Show ``value``, clamped to the range."""
        self.edit.set_value(value)

    def set_range(self, minimum: float, maximum: float) -> None:
        """Change the range; the value moves into it."""
        self._minimum, self._maximum = minimum, maximum
        self.edit.set_range(minimum, maximum)
        self._place_handle()

    def reset(self) -> None:
        """Back to the default."""
        self.edit.reset()

    @Slot(object)
    def _edit_changed(self, value: object) -> None:
        self._place_handle()
        self.value_changed.emit(value)

    def _place_handle(self) -> None:
        span = self._maximum - self._minimum
        if self.slider is None or span <= 0:
            return
        self._syncing = True
        self.slider.setValue(round((self.edit.value() - self._minimum) / span * _SLIDER_STEPS))
        self._syncing = False

    @Slot(int)
    def _slider_moved(self, position: int) -> None:
        if not self._syncing:
            share = position / _SLIDER_STEPS
            self.edit.set_value(self._minimum + share * (self._maximum - self._minimum))

    @Slot()
    def _slider_released(self) -> None:
        self.value_committed.emit(self.edit.value())

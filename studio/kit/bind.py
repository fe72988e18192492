"""Ties widgets to a view-model.

A panel is a layout plus one `Bindings`, dropped and rebuilt when its state changes:

    self._bindings = Bindings(self)
    b = self._bindings
    b.bind(state, "prompt", self.prompt)                  # two-way
    b.text(state, "status", self.status)                  # label <- field, with an optional formatter
    b.enabled(state, "can_generate", self.generate)       # and b.visible(...)
    b.call(state, "progress", self._show_progress)        # any function; called once now and on every change
    b.connect(self.generate.triggered, state.generate)    # a Qt signal, let go with the rest
    b.disconnect_all()

Two-way works for QLineEdit, QPlainTextEdit, spin boxes, sliders, QComboBox (by item data, else by text),
checkable buttons, and every widget with ``value()``, ``set_value(value)`` and a Qt signal ``value_changed``.
A change made in another thread reaches the widget in the window's thread, and then shows the newest value.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from studio.core.observable import State


@dataclass(frozen=True)
class _Access:
    """How to read, write and watch one widget."""

    get: Callable[[], Any]
    set: Callable[[Any], None]
    changed: SignalInstance


def _combo_value(combo: QComboBox) -> Any:
    data = combo.currentData()
    return combo.currentText() if data is None else data


def _set_combo(combo: QComboBox, value: Any) -> None:
    index = combo.findData(value)
    if index < 0 and isinstance(value, str):
        index = combo.findText(value)
    combo.setCurrentIndex(index)


def access(widget: QWidget) -> _Access:
    """The way to the value of ``widget``. Raises TypeError for a widget that has none."""
    if hasattr(widget, "set_value") and hasattr(widget, "value_changed"):
        own = cast("Any", widget)
        return _Access(own.value, own.set_value, own.value_changed)
    if isinstance(widget, QLineEdit):
        return _Access(widget.text, lambda value: widget.setText(str(value or "")), widget.textChanged)
    if isinstance(widget, QPlainTextEdit):
        return _Access(
            widget.toPlainText, lambda value: widget.setPlainText(str(value or "")), widget.textChanged
        )
    if isinstance(widget, QComboBox):
        return _Access(
            lambda: _combo_value(widget), lambda value: _set_combo(widget, value), widget.currentIndexChanged
        )
    if isinstance(widget, QSpinBox | QDoubleSpinBox | QAbstractSlider):
        return _Access(widget.value, widget.setValue, widget.valueChanged)
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        return _Access(widget.isChecked, lambda value: widget.setChecked(bool(value)), widget.toggled)
    raise TypeError(f"nothing to bind in a {type(widget).__name__}")


class Bindings(QObject):
    """Ties between states and widgets. Make it in the window's thread; drop all with `disconnect_all`."""

    _arrived = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread_id = threading.get_ident()
        self._watched: list[tuple[State, Callable[[str, Any], None]]] = []
        self._appliers: dict[tuple[int, str], list[Callable[[Any], None]]] = {}
        self._connections: list[tuple[SignalInstance, Callable[..., Any]]] = []
        self._applying = False
        self._arrived.connect(self._apply_arrived, Qt.ConnectionType.QueuedConnection)

    def bind(self, state: State, field: str, widget: QWidget) -> None:
        """Two-way: the widget shows the field now, and each follows the other."""
        way = access(widget)

        def show(value: Any) -> None:
            if way.get() != value:  # setting an equal text would move the cursor
                way.set(value)

        def store(*_args: Any) -> None:
            if not self._applying:
                setattr(state, field, way.get())

        self.call(state, field, show)
        self.connect(way.changed, store)

    def text(self, state: State, field: str, label: QLabel, write: Callable[[Any], str] = str) -> None:
        """The label shows ``write(value)``."""
        self.call(state, field, lambda value: label.setText(write(value)))

    def enabled(
        self, state: State, field: str, *widgets: QWidget, when: Callable[[Any], bool] = bool
    ) -> None:
        """The widgets can be used while ``when(value)``."""
        self.call(state, field, lambda value: [widget.setEnabled(when(value)) for widget in widgets])

    def visible(
        self, state: State, field: str, *widgets: QWidget, when: Callable[[Any], bool] = bool
    ) -> None:
        """The widgets are shown while ``when(value)``."""
        self.call(state, field, lambda value: [widget.setVisible(when(value)) for widget in widgets])

    def call(self, state: State, field: str, function: Callable[[Any], object], *, now: bool = True) -> None:
        """Call ``function(value)`` in the window's thread on every change, and at once if ``now``."""
        if not any(known is state for known, _ in self._watched):
            self._watch(state)
        self._appliers.setdefault((id(state), field), []).append(cast("Callable[[Any], None]", function))
        if now:
            self._guarded([cast("Callable[[Any], None]", function)], getattr(state, field))

    def connect(self, signal: SignalInstance, function: Callable[..., Any]) -> None:
        """Connect a Qt signal until `disconnect_all`."""
        signal.connect(function)
        self._connections.append((signal, function))

    def disconnect_all(self) -> None:
        """Let go of every state and widget; the object can be filled again."""
        for state, forward in self._watched:
            state.field_changed.disconnect(forward, missing_ok=True)
        self._watched.clear()
        self._appliers.clear()
        for signal, function in self._connections:
            try:
                signal.disconnect(function)
            except RuntimeError:
                continue  # the widget is gone already, and its connections with it
        self._connections.clear()

    def _watch(self, state: State) -> None:
        def forward(field: str, _value: Any) -> None:
            if not shiboken6.isValid(self):  # the panel was deleted without disconnect_all
                state.field_changed.disconnect(forward, missing_ok=True)
            elif threading.get_ident() == self._thread_id:
                self._apply(state, field)
            else:
                self._arrived.emit(state, field)

        state.field_changed.connect(forward)
        self._watched.append((state, forward))

    @Slot(object, str)
    def _apply_arrived(self, state: State, field: str) -> None:
        self._apply(state, field)

    def _apply(self, state: State, field: str) -> None:
        functions = self._appliers.get((id(state), field))
        if functions:
            self._guarded(list(functions), getattr(state, field))

    def _guarded(self, functions: list[Callable[[Any], None]], value: Any) -> None:
        before, self._applying = self._applying, True
        try:
            for function in functions:
                function(value)
        finally:
            self._applying = before

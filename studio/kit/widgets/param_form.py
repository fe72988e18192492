"""`ParamForm`: the form of an engine, drawn from its declared parameters; a new engine needs no UI code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from studio.kit.bind import access
from studio.kit.focus import keep_tab_order
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.number_field import NumberField
from studio.kit.widgets.section import Section
from studio.kit.widgets.seed_field import SeedField
from studio.kit.widgets.size_field import SizeField
from studio.kit.widgets.toggle import Toggle
from studio.wire.spec import Param


def _words(text: str) -> str:
    # Engines are written in English; their words are translated here, by text.
    return QCoreApplication.translate("Engine", text) if text else ""


def _decimals(step: float | None) -> int:
    text = f"{step if step is not None else 0.01:f}".rstrip("0")
    return max(1, len(text.partition(".")[2]))


def make_field(param: Param, parent: QWidget | None = None) -> QWidget:
    """The widget for one parameter, showing its default.

    Its value is read and set through ``ui.bind.access``.
    """
    if param.kind in ("int", "float"):
        whole = param.kind == "int"
        bounded = param.minimum is not None and param.maximum is not None
        return NumberField(
            minimum=param.minimum if param.minimum is not None else -1e9,
            maximum=param.maximum if param.maximum is not None else 1e9,
            step=param.step or (1.0 if whole else 0.1),
            decimals=0 if whole else _decimals(param.step),
            default=float(param.default or 0),
            unit=param.unit,
            label=_words(param.label),
            slider=bounded,
            parent=parent,
        )
    if param.kind == "bool":
        toggle = Toggle(parent=parent)
        toggle.setChecked(bool(param.default))
        return toggle
    if param.kind == "choice":
        combo = QComboBox(parent)
        for choice in param.choices:
            combo.addItem(_words(choice), choice)
        combo.setCurrentIndex(combo.findData(param.default))
        return combo
    if param.kind == "seed":
        seed = SeedField(parent)
        seed.set_value(param.default)
        return seed
    if param.kind == "size":
        size = SizeField(parent=parent)
        size.set_value(param.default)
        return size
    return QLineEdit(str(param.default or ""), parent)


class ParamForm(QWidget):
    """Label beside field, in the order declared; advanced ones folded away below.

    ``value_changed`` carries (name, value) on every change by the user or `set_values`; `values` gives
    all of them.
    """

    value_changed = Signal(str, object)
    folded_changed = Signal(bool)

    def __init__(self, params: Sequence[Param] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._params: dict[str, Param] = {}
        self.fields: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._content: QWidget | None = None
        self.set_params(params)

    def set_params(self, params: Sequence[Param], *, folded: bool = True) -> None:
        """Draw another engine's form, showing its defaults."""
        if self._content is not None:
            self._content.setParent(None)
            self._content.deleteLater()
        self._params = {param.name: param for param in params}
        self.fields = {}
        self._content = QWidget(self)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid([param for param in params if not param.advanced]))
        advanced = [param for param in params if param.advanced]
        if advanced:
            section = Section(self.tr("Advanced"), folded=folded, parent=self._content)
            section.folded_changed.connect(self.folded_changed)
            section.body.addLayout(self._grid(advanced))
            column.addWidget(section)
        self._column.addWidget(self._content)
        keep_tab_order(self, self._content)

    def _grid(self, params: list[Param]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SIZES.pad)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, param in enumerate(params):
            label = QLabel(_words(param.label))
            set_kind(label, "dim")
            field = make_field(param, self._content)
            field.setAccessibleName(_words(param.label))
            tip = _words(param.help)
            label.setToolTip(tip)
            field.setToolTip(tip)
            label.setBuddy(field)
            label.setMinimumHeight(SIZES.row)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            self.fields[param.name] = field
            self._watch(param.name, field)
        return grid

    def _watch(self, name: str, field: QWidget) -> None:
        way = access(field)

        def tell(*_args: object) -> None:
            self.value_changed.emit(name, way.get())

        way.changed.connect(tell)

    def values(self) -> dict[str, Any]:
        """Every parameter's value as the engine takes it."""
        return {name: access(field).get() for name, field in self.fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show ``values``; names and values this engine does not take are ignored: they may come from a
        file.
        """
        for name, value in values.items():
            field = self.fields.get(name)
            if field is None or self._params[name].check(value) is not None:
                continue
            if access(field).get() != value:
                access(field).set(value)

    def reset(self) -> None:
        """Back to the defaults."""
        self.set_values({name: param.default for name, param in self._params.items()})

    def problems(self) -> list[str]:
        """Sentences about values that the engine would refuse."""
        found = (self._params[name].check(value) for name, value in self.values().items())
        return [problem for problem in found if problem]

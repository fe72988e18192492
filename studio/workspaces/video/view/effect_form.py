"""The form of one effect: a field per parameter, and its keyframes at the playhead."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from studio.kit.bind import access
from studio.kit.i18n import translate
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.number_field import NumberField
from studio.kit.widgets.param_form import make_field
from studio.kit.widgets.section import Section
from studio.wire.spec import Param
from studio.workspaces.video.state.view_model import VideoState, spec_of

_LABEL_WIDTH = 84
_WIDEST = 8.0
_FINE = {"x", "y"}
_WIDE_ENOUGH = 284
_EDIT_WIDTH = 76
_LEAST_WIDTH = 56
_NO_LIMIT = 16_777_215  # QWIDGETSIZE_MAX


class EffectForm(Section):
    """Drawn from the effect's declaration. ``refresh`` shows the values of the chosen clip at the
    playhead.
    """

    def __init__(self, state: VideoState, effect_id: str, parent: QWidget | None = None) -> None:
        spec = spec_of(effect_id)
        title = translate("Engine", spec.title)
        super().__init__(title, parent=parent)
        self._state = state
        self._effect = effect_id
        self._showing = False
        self.fields: dict[str, QWidget] = {}
        self.keys: dict[str, KeyButtons] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        for row, param in enumerate(spec.params):
            self._add(grid, row, param)
        self.body.addLayout(grid)
        # In the title's row: below the fields it would push everything down with the first change.
        self.reset = IconButton("undo", self.tr("Reset {effect}").format(effect=title.lower()), parent=self)
        self.reset.clicked.connect(self._on_reset)
        self.add_to_header(self.reset)

    def _add(self, grid: QGridLayout, row: int, param: Param) -> None:
        label = QLabel(translate("Engine", param.label))
        set_kind(label, "dim")
        label.setToolTip(translate("Engine", param.help))
        label.setMinimumHeight(SIZES.row)
        field = _field(param, self)
        field.setAccessibleName(translate("Engine", param.label))
        field.setToolTip(translate("Engine", param.help))
        label.setBuddy(field)
        grid.addWidget(label, row, 0)
        # Words need more room than numbers, and have no keyframes beside them.
        grid.addWidget(field, row, 1, 1, 2 if isinstance(field, QComboBox) else 1)
        self.fields[param.name] = field
        way = access(field)

        def changed(*_: object, name: str = param.name) -> None:
            if not self._showing:
                self._state.attempt(lambda: self._state.set_param(self._effect, name, way.get()))

        way.changed.connect(changed)
        if isinstance(field, NumberField):
            field.value_committed.connect(self._commit)
            self.keys[param.name] = KeyButtons(self._state, self._effect, param, self)
            grid.addWidget(self.keys[param.name], row, 2)

    def _commit(self, *_: object) -> None:
        self._state.commit()

    def _on_reset(self) -> None:
        self._state.attempt(lambda: self._state.reset_effect(self._effect))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_sliders(self.fields.values(), event.size().width())

    def refresh(self) -> None:
        """Show the chosen clip."""
        self._showing = True
        try:
            for name, value in self._state.values(self._effect).items():
                way = access(self.fields[name])
                if way.get() != value:
                    way.set(value)
        finally:
            self._showing = False
        for buttons in self.keys.values():
            buttons.refresh()
        self.reset.setEnabled(self._state.effect(self._effect) is not None)


def fit_sliders(fields: Iterable[QWidget], width: int) -> None:
    """In a narrow inspector a slider would be a few pixels long: the field takes its place. width: of the
    form in px.
    """
    wide = width >= _WIDE_ENOUGH
    for field in fields:
        if isinstance(field, NumberField) and field.slider is not None:
            field.slider.setVisible(wide)
            field.edit.setMinimumWidth(_EDIT_WIDTH if wide else _LEAST_WIDTH)
            field.edit.setMaximumWidth(_EDIT_WIDTH if wide else _NO_LIMIT)


def _field(param: Param, parent: QWidget) -> QWidget:
    """As everywhere; only that a slider over a range wider than its own pixels is left out."""
    wide = param.minimum is None or param.maximum is None or param.maximum - param.minimum > _WIDEST
    if param.kind == "float" and (wide or param.name in _FINE):
        return NumberField(
            minimum=param.minimum if param.minimum is not None else -1e9,
            maximum=param.maximum if param.maximum is not None else 1e9,
            step=param.step or 0.1,
            decimals=2 if (param.step or 0.1) < 1 else 1,
            default=float(param.default),
            unit=param.unit,
            label=translate("Engine", param.label),
            parent=parent,
        )
    field = make_field(param, parent)
    if isinstance(field, QComboBox):
        field.setMinimumWidth(_LEAST_WIDTH)
        for index in range(field.count()):
            field.setItemText(index, field.itemText(index).capitalize())
    return field


class KeyButtons(QWidget):
    """The diamond of a parameter: filled where a keyframe is; with keyframes, arrows to the ones beside
    the playhead.
    """

    def __init__(self, state: VideoState, effect_id: str, param: Param, parent: QWidget) -> None:
        super().__init__(parent)
        self._state, self._effect, self._param = state, effect_id, param
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.back = IconButton(
            "chevron-left", self.tr("Previous keyframe"), workspace="video", size=12, parent=self
        )
        self.key = IconButton(
            "keyframe", self.tr("Add keyframe"), workspace="video", checkable=True, parent=self
        )
        self.on = IconButton(
            "chevron-right", self.tr("Next keyframe"), workspace="video", size=12, parent=self
        )
        for button in (self.back, self.key, self.on):
            self._row.addWidget(button)
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # fields keep their width when the first keyframe is set
            button.setSizePolicy(policy)
        self.back.setFixedWidth(18)
        self.on.setFixedWidth(18)
        self.back.clicked.connect(lambda: state.step_keyframe(effect_id, param.name, -1))
        self.on.clicked.connect(lambda: state.step_keyframe(effect_id, param.name, 1))
        self.key.clicked.connect(self._toggle)

    def _toggle(self) -> None:
        self._state.attempt(lambda: self._state.toggle_keyframe(self._effect, self._param.name))
        self.refresh()

    def refresh(self) -> None:
        """Show where the playhead is among the keyframes."""
        times = self._state.keyframe_times(self._effect, self._param.name)
        here = self._state.at in times
        self.key.setChecked(here)
        self.key.set_icon("keyframe-filled" if here else "keyframe")
        self.key.set_label(self.tr("Remove keyframe") if here else self.tr("Add keyframe"))
        for button, usable in (
            (self.back, any(at < self._state.at for at in times)),
            (self.on, any(at > self._state.at for at in times)),
        ):
            button.setVisible(bool(times))
            button.setEnabled(usable)

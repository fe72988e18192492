"""The form of one effect: a field per parameter, and its keyframes at the playhead."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QMenu, QWidget

from studio.kit.bind import access
from studio.kit.i18n import translate
from studio.kit.icons import icon
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.number_field import NumberField
from studio.kit.widgets.param_form import make_field
from studio.kit.widgets.section import Section
from studio.video.effects import Slot
from studio.wire.spec import Param
from studio.workspaces.video.state.view_model import VideoState

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

    def __init__(self, state: VideoState, slot: Slot, parent: QWidget | None = None) -> None:
        title = translate("Engine", slot.spec.title) if slot.spec is not None else slot.kind
        super().__init__(title, parent=parent)
        self._state = state
        self._slot = slot.name
        self._known = slot.spec is not None
        self._showing = False
        self.fields: dict[str, QWidget] = {}
        self.keys: dict[str, KeyButtons] = {}
        if slot.spec is not None:
            self._add_fields(slot.spec.params)
        else:
            missing = QLabel(self.tr("This effect is not available. Remove it, or add its file and restart."))
            missing.setWordWrap(True)
            set_kind(missing, "dim")
            self.body.addWidget(missing)
        # In the title's row: below the fields they would push everything down with the first change.
        self.on = IconButton("eye", self.tr("Turn off {effect}").format(effect=title), parent=self)
        self.reset = IconButton("undo", self.tr("Reset {effect}").format(effect=title), parent=self)
        self.more = IconButton("more", self.tr("More for {effect}").format(effect=title), parent=self)
        self._title = title
        self._fill_menu(slot)
        self.on.clicked.connect(self._toggle)
        self.reset.clicked.connect(self._on_reset)
        for button in (self.on, self.reset, self.more):
            self.add_to_header(button)

    def _add_fields(self, params: Iterable[Param]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        for row, param in enumerate(params):
            self._add(grid, row, param)
        self.body.addLayout(grid)

    def _fill_menu(self, slot: Slot) -> None:
        menu = QMenu(self)
        self.move_up = menu.addAction(icon("arrow-up"), self.tr("Apply earlier"))
        self.move_down = menu.addAction(icon("arrow-down"), self.tr("Apply later"))
        self.remove = menu.addAction(icon("trash"), self.tr("Remove"))
        self.move_up.triggered.connect(self._on_move_up)
        self.move_down.triggered.connect(self._on_move_down)
        self.remove.triggered.connect(self._on_remove)
        # A standard effect is always offered: to remove it is to reset it.
        standard = slot.spec is not None and slot.spec.standard and slot.name == slot.kind
        self.remove.setVisible(not standard)
        self.more.setMenu(menu)
        self.more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.more.setVisible(slot.spec is None or not slot.spec.places)

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
                self._state.attempt(lambda: self._state.effects.set_param(self._slot, name, way.get()))

        way.changed.connect(changed)
        if isinstance(field, NumberField):
            field.value_committed.connect(self._commit)
            self.keys[param.name] = KeyButtons(self._state, self._slot, param, self)
            grid.addWidget(self.keys[param.name], row, 2)

    def _commit(self, *_: object) -> None:
        self._state.commit()

    def _on_reset(self) -> None:
        self._state.attempt(lambda: self._state.effects.reset(self._slot))

    def _toggle(self) -> None:
        effect = self._state.effects.effect(self._slot)
        if effect is not None:
            self._state.attempt(lambda: self._state.effects.set_enabled(self._slot, not effect.enabled))

    def _on_move_up(self) -> None:
        self._state.attempt(lambda: self._state.effects.move(self._slot, -1))

    def _on_move_down(self) -> None:
        self._state.attempt(lambda: self._state.effects.move(self._slot, 1))

    def _on_remove(self) -> None:
        self._state.attempt(lambda: self._state.effects.remove(self._slot))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_sliders(self.fields.values(), event.size().width())

    def refresh(self) -> None:
        """Show the chosen clip."""
        effects = self._state.effects
        effect = effects.effect(self._slot)
        on = effect is None or effect.enabled
        self.on.setEnabled(effect is not None)
        self.on.set_icon("eye" if on else "eye-off")
        words = self.tr("Turn off {effect}") if on else self.tr("Turn on {effect}")
        self.on.set_label(words.format(effect=self._title))
        self.move_up.setEnabled(effects.can_move(self._slot, -1))
        self.move_down.setEnabled(effects.can_move(self._slot, 1))
        self.reset.setEnabled(self._known and effect is not None)
        if not self._known:
            return
        self._showing = True
        try:
            for name, value in effects.values(self._slot).items():
                way = access(self.fields[name])
                if way.get() != value:
                    way.set(value)
        finally:
            self._showing = False
        for buttons in self.keys.values():
            buttons.refresh()


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

    def __init__(self, state: VideoState, slot: str, param: Param, parent: QWidget) -> None:
        super().__init__(parent)
        self._state, self._slot, self._param = state, slot, param
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.back = IconButton(
            "chevron-left", self.tr("Previous keyframe"), place="video", size=12, parent=self
        )
        self.key = IconButton("keyframe", self.tr("Add keyframe"), place="video", checkable=True, parent=self)
        self.on = IconButton("chevron-right", self.tr("Next keyframe"), place="video", size=12, parent=self)
        for button in (self.back, self.key, self.on):
            self._row.addWidget(button)
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # fields keep their width when the first keyframe is set
            button.setSizePolicy(policy)
        self.back.setFixedWidth(18)
        self.on.setFixedWidth(18)
        self.back.clicked.connect(lambda: state.effects.step_keyframe(slot, param.name, -1))
        self.on.clicked.connect(lambda: state.effects.step_keyframe(slot, param.name, 1))
        self.key.clicked.connect(self._toggle)

    def _toggle(self) -> None:
        self._state.attempt(lambda: self._state.effects.toggle_keyframe(self._slot, self._param.name))
        self.refresh()

    def refresh(self) -> None:
        """Show where the playhead is among the keyframes."""
        times = self._state.effects.keyframe_times(self._slot, self._param.name)
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

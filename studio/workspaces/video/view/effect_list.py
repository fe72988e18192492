"""The effects of the chosen clip, one form below the other in the order in which they are applied."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from studio.kit.focus import keep_tab_order
from studio.kit.i18n import translate
from studio.kit.icons import icon
from studio.workspaces.video.state.view_model import VideoState
from studio.workspaces.video.view.effect_form import EffectForm


class EffectList(QWidget):
    """``forms``: by slot (video.effects). Below them a menu of all effects adds one more."""

    def __init__(self, state: VideoState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.forms: dict[str, EffectForm] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        column.addLayout(self._column)
        self.refresh()
        self.add = QPushButton(icon("plus"), self.tr("Add effect"))
        self.add_menu = QMenu(self)
        self.add_menu.aboutToShow.connect(self._fill)
        self.add.setMenu(self.add_menu)
        column.addWidget(self.add)

    def refresh(self) -> None:
        """Show the effects of the chosen clip; forms of standard effects are kept."""
        slots = self._state.effects.slots()
        names = [slot.name for slot in slots]
        if names != list(self.forms):
            known = self.forms
            self.forms = {slot.name: known.pop(slot.name, None) or self._make(slot.name) for slot in slots}
            for form in known.values():
                form.hide()
                form.setParent(None)
                form.deleteLater()
            for row, form in enumerate(self.forms.values()):
                self._column.removeWidget(form)
                self._column.insertWidget(row, form)
            for form in reversed(self.forms.values()):
                keep_tab_order(self, form)
        for form in self.forms.values():
            form.refresh()

    def _make(self, name: str) -> EffectForm:
        slot = next(one for one in self._state.effects.slots() if one.name == name)
        form = EffectForm(self._state, slot, self)
        form.set_folded(slot.spec is not None and slot.spec.folded)
        return form

    def _fill(self) -> None:
        self.add_menu.clear()
        for spec in self._state.effects.addable():
            action = self.add_menu.addAction(translate("Engine", spec.title))
            action.setData(spec.id)
            action.triggered.connect(partial(self._on_add, spec.id))

    def _on_add(self, kind: str, _checked: bool = False) -> None:
        self._state.attempt(lambda: self._state.effects.add(kind))

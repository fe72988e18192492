"""What captions are checked by: the profile, and each rule on or off."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSizePolicy, QWidget

from studio.captions.profiles import Checks
from studio.kit.bind import Bindings
from studio.kit.i18n import translate
from studio.kit.theme import set_kind
from studio.kit.widgets.section import Section
from studio.workspaces.captions.state.checking import Checking


class ChecksSection(Section):
    """Over a Checking; what is chosen comes back with the project."""

    def __init__(self, state: Checking, bindings: Bindings, parent: QWidget) -> None:
        super().__init__(self.tr("Checks"), folded=True, parent=parent)
        self._state = state
        self._profile = QComboBox(self)
        self._profile.setAccessibleName(self.tr("Profile"))
        self._profile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for entry in state.profiles():
            self._profile.addItem(translate("CaptionProfile", entry.title), entry.id)
        self._profile.activated.connect(self._profile_chosen)
        self._profile.setVisible(self._profile.count() > 1)
        self.body.addWidget(self._profile)
        self._rules: dict[str, QCheckBox] = {}
        for spec, _on in state.rules():
            box = QCheckBox(translate("CaptionRule", spec.title), self)
            box.setToolTip(spec.source)
            box.setProperty("rule", spec.id)
            box.toggled.connect(self._rule_toggled)
            self._rules[spec.id] = box
            self.body.addWidget(box)
        note = QLabel(self.tr("Checks that are off neither mark captions nor change them."), self)
        note.setWordWrap(True)
        set_kind(note, "caption")
        self.body.addWidget(note)
        bindings.call(state, "checks", self._show)

    def _show(self, checks: Checks) -> None:
        index = self._profile.findData(checks.profile)
        self._profile.setCurrentIndex(max(index, 0))
        for spec, on in self._state.rules():
            box = self._rules.get(spec.id)
            if box is not None:
                with QSignalBlocker(box):
                    box.setChecked(on and spec.id not in checks.off)
                box.setEnabled(on)  # what a profile leaves out cannot be turned on here

    @Slot(int)
    def _profile_chosen(self, _index: int) -> None:
        self._state.choose_profile(str(self._profile.currentData()))

    @Slot(bool)
    def _rule_toggled(self, on: bool) -> None:
        box = self.sender()
        if box is not None:
            self._state.turn_rule(str(box.property("rule")), on)

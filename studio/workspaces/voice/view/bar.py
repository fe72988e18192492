"""The bar above the lines of the Voice workspace: how many there are, what can be done, Speak."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from studio.core.text import Text
from studio.kit.actions import name_button
from studio.kit.bind import Bindings
from studio.kit.i18n import said
from studio.kit.icons import icon
from studio.kit.theme import set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.primary_button import PrimaryButton
from studio.workspaces.voice.state.view_model import VoiceState


class LineBar(QWidget):
    """Shows the state's counts and progress; ``speak`` is the workspace's primary button."""

    add_wanted = Signal()
    move_wanted = Signal(int)
    remove_wanted = Signal()
    script_wanted = Signal()
    update_wanted = Signal()

    def __init__(self, state: VoiceState, bindings: Bindings, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self.setProperty("kind", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.count = QLabel(self)
        self.count.setMinimumWidth(40)
        set_kind(self.count, "dim")
        self.speak = PrimaryButton(self.tr("Speak"), "voice", self)
        self.speak.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Space plays after a click, it does not cancel
        self.speak.cancel_requested.connect(state.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(4)
        row.addWidget(self.count, 1)
        self._add(row, "plus", self.tr("Add line")).clicked.connect(self.add_wanted)
        up = self._add(row, "arrow-up", self.tr("Move up"), "voice.up")
        up.clicked.connect(lambda: self.move_wanted.emit(-1))
        down = self._add(row, "arrow-down", self.tr("Move down"), "voice.down")
        down.clicked.connect(lambda: self.move_wanted.emit(1))
        self._add(row, "trash", self.tr("Remove lines")).clicked.connect(self.remove_wanted)
        script = QPushButton(icon("file"), self.tr("Script…"), self)
        script.setToolTip(self.tr("Import a Fountain script; unchanged lines keep their takes"))
        set_kind(script, "flat")
        script.clicked.connect(self.script_wanted)
        self.update_button = QPushButton(icon("refresh", tone="warn"), self.tr("Update"), self)
        self.update_button.setToolTip(
            self.tr("Captions have changed: update text and timing, keep the takes")
        )
        self.update_button.clicked.connect(self.update_wanted)
        bindings.visible(state, "behind", self.update_button)
        row.addSpacing(4)
        row.addWidget(self.update_button)
        row.addWidget(script)
        row.addSpacing(8)
        row.addWidget(self.speak)
        for source, field in (
            (state, "revision"),
            (state, "to_speak"),
            (state, "loading"),
            (state.app, "selection"),
            (state.speaking, "running"),
            (state.speaking, "progress"),
        ):
            bindings.call(source, field, lambda _value: self._show())

    def _add(self, row: QHBoxLayout, name: str, label: str, command: str = "") -> IconButton:
        button = IconButton(name, label, parent=self)
        if command:
            name_button(button, self._state.app, command, label)
        row.addWidget(button)
        return button

    def _show(self) -> None:
        state, speaking = self._state, self._state.speaking
        left = state.to_speak
        selected = len(self._state.app.selection.intersection(state.line_ids))
        self.count.setText(" · ".join(self._words(selected)))
        if selected > 1:
            text = self.tr("Speak {count} selected").format(count=left)
        elif left > 1:
            text = self.tr("Speak {count} lines").format(count=left)
        else:
            text = self.tr("Speak 1 line") if left else self.tr("Speak")
        self.speak.set_running(speaking.running)
        if speaking.running:
            self.speak.set_progress(speaking.progress)
        else:
            self.speak.set_text(text)
            self.speak.setEnabled(left > 0)
            self.speak.set_tip(*self._tip(left))
            self.speak.updateGeometry()

    def _tip(self, left: int) -> tuple[str, str]:
        """What the primary button does, and the keys for it; why it does nothing where it cannot."""
        if left:
            return self.tr("Speak all new and out-of-date lines"), "Ctrl+Enter"
        return self.tr("Nothing to speak: change a line, its voice or its delivery first"), ""

    def _words(self, selected: int) -> list[str]:
        state, speaking = self._state, self._state.speaking
        total = len(state.line_ids)
        words = [said(Text.counted("{n} line", "{n} lines", n=total))]
        if selected > 1:
            words.append(self.tr("{count} selected").format(count=selected))
        if state.loading:
            words.append(f"{state.loading}…")
        elif speaking.running:
            words.append(
                self.tr("speaking, {done} of {total}").format(done=speaking.done, total=speaking.total)
            )
        elif state.to_speak:
            words.append(self.tr("{count} to speak").format(count=state.to_speak))
        elif total:
            words.append(self.tr("all spoken"))
        return words

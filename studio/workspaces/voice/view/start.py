"""The empty Voice workspace: ways to get lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.kit.icons import icon
from studio.kit.theme import set_kind
from studio.kit.widgets.drop import DropOffer
from studio.kit.widgets.empty_state import EmptyState


class VoiceStart(EmptyState):
    """Open or drop a script; or paste one, take the sample, write a line; with
    captions at hand, dub them first.
    """

    open_wanted = Signal()
    sample_wanted = Signal()
    paste_wanted = Signal()
    dub_wanted = Signal()
    write_wanted = Signal()

    def __init__(self, decide: Callable[[list[Path]], DropOffer | None], parent: QWidget) -> None:
        super().__init__("voice", "", "", "", " ", workspace="voice", decide=decide, parent=parent)
        self._has_cues = False
        self.title.setText(self.tr("Add voices to your film"))
        self._paste = self._link("copy", self.tr("Paste script"), self.paste_wanted)
        self._paste.setToolTip(self.tr("Import the Fountain script on the clipboard (Ctrl+V)"))
        self._write = self._link("pencil", self.tr("Write a line"), self.write_wanted)
        self._open = self._link("file", self.tr("Open script…"), self.open_wanted)
        self.primary.setVisible(True)
        self.triggered.connect(self._first)
        self.second_triggered.connect(self.sample_wanted)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        for button in (self._open, self._paste, self._write):
            row.addWidget(button)
        row.addStretch(1)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(column.count() - 1, row)
        self.second.setText(self.tr("Open sample script"))
        self.set_has_cues(False)

    def set_has_cues(self, has_cues: bool) -> None:
        """With captions in the film, dubbing them comes first."""
        self._has_cues = has_cues
        self.primary.setText(self.tr("Dub captions") if has_cues else self.tr("Open script…"))
        self._open.setVisible(has_cues)
        self.set_loading("")

    def set_loading(self, what: str) -> None:
        """Say what is being read, "" for nothing."""
        if what:
            self.hint.setText(f"{what}…")
        elif self._has_cues:
            hint = self.tr("Speak the captions in another voice, keeping their timing.")
            self.hint.setText(f"{hint} {self.tr('Or drop a Fountain script here.')}")
        else:
            hint = self.tr("Drop a Fountain script here.")
            self.hint.setText(f"{hint} {self.tr('Every character gets a voice, every line can be spoken.')}")

    def set_open(self, is_open: bool) -> None:
        """Nothing can be done without a project."""
        for button in (self.primary, self.second, self._paste, self._write, self._open):
            button.setEnabled(is_open)

    def _first(self) -> None:
        (self.dub_wanted if self._has_cues else self.open_wanted).emit()

    def _link(self, name: str, text: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(icon(name), text, self)
        set_kind(button, "flat")
        button.clicked.connect(signal)
        return button

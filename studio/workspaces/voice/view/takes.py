"""The current line in the Voice workspace: its takes to choose from, and the sound of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.core import ticks
from studio.core.ticks import Ticks
from studio.kit.bind import Bindings
from studio.kit.focus import keep_tab_order
from studio.kit.icons import icon
from studio.kit.theme import Theme, set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.waveform import Waveform
from studio.workspaces.voice.state.rows import LineRow, TakeRow
from studio.workspaces.voice.state.sound import Wave
from studio.workspaces.voice.state.view_model import VoiceState


class LineDetail(QWidget):
    """``play_requested`` carries (take id, start in ticks); ``stop_requested`` asks for silence."""

    play_requested = Signal(str, object)
    stop_requested = Signal()

    def __init__(self, state: VoiceState, bindings: Bindings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._playing = ""
        self._rows: dict[str, _TakeLine] = {}
        self.setProperty("kind", "panel")
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._title.setMaximumHeight(40)
        self._note = QLabel(self)
        self._note.setWordWrap(True)
        self._again = QPushButton(icon("voice"), self.tr("Speak line"), self)
        self._again.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._again.clicked.connect(self._speak_again)
        self.waveform = Waveform(self)
        self.waveform.seek_requested.connect(self._seek)
        self._none = QLabel(self.tr("Not spoken yet"), self)
        set_kind(self._none, "dim")
        self._group = QButtonGroup(self)
        self._build()
        bindings.call(state, "takes", self._show_takes)
        bindings.call(state, "revision", lambda _value: self._show_line())
        bindings.call(state, "current", lambda _value: self._show_line())
        bindings.call(state.sound, "wave", self._show_wave)

    def _build(self) -> None:
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._list)
        scroll.setFixedWidth(264)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._title, 1)
        top.addWidget(self._again, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(scroll)
        row.addWidget(self.waveform, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._note)
        column.addLayout(row, 1)

    # ---- showing

    def set_playing(self, take_id: str) -> None:
        """Which take is heard, "" for none."""
        self._playing = take_id
        for known, row in self._rows.items():
            row.set_playing(known == take_id)
        if not take_id:
            self.waveform.set_position(None)

    def set_position(self, position: Ticks) -> None:
        """Where the chosen take plays."""
        wave = self._state.sound.wave
        if wave is not None and wave.take == self._playing:
            self.waveform.set_position(position)

    def _show_line(self) -> None:
        row = self._state.row(self._state.current)
        self.setEnabled(row is not None)
        if row is None:
            self._title.setText("")
            self._note.hide()
            return
        who = row.speaker or self.tr("Narrator")
        self._title.setText(f"{who}: {row.text}")
        self.waveform.set_limit(row.slot if row.state == "overflow" else 0)
        self._show_note(row)
        can, spoken = self._state.can_speak_again(row.id), row.state in ("fresh", "overflow")
        self._again.setEnabled(can)
        self._again.setText(self.tr("New take") if spoken else self.tr("Speak line"))
        same = self.tr("This voice always speaks the same text the same way.")
        self._again.setToolTip(same if spoken and not can else "")

    def _show_note(self, row: LineRow) -> None:
        """What is to be done about a line that is out of date or too long."""
        notes = {
            "stale": ("warn", self.tr("Text, voice or delivery has changed. Speak the line again.")),
            "overflow": (
                "danger",
                self.tr("Longer than the time available. Shorten the text or raise the rate."),
            ),
        }
        tone, words = notes.get(row.state, ("dim", ""))
        self._note.setText(words)
        set_kind(self._note, tone)
        self._note.setVisible(bool(words))

    def _show_takes(self, takes: tuple[TakeRow, ...]) -> None:
        shown = tuple(reversed(takes))
        if [take.id for take in shown] != list(self._rows):  # else the rows stay, and the focus in them
            self._make_rows(shown)
        for take in shown:
            self._rows[take.id].show_take(take)
        self._none.setVisible(not takes)
        self._show_line()

    def _make_rows(self, takes: tuple[TakeRow, ...]) -> None:
        for row in self._rows.values():
            self._group.removeButton(row.choose)
            row.setParent(None)
            row.deleteLater()
        self._rows = {}
        for number, take in enumerate(takes):
            row = _TakeLine(take, self)
            self._group.addButton(row.choose)
            row.set_playing(take.id == self._playing)
            self._column.insertWidget(number, row)
            self._rows[take.id] = row
        keep_tab_order(self._list, self._list)

    def _show_wave(self, wave: Wave | None) -> None:
        if wave is None:
            self.waveform.set_wave(None)
            return
        self.waveform.set_wave(wave.peaks, wave.duration, wave.words)

    # ---- doing

    def chosen(self, take_id: str) -> None:
        """A take's button was pressed."""
        self._state.choose_take(take_id)

    def play(self, take_id: str) -> None:
        """A take's play button was pressed."""
        if take_id == self._playing:
            self.stop_requested.emit()
        else:
            self.play_requested.emit(take_id, 0)

    def star(self, take_id: str, starred: bool) -> None:
        """A take's star was pressed."""
        self._state.star_take(take_id, starred)

    def remove(self, take_id: str) -> None:
        """A take's bin was pressed."""
        if take_id == self._playing:
            self.stop_requested.emit()
        self._state.remove_take(take_id)

    def _speak_again(self) -> None:
        self._state.speak_lines([self._state.current])

    def _seek(self, position: Ticks) -> None:
        wave = self._state.sound.wave
        if wave is not None:
            self.play_requested.emit(wave.take, position)


class _TakeLine(QWidget):
    """One take: choose, length, play, star, delete."""

    def __init__(self, take: TakeRow, owner: LineDetail) -> None:
        super().__init__(owner)
        self._take = take
        number = take.number
        name = self.tr("Recording {number}") if take.recorded else self.tr("Take {number}")
        self.choose = QRadioButton(name.format(number=number), self)
        self.choose.clicked.connect(lambda: owner.chosen(take.id))
        length = QLabel(f"{ticks.to_seconds(take.duration):.1f} s", self)
        length.setFont(Theme.current().font(tabular=True))
        set_kind(length, "dim")
        self._play = IconButton("play", self.tr("Play take {number}").format(number=number), parent=self)
        self._play.clicked.connect(lambda: owner.play(take.id))
        self._star = IconButton("star", "", workspace="voice", checkable=True, parent=self)
        self._star.clicked.connect(lambda: owner.star(take.id, not self._take.starred))
        bin_ = IconButton("trash", self.tr("Delete take {number}").format(number=number), parent=self)
        bin_.clicked.connect(lambda: owner.remove(take.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(2)
        row.addWidget(self.choose, 1)
        row.addWidget(length)
        row.addSpacing(6)
        for button in (self._play, self._star, bin_):
            row.addWidget(button)

    def show_take(self, take: TakeRow) -> None:
        """Chosen or not, starred or not."""
        self._take = take
        self.choose.setChecked(take.chosen)
        self._star.set_icon("star-filled" if take.starred else "star")
        self._star.set_label(self.tr("Remove star") if take.starred else self.tr("Star this take"))
        self._star.setChecked(take.starred)

    def set_playing(self, playing: bool) -> None:
        """Show stop instead of play."""
        self._play.set_icon("stop" if playing else "play")

"""The Voice workspace: lines of the film in a table, spoken, heard and chosen; the cast beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from studio.core.errors import StudioError
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.kit.panel import Panel
from studio.kit.sound import Sound
from studio.kit.widgets.drop import DropOffer, DropOverlay
from studio.kit.widgets.error_card import ErrorCard
from studio.stage.player.view.viewer import Viewer
from studio.state.app_state import AppState
from studio.workspaces.voice.commands import add_line, remove_lines
from studio.workspaces.voice.state.sources import SCRIPT_SUFFIXES
from studio.workspaces.voice.state.view_model import VoiceState
from studio.workspaces.voice.view.bar import LineBar
from studio.workspaces.voice.view.cast import CastInspector
from studio.workspaces.voice.view.start import VoiceStart
from studio.workspaces.voice.view.table import LineTable
from studio.workspaces.voice.view.takes import LineDetail

_SOUNDS = (".wav", ".mp3", ".flac", ".ogg", ".opus", ".m4a", ".aac")
_PICTURE_WIDTH = 480
_ROOM_FOR_PICTURE = 900


class VoicePanel(Panel):
    """A table of lines above, the current line's takes below, the picture beside
    the table where there is room.
    """

    workspace = "voice"

    def __init__(self, app: AppState) -> None:
        super().__init__(app)
        self.state = app.part(VoiceState)
        self.sound = Sound(app.tasks, self)
        self._heard_line = ""
        self._heard_take = ""
        self._heard_from: Ticks | None = None
        self._viewer: Viewer | None = None
        self._inspector = CastInspector(self.state.cast, self.bindings)
        self._build()
        self._bind()

    # ---- the panel's contract

    def inspector(self) -> QWidget:
        return self._inspector

    def primary(self) -> None:
        if self.state.speaking.running:
            self.state.cancel()
        else:
            self.state.speak()

    def shown(self) -> None:
        self._make_viewer()
        self.state.arrive()
        self.table.restore_selection()
        if self._pages.currentWidget() is self._lines:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # Space plays, arrows choose

    def left(self) -> None:
        """Another workspace has its own viewer; playing goes on only where it is seen."""
        self.sound.stop()
        if self._viewer is not None:
            self._viewer.player.pause()

    def intents(self) -> dict[str, Callable[..., object]]:
        return {
            "voice.play": self.play_line,
            "voice.stop": self.sound.stop,
            "voice.edit_line": self._edit_line,
            "voice.show_line": self.table.show_line,
            "voice.open_script": self.open_script,
        }

    def keys(self) -> list[tuple[str, str]]:
        """Of the table of lines."""
        return [(self.tr("Edit text"), "Return"), (self.tr("Remove lines"), "Del")]

    # ---- building

    def _build(self) -> None:
        self.start = VoiceStart(self._offer, self)
        self.start.open_wanted.connect(self.open_script)
        self.start.sample_wanted.connect(self.state.sources.load_sample)
        self.start.paste_wanted.connect(self.paste_script)
        self.start.dub_wanted.connect(self.dub)
        self.start.write_wanted.connect(self.add_line)
        self.error = ErrorCard(self)
        self.error.dismissed.connect(self._dismissed)
        self.table = LineTable(self.state, self)
        self.table.play_requested.connect(self._play_or_stop)
        self.table.remove_requested.connect(self.remove_lines)
        self.detail = LineDetail(self.state, self.bindings, self)
        self.detail.play_requested.connect(self.play_take)
        self.detail.stop_requested.connect(self.sound.stop)
        self.bar = LineBar(self.state, self.bindings, self)
        self.bar.speak.triggered.connect(self.primary)
        self.bar.add_wanted.connect(self.add_line)
        self.bar.move_wanted.connect(self.move_line)
        self.bar.remove_wanted.connect(self.remove_lines)
        self.bar.script_wanted.connect(self.open_script)
        self.bar.update_wanted.connect(self.dub)
        self.detail.setMinimumSize(380, 150)
        self._beside = QSplitter(Qt.Orientation.Horizontal)
        self._beside.addWidget(self.detail)
        self._beside.setChildrenCollapsible(False)
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.table)
        self._halves.addWidget(self._beside)
        self._halves.setStretchFactor(0, 1)
        self._halves.setSizes([400, 180])
        self._lines = QWidget(self)
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._halves, 1)
        self._lines.setProperty("kind", "panel")
        self._pages = QStackedLayout()
        self._pages.addWidget(self.start)
        self._pages.addWidget(self._lines)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        card = QHBoxLayout()
        card.setContentsMargins(0, 0, 0, 0)
        card.addWidget(self.error)
        self._card = QWidget(self)
        self._card.setLayout(card)
        whole.addWidget(self._card)
        whole.addLayout(self._pages, 1)
        self.drops = DropOverlay(self._lines, self._offer)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self.start)
        paste.setContext(Qt.ShortcutContext.WindowShortcut)  # while the start is seen, whatever has the focus
        paste.activated.connect(self.paste_script)

    def _bind(self) -> None:
        b, state = self.bindings, self.state
        b.call(state, "revision", lambda _value: self._refresh())
        b.call(state, "current", lambda _value: self.table.follow(), now=False)
        b.call(state, "has_cues", self.start.set_has_cues)
        b.call(state, "loading", self.start.set_loading)
        b.call(state, "error", lambda _value: self._show_error())
        b.call(state.cast, "error", lambda _value: self._show_error())
        b.call(self.app, "playing", self._film_plays)
        b.call(self.app, "project", lambda _project: self.sound.stop())
        self.sound.position_changed.connect(self._heard_position)
        self.sound.playing_changed.connect(self._heard)
        self.sound.failed.connect(self._sound_failed)
        state.cast.tried.connect(self._play_trial)

    # ---- showing

    def _refresh(self) -> None:
        self.table.refresh()
        page = self._lines if self.state.line_ids else self.start
        if self._pages.currentWidget() is not page:
            held = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            self._pages.setCurrentWidget(page)
            QTimer.singleShot(0, self._arrange)
            if page is self._lines and self.isVisible():
                self.state.arrive()
            if held and page is self._lines:
                self.table.setFocus()
        self.start.set_open(self.app.project is not None)

    def _show_error(self) -> None:
        error = self.state.error or self.state.cast.error
        margin = 8 if error else 0
        self._card.setContentsMargins(margin, margin, margin, margin)
        if error is None:
            self.error.clear()
            return
        failed = any(self.state.state_of(line_id) == "failed" for line_id in self.state.line_ids)
        again = error is self.state.error and failed
        self.error.show_error(error, (self.tr("Try again"), self.state.retry) if again else None)

    @Slot()
    def _dismissed(self) -> None:
        self.state.error = None
        self.state.cast.error = None

    # ---- hearing

    @Slot()
    def play_line(self) -> None:
        """Play the current line's chosen take, or stop it."""
        if self.state.current:
            self._play_or_stop(self.state.current)

    @Slot(str, object)
    def play_take(self, take_id: str, start: Ticks = 0) -> None:
        """Play a take of the current line from ``start``; the picture goes along
        where the line is on the timeline.
        """
        path = self.state.take_path(take_id)
        if path is None:
            return
        self.sound.stop()
        self.app.playing = False
        self._heard_line, self._heard_take = self.state.current, take_id
        self._heard_from = self.state.position_of(self._heard_line)
        self.sound.play(path, start)

    def _play_or_stop(self, line_id: str) -> None:
        if self.sound.playing and self._heard_line == line_id:
            self.sound.stop()
            return
        if line_id != self.state.current:
            self.table.show_line(line_id)
        line = self.state.line(line_id)
        if line is not None and line.take:
            self.play_take(line.take, 0)

    def _play_trial(self, path: Path) -> None:
        self._heard_line = self._heard_take = ""
        self._heard_from = None
        self.app.playing = False
        self.sound.play(path)

    def _heard(self, playing: bool) -> None:
        self.table.lines.set_playing(self._heard_line if playing else "")
        self.detail.set_playing(self._heard_take if playing else "")
        if playing and self.sound.silent:
            self.app.say(Text("No audio output device was found; playback is silent"))

    def _heard_position(self, position: Ticks) -> None:
        if self._heard_take:
            self.detail.set_position(position)
            if self._heard_from is not None:
                self.app.seek(self._heard_from + position)

    def _film_plays(self, playing: bool) -> None:
        if playing:
            self.sound.stop()

    def _sound_failed(self, error: StudioError) -> None:
        self.state.error = error

    # ---- doing

    @Slot()
    def add_line(self) -> None:
        """A new line behind the current one, ready to be typed."""
        add_line(self.app)

    def _edit_line(self, line_id: str) -> None:
        self.table.show_line(line_id, edit=True)

    @Slot()
    def remove_lines(self) -> None:
        """Remove the selected lines; undo brings them back with their takes."""
        remove_lines(self.app)

    @Slot(int)
    def move_line(self, by: int) -> None:
        """Move the current line up (-1) or down (+1)."""
        line = self.state.current
        if line:
            self.state.attempt(lambda: self.state.edits.move(line, by))

    @Slot()
    def dub(self) -> None:
        """A line for every caption, in its time."""
        self.state.attempt(self.state.sources.dub_captions)

    @Slot()
    def open_script(self) -> None:
        """Choose a Fountain script and read it."""
        kinds = " ".join(f"*{suffix}" for suffix in SCRIPT_SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open script"), "", self.tr("Scripts ({kinds})").format(kinds=kinds)
        )
        if name:
            self.state.sources.load_script_file(Path(name))

    @Slot()
    def paste_script(self) -> None:
        """Read the script on the clipboard."""
        text = QGuiApplication.clipboard().text()
        if text.strip() and self.app.project is not None:
            self.state.sources.load_script(text)

    def _offer(self, paths: list[Path]) -> DropOffer | None:
        if self.app.project is None or len(paths) != 1:
            return None
        path = paths[0]
        if path.suffix.lower() in SCRIPT_SUFFIXES:
            title = self.tr("Import lines from {name}").format(name=path.name)
            hint = self.tr("Unchanged lines keep their takes") if self.state.line_ids else ""
            return DropOffer(title, self._drop_script, hint, "file", "voice")
        row = self.state.row(self.state.current)
        if path.suffix.lower() in _SOUNDS and row is not None:
            title = self.tr("Use {name} as a take").format(name=path.name)
            return DropOffer(title, self._drop_sound, row.text, "mic", "voice")
        return None

    def _drop_script(self, paths: list[Path]) -> None:
        self.state.sources.load_script_file(paths[0])

    def _drop_sound(self, paths: list[Path]) -> None:
        self.state.add_recording(paths[0])

    # ---- the picture

    def _make_viewer(self) -> None:
        """The shared picture, made when the workspace is first shown."""
        if self._viewer is None:
            viewer = Viewer(self.app)
            viewer.setMinimumWidth(200)
            self._viewer = viewer
            self._beside.addWidget(viewer)
            self._beside.setStretchFactor(0, 1)
            self._beside.setSizes([600, _PICTURE_WIDTH])
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._viewer is not None:
            room = self.width() >= _ROOM_FOR_PICTURE and self.height() >= 440
            if room is self._viewer.isHidden():
                QTimer.singleShot(0, self._arrange)
            self._viewer.setVisible(room)

    @Slot()
    def _arrange(self) -> None:
        """Share the height between the table and what is below it; from then on the user does."""
        total = self._halves.height()
        picture = self._viewer is not None and not self._viewer.isHidden()
        below = min(max(180, total * 2 // 5), 340) if picture else min(180, max(150, total // 2))
        self._halves.setSizes([max(100, total - below), below])

"""The Captions workspace: transcribe or import, cues beside the film, style and checks in the inspector."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.captions.formats import FormatSpec, readable_suffixes, writable
from studio.core.errors import StudioError
from studio.core.files import safe_name
from studio.kit.i18n import said, translate
from studio.kit.panel import Panel
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.drop import DropOffer, DropOverlay
from studio.kit.widgets.empty_state import EmptyState
from studio.kit.widgets.error_card import ErrorCard
from studio.stage.player.view.viewer import Viewer
from studio.state.app_state import AppState
from studio.workspaces.captions.state.listening import timeline_end
from studio.workspaces.captions.state.view_model import CaptionsState
from studio.workspaces.captions.view.inspector import CaptionsInspector
from studio.workspaces.captions.view.table import CueTable
from studio.workspaces.captions.view.tools import CueTools, TrackBar
from studio.workspaces.captions.view.wave import HEIGHT, LOWEST, CueWave

_LOW = 420
"""Height in px below which the waveform is as low as it can be."""


class CaptionsPanel(Panel):
    """Bars, the table (or what to do first, or what is being done), and the film with its captions."""

    workspace = "captions"

    def __init__(self, app: AppState) -> None:
        super().__init__(app)
        self.state = app.part(CaptionsState)
        self._until: int | None = None
        self.bar = TrackBar(self.state, self.bindings, self)
        self.table = CueTable(self.state, self)
        self.tools = CueTools(self.state, self.bindings)
        self.card = ErrorCard(self)
        self.card.dismissed.connect(self._dismissed)
        self.empty = self._make_empty()
        self.working = self._make_working()
        self._inspector = CaptionsInspector(self.state, self.bindings)
        self._lay_out()
        self._drops = DropOverlay(self, self._offer)
        self._bind()

    def _lay_out(self) -> None:
        listing = QWidget(self)
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.table, 1)
        self.pages = QStackedWidget(self)
        for page in (self.empty, self.working, listing):
            self.pages.addWidget(page)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.pages)
        self.pages.setMinimumWidth(300)
        self.viewer = Viewer(self.app, self)
        self.viewer.setMinimumWidth(320)
        self.split.addWidget(self.viewer)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([640, 440])
        self.wave = CueWave(self.state, self.bindings, self)
        self.table.cues.applied.connect(self.wave.refresh)
        self.table.cues.modelReset.connect(self.wave.refresh)
        self.halves = QSplitter(Qt.Orientation.Vertical, self)
        self.halves.setChildrenCollapsible(False)
        self.halves.setHandleWidth(1)
        self.halves.addWidget(self.split)
        self.halves.addWidget(self.wave)
        self.halves.setStretchFactor(0, 1)
        around = QVBoxLayout()
        around.setContentsMargins(SIZES.pad, SIZES.pad, SIZES.pad, SIZES.pad)
        around.addWidget(self.card)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.bar)
        self._card_row = QWidget(self)
        self._card_row.setLayout(around)
        outer.addWidget(self._card_row)
        outer.addWidget(self.halves, 1)

    def _make_empty(self) -> EmptyState:
        empty = EmptyState(
            "captions",
            self.tr("Add captions to your film"),
            self.tr(
                "Transcribe speech, correct the text and show it in the picture. "
                "Drop a video, a recording or a caption file here."
            ),
            self.tr("Transcribe video…"),
            self.tr("Import captions…"),
            workspace="captions",
            parent=self,
        )  # fmt: skip
        empty.triggered.connect(self._start_first)
        empty.second_triggered.connect(self.ask_captions)
        by_hand = QPushButton(self.tr("Or type the first caption"), empty)
        set_kind(by_hand, "link")
        by_hand.clicked.connect(self.state.edits.insert)
        column = empty.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, by_hand, 0, Qt.AlignmentFlag.AlignHCenter)
        return empty

    def _make_working(self) -> EmptyState:
        working = EmptyState("mic", self.tr("Transcribing"), "", workspace="captions", parent=self)
        self._progress = QProgressBar(working)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(280)
        self._progress.setAccessibleName(self.tr("Transcribing"))
        column = working.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, self._progress, 0, Qt.AlignmentFlag.AlignHCenter)
        return working

    def _bind(self) -> None:
        b, state, listening = self.bindings, self.state, self.state.listening
        self.table.cues.attach()
        b.call(state, "count", self._choose_page)
        b.call(state, "loading", self._choose_page)
        b.call(listening, "running", self._choose_page)
        b.call(listening, "stage", self._show_stage)
        b.call(listening, "progress", self._show_progress)
        b.call(listening, "source", self._show_source)
        b.call(state, "current", self._show_current)
        b.call(state, "selected", self._show_current)
        b.call(state, "under", self.table.show_under)
        b.call(state, "edit_wanted", self._open_text)
        b.call(state, "error", self._show_error)
        b.call(listening, "error", self._show_error)
        b.call(self.app, "playhead", self._playhead_moved, now=False)
        b.call(self.app, "playing", self._playing_changed)
        b.connect(self.bar.primary.triggered, self._start_first)
        b.connect(self.bar.import_wanted, self.ask_any)
        b.connect(self.bar.export_wanted, self.ask_export)

    # ---- what the window asks

    def inspector(self) -> QWidget:
        return self._inspector

    def intents(self) -> dict[str, Callable[..., object]]:
        return {
            "captions.finish_editing": self.table.finish_editing,
            "captions.edit_text": self.state.ask_edit,
            "captions.play": self.play_cue,
            "captions.find": self.tools.open_find,
            "captions.export": self.ask_export,
        }

    def primary(self) -> None:
        if self.state.listening.running:
            self.state.listening.cancel()
        else:
            self._start_first()

    def shown(self) -> None:
        """The picture has the keys: Space plays instead of pressing the first button."""
        self.viewer.stage.ask()
        self._take_keys()
        self.state.choose_near()

    def _take_keys(self) -> None:
        stage = self.viewer.stage
        listing = self.table if self.pages.currentIndex() == 2 else self
        (stage if stage.isVisible() else listing).setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> None:
        """Another workspace has its own viewer; playing goes on only where it is seen."""
        self.viewer.player.pause()

    # ---- hearing

    def play_cue(self) -> None:
        """Play the current caption from its start to its end; while it plays: stop."""
        cue, player = self.state.current_cue, self.viewer.player
        playing = self.app.playing
        player.pause()
        if cue is not None and not playing:
            self.app.seek(cue.start)
            self._until = cue.end
            player.play()

    def _playhead_moved(self, when: int) -> None:
        if self._until is not None and self.app.playing and when >= self._until:
            self.viewer.player.pause()

    def _playing_changed(self, playing: bool) -> None:
        if not playing:
            self._until = None

    # ---- pages

    def _choose_page(self, _value: object) -> None:
        if self.state.count or self.state.loading:
            page = 2
        else:
            page = 1 if self.state.listening.running else 0
        before = self.pages.currentIndex()
        focused = self.focusWidget()
        held = focused is not None and self.pages.isAncestorOf(focused)
        self.pages.setCurrentIndex(page)
        appears = page == 2 and self.wave.isHidden()
        self.wave.setVisible(page == 2)
        if appears:  # from then on the user shares the height
            below = HEIGHT if self.halves.height() > _LOW else LOWEST
            self.halves.setSizes([max(1, self.halves.height() - below), below])
        self.bar.set_quiet(page != 2)  # the pages say it large
        if page != before and self.isVisible():
            if held:  # else Qt hands the keys to any button
                self._take_keys()
            if page == 2:
                self.state.choose_near()
        self.bar.primary.setVisible(page != 0)  # the empty page has it in its middle

    def _show_stage(self, stage: str) -> None:
        self.working.hint.setText(said(stage))

    def _show_progress(self, share: float | None) -> None:
        self._progress.setRange(0, 0 if share is None else 1000)
        self._progress.setValue(round((share or 0.0) * 1000))

    def _show_source(self, source: str) -> None:
        offer = (
            self.tr("Transcribe {name}").format(name=_short(source))
            if source
            else self.tr("Transcribe video…")
        )
        self.empty.primary.setText(offer)
        self.working.title.setText(
            self.tr("Transcribing {name}").format(name=source) if source else self.tr("Transcribing")
        )

    def _show_current(self, _value: object) -> None:
        self.table.show_current(self.state.current)

    def _open_text(self, cue_id: str) -> None:
        if cue_id:
            self.table.edit_text(cue_id)

    def _show_error(self, _value: object) -> None:
        error: StudioError | None = self.state.error or self.state.listening.error
        if error is not None:
            self.card.show_error(error)
        else:
            self.card.clear()
        self._card_row.setVisible(error is not None)

    @Slot()
    def _dismissed(self) -> None:
        self.state.error = None
        self.state.listening.error = None
        self._card_row.hide()

    # ---- files

    @Slot()
    def _start_first(self) -> None:
        """Transcribe what is on the timeline; with nothing there, ask for a file."""
        if self.state.listening.source:
            self.state.transcribe()
        else:
            self._ask(self.tr("Transcribe video"), self.tr("Video and audio (*)"))

    @Slot()
    def ask_captions(self) -> None:
        """Choose a caption file to import."""
        self._ask(self.tr("Import captions"), _caption_filter())

    @Slot()
    def ask_any(self) -> None:
        """Choose captions, or media to transcribe."""
        self._ask(self.tr("Import"), f"{_caption_filter()};;{self.tr('Video and sound to transcribe (*)')}")

    @Slot()
    def ask_export(self) -> None:
        """Choose where the shown track is written; the format is the file's ending."""
        project, track = self.app.project, self.state.track
        if project is None or track is None:
            return
        endings = {_filter_of(spec): spec.suffixes[0] for spec in writable()}
        first = next(iter(endings.values()))
        dialog = QFileDialog(self, self.tr("Export captions"), str(project.exports), ";;".join(endings))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(first.removeprefix("."))
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(endings[chosen].removeprefix("."))
        )
        dialog.selectFile(f"{safe_name(f'{project.name} {track.language}')}{first}")
        dialog.fileSelected.connect(self._export_to)
        self._open(dialog)

    def _ask(self, title: str, names: str) -> None:
        if self.app.project is None:
            return
        dialog = QFileDialog(self, title, str(Path.home()), names)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take)
        self._open(dialog)

    @staticmethod
    def _open(dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str)
    def _take(self, name: str) -> None:
        self.state.files.take(Path(name))

    @Slot(str)
    def _export_to(self, name: str) -> None:
        self.state.files.write(Path(name))

    def _offer(self, paths: list[Path]) -> DropOffer | None:
        """What a drop would do; by name only, for it is asked while the mouse moves."""
        project = self.app.project
        if project is None or len(paths) != 1 or paths[0].is_dir():
            return None
        path = paths[0]
        if path.suffix.lower() in readable_suffixes():
            title = self.tr("Import {name}").format(name=path.name)
            hint = self.tr("into a new caption track") if self.state.count else ""
        elif path.suffix.lower() in (".studio", ".studiopack", ".fountain", ".spmd"):
            return None
        else:
            title = self.tr("Transcribe {name}").format(name=path.name)
            full = timeline_end(project, self.app.sequence_id) > 0
            hint = self.tr("Added at the end of the timeline.") if full else self.tr("Added to the timeline.")
        return DropOffer(title, lambda found: self.state.files.take(found[0]), hint, "captions", "captions")


def _caption_filter() -> str:
    endings = " ".join(f"*{suffix}" for suffix in sorted(readable_suffixes()))
    return QCoreApplication.translate("CaptionsPanel", "Captions ({endings})").format(endings=endings)


def _filter_of(spec: FormatSpec) -> str:
    return f"{translate('CaptionFormat', spec.title)} (*{spec.suffixes[0]})"


def _short(name: str, most: int = 32) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"

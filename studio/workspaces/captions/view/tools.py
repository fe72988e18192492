"""The two bars of Captions: the track and its files above, the tools of the table with find and replace."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.kit.actions import name_button, title_of
from studio.kit.bind import Bindings
from studio.kit.i18n import said
from studio.kit.icons import icon
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.primary_button import PrimaryButton
from studio.kit.widgets.search_field import SearchField
from studio.project.model import CaptionTrack
from studio.workspaces.captions.state.view_model import CaptionsState


class TrackBar(QFrame):
    """Track chooser, add, import, export; the state of the work and the primary button on the right."""

    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, state: CaptionsState, bindings: Bindings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setProperty("kind", "bar")
        self.setFixedHeight(SIZES.top_bar + 8)
        self._tracks = QComboBox(self)
        self._tracks.setAccessibleName(self.tr("Caption track"))
        self._tracks.setMinimumWidth(120)
        self._tracks.setMaximumWidth(220)
        self._tracks.activated.connect(self._track_chosen)
        add = IconButton("plus", self.tr("Add caption track"), parent=self)
        add.clicked.connect(state.track_edits.add)
        get = IconButton("import", self.tr("Import captions or media"), parent=self)
        get.clicked.connect(self.import_wanted)
        self._put = IconButton("export", self.tr("Export captions as SRT, VTT or ASS"), parent=self)
        self._put.clicked.connect(self.export_wanted)
        self._stage = QLabel(self)
        set_kind(self._stage, "dim")
        self._stage.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._stage.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.primary = PrimaryButton(self.tr("Transcribe"), "mic", self)
        self.primary.set_tip(self.tr("Transcribe speech on the timeline into captions"), "Ctrl+Enter")
        self.primary.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Space plays after a click, it does not cancel
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.pad, 0, SIZES.pad, 0)
        row.setSpacing(4)
        for widget in (self._tracks, add, get, self._put):
            row.addWidget(widget)
        row.addWidget(self._stage, 1)
        policy = self._stage.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._stage.setSizePolicy(policy)
        row.addSpacing(4)
        row.addWidget(self.primary)
        self._bind(bindings)

    def _bind(self, bindings: Bindings) -> None:
        state, listening = self._state, self._state.listening
        bindings.call(state, "tracks", self._list_tracks)
        bindings.call(state, "track", self._show_track)
        bindings.enabled(state, "count", self._put)
        bindings.call(listening, "running", self.primary.set_running)
        bindings.call(listening, "progress", self._show_progress)
        bindings.call(listening, "stage", self._show_stage)
        bindings.call(listening, "source", self._show_stage)
        bindings.call(state.cutting, "running", self._show_stage)
        bindings.call(state.cutting, "progress", self._show_stage)
        bindings.connect(self.primary.cancel_requested, listening.cancel)

    def _list_tracks(self, tracks: tuple[CaptionTrack, ...]) -> None:
        self._tracks.clear()
        for track in tracks:
            self._tracks.addItem(icon("captions"), track.name, track.id)
        self._tracks.setEnabled(len(tracks) > 1)
        self._show_track(self._state.track)

    def _show_track(self, track: CaptionTrack | None) -> None:
        self._tracks.setCurrentIndex(self._tracks.findData(track.id) if track else -1)

    @Slot(int)
    def _track_chosen(self, index: int) -> None:
        self._state.choose_track(str(self._tracks.itemData(index)))

    def set_quiet(self, quiet: bool) -> None:
        """Leave the stage to the page below."""
        self._stage.setVisible(not quiet)

    def _show_progress(self, share: float | None) -> None:
        self.primary.set_progress(share)

    def _show_stage(self, _value: object) -> None:
        listening, cutting = self._state.listening, self._state.cutting
        if listening.running:
            words = said(listening.stage)
        elif cutting.running:
            words = self.tr("Detecting cuts…")
            if cutting.progress is not None:
                words = self.tr("Detecting cuts, {percent} %").format(percent=round(cutting.progress * 100))
        else:
            words = self.tr("Source: {name}").format(name=listening.source) if listening.source else ""
        self._stage.setText(words)
        idle = not (listening.running or cutting.running)
        self._stage.setToolTip(self.tr("Source to transcribe") if idle else "")


class CueTools(QWidget):
    """Buttons of the table's commands, the problems, and a find row that opens below."""

    def __init__(self, state: CaptionsState, bindings: Bindings) -> None:
        super().__init__()
        self._state, self._table = state, state.app.commands
        self._buttons: dict[str, IconButton] = {}
        self._problems = QToolButton(self)
        self._problems.setCheckable(True)
        self._problems.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._problems.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._find = IconButton("search", "", checkable=True, parent=self)
        name_button(self._find, state.app, "cue.find", self.tr("Find and replace"))
        self._find.toggled.connect(self._show_find)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(2)
        for name in ("insert", "split", "merge", "start_here", "end_here", "delete"):
            row.addWidget(self._button(name))
        row.addSpacing(8)
        row.addWidget(self._button("snap"))
        row.addStretch(1)
        row.addWidget(self._problems)
        for name in ("previous_problem", "next_problem"):
            row.addWidget(self._button(name))
        row.addWidget(self._find)
        self._find_row = self._make_find_row()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._find_row)
        bindings.bind(state, "only_problems", self._problems)
        bindings.call(state, "marked", self._show_marked)
        bindings.call(state, "current_cue", self._show_usable)
        bindings.call(state.cutting, "running", self._show_cutting)
        bindings.connect(self.search.query_changed, self._searched)

    def _button(self, name: str) -> IconButton:
        command = self._table.find(f"cue.{name}")
        button = IconButton(command.icon, title_of(command), parent=self)
        name_button(button, self._state.app, command.id, title_of(command))
        button.clicked.connect(self._pressed)
        button.setObjectName(command.id)
        self._buttons[command.id] = button
        return button

    def _make_find_row(self) -> QWidget:
        part = QWidget(self)
        self.search = SearchField(self.tr("Find in captions"), part)
        self._by = QLineEdit(part)
        self._by.setPlaceholderText(self.tr("Replace with"))
        self._by.setAccessibleName(self.tr("Replace with"))
        change = QPushButton(self.tr("Replace all"), part)
        change.clicked.connect(self._replace)
        row = QHBoxLayout(part)
        row.setContentsMargins(8, 0, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self._by, 1)
        row.addWidget(change)
        part.hide()
        return part

    @Slot()
    def open_find(self) -> None:
        """Open the find row and put the cursor there."""
        self._find.setChecked(True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot(bool)
    def _show_find(self, wanted: bool) -> None:
        self._find_row.setVisible(wanted)
        if wanted:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.search.clear()

    @Slot(str)
    def _searched(self, query: str) -> None:
        self._state.query = query

    @Slot()
    def _replace(self) -> None:
        if self.search.query():
            self._state.edits.replace_all(self.search.query(), self._by.text())

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        if button is not None:
            self._table.run(button.objectName())

    def _show_marked(self, marked: int) -> None:
        words = self.tr("Captions with problems: {count}. Show only these.").format(count=marked)
        self._problems.setIcon(icon("warning", tone="warn") if marked else icon("ok", tone="ok"))
        self._problems.setText(str(marked) if marked else "")
        self._problems.setToolTip(words if marked else self.tr("No problems found"))
        self._problems.setAccessibleName(self._problems.toolTip())
        self._problems.setEnabled(bool(marked) or self._state.only_problems)
        self._show_usable(None)

    def _show_cutting(self, running: bool) -> None:
        button, command = self._buttons["cue.snap"], self._table.find("cue.snap")
        button.set_icon("stop" if running else command.icon)
        button.set_label(self.tr("Stop detecting cuts") if running else title_of(command))

    def _show_usable(self, _value: object) -> None:
        for command_id, button in self._buttons.items():
            button.setEnabled(self._table.facts.issuperset(self._table.find(command_id).when))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._find.isChecked():
            self._find.setChecked(False)
        else:
            super().keyPressEvent(event)

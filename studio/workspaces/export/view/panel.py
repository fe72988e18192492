"""The Export workspace: what to make on the left, the exports and what came of them on the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.core.errors import StudioError
from studio.export.presets import preset, presets
from studio.jobs.model import Job
from studio.kit.i18n import said
from studio.kit.icons import icon
from studio.kit.panel import Panel
from studio.kit.signals import Relay
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.buttons import IconButton, Segmented
from studio.kit.widgets.empty_state import EmptyState
from studio.kit.widgets.error_card import ErrorCard
from studio.kit.widgets.path_field import PathField
from studio.kit.widgets.primary_button import PrimaryButton
from studio.kit.widgets.toggle import Toggle
from studio.state.app_state import AppState
from studio.workspaces.export.state.view_model import ExportState
from studio.workspaces.export.view.rows import ExportList

_ID = Qt.ItemDataRole.UserRole
_SETTINGS_WIDTH = 344


class ExportPanel(Panel):
    """Presets, part, file and the Export button; beside them the queue of exports."""

    workspace = "export"

    def __init__(self, app: AppState) -> None:
        super().__init__(app)
        self.state = app.part(ExportState)
        self._remember = QTimer(self)
        self._remember.setSingleShot(True)
        self._remember.setInterval(800)
        self._remember.timeout.connect(self.state.remember)
        self._build()
        self._bind()

    # ---- the panel's contract

    def primary(self) -> None:
        if self.state.running() is not None:
            self.state.cancel()
        elif not self.state.empty:
            self.state.export()

    def shown(self) -> None:
        self.state.refresh()
        self._show_names()

    def left(self) -> None:
        self.state.remember()

    # ---- building

    def _build(self) -> None:
        self.presets = _checklist(self.tr("What to export"), self)
        known = presets()
        for entry in known:
            self.presets.addItem(_item(entry.id, self.tr(entry.title), self.tr(entry.help)))
        self.presets.setFixedHeight(len(known) * SIZES.table_row + 4)
        self.help = QLabel(self)
        self.help.setWordWrap(True)
        set_kind(self.help, "caption")
        self.sequences = _checklist(self.tr("Sequences"), self)
        self.sequences_label = self._label(self.tr("Sequences"))
        range_options = (("whole", self.tr("Entire")), ("range", self.tr("In to out")))
        self.range = Segmented(range_options, self.tr("Range"), self)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("File name"))
        self.folder = PathField(self.tr("Folder"), self)
        self.browse = IconButton("folder-open", self.tr("Choose a folder"), parent=self)
        self.overwrite = Toggle(self.tr("Replace existing file"), self)
        self.estimate = QLabel(self)
        set_kind(self.estimate, "dim")
        self.error = ErrorCard(self)
        self.button = PrimaryButton(self.tr("Export"), "export", self)
        self.button.set_tip(self.tr("Export with these settings"), "Ctrl+Enter")
        self.more = QPushButton(icon("plus"), self.tr("Add to queue"), self)
        self.more.setToolTip(self.tr("Add to the queue after the current export"))
        self.exports = ExportList(self.state, self)
        self.empty = EmptyState(
            "export", self.tr("Nothing to export yet"),
            self.tr("Add a clip or a caption to the timeline first."),
            self.tr("Go to Video"), workspace="export", parent=self,
        )  # fmt: skip
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self._desk())
        self.stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        set_kind(label, "dim")
        return label

    def _desk(self) -> QWidget:
        desk = QWidget(self)
        row = QHBoxLayout(desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        settings = QFrame(desk)
        settings.setProperty("kind", "panel")
        settings.setFixedWidth(_SETTINGS_WIDTH)
        column = QVBoxLayout(settings)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        scroll = QScrollArea(settings)
        scroll.setAccessibleName(self.tr("Settings"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._settings())
        column.addWidget(scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.setSpacing(8)
        foot.addWidget(self.error)
        foot.addWidget(self.estimate)
        foot.addWidget(self.more)
        foot.addWidget(self.button)
        column.addLayout(foot)
        line = QFrame(desk)
        line.setProperty("kind", "vline")
        row.addWidget(settings)
        row.addWidget(line)
        row.addWidget(self.exports, 1)
        return desk

    def _settings(self) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 16, 16, 8)
        column.setSpacing(4)
        title = QLabel(self.tr("What to export"), body)
        set_kind(title, "title")
        column.addWidget(title)
        column.addWidget(self.presets)
        column.addWidget(self.help)
        column.addSpacing(SIZES.pad_small)
        column.addWidget(self.sequences_label)
        column.addWidget(self.sequences)
        column.addWidget(self._label(self.tr("Range")))
        column.addWidget(self.range)
        column.addSpacing(SIZES.pad_small)
        column.addWidget(self._label(self.tr("File name")))
        column.addWidget(self.name)
        column.addSpacing(SIZES.pad_small)
        column.addWidget(self._label(self.tr("Folder")))
        folder = QHBoxLayout()
        folder.setSpacing(4)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.browse)
        column.addLayout(folder)
        column.addWidget(self.overwrite)
        column.addStretch(1)
        return body

    # ---- binding

    def _bind(self) -> None:
        b, state = self.bindings, self.state
        b.call(state, "presets", self._show_presets)
        b.call(state, "sequences", lambda _: self._show_sequences())
        b.call(state, "whole", lambda whole: self.range.set_value("whole" if whole else "range"))
        b.bind(state, "name", self.name)
        b.bind(state, "folder", self.folder)
        b.bind(state, "overwrite", self.overwrite)
        b.text(state, "estimate", self.estimate, said)
        b.call(state, "problem", self._show_problem)
        b.call(state, "jobs", self._show_jobs)
        b.call(state, "empty", lambda _: self._show_page())
        b.call(state, "has_range", self._show_range)
        b.call(state, "preparing", lambda _: self._show_button())
        for field in ("presets", "sequences", "whole", "folder", "name", "overwrite"):
            b.call(state, field, lambda _: self._changed(), now=False)
        b.call(self.app, "project", lambda _: self._show_sequences())
        b.connect(self.range.value_changed, self._range_chosen)
        b.connect(self.presets.itemChanged, self._preset_ticked)
        b.connect(self.presets.itemClicked, self._preset_clicked)
        b.connect(self.sequences.itemChanged, lambda _: self._sequences_ticked())
        b.connect(self.browse.clicked, self._browse)
        b.connect(self.more.clicked, state.export)
        b.connect(self.button.triggered, self.primary)
        b.connect(self.button.cancel_requested, state.cancel)
        b.connect(self.empty.triggered, self._go_to_video)
        Relay(self).listen(self.app.queue.job_changed, self._job_changed)
        self._show_names()

    def _changed(self) -> None:
        self._remember.start()
        self._show_names()

    def _show_names(self) -> None:
        """What stands in the fields when nothing is typed."""
        self.name.setPlaceholderText(
            self.tr("Named after the project") if self.state.many else self.state.free_name()
        )
        self.name.setEnabled(not self.state.many)
        self.folder.set_fallback(str(self.state.usual_folder() or ""))

    def _show_presets(self, chosen: tuple[str, ...]) -> None:
        with QSignalBlocker(self.presets):
            for index in range(self.presets.count()):
                item = self.presets.item(index)
                on = item.data(_ID) in chosen
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        many = self.tr("{count} files per sequence.").format(count=len(chosen))
        self.help.setText(self.tr(preset(chosen[0]).help) if len(chosen) == 1 else many)

    def _show_sequences(self) -> None:
        known, shown = self.state.known_sequences(), self.state.sequences or (self.app.sequence_id,)
        with QSignalBlocker(self.sequences):
            self.sequences.clear()
            for sequence in known:
                item = _item(sequence.id, sequence.name, "")
                on = sequence.id in shown
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                self.sequences.addItem(item)
        self.sequences.setFixedHeight(min(6, len(known)) * SIZES.table_row + 4)
        for widget in (self.sequences, self.sequences_label):
            widget.setVisible(len(known) > 1)

    def _show_range(self, usable: bool) -> None:
        self.range.setEnabled(usable)
        self.range.setToolTip("" if usable else self.tr("Mark in and out first (I and O)"))

    def _show_problem(self, problem: StudioError | None) -> None:
        if problem is None:
            self.error.clear()
        else:
            self.error.show_error(problem)

    def _show_jobs(self, jobs: tuple[str, ...]) -> None:
        self.exports.show_jobs(jobs)
        self._show_page()
        self._show_button()
        self._show_names()

    def _show_page(self) -> None:
        blank = self.state.empty and not self.state.jobs
        self.stack.setCurrentIndex(1 if blank else 0)
        self._show_button()

    def _show_button(self) -> None:
        job = self.state.running()
        self.button.set_running(job is not None)
        self.more.setVisible(job is not None)
        self.more.setEnabled(not self.state.empty and not self.state.preparing)
        if job is not None:
            self.button.setEnabled(job.state != "cancelling")
            self.button.set_progress(self.state.progress(job), said(job.stage))
        else:
            self.button.setEnabled(not self.state.empty and not self.state.preparing)

    def _job_changed(self, job: Job) -> None:
        if job.id in self.state.jobs:
            self._show_button()

    # ---- what the user does

    @Slot(object)
    def _range_chosen(self, value: object) -> None:
        self.state.whole = value != "range"

    def _preset_ticked(self, item: QListWidgetItem) -> None:
        chosen = [one.data(_ID) for one in _ticked(self.presets)]
        if chosen:
            self.state.presets = tuple(chosen)
        else:
            # Something is always chosen: the last tick cannot be taken away.
            self._show_presets(self.state.presets)

    def _preset_clicked(self, item: QListWidgetItem) -> None:
        self.help.setText(self.tr(preset(str(item.data(_ID))).help))

    def _sequences_ticked(self) -> None:
        chosen = tuple(str(one.data(_ID)) for one in _ticked(self.sequences))
        if chosen:
            self.state.sequences = chosen
        else:
            self._show_sequences()

    @Slot()
    def _browse(self) -> None:
        start = self.state.folder or str(self.state.usual_folder() or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Export folder"), start)
        if chosen:
            self.state.folder = chosen

    @Slot()
    def _go_to_video(self) -> None:
        self.app.workspace = "video"


def _checklist(name: str, parent: QWidget) -> QListWidget:
    made = QListWidget(parent)
    made.setAccessibleName(name)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setUniformItemSizes(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return made


def _item(item_id: str, title: str, tip: str) -> QListWidgetItem:
    item = QListWidgetItem(title)
    item.setData(_ID, item_id)
    item.setToolTip(tip)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
    item.setCheckState(Qt.CheckState.Unchecked)
    return item


def _ticked(checklist: QListWidget) -> list[QListWidgetItem]:
    items = [checklist.item(index) for index in range(checklist.count())]
    return [item for item in items if item.checkState() == Qt.CheckState.Checked]

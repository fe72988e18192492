"""Every job of the queue: how far it is, how long still, and what can be done about it."""

from __future__ import annotations

from collections import deque
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.core.errors import InputError, StudioError
from studio.jobs.model import Job, as_exception
from studio.kit.bind import Bindings
from studio.kit.durations import spent, time_left
from studio.kit.i18n import error_words, said
from studio.kit.icons import icon
from studio.kit.signals import Relay
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.empty_state import EmptyState
from studio.kit.widgets.error_card import ErrorCard
from studio.kit.widgets.progress_row import STATE_OF_JOB, ProgressRow
from studio.state.app_state import AppState

_SHOWN = 80
_LOG_LINES = 200


class JobsDock(QWidget):
    """A row per job, live ones first. Rows are made for the first 80; the rest is counted below them."""

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(280)
        self._app = app
        self._queue = app.queue
        self._rows: dict[str, ProgressRow] = {}
        self._states: dict[str, str] = {}
        self._logs: dict[str, deque[str]] = {}
        self._shown_error = ""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._rebuild)
        self._build()
        self.bindings = Bindings(self)
        self._relay = Relay(self)
        self._relay.listen(self._queue.job_changed, self._on_job)
        self._relay.listen(self._queue.job_removed, self._on_removed)
        self._relay.listen(self._queue.job_logged, self._on_logged)
        self._relay.listen(self._queue.paused_changed, self._show_paused)
        self._relay.listen(self._queue.problem_changed, self._show_problem)
        self._show_paused(self._queue.paused)
        self._show_problem(self._queue.problem)
        self.bindings.call(app, "project", lambda _project: self._soon.start(), now=False)
        self._rebuild()

    # ---- layout

    def _build(self) -> None:
        self._pause = self._button("pause", "")
        self._pause.clicked.connect(self._toggle_pause)
        self._clear = self._button("check", self.tr("Clear finished"))
        self._clear.clicked.connect(self._queue.clear_finished)
        head = QHBoxLayout()
        head.setContentsMargins(8, 6, 8, 6)
        head.setSpacing(4)
        head.addWidget(self._pause)
        head.addStretch(1)
        head.addWidget(self._clear)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(0)
        self._more = QLabel()
        set_kind(self._more, "caption")
        self._more.setContentsMargins(12, 8, 12, 8)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._list)
        self._stack = QStackedWidget()
        empty = EmptyState(
            "jobs",
            self.tr("No jobs"),
            self.tr("Jobs appear here when you generate, speak, transcribe or export."),
        )
        empty.hint.set_columns(240)
        self._stack.addWidget(empty)
        self._stack.addWidget(self._scroll)
        self._card = ErrorCard()
        self._card.dismissed.connect(self._forget_error)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        line = QWidget()
        line.setFixedHeight(1)
        line.setProperty("kind", "bar")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column.addWidget(line)
        self._unsaved = QLabel()
        self._unsaved.setWordWrap(True)
        self._unsaved.setContentsMargins(12, 8, 12, 8)
        set_kind(self._unsaved, "warn")
        column.addWidget(self._unsaved)
        column.addWidget(self._card)
        column.addWidget(self._stack, 1)

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(icon(name), text)
        button.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        set_kind(button, "flat")
        return button

    # ---- rows

    @Slot()
    def _rebuild(self) -> None:
        """Bring the rows into the order of the queue, making and dropping only what changed."""
        if not self.isVisible() and self._rows:
            return  # done when it is shown
        jobs = self._queue.jobs()
        shown = jobs[:_SHOWN]
        names = {job.id for job in shown}
        for name in [name for name in self._rows if name not in names]:
            row = self._rows.pop(name)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for index, job in enumerate(shown):
            row = self._rows.get(job.id)
            if row is None:
                row = self._rows[job.id] = self._make_row(job)
            if self._column.indexOf(row) != index:
                self._column.insertWidget(index, row)
            self._update_row(row, job)
        self._states = {job.id: job.state for job in jobs}
        self._more.setText(self.tr("and {count} more").format(count=len(jobs) - len(shown)))
        self._more.setVisible(len(jobs) > len(shown))
        self._stack.setCurrentIndex(1 if jobs else 0)
        self._clear.setEnabled(any(job.finished for job in jobs))

    def _make_row(self, job: Job) -> ProgressRow:
        row = ProgressRow(said(job.request.title) or job.request.engine, job.request.workspace or None)
        row.cancel_requested.connect(partial(self._queue.cancel, job.id))
        row.retry_requested.connect(partial(self._retry, job.id))
        row.remove_requested.connect(partial(self._remove, job.id))
        why = IconButton("info", self.tr("Details"), parent=row)
        why.setObjectName("why")
        why.clicked.connect(partial(self._show_error, job.id))
        layout = row.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(2, why)
        return row

    def _update_row(self, row: ProgressRow, job: Job) -> None:
        why = row.findChild(IconButton, "why")
        assert why is not None
        why.setVisible(job.state in ("failed", "interrupted") and job.error is not None)
        if self._states.get(job.id) != job.state or not job.live:
            row.set_state(STATE_OF_JOB[job.state], self._words(job))
            row.setToolTip("" if job.error is None else error_words(job.error))
        if job.state == "running":
            row.set_progress(job.fraction, said(job.stage).capitalize(), time_left(job.remaining_s))
        elif job.state == "cancelling":
            row.set_progress(job.fraction, self.tr("Stopping…"))

    def _words(self, job: Job) -> str:
        if job.state == "failed" and job.error is not None:
            return said(job.error.message)
        if job.state == "succeeded" and job.reused:
            return self.tr("Already made; reused from this project")
        if job.state == "succeeded" and job.seconds >= 0.1:
            return self.tr("Done in {time}").format(time=spent(job.seconds))
        waits_for = Path(self._queue.waits_for(job)).name
        if waits_for:
            return self.tr("Waiting for {project} to be opened").format(project=waits_for)
        if job.state == "queued" and self._queue.paused:
            return self.tr("Queue paused")
        return ""

    # ---- news from the queue

    def _on_job(self, job: Job) -> None:
        if not self.isVisible():
            return
        row = self._rows.get(job.id)
        if row is None or self._states.get(job.id) != job.state:
            self._soon.start()
        else:
            self._update_row(row, job)

    def _on_removed(self, job: str) -> None:
        self._logs.pop(job, None)
        if job == self._shown_error:
            self._card.clear()
        self._soon.start()

    def _on_logged(self, job: str, level: str, text: str) -> None:
        self._logs.setdefault(job, deque(maxlen=_LOG_LINES)).append(f"{level}: {text}")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    # ---- what the user does

    def _show_paused(self, paused: bool) -> None:
        self._pause.setText(self.tr("Resume queue") if paused else self.tr("Pause queue"))
        self._pause.setIcon(icon("play" if paused else "pause"))
        self._states.clear()
        self._soon.start()

    def _show_problem(self, problem: StudioError | None) -> None:
        self._unsaved.setVisible(problem is not None)
        if problem is not None:
            words = self.tr("These jobs are lost when the window is closed. {reason}")
            self._unsaved.setText(words.format(reason=error_words(problem)))

    @Slot()
    def _toggle_pause(self) -> None:
        if self._queue.paused:
            self._queue.resume()
        else:
            self._queue.pause()

    def _retry(self, job: str, *, force: bool = False) -> None:
        self._card.clear()
        try:
            self._queue.retry(job, force=force)
        except InputError as error:
            way = (self.tr("Run anyway"), partial(self._retry, job, force=True))
            self._card.show_error(error, way if error.code == "quarantined" else None)

    def _remove(self, job: str) -> None:
        self._app.attempt(lambda: self._queue.remove(job))

    def _show_error(self, name: str) -> None:
        job = self._queue.get(name)
        if job.error is None:
            return
        self._shown_error = name
        error = as_exception(job.error)
        error.detail = "\n".join(filter(None, (error.detail, *self._logs.get(name, ()))))
        self._card.show_error(error, (self.tr("Try again"), partial(self._retry, name)))

    @Slot()
    def _forget_error(self) -> None:
        self._shown_error = ""

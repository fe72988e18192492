"""The exports of a project: those that run, with progress and cancel, and what came of the others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio.core.errors import InputError
from studio.core.text import Text
from studio.export import presets
from studio.flows.exporting import result_of
from studio.jobs.model import Job
from studio.kit.i18n import error_words, said
from studio.kit.icons import icon
from studio.kit.signals import Relay
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.progress_row import STATE_OF_JOB, ProgressRow
from studio.workspaces.export.state.view_model import ExportState, duration_words


class ExportRow(QFrame):
    """One export as a card."""

    def __init__(self, state: ExportState, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._job = job.id
        self.setProperty("kind", "card")
        self.row = ProgressRow(Path(job.request.target.get("out", "")).name, "export", self)
        self.report = QLabel(self)
        self.report.setWordWrap(True)
        self.report.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_kind(self.report, "caption")
        made_by = presets.REGISTRY.get(str(job.request.params.get("preset", "film-mp4")))
        heard = made_by is not None and made_by.product in ("film", "sound")  # the user's may be gone
        self._play = self._button(
            "play" if heard else "file", self.tr("Play") if heard else self.tr("Open"), self._open
        )
        self._show = self._button("folder-open", self.tr("Show in folder"), self._open_folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.row)
        self._below = QWidget(self)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(40, 0, 12, 12)
        below.setSpacing(8)
        below.addWidget(self.report, 1)
        for button in (self._play, self._show):
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addWidget(self._below)
        queue = state.app.queue
        self.row.cancel_requested.connect(lambda: queue.cancel(self._job))
        self.row.retry_requested.connect(lambda: state.app.attempt(lambda: queue.retry(self._job)))
        self.row.remove_requested.connect(lambda: state.app.attempt(lambda: queue.remove(self._job)))
        self.show_job(job)

    def _button(self, name: str, text: str, run: object) -> QPushButton:
        button = QPushButton(icon(name), text, self)
        button.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        button.clicked.connect(run)
        return button

    def show_job(self, job: Job) -> None:
        """Follow the job."""
        words = ""
        if job.state == "failed" and job.error is not None:
            words = self.tr("Failed")
        elif job.state == "succeeded":
            words = self.tr("Done in {time}").format(time=said(duration_words(job.seconds)))
        self.row.set_state(STATE_OF_JOB[job.state], words)
        if job.state == "running":
            left = (
                self.tr("{time} left").format(time=said(duration_words(job.remaining_s)))
                if job.remaining_s
                else ""
            )
            self.row.set_progress(self._state.progress(job), _stage(job), left)
        elif job.state == "cancelling":
            self.row.set_progress(None, self.tr("Stopping…"))
        self._show_report(job)

    def _show_report(self, job: Job) -> None:
        done, failed = job.state == "succeeded", job.state == "failed" and job.error is not None
        text = said(self._state.report(job)) if done else ""
        if failed and job.error is not None:
            text = error_words(job.error)
        result = result_of(job) if done else None
        wrong = result is not None and result.verify is not None and not result.verify.ok
        set_kind(self.report, "danger" if failed else "warn" if wrong else "caption")
        self.report.setText(text)
        self.report.setVisible(bool(text))
        self._below.setVisible(bool(text) or done)
        self._play.setVisible(done)
        self._show.setVisible(done)

    def _path(self) -> Path:
        return Path(self._state.app.queue.get(self._job).request.target["out"])

    @Slot()
    def _open(self) -> None:
        self._launch(self._path())

    @Slot()
    def _open_folder(self) -> None:
        self._launch(self._path().parent)

    def _launch(self, path: Path) -> None:
        if not path.exists():
            self._state.app.fail(
                InputError(
                    "file_missing",
                    Text("“{name}” is no longer there.", name=path.name),
                    Text("It was moved or deleted. Export again."),
                )
            )
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class ExportList(QScrollArea):
    """All exports of the open project, newest work on top."""

    def __init__(self, state: ExportState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.rows: dict[str, ExportRow] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Exports"))
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        title = QLabel(self.tr("Exports"), content)
        set_kind(title, "title")
        self.hint = QLabel(
            self.tr("No exports yet. Finished files are listed here with their check results."), content
        )
        self.hint.setWordWrap(True)
        set_kind(self.hint, "dim")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addWidget(title)
        column.addWidget(self.hint)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.setWidget(content)
        Relay(self).listen(state.app.queue.job_changed, self._changed)

    def show_jobs(self, jobs: tuple[str, ...]) -> None:
        """Show these jobs in this order."""
        for name in set(self.rows) - set(jobs):
            row = self.rows.pop(name)
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, name in enumerate(jobs):
            row = self.rows.get(name)
            if row is None:
                row = self.rows[name] = ExportRow(self._state, self._state.app.queue.get(name), self)
            if self._rows.indexOf(row) != place:
                self._rows.insertWidget(place, row)
        self.hint.setVisible(not jobs)

    def _changed(self, job: Job) -> None:
        row = self.rows.get(job.id)
        if row is not None:
            row.show_job(job)


def _stage(job: Job) -> str:
    words = said(job.stage)
    stage = words[:1].upper() + words[1:]
    return f"{stage} · {job.done} / {job.total}" if job.total else stage

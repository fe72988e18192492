"""What the top bar says of jobs: how many there are, and how busy the machine is while one runs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel

from studio.core.errors import StudioError
from studio.core.log import logger
from studio.jobs.model import Job
from studio.jobs.queue import JobQueue
from studio.jobs.use import MachineUse, UseProbe
from studio.kit.theme import set_kind
from studio.state.background import Tasks
from studio.window.top_bar import TopBar

_EVERY_MS = 2000
_COUNTED = ("queued", "running", "cancelling")
_AT_WORK = ("running", "cancelling")


class TopBarJobs(QObject):
    """Counts the jobs that it is told of; those that wait for a project to be opened are no news."""

    def __init__(self, bar: TopBar, queue: JobQueue, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._queue = queue
        self._active: set[str] = set()
        self._at_work: set[str] = set()
        self._meter = UseMeter(bar.use, tasks, self)

    def follow(self, job: Job) -> None:
        """A job is new or has changed."""
        self._note(self._active, job.id, member=job.state in _COUNTED and not self._queue.waits_for(job))
        self._note(self._at_work, job.id, member=job.state in _AT_WORK)

    def look_soon(self) -> None:
        """Look at every job again: another project is about to be open."""
        QTimer.singleShot(0, self, self._look)

    @Slot()
    def _look(self) -> None:
        for job in self._queue.jobs():
            self.follow(job)

    def forget(self, job: str) -> None:
        """A job is no more."""
        self._note(self._active, job, member=False)
        self._note(self._at_work, job, member=False)

    def _note(self, jobs: set[str], job: str, *, member: bool) -> None:
        if (job in jobs) == member:
            return
        jobs.symmetric_difference_update((job,))
        self._bar.show_job_count(len(self._active))
        self._meter.set_on(bool(self._at_work))


class UseMeter(QObject):
    """Fills ``label`` every two seconds while it is on: the graphics card where there is one, else the
    processor. What cannot be measured is not shown.
    """

    def __init__(self, label: QLabel, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._tasks = tasks
        self._probe = UseProbe()
        self._reading = False
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._read)
        set_kind(label, "dim")
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # The widest text keeps its place, so that nothing beside it moves.
        wide = label.fontMetrics().horizontalAdvance(self.tr("CPU {share} %").format(share=100))
        label.setMinimumWidth(wide + 4)

    def set_on(self, on: bool) -> None:
        """Measure while jobs run."""
        if on == self._timer.isActive():
            return
        if on:
            self._probe.forget()
            self._timer.start()
            self._read()
        else:
            self._timer.stop()
            self._label.hide()

    @Slot()
    def _read(self) -> None:
        if self._reading:  # a slow driver: this round is left out
            return
        self._reading = True
        self._tasks.run(self._probe.read, self._show, self._failed)

    def _failed(self, error: StudioError) -> None:
        self._reading = False
        logger("ui").warning("the use of the machine is not known: %s", error.detail or error.message)

    def _show(self, use: MachineUse) -> None:
        self._reading = False
        if not self._timer.isActive():  # the last job ended meanwhile
            return
        card = next((gpu for gpu in use.gpus if gpu.busy is not None), None)
        if card is not None:
            text, tip = self.tr("GPU {share} %").format(share=card.busy), card.name
        elif use.processor is not None:
            text = self.tr("CPU {share} %").format(share=use.processor)
            tip = self.tr("CPU load across all programs")
        else:
            return
        self._label.setText(text)
        self._label.setToolTip(tip)
        self._label.setAccessibleName(text)
        self._label.show()

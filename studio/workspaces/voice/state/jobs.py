"""The speech jobs of the Voice workspace: queued as one batch, followed line by line, cancelled together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from studio.core.errors import JobFailed, StudioError
from studio.core.observable import Field, State
from studio.core.text import Text
from studio.jobs.model import Job, JobOutput, JobRequest
from studio.project.model import Line
from studio.state.app_state import AppState
from studio.voice import takes

JobWord = Literal["waiting", "speaking", "failed"]


class Speaking(State):
    """running: lines are being spoken; progress: 0..1 of the batch; done, total: its lines."""

    running: Field[bool] = Field(False)
    progress: Field[float | None] = Field(None)
    done: Field[int] = Field(0)
    total: Field[int] = Field(0)

    def __init__(
        self,
        app: AppState,
        on_change: Callable[[], None],
        on_end: Callable[[Sequence[str], StudioError | None], None],
    ) -> None:
        """on_change: a line's job word changed. on_end: the batch is over, with the ids of the lines that
        were spoken and what to show when some failed. ``edit``: number of the edit that holds the takes of
        the batch, so that one undo takes all of them back.
        """
        super().__init__()
        self._app = app
        self._on_change = on_change
        self._on_end = on_end
        self._jobs: dict[str, Job] = {}  # newest job by line
        self._batch: dict[str, Job] = {}  # by job id
        self.edit = 0
        app.queue.on_result(takes.TAKE, self._deliver)
        app.queue.job_changed.connect(self._on_job)

    def close(self) -> None:
        """Stop following; the jobs go on."""
        self._app.queue.job_changed.disconnect(self._on_job, missing_ok=True)

    def state(self, line_id: str) -> JobWord | None:
        """What a job does with the line now, None when there is none or it has ended well."""
        job = self._jobs.get(line_id)
        if job is None:
            return None
        if job.state == "queued":
            return "waiting"
        if job.live:
            return "speaking"
        return "failed" if job.state == "failed" else None

    def start(self, ids: Sequence[str]) -> None:
        """Ask for takes of these lines. Raises InputError (not_cast, engine_unknown)."""
        project = self._app.require_project()
        find_spec = self._app.queue.registry.spec
        requests: list[JobRequest] = []
        for line_id in ids:
            line = project.find(line_id)
            if isinstance(line, Line) and self.state(line_id) not in ("waiting", "speaking"):
                requests.append(takes.speech_request(project, line, find_spec))
        if not self.running:
            self._batch = {}
            self.edit = 0
        for job in self._app.queue.submit_all(requests):
            self._batch.setdefault(job.id, job)
        self._follow()

    def cancel(self) -> None:
        """Stop what waits or runs."""
        for job in list(self._batch.values()):
            if not job.finished:
                self._app.queue.cancel(job.id)

    def project_opened(self) -> None:
        """Follow the jobs of the project that is open now."""
        self._jobs = {}
        self._batch = {}
        self.edit = 0
        for job in reversed(self._app.queue.jobs()):
            if self._mine(job) and (job.live or job.state == "queued"):
                self._jobs[job.request.target.get("line", "")] = job
                self._batch[job.id] = job
        self._follow(quiet=True)

    def _mine(self, job: Job) -> bool:
        request = job.request
        return request.purpose == takes.TAKE and bool(request.store) and request.store == self._app.store_name

    def _deliver(self, job: Job, outputs: tuple[JobOutput, ...]) -> None:
        project = self._app.project
        if project is not None and self._mine(job):
            before = project.newest_edit
            takes.deliver(project, job, outputs, many=self.total > 1, joins=self.edit)
            if project.newest_edit != before:
                self.edit = project.newest_edit
            self._app.results_arrived.emit(takes.TAKE)

    def _on_job(self, job: Job) -> None:
        if not self._mine(job):
            return
        line = job.request.target.get("line", "")
        before = self.state(line)
        self._jobs[line] = job
        if job.state == "queued" or job.id in self._batch:
            self._batch[job.id] = job
        if self.state(line) != before:
            self._on_change()
        self._follow()

    def _follow(self, *, quiet: bool = False) -> None:
        jobs = list(self._batch.values())
        open_jobs = [job for job in jobs if not job.finished and job.state != "interrupted"]
        was_running = self.running
        ended = len(jobs) - len(open_jobs)
        partly = sum(job.fraction or 0.0 for job in open_jobs if job.live)
        with self.batch():
            self.running = bool(open_jobs)
            self.progress = (ended + partly) / len(jobs) if open_jobs and jobs else None
            self.done, self.total = ended, len(jobs)
        if was_running and not open_jobs:
            self._batch = {}
            if not quiet:
                self._on_end(*_outcome(jobs))


def _outcome(jobs: Sequence[Job]) -> tuple[list[str], StudioError | None]:
    """(lines that were spoken, the error to show)."""
    spoken = [job.request.target.get("line", "") for job in jobs if job.state == "succeeded"]
    failed = [job for job in jobs if job.state == "failed" and job.error is not None]
    if not failed:
        return spoken, None
    first = failed[0].error
    assert first is not None
    detail = "\n\n".join(
        f"{job.request.title}\n{job.error.code}: {job.error.message}\n{job.error.detail}".strip()
        for job in failed[:20]
        if job.error is not None
    )
    if len(failed) == 1:
        message = Text("A line could not be spoken. {message}", message=first.message)
    else:
        message = Text(
            "{failed} of {jobs} lines could not be spoken. {message}",
            failed=len(failed),
            jobs=len(jobs),
            message=first.message,
        )
    return spoken, JobFailed(first.code, message, first.hint, detail)

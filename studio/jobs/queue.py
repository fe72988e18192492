"""The job queue: what the user asked for, in order, and how far it is. Observed through psygnal, driven by
lanes.

Threads: ``take``, ``update`` and ``stores.using`` are for lanes, on their own threads. Everything else is for
one thread, the window's or the command line's; ``apply`` is called there with each event of each lane, and
signals are emitted there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace
from psygnal import Signal

from studio.core import paths
from studio.core.errors import InputError, StudioError
from studio.core.ids import new_id
from studio.core.text import Text
from studio.jobs.cancel import CancelToken
from studio.jobs.delivery import Deliveries, ResultHandler, undelivered
from studio.jobs.estimate import Remaining
from studio.jobs.model import Job, JobEnded, JobRequest, JobStarted, LaneChanged, moved_to
from studio.jobs.open_stores import OpenStores
from studio.jobs.registry import EngineRegistry
from studio.jobs.result_folder import ResultFolder
from studio.jobs.results import ResultStore
from studio.jobs.store import JobStore
from studio.jobs.table import JobTable
from studio.wire.messages import Described, Log, Preview, Progress

LaneEvent = JobStarted | Progress | Preview | Log | JobEnded | Described | LaneChanged
"""What a lane yields and ``JobQueue.apply`` takes."""

QUARANTINE_KILLS = 2
_APP_RESULTS_BYTES = 2_000_000_000


class Claim:
    """A job in the hands of a lane."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.token = CancelToken()
        self.cut_off = False
        """Stopped by the end of its project, not by the user."""


class JobQueue:
    """All jobs of this app, durable in ``store``."""

    job_changed = Signal(Job)
    """After every change of a job, progress included."""
    job_removed = Signal(str)
    job_logged = Signal(str, str, str)
    """(job id, level, text)"""
    preview_arrived = Signal(str, bytes)
    """(job id, WebP bytes)"""
    paused_changed = Signal(bool)
    problem_changed = Signal(object)
    """What ``problem`` is from now on: a StudioError or None."""
    lane_changed = Signal(LaneChanged)

    def __init__(self, store: JobStore, registry: EngineRegistry) -> None:
        """Loads the jobs of the last session; those found running are "interrupted"."""
        self.registry = registry
        self._store = store
        self._changed = threading.Condition(threading.RLock())
        self._table = JobTable(store)
        self._claims: dict[str, Claim] = {}
        self.stores = OpenStores()
        self._deliveries = Deliveries()
        self._remaining: dict[str, Remaining] = {}
        self._paused = store.paused()
        self._told = store.problem
        self.open_store("", ResultFolder(paths.user_data() / "results", _APP_RESULTS_BYTES))

    # ---- looking

    def get(self, job: str) -> Job:
        """A job as it is now. Raises InputError("unknown_job")."""
        with self._changed:
            return self._table.get(job)

    def jobs(self) -> list[Job]:
        """All jobs as the dock shows them: live, queued in order, interrupted, finished from new to old."""
        with self._changed:
            return self._table.shown()

    @property
    def paused(self) -> bool:
        """Whether queued jobs wait; running ones go on."""
        return self._paused

    @property
    def problem(self) -> StudioError | None:
        """Why jobs would be lost with the end of this process; None when they are kept, or never are."""
        return self._store.problem

    # ---- asking

    def submit(self, request: JobRequest) -> Job:
        """Queue one request; durable when this returns."""
        return self.submit_all((request,))[0]

    def submit_all(self, requests: Sequence[JobRequest]) -> tuple[Job, ...]:
        """Queue requests in order, in one transaction."""
        now = time.time()
        with self._changed:
            keys = self._table.waiting.keys_at_end(len(requests))
            jobs = tuple(
                Job(id=new_id("job"), request=request, order=key, created=now)
                for request, key in zip(requests, keys, strict=True)
            )
            self._put(jobs)
        self._announce(jobs)
        return jobs

    def cancel(self, job: str) -> None:
        """Stop a job: a waiting one ends at once, a running one is "cancelling" until its worker has let
        go."""
        with self._changed:
            known = self.get(job)
            claim = self._claims.get(job)
            if claim is not None and known.live:
                changed = replace(known, state="cancelling", remaining_s=None)
                self._table.note(changed)
            elif known.state in ("queued", "interrupted"):
                changed = replace(known, state="cancelled", ended=time.time())
                self._put((changed,))
            else:
                return
        if claim is not None:
            claim.token.set()
        self.job_changed.emit(changed)

    def retry(self, job: str, *, force: bool = False) -> Job:
        """Queue a failed, cancelled or interrupted job again, at the end.

        Raises InputError("not_retryable"), and InputError("quarantined") for a job that stopped two workers,
        unless ``force``.
        """
        with self._changed:
            known = self.get(job)
            if known.state not in ("failed", "cancelled", "interrupted"):
                raise InputError(
                    "not_retryable",
                    Text("Only a failed, cancelled or interrupted job can be run again."),
                )
            if known.kills >= QUARANTINE_KILLS and not force:
                raise InputError(
                    "quarantined",
                    Text("This job crashed twice, so it will not be retried automatically."),
                    Text("Change its settings, or run it anyway."),
                )
            again = Job(
                id=known.id,
                request=known.request,
                order=self._table.waiting.key_at_end(),
                created=known.created,
                kills=0 if force else known.kills,
            )
            self._put((again,))
        self.job_changed.emit(again)
        return again

    def resume_interrupted(self, store: str | None = None) -> None:
        """Queue again what was running when the app ended, or when the project of ``store`` was closed;
        finished parts come from the store at once.
        """
        for job in self.jobs():
            mine = store in (None, job.request.store)
            if mine and job.state == "interrupted" and job.kills < QUARANTINE_KILLS:
                self.retry(job.id)

    def waits_for(self, job: Job) -> str:
        """The store that an unfinished job waits for, because its project is not open; "" when for none."""
        store = job.request.store
        return store if job.state in ("queued", "interrupted") and store not in self.stores else ""

    def change(self, job: str, request: JobRequest) -> Job:
        """Replace the request of a job that still waits. Raises InputError("already_started")."""
        with self._changed:
            known = self.get(job)
            if known.state != "queued":
                raise InputError(
                    "already_started", Text("The job has already started."), Text("Cancel it first.")
                )
            changed = replace(known, request=request)
            self._put((changed,))
        self.job_changed.emit(changed)
        return changed

    def move(self, job: str, before: str | None) -> None:
        """Put a waiting job in front of another waiting one, or at the end. No effect on others."""
        with self._changed:
            known = self.get(job)
            if known.state != "queued" or before == job:
                return
            follower = None if before is None else self.get(before)
            self._table.waiting.drop(known)
            changed = replace(known, order=self._table.waiting.key_before(follower))
            self._put((changed,))
        self.job_changed.emit(changed)

    def pause(self) -> None:
        """Let no further job start; remembered."""
        self._set_paused(True)

    def resume(self) -> None:
        """Start jobs again."""
        self._set_paused(False)

    def remove(self, job: str) -> None:
        """Take a job that neither waits nor runs off the list; its results stay."""
        with self._changed:
            known = self.get(job)
            if known.live or known.state == "queued":
                raise InputError(
                    "still_active", Text("The job has not finished yet."), Text("Cancel it first.")
                )
            self._table.remove((job,))
        self.job_removed.emit(job)

    def clear_finished(self) -> None:
        """Take every finished job whose result was placed off the list."""
        for job in self.jobs():
            if job.finished and not undelivered(job):
                self.remove(job.id)

    def close(self) -> None:
        """Close the table; lanes must have ended."""
        self._store.close()

    # ---- results

    def open_store(self, name: str, store: ResultStore) -> None:
        """Make a result store known, e.g. ``ProjectResults`` under the project's folder. Jobs of unknown
        stores wait.

        Results that were ready but not yet placed when the app ended are handed to their handlers now.
        """
        self.stores.open(name, store)
        self.wake()
        self._deliver_waiting()

    def close_store(self, name: str) -> None:
        """Forget a store, e.g. when its project closes: its running jobs become "interrupted", queued ones
        wait for it."""
        with self._changed:
            claims = [
                claim
                for claim in self._claims.values()
                if self.stores.name_now(claim.job.request.store) == name
            ]
        for claim in claims:
            claim.cut_off = True
            claim.token.set()
        self.stores.close(name)

    def rename_store(self, old: str, new: str) -> None:
        """The project moved: its jobs and its store go by the new name, which like the old one is its folder;
        files in it are found at their new place. Running jobs go on.
        """
        with self._changed:
            self.stores.rename(old, new)
            moved = [moved_to(job, old, new) for job in self._table.of_store(old)]
            self._put(moved)
        self._announce(moved)

    def on_result(self, purpose: str, handler: ResultHandler) -> None:
        """Let ``handler(job, outputs)`` place the results of jobs with this purpose; called by ``apply``.

        At least once per result, also after a crash between result and placing: handlers must be idempotent.
        A StudioError of the handler fails the job; retrying is instant, for the files are stored.
        """
        self._deliveries.register(purpose, handler)
        self._deliver_waiting()

    def apply(self, event: LaneEvent) -> None:
        """Take in one event of a lane."""
        match event:
            case JobStarted():
                self._remaining[event.job] = Remaining(event.estimate_s)
                self._change_live(event.job, lambda job: replace(job, started=event.started))
            case Progress():
                self._apply_progress(event)
            case Preview():
                self.preview_arrived.emit(event.job, event.data)
            case Log():
                self.job_logged.emit(event.job, event.level, event.text)
            case JobEnded():
                self._apply_end(event.job)
            case Described():
                self.registry.changed.emit()
            case LaneChanged():
                self.lane_changed.emit(event)
        if self.problem is not self._told:
            self._told = self.problem
            self.problem_changed.emit(self._told)

    # ---- for lanes, on their threads

    def take(
        self, fits: Callable[[Job], bool], stopping: threading.Event, timeout_s: float | None
    ) -> Claim | None:
        """Wait for the next job a lane can do; None when the lane shall stop or nothing came in time."""
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        with self._changed:
            while not stopping.is_set():
                claim = self._claim_next(fits)
                if claim is not None:
                    return claim
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    return None
                self._changed.wait(left)
        return None

    def wake(self) -> None:
        """Let waiting lanes look again."""
        with self._changed:
            self._changed.notify_all()

    def update(self, job: Job) -> None:
        """Write a claimed job durably: seed and recipe chosen, or its end, which frees the claim."""
        with self._changed:
            job = self._at_home(job)
            if job.id in self._claims:
                self._claims[job.id].job = job
                if not job.live:
                    del self._claims[job.id]
            self._table.save_softly(job)

    # ---- inside

    def _claim_next(self, fits: Callable[[Job], bool]) -> Claim | None:
        if self._paused:
            return None
        for name in self._table.waiting:
            job = self._table.get(name)
            if job.request.store in self.stores and fits(job):
                claim = Claim(replace(job, state="running", stage=Text("preparing"), started=time.time()))
                self._claims[name] = claim
                self._table.waiting.drop(job)
                self._table.note(claim.job)
                self._table.save_softly(claim.job)
                return claim
        return None

    def _at_home(self, job: Job) -> Job:
        """A lane's job, which may be from before its store was renamed."""
        now = self.stores.name_now(job.request.store)
        return job if now == job.request.store else moved_to(job, job.request.store, now)

    def _put(self, jobs: Iterable[Job]) -> None:
        self._table.put(jobs)
        self._changed.notify_all()

    def _set_paused(self, paused: bool) -> None:
        with self._changed:
            if paused == self._paused:
                return
            self._paused = paused
            self._store.set_paused(paused)
            self._changed.notify_all()
        self.paused_changed.emit(paused)

    def _announce(self, jobs: Iterable[Job]) -> None:
        for job in jobs:
            self.job_changed.emit(job)

    def _change_live(self, name: str, change: Callable[[Job], Job]) -> None:
        with self._changed:
            if name not in self._table or not self._table.get(name).live:
                return
            job = change(self._table.get(name))
            self._table.note(job)
        self.job_changed.emit(job)

    def _apply_progress(self, event: Progress) -> None:
        remaining = self._remaining.get(event.job)
        left = remaining.after(event) if remaining else None
        self._change_live(
            event.job,
            lambda job: replace(job, stage=event.stage, done=event.done, total=event.total, remaining_s=left),
        )

    def _apply_end(self, job: Job) -> None:
        self._remaining.pop(job.id, None)
        with self._changed:
            if job.id not in self._table:
                return
            job = self._at_home(job)
            self._table.note(job)
        if undelivered(job):
            self._deliver(job)
        else:
            self.job_changed.emit(job)

    def _deliver_waiting(self) -> None:
        for job in self.jobs():
            if undelivered(job):
                self._deliver(job)

    def _deliver(self, job: Job) -> None:
        placed = self._deliveries.place(job) if job.request.store in self.stores else None
        if placed is not None:
            with self._changed:
                if job.id in self._table:
                    self._put((placed,))
        self.job_changed.emit(placed or job)

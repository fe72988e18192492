"""A lane: one slot for a worker, with a thread of its own that takes jobs, runs them, stores results.

``events()`` is the whole of it. The window's JobThread and the command line's plain thread iterate it and
hand each event to ``JobQueue.apply`` on their main thread.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path

from msgspec.structs import replace

from studio.core import data_folder, private
from studio.core.errors import Cancelled, StudioError
from studio.core.log import logger
from studio.core.text import Text
from studio.jobs.cancel import CancelToken
from studio.jobs.machine import MachineFacts, work_of
from studio.jobs.model import (
    TASK_PREFIX,
    Job,
    JobEnded,
    JobError,
    JobRequest,
    JobStarted,
    LaneChanged,
    job_error,
    unexpected_error,
)
from studio.jobs.open_stores import StoreClosed
from studio.jobs.prepare import Prepared, prepare
from studio.jobs.queue import QUARANTINE_KILLS, Claim, JobQueue, LaneEvent
from studio.jobs.results import WorkFile
from studio.jobs.worker_handle import WorkerHandle
from studio.wire.messages import (
    Described,
    Failed,
    Heartbeat,
    JobCancelled,
    Log,
    Output,
    Preview,
    Progress,
    Run,
    Succeeded,
    Terminal,
)

_FIRST_BACK_OFF_S = 0.5
_LONGEST_BACK_OFF_S = 30.0
_Running = Generator[LaneEvent, None, tuple[Terminal, list[WorkFile]]]
_KILLERS = frozenset(("worker_died", "worker_hung"))


class Lane:
    """heavy: takes the jobs that want a whole device; otherwise those that run beside them.

    describes: asks its worker for the engines when the registry does not know them yet.
    idle_s: seconds without a job after which the worker, and with it every loaded model, is let go.
    """

    def __init__(
        self,
        name: str,
        queue: JobQueue,
        facts: MachineFacts,
        work_folder: Path,
        *,
        device: str = "cpu",
        heavy: bool = False,
        describes: bool = False,
        idle_s: float = 900.0,
    ) -> None:
        self.name = name
        self.device = device
        self._queue = queue
        self._facts = facts
        self._work_folder = work_folder
        self._heavy = heavy
        self._describes = describes
        self.idle_s = idle_s
        self._stopping = threading.Event()
        self._token = CancelToken()
        self._handle_lock = threading.Lock()
        self._handle: WorkerHandle | None = None
        self._killing: threading.Thread | None = None
        self._failed_starts = 0
        self._memory = (0, 0)

    @property
    def worker_pid(self) -> int | None:
        """Process id of the live worker, None when there is none."""
        handle = self._handle
        return handle.pid if handle is not None and handle.alive else None

    def events(self) -> Iterator[LaneEvent]:
        """Serve jobs until ``stop``; blocks. Ends with the worker gone."""
        try:
            if self._describes and not self._queue.registry.known:
                yield from self._describe()
            while not self._stopping.is_set():
                claim = self._queue.take(self._fits, self._stopping, self.idle_s if self._handle else None)
                if claim is not None:
                    yield from self._serve(claim)
                    yield self._state(Text("idle") if self._handle else Text("off"))
                elif not self._stopping.is_set():
                    self._drop_worker()
                    yield self._state(Text("off"))
        finally:
            self._drop_worker()
            if self._killing is not None:
                self._killing.join()

    def stop(self) -> None:
        """End ``events`` soon, from any thread: a running job is cut off and becomes "interrupted".

        Returns at once: on a busy machine a large process takes seconds to die.
        """
        self._stopping.set()
        self._token.set()
        self._queue.wake()
        with self._handle_lock:
            handle = self._handle
            if handle is None or self._killing is not None:
                return
            self._killing = threading.Thread(target=handle.kill, name=f"lane-{self.name}-end")
            self._killing.start()

    # ---- one job

    def _fits(self, job: Job) -> bool:
        if job.request.engine.startswith(TASK_PREFIX) or not self._queue.registry.known:
            return False
        return is_heavy(self._queue, job.request) == self._heavy

    def _serve(self, claim: Claim) -> Iterator[LaneEvent]:
        job, self._token = claim.job, claim.token
        folder = self._work_folder / job.id
        try:
            yield JobStarted(
                job=job.id,
                lane=self.name,
                started=job.started or time.time(),
                estimate_s=self._estimate(job.request),
            )
            job = yield from self._work(claim, folder)
        except StoreClosed:
            job = replace(claim.job, state="interrupted")
        except Cancelled:
            job = self._unfinished(claim)
        except StudioError as error:
            job = replace(claim.job, state="failed", error=job_error(error))
        except OSError as error:
            job = replace(claim.job, state="failed", error=job_error(data_folder.describe(error, folder)))
        except Exception as error:  # noqa: BLE001 - a mistake over one job must not end the lane for all others
            logger("jobs").exception("job %s failed", claim.job.id)
            job = replace(claim.job, state="failed", error=unexpected_error(error))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        job = replace(job, ended=time.time(), stage="", done=0, total=None, remaining_s=None)
        self._queue.update(job)
        yield JobEnded(job=job)

    def _work(self, claim: Claim, folder: Path) -> Generator[LaneEvent, None, Job]:
        """Reuse or make the result; answers the job as it ended ."""
        prepared = prepare(claim.job.request, self._queue.registry, self._facts, claim.token)
        job = replace(
            claim.job, recipe=prepared.recipe.key(), request=replace(claim.job.request, seed=prepared.seed)
        )
        self._queue.update(job)
        if not job.request.fresh:
            with self._queue.stores.using(job.request.store) as store:
                outputs = store.lookup(job.recipe)
            if outputs is not None:
                return replace(job, state="succeeded", outputs=outputs, reused=True)
        terminal, files = yield from self._run(claim, prepared, folder)
        job = claim.job
        if isinstance(terminal, Failed):
            error = JobError(
                code=terminal.code,
                message=terminal.message,
                hint=terminal.hint,
                detail=terminal.detail,
                retryable=terminal.retryable,
                wrong_input=terminal.wrong_input,
            )
            return replace(job, state="interrupted" if self._stopping.is_set() else "failed", error=error)
        if isinstance(terminal, JobCancelled) or claim.token.is_set():
            return self._unfinished(claim)
        with self._queue.stores.using(job.request.store) as store:
            outputs = store.keep(prepared.recipe, files)
        work = work_of(prepared.params, job.request.inputs)
        self._facts.note_time(job.request.engine, self.device, work, terminal.seconds, terminal.load_seconds)
        return replace(
            job,
            state="succeeded",
            outputs=outputs,
            seconds=terminal.seconds,
            load_seconds=terminal.load_seconds,
        )

    def _unfinished(self, claim: Claim) -> Job:
        """Stopped by the user: cancelled. Cut off by the end of the app or of its project: interrupted."""
        cut_off = self._stopping.is_set() or claim.cut_off
        return replace(claim.job, state="interrupted" if cut_off else "cancelled")

    def _run(self, claim: Claim, prepared: Prepared, folder: Path) -> _Running:
        """Run on the worker; once more on a new one when the first died. Answers (terminal event, files)."""
        while True:
            shutil.rmtree(folder, ignore_errors=True)
            private.make_folder(folder.parent)
            folder.mkdir(mode=0o700)  # the work of a project is private, too
            terminal, files = yield from self._run_once(claim, prepared, folder)
            if not isinstance(terminal, Failed) or self._stopping.is_set():
                return terminal, files
            if terminal.code not in _KILLERS:
                if terminal.code == "device_error":
                    self._drop_worker()
                return terminal, files
            claim.job = replace(claim.job, kills=claim.job.kills + 1)
            self._queue.update(claim.job)
            # A hang has cost its whole budget already; a crash may have been the driver's, so it gets a
            # second chance.
            if terminal.code == "worker_hung" or claim.job.kills >= QUARANTINE_KILLS:
                return terminal, files
            yield Log(
                job=claim.job.id,
                level="warning",
                text=f"{terminal.message} Trying once more with a new worker.",
            )
            yield Progress(job=claim.job.id, stage=Text("restarting"))

    def _run_once(self, claim: Claim, prepared: Prepared, folder: Path) -> _Running:
        handle = yield from self._ready_worker(claim.token)
        run = Run(
            job=claim.job.id,
            engine=prepared.spec.id,
            params=prepared.params,
            inputs=claim.job.request.inputs,
            workdir=str(folder),
            seed=prepared.seed,
            device=self.device,
            models=prepared.models,
        )
        files: list[WorkFile] = []
        for event in handle.run(run, claim.token):
            match event:
                case Progress() | Preview() | Log():
                    yield event
                case Output():
                    files.append(WorkFile(event.role, Path(event.path), event.meta))
                case Heartbeat():
                    self._memory = (event.rss_mb, event.vram_mb)
                    yield self._state(event.phase)
                case Succeeded() | JobCancelled() | Failed():
                    if not handle.alive:
                        self._drop_worker()
                    return event, files
                case _:
                    pass
        raise AssertionError("a worker's events end with a terminal one")

    # ---- the worker

    def _ready_worker(self, token: CancelToken) -> Generator[LaneEvent, None, WorkerHandle]:
        """The live worker, or a new one after a back-off. Raises StudioError("worker_cannot_start"),
        Cancelled."""
        if self._handle is not None and self._handle.alive:
            return self._handle
        self._drop_worker()
        if self._failed_starts:
            token.wait(min(_LONGEST_BACK_OFF_S, _FIRST_BACK_OFF_S * 2 ** (self._failed_starts - 1)))
        token.check()
        yield self._state(Text("starting"))
        self._failed_starts += 1
        handle = WorkerHandle(self.name, self.device, user_engines=self._queue.registry.user_engines)
        with self._handle_lock:
            self._handle = handle
        if self._stopping.is_set():
            raise Cancelled
        handle.wait_ready(token)
        self._failed_starts = 0
        return handle

    def _drop_worker(self) -> None:
        with self._handle_lock:
            handle, self._handle = self._handle, None
        if handle is None:
            return
        if self._stopping.is_set():
            handle.kill()
        else:
            handle.close()

    def _describe(self) -> Iterator[LaneEvent]:
        registry = self._queue.registry
        self._token = CancelToken()
        try:
            handle = yield from self._ready_worker(self._token)
            described = handle.describe(self._token)
        except Cancelled:
            return
        except StudioError as error:
            logger("jobs").error("the engines cannot be listed: %s\n%s", error, error.detail)
            registry.fail(error)
            described = Described(engines=())
        else:
            registry.update(described.engines, described.faults)
        self._queue.wake()
        yield described

    def _state(self, phase: str) -> LaneChanged:
        rss, vram = self._memory if self._handle else (0, 0)
        return LaneChanged(lane=self.name, device=self.device, phase=phase, rss_mb=rss, vram_mb=vram)

    def _estimate(self, request: JobRequest) -> float | None:
        spec = self._queue.registry.spec(request.engine)
        if spec is None:
            return None
        params, wrong = spec.complete(request.params)
        if wrong:
            return None
        return self._facts.estimate(request.engine, self.device, work_of(params, request.inputs))


def is_heavy(queue: JobQueue, request: JobRequest) -> bool:
    """Whether a request wants the big lane: as it says itself, else as its engine's SPEC says."""
    if request.heavy is not None:
        return request.heavy
    spec = queue.registry.spec(request.engine)
    return spec is not None and spec.heavy

"""Work of the app itself in the queue: exports, proxies, imports. They share the dock, the order, cancel and
retry with the engines' jobs, but run as a function on a thread of the app, and write their results where they
belong themselves."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from msgspec.structs import replace

from studio.core.errors import Cancelled, StudioError
from studio.core.log import logger
from studio.core.text import Text
from studio.jobs.cancel import CancelToken
from studio.jobs.model import (
    TASK_PREFIX,
    Job,
    JobEnded,
    JobOutput,
    JobRequest,
    JobStarted,
    job_error,
    unexpected_error,
)
from studio.jobs.queue import Claim, JobQueue, LaneEvent
from studio.wire.messages import Log, Preview, Progress


class TaskContext:
    """What a task may do to the outside; the engines' JobContext with results that may lie anywhere."""

    def __init__(self, job: str, token: CancelToken, emit: Callable[[LaneEvent], None]) -> None:
        self._job = job
        self._token = token
        self._emit = emit
        self.outputs: list[JobOutput] = []

    def progress(self, stage: Text, done: int = 0, total: int | None = None) -> None:
        """Say where the task stands."""
        self._emit(Progress(job=self._job, stage=stage, done=done, total=total))

    def preview(self, webp: bytes) -> None:
        """Show the work so far: WebP, at most 512 px, at most ten a second."""
        self._emit(Preview(job=self._job, data=webp))

    def output(self, role: str, path: Path, **meta: Any) -> None:  # msgpack-able facts
        """Name a finished file, under its final name."""
        self.outputs.append(JobOutput(role=role, path=str(path), suffix=path.suffix, meta=meta))

    def log(self, text: str, level: str = "info") -> None:
        """Write to the job's log."""
        self._emit(Log(job=self._job, level=level, text=text))

    def cancelled(self) -> bool:
        """Whether the user has stopped the job."""
        return self._token.is_set()

    def on_cancel(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` (which must not block) when the user stops the job; at once when that has
        happened.
        """
        self._token.on_set(callback)

    def check_cancelled(self) -> None:
        """Raise Cancelled when the user has stopped the job. Partial files are removed by the task on the way
        out."""
        self._token.check()


TaskFunction = Callable[[JobRequest, TaskContext], None]
"""Does the work of a request with ``engine="task:NAME"``. Raises StudioError, Cancelled."""


class TaskLane:
    """Runs the tasks it has functions for, one at a time; the same ``events()`` as a Lane of engines."""

    def __init__(self, name: str, queue: JobQueue) -> None:
        self.name = name
        self._queue = queue
        self._functions: dict[str, TaskFunction] = {}
        self._stopping = threading.Event()
        self._token = CancelToken()

    def register(self, task: str, function: TaskFunction) -> None:
        """Let jobs whose engine is ``task:`` plus this name run; until then they wait."""
        self._functions[TASK_PREFIX + task] = function
        self._queue.wake()

    def events(self) -> Iterator[LaneEvent]:
        """Serve tasks until ``stop``; blocks."""
        while not self._stopping.is_set():
            claim = self._queue.take(lambda job: job.request.engine in self._functions, self._stopping, None)
            if claim is not None:
                yield from self._serve(claim)

    def stop(self) -> None:
        """Cancel the running task, which becomes "interrupted", and end ``events``; from any thread."""
        self._stopping.set()
        self._token.set()
        self._queue.wake()

    def _serve(self, claim: Claim) -> Iterator[LaneEvent]:
        self._token = claim.token
        if self._stopping.is_set():
            claim.token.set()
        yield JobStarted(job=claim.job.id, lane=self.name, started=claim.job.started or time.time())
        inbox: SimpleQueue[LaneEvent | Job] = SimpleQueue()
        started = time.monotonic()
        worker = threading.Thread(
            target=self._run, args=(claim, inbox), name=f"task-{claim.job.id}", daemon=True
        )
        worker.start()
        while not isinstance(event := inbox.get(), Job):
            yield event
        worker.join()
        job = replace(event, ended=time.time(), seconds=time.monotonic() - started)
        self._queue.update(job)
        yield JobEnded(job=job)

    def _run(self, claim: Claim, inbox: SimpleQueue[LaneEvent | Job]) -> None:
        context = TaskContext(claim.job.id, claim.token, inbox.put)
        try:
            claim.token.check()
            self._functions[claim.job.request.engine](claim.job.request, context)
            job = replace(claim.job, state="succeeded", outputs=tuple(context.outputs))
        except Cancelled:
            cut_off = self._stopping.is_set() or claim.cut_off
            job = replace(claim.job, state="interrupted" if cut_off else "cancelled")
        except StudioError as error:
            job = replace(claim.job, state="failed", error=job_error(error))
        except Exception as error:  # noqa: BLE001 - a mistake in one task must not end the lane for all others
            logger("jobs").exception("task %s failed", claim.job.request.engine)
            job = replace(claim.job, state="failed", error=unexpected_error(error))
        inbox.put(replace(job, stage="", done=0, total=None, remaining_s=None))

"""Queue and lanes without a window, for the command line, flows in scripts, and tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from types import TracebackType

from studio.core import paths
from studio.core.errors import Cancelled
from studio.jobs.lane import Lane
from studio.jobs.model import Job, JobRequest, as_exception
from studio.jobs.queue import JobQueue, LaneEvent
from studio.jobs.registry import EngineRegistry, Models
from studio.jobs.store import JobStore
from studio.jobs.supervisor import Supervisor
from studio.jobs.tasks import TaskLane

OnEvent = Callable[[LaneEvent], None]


class JobSession:
    """A context manager that owns a queue and its lanes; leaving it ends every worker.

    The queue is in memory unless a store is given: two command lines, or one beside a window, do not disturb
    each other.
    """

    def __init__(
        self,
        models: Models | None = None,
        *,
        store: JobStore | None = None,
        devices: Sequence[str] = ("auto",),
        idle_minutes: float = 15.0,
    ) -> None:
        self.registry = EngineRegistry(models, paths.plugins("engines"))
        self.queue = JobQueue(store or JobStore(None), self.registry)
        self.supervisor = Supervisor(self.queue, devices=devices, idle_minutes=idle_minutes)
        self._inbox: SimpleQueue[LaneEvent] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._drive, args=(lane,), name=f"lane-{lane.name}", daemon=True)
            for lane in self.supervisor.lanes
        ]

    def __enter__(self) -> JobSession:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.supervisor.stop()
        for thread in self._threads:
            thread.join()
        self.supervisor.close()
        self.queue.close()

    def run(self, requests: Sequence[JobRequest], on_event: OnEvent | None = None) -> tuple[Job, ...]:
        """Submit requests and wait for all of them, whatever their outcome; the jobs in the order of the
        requests.

        on_event: sees every event after the queue has taken it in. Ctrl+C cancels cleanly and raises
        Cancelled; a second one kills the workers.
        """
        jobs = self.queue.submit_all(requests)
        names = [job.id for job in jobs]
        try:
            self.pump_until(lambda: self._all_ended(names), on_event)
        except KeyboardInterrupt:
            for name in names:
                self.queue.cancel(name)
            self.pump_until(lambda: self._all_ended(names), on_event)
            raise Cancelled from None
        return tuple(self.queue.get(name) for name in names)

    def pump_until(self, done: Callable[[], bool], on_event: OnEvent | None = None) -> None:
        """Take in events on this thread until ``done()``; blocks."""
        while not done():
            event = self._inbox.get()
            self.queue.apply(event)
            if on_event is not None:
                on_event(event)

    def wait_for_engines(self) -> None:
        """Return when the engines of this machine are known. Raises StudioError when they cannot be
        listed."""
        self.pump_until(lambda: self.registry.known)
        if self.registry.problem is not None:
            raise self.registry.problem

    def _all_ended(self, names: Sequence[str]) -> bool:
        return all(
            self.queue.get(name).finished or self.queue.get(name).state == "interrupted" for name in names
        )

    def _drive(self, lane: Lane | TaskLane) -> None:
        for event in lane.events():
            self._inbox.put(event)


def require_success(job: Job) -> Job:
    """Return a job that succeeded. Raises InputError or JobFailed with its error, Cancelled when the user
    stopped it.
    """
    if job.state == "succeeded":
        return job
    if job.error is not None:
        raise as_exception(job.error)
    raise Cancelled

"""The threads of the window that serve the job lanes: each blocks on its lane's events, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from studio.jobs.lane import Lane
from studio.jobs.queue import JobQueue, LaneEvent
from studio.jobs.tasks import TaskLane
from studio.kit.threads import WindowThread


class JobThread(WindowThread):
    """One lane. ``event_arrived`` carries each of its events to the window's thread."""

    event_arrived = Signal(object)

    def __init__(self, lane: Lane | TaskLane, parent: QObject | None = None) -> None:
        super().__init__(f"lane-{lane.name}", lane.stop, parent)
        self._lane = lane

    def run(self) -> None:
        """On this thread, until ``Lane.stop``."""
        for event in self._lane.events():
            self.event_arrived.emit(event)


class JobThreads(QObject):
    """Owns a JobThread per lane and hands every event to the queue, on the thread this object lives on."""

    def __init__(
        self, queue: JobQueue, lanes: Sequence[Lane | TaskLane], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._threads = [JobThread(lane, self) for lane in lanes]
        for thread in self._threads:
            thread.event_arrived.connect(self._on_event)

    def start(self) -> None:
        """Begin to serve jobs."""
        for thread in self._threads:
            thread.begin()

    def end(self) -> None:
        """Stop every lane and wait for it; quick when the supervisor was told to stop before."""
        for thread in self._threads:
            thread.end()

    @Slot(object)
    def _on_event(self, event: LaneEvent) -> None:
        self._queue.apply(event)

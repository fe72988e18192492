"""The line of jobs that wait, in the order of their keys."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from studio.core.ids import order_between, orders
from studio.jobs.model import Job


class WaitingLine:
    """Ids of queued jobs by their order keys. Not locked: the queue's lock guards it."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._line = sorted((job.order, job.id) for job in jobs if job.state == "queued")

    def __iter__(self) -> Iterator[str]:
        return (name for _, name in self._line)

    def add(self, job: Job) -> None:
        """Put a queued job where its key says."""
        insort(self._line, (job.order, job.id))

    def drop(self, job: Job) -> None:
        """Take a job out; no effect when it does not wait."""
        index = bisect_left(self._line, (job.order, job.id))
        if index < len(self._line) and self._line[index] == (job.order, job.id):
            del self._line[index]

    def keys_at_end(self, count: int) -> list[str]:
        """Keys for this many jobs behind all others."""
        return orders(count, self._line[-1][0] if self._line else "")

    def key_at_end(self) -> str:
        """A key behind all others."""
        return order_between(self._line[-1][0] if self._line else "", "")

    def key_before(self, follower: Job | None) -> str:
        """A key right before a waiting job, or behind all others when ``follower`` does not wait."""
        index = len(self._line)
        if follower is not None and follower.state == "queued":
            index = bisect_left(self._line, (follower.order, follower.id))
        low = self._line[index - 1][0] if index else ""
        high = self._line[index][0] if index < len(self._line) else ""
        return order_between(low, high)

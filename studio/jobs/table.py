"""The jobs of the queue, in memory and on disk alike."""

from __future__ import annotations

from collections.abc import Iterable

from studio.core.errors import InputError, StudioError
from studio.core.log import logger
from studio.core.text import Text
from studio.jobs.delivery import undelivered
from studio.jobs.model import Job
from studio.jobs.store import JobStore
from studio.jobs.waiting import WaitingLine

_KEPT_FINISHED = 500


class JobTable:
    """Every job by id, and the line of those that wait. Not locked: the queue's lock guards it."""

    def __init__(self, store: JobStore) -> None:
        """Loads the jobs of the last session, but of the ended ones only the newest 500 and those whose
        results were not placed."""
        self._store = store
        self._jobs = {job.id: job for job in store.load()}
        ended = [job for job in self._jobs.values() if job.finished and not undelivered(job)]
        ended.sort(key=lambda job: job.ended or 0.0)
        self.remove([job.id for job in ended[: max(0, len(ended) - _KEPT_FINISHED)]])
        self.waiting = WaitingLine(self._jobs.values())

    def __contains__(self, job: str) -> bool:
        return job in self._jobs

    def get(self, job: str) -> Job:
        """A job as it is now. Raises InputError("unknown_job")."""
        if job not in self._jobs:
            raise InputError("unknown_job", Text("This job is no longer in the list."))
        return self._jobs[job]

    def of_store(self, name: str) -> list[Job]:
        """The jobs whose results go to one store."""
        return [job for job in self._jobs.values() if job.request.store == name]

    def shown(self) -> list[Job]:
        """All jobs as the dock shows them: live, queued in order, interrupted, finished from new to old."""
        rank = {"running": 0, "cancelling": 0, "queued": 1, "interrupted": 2}
        return sorted(
            self._jobs.values(),
            key=lambda job: (
                rank.get(job.state, 3),
                job.order if job.state == "queued" else "",
                -(job.ended or 0.0) if job.finished else job.created,
            ),
        )

    def put(self, jobs: Iterable[Job]) -> None:
        """Take over jobs in memory and on disk, and keep the line of waiting ones in order."""
        jobs = tuple(jobs)
        self._store.put(jobs)
        for job in jobs:
            old = self._jobs.get(job.id)
            if old is not None and old.state == "queued":
                self.waiting.drop(old)
            self._jobs[job.id] = job
            if job.state == "queued":
                self.waiting.add(job)

    def note(self, job: Job) -> None:
        """Take over a known job in memory alone, such as its progress. Its place in the line stays."""
        self._jobs[job.id] = job

    def save_softly(self, job: Job) -> None:
        """Write a job to disk alone. A full disk must not end a lane: the job goes on, and would be run again
        after a restart."""
        try:
            self._store.put((job,))
        except StudioError as error:
            logger("jobs").error("job %s: %s %s", job.id, error, error.detail)

    def remove(self, names: Iterable[str]) -> None:
        """Forget jobs that do not wait."""
        names = list(names)
        for name in names:
            del self._jobs[name]
        self._store.remove(names)

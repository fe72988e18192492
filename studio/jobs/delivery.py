"""Handing finished results to those who place them, by purpose."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from studio.core.errors import StudioError
from studio.core.log import logger
from studio.jobs.model import Job, JobOutput, job_error, unexpected_error

ResultHandler = Callable[[Job, tuple[JobOutput, ...]], None]


def undelivered(job: Job) -> bool:
    """Whether a job's result is still to be placed."""
    return job.state == "succeeded" and bool(job.request.purpose) and not job.handled


class Deliveries:
    """The handlers of results."""

    def __init__(self) -> None:
        self._handlers: dict[str, ResultHandler] = {}

    def register(self, purpose: str, handler: ResultHandler) -> None:
        """Let ``handler`` place the results of jobs with this purpose."""
        self._handlers[purpose] = handler

    def place(self, job: Job) -> Job | None:
        """Let the handler place an undelivered job's result. Returns the job as it is then: handled, or
        failed when the handler raised; None while nobody is there to place it."""
        handler = self._handlers.get(job.request.purpose)
        if handler is None:
            return None
        try:
            handler(job, job.outputs)
        except StudioError as problem:
            logger("jobs").warning("the result of %s could not be placed: %s", job.id, problem)
            return replace(job, state="failed", error=replace(job_error(problem), retryable=True))
        except Exception as mistake:  # noqa: BLE001 - over one result neither a project may stay shut nor a queue stop
            logger("jobs").exception("the result of %s could not be placed", job.id)
            return replace(job, state="failed", error=replace(unexpected_error(mistake), retryable=True))
        return replace(job, handled=True, error=None)

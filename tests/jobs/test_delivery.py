"""Results on their way to where they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.jobs.model import Job, JobOutput, JobRequest
from studio.jobs.queue import JobQueue
from studio.jobs.registry import EngineRegistry
from studio.jobs.result_folder import ResultFolder
from studio.jobs.store import JobStore


def broken(_job: Job, _outputs: tuple[JobOutput, ...]) -> None:
    raise ZeroDivisionError("a mistake in the handler")


def test_a_mistake_in_a_handler_fails_the_job_and_the_project_still_opens(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = JobStore(None)
    waiting = JobRequest(engine="fake", purpose="test.place", store="project")
    store.put([Job(id=f"job{number}", request=waiting, state="succeeded") for number in range(2)])
    queue = JobQueue(store, EngineRegistry())
    queue.on_result("test.place", broken)
    queue.open_store("project", ResultFolder(tmp_path))
    for job in queue.jobs():
        assert job.state == "failed"
        assert job.error is not None
        assert (job.error.code, job.error.retryable) == ("internal_error", True)
        assert "a mistake in the handler" in job.error.detail
    assert "could not be placed" in caplog.text
    queue.close()

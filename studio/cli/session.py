"""Jobs of a verb: a session with the catalogue, results placed in a project, progress on the console."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.core.text import Text
from studio.jobs.model import Job, JobEnded, JobRequest
from studio.jobs.session import JobSession, require_success
from studio.wire.messages import Progress

if TYPE_CHECKING:
    from collections.abc import Generator

    from studio.jobs.queue import LaneEvent
    from studio.project.handle import Project


@contextmanager
def open_session(project: Project | None = None) -> Generator[JobSession]:
    """A session whose engines are known; with a project, its results are kept and placed there."""
    from studio.catalog.index import Catalog
    from studio.flows import deliveries
    from studio.jobs.project_results import ProjectResults

    with JobSession(Catalog()) as session:
        session.wait_for_engines()
        if project is not None:
            session.queue.open_store(str(project.folder), ProjectResults(project))
            deliveries.register(session.queue, lambda: project)
        yield session


def finish_jobs(session: JobSession, console: Console) -> list[Job]:
    """Wait for every job that has been queued; progress is shown; the first failure is raised after all."""

    def on_event(event: LaneEvent) -> None:
        if isinstance(event, Progress):
            title = session.queue.get(event.job).request.title
            text = Text("{title}: {stage}", title=title or event.job, stage=event.stage)
            console.progress(text, event.done, event.total)

    session.pump_until(lambda: all(job.finished for job in session.queue.jobs()), on_event)
    return [require_success(job) for job in session.queue.jobs()]


def run_jobs(session: JobSession, requests: Sequence[JobRequest], console: Console) -> list[Job]:
    """Run all requests; progress is shown; the first failure is raised after all have ended."""
    total = len(requests)
    ended = 0

    def on_event(event: LaneEvent) -> None:
        nonlocal ended
        if isinstance(event, JobEnded):
            ended += 1
            if total > 1:
                console.progress(Text("made"), ended, total)
        elif isinstance(event, Progress):
            title = session.queue.get(event.job).request.title
            prefix = f"[{min(ended + 1, total)}/{total}] " if total > 1 else ""
            console.progress(
                Text("{prefix}{title}: {stage}", prefix=prefix, title=title or event.job, stage=event.stage),
                event.done,
                event.total,
            )

    return [require_success(job) for job in session.run(requests, on_event)]

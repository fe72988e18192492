"""Placing finished pictures in the project: each becomes an asset that knows its recipe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from studio.core.text import Text
from studio.image.requests import PURPOSE, title_of
from studio.jobs.model import Job, JobOutput
from studio.jobs.queue import JobQueue
from studio.project.edits import ROOT
from studio.project.handle import Project
from studio.project.model import Asset, MediaFacts, replace


def register(queue: JobQueue, project_of: Callable[[], Project | None]) -> None:
    """Let finished pictures find their way into the project that is open."""

    def place(job: Job, outputs: tuple[JobOutput, ...]) -> None:
        project = project_of()
        if project is not None and str(project.folder) == job.request.store:
            deliver(project, job, outputs)

    queue.on_result(PURPOSE, place)


def deliver(project: Project, job: Job, outputs: tuple[JobOutput, ...]) -> Asset | None:
    """Add the picture of a job; one undoable edit. Idempotent: a picture that is
    there already is not added twice.

    The same recipe made before brings back the asset of then. None when the job made no picture.
    """
    output = next((one for one in outputs if one.role == "image"), None)
    if output is None:
        return None
    known = placed(project, job)
    if known is not None:
        if known.trashed:
            with project.edit(Text("Restore image")) as edit:
                return edit.put(replace(known, trashed=False))
        return known
    with project.edit(Text("Generate image")) as edit:
        return edit.put(asset_of(job, output))


def asset_of(job: Job, output: JobOutput) -> Asset:
    """The asset that a job's picture becomes; the job's target names its id."""
    return Asset(
        id=job.request.target["asset"],
        parent=ROOT,
        name=str(title_of(str(job.request.params.get("prompt", "")))) or "Picture",
        media="image",
        sha256=output.sha256,
        suffix=output.suffix,
        recipe=job.recipe,
        facts=MediaFacts(width=int(output.meta.get("width", 0)), height=int(output.meta.get("height", 0))),
        created=datetime.now(UTC).isoformat(timespec="milliseconds"),
    )


def placed(project: Project, job: Job) -> Asset | None:
    """The asset that holds the result of a job, trashed or not; None when it is not in the project."""
    own = project.find(job.request.target.get("asset", ""))
    if isinstance(own, Asset):
        return own
    if not job.recipe:
        return None
    return next((asset for asset in project.all(Asset) if asset.recipe == job.recipe), None)

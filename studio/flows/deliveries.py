"""Which function places the result of which kind of job. The window and the command
line register the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from studio.jobs.model import Job, JobOutput
from studio.jobs.queue import JobQueue
from studio.project.handle import Project

_TABLE: dict[str, str] = {
    "scene.picture": "studio.flows.scenes:deliver_picture",
    "voice.take": "studio.voice.takes:deliver",
    "captions.transcribe": "studio.captions.transcribe:deliver",
    "captions.align": "studio.captions.transcribe:deliver",
    "image.generate": "studio.image.results:deliver",
    "video.replace_range": "studio.flows.replace:deliver",
}
"""Purpose -> module:function(project, job, outputs). Modules are imported when their first result arrives."""

ProjectOf = Callable[[], Project | None]


def register(queue: JobQueue, project_of: ProjectOf) -> None:
    """Let ``queue`` place results in the project that ``project_of`` names, where it
    is the one they were made for.
    """
    for purpose, place in _TABLE.items():
        queue.on_result(purpose, _handler(place, project_of))


def _handler(place: str, project_of: ProjectOf) -> Callable[[Job, Sequence[JobOutput]], None]:
    module, _, name = place.partition(":")

    def handle(job: Job, outputs: Sequence[JobOutput]) -> None:
        project = project_of()
        if project is not None and str(project.folder) == job.request.store:
            getattr(import_module(module), name)(project, job, outputs)

    return handle

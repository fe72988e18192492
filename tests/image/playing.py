"""Image jobs without a worker: the queue is real, the worker's events are made here."""

from __future__ import annotations

import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import replace

from studio.jobs.model import Job, JobEnded, JobError, JobOutput, JobStarted
from studio.jobs.queue import JobQueue
from studio.media.images import save_png
from studio.project.handle import Project
from studio.project.recipes import StoredOutput
from studio.wire.messages import Preview, Progress
from studio.wire.recipe import Recipe
from studio.wire.spec import EngineSpec, EngineState, Param

SPEC = EngineSpec(
    id="image_test",
    task="image",
    title="Test painter",
    version="1",
    licence="CC0-1.0",
    seeded=True,
    params=(
        Param(name="prompt", kind="text", default="", label="Prompt"),
        Param(name="negative", kind="text", default="", label="Negative"),
        Param(name="width", kind="int", default=0, label="Width", minimum=0, maximum=4096),
        Param(name="height", kind="int", default=0, label="Height", minimum=0, maximum=4096),
        Param(name="steps", kind="int", default=24, label="Steps", minimum=1, maximum=150),
        Param(name="guidance", kind="float", default=5.0, label="Guidance", minimum=0, maximum=30),
    ),
)


def know_engine(queue: JobQueue) -> None:
    """Let the registry know the test engine, as a worker's answer would."""
    queue.registry.update((EngineState(spec=SPEC, ready=True),))
    queue.registry.changed.emit()


def recipe_of(job: Job) -> Recipe:
    """The recipe of a job of the test engine."""
    params = SPEC.defaults() | job.request.params
    return Recipe(engine=SPEC.id, version=SPEC.version, params=params, seed=job.request.seed)


def picture_file(folder: Path, seed: int, size: tuple[int, int] = (64, 48)) -> Path:
    """A PNG that depends on the seed."""
    noise = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), np.uint8)
    path = folder / f"{seed}.png"
    save_png(path, noise)
    return path


def webp(colour: tuple[int, int, int]) -> bytes:
    """A preview as engines send it."""
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (32, 24), colour).save(out, "WEBP")
    return out.getvalue()


class Player:
    """Plays the worker: takes the next job and says how far it is."""

    def __init__(self, queue: JobQueue, project: Project, folder: Path) -> None:
        self.queue, self.project, self.folder = queue, project, folder

    def start(self) -> Job:
        """Take the next job."""
        claim = self.queue.take(lambda _job: True, threading.Event(), 0)
        assert claim is not None, "no job waits"
        self.queue.apply(JobStarted(job=claim.job.id, lane="test", started=1.0, seed=claim.job.request.seed))
        return claim.job

    def progress(self, job: Job, done: int, total: int) -> None:
        """Some steps are done."""
        self.queue.apply(Progress(job=job.id, stage="denoising", done=done, total=total))

    def preview(self, job: Job, colour: tuple[int, int, int]) -> None:
        """What the picture looks like by now."""
        self.queue.apply(Preview(job=job.id, data=webp(colour)))

    def finish(self, job: Job) -> Job:
        """Store a picture and end the job well."""
        seed = job.request.seed or 0
        sha256, suffix = self.project.store.keep(picture_file(self.folder, seed))
        meta: dict[str, Any] = {"width": 64, "height": 48, "seed": seed}
        recipe = recipe_of(job)
        stored = StoredOutput(role="image", sha256=sha256, suffix=suffix, meta=meta)
        self.project.recipes.keep(recipe, (stored,))
        path = str(self.project.store.path(sha256, suffix))
        output = JobOutput(role="image", path=path, sha256=sha256, suffix=suffix, meta=meta)
        return self._end(replace(job, state="succeeded", outputs=(output,), recipe=recipe.key(), ended=2.0))

    def fail(self, job: Job, code: str = "out_of_memory") -> Job:
        """End the job badly."""
        error = JobError(code=code, message="The card has too little memory.", hint="Make it smaller.")
        return self._end(replace(job, state="failed", error=error, ended=2.0))

    def stopped(self, job: Job) -> Job:
        """End a cancelled job."""
        return self._end(replace(job, state="cancelled", ended=2.0))

    def make(self) -> Job:
        """One whole job."""
        return self.finish(self.start())

    def _end(self, job: Job) -> Job:
        self.queue.update(job)
        self.queue.apply(JobEnded(job=job))
        return job

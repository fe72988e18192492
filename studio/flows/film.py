"""From a Fountain script to a film: what is missing is made, what is there is kept,
then the timeline is laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from psygnal import Signal

from studio.core import paths
from studio.core.errors import InputError, Problem
from studio.core.text import Text
from studio.flows.layout import SceneSpan, lay_out, spans
from studio.flows.scenes import load_script, needs_picture, picture_request, wishes_of
from studio.jobs.model import Job, JobRequest
from studio.jobs.queue import QUARANTINE_KILLS, JobQueue
from studio.jobs.registry import EngineRegistry
from studio.project.edits import ROOT
from studio.project.handle import Project
from studio.project.model import Line, Scene, Speaker
from studio.voice.cast import assign
from studio.voice.lines import line_states
from studio.voice.takes import speech_request
from studio.wire.spec import EngineState

__all__ = [
    "FilmMaker",
    "SceneSpan",
    "cast",
    "lay_out",
    "load_script",
    "missing",
    "new_film",
    "open_sample",
    "sample_script",
    "spans",
]

SPEECH = "speech_espeak"
"""The embedded default voice engine."""


def sample_script() -> Path:
    """The sample film's script. Raises InputError when the installation lacks it."""
    found = sorted((paths.assets() / "samples").glob("*.fountain"))
    if not found:
        raise InputError("no_sample", Text("The sample script is not installed."), Text("Reinstall the app."))
    return found[0]


def new_film(folder: Path, name: str, script: str, *, seed: int = 0) -> Project:
    """A new project in ``folder`` with the scenes and lines of a script; the caller closes it."""
    project = Project.create(folder, name)
    try:
        load_script(project, project.info.sequence, script, seed=seed)
    except BaseException:
        project.close()
        raise
    return project


def open_sample(home: Path) -> Path:
    """The sample film's project below ``home``, made when it is not there yet;
    nothing of it is rendered here.
    """
    script = sample_script()
    folder = home / "The Lamp and the Boat"
    if not any(folder.glob("*.studio")):
        new_film(folder, folder.name, script.read_text(encoding="utf-8"), seed=1).close()
    return folder


def cast(project: Project, engine: EngineState) -> Sequence[Problem]:
    """Give every speaker without a voice one of ``engine``'s; those who have one keep it. Returns the wishes
    that could not be granted.
    """
    speakers = project.children(ROOT, Speaker)
    if speakers and all(speaker.voice for speaker in speakers):
        return ()
    characters, language, wishes = wishes_of(project)
    names = [*characters, *(speaker.name for speaker in speakers)]
    with project.edit(Text("Cast voices"), initiator="film") as edit:
        return assign(edit, names, engine, language, wishes).problems


def missing(project: Project, sequence: str, registry: EngineRegistry) -> list[JobRequest]:
    """The jobs that a finished film still needs: pictures and lines that are not there
    or no longer fit. Speech first.
    """
    states = line_states(project, sequence, registry.spec)
    voices = [
        speech_request(project, line, registry.spec)
        for line in project.children(sequence, Line)
        if line.scene and states[line.id] in ("unspoken", "stale")
    ]
    pictures = [
        picture_request(project, scene, registry.spec("image_diffusers"))
        for scene in project.children(sequence, Scene)
        if scene.prompt and needs_picture(project, scene)
    ]
    return [*voices, *pictures]


class FilmMaker:
    """Makes what a film lacks through the queue and lays it out when all of it is
    there. Runs on the queue's thread.

    ``finished`` is emitted once, with the sentences about jobs that failed (none: the film is whole).
    """

    finished = Signal(object)

    def __init__(self, queue: JobQueue, project: Project, sequence: str = "") -> None:
        self._queue = queue
        self._project = project
        self._sequence = sequence or project.info.sequence
        self._open: set[str] = set()
        self._problems: list[str] = []
        self._running = False

    @property
    def running(self) -> bool:
        """True between ``start`` and ``finished``."""
        return self._running

    def start(self) -> Sequence[Job]:
        """Cast, submit what is missing, and watch it; lays out at once when nothing is. Raises InputError.

        What an earlier run has asked for and the queue still holds is watched, not asked for again.
        """
        registry = self._queue.registry
        cast(self._project, registry.get(SPEECH))
        requests = missing(self._project, self._sequence, registry)
        asked = {_aim(job.request): job for job in self._still_asked()}
        self._running = True
        self._queue.job_changed.connect(self._on_job)
        jobs = [asked[_aim(request)] for request in requests if _aim(request) in asked]
        jobs += self._queue.submit_all([request for request in requests if _aim(request) not in asked])
        self._open = {job.id for job in jobs if not job.finished}
        if not self._open:
            self._end()
        return jobs

    def leave(self) -> None:
        """Watch no longer, as when the project is closed; the jobs go on and nothing is laid out."""
        if self._running:
            self._running = False
            self._queue.job_changed.disconnect(self._on_job)

    def _still_asked(self) -> list[Job]:
        """The project's jobs that wait or run; one that the end of the app interrupted waits again."""
        found: list[Job] = []
        for job in self._queue.jobs():
            if job.request.store != str(self._project.folder) or job.finished:
                continue
            if job.state != "interrupted":
                found.append(job)
            elif job.kills < QUARANTINE_KILLS:
                found.append(self._queue.retry(job.id))
        return found

    def cancel(self) -> None:
        """Stop what still runs; what is made stays."""
        for job in list(self._open):
            self._queue.cancel(job)

    def _on_job(self, job: Job) -> None:
        if job.id not in self._open or not job.finished:
            return
        # A result counts when its handler has placed it in the project.
        if job.state == "succeeded" and not job.handled:
            return
        self._open.discard(job.id)
        if job.error is not None:
            self._problems.append(
                Text("{title}: {message}", title=job.request.title, message=job.error.message)
            )
        elif job.state == "cancelled":
            self._problems.append(Text("{title}: stopped", title=job.request.title))
        if not self._open:
            self._end()

    def _end(self) -> None:
        self._queue.job_changed.disconnect(self._on_job)
        self._running = False
        lay_out(self._project, self._sequence)
        self.finished.emit(tuple(self._problems))


def _aim(request: JobRequest) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What a job is for: two with the same aim would make the same thing twice."""
    return request.purpose, tuple(sorted(request.target.items()))

"""Transcribing in the Captions workspace: which clip is listened to, the job, its progress, its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio.captions import transcribe
from studio.core import ticks
from studio.core.errors import InputError, StudioError
from studio.core.observable import Field, State
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.jobs.model import Job, JobOutput, as_exception
from studio.project.handle import Project
from studio.project.model import Asset, CaptionTrack, Clip, Cue, Track
from studio.state.app_state import AppState

_ACTIVE = ("queued", "running", "cancelling")


class Listening(State):
    """The primary action of the workspace. ``arrived`` is called with the track that a result was put into.

    running: from the click to the last word, also while the sound is read. progress: 0..1, None when
    unknown. engines: (id, title) of recognisers that can run here. source: name of what would be transcribed,
    "" for nothing.
    """

    running: Field[bool] = Field(False)
    progress: Field[float | None] = Field(None)
    stage: Field[str] = Field("")
    error: Field[StudioError | None] = Field(None)
    engine: Field[str] = Field(transcribe.ENGINE)
    engines: Field[tuple[tuple[str, str], ...]] = Field(())
    language: Field[str] = Field("")
    source: Field[str] = Field("")

    def __init__(self, app: AppState, arrived: Callable[[CaptionTrack], None]) -> None:
        super().__init__()
        self._app = app
        self._arrived = arrived
        self._job = ""
        self._ticket = object()  # of the preparation under way: another object there means it was cancelled
        app.queue.job_changed.connect(self._job_changed)
        app.queue.registry.changed.connect(self._list_engines)
        app.queue.on_result(transcribe.TRANSCRIBE, self._deliver)
        self._list_engines()

    def project_opened(self) -> None:
        """Another project is shown: follow its running job, if there is one."""
        self._ticket = object()
        self._job = ""
        with self.batch():
            self.error = None
            self._rest()
        for job in self._app.queue.jobs():
            if self._ours(job) and job.state in _ACTIVE:
                self._job = job.id
                self._job_changed(job)
        self.refresh_source()

    # ---- what is listened to

    def clip(self) -> tuple[Clip, Asset] | None:
        """The clip with sound that is selected, else under the playhead, else the first of the sequence;
        music only when it is selected or there is nothing else.
        """
        project = self._app.project
        if project is None or not self._app.sequence_id:
            return None
        found = [
            (clip, asset, track.role == "music")
            for track in project.children(self._app.sequence_id, Track)
            for clip in project.children(track.id, Clip)
            if isinstance(asset := project.find(clip.asset), Asset) and asset.facts.has_audio and clip.enabled
        ]
        found.sort(key=lambda one: (one[2], one[0].start, one[0].id))
        speech = [one for one in found if not one[2]] or found
        under = [one for one in speech if one[0].start <= self._app.playhead < one[0].end]
        selected = [one for one in found if one[0].id in self._app.selection]
        first = next(iter([*selected, *under, *speech]), None)
        return first[:2] if first is not None else None

    def refresh_source(self) -> None:
        """The timeline, the playhead or the selection changed."""
        pair = self.clip()
        self.source = pair[1].name if pair else ""

    def listen(self, path: Path) -> None:
        """Import a media file, lay it on the timeline (at its end, when it is not empty), transcribe it."""
        from studio.project import imports

        project = self._app.require_project()
        ticket = self._begin(Text("Importing {name}", name=path.name))

        def placed(asset: Asset) -> None:
            if self._ticket is ticket and self._app.project is project:
                try:
                    clip = lay(project, self._app.sequence_id, imports.add(project, [asset], "captions")[0])
                except StudioError as error:
                    self._fail(error)
                    return
                self._app.seek(clip.start)
                self._read_sound(project, clip, project.get(clip.asset, Asset), ticket)

        self._app.tasks.run(lambda: imports.prepare(project, path), placed, self._failed_unless_gone(ticket))

    # ---- the job

    def start(self, track: str = "") -> None:
        """Transcribe; ``track``: an empty caption track to fill. Says in ``error`` when there is no sound."""
        pair = self.clip()
        if self.running:
            return
        if pair is None:
            self.error = InputError(
                "nothing_to_transcribe",
                Text("No audio on the timeline."),
                Text("Drop a video or a recording here."),
            )
            return
        ticket = self._begin(Text("Reading audio"))
        self._read_sound(self._app.require_project(), pair[0], pair[1], ticket, track)

    def cancel(self) -> None:
        """Stop, whatever stage it is in."""
        if self._job:
            self._app.queue.cancel(self._job)
        elif self.running:
            self._ticket = object()
            self._rest()

    def _begin(self, stage: Text) -> object:
        self._ticket = object()
        with self.batch():
            self.error = None
            self.running, self.progress, self.stage = True, None, stage
        return self._ticket

    def _rest(self) -> None:
        self.running, self.progress, self.stage = False, None, ""

    def _fail(self, error: StudioError) -> None:
        with self.batch():
            self._rest()
            self.error = error

    def _failed_unless_gone(self, ticket: object) -> Callable[[StudioError], None]:
        def failed(error: StudioError) -> None:
            if self._ticket is ticket:
                self._fail(error)

        return failed

    def _read_sound(
        self, project: Project, clip: Clip, asset: Asset, ticket: object, track: str = ""
    ) -> None:
        sequence = self._app.sequence_id

        def submit(audio: Path) -> None:
            if self._ticket is not ticket or self._app.project is not project:
                return
            registry = self._app.queue.registry
            try:
                if registry.problem is not None:
                    raise registry.problem
                request = transcribe.transcribe_request(
                    project,
                    asset,
                    audio,
                    registry.spec,
                    sequence=sequence,
                    track=track,
                    clip=clip.id,
                    engine=self.engine,
                    language=self.language,
                )
                self._job = self._app.queue.submit(request).id
            except StudioError as error:
                self._fail(error)

        self.stage = Text("Reading audio")
        self._app.tasks.run(
            lambda: transcribe.speech_audio(project, asset), submit, self._failed_unless_gone(ticket)
        )

    def _ours(self, job: Job) -> bool:
        return job.request.purpose == transcribe.TRANSCRIBE and job.request.store == self._app.store_name

    def _job_changed(self, job: Job) -> None:
        if job.id != self._job:
            if not self._job and self._ours(job) and job.state in _ACTIVE:  # tried again from the Jobs dock
                self._job = job.id
            else:
                return
        if job.state in _ACTIVE:
            with self.batch():
                self.running, self.progress = True, job.fraction
                self.stage = _stage(job)
            return
        self._job = ""
        with self.batch():
            self._rest()
            if job.state == "failed" and job.error is not None:
                self.error = as_exception(job.error)

    def _deliver(self, job: Job, outputs: tuple[JobOutput, ...]) -> None:
        project = self._app.project
        if project is None or not self._ours(job):
            return
        track = transcribe.deliver(project, job, outputs)
        if track is None or not project.children(track.id, Cue):
            raise StudioError(
                "nothing_heard",
                Text("No words were recognised."),
                Text("Try another recogniser or another clip."),
            )
        self._arrived(track)
        self._app.results_arrived.emit(transcribe.TRANSCRIBE)

    def _list_engines(self) -> None:
        ready = tuple(
            (state.spec.id, state.spec.title)
            for state in self._app.queue.registry.for_task("recognise")
            if state.ready
        )
        with self.batch():
            self.engines = ready
            if ready and self.engine not in dict(ready):
                self.engine = ready[0][0]


def lay(project: Project, sequence: str, asset: Asset) -> Clip:
    """Put an asset on the timeline: at its start when that is empty (the sequence takes over its size and
    rate), else at its end. Raises InputError for what has neither picture nor sound.
    """
    from studio.video.laying import lay as lay_all

    return lay_all(project, sequence, [asset], timeline_end(project, sequence))[0]


def timeline_end(project: Project, sequence: str) -> Ticks:
    """End of the last clip; 0 for an empty timeline."""
    tracks = project.children(sequence, Track)
    return max((clip.end for track in tracks for clip in project.children(track.id, Clip)), default=0)


def _stage(job: Job) -> str:
    if job.state == "queued":
        return Text("Queued")
    if job.state == "cancelling":
        return Text("Stopping")
    words = job.stage.replace("_", " ").capitalize() or Text("Listening")
    if job.remaining_s is not None and job.remaining_s >= 1:
        words += Text(" · {clock} left", clock=ticks.clock(ticks.from_seconds(job.remaining_s), 0))
    return words

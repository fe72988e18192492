"""Replacing a frame or a range of a clip by a picture: from the library, or made from words by a job."""

from __future__ import annotations

from studio.core import ticks
from studio.core.errors import InputError, StudioError
from studio.core.observable import Field, State
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.flows.replace import PURPOSE, order
from studio.jobs.model import Job, as_exception
from studio.project.model import Asset, Clip, Track
from studio.state.app_state import AppState
from studio.video import clips
from studio.wire.spec import EngineSpec


class ReplaceState(State):
    """prompt: what the new picture shows. job: the one that makes it now, None when none. error: why it
    failed.

    What is replaced: the marked range where it touches the clip, else the frame under the playhead.
    """

    prompt: Field[str] = Field("")
    job: Field[Job | None] = Field(None)
    error: Field[StudioError | None] = Field(None)

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        app.queue.job_changed.connect(self._on_job)

    def close(self) -> None:
        """Let go of the queue."""
        self.app.queue.job_changed.disconnect(self._on_job, missing_ok=True)

    def range(self) -> tuple[Clip, Ticks, Ticks]:
        """(clip, start, end) that would be replaced, on the sequence. Raises InputError when there is
        no picture there.
        """
        app, project = self.app, self.app.require_project()
        frame = ticks.from_frame(1, app.sequence().frame_rate)
        start, end = app.playhead, app.playhead + frame
        if app.in_point is not None or app.out_point is not None:
            start = app.in_point or 0
            end = app.out_point if app.out_point is not None else 1 << 62
        tracks = [
            track
            for track in project.children(app.sequence_id, Track)
            if track.role == "video" and not track.locked
        ][::-1]
        found = [
            clip
            for track in tracks
            for clip in project.children(track.id, Clip)
            if clip.start < end and clip.end > start
        ]
        chosen = [clip for clip in found if clip.id in app.selection] or found
        if not chosen:
            raise InputError(
                "nothing_here",
                Text("There is no picture here to replace."),
                Text("Move the playhead onto a clip."),
            )
        clip = chosen[0]
        return clip, max(start, clip.start), min(end, clip.end)

    def with_asset(self, asset: Asset) -> None:
        """Show a picture or film of the library instead."""
        clip, start, end = self.range()
        made = clips.replace_range(self.app.require_project(), clip.id, start, end, asset)
        self.app.select([made.id])

    def engine(self) -> EngineSpec:
        """The first image engine that can run. Raises InputError when there is none."""
        ready = [state for state in self.app.queue.registry.for_task("image") if state.ready]
        if not ready:
            raise self.app.queue.registry.problem or InputError(
                "no_engine",
                Text("No image engine is ready on this machine."),
                Text("See Models in the library."),
            )
        return ready[0].spec

    def generate(self) -> None:
        """Queue a picture for the prompt; it takes its place when it is done."""
        self.error = None
        try:
            clip, start, end = self.range()
            request = order(self.app.require_project(), clip.id, start, end, self.prompt, self.engine())
        except StudioError as error:
            self.error = error
            return
        self.job = self.app.queue.submit(request)

    def cancel(self) -> None:
        """Stop the job."""
        if self.job is not None:
            self.app.queue.cancel(self.job.id)

    def _on_job(self, job: Job) -> None:
        if job.request.purpose != PURPOSE or self.job is None or job.id != self.job.id:
            return
        if not job.finished:
            self.job = job
            return
        self.job = None
        if job.error is not None and job.state == "failed":
            self.error = as_exception(job.error)

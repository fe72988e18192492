"""Exports from the workspace's view-model through the queue to a film on disk, in a real process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from studio.core import ticks
from studio.core.settings import Settings
from studio.flows import exporting
from studio.jobs.session import JobSession
from studio.media.images import save_png
from studio.project.handle import Project
from studio.project.imports import import_file
from studio.project.model import CaptionTrack, Cue, Sequence, Track, replace
from studio.state.app_state import AppState
from studio.state.background import InlineTasks
from studio.video.clips import add_clip
from studio.wire.messages import Progress
from studio.workspaces.export.state.view_model import ExportState

SECOND = ticks.TICKS_PER_SECOND


@pytest.fixture
def session() -> Iterator[JobSession]:
    with JobSession() as one:
        exporting.register(one.queue, one.supervisor.tasks)
        yield one


@pytest.fixture
def app(session: JobSession, tmp_path: Path) -> Iterator[AppState]:
    """A project of 320x180 with a still of two seconds and one caption."""
    project = Project.create(tmp_path / "Film", "Film")
    picture = np.zeros((180, 320, 3), np.uint8)
    picture[:, :160] = (200, 80, 40)
    save_png(tmp_path / "still.png", picture, {})
    sequence = project.all(Sequence)[0]
    with project.edit("Small") as edit:
        edit.put(replace(sequence, width=320, height=180))
        captions = project.children(sequence.id, CaptionTrack)[0]
        edit.put(Cue(id="cue_one", parent=captions.id, start=0, end=SECOND, text="Hello"))
    asset = import_file(project, tmp_path / "still.png")
    track = next(entry for entry in project.children(sequence.id, Track) if entry.role == "video")
    add_clip(project, track.id, asset, 0, duration=2 * SECOND)
    state = AppState(Settings(), session.queue, InlineTasks())
    state.set_project(project)
    yield state
    state.set_project(None)


def finish(session: JobSession, job: str) -> None:
    session.pump_until(lambda: session.queue.get(job).finished)


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_film_is_exported_checked_and_named_and_exported_again_from_its_segments(
    session: JobSession, app: AppState
) -> None:
    state = ExportState(app)
    assert state.frames == 48
    (job,) = state.export()
    finish(session, job.id)
    done = session.queue.get(job.id)
    assert done.state == "succeeded", done.error
    assert done.handled
    result = exporting.result_of(done)
    assert result is not None
    assert result.verify is not None
    assert result.verify.ok
    assert result.verify.frames == 48
    assert result.rendered == result.segments
    folder = app.require_project().exports
    assert left_in(folder) == ["Film.mp4"]
    (again,) = state.export()
    finish(session, again.id)
    second = exporting.result_of(session.queue.get(again.id))
    assert second is not None
    assert second.rendered == 0
    assert left_in(folder) == ["Film 2.mp4", "Film.mp4"]
    assert "48 frames" in state.report(session.queue.get(again.id))


def test_the_estimate_tells_the_size_and_after_one_film_the_time_of_another(
    session: JobSession, app: AppState
) -> None:
    state = ExportState(app)
    assert state.estimate.startswith("320 × 180 · 24 fps · 0:02.0 · about ")
    assert "to make" not in state.estimate
    (job,) = state.export()
    finish(session, job.id)
    state.presets = ("film-mp4-clean",)
    assert state.estimate.endswith(" to make")
    state.presets = ("film-mp4-draft",)  # encodes otherwise, so its time is not known
    assert state.estimate.startswith("854 × 480 · 24 fps")
    assert "to make" not in state.estimate


def test_a_cancelled_export_leaves_nothing_and_can_be_tried_again(
    session: JobSession, app: AppState, leaves_no_process: None
) -> None:
    project = app.require_project()
    sequence = project.all(Sequence)[0]
    with project.edit("Long") as edit:
        edit.put(Cue(id="cue_late", parent=project.children(sequence.id, CaptionTrack)[0].id,
                     start=600 * SECOND, end=601 * SECOND, text="Late"))  # fmt: skip
    out = project.exports / "Long.mp4"
    job = exporting.submit(session.queue, project, sequence.id, "film-mp4", out)
    seen: list[str] = []

    def stop(event: object) -> None:
        if isinstance(event, Progress) and event.stage == "rendering":
            session.queue.cancel(job.id)
            seen.append(session.queue.get(job.id).state)

    session.pump_until(lambda: session.queue.get(job.id).finished, stop)
    assert seen[0] == "cancelling"
    assert session.queue.get(job.id).state == "cancelled"
    assert left_in(project.exports) == []
    assert Path(job.request.inputs["job"]).exists()


def test_several_presets_are_queued_at_once_and_captions_need_no_film(
    session: JobSession, app: AppState
) -> None:
    state = ExportState(app)
    state.presets = ("captions-srt", "captions-vtt")
    jobs = state.export()
    for job in jobs:
        finish(session, job.id)
    assert left_in(app.require_project().exports) == ["Film.srt", "Film.vtt"]


def test_the_range_between_in_and_out_is_exported(session: JobSession, app: AppState) -> None:
    state = ExportState(app)
    app.in_point, app.out_point = SECOND, 2 * SECOND
    state.refresh()
    state.whole = False
    assert state.frames == 24
    state.presets = ("film-mp4-clean",)
    (job,) = state.export()
    finish(session, job.id)
    result = exporting.result_of(session.queue.get(job.id))
    assert result is not None
    assert result.verify is not None
    assert result.verify.frames == 24


def test_an_empty_sequence_and_a_missing_source_are_told_in_words(
    session: JobSession, app: AppState, tmp_path: Path
) -> None:
    app.workspace = "export"
    state = ExportState(app)
    (tmp_path / "still.png").unlink()
    assert state.export() == ()
    assert state.problem is not None
    assert state.problem.code == "media_missing"
    project = app.require_project()
    sequence = project.all(Sequence)[0]
    with project.edit("Clear") as edit:
        for track in (*project.children(sequence.id, Track), *project.children(sequence.id, CaptionTrack)):
            edit.remove(track.id)
    assert state.empty


def test_what_was_chosen_comes_back_with_the_project(session: JobSession, app: AppState) -> None:
    state = ExportState(app)
    state.presets = ("film-mp4-draft",)
    state.folder = "/somewhere/else"
    state.remember()
    again = ExportState(app)
    assert (again.presets, again.folder) == (("film-mp4-draft",), "/somewhere/else")

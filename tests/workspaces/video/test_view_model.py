"""Edits of the Video workspace: keyframes at the playhead, cuts, first media, replacing a range."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from studio.core import ticks
from studio.core.errors import InputError, StudioError
from studio.flows.replace import PURPOSE, deliver
from studio.jobs.model import Job, JobOutput
from studio.media.images import load_image, save_png
from studio.project.model import Asset, Clip, Effect, Keyframe, MediaFacts, Sequence, Track, replace
from studio.stage.timeline.state.view_model import TimelineState
from studio.state.app_state import AppState
from studio.state.library import LibraryState
from studio.video import clips
from studio.video.format import common_rate
from studio.wire.spec import EngineSpec, EngineState
from studio.workspaces.captions.state import listening as captions_listening
from studio.workspaces.video.state.replace import ReplaceState
from studio.workspaces.video.state.view_model import VideoState
from tests.apps import open_app

SECOND = ticks.TICKS_PER_SECOND


PAINTER = EngineSpec(id="paint", task="image", title="Painter", version="1", licence="CC0-1.0", params=())


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppState]:
    with open_app(tmp_path, (EngineState(spec=PAINTER, ready=True),)) as state:
        fill(state)
        yield state


def fill(state: AppState) -> None:
    """A film of an odd size and a picture, neither of them on disk."""
    project = state.require_project()
    facts = MediaFacts(
        duration=10 * SECOND,
        width=1921,
        height=1080,
        rate="30000/1001",
        frames=300,
        has_video=True,
        has_audio=True,
    )
    with project.edit("Import") as edit:
        edit.put(
            Asset(id="film", parent="project", name="film", media="video", source="film.mp4", facts=facts)
        )
        edit.put(Asset(id="still", parent="project", name="still", media="image", source="still.png"))


@pytest.fixture
def state(app: AppState) -> VideoState:
    video = VideoState(app)
    video.add([app.require_project().get("still", Asset)], 0)
    return video


def seek(app: AppState, seconds: float) -> None:
    app.seek(ticks.from_seconds(seconds))


def test_the_first_film_gives_an_empty_sequence_its_size_and_rate_in_one_undo_step(app: AppState) -> None:
    before = app.sequence()
    VideoState(app).add([app.require_project().get("film", Asset)])
    film = app.sequence()
    assert (film.width, film.height, film.rate) == (1920, 1080, "30000/1001")
    app.undo()
    assert app.sequence() == before
    assert app.require_project().all(Clip) == []


def by_library(app: AppState, ids: list[str]) -> None:
    LibraryState(app).put_on_timeline(ids)


def by_drop_on_the_timeline(app: AppState, ids: list[str]) -> None:
    TimelineState(app).drop(ids, 0)


def by_transcribing(app: AppState, ids: list[str]) -> None:
    for one in ids:
        project = app.require_project()
        captions_listening.lay(project, app.sequence_id, project.get(one, Asset))


@pytest.mark.parametrize("way", [by_library, by_drop_on_the_timeline, by_transcribing])
def test_whichever_way_the_first_film_comes_it_gives_the_sequence_its_format(
    app: AppState, way: Callable[[AppState, list[str]], None]
) -> None:
    before = app.sequence()
    way(app, ["film"])
    film = app.sequence()
    assert (film.width, film.height, film.rate) == (1920, 1080, "30000/1001")
    app.undo()
    assert app.sequence() == before
    assert app.require_project().all(Clip) == []


def test_a_picture_laid_together_with_the_first_film_does_not_keep_its_format_away(app: AppState) -> None:
    by_drop_on_the_timeline(app, ["still", "film"])
    assert app.sequence().width == 1920
    assert len(app.require_project().all(Clip)) == 2
    app.undo()
    assert app.require_project().all(Clip) == []


def test_sound_alone_leaves_the_format_open(app: AppState) -> None:
    project = app.require_project()
    with project.edit("Import") as edit:
        edit.put(Asset(id="song", parent="project", name="song", media="audio", source="song.wav"))
    by_drop_on_the_timeline(app, ["song"])
    by_drop_on_the_timeline(app, ["film"])
    assert app.sequence().width == 1920


def test_files_that_cannot_be_used_do_not_keep_the_others_away(app: AppState, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.png", tmp_path / "bad.mp4"
    save_png(good, np.zeros((8, 8, 3), np.uint8))
    bad.write_bytes(b"no film at all")
    video = VideoState(app)
    video.add_files([bad, good])
    assert [clip.label for clip in app.require_project().all(Clip)] == ["good"]
    assert video.error is not None
    assert "bad.mp4" in video.error.message


def test_a_second_film_changes_nothing_of_the_sequence(app: AppState, state: VideoState) -> None:
    before = app.sequence()
    state.add([app.require_project().get("film", Asset)], 10 * SECOND)
    assert app.sequence() == before


def test_odd_rates_become_the_common_rate_they_mean() -> None:
    assert common_rate("24000/1001") == "24000/1001"
    assert common_rate("2997/100") == "30000/1001"
    assert common_rate("24/1") == "24/1"
    assert common_rate("15/1") == "15/1"
    assert common_rate("240/1") == "60/1"
    assert common_rate("") == ""
    assert common_rate("149/5") == "149/5"
    assert common_rate("149/5", variable=True) == "30/1", "a mean is no rate to edit at"
    assert common_rate("30000/1001", variable=True) == "30000/1001"


def test_a_keyframe_is_added_and_taken_away_at_the_playhead(app: AppState, state: VideoState) -> None:
    seek(app, 1)
    state.toggle_keyframe("transform", "scale")
    seek(app, 3)
    state.set_param("transform", "scale", 2.0)
    project = app.require_project()
    assert [(key.at, key.value) for key in state.keyframes("transform", "scale")] == [
        (SECOND, 1.0),
        (3 * SECOND, 2.0),
    ]
    seek(app, 2)
    assert state.values("transform")["scale"] == pytest.approx(1.5)
    state.step_keyframe("transform", "scale", 1)
    assert app.playhead == 3 * SECOND
    state.toggle_keyframe("transform", "scale")
    assert len(state.keyframes("transform", "scale")) == 1
    app.undo()
    app.undo()
    app.undo()
    assert project.all(Keyframe) == []
    assert project.all(Effect) == [], "the first keyframe brought its effect in the same step"


def test_taking_the_last_keyframe_away_keeps_its_value(app: AppState, state: VideoState) -> None:
    state.toggle_keyframe("transform", "opacity")
    state.set_param("transform", "opacity", 0.5)
    state.toggle_keyframe("transform", "opacity")
    assert state.keyframes("transform", "opacity") == []
    assert state.values("transform")["opacity"] == 0.5


def test_a_drag_is_one_undo_step_and_commit_ends_it(app: AppState, state: VideoState) -> None:
    for value in (0.1, 0.2, 0.3):
        state.set_param("colour", "exposure", value)
    state.commit()
    state.set_param("colour", "exposure", 0.9)
    app.undo()
    assert state.values("colour")["exposure"] == 0.3
    app.undo()
    assert state.effect("colour") is None


def test_a_drag_of_a_keyframe_is_one_undo_step(app: AppState, state: VideoState) -> None:
    state.toggle_keyframe("transform", "x")
    for value in (0.1, 0.2, 0.3):
        state.set_param("transform", "x", value)
    app.undo()
    assert [key.value for key in state.keyframes("transform", "x")] == [0.0]


def test_split_and_trim_at_the_playhead(app: AppState, state: VideoState) -> None:
    project = app.require_project()
    seek(app, 2)
    state.split()
    first, second = sorted(project.all(Clip), key=lambda clip: clip.start)
    assert (first.end, second.start) == (2 * SECOND, 2 * SECOND)
    app.select([second.id])
    seek(app, 3)
    state.trim("start")
    assert project.get(second.id, Clip).start == 3 * SECOND
    seek(app, 4)
    state.trim("end")
    frame = ticks.from_frame(1, app.sequence().frame_rate)
    assert project.get(second.id, Clip).end == 4 * SECOND + frame, "the frame that is seen stays"
    state.delete()
    assert [clip.id for clip in project.all(Clip)] == [first.id]
    assert app.selection == frozenset()


def test_what_lies_on_a_locked_track_is_left_alone(app: AppState, state: VideoState) -> None:
    project = app.require_project()
    track = state.track
    assert track is not None
    with project.edit("Lock") as edit:
        edit.put(replace(track, locked=True))
    seek(app, 2)
    state.split()
    assert app.message is not None
    assert app.message.text == "There is nothing to split under the playhead."
    with pytest.raises(InputError):
        state.delete()


def test_fields_of_the_clip_are_changed_with_undo(app: AppState, state: VideoState) -> None:
    state.change("Label", label="Opening")
    state.change("Level", drag=True, gain_db=-3.0)
    state.change("Level", drag=True, gain_db=-6.0)
    clip = state.clip
    assert clip is not None
    assert (clip.label, clip.gain_db) == ("Opening", -6.0)
    app.undo()
    app.undo()
    assert state.clip is not None
    assert state.clip.label == "still"


def test_the_error_of_an_action_is_shown_in_the_place_and_goes_with_the_next(app: AppState) -> None:
    video = VideoState(app)
    video.attempt(lambda: video.trim("start"))
    assert isinstance(video.error, StudioError)
    video.add([app.require_project().get("still", Asset)], 0)
    video.attempt(video.choose_under_playhead)
    assert video.error is None


def test_a_saved_frame_is_what_is_seen(app: AppState, state: VideoState, tmp_path: Path) -> None:
    project = app.require_project()
    with project.edit("Small") as edit:
        edit.put(replace(app.sequence(), width=64, height=36))
    save_png(project.folder / "still.png", np.full((36, 64, 3), (10, 200, 30), np.uint8))
    state.save_frame(tmp_path / "frame.png")
    assert (load_image(tmp_path / "frame.png")[..., :3] == (10, 200, 30)).all()


# ---- replacing


def test_the_marked_range_is_replaced_and_one_undo_brings_it_back(app: AppState, state: VideoState) -> None:
    project = app.require_project()
    before = project.all(Clip)
    app.update(in_point=SECOND, out_point=2 * SECOND)
    replacing = ReplaceState(app)
    replacing.with_asset(project.get("film", Asset))
    spans = sorted((clip.start, clip.end, clip.asset) for clip in project.all(Clip))
    assert [span[2] for span in spans] == ["still", "film", "still"]
    assert spans[1][:2] == (SECOND, 2 * SECOND)
    app.undo()
    assert project.all(Clip) == before


def test_without_a_range_it_is_the_frame_under_the_playhead(app: AppState, state: VideoState) -> None:
    seek(app, 1)
    clip, start, end = ReplaceState(app).range()
    frame = ticks.from_frame(1, app.sequence().frame_rate)
    assert (clip.asset, start, end) == ("still", SECOND, SECOND + frame)
    seek(app, 60)
    with pytest.raises(InputError):
        ReplaceState(app).range()


def make(app: AppState, sha256: str) -> tuple[Job, tuple[JobOutput, ...]]:
    replacing = ReplaceState(app)
    replacing.prompt = "a red lighthouse"
    replacing.generate()
    assert replacing.error is None
    request = app.queue.jobs()[-1].request
    assert (request.purpose, request.store) == (PURPOSE, app.store_name)
    outputs = (
        JobOutput(role="image", path="", sha256=sha256, suffix=".png", meta={"width": 8, "height": 8}),
    )
    return Job(id="job", request=request), outputs


@pytest.fixture
def painted(app: AppState, tmp_path: Path) -> str:
    save_png(tmp_path / "new.png", np.zeros((8, 8, 3), np.uint8))
    return app.require_project().store.keep(tmp_path / "new.png")[0]


def test_a_made_picture_takes_its_place_once_and_covers_the_frame(
    app: AppState, state: VideoState, painted: str
) -> None:
    project = app.require_project()
    app.update(in_point=SECOND, out_point=2 * SECOND)
    job, outputs = make(app, painted)
    asset = deliver(project, job, outputs)
    assert asset is not None
    assert deliver(project, job, outputs) is None, "a second delivery changes nothing"
    placed = [clip for clip in project.all(Clip) if clip.asset == asset.id]
    assert [(clip.start, clip.end) for clip in placed] == [(SECOND, 2 * SECOND)]
    assert project.children(placed[0].id, Effect)[0].params == {"fit": "cover"}
    app.undo()
    assert len(project.all(Clip)) == 1


def test_a_made_picture_follows_its_clip_and_is_not_lost_without_it(
    app: AppState, state: VideoState, painted: str
) -> None:
    project = app.require_project()
    app.update(in_point=SECOND, out_point=2 * SECOND)
    job, outputs = make(app, painted)
    clips.move(project, [state.clip_id], 4 * SECOND)
    asset = deliver(project, job, outputs)
    assert asset is not None
    assert next(clip for clip in project.all(Clip) if clip.asset == asset.id).start == 5 * SECOND
    app.update(in_point=5 * SECOND, out_point=6 * SECOND)
    job, outputs = make(app, painted)
    for track in project.children(app.sequence_id, Track):
        clips.delete(project, [clip.id for clip in project.children(track.id, Clip)])
    asset = deliver(project, job, outputs)
    assert asset is not None
    assert project.find(asset.id) is not None
    assert project.all(Clip) == []


def test_a_replacement_without_words_says_so(app: AppState, state: VideoState) -> None:
    replacing = ReplaceState(app)
    replacing.generate()
    assert replacing.error is not None
    assert replacing.job is None
    assert len(app.require_project().all(Sequence)) == 1


def test_importing_files_lays_them_down(app: AppState, tmp_path: Path) -> None:
    save_png(tmp_path / "one.png", np.zeros((8, 8, 3), np.uint8))
    video = VideoState(app)
    video.add_files([tmp_path / "one.png"])
    assert video.error is None
    assert [clip.label for clip in app.require_project().all(Clip)] == ["one"]
    video.add_files([tmp_path / "none.png"])
    assert video.error is not None

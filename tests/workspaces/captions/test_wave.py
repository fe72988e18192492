"""The waveform of Captions without its widget: what is in sight, what a drag does; snapping to cuts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core.ticks import TICKS_PER_SECOND, from_frame, from_seconds
from studio.project.imports import import_file
from studio.project.model import Cue, Track, replace
from studio.state.app_state import Look
from studio.workspaces.captions.state.listening import lay
from studio.workspaces.captions.state.view_model import CaptionsState
from studio.workspaces.captions.state.wave import WaveState
from tests.apps import HeldTasks, open_app

SECOND = TICKS_PER_SECOND


@pytest.fixture
def state(tmp_path: Path) -> Iterator[CaptionsState]:
    with open_app(tmp_path) as app:
        yield CaptionsState(app)


@pytest.fixture
def wave(state: CaptionsState) -> WaveState:
    """100 px per second, 1000 px wide."""
    made = WaveState(state)
    made.width, made.zoom = 1000, 100.0
    return made


def add(state: CaptionsState, *spans: tuple[float, float]) -> list[Cue]:
    cues = [
        Cue(
            id=f"cue{n}", parent=state.track.id, start=from_seconds(a), end=from_seconds(b), text="some words"
        )
        for n, (a, b) in enumerate(spans)
    ]
    with state.app.project.edit("Add") as edit:
        edit.put_all(cues)
    return [found for cue in cues if (found := state.rows.find(cue.id)) is not None]


def test_the_pointer_finds_edges_and_bodies_of_cues(state: CaptionsState, wave: WaveState) -> None:
    add(state, (1, 3), (3, 5), (6, 6.1))
    found = [wave.hit(x) for x in (50, 102, 200, 298, 303, 550)]
    assert [(hit.part, hit.cue.id if hit.cue else "") for hit in found] == [
        ("none", ""), ("start", "cue0"), ("body", "cue0"), ("end", "cue0"), ("start", "cue1"), ("none", ""),
    ]  # fmt: skip
    assert wave.hit(605).part == "body"  # even a short cue has a middle to be moved by
    state.choose(["cue1"])
    assert (wave.hit(298).part, wave.hit(298).cue.id) == (
        "start",
        "cue1",
    )  # the chosen one's edge comes first


def test_a_dragged_edge_catches_what_is_near_and_stays_between_its_neighbours(
    state: CaptionsState, wave: WaveState
) -> None:
    first, second, _third = add(state, (1, 3), (5, 7), (9, 10))
    gap = state.limits(state.app.project).gap
    state.app.seek(4 * SECOND)
    assert wave.dragged(second, "start", -SECOND + SECOND // 50).start == 4 * SECOND  # the playhead
    drag = wave.dragged(second, "end", 2 * SECOND - SECOND // 50)
    assert (drag.end, drag.snap) == (9 * SECOND - gap, 9 * SECOND - gap)  # a readable pause is left
    assert wave.dragged(second, "end", 30 * SECOND).end == 9 * SECOND
    assert wave.dragged(second, "start", -30 * SECOND).start == first.end
    assert wave.dragged(second, "start", 30 * SECOND).start < second.end
    rate, odd = state.rate, int(0.4321 * SECOND)
    on_frame = wave.dragged(second, "start", odd)
    assert from_frame(round(on_frame.start * rate / SECOND), rate) == on_frame.start
    assert wave.dragged(second, "start", odd, free=True).start == second.start + odd


def test_a_dragged_edge_is_seen_in_the_viewer(state: CaptionsState, wave: WaveState) -> None:
    _, second = add(state, (1, 3), (5, 6))
    wave.look(wave.dragged(second, "body", SECOND), "body")
    assert state.app.look is None
    drag = wave.dragged(second, "end", SECOND)
    wave.look(drag, "end")
    assert state.app.look == Look(drag.end - 1), "the last moment with the caption"
    drag = wave.dragged(second, "start", -SECOND // 2)
    wave.look(drag, "start")
    assert state.app.look is not None
    assert state.app.look.at >= drag.start


def test_a_dragged_body_keeps_its_length_and_is_one_edit(state: CaptionsState, wave: WaveState) -> None:
    _first, second, _third = add(state, (1, 3), (5, 7), (9, 10))
    drag = wave.dragged(second, "body", -30 * SECOND)
    assert (drag.start, drag.end) == (3 * SECOND, 5 * SECOND)
    assert state.rows.find("cue1") == second  # only shown so far
    wave.drop(drag)
    assert state.rows.find("cue1").start == 3 * SECOND
    state.app.undo()
    assert state.rows.find("cue1") == second


def test_the_view_follows_the_chosen_cue_and_the_playhead(state: CaptionsState, wave: WaveState) -> None:
    add(state, (1, 3), (5, 7), (100, 102))
    state.choose(["cue1"])
    assert wave.scroll == 0  # in sight: nothing moves
    state.choose(["cue2"])
    assert 0 < wave.x(100 * SECOND) < wave.x(102 * SECOND) < wave.width
    state.app.seek(0)
    assert wave.scroll == 0
    state.app.playing = True
    state.app.seek(11 * SECOND)
    assert 0 <= wave.x(11 * SECOND) < wave.width / 2


def test_zooming_keeps_the_time_under_the_pointer_and_ends_at_the_whole_film(
    state: CaptionsState, wave: WaveState
) -> None:
    add(state, (1, 3), (50, 60))
    wave.scroll = 20 * SECOND
    before = wave.when(300)
    wave.zoom_by(2, 300)
    assert wave.zoom == 200
    assert abs(wave.when(300) - before) <= wave.span(1)
    for _ in range(40):
        wave.zoom_by(0.5, 0)
    assert wave.x(60 * SECOND) - wave.x(0) > wave.width * 0.9


def test_a_hundred_thousand_cues_are_thinned_to_what_can_be_seen(
    state: CaptionsState, wave: WaveState
) -> None:
    from studio.workspaces.captions.state.rows import listed

    cues = [
        Cue(id=f"c{n:06}", start=n * SECOND, end=n * SECOND + SECOND // 2, text="x") for n in range(100_000)
    ]
    state.rows.load(listed(cues, state.rows._listing.checker))
    wave.zoom = 0.02
    assert len(wave.cues(0, 100_000 * SECOND)) < 1100
    wave.zoom = 100.0
    assert [cue.id for cue in wave.cues(50_000 * SECOND, 50_002 * SECOND)] == ["c050000", "c050001"]


def test_what_sounds_is_drawn_and_what_is_muted_or_music_is_not(
    state: CaptionsState, wave: WaveState, media: Path
) -> None:
    project = state.app.project
    clip = lay(project, state.app.sequence_id, import_file(project, media / "video" / "talk.mp4"))
    assert [sound.clip.id for sound in wave.sounds] == [clip.id]
    with project.edit("Mute") as edit:
        edit.put(replace(edit.get(clip.parent, Track), muted=True))
    assert wave.sounds == ()
    state.app.undo()
    assert len(wave.sounds) == 1


def test_a_recording_on_the_music_track_is_heard_where_nothing_else_is(
    state: CaptionsState, wave: WaveState, media: Path
) -> None:
    project, sequence = state.app.project, state.app.sequence_id
    recording = lay(project, sequence, import_file(project, media / "speech" / "jfk.flac"))
    music = next(track for track in project.children(sequence, Track) if track.role == "music")
    with project.edit("Move to the music") as edit:
        recording = edit.put(replace(recording, parent=music.id))
    assert [sound.clip.id for sound in wave.sounds] == [recording.id]
    assert state.listening.source == "jfk"
    film = lay(project, sequence, import_file(project, media / "video" / "talk.mp4"))
    assert [sound.clip.id for sound in wave.sounds] == [film.id]
    assert state.listening.clip()[0].id == film.id
    state.app.select([recording.id])
    assert state.listening.clip()[0].id == recording.id


# ---- cuts


def test_captions_snap_to_the_cuts_of_the_film_in_one_undo_step(state: CaptionsState, media: Path) -> None:
    """cuts.mp4 has cuts at frames 30, 180 and 394; the second time nothing has to be looked for."""
    project, app = state.app.project, state.app
    lay(project, app.sequence_id, import_file(project, media / "video" / "cuts.mp4"))
    rate = state.rate
    cut = from_frame(180, rate)
    near = (float(from_frame(170, rate) / SECOND), float(from_frame(300, rate) / SECOND))
    add(state, near)
    state.cutting.snap()
    assert state.rows.find("cue0").start == cut
    assert app.message.text == "1 caption snapped to a cut"
    assert state.cutting.cuts_between(0, 20 * SECOND) == [from_frame(n, rate) for n in (30, 180, 394)]
    app.undo()
    assert state.rows.find("cue0").start == from_seconds(near[0])
    assert len(list((project.cache / "cuts").iterdir())) == 1
    app.tasks = HeldTasks()
    state.cutting.snap()
    assert state.cutting.progress is None  # nothing left to look through
    app.tasks.release()
    assert state.rows.find("cue0").start == cut


def test_looking_for_cuts_can_be_stopped(state: CaptionsState, media: Path) -> None:
    project, app = state.app.project, state.app
    lay(project, app.sequence_id, import_file(project, media / "video" / "cuts.mp4"))
    cues = add(state, (5.8, 9))
    app.tasks = held = HeldTasks()
    state.cutting.snap()
    assert state.cutting.running
    state.cutting.snap()
    assert not state.cutting.running
    held.release()
    assert state.rows.find("cue0") == cues[0]
    assert state.error is None


def test_without_a_film_there_are_no_cuts(state: CaptionsState) -> None:
    add(state, (1, 3))
    state.cutting.snap()
    assert state.error.code == "no_film"

"""The Captions workspace without a window: rows kept in step, edits, files, transcribing."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest

from studio.captions.checks import Checker, check_track
from studio.captions.profiles import limits_for
from studio.core.errors import StudioError
from studio.core.ticks import TICKS_PER_SECOND, from_seconds, to_seconds
from studio.engines.recognise import pocketsphinx as recognise_pocketsphinx
from studio.jobs.model import JobEnded, JobOutput, JobStarted
from studio.project.handle import Project
from studio.project.imports import import_file
from studio.project.model import CaptionTrack, Clip, Cue, Style, Word, replace
from studio.state.app_state import AppState
from studio.wire.messages import Progress
from studio.wire.spec import EngineState
from studio.workspaces.captions.state.editing import text_index
from studio.workspaces.captions.state.listening import lay
from studio.workspaces.captions.state.rows import CueRows, RowOp, listed, shows_problem
from studio.workspaces.captions.state.view_model import CaptionsState
from tests.apps import HeldTasks, open_app

SECOND = TICKS_PER_SECOND
LINES = ("Good evening to all of you.", "Short", "And this line goes on and on until nobody wants to read it")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppState]:
    with open_app(tmp_path, (EngineState(spec=recognise_pocketsphinx.SPEC, ready=True),)) as state:
        yield state


@pytest.fixture
def state(app: AppState) -> CaptionsState:
    return CaptionsState(app)


def add(state: CaptionsState, *spans: tuple[float, float, str]) -> list[str]:
    """Put cues on the shown track; their ids are cue0, cue1..."""
    cues = [
        Cue(id=f"cue{number}", parent=state.track.id, start=from_seconds(a), end=from_seconds(b), text=text)
        for number, (a, b, text) in enumerate(spans)
    ]
    with state.app.project.edit("Add") as edit:
        edit.put_all(cues)
    return [cue.id for cue in cues]


def talk(state: CaptionsState) -> list[str]:
    return add(state, (1, 3, LINES[0]), (4, 4.5, LINES[1]), (6, 8, LINES[2]), (9, 11, "Good night."))


def shown(state: CaptionsState) -> list[str]:
    return [cue.text for cue in state.rows.shown]


# ---- rows


def test_rows_follow_any_edits_as_a_fresh_reading_would(state: CaptionsState) -> None:
    """Random inserts, moves, removals and undo under every filter; a view that applies the ops agrees."""
    rng = random.Random(4)
    project, track = state.app.project, state.track.id
    view: list[Cue] = []

    def reset() -> None:
        view[:] = state.rows.shown

    def apply(ops: list[RowOp]) -> None:
        for op in ops:
            if op.cue is None:
                del view[op.row]
            elif op.kind == "insert":
                view.insert(op.row, op.cue)
            else:
                view[op.row] = op.cue

    state.rows.reset.connect(reset)
    state.rows.edited.connect(apply)
    rules = limits_for("en", Fraction(24))
    for round_ in range(150):
        state.only_problems, state.query = rng.random() < 0.4, rng.choice(["", "", "good"])
        known = project.children(track, Cue)
        with project.edit("Edit") as edit:
            for _ in range(rng.randint(1, 4)):
                start = rng.randint(0, 40) * SECOND // 4
                end = start + rng.randint(1, 16) * SECOND // 4
                kind = rng.random()
                if kind < 0.5 or not known:
                    cue = Cue(id=f"c{round_}_{rng.random()}", parent=track, start=start, end=end, text="x")
                    edit.put(replace(cue, text=rng.choice(LINES)))
                elif kind < 0.8:
                    edit.put(replace(rng.choice(known), start=start, end=end, text=rng.choice(LINES)))
                else:
                    edit.remove(rng.choice(known).id)
        if rng.random() < 0.2:
            state.app.undo()
        cues = sorted(project.children(track, Cue), key=lambda cue: (cue.start, cue.id))
        problems = check_track(cues, rules)
        wanted = [
            cue
            for cue in cues
            if (not state.only_problems or shows_problem(problems.get(cue.id, ())))
            and state.query in cue.text.casefold()
        ]
        assert view == wanted == state.rows.shown
        assert state.count == len(cues)
        assert state.marked == sum(shows_problem(found) for found in problems.values())
        assert all(set(state.rows.problems(cue.id)) == set(problems.get(cue.id, ())) for cue in cues)


def test_the_cue_under_a_time_is_found() -> None:
    rows = CueRows()
    rows.load(listed([Cue(id=str(n), start=n * 10, end=n * 10 + 6, text="x") for n in range(50)], Checker()))
    assert [rows.at(when) and rows.at(when).id for when in (0, 5, 6, 251, 999)] == [
        "0",
        "0",
        None,
        "25",
        None,
    ]


def test_going_to_problems_goes_round(state: CaptionsState) -> None:
    talk(state)
    visited = []
    for _ in range(3):
        state.go_to_problem(1)
        visited.append(state.current)
    assert visited == ["cue1", "cue2", "cue1"]
    state.go_to_problem(-1)
    assert state.current == "cue2"
    assert state.app.playhead == 6 * SECOND


def test_a_long_track_is_read_in_the_background(app: AppState) -> None:
    tasks = HeldTasks()
    app.tasks = tasks
    state = CaptionsState(app)
    add(state, *((n * 2, n * 2 + 1.5, "word") for n in range(2500)))
    assert (state.loading, state.count) == (True, 0)
    tasks.release()
    assert (state.loading, state.count) == (False, 2500)


# ---- selecting and editing


def test_the_playhead_goes_to_the_chosen_cue_unless_the_film_plays(state: CaptionsState) -> None:
    ids = talk(state)
    state.choose([ids[2]])
    assert state.app.playhead == 6 * SECOND
    assert state.under == ids[2]
    state.app.playing = True
    state.choose([ids[0]])
    assert state.app.playhead == 6 * SECOND


def test_a_selection_made_elsewhere_arrives(state: CaptionsState) -> None:
    ids = talk(state)
    state.app.select([ids[3], ids[1], "clip_somewhere"])
    assert (state.current, [cue.id for cue in state.chosen()]) == (ids[1], [ids[1], ids[3]])


def test_a_selection_that_was_there_before_the_cues_is_followed(app: AppState, state: CaptionsState) -> None:
    ids = talk(state)
    app.select([ids[2]])
    app.field_changed.emit("sequence_id", app.sequence_id)  # the project is shown anew
    assert state.current_cue is not None
    assert state.current_cue.id == ids[2]


def test_typed_times_are_kept_between_the_neighbours(state: CaptionsState) -> None:
    ids = talk(state)
    assert state.edits.set_time_text(ids[1], "end", "0:07.5")
    assert to_seconds(state.rows.find(ids[1]).end) == 6
    assert state.edits.set_time_text(ids[1], "duration", "1.5")
    assert to_seconds(state.rows.find(ids[1]).end) == 5.5
    assert not state.edits.set_time_text(ids[1], "start", "soon")
    assert "not a valid time" in state.error.message
    assert state.edits.set_time_text(ids[1], "start", "00:00:03:12")
    assert (state.error, to_seconds(state.rows.find(ids[1]).start)) == (None, 3.5)


def test_an_emptied_text_deletes_its_cue_and_undo_brings_it_back(state: CaptionsState) -> None:
    ids = talk(state)
    assert state.edits.set_text(ids[1], "  \n ")
    assert state.rows.find(ids[1]) is None
    state.app.undo()
    assert state.rows.find(ids[1]).text == "Short"


def test_a_split_cuts_at_the_text_cursor_else_at_the_playhead(state: CaptionsState) -> None:
    (cue,) = add(state, (0, 4, "one two three four"))
    state.choose([cue])
    state.cursor = (cue, len("one "))
    state.edits.split()
    assert shown(state) == ["one", "two three four"]
    state.app.undo()
    assert state.current == cue  # the half that was worked on is gone: its whole takes over
    state.app.seek(2 * SECOND)
    state.edits.split()
    assert shown(state) == ["one two", "three four"]
    assert state.rows.find(state.current).start == 2 * SECOND


def test_the_words_decide_where_the_playhead_cuts_a_text() -> None:
    words = tuple(Word(text, n * 10, n * 10 + 8) for n, text in zip((0, 7, 8, 9), "abcd", strict=True))
    cue = Cue(id="c", start=0, end=100, text="a b c d", words=words)
    assert [text_index(cue, when) for when in (0, 50, 76, 99)] == [1, 1, 3, 5]
    assert text_index(replace(cue, text="word", words=()), 10) == 2


def test_merging_takes_the_next_cue_or_the_selected_ones(state: CaptionsState) -> None:
    ids = talk(state)
    state.choose([ids[0]])
    state.edits.merge()
    assert shown(state)[0] == "Good evening to all of you. Short"
    state.choose([ids[3]])
    state.edits.merge()
    assert state.error is not None  # nothing after the last one
    state.choose([ids[2], ids[3]])
    state.edits.merge()
    assert (state.count, state.error) == (2, None)


def test_a_new_cue_goes_behind_the_one_at_the_playhead_and_asks_to_be_typed(state: CaptionsState) -> None:
    talk(state)
    state.app.seek(2 * SECOND)
    state.edits.insert()
    cue = state.rows.find(state.edit_wanted)
    assert 3 < to_seconds(cue.start) < 3.2
    assert cue.end <= 4 * SECOND
    assert state.current == cue.id


def test_typing_begins_a_track_where_there_is_none(state: CaptionsState) -> None:
    state.track_edits.remove()
    assert (state.track, state.tracks) == (None, ())
    state.edits.insert()
    assert (state.count, len(state.tracks)) == (1, 1)


def test_deleting_selects_what_follows(state: CaptionsState) -> None:
    ids = talk(state)
    state.choose([ids[1], ids[2]])
    state.edits.delete()
    assert (state.current, state.count) == (ids[3], 2)
    state.edits.delete()
    state.edits.delete()
    assert (state.current, state.count) == ("", 0)


def test_shifting_and_mending_are_one_undo_step_each(state: CaptionsState) -> None:
    ids = talk(state)
    state.choose(ids[:2])
    state.edits.shift(-5 * SECOND)
    assert [to_seconds(state.rows.find(cue).start) for cue in ids[:2]] == [0, 3]
    state.app.undo()
    before = state.marked
    state.edits.fix(everything=True)
    assert state.marked < before
    state.app.undo()
    assert state.marked == before


def test_replacing_finds_any_case_and_keeps_to_what_is_shown(state: CaptionsState) -> None:
    talk(state)
    state.query = "night"
    assert state.edits.replace_all("GOOD", "Bad") == 1
    state.query = ""
    assert shown(state)[0] == LINES[0]
    assert shown(state)[-1] == "Bad night."


def test_a_dragged_style_is_one_undo_step(state: CaptionsState) -> None:
    for size in (60.0, 61.0, 62.0):
        state.track_edits.change_style(size=size)
    state.app.project.seal()
    state.track_edits.change_style(colour="#FF0000")
    assert (state.style.size, state.style.colour) == (62.0, "#FF0000")
    state.app.undo()
    state.app.undo()
    assert (state.style.size, state.style.colour) == (54.0, "#FFFFFF")


def test_a_lost_style_is_made_anew_when_it_is_changed(state: CaptionsState) -> None:
    with state.app.project.edit("Lose") as edit:
        edit.remove(state.track.style)
    state.track_edits.change_style(bold=True)
    assert state.app.project.get(state.track.style, Style).bold


def test_another_language_brings_other_rules(state: CaptionsState) -> None:
    add(state, (0, 4, "这是一个非常长的句子没有任何人愿意读它因为它没有换行"))
    before = state.marked
    state.track_edits.change(language="zh")
    assert (before, state.marked) == (1, 1)
    assert "32" in state.rows.problems("cue0")[0].message


# ---- files


@pytest.mark.parametrize("suffix", ["srt", "vtt", "ass"])
def test_a_written_track_reads_back(state: CaptionsState, tmp_path: Path, suffix: str) -> None:
    talk(state)
    texts = shown(state)
    path = tmp_path / f"captions.{suffix}"
    state.files.write(path)
    state.files.take(path)
    assert (len(state.tracks), state.track.name) == (2, "captions")
    assert shown(state) == texts


def test_a_file_fills_the_empty_track_and_a_bad_one_says_so(state: CaptionsState, tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\nHello\n", encoding="utf-8")
    state.files.take(path)
    assert (len(state.tracks), shown(state)) == (1, ["Hello"])
    path.write_text("", encoding="utf-8")
    state.files.take(path)
    assert state.error is not None
    assert not state.loading


# ---- transcribing


def words_of(folder: Path) -> tuple[JobOutput, ...]:
    words = [
        {"text": "Hello", "start_s": 1.0, "end_s": 1.4},
        {"text": "there.", "start_s": 1.5, "end_s": 1.9},
    ]
    path = folder / "words.json"
    path.write_text(json.dumps({"words": words, "language": "en"}), encoding="utf-8")
    return (JobOutput(role="words", path=str(path)),)


@pytest.fixture
def clip(state: CaptionsState, media: Path) -> Clip:
    """The talk on the timeline."""
    project = state.app.project
    asset = import_file(project, media / "video" / "talk.mp4")
    return lay(project, state.app.sequence_id, asset)


def take(state: CaptionsState) -> object:
    import threading

    return state.app.queue.take(lambda _job: True, threading.Event(), 5.0)


def test_a_transcription_shows_progress_and_lands_in_the_empty_track(
    state: CaptionsState, clip: Clip, tmp_path: Path
) -> None:
    assert state.listening.source == "talk"
    state.transcribe()
    assert state.listening.running
    queue = state.app.queue
    job = take(state).job
    queue.apply(JobStarted(job=job.id, lane="test", started=0.0))
    queue.apply(Progress(job=job.id, stage="listening", done=3, total=4))
    assert (state.listening.progress, state.listening.stage[:9]) == (0.75, "Listening")
    done = msgspec.structs.replace(job, state="succeeded", outputs=words_of(tmp_path))
    queue.update(done)
    queue.apply(JobEnded(job=done))
    assert shown(state) == ["Hello there."]
    assert (len(state.tracks), state.listening.running) == (1, False)
    state.app.undo()
    assert state.count == 0


def test_transcribing_again_never_overwrites_corrected_captions(
    state: CaptionsState, clip: Clip, tmp_path: Path
) -> None:
    talk(state)
    state.transcribe()
    job = msgspec.structs.replace(take(state).job, state="succeeded", outputs=words_of(tmp_path))
    state.app.queue.update(job)
    state.app.queue.apply(JobEnded(job=job))
    assert (len(state.tracks), shown(state)) == (2, ["Hello there."])
    state.choose_track(state.tracks[0].id)
    assert state.count == 4


def test_cancelling_works_before_and_after_the_job_began(state: CaptionsState, clip: Clip) -> None:
    held = HeldTasks()
    state.app.tasks = held
    state.transcribe()
    state.transcribe()  # the primary action is Cancel now
    held.release()
    assert not state.listening.running
    assert state.app.queue.jobs() == []
    state.transcribe()
    held.release()
    state.listening.cancel()
    assert [job.state for job in state.app.queue.jobs()] == ["cancelled"]
    assert not state.listening.running


def test_a_failed_transcription_says_why(state: CaptionsState, clip: Clip) -> None:
    state.transcribe()
    from studio.jobs.model import job_error

    error = job_error(StudioError("worker_died", "The worker stopped.", "Try again."))
    job = msgspec.structs.replace(take(state).job, state="failed", error=error)
    state.app.queue.update(job)
    state.app.queue.apply(JobEnded(job=job))
    assert (state.listening.error.message, state.listening.running) == ("The worker stopped.", False)


def test_a_dropped_video_goes_on_the_empty_timeline_and_is_transcribed(
    state: CaptionsState, media: Path
) -> None:
    state.files.take(media / "video" / "talk.mp4")
    (clip,) = state.app.project.all(Clip)
    assert clip.start == 0
    assert state.app.sequence().frame_rate == 30
    assert state.listening.running
    assert state.app.queue.jobs()[0].request.target["clip"] == clip.id


def test_without_sound_there_is_nothing_to_transcribe(state: CaptionsState) -> None:
    state.transcribe()
    assert state.listening.error.code == "nothing_to_transcribe"
    assert not state.listening.running


def test_another_project_shows_its_own_captions(state: CaptionsState, tmp_path: Path) -> None:
    talk(state)
    state.app.set_project(Project.create(tmp_path / "Other"))
    assert (state.count, state.current) == (0, "")
    state.app.set_project(None)
    assert (state.track, state.tracks) == (None, ())
    state.edits.insert()  # says that no project is open, and does nothing else
    assert state.error.code == "no_project"


def test_the_commands_can_be_used_when_they_mean_something(state: CaptionsState) -> None:
    state.app.workspace = "captions"
    state = state.app.part(CaptionsState)
    table = state.app.commands
    assert not table.run("cue.split")
    assert table.run("cue.insert")
    assert table.run("cue.later")
    assert state.rows.find(state.current).start == from_seconds(Fraction(1, 24))
    state.app.workspace = "video"
    assert not table.enabled("cue.insert")


def test_the_shown_track_comes_back_with_the_project(app: AppState) -> None:
    state = CaptionsState(app)
    state.track_edits.add()
    assert isinstance(state.track, CaptionTrack)
    wanted = state.track.id
    assert CaptionsState(app).track.id == wanted

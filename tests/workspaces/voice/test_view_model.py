"""The Voice workspace without a window: scripts become lines, lines are spoken, takes chosen, voices cast."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio.core.ids import new_id
from studio.core.settings import Settings
from studio.core.ticks import TICKS_PER_SECOND, from_seconds
from studio.jobs.session import JobSession
from studio.project.handle import Project
from studio.project.model import (
    Asset,
    CaptionTrack,
    Clip,
    Cue,
    Line,
    Speaker,
    Take,
    Track,
    Voice,
    replace,
)
from studio.state.app_state import AppState
from studio.state.background import InlineTasks
from studio.workspaces.voice.state.view_model import VoiceState
from tests.apps import open_app
from tests.voice.casting import ENGINE, SCRIPT

SECOND = TICKS_PER_SECOND


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppState]:
    """An app with a project, known voices and nobody who works."""
    with open_app(tmp_path, (ENGINE,)) as state:
        yield state


@pytest.fixture
def voice(app: AppState) -> Iterator[VoiceState]:
    state = VoiceState(app)
    yield state
    state.close()


def texts(state: VoiceState) -> list[str]:
    return [row.text for row in map(state.row, state.line_ids) if row is not None]


def test_a_script_becomes_cast_lines(voice: VoiceState):
    voice.sources.load_script(SCRIPT)
    rows = [voice.row(line_id) for line_id in voice.line_ids]
    assert [(row.number, row.scene, row.speaker, row.manner) for row in rows] == [
        (1, "The climb", "ANN", ""),
        (2, "The climb", "BOB", "slowly"),
        (3, "The end", "ANN", ""),
    ]
    assert {row.state for row in rows} == {"unspoken"}
    assert rows[0].voice
    assert rows[0].voice == rows[2].voice != rows[1].voice
    assert voice.to_speak == 3
    assert [(row.name, row.lines) for row in voice.cast.rows] == [("ANN", 2), ("BOB", 1)]


def test_a_script_without_lines_says_what_a_line_is(voice: VoiceState):
    voice.sources.load_script(".A\n\nNobody is here.\n")
    assert voice.error is not None
    assert voice.error.code == "no_lines"
    voice.sources.load_script("")
    assert voice.error.code == "empty_script"


def test_scripts_wait_for_the_voices_to_be_known(app: AppState, voice: VoiceState):
    app.queue.registry.known = False
    voice.sources.load_script(SCRIPT)
    assert not any(row.voice for row in voice.cast.rows)
    assert voice.loading
    app.queue.registry.known = True
    app.queue.registry.changed.emit()
    assert all(row.voice for row in voice.cast.rows)
    assert not voice.loading


def test_lines_are_edited_added_moved_and_removed_undoably(app: AppState, voice: VoiceState):
    voice.sources.load_script(SCRIPT)
    first, second, third = voice.line_ids
    voice.edits.set_text(first, " Hello \n again. ")
    voice.edits.set_manner([first, second], "(whispering)")
    assert voice.row(first).text == "Hello again."
    assert voice.row(second).manner == "whispering"
    added = voice.edits.add(first, "New.")
    assert texts(voice) == ["Hello again.", "New.", "Good morning.", "Goodbye."]
    assert voice.row(added).speaker == "ANN"
    voice.edits.move(added, 1)
    assert texts(voice) == ["Hello again.", "Good morning.", "New.", "Goodbye."]
    voice.edits.move(added, 1)
    assert (voice.row(added).scene, voice.row(added).number) == ("The end", 3)
    voice.edits.move(added, 1)
    voice.edits.move(added, 1)  # at the end already
    assert texts(voice)[-1] == "New."
    voice.edits.set_speaker_name([added], "Cleo")
    assert voice.row(added).speaker == "Cleo"
    voice.edits.set_speaker_name([added], "bob")
    assert voice.row(added).speaker == "BOB"
    voice.edits.remove([first, added])
    assert voice.line_ids == (second, third)
    app.undo()
    assert voice.line_ids == (first, second, third, added)


def test_a_line_added_to_an_empty_film_is_the_first(voice: VoiceState):
    voice.edits.add(text="Alone.")
    assert texts(voice) == ["Alone."]


def test_cues_become_lines_with_slots(app: AppState, voice: VoiceState):
    project = app.require_project()
    track = project.children(app.sequence_id, CaptionTrack)[0]
    voice.sources.dub_captions()
    assert voice.error.code == "no_cues"
    with project.edit("Cues") as edit:
        for second in (1, 3):
            edit.put(
                Cue(
                    id=new_id("cue"),
                    parent=track.id,
                    start=from_seconds(second),
                    end=from_seconds(second + 1.5),
                    text=f"Cue {second}",
                )
            )
    assert voice.has_cues
    voice.sources.dub_captions()
    rows = [voice.row(line_id) for line_id in voice.line_ids]
    assert [(row.text, row.slot, row.speaker) for row in rows] == [
        ("Cue 1", from_seconds(1.5), "NARRATOR"),
        ("Cue 3", from_seconds(1.5), "NARRATOR"),
    ]
    assert voice.position_of(rows[1].id) == from_seconds(3)


def test_voices_are_searched_by_words_and_language(voice: VoiceState):
    cast = voice.cast
    assert cast.languages == ("en", "fr")
    cast.language = "en"
    assert len(cast.voices) == 3
    cast.query = "male"
    assert [entry.id for entry in cast.voices] == ["en-gb+m3"]
    cast.query = "america wom"
    assert [entry.id for entry in cast.voices] == ["en-us+f3"]


def test_voices_of_the_films_language_come_first(app: AppState, voice: VoiceState, tmp_path: Path):
    assert voice.cast.language == "en"  # of the caption track
    voice.cast.language = ""
    app.select(["anything"])
    assert voice.cast.language == ""  # what was chosen stays


def test_another_voice_replaces_the_one_before(app: AppState, voice: VoiceState):
    voice.sources.load_script(SCRIPT)
    cast = voice.cast
    cast.current = cast.rows[0].id
    before = len(app.require_project().all(Voice))
    cast.use("speech_espeak", "en-gb+m3")
    assert cast.row().voice == "English (Great Britain), man 1"
    assert len(app.require_project().all(Voice)) == before
    app.undo()
    assert cast.row().voice_id != "en-gb+m3"


def test_a_shared_voice_becomes_ones_own_when_it_is_bent(app: AppState, voice: VoiceState):
    voice.sources.load_script(SCRIPT)
    cast = voice.cast
    ann, bob = cast.rows
    cast.current = bob.id
    cast.use("speech_espeak", ann.voice_id)
    cast.set_param("rate", 1.25)
    assert cast.param_values() == {"rate": 1.25}
    cast.current = ann.id
    assert cast.param_values() == {"rate": 1.0}
    cast.set_param("rate", 9.0)  # out of range
    assert cast.param_values() == {"rate": 1.0}


def test_speakers_are_added_renamed_and_only_removed_when_silent(app: AppState, voice: VoiceState):
    voice.sources.load_script(SCRIPT)
    voice.cast.add_speaker("Cleo")
    assert voice.cast.row().name == "Cleo"
    voice.cast.rename(voice.cast.current, "Clea")
    ann = voice.cast.rows[0].id
    voice.cast.remove(ann)
    assert [row.name for row in voice.cast.rows] == ["ANN", "BOB", "Clea"]
    voice.cast.remove(voice.cast.current)
    assert len(app.require_project().all(Speaker)) == 2


def test_only_two_or_more_selected_lines_narrow_what_is_spoken(app: AppState, voice: VoiceState):
    voice.sources.load_script(SCRIPT)
    first, second, _third = voice.line_ids
    voice.choose([first], first)
    assert voice.to_speak == 3
    voice.choose([first, second], second)
    assert voice.to_speak == 2
    voice.speak()
    assert [voice.state_of(line) for line in voice.line_ids] == ["waiting", "waiting", "unspoken"]
    assert voice.speaking.running
    assert len(app.queue.jobs()) == 2
    voice.cancel()
    assert not voice.speaking.running
    assert voice.state_of(first) == "unspoken"


def film_of_lines(app: AppState, voice: VoiceState) -> tuple[str, ...]:
    """The script, laid out as clips of two seconds, one after another from second 1."""
    voice.sources.load_script(SCRIPT)
    project = app.require_project()
    track = next(track for track in project.all(Track) if track.role == "voice")
    with project.edit("Lay out") as edit:
        for number, line in enumerate(voice.line_ids):
            start = from_seconds(1 + 2 * number)
            edit.put(Clip(id=f"clip_{line}", parent=track.id, asset="none", start=start,
                          duration=from_seconds(1.5), line=line))  # fmt: skip
    return voice.line_ids


def test_on_arrival_the_line_at_the_playhead_is_current(app: AppState, voice: VoiceState):
    first, second, third = film_of_lines(app, voice)
    for seconds, expected in ((0, first), (3.5, second), (4.8, third), (60, first)):
        app.select([])
        app.seek(from_seconds(seconds))
        at = app.playhead
        voice.arrive()
        assert (voice.current, app.selection) == (expected, {expected})
        assert app.playhead == at  # nothing moves
    app.select(["a clip of a picture"])
    app.seek(from_seconds(3.5))
    voice.arrive()
    assert (voice.current, app.selection) == (second, {"a clip of a picture"})


def test_a_selection_made_elsewhere_chooses_the_line_it_means(app: AppState, voice: VoiceState):
    first, second, third = film_of_lines(app, voice)
    project = app.require_project()
    captions = project.all(CaptionTrack)[0].id
    with project.edit("Takes and cues") as edit:
        edit.put(Take(id="take", parent=third, asset="sound", duration=1))
        edit.put(Asset(id="sound", parent="project", name="third.wav", media="audio"))
        edit.put(Cue(id="cue", parent=captions, start=0, end=SECOND, text="Good morning.", line=second))
        edit.put(Cue(id="dubbed", parent=captions, start=SECOND, end=2 * SECOND, text="Hello there."))
        edit.put(replace(edit.get(first, Line), cue="dubbed"))
    chosen = [
        ("cue", second),
        ("sound", third),
        (f"clip_{second}", second),
        ("dubbed", first),
        ("take", third),
    ]
    for entity, line in chosen:
        app.select([entity])
        assert voice.current == line, entity
        assert app.selection == {entity}
    app.select([])
    assert voice.current == third  # nothing chosen means nothing new
    speaker = project.get(third, Line).speaker
    assert voice.cast.current == speaker


def test_lines_say_when_their_captions_have_changed_and_follow_them(app: AppState, voice: VoiceState):
    project = app.require_project()
    captions = project.all(CaptionTrack)[0].id
    with project.edit("Captions") as edit:
        edit.put(Cue(id="a", parent=captions, start=0, end=SECOND, text="Good day."))
        edit.put(Cue(id="b", parent=captions, start=2 * SECOND, end=3 * SECOND, text="Bye."))
    voice.sources.dub_captions()
    first, second = voice.line_ids
    assert not voice.behind
    with project.edit("Correct") as edit:
        edit.put(replace(edit.get("a", Cue), text="Good\nday to you.", end=SECOND // 2 * 3))
        edit.remove("b")
    assert voice.behind
    voice.sources.dub_captions()
    assert not voice.behind
    assert voice.line_ids == (first,)
    line = project.get(first, Line)
    assert (line.text, line.slot_end) == ("Good day to you.", SECOND // 2 * 3)
    assert project.find(second) is None


def test_jobs_of_another_project_are_not_followed(app: AppState, voice: VoiceState, tmp_path: Path):
    voice.sources.load_script(SCRIPT)
    voice.speak()
    app.set_project(Project.create(tmp_path / "other"))
    assert voice.line_ids == ()
    assert not voice.speaking.running


# ---- with the real engine


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[tuple[AppState, VoiceState, Callable[[Callable[[], bool]], None]]]:
    """An app whose jobs are done by a real worker; the third value waits for something to be true."""
    with JobSession() as session:
        session.wait_for_engines()
        app = AppState(Settings(), session.queue, InlineTasks())
        app.set_project(Project.create(tmp_path / "film"))
        voice = VoiceState(app)
        yield app, voice, session.pump_until
        voice.close()
        app.set_project(None)


def test_espeak_speaks_a_script_and_its_lines_follow_their_words(studio):
    app, voice, wait = studio
    project = app.require_project()
    voice.sources.load_script(SCRIPT)
    voice.speak()
    shown: list[float] = []
    voice.speaking.field_changed.connect(lambda name, value: name == "progress" and shown.append(value))
    wait(lambda: not voice.speaking.running)
    assert voice.error is None
    assert shown
    first, second, _ = voice.line_ids
    assert [voice.state_of(line) for line in voice.line_ids] == ["fresh"] * 3
    assert voice.to_speak == 0
    assert voice.position_of(first) is not None  # laid out

    voice.choose([first], first)
    assert [(take.number, take.chosen) for take in voice.takes] == [(1, True)]
    assert voice.sound.wave.words[0].text == "Hello"
    assert voice.sound.wave.peaks.window(0, voice.sound.wave.duration, 10)[:, 1].max() > 0.01
    assert not voice.can_speak_again(first)

    voice.edits.set_text(first, "Hello once more.")
    assert voice.state_of(first) == "stale"
    assert voice.state_of(second) == "fresh"
    voice.speak()
    wait(lambda: not voice.speaking.running)
    assert [take.chosen for take in voice.takes] == [False, True]
    old, new = voice.takes
    voice.star_take(old.id, True)
    voice.choose_take(old.id)
    assert voice.state_of(first) == "stale"
    assert project.get(first, Line).take == old.id
    voice.remove_take(old.id)
    assert [take.id for take in voice.takes] == [new.id]
    assert voice.state_of(first) == "fresh"

    with project.edit("Slot") as edit:
        edit.put(replace(edit.get(first, Line), slot_start=0, slot_end=from_seconds(0.3)))
    assert voice.state_of(first) == "overflow"

    heard: list[Path] = []
    voice.cast.tried.connect(heard.append)
    voice.cast.picked = ("speech_espeak", "fr-fr")
    voice.cast.try_voice()
    wait(lambda: not voice.cast.trying)
    assert voice.cast.error is None, voice.cast.error
    assert heard[0].suffix == ".wav"
    assert heard[0].is_file()
    assert len(project.all(Take)) == 3


def test_a_line_that_cannot_be_spoken_says_why_and_can_be_tried_again(studio):
    app, voice, wait = studio
    voice.sources.load_script(SCRIPT)
    project = app.require_project()
    speaker = project.all(Speaker)[0]
    good = project.get(speaker.voice, Voice)
    with project.edit("Break the voice") as edit:
        edit.put(replace(good, params={"rate": 99.0}))
    voice.speak()
    wait(lambda: not voice.speaking.running)
    assert [voice.state_of(line) for line in voice.line_ids] == ["failed", "fresh", "failed"]
    assert "2 of 3 lines" in voice.error.message
    with project.edit("Mend the voice") as edit:
        edit.put(good)
    voice.retry()
    wait(lambda: not voice.speaking.running)
    assert voice.error is None
    assert {voice.state_of(line) for line in voice.line_ids} == {"fresh"}


def test_dubbed_lines_are_heard_in_the_film_in_their_captions_time(studio):
    """Spoken, a line lies on the voice track inside its slot and the film's own sound goes down under it."""
    app, voice, wait = studio
    project = app.require_project()
    captions = project.all(CaptionTrack)[0].id
    with project.edit("Captions") as edit:
        edit.put(Cue(id="a", parent=captions, start=SECOND, end=4 * SECOND, text="Good day."))
        edit.put(Cue(id="b", parent=captions, start=5 * SECOND, end=8 * SECOND, text="Good night."))
    voice.sources.dub_captions()
    voice.speak()
    wait(lambda: not voice.speaking.running)
    clips = {clip.line: clip for clip in project.all(Clip)}
    assert set(clips) == set(voice.line_ids)
    for line in map(voice.line, voice.line_ids):
        clip = clips[line.id]
        assert line.slot_start <= clip.start < clip.end <= line.slot_end
        assert voice.position_of(line.id) == clip.start
    assert all(track.duck for track in project.all(Track) if track.role == "video")
    assert project.undo_label == "Speak lines"
    app.undo()
    assert (project.all(Clip), project.all(Take)) == ([], []), "one undo takes the whole dub back"
    app.redo()
    assert {clip.line for clip in project.all(Clip)} == set(clips)
    with project.edit("Later") as edit:
        edit.put(replace(edit.get("b", Cue), start=6 * SECOND, end=9 * SECOND))
    voice.sources.dub_captions()
    assert project.get(clips[voice.line_ids[1]].id, Clip).start >= 6 * SECOND

"""Lines come from scripts and cues, are spoken into takes, and know when they are out of date."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.errors import InputError
from studio.core.ids import new_id
from studio.core.ticks import from_seconds, to_seconds
from studio.engines.speech import espeak as speech_espeak
from studio.jobs.model import Job, JobOutput
from studio.jobs.project_results import ProjectResults
from studio.jobs.session import JobSession, require_success
from studio.project.handle import Project
from studio.project.model import Asset, CaptionTrack, Cue, Line, Scene, Take, Voice, replace
from studio.voice import takes
from studio.voice.cast import assign
from studio.voice.fountain import parse
from studio.voice.lines import line_states, plan_dub, put_dub_lines, put_script_lines
from studio.wire.recipe import Recipe
from studio.wire.spec import EngineState

SCRIPT = ".A\n\nANN\nHello there.\n\nBOB\n(slow)\nGood morning.\n\n.B\n\nANN\nThe end.\n"


def find_spec(engine: str):
    return speech_espeak.SPEC if engine == "speech_espeak" else None


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "p") as opened:
        yield opened


def put_script(project: Project, text: str) -> list[Line]:
    script = parse(text)
    state = EngineState(spec=speech_espeak.SPEC, ready=True, voices=speech_espeak.create().voices())
    sequence = project.info.sequence
    with project.edit("Script") as edit:
        casting = assign(edit, script.characters, state)
        known = edit.children(sequence, Scene)
        scenes = []
        for number, scene in enumerate(script.scenes):
            entity = (
                known[number]
                if number < len(known)
                else Scene(id=new_id("scene"), parent=sequence, heading=scene.heading)
            )
            scenes.append((edit.put(entity), scene))
        return put_script_lines(edit, sequence, scenes, casting)


def fake_take(project: Project, line: Line, tmp_path: Path, seconds: float = 1.0) -> Take | None:
    """What a job would deliver, without a worker."""
    request = takes.speech_request(project, line, find_spec)
    path = tmp_path / "x.wav"
    path.write_bytes(line.text.encode())
    params, wrong = speech_espeak.SPEC.complete(request.params)
    assert not wrong
    recipe = Recipe(engine="speech_espeak", version=speech_espeak.SPEC.version, params=params)
    sha256, suffix = project.store.keep(path)
    project.recipes.keep(recipe, ())
    meta = {"sample_rate": 22_050, "duration_s": seconds, "words": [["Hello", 0.0, seconds]]}
    output = JobOutput(role="audio", path=str(path), sha256=sha256, suffix=suffix, meta=meta)
    return takes.deliver(project, Job(id="j", request=request, recipe=recipe.key()), (output,))


def test_a_script_becomes_lines_in_order(project: Project):
    put_script(project, SCRIPT)
    lines = project.children(project.info.sequence, Line)
    assert [(line.text, line.manner) for line in lines] == [
        ("Hello there.", ""),
        ("Good morning.", "slow"),
        ("The end.", ""),
    ]
    assert lines[0].speaker == lines[2].speaker != lines[1].speaker
    assert lines[0].scene == lines[1].scene != lines[2].scene


def test_a_changed_script_keeps_takes_and_marks_what_is_stale(project: Project, tmp_path: Path):
    first, second, third = put_script(project, SCRIPT)
    for line in (first, second, third):
        fake_take(project, line, tmp_path)
    assert set(line_states(project, project.info.sequence, find_spec).values()) == {"fresh"}
    put_script(
        project, SCRIPT.replace("Good morning.", "Good evening.").replace("BOB", "ANN\nNew here.\n\nBOB", 1)
    )
    states = line_states(project, project.info.sequence, find_spec)
    lines = project.children(project.info.sequence, Line)
    assert [(line.text, states[line.id]) for line in lines] == [
        ("Hello there.", "fresh"),
        ("New here.", "unspoken"),
        ("Good evening.", "stale"),
        ("The end.", "fresh"),
    ]
    put_script(project, ".A\n\nANN\nThe end.\n")
    assert [line.id for line in project.children(project.info.sequence, Line)] == [third.id]


def test_another_voice_or_manner_makes_a_line_stale_and_back_fresh(project: Project, tmp_path: Path):
    line = put_script(project, SCRIPT)[0]
    fake_take(project, line, tmp_path)
    voice = project.children("project", Voice)[0]
    for changed in (replace(voice, params={"pitch": 60}), replace(voice, voice="en-gb")):
        with project.edit("Change voice") as edit:
            edit.put(changed)
        assert line_states(project, project.info.sequence, find_spec)[line.id] == "stale"
    with project.edit("Change voice back") as edit:
        edit.put(voice)
    assert line_states(project, project.info.sequence, find_spec)[line.id] == "fresh"


def test_delivering_twice_makes_one_take(project: Project, tmp_path: Path):
    line = put_script(project, SCRIPT)[0]
    assert fake_take(project, line, tmp_path) == fake_take(project, line, tmp_path)
    assert len(project.children(line.id, Take)) == 1
    assert len(project.all(Asset)) == 1


def test_takes_are_chosen_removed_and_starred(project: Project, tmp_path: Path):
    line = put_script(project, SCRIPT)[0]
    old = fake_take(project, line, tmp_path)
    with project.edit("Reword") as edit:
        edit.put(replace(edit.get(line.id, Line), text="Hello again."))
    new = fake_take(project, project.get(line.id, Line), tmp_path)
    assert project.get(line.id, Line).take == new.id
    takes.choose_take(project, line.id, old.id)
    assert project.get(line.id, Line).take == old.id
    takes.star_take(project, new.id, True)
    takes.remove_take(project, old.id)
    assert project.get(line.id, Line).take == new.id
    assert project.get(new.id, Take).starred
    project.undo()
    assert project.get(line.id, Line).take == old.id


def test_a_result_for_a_line_that_is_gone_changes_nothing(project: Project, tmp_path: Path):
    line = put_script(project, SCRIPT)[0]
    with project.edit("Remove") as edit:
        edit.remove(line.id)
    request_line = replace(line, speaker="")
    with pytest.raises(InputError, match="has no voice"):
        takes.speech_request(project, request_line, find_spec)
    assert fake_take(project, line, tmp_path) is None


def test_cues_become_dub_lines_that_follow_their_cues(project: Project, tmp_path: Path):
    sequence = project.info.sequence
    track = project.children(sequence, CaptionTrack)[0]
    speaker = put_script(project, SCRIPT)[0].speaker
    cues = [
        Cue(
            id=f"cue{number}",
            parent=track.id,
            start=from_seconds(number),
            end=from_seconds(number + 0.9),
            text=text,
        )
        for number, text in enumerate(["Hello\nthere.", "♪", "Bye."])
    ]
    with project.edit("Dub") as edit:
        lines = put_dub_lines(edit, sequence, cues, speaker)
    assert [(line.text, line.slot_start, line.slot_end) for line in lines] == [
        ("Hello there.", 0, from_seconds(0.9)),
        ("Bye.", from_seconds(2), from_seconds(2.9)),
    ]
    fake_take(project, lines[0], tmp_path, seconds=5.0)
    states = line_states(project, sequence, find_spec)
    assert [states[line.id] for line in lines] == ["overflow", "unspoken"]
    with project.edit("Dub again") as edit:
        again = put_dub_lines(edit, sequence, [replace(cues[0], text="Hello."), cues[2]], speaker)
    assert [line.id for line in again] == [line.id for line in lines]
    assert line_states(project, sequence, find_spec)[lines[0].id] == "stale"
    assert len([line for line in project.children(sequence, Line) if not line.cue]) == 3


def test_espeak_speaks_a_script_line_into_a_take(project: Project, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))
    line = put_script(project, SCRIPT)[1]
    with JobSession() as session:
        session.queue.open_store(str(project.folder), ProjectResults(project))
        session.queue.on_result(takes.TAKE, lambda job, outputs: takes.deliver(project, job, outputs))
        (job,) = session.run([takes.speech_request(project, line, find_spec)])
    require_success(job)
    take = project.get(project.get(line.id, Line).take, Take)
    assert [word.text for word in take.words] == ["Good", "morning."]
    assert 0.5 < to_seconds(take.duration) < 3
    assert line_states(project, project.info.sequence, find_spec)[line.id] == "fresh"
    with project.edit("Slot") as edit:
        edit.put(replace(edit.get(line.id, Line), slot_start=from_seconds(1), slot_end=from_seconds(1.4)))
    (plan,) = plan_dub(project, project.info.sequence, limit=from_seconds(1.6))
    assert plan.start == from_seconds(1)
    assert plan.stretch == 1.25
    assert plan.overflow > 0
    assert plan.source < take.duration

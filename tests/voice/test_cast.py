"""Every character gets a voice of its own, always the same one, and manual choices stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.errors import InputError
from studio.engines.speech import espeak as speech_espeak
from studio.project.handle import Project
from studio.project.model import Speaker, Voice, replace
from studio.voice.cast import assign, choose_voices
from studio.wire.spec import EngineState

NAMES = ("NARRATOR", "MARA", "TOMAS")


@pytest.fixture(scope="module")
def espeak() -> EngineState:
    return EngineState(spec=speech_espeak.SPEC, ready=True, voices=speech_espeak.create().voices())


def test_voices_are_distinct_deterministic_and_speak_the_language(espeak: EngineState):
    chosen, problems = choose_voices(NAMES, espeak.voices, "en")
    assert not problems
    assert len(set(chosen.values())) == 3
    assert all(voice.startswith("en-us") for voice in chosen.values())
    genders = {voice.id: voice.gender for voice in espeak.voices}
    assert [genders[voice] for voice in chosen.values()] == ["male", "female", "male"]
    assert choose_voices(NAMES, espeak.voices, "en") == (chosen, [])
    german, _ = choose_voices(NAMES, espeak.voices, "de-DE")
    assert all(voice.startswith("de") for voice in german.values())


def test_the_narrator_has_the_plain_voice_wherever_it_appears(espeak: EngineState):
    chosen, _ = choose_voices(("MARA", "NARRATOR"), espeak.voices, "en")
    assert chosen["NARRATOR"] == "en-us"


def test_wishes_are_granted_or_reported(espeak: EngineState):
    wishes = {"MARA": "female", "TOMAS": "EN-GB+m9", "ANN": "a robot of brass"}
    chosen, problems = choose_voices((*NAMES, "ANN"), espeak.voices, "en", wishes)
    genders = {voice.id: voice.gender for voice in espeak.voices}
    assert genders[chosen["MARA"]] == "female"
    assert chosen["TOMAS"] == "en-gb+m9"
    assert [problem.where for problem in problems] == ["ANN"]
    assert "ANN" in chosen


def test_more_characters_than_voices_share_them_evenly(espeak: EngineState):
    few = espeak.voices[:3]
    chosen, _ = choose_voices([f"P{number}" for number in range(7)], few, few[0].language)
    assert sorted(list(chosen.values()).count(voice.id) for voice in few) == [2, 2, 3]


def test_the_cast_is_stored_and_manual_choices_stay(tmp_path: Path, espeak: EngineState):
    with Project.create(tmp_path / "p") as project:
        with project.edit("Cast") as edit:
            casting = assign(edit, NAMES, espeak, "en")
        mara = casting.of("mara")
        assert {speaker.name for speaker in project.all(Speaker)} == set(NAMES)
        with project.edit("Change voice") as edit:
            mine = edit.put(Voice(id="voice_x", name="Mine", engine="speech_espeak", voice="en-gb+f5"))
            edit.put(replace(mara, voice=mine.id))
        with project.edit("Cast again") as edit:
            again = assign(edit, [*NAMES, "Mara", "PIP"], espeak, "en", {"MARA": "male"})
        assert project.get(again.of("MARA").voice, Voice).voice == "en-gb+f5"
        voices = [project.get(speaker.voice, Voice).voice for speaker in project.all(Speaker)]
        assert len(set(voices)) == 4
        with project.edit("Nothing new") as edit:
            assign(edit, NAMES, espeak, "en")
        assert project.undo_label == "Cast again"


def test_an_engine_without_voices_is_refused(tmp_path: Path, espeak: EngineState):
    with Project.create(tmp_path / "p") as project, pytest.raises(InputError, match="no voices"):
        with project.edit("Cast") as edit:
            assign(edit, NAMES, EngineState(spec=replace(espeak.spec), ready=True))

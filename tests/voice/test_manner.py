"""Parentheticals change how a line is spoken."""

from __future__ import annotations

import pytest

from studio.engines.speech import espeak as speech_espeak
from studio.voice.manner import MANNERS, manner_params, manners_of
from studio.wire.spec import EngineSpec, Param

PLAIN = EngineSpec(
    id="x", task="speech", title="X", version="1", licence="MIT",
    params=(
        Param(name="speed", kind="float", default=1.0, label="Speed", minimum=0.5, maximum=1.2),
        Param(name="pitch", kind="int", default=50, label="Pitch", minimum=0, maximum=99),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("parenthetical", "words"),
    [
        ("whispering", ("whisper",)),
        ("in a low voice", ("soft",)),
        ("softly, slowly", ("soft", "slow")),
        ("Shouting!", ("shout",)),
        ("to Mara", ()),
        ("crying out", ("sad",)),
        ("hurried", ("fast",)),
        ("", ()),
    ],
)
def test_the_words_of_a_parenthetical_mean_a_manner(parenthetical: str, words: tuple[str, ...]):
    assert manners_of(parenthetical) == words


def test_espeak_knows_every_manner_by_its_own_word():
    (own,) = (param for param in speech_espeak.SPEC.params if param.name == "manner")
    assert set(MANNERS) == set(own.choices) - {""}
    for word in MANNERS:
        assert manner_params(word, speech_espeak.SPEC, {}) == {"manner": word}


def test_a_manner_and_a_pace_come_together():
    assert manner_params("whispers slowly", speech_espeak.SPEC, {"rate": 1.2}) == {
        "manner": "whisper",
        "rate": 0.9,
    }


def test_other_engines_get_what_they_understand_within_their_ranges():
    assert manner_params("fast", PLAIN, {}) == {"speed": 1.2}
    assert manner_params("sad", PLAIN, {"pitch": 40}) == {"speed": 0.82, "pitch": 34}
    assert manner_params("to Mara", PLAIN, {}) == {}

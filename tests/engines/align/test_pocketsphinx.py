"""align_pocketsphinx: word times of known texts, on real and on synthetic speech whose times are known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.core.errors import Cancelled, InputError, StudioError
from studio.engines.align import pocketsphinx as align_pocketsphinx
from studio.engines.align._english import cardinal, cmu_phones, ordinal, spoken_words
from studio.engines.align.pocketsphinx import SPEC
from studio.engines.speech import espeak as speech_espeak
from tests.engines.harness import RecordingContext, run_engine, to_speech_wav, write_wav


@pytest.fixture(scope="module")
def engine() -> align_pocketsphinx.AlignPocketsphinx:
    made = align_pocketsphinx.create()
    made.load("cpu", {})
    return made


def align(engine: Any, ctx: RecordingContext, sound: Path, text: str) -> list[dict[str, Any]]:
    run_engine(engine, SPEC, ctx, {"text": text}, {"audio": sound})
    return ctx.json("words")["words"]


def speak(tmp_path: Path, text: str, **params: Any) -> tuple[Path, list[Any]]:
    """Synthetic speech as WAV of 16 kHz, and its true word times."""
    speaker = speech_espeak.create()
    speaker.load("cpu", {})
    ctx = run_engine(
        speaker, speech_espeak.SPEC, RecordingContext(tmp_path / "speech"), {"text": text, **params}
    )
    path, meta = ctx.outputs["audio"]
    return to_speech_wav(path, tmp_path / "speech16.wav"), meta["words"]


@pytest.mark.parametrize("name", ["austen_0870", "austen_0880", "austen_0890", "austen_0920", "austen_0930"])
def test_read_prose_is_aligned_as_the_reference_says(
    engine: Any, tmp_path: Path, media: Path, name: str
) -> None:
    reference = json.loads((media / "speech" / f"{name}.align.json").read_text("utf-8"))
    truth = [word for word in reference["w"] if not word["t"].startswith("<")]
    text = (media / "speech" / f"{name}.txt").read_text("utf-8").strip()
    words = align(
        engine, RecordingContext(tmp_path / "job"), media / "speech" / f"{name}.wav", text.capitalize() + "."
    )
    assert [word["text"] for word in words] == (text.capitalize() + ".").split()
    for word, true in zip(words, truth, strict=True):
        assert word["start_s"] == pytest.approx(true["b"], abs=0.02)
        assert word["end_s"] == pytest.approx(true["b"] + true["d"], abs=0.02)
        assert word["confidence"] > 0.8


def test_names_numbers_and_marks_are_found_where_they_sound(engine: Any, tmp_path: Path) -> None:
    text = (
        "Zorblax paid $25 — for 3 well-known “lanterns” in 1984, at 10:30. Quizzimodo’s cat, Thrumble, slept!"
    )
    sound, truth = speak(tmp_path, text, rate=0.9)
    words = align(engine, RecordingContext(tmp_path / "job"), sound, text)
    assert [word["text"] for word in words] == text.split()
    wrong = [
        (word["text"], word["start_s"], start)
        for word, (_, start, _) in zip(words, truth, strict=True)
        if abs(word["start_s"] - start) > 0.15
    ]
    assert len(wrong) <= 1, wrong


def test_a_minute_of_speech_keeps_in_step_and_can_be_stopped(engine: Any, tmp_path: Path) -> None:
    text = " ".join(
        f"The {colour} lamp turned slowly over the water, and {who} counted the boats until the morning came."
        for colour in ("red", "green", "white", "yellow")
        for who in ("nobody", "my sister")
    )
    sound, truth = speak(tmp_path, text)
    ctx = RecordingContext(tmp_path / "job")
    words = align(engine, ctx, sound, text)
    errors = [abs(word["start_s"] - start) for word, (_, start, _) in zip(words, truth, strict=True)]
    assert float(np.mean(errors)) < 0.05
    assert sorted(errors)[int(len(errors) * 0.95)] < 0.15
    assert len(ctx.stages) > 10
    stopped = RecordingContext(tmp_path / "stopped", cancel_at=4)
    with pytest.raises(Cancelled):
        align(engine, stopped, sound, text)
    assert [
        word["text"] for word in align(engine, RecordingContext(tmp_path / "again"), sound, text)
    ] == text.split()


def test_a_text_that_does_not_fit_into_the_sound_fails_in_words(
    engine: Any, tmp_path: Path, media: Path
) -> None:
    with pytest.raises(StudioError) as failure:
        align(
            engine,
            RecordingContext(tmp_path / "job"),
            media / "speech" / "austen_0930.wav",
            "many more words " * 60,
        )
    assert failure.value.code == "align_failed"


def test_no_words_another_language_and_silence_are_refused(engine: Any, tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "quiet.wav", np.zeros(0, np.int16), 16_000)
    with pytest.raises(InputError):
        align(engine, RecordingContext(tmp_path / "a"), sound, " — … ")
    with pytest.raises(InputError):
        run_engine(
            engine, SPEC, RecordingContext(tmp_path / "b"), {"text": "a", "language": "fr"}, {"audio": sound}
        )
    with pytest.raises(StudioError):
        align(engine, RecordingContext(tmp_path / "c"), sound, "hello")


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("Hello,", "hello"),
        ("don’t", "don't"),
        ("well-known", "well known"),
        ("$3.50", "three dollars and fifty cents"),
        ("£1", "one pound"),
        ("1984", "nineteen eighty four"),
        ("2005", "two thousand five"),
        ("1900s", "nineteen hundreds"),
        ("1980s", "nineteen eighties"),
        ("21st", "twenty first"),
        ("12th", "twelfth"),
        ("10:05", "ten oh five"),
        ("3,000,021", "three million twenty one"),
        ("3.14", "three point one four"),
        ("50%", "fifty percent"),
        ("U.S.A.", "u s a"),
        ("R&B", "r and b"),
        ("café", "cafe"),
        ("—", ""),
        ("😀", ""),
        ("007", "seven"),
    ],
)
def test_tokens_become_the_words_that_are_said(token: str, words: str) -> None:
    assert " ".join(spoken_words(token)) == words


def test_numbers_are_spelled_out() -> None:
    assert " ".join(cardinal(1_000_342)) == "one million three hundred forty two"
    assert " ".join(ordinal(40)) == "fortieth"
    assert len(cardinal(10**20)) == 21


def test_sounds_of_espeak_become_phones_of_the_dictionary() -> None:
    assert cmu_phones("d_'a_S_w_U_d") == "D AE SH W UH D"
    assert cmu_phones("h_'0_g_w_O@_t_s") == "HH AA G W AO R T S"
    assert cmu_phones("b_'V_?_n-") == "B AH AH N"
    assert cmu_phones("") == ""

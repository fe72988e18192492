"""speech_transformers: real VITS code on a tiny model with random weights."""

from __future__ import annotations

import json
import shutil
import wave
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.core.errors import Cancelled, InputError, StudioError
from studio.engines.speech import transformers as speech_transformers
from studio.engines.speech.transformers import SPEC
from tests.engines.harness import RecordingContext, run_engine
from tests.engines.tiny_models import make_vits

TEXT = "Hello there, my 3 friends — how are you? I am well! And you"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_vits(tmp_path_factory.mktemp("models") / "vits")


@pytest.fixture(scope="module")
def engine(model: Path) -> speech_transformers.SpeechTransformers:
    made = speech_transformers.create()
    made.load("cpu", {"vits": model})
    return made


def speak(
    engine: Any, ctx: RecordingContext, text: str, seed: int = 1, **params: Any
) -> tuple[np.ndarray, Any]:
    run_engine(engine, SPEC, ctx, {"text": text, **params}, seed=seed)
    path, meta = ctx.outputs["audio"]
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, meta["sample_rate"])
        assert file.getnframes() / file.getframerate() == pytest.approx(meta["duration_s"])
        return np.frombuffer(file.readframes(file.getnframes()), "<i2"), meta


def test_every_word_gets_the_time_that_the_model_gave_its_letters(engine: Any, tmp_path: Path) -> None:
    ctx = RecordingContext(tmp_path / "job")
    samples, meta = speak(engine, ctx, TEXT)
    words = meta["words"]
    assert meta["timing"] == "exact"
    assert [word for word, _, _ in words] == TEXT.split()
    assert all(start < end for word, start, end in words if word not in ("3", "—"))
    assert all(a[2] <= b[1] + 1e-6 for a, b in pairwise(words))
    assert words[-1][2] <= meta["duration_s"]
    # The silence between sentences lies between their words.
    start, end = words[TEXT.split().index("you?")][2], words[TEXT.split().index("I")][1]
    assert end - start >= 0.25
    middle = samples[int((end - 0.2) * meta["sample_rate"]) : int((end - 0.1) * meta["sample_rate"])]
    assert not middle.any()
    assert [stage[1:] for stage in ctx.stages] == [(0, 3), (1, 3), (2, 3)]


def test_seed_and_rate_decide_the_sound(engine: Any, tmp_path: Path) -> None:
    first, _ = speak(engine, RecordingContext(tmp_path / "a"), TEXT)
    again, _ = speak(engine, RecordingContext(tmp_path / "b"), TEXT)
    other, _ = speak(engine, RecordingContext(tmp_path / "c"), TEXT, seed=2)
    slow, meta = speak(engine, RecordingContext(tmp_path / "d"), TEXT, rate=0.5)
    assert np.array_equal(first, again)
    assert not np.array_equal(first[:5000], other[:5000])
    assert len(slow) > 1.2 * len(first)
    assert meta["timing"] == "exact"


def test_a_model_of_several_speakers_takes_a_number(tmp_path: Path) -> None:
    made = speech_transformers.create()
    made.load("cpu", {"vits": make_vits(tmp_path / "vits", speakers=3)})
    first, _ = speak(made, RecordingContext(tmp_path / "a"), "hello you")
    third, _ = speak(made, RecordingContext(tmp_path / "b"), "hello you", voice="2")
    assert not np.array_equal(first, third)
    for voice in ("3", "anna", "-1"):
        with pytest.raises(InputError) as failure:
            speak(made, RecordingContext(tmp_path / "c"), "hello", voice=voice)
        assert failure.value.code == "unknown_voice"


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty_text"), ("  \n", "empty_text"), ("שלום", "unknown_letters")]
)
def test_text_that_the_model_cannot_read_is_refused(
    engine: Any, tmp_path: Path, text: str, code: str
) -> None:
    with pytest.raises(InputError) as failure:
        speak(engine, RecordingContext(tmp_path / "job"), text)
    assert failure.value.code == code


def test_a_line_without_words_is_a_short_silence(engine: Any, tmp_path: Path) -> None:
    samples, meta = speak(engine, RecordingContext(tmp_path / "job"), "... 😀 !")
    assert [word for word, _, _ in meta["words"]] == ["...", "😀", "!"]
    assert 0.3 <= meta["duration_s"] < 1
    assert not samples.any()


def test_it_stops_at_a_sentence_when_cancelled(engine: Any, tmp_path: Path) -> None:
    ctx = RecordingContext(tmp_path / "job", cancel_at=2)
    with pytest.raises(Cancelled):
        speak(engine, ctx, TEXT)
    assert list(ctx.workdir.iterdir()) == []


def test_other_models_and_unsafe_folders_are_refused(model: Path, tmp_path: Path) -> None:
    for name in ("other", "phonemes", "pickle"):
        shutil.copytree(model, tmp_path / name)
    (tmp_path / "other" / "config.json").write_text('{"model_type": "bark"}', "utf-8")
    settings = tmp_path / "phonemes" / "tokenizer_config.json"
    settings.write_text(json.dumps(json.loads(settings.read_text("utf-8")) | {"phonemize": True}), "utf-8")
    (tmp_path / "pickle" / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    for name, code in (
        ("other", "model_unknown"),
        ("phonemes", "model_unknown"),
        ("pickle", "model_refused"),
        ("absent", "model_missing"),
    ):
        with pytest.raises(StudioError) as failure:
            speech_transformers.create().load("cpu", {name: tmp_path / name})
        assert failure.value.code == code


def test_an_apple_chip_is_not_asked_for_a_random_state_that_only_cuda_keeps(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = speech_transformers.create()
    made.load("cpu", {"vits": model})
    speak_really = made._speak

    def speak_here(sentence: str, speaker: int | None) -> Any:
        made._device = "cpu"  # the numbers themselves are no matter of the device
        return speak_really(sentence, speaker)

    monkeypatch.setattr(made, "_speak", speak_here)
    made._device = "mps"
    assert len(speak(made, RecordingContext(tmp_path / "job"), "Hello")[0])

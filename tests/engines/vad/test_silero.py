"""vad_silero: where somebody speaks, on real sound."""

from __future__ import annotations

import wave
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.core.errors import Cancelled, InputError
from studio.engines.speech import espeak as speech_espeak
from studio.engines.vad import silero as vad_silero
from studio.engines.vad.silero import SPEC
from tests.engines.harness import RecordingContext, run_engine, write_wav


@pytest.fixture(scope="module")
def engine() -> vad_silero.VadSilero:
    made = vad_silero.create()
    made.load("cpu", {})
    return made


def segments(engine: Any, ctx: RecordingContext, sound: Path, **params: Any) -> list[tuple[float, float]]:
    run_engine(engine, SPEC, ctx, params, {"audio": sound})
    return [(part["start_s"], part["end_s"]) for part in ctx.json("speech")["segments"]]


def test_speech_is_found_and_music_free_noise_is_not(engine: Any, tmp_path: Path, media: Path) -> None:
    with wave.open(str(media / "speech" / "austen_0880.wav"), "rb") as file:
        speech = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    noise = np.random.default_rng(1).normal(0, 300, 32_000).astype(np.int16)
    sound = write_wav(tmp_path / "sound.wav", np.concatenate([noise, speech, noise]), 16_000)
    found = segments(engine, RecordingContext(tmp_path / "job"), sound)
    assert len(found) == 1
    assert found[0][0] == pytest.approx(2.2, abs=0.3)
    assert found[0][1] == pytest.approx(2 + len(speech) / 16_000, abs=0.5)


def test_padding_widens_segments_but_never_makes_them_overlap(
    engine: Any, tmp_path: Path, media: Path
) -> None:
    sound = media / "speech" / "austen_0870.wav"
    narrow = segments(engine, RecordingContext(tmp_path / "narrow"), sound, pad_ms=0, min_silence_ms=60)
    wide = segments(engine, RecordingContext(tmp_path / "wide"), sound, pad_ms=400, min_silence_ms=60)
    assert len(wide) == len(narrow) >= 1
    assert sum(b - a for a, b in wide) > sum(b - a for a, b in narrow)
    assert all(a[1] <= b[0] for a, b in pairwise(wide))


def test_synthetic_speech_between_silences_is_found(engine: Any, tmp_path: Path) -> None:
    sound = tmp_path / "sound.wav"
    made = speak_16k(tmp_path, "The lamp turned slowly over the water, and nobody came that night.")
    write_wav(sound, np.concatenate([np.zeros(24_000, np.int16), made, np.zeros(24_000, np.int16)]), 16_000)
    found = segments(engine, RecordingContext(tmp_path / "job"), sound)
    assert found[0][0] == pytest.approx(1.5, abs=0.25)
    assert found[-1][1] == pytest.approx(1.5 + len(made) / 16_000, abs=0.3)


def test_silence_and_an_empty_sound_have_no_speech(engine: Any, tmp_path: Path) -> None:
    for name, samples in (("quiet", np.zeros(16_000, np.int16)), ("none", np.zeros(0, np.int16))):
        sound = write_wav(tmp_path / f"{name}.wav", samples, 16_000)
        assert segments(engine, RecordingContext(tmp_path / name), sound) == []


def test_it_stops_when_cancelled_and_leaves_other_models_their_threads(engine: Any, tmp_path: Path) -> None:
    import torch

    threads = torch.get_num_threads()
    sound = write_wav(tmp_path / "sound.wav", np.zeros(16_000 * 5, np.int16), 16_000)
    ctx = RecordingContext(tmp_path / "job", cancel_at=4)
    with pytest.raises(Cancelled):
        run_engine(engine, SPEC, ctx, {}, {"audio": sound})
    assert ctx.checks == 4
    assert torch.get_num_threads() == threads


def test_other_sound_formats_are_refused_in_words(engine: Any, tmp_path: Path) -> None:
    stereo = write_wav(tmp_path / "rate.wav", np.zeros(4_000, np.int16), 44_100)
    with pytest.raises(InputError) as failure:
        segments(engine, RecordingContext(tmp_path / "job"), stereo)
    assert failure.value.code == "wrong_audio"
    text = tmp_path / "text.wav"
    text.write_text("this is no sound", "utf-8")
    with pytest.raises(InputError) as failure:
        segments(engine, RecordingContext(tmp_path / "job"), text)
    assert failure.value.code == "not_wav"


def speak_16k(tmp_path: Path, text: str) -> np.ndarray:
    """Speech of espeak-ng at 16 kHz (linear interpolation is enough for a voice detector)."""
    speaker = speech_espeak.create()
    speaker.load("cpu", {})
    ctx = run_engine(speaker, speech_espeak.SPEC, RecordingContext(tmp_path / "speech"), {"text": text})
    with wave.open(str(ctx.outputs["audio"][0]), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)
    times = np.arange(0, len(samples), 22_050 / 16_000)
    return np.interp(times, np.arange(len(samples)), samples).astype(np.int16)

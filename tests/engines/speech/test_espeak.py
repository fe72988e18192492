"""speech_espeak: sound, word times, voices, languages, repeatability."""

from __future__ import annotations

import wave
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.core.errors import Cancelled, InputError
from studio.engines.speech import espeak as speech_espeak
from studio.engines.speech.espeak import SPEC, resolve_voice
from tests.engines.harness import RecordingContext, run_engine

STORY = (
    "The lamp turned slowly over the water. Nobody came, and nobody left; the island kept its silence. "
    "On the third night a small red boat appeared out of the fog."
)


@pytest.fixture(scope="module")
def engine() -> speech_espeak.SpeechEspeak:
    made = speech_espeak.create()
    made.load("cpu", {})
    return made


def samples_of(path: Path) -> np.ndarray:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22050)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)


def speak(
    engine: Any, tmp_path: Path, text: str, name: str = "job", **params: Any
) -> tuple[np.ndarray, dict[str, Any]]:
    ctx = run_engine(engine, SPEC, RecordingContext(tmp_path / name), {"text": text, **params})
    path, meta = ctx.outputs["audio"]
    return samples_of(path), meta


def level(samples: np.ndarray, start: float, end: float) -> float:
    part = samples[int(start * 22050) : int(end * 22050)]
    return float(np.sqrt(np.mean(part**2))) if len(part) else 0.0


def test_every_word_of_the_text_is_returned_once_in_order(engine: Any, tmp_path: Path) -> None:
    text = (
        'Dr. Smith — aged 42 — paid $3.50, e.g. for "tea" & a well-known cake at 10:30! 😀 Fine... (really?)'
    )
    _, meta = speak(engine, tmp_path, text)
    words = meta["words"]
    assert [word for word, _, _ in words] == text.split()
    assert all(start <= end for _, start, end in words)
    assert all(a[2] <= b[1] + 1e-6 for a, b in pairwise(words))
    assert words[-1][2] <= meta["duration_s"]


def test_words_sound_where_they_are_said_to_sound(engine: Any, tmp_path: Path) -> None:
    samples, meta = speak(engine, tmp_path, STORY)
    words = meta["words"]
    loud = max(level(samples, start, end) for _, start, end in words)
    for word, start, end in words:
        assert level(samples, start, end) > 0.1 * loud, word
    pauses = [(a[2], b[1]) for a, b in pairwise(words) if b[1] - a[2] > 0.1]
    assert len(pauses) == 4
    for end, start in pauses:
        assert level(samples, end + 0.03, start) < 0.03 * loud
        onset = next(
            at for at in np.arange(end + 0.03, end + 2, 0.01) if level(samples, at, at + 0.01) > 0.05 * loud
        )
        assert abs(onset - start) < 0.15


@pytest.mark.parametrize("manner", ["", "whisper", "slow", "fast", "shout"])
def test_word_times_hold_for_every_manner_and_rate(engine: Any, tmp_path: Path, manner: str) -> None:
    samples, meta = speak(engine, tmp_path, STORY, manner=manner, rate=1.3, word_gap=50)
    words = meta["words"]
    for a, b in pairwise(words):
        if b[1] - a[2] > 0.2:
            assert level(samples, a[2] + 0.05, b[1] - 0.02) < 0.1 * level(samples, b[1], b[2])
    assert abs(words[-1][2] - meta["duration_s"]) < 0.3


def test_manners_and_rate_change_the_length(engine: Any, tmp_path: Path) -> None:
    length = {
        manner: len(speak(engine, tmp_path, STORY, manner or "plain", manner=manner)[0])
        for manner in ("", "slow", "fast", "calm")
    }
    assert length["fast"] < 0.85 * length[""] < length[""] < length["calm"] < length["slow"]
    half = len(speak(engine, tmp_path, STORY, "half", rate=0.5)[0])
    double = len(speak(engine, tmp_path, STORY, "double", rate=2.0)[0])
    assert half > 1.6 * length[""] > 2.4 * double


def test_a_shout_is_louder_than_a_soft_voice_and_is_not_clipped_flat(engine: Any, tmp_path: Path) -> None:
    shout, _ = speak(engine, tmp_path, STORY, "shout", manner="shout")
    soft, _ = speak(engine, tmp_path, STORY, "soft", manner="soft")
    assert level(shout, 0, 5) > 2 * level(soft, 0, 5)
    assert np.mean(np.abs(shout) > 32700) < 0.001


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("he", "שלום עולם 123", ["שלום", "עולם", "123"]),
        ("ar", "مرحبا بالعالم.", ["مرحبا", "بالعالم."]),
        ("fr", "Voilà l'été, déjà !", ["Voilà", "l'été,", "déjà", "!"]),
        ("ru", "Привет, мир", ["Привет,", "мир"]),
    ],
)
def test_languages_keep_their_own_words(
    engine: Any, tmp_path: Path, language: str, text: str, words: list[str]
) -> None:
    samples, meta = speak(engine, tmp_path, text, language=language)
    assert [word for word, _, _ in meta["words"]] == words
    assert np.abs(samples).max() > 5000


def test_a_script_without_blanks_is_cut_where_it_is_spoken(engine: Any, tmp_path: Path) -> None:
    _, meta = speak(engine, tmp_path, "你好世界。今天天气很好！", language="zh")
    assert "".join(word for word, _, _ in meta["words"]) == "你好世界。今天天气很好！"
    assert len(meta["words"]) >= 6
    assert max(end - start for _, start, end in meta["words"]) < 1.0


def test_a_number_and_a_latin_word_stay_whole_among_chinese(engine: Any, tmp_path: Path) -> None:
    text = "今天是2024年，我有iPhone手机，价格是50%。"
    _, meta = speak(engine, tmp_path, text, language="zh")
    words = [word for word, _, _ in meta["words"]]
    assert "".join(words) == text
    for whole in ("2024", "iPhone", "50%"):
        assert any(whole in word for word in words), words


def test_the_same_text_gives_the_same_bytes_whatever_was_spoken_before(engine: Any, tmp_path: Path) -> None:
    for voice, manner in (("en-us", ""), ("en-us+f3", ""), ("en-us", "whisper"), ("en-us+klatt4", "")):
        first, _ = speak(engine, tmp_path, STORY, "first", voice=voice, manner=manner)
        speak(engine, tmp_path, "Otra cosa.", "other", language="es")
        second, _ = speak(engine, tmp_path, STORY, "second", voice=voice, manner=manner)
        assert np.array_equal(first, second), (voice, manner)


def test_empty_text_is_refused_and_a_wordless_line_is_a_short_silence(engine: Any, tmp_path: Path) -> None:
    with pytest.raises(InputError) as failure:
        speak(engine, tmp_path, " \n ")
    assert failure.value.code == "empty_text"
    samples, meta = speak(engine, tmp_path, "...")
    assert meta["words"][0][0] == "..."
    assert meta["duration_s"] == pytest.approx(0.3, abs=0.01)
    assert not samples.any()


@pytest.mark.parametrize(
    ("voice", "language", "found"),
    [
        ("", "", "gmw/en-US"),
        ("", "en", "gmw/en-US"),
        ("", "en-GB", "gmw/en"),
        ("", "fr", "roa/fr"),
        ("", "pt_BR", "roa/pt-BR"),
        ("", "zh-CN", "sit/cmn"),
        ("en-us+f3", "en-GB", "gmw/en-US+f3"),
        ("en-us+f3", "de", "gmw/de+f3"),
        ("EN-GB+F2", "", "gmw/en+f2"),
        ("f3", "es", "roa/es+f3"),
    ],
)
def test_voice_and_language_meet(voice: str, language: str, found: str) -> None:
    assert resolve_voice(voice, language) == found


def test_unknown_voice_variant_and_language_are_refused() -> None:
    for voice, language, code in (
        ("nobody", "", "unknown_voice"),
        ("en-us+nobody", "", "unknown_voice"),
        ("", "xx", "unknown_language"),
    ):
        with pytest.raises(InputError) as failure:
            resolve_voice(voice, language)
        assert failure.value.code == code


def test_every_listed_voice_can_be_chosen_and_has_its_own_id(engine: Any) -> None:
    voices = engine.voices()
    assert len({voice.id for voice in voices}) == len(voices) > 1000
    assert {"en-US", "en-GB", "pt-BR", "cmn"} <= {voice.language for voice in voices}
    for voice in voices:
        assert resolve_voice(voice.id, "")


def test_ten_minutes_of_text_are_spoken_with_progress_and_stop_when_cancelled(
    engine: Any, tmp_path: Path
) -> None:
    text = " ".join([STORY] * 64)
    ctx = run_engine(engine, SPEC, RecordingContext(tmp_path / "long"), {"text": text})
    _, meta = ctx.outputs["audio"]
    assert meta["duration_s"] > 570
    assert [word for word, _, _ in meta["words"]] == text.split()
    done = [step for _, step, _ in ctx.stages]
    assert done == sorted(done)
    assert len(done) > 100
    stopped = RecordingContext(tmp_path / "stopped", cancel_at=3)
    with pytest.raises(Cancelled):
        run_engine(engine, SPEC, stopped, {"text": text})
    assert stopped.checks == 3
    assert list(stopped.workdir.iterdir()) == []


def test_a_very_deep_installation_folder_still_speaks(
    engine: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import espeakng_loader

    deep = tmp_path / ("d" * 100) / ("é" * 60)
    deep.mkdir(parents=True)
    (deep / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path(), target_is_directory=True)
    monkeypatch.setattr(espeakng_loader, "get_data_path", lambda: str(deep / "espeak-ng-data"))
    samples, _ = speak(engine, tmp_path, "Hello.")
    assert samples.any()

"""Speech is told from music and noise without a model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from studio.core import ticks
from studio.media.audio import write_wav
from studio.media.probe import probe
from studio.media.speech import RATE, is_speech, sounds_like_speech

SECONDS = 20


def speaks(path: Path) -> bool:
    return is_speech(path, probe(path).duration)


def test_recordings_of_people_speaking_are_speech(media: Path) -> None:
    found = [*sorted((media / "speech").glob("*.wav")), media / "speech" / "jfk.flac"]
    assert len(found) >= 6
    assert [path.name for path in found if not speaks(path)] == []
    assert speaks(media / "video" / "talk.mp4")


def test_the_sound_of_a_film_without_words_is_none(media: Path) -> None:
    assert not speaks(media / "video" / "bbb_30s.webm")
    assert not speaks(media / "video" / "bigbuckbunny.mp4")


def notes(random: np.random.Generator) -> NDArray[np.float32]:
    """A plucked instrument with overtones, four notes a second."""
    track = np.zeros(RATE * SECONDS)
    for number in range(SECONDS * 4):
        start = number * RATE // 4
        clock = np.arange(len(track) - start) / RATE
        pitch = 220 * 2 ** (random.integers(-12, 12) / 12)
        tones = [np.sin(2 * np.pi * pitch * part * clock) / part for part in (1, 2, 3, 4)]
        track[start:] += np.exp(-3 * clock) * np.sum(tones, axis=0)
    return (track / np.abs(track).max()).astype(np.float32)


def drums(random: np.random.Generator) -> NDArray[np.float32]:
    """Bass drum and snare in turn: as many pauses as speech has."""
    track = np.zeros(RATE * SECONDS)
    clock = np.arange(RATE // 5) / RATE
    for number in range(SECONDS * 4 - 1):
        hit = np.exp(-25 * clock) * (
            random.standard_normal(len(clock)) if number % 2 else 2 * np.sin(2 * np.pi * 70 * clock)
        )
        track[number * RATE // 4 :][: len(clock)] += hit
    return (track / np.abs(track).max()).astype(np.float32)


def test_music_is_no_speech() -> None:
    random = np.random.default_rng(1)
    pluck, beat = notes(random), drums(random)
    for music in (pluck, beat, (pluck + beat) / 2):
        assert not sounds_like_speech(music)


@pytest.mark.parametrize("level", [0.0, 0.2])
def test_silence_and_noise_are_no_speech(level: float) -> None:
    noise = np.random.default_rng(2).standard_normal(RATE * 5).astype(np.float32)
    assert not sounds_like_speech(noise * np.float32(level))


def test_a_click_of_a_sound_and_an_unreadable_file_are_no_speech(tmp_path: Path) -> None:
    write_wav(tmp_path / "click.wav", np.ones((100, 1), np.float32), RATE)
    assert not is_speech(tmp_path / "click.wav", ticks.from_sample(100, RATE))
    (tmp_path / "junk.wav").write_bytes(b"RIFF nothing")
    assert not is_speech(tmp_path / "junk.wav", ticks.from_seconds(1))

"""The mix: music yields to voice and comes back, fades keep their level, the master meets its loudness."""

from __future__ import annotations

import numpy as np
import pytest

from studio.media.levels import loudness, true_peak
from studio.render.sound.mix import duck_gain, fade, master

RATE = 48_000


def tone(seconds: float, level: float = 0.3, hertz: float = 220.0):
    at = np.arange(int(seconds * RATE)) / RATE
    mono = (level * np.sin(2 * np.pi * hertz * at)).astype(np.float32)
    return np.stack([mono, mono], axis=1)


def voice_from_to(start: float, end: float, length: float):
    audio = np.zeros((int(length * RATE), 2), np.float32)
    audio[int(start * RATE) : int(end * RATE)] = tone(end - start)
    return audio


def test_music_is_down_while_the_voice_speaks_and_up_again_after():
    gain = duck_gain(voice_from_to(2, 4, 7), RATE, -12.0)
    decibel = 20 * np.log10(gain)
    assert decibel[: int(1.9 * RATE)] == pytest.approx(0, abs=0.01)
    assert decibel[int(2.25 * RATE) : int(4.3 * RATE)] == pytest.approx(-12, abs=0.3)
    assert decibel[int(2.0 * RATE)] < -8
    assert decibel[-1] == pytest.approx(0, abs=0.1)
    assert np.abs(np.diff(gain)).max() < 0.001


def test_a_stretch_that_is_covered_stays_low_without_voice():
    gain = duck_gain(voice_from_to(1, 2, 7), RATE, -12.0, [(1 * RATE, 5 * RATE), (-RATE, 0)])
    decibel = 20 * np.log10(gain)
    assert decibel[: int(0.9 * RATE)] == pytest.approx(0, abs=0.01)
    assert decibel[int(1.25 * RATE) : 5 * RATE] == pytest.approx(-12, abs=0.3)
    assert decibel[-1] == pytest.approx(0, abs=0.1)


def test_ducking_does_not_pump_between_words():
    voice = voice_from_to(1, 1.5, 4) + voice_from_to(1.75, 2.2, 4)
    gain = duck_gain(voice, RATE, -12.0)
    assert 20 * np.log10(gain[int(1.3 * RATE) : int(2.2 * RATE)].max()) < -10


@pytest.mark.parametrize(
    "voice", [np.zeros((0, 2), np.float32), np.zeros((RATE, 2), np.float32), np.zeros(777, np.float32)]
)
def test_without_voice_nothing_is_ducked(voice):
    gain = duck_gain(voice, RATE, -12.0)
    assert len(gain) == len(voice)
    assert np.all(gain == 1)


def test_a_cross_fade_of_unrelated_sounds_keeps_its_power():
    noise = np.random.default_rng(1).normal(0, 0.1, (2, RATE)).astype(np.float32)
    mixed = fade(noise[0], 0, RATE) + fade(noise[1], RATE, 0)
    power = np.sqrt(np.mean(np.square(mixed.reshape(10, -1)), axis=1))
    assert power == pytest.approx(0.1, rel=0.05)


def test_fades_longer_than_the_sound_are_no_error():
    assert len(fade(tone(0.01), RATE, RATE)) == int(0.01 * RATE)


def test_the_master_meets_loudness_and_true_peak():
    quiet = tone(5, 0.02) * np.linspace(0.2, 1, 5 * RATE, dtype=np.float32)[:, None]
    quiet[::4800] += 0.5  # clicks that the limiter must catch
    result = master(quiet, RATE, -16.0)
    assert loudness(result, RATE) == pytest.approx(-16.0, abs=1.0)
    assert true_peak(result, RATE) <= -0.9
    assert np.all(master(np.zeros((RATE, 2), np.float32), RATE, -16.0) == 0)

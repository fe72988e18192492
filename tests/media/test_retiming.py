"""Sound at a changing speed: every moment in its place, no clicks, the pitch unchanged."""

from __future__ import annotations

import numpy as np
import pytest

from studio.media.retiming import hop, retime

RATE = 48_000


def places(speed_at: np.ndarray) -> np.ndarray:
    """Input samples for every hop, from the speed at every output sample."""
    reached = np.concatenate(([0.0], np.cumsum(speed_at)))
    steps = np.arange(len(speed_at) // hop(RATE) + 3) * hop(RATE)
    last = len(speed_at)
    beyond = reached[-1] + (steps - last) * speed_at[-1]
    return np.where(steps <= last, reached[np.minimum(steps, last)], beyond)


def tone(seconds: float, hertz: float) -> np.ndarray:
    wave = 0.4 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def pitch(audio: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(audio[:, 0] * np.hanning(len(audio))))
    return float(np.argmax(spectrum)) * RATE / len(audio)


def test_at_normal_speed_nothing_is_changed() -> None:
    audio = np.random.default_rng(3).uniform(-0.5, 0.5, (RATE, 2)).astype(np.float32)
    out = retime(audio, RATE, places(np.ones(RATE)), RATE)
    assert np.abs(out - audio).max() < 1e-5


@pytest.mark.parametrize(("first", "last"), [(1.0, 2.0), (2.0, 0.5), (0.25, 1.0), (1.0, 8.0)])
def test_a_ramp_keeps_pitch_and_level(first: float, last: float) -> None:
    speed = np.linspace(first, last, 2 * RATE)
    audio = tone(float(speed.sum()) / RATE + 0.1, 440)
    out = retime(audio, RATE, places(speed), len(speed))
    for part in np.split(out, 4):
        assert pitch(part) == pytest.approx(440, abs=3)
        assert float(np.sqrt((part**2).mean())) == pytest.approx(0.4 / np.sqrt(2), rel=0.1)
    steps = np.abs(np.diff(out[:, 0]))
    assert steps[RATE // 20 : -RATE // 20].max() < 0.05, "a tone has no clicks"


def test_every_moment_comes_when_the_map_says() -> None:
    """Short bursts of noise in silence: each is heard within the window's reach of its place."""
    speed = np.linspace(0.5, 2.0, 4 * RATE)
    reached = np.cumsum(speed)
    audio = np.zeros((int(reached[-1]) + RATE, 2), np.float32)
    bursts = np.arange(RATE // 2, int(reached[-1]), RATE)
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (RATE // 100, 2)).astype(np.float32)
    for at in bursts:
        audio[at : at + len(noise)] = noise
    out = np.abs(retime(audio, RATE, places(speed), len(speed))[:, 0])
    for at in bursts:
        due = int(np.searchsorted(reached, at))
        near = out[max(0, due - RATE // 5) : due + RATE // 5]
        assert near.max() > 0.1
        found = due - min(due, RATE // 5) + int(np.flatnonzero(near > 0.1)[0])
        assert abs(found - due) < 0.03 * RATE


def test_beyond_its_end_a_sound_is_silent() -> None:
    out = retime(tone(0.5, 300), RATE, places(np.full(2 * RATE, 1.0)), 2 * RATE)
    assert out.shape == (2 * RATE, 2)
    assert np.abs(out[RATE:]).max() == 0
    assert np.abs(retime(np.zeros((0, 2), np.float32), RATE, places(np.ones(RATE)), RATE)).max() == 0

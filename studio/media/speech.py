"""Whether a recording is somebody speaking, known without a model: how its energy and zero crossings vary.

After J. Saunders, "Real-time discrimination of broadcast speech/music" (ICASSP 1996), and E. Scheirer and
M. Slaney, "Construction and evaluation of a robust multifeature speech/music discriminator" (ICASSP 1997):
syllables leave many quiet frames, unvoiced sounds give the zero-crossing rate a long upper tail, and the
energy swings some four times a second.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.core import ticks
from studio.core.errors import StudioError
from studio.core.ticks import Ticks
from studio.media.audio import read_audio

RATE = 16_000
_FRAME = RATE // 50
_WINDOW = 50
"""Frames in the second that a quiet frame is measured against."""
_HEARD_S = 60
_QUIET_SHARE, _TAIL, _SYLLABIC = 0.15, 0.9, 0.25
"""Least share of quiet frames, least skewness of the zero-crossing rate, least share of the energy's changes
between 2 and 8 Hz. Measured: speech from 0.20, 1.06 and 0.33 up; film sound, chords and drums miss one.
"""


def is_speech(path: Path, duration: Ticks) -> bool:
    """Whether the middle minute of a sound file is speech. False for what cannot be read."""
    heard = min(duration, ticks.from_seconds(_HEARD_S))
    try:
        audio = read_audio(path, RATE, 1, start=(duration - heard) // 2, duration=heard)
    except StudioError:
        return False
    return sounds_like_speech(audio.reshape(-1))


def sounds_like_speech(samples: NDArray[np.float32]) -> bool:
    """samples: mono at ``RATE`` Hz. False for less than a second, and for silence."""
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    level = np.sqrt(np.mean(frames.astype(np.float64) ** 2, axis=1))
    if len(frames) < _WINDOW or level.max() < 1e-4:
        return False
    return (
        _quiet_share(level) >= _QUIET_SHARE
        and _crossing_tail(frames, level) >= _TAIL
        and _syllabic_share(level) >= _SYLLABIC
    )


def _quiet_share(level: NDArray[np.float64]) -> float:
    """Frames below half the mean of their second, in the seconds that are not silent."""
    seconds = level[: len(level) // _WINDOW * _WINDOW].reshape(-1, _WINDOW)
    means = seconds.mean(axis=1)
    loud = means > 0.1 * np.median(means[means > 0])
    return float(np.mean(seconds[loud] < 0.5 * means[loud, None])) if loud.any() else 0.0


def _crossing_tail(frames: NDArray[np.float32], level: NDArray[np.float64]) -> float:
    """Skewness of the zero-crossing rate of the frames that sound."""
    sounding = frames[level > 0.1 * level.mean()]
    rate = np.mean(np.diff(np.signbit(sounding), axis=1), axis=1)
    spread = rate.std()
    return float(np.mean((rate - rate.mean()) ** 3) / spread**3) if spread > 1e-9 else 0.0


def _syllabic_share(level: NDArray[np.float64]) -> float:
    """Share of the energy's changes that lies between 2 and 8 Hz."""
    power = np.abs(np.fft.rfft((level - level.mean()) * np.hanning(len(level)))) ** 2
    pitch = np.fft.rfftfreq(len(level), _FRAME / RATE)
    changes = power[pitch > 0.2].sum()
    return float(power[(pitch > 2) & (pitch < 8)].sum() / changes) if changes > 0 else 0.0

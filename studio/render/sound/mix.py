"""The sums behind the mix: ducking under voice, equal-power fades, loudness. float32, full scale 1.0.

Buses are added as they are, never normalised one by one; the master alone meets the loudness target, with a
true-peak limiter behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import exp

import numpy as np
from numpy.typing import NDArray

from studio.media.levels import normalise

Audio = NDArray[np.float32]
"""(samples,) or (samples, channels)."""

CEILING_DB = -1.0
"""Highest true peak of a master in dBTP (EBU R 128)."""

_BLOCK_S = 0.005
_VOICE_FLOOR_DB = -45.0
_AHEAD_S = 0.08
_HOLD_S = 0.35
_ATTACK_S = 0.05
_RELEASE_S = 0.35


def duck_gain(
    voice: Audio, sample_rate: int, depth_db: float, covered: Iterable[tuple[int, int]] = ()
) -> NDArray[np.float32]:
    """Gain (samples,) for what lies under ``voice``: 1 without voice, ``depth_db`` (negative) while it
    speaks.

    The gain begins to fall 80 ms before a voice above -45 dBFS starts, falls and rises exponentially (50
    and 350 ms), and waits 350 ms after the last sound, so that it does not pump between words. covered:
    stretches, first sample and the one after the last, in which it stays low without voice, too.
    """
    samples = len(voice)
    block = max(1, round(_BLOCK_S * sample_rate))
    count = -(-samples // block)
    if not count or depth_db >= 0:
        return np.ones(samples, np.float32)
    low = _spread(_active(voice, block, count), round(_AHEAD_S / _BLOCK_S), round(_HOLD_S / _BLOCK_S))
    for first, end in covered:
        low[max(0, first // block) : max(0, -(-end // block))] = True
    target = np.where(low, depth_db, 0.0)
    level_db = _follow(target, exp(-_BLOCK_S / _ATTACK_S), exp(-_BLOCK_S / _RELEASE_S))
    centres = (np.arange(count) + 0.5) * block
    gain = np.interp(np.arange(samples), centres, 10 ** (level_db / 20))
    return gain.astype(np.float32)


def _active(voice: Audio, block: int, count: int) -> NDArray[np.bool_]:
    """For each block, whether the voice is above the floor."""
    mono = voice if voice.ndim == 1 else np.abs(voice).max(axis=1)
    padded = np.zeros(count * block, np.float32)
    padded[: len(mono)] = mono
    power = np.mean(np.square(padded.reshape(count, block)), axis=1)
    return power > 10 ** (_VOICE_FLOOR_DB / 10)


def _spread(active: NDArray[np.bool_], before: int, after: int) -> NDArray[np.bool_]:
    """Every active block together with so many blocks before and after it."""
    edges = np.zeros(len(active) + 1, np.int64)
    places = np.flatnonzero(active)
    np.add.at(edges, np.maximum(places - before, 0), 1)
    np.add.at(edges, np.minimum(places + after + 1, len(active)), -1)
    return np.cumsum(edges[:-1]) > 0


def _follow(target: NDArray[np.float64], falling: float, rising: float) -> NDArray[np.float64]:
    """A one-pole follower with its own pace for each direction."""
    level = np.empty_like(target)
    now = 0.0
    for index, wanted in enumerate(target.tolist()):
        pace = falling if wanted < now else rising
        now = wanted + (now - wanted) * pace
        level[index] = now
    return level


def fade(audio: Audio, fade_in: int, fade_out: int) -> Audio:
    """A copy with equal-power fades of so many samples (sine and cosine): a cross-fade of unrelated sounds
    keeps its level.
    """
    result = audio.astype(np.float32, copy=True)
    for length, at_start in ((fade_in, True), (fade_out, False)):
        length = min(length, len(result))
        if length > 0:
            ramp = np.sin((np.arange(length, dtype=np.float32) + 0.5) * np.float32(np.pi / 2 / length))
            ramp = ramp if result.ndim == 1 else ramp[:, None]
            if at_start:
                result[:length] *= ramp
            else:
                result[-length:] *= ramp[::-1]
    return result


def master(
    audio: Audio, sample_rate: int, target: float, cancelled: Callable[[], bool] = lambda: False
) -> Audio:
    """Bring a mix to ``target`` LUFS (BS.1770) with no true peak above -1 dBTP. Silence stays silence. Raises
    Cancelled.
    """
    return normalise(audio, sample_rate, target, CEILING_DB, cancelled=cancelled)

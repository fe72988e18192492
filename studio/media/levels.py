"""Loudness and peaks, by ITU-R BS.1770-4 and EBU R 128."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from math import inf

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import Cancelled

Audio = NDArray[np.float32]

_SHORTEST_SECONDS = 0.4
_OVERSAMPLING = 4
_LOOK_SECONDS = 0.005
_CHUNK_SECONDS = 1
_OVERSHOOT = 2.25
"""No level between samples exceeds those of the samples around it by more: the largest sum of magnitudes of a
phase of resample_poly's filter is 2.242.
"""


def loudness(audio: Audio, sample_rate: int) -> float:
    """Integrated loudness in LUFS of (n,) or (n, channels <= 5); -inf for silence.

    BS.1770 is undefined below its 400 ms block: shorter sounds are measured as if they went on repeating.
    """
    if not len(audio) or not np.any(audio):
        return -inf
    shortest = int(_SHORTEST_SECONDS * sample_rate) + 1
    if len(audio) < shortest:
        audio = np.tile(audio, (-(-shortest // len(audio)), *[1] * (audio.ndim - 1)))
    import pyloudnorm

    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)  # sound wholly below the gate is a mean of nothing
        value = float(pyloudnorm.Meter(sample_rate).integrated_loudness(np.asarray(audio, np.float64)))
    return value if np.isfinite(value) else -inf


def true_peak(audio: Audio, sample_rate: int) -> float:
    """Highest peak between samples too, in dBTP (BS.1770-4, annex 2: four-fold oversampling); -inf for
    silence.
    """
    if not len(audio):
        return -inf
    peak = max(float(np.max(envelope)) for envelope in _envelopes(audio, sample_rate))
    return 20 * float(np.log10(peak)) if peak > 0 else -inf


def limit(audio: Audio, sample_rate: int, ceiling_db: float = -1.0) -> Audio:
    """Turn peaks above ``ceiling_db`` dBTP down smoothly, looking 5 ms ahead; the rest stays as it is."""
    limited = _limited(audio, sample_rate, ceiling_db)
    return audio.copy() if limited is None else limited


def _limited(
    audio: Audio, sample_rate: int, ceiling_db: float, cancelled: Callable[[], bool] = lambda: False
) -> Audio | None:
    """``limit``; None where nothing is too loud."""
    ceiling = 10 ** (ceiling_db / 20)
    if not len(audio):
        return None
    envelope = np.concatenate(_envelopes(audio, sample_rate, ceiling / _OVERSHOOT, cancelled))
    if float(envelope.max()) <= ceiling:
        return None
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    look = max(int(_LOOK_SECONDS * sample_rate), 1)
    needed = np.minimum(1.0, ceiling / np.maximum(envelope, 1e-12))
    # The mean over a window of minima over the same window never exceeds what its centre needs.
    gain = uniform_filter1d(minimum_filter1d(needed, 2 * look + 1), 2 * look + 1, mode="nearest")
    return (audio * (gain if audio.ndim == 1 else gain[:, None])).astype(np.float32)


def normalise(
    audio: Audio,
    sample_rate: int,
    target: float,
    ceiling_db: float = -1.0,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Audio:
    """Bring the integrated loudness to ``target`` LUFS with no peak above ``ceiling_db`` dBTP; silence stays
    silence.

    Limiting costs loudness, so gain and limit are repeated until the target is met within 0.1 LU (four times
    at most). cancelled: asked for every second of sound; raises Cancelled.
    """
    measured = loudness(audio, sample_rate)
    if measured == -inf:
        return audio.copy()
    gain = target - measured
    result = audio
    for _ in range(4):
        louder = (audio * 10 ** (gain / 20)).astype(np.float32)
        limited = _limited(louder, sample_rate, ceiling_db, cancelled)
        if limited is None:
            return louder
        result = limited
        missing = target - loudness(result, sample_rate)
        if abs(missing) <= 0.1:
            break
        gain += missing
    return result


def _envelopes(
    audio: Audio, sample_rate: int, harmless: float = 0.0, cancelled: Callable[[], bool] = lambda: False
) -> list[NDArray[np.float32]]:
    """Per sample, the highest level of any channel around it, oversampled; in chunks, to bound memory.

    harmless: where no sample exceeds this level, the samples themselves do.
    """
    from scipy.signal import resample_poly

    shaped = audio if audio.ndim == 2 else audio[:, None]
    chunk, margin = _CHUNK_SECONDS * sample_rate, 64
    result: list[NDArray[np.float32]] = []
    for first in range(0, len(shaped), chunk):
        if cancelled():
            raise Cancelled
        low = max(first - margin, 0)
        part = shaped[low : first + chunk + margin]
        levels = np.abs(part).max(axis=1)
        wanted = slice(first - low, first - low + min(chunk, len(shaped) - first))
        if float(levels.max()) <= harmless:
            result.append(levels[wanted])
            continue
        finer = np.abs(np.asarray(resample_poly(part, _OVERSAMPLING, 1, axis=0), np.float32)).max(axis=1)
        around = finer.reshape(-1, _OVERSAMPLING).max(axis=1)
        result.append(np.maximum(around, levels)[wanted])
    return result

"""Sound whose speed changes while it plays, at the same pitch.

Waveform similarity overlap-add (Verhelst and Roelands, ICASSP 1993): the output is put together from windows
of the input, each taken near the place that the time map asks for, where it goes on best from the one before.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Audio = NDArray[np.float32]

_WINDOW_S = 0.042
_SEARCH_S = 0.010
"""No moment of the sound is further from its place than this."""


def hop(sample_rate: int) -> int:
    """Samples between the places that ``retime`` wants to know."""
    return int(_WINDOW_S * sample_rate / 2)


def retime(audio: Audio, sample_rate: int, places: NDArray[np.float64], length: int) -> Audio:
    """``audio`` (n, channels) as heard when output sample ``k * hop(sample_rate)`` comes from input sample
    ``places[k]``: (length, channels). places: ascending, at least ``length // hop + 2`` of them; beyond the
    input it is silent.
    """
    half = hop(sample_rate)
    search = int(_SEARCH_S * sample_rate)
    pad = 2 * half + 2 * search
    padded = np.pad(audio, ((pad, pad), (0, 0)))
    mono = padded.mean(axis=1)
    window = np.hanning(2 * half + 1)[:-1].astype(np.float32)[:, None]
    count = length // half + 2
    out = np.zeros(((count + 1) * half, audio.shape[1]), np.float32)
    start: int | None = None
    for number in range(count):
        wanted = min(max(round(float(places[number])), -half), len(audio) + half) + pad - half
        if start is not None:
            wanted += _best_shift(mono, start + half, wanted, 2 * half, search)
        start = min(max(wanted, 0), len(padded) - 2 * half)
        out[number * half : (number + 2) * half] += window * padded[start : start + 2 * half]
    return out[half : half + length]


def _best_shift(mono: NDArray[np.float32], natural: int, wanted: int, size: int, search: int) -> int:
    """How far from ``wanted`` the window lies that is most alike to the one at ``natural``."""
    low = max(0, wanted - search)
    high = min(len(mono) - size, wanted + search)
    following = mono[natural : natural + size]
    if high <= low or len(following) < size:
        return 0
    region = mono[low : high + size]
    points = 1 << int(len(region) + size - 1).bit_length()
    spectrum = np.fft.rfft(region, points) * np.conj(np.fft.rfft(following, points))
    alike = np.fft.irfft(spectrum, points)[: high - low + 1]
    sums = np.concatenate(([0.0], np.cumsum(region.astype(np.float64) ** 2)))
    energy = sums[size : size + high - low + 1] - sums[: high - low + 1]
    score = alike / np.sqrt(energy + 1e-6 * size)
    best = int(np.argmax(score)) + low - wanted
    # Silence is alike everywhere: then the place that was asked for is right.
    return best if score[best + wanted - low] > 1e-4 else 0

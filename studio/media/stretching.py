"""Faster or slower speech at the same pitch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.core.log import logger
from studio.media import ffmpeg

Audio = NDArray[np.float32]

SLOWEST, FASTEST = 0.25, 4.0
_TAIL_SECONDS = 0.3


def stretch(audio: Audio, sample_rate: int, factor: float) -> Audio:
    """``audio`` (n,) or (n, channels) float32, ``factor`` times as fast: round(n / factor) samples, pitch
    unchanged.

    Up to 1.6 times
    every instant lands within 10 ms of its place (Rubber Band, run by the bundled ffmpeg). factor:
    0.25 to 4. Raises ValueError outside that; StudioError when ffmpeg fails.
    """
    if not SLOWEST <= factor <= FASTEST:
        raise ValueError(f"factor must be {SLOWEST} to {FASTEST}, not {factor}")
    if factor == 1 or not len(audio):
        return audio.copy()
    shaped = audio if audio.ndim == 2 else audio[:, None]
    channels = shaped.shape[1]
    # The stretcher's window reaches past the end: silence behind it keeps the last syllable whole.
    tail = np.zeros((int(_TAIL_SECONDS * sample_rate), channels), np.float32)
    raw = ["-f", "f32le", "-ar", str(sample_rate)]
    result = ffmpeg.convert(
        np.concatenate([shaped, tail]).astype("<f4").tobytes(),
        [*raw, "-ac", str(channels), "-i", "pipe:0", "-af", _filter(factor), *raw, "pipe:1"],
    )
    length = round(len(audio) / factor)
    out = np.zeros((length, channels), np.float32)
    found = np.frombuffer(result, "<f4").reshape(-1, channels)[:length]
    out[: len(found)] = found
    return out if audio.ndim == 2 else out[:, 0]


def _filter(factor: float) -> str:
    if ffmpeg.abilities().rubberband:
        # "mixed": the default, "crisp", resets phases so often that low voices end up to 1.8 % off pitch.
        return f"rubberband=tempo={factor:.9f}:transients=mixed"
    logger("audio").warning("this ffmpeg has no Rubber Band: stretching by atempo, up to 25 ms off")
    steps = [factor] if factor >= 0.5 else [0.5, factor / 0.5]  # atempo takes 0.5 and up
    return ",".join(f"atempo={step:.9f}" for step in steps)

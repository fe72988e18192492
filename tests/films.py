"""Small films whose content is known: every frame of them is one grey level."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from studio.core import ticks
from studio.media.ffmpeg import Encoder
from studio.media.frames import FrameReader

SIZE = (64, 36)


def grey_film(path: Path, level: int, frames: int = 48) -> Path:
    """A film of 24 frames a second without sound. It takes its place whole, as programs do that save."""
    beside = path.with_name(f".new {path.name}")
    options = ["-c:v", "libx264", "-pix_fmt", "yuv420p"]
    with Encoder(beside, size=SIZE, rate=ticks.parse_rate("24/1"), options=options) as encoder:
        for _ in range(frames):
            encoder.write(np.full((SIZE[1], SIZE[0], 3), level, np.uint8))
    return beside.replace(path)


def level_of(film: Path, index: int = 0) -> int:
    """The mean of a frame."""
    with FrameReader(film) as reader:
        return round(float(reader.frame(index).mean()))

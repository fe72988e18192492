"""Small clips whose frames carry their number as a pattern, so that a test knows which frame it got."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from studio.media import ffmpeg
from studio.media.ffmpeg import Encoder

BITS = 8
Frame = NDArray[np.uint8]
MakeClip = Callable[..., Path]


def coded_frame(number: int, width: int, height: int) -> Frame:
    """A frame with ``number`` as black and white bars in its upper half, mid grey below."""
    frame = np.full((height, width, 3), 128, np.uint8)
    bar = width // BITS
    for bit in range(BITS):
        frame[: height // 2, bit * bar : (bit + 1) * bar] = 235 if number >> bit & 1 else 20
    return frame


def number_of(frame: Frame) -> int:
    """The number in a frame of any size whose bars are in the upper half."""
    height, width = frame.shape[:2]
    bar = width / BITS
    row = frame[height // 8 : height * 3 // 8]
    return sum(1 << bit for bit in range(BITS) if row[:, int((bit + 0.5) * bar), :].mean() > 127)


@pytest.fixture(scope="session")
def source_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 coded frames, 160x96, 25 fps, lossless, with 2.4 s of a 440 Hz tone."""
    target = tmp_path_factory.mktemp("clips") / "source.mkv"
    tone = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=2.4"]
    with Encoder(
        target,
        size=(160, 96),
        rate=Fraction(25),
        inputs=tone,
        options=["-c:v", "ffv1", "-pix_fmt", "yuv420p", "-c:a", "pcm_s16le"],
    ) as encoder:
        for number in range(60):
            encoder.write(coded_frame(number, 160, 96))
    return target


@pytest.fixture(scope="session")
def make_clip(source_clip: Path, tmp_path_factory: pytest.TempPathFactory) -> MakeClip:
    """``make_clip(name, *output options, before=(input options))``: a variant of the clip, made once."""
    folder = tmp_path_factory.mktemp("variants")

    def make(name: str, *options: str, before: tuple[str, ...] = (), source: Path | None = None) -> Path:
        target = folder / name
        if not target.exists():
            ffmpeg.render(target, [*before, "-i", str(source or source_clip), *options], low_priority=False)
        return target

    return make


@pytest.fixture(scope="session")
def h264_clip(make_clip: MakeClip) -> Path:
    """The coded clip as H.264 with B-frames and a key frame every 12, AAC."""
    return make_clip("h264.mp4", "-c:v", "libx264", "-g", "12", "-bf", "3", "-c:a", "aac")

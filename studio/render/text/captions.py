"""Captions over a picture as the export draws them: libass through the bundled ffmpeg."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studio.core import temporary
from studio.core.ticks import TICKS_PER_SECOND
from studio.media import ffmpeg
from studio.project.model import Cue, Style, replace
from studio.render.text.ass import ass_document

Picture = NDArray[np.uint8]


def draw_captions(frame: Picture, cues: Sequence[Cue], style: Style) -> Picture:
    """``frame`` (h, w, 3) RGB with ``cues`` drawn on it, whatever their times. About 100 ms; any thread.

    Raises StudioError("ffmpeg_failed").
    """
    if not any(cue.text.strip() for cue in cues):
        return frame.copy()
    return _drawn(frame[None], cues, style)[0]


def caption_picture(width: int, height: int, cues: Sequence[Cue], style: Style) -> Picture:
    """The captions alone as (height, width, 4) RGBA, straight alpha, to lay over a playing picture.

    Cache it by the texts of the cues, the style and the size: it changes with nothing else.
    """
    picture = np.zeros((height, width, 4), np.uint8)
    if not any(cue.text.strip() for cue in cues):
        return picture
    # Drawn over black and over white: what differs is what shines through (libass writes no exact alpha by
    # itself).
    grounds = np.zeros((2, height, width, 3), np.uint8)
    grounds[1] = 255
    black, white = _drawn(grounds, cues, style).astype(np.float32)
    alpha = np.clip(255.0 - (white - black), 0.0, 255.0).max(axis=2)
    colour = black * 255.0 / np.maximum(alpha, 1.0)[..., None]
    picture[..., :3] = np.clip(np.rint(colour), 0, 255)
    picture[..., 3] = np.rint(alpha)
    picture[picture[..., 3] == 0] = 0
    return picture


def cues_at(cues: Sequence[Cue], at: int) -> list[Cue]:
    """The cues that are seen at a time (ticks), in order of start."""
    return sorted((cue for cue in cues if cue.start <= at < cue.end), key=lambda cue: (cue.start, cue.id))


def _drawn(frames: Picture, cues: Sequence[Cue], style: Style) -> Picture:
    """(n, h, w, 3) RGB pictures, each with all the cues."""
    count, height, width, _ = frames.shape
    shown = [replace(cue, start=0, end=TICKS_PER_SECOND) for cue in cues]
    with temporary.folder("captions") as folder:
        document = folder / "captions.ass"
        document.write_text(ass_document(shown, style, width, height), encoding="utf-8")
        source = [
            "-f",
            "rawvideo",
            "-pixel_format",
            "rgb24",
            "-video_size",
            f"{width}x{height}",
            "-framerate",
            "25",
        ]
        drawn = f"ass=filename={ffmpeg.filter_escape(str(document))}"
        wanted = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-frames:v", str(count)]
        data = ffmpeg.convert(
            np.ascontiguousarray(frames).tobytes(),
            [*source, "-i", "pipe:0", "-vf", drawn, *wanted, "pipe:1"],
        )
    return np.frombuffer(data, np.uint8).reshape(count, height, width, 3)

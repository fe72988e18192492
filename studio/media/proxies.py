"""Light copies of films for scrubbing: every frame decodes alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from studio.media import ffmpeg
from studio.media.ffmpeg import IsCancelled, OnProgress
from studio.media.frame_index import FrameIndex

Size = tuple[int, int]
LINES = 720
"""Highest proxy: at most this many display lines."""
_FULL_HD = 1920 * 1080
_QUICK = 30 * 1280 * 720
"""Pixels that are decoded for one picture in about a tenth of a second, on one core."""


def proxy_path(folder: Path, key: str, lines: int = LINES) -> Path:
    """File in which the proxy of the content ``key`` is kept."""
    return folder / f"{key}.proxy{lines}.mp4"


def worthwhile(size: Size, index: FrameIndex) -> bool:
    """True for films in which scrubbing is slow: larger than 1080p, or with key frames so far apart that
    going to a picture means decoding many. size: (width, height) in px.
    """
    pixels = size[0] * size[1]
    longest = int(np.diff(np.append(index.keys, len(index))).max())
    return len(index) > 1 and (pixels > _FULL_HD or longest * pixels > _QUICK)


def make(
    path: Path,
    folder: Path,
    key: str,
    size: Size,
    *,
    lines: int = LINES,
    on_progress: OnProgress | None = None,
    cancelled: IsCancelled | None = None,
) -> Path:
    """The proxy of ``path``, made where it is missing: upright, square pixels, all key frames, no sound.

    Frame k of the proxy is frame k of the film, with the same time to a 1/90000 s, also at a variable rate.
    key: ``content_key`` of the file. size: of the film as it is shown, (width, height) in px. Raises
    Cancelled, and StudioError as ``ffmpeg.render``.
    """
    place = proxy_path(folder, key, lines)
    if not place.exists():
        ffmpeg.render(place, _arguments(path, size, lines), on_progress=on_progress, cancelled=cancelled)
    return place


def _arguments(path: Path, size: Size, lines: int) -> list[str]:
    height = min(lines, size[1])
    width = round(size[0] * height / size[1])
    # 4:2:0 needs even sizes; ffmpeg turns the picture upright itself before its filters.
    scale = f"scale={max(width // 2 * 2, 2)}:{max(height // 2 * 2, 2)}:flags=fast_bilinear,setsar=1"
    codec = [
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-tune",
        "fastdecode",
        "-g",
        "1",
        "-bf",
        "0",
        "-crf",
        "22",
    ]
    times = ["-fps_mode", "passthrough", "-enc_time_base", "1:90000", "-video_track_timescale", "90000"]
    source = ["-copyts", "-i", f"file:{path}", "-map", "0:V:0"]
    return [*source, "-vf", scale, *times, *codec, "-pix_fmt", "yuv420p", "-f", "mp4"]

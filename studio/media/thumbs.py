"""Small pictures of media files, kept in the cache folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import Cancelled
from studio.media import images
from studio.media.ffmpeg import IsCancelled
from studio.media.frame_index import FrameIndex
from studio.media.frames import FrameReader

_POSTER = 384
_STRIP_HEIGHT = 72
# A poster should show something: the first of these places that is not nearly black.
_PLACES = (0.1, 0.25, 0.5, 0.0)
_DARK = 12.0

Picture = NDArray[np.uint8]


def poster_path(folder: Path, key: str) -> Path:
    """File in which the poster of the content ``key`` is kept."""
    return folder / f"{key}.webp"


def strip_path(folder: Path, key: str, columns: int) -> Path:
    """File in which the filmstrip of the content ``key`` is kept."""
    return folder / f"{key}.strip{columns}.jpg"


def film_poster(path: Path, folder: Path, key: str, index: FrameIndex | None = None) -> Path:
    """A WebP of at most 384 px of a telling frame, made where it is missing.

    key: ``content_key`` of the file.
    """
    place = poster_path(folder, key)
    if not place.exists():
        with FrameReader(path, index=index) as reader:
            images.save_small(place, images.fitted(_telling(reader), _POSTER, _POSTER))
    return place


def picture_poster(path: Path, folder: Path, key: str) -> Path:
    """The same for a still picture; transparency is shown on grey."""
    place = poster_path(folder, key)
    if not place.exists():
        images.save_small(place, _on_grey(images.fitted(images.load_image(path), _POSTER, _POSTER)))
    return place


def filmstrip(
    path: Path,
    folder: Path,
    key: str,
    columns: int = 24,
    index: FrameIndex | None = None,
    cancelled: IsCancelled = lambda: False,
) -> Path:
    """One JPEG of ``columns`` evenly spaced frames side by side, 72 px high; frame k shows the middle of its
    piece. Raises Cancelled between two frames.
    """
    place = strip_path(folder, key, columns)
    if not place.exists():
        with FrameReader(path, index=index, height=_STRIP_HEIGHT) as reader:
            end = reader.index.end
            shown: list[Picture] = []
            for number in range(columns):
                if cancelled():
                    raise Cancelled
                shown.append(reader.frame_at(end * (2 * number + 1) // (2 * columns)))
        images.save_small(place, np.concatenate(shown, axis=1))
    return place


def _telling(reader: FrameReader) -> Picture:
    shown: Picture | None = None
    for share in _PLACES:
        frame = reader.frame(int(len(reader) * share))
        if shown is None or float(frame.mean()) > _DARK:
            shown = frame
        if float(frame.mean()) > _DARK:
            break
    assert shown is not None, "an index is never empty"
    return shown


def _on_grey(picture: Picture) -> Picture:
    if picture.shape[2] == 3:
        return picture
    alpha = picture[..., 3:].astype(np.float32) / 255
    return np.rint(picture[..., :3] * alpha + 128 * (1 - alpha)).astype(np.uint8)

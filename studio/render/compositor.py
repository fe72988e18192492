"""Renders any frame of a timeline. One compositor serves the preview, the export and the command line."""

from __future__ import annotations

from collections import OrderedDict
from fractions import Fraction
from pathlib import Path
from threading import Lock

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.core import ticks
from studio.core.errors import InputError
from studio.core.log import logger
from studio.core.ticks import Ticks
from studio.media.films import Film, Films
from studio.media.frame_cache import FrameCache
from studio.media.frame_index import FrameIndex
from studio.media.frames import FrameReader
from studio.media.images import load_image
from studio.render.effects import Picture, Value, effect
from studio.render.effects.geometry.transform import SPEC as TRANSFORM
from studio.render.keyframes import params_at
from studio.render.timeline import Timeline, TimelineClip

Frame = NDArray[np.uint8]
_OPEN_READERS = 6


class Compositor:
    """Not thread-safe by itself: one compositor belongs to one thread; the frame cache may be shared.

    size: (width, height) of the frames in px; None = the sequence's size. Positions are shares of
    the frame, so a smaller preview is the same picture. threads: see FrameReader ("slice" for
    single frames, "frame" for runs). films: what is known of the films; their light copies are shown
    while ``draft`` is on.
    """

    def __init__(
        self,
        timeline: Timeline,
        *,
        size: tuple[int, int] | None = None,
        cache: FrameCache | None = None,
        threads: str = "frame",
        films: Films | None = None,
    ) -> None:
        self.timeline = timeline
        self.size = size or (timeline.sequence.width, timeline.sequence.height)
        self.draft = False
        """Quick instead of fine: light copies of films, where there are some. Never for an export."""
        self.drafted = False
        """The last frame shows a light copy, so that a fine one would differ."""
        self._cache = cache
        self._films = films or Films()
        self._readers = _Readers(threads)
        self._stills: dict[str, tuple[str, Picture]] = {}

    def set_timeline(self, timeline: Timeline) -> None:
        """Go on with an edited timeline; open files and decoded stills are kept."""
        self.timeline = timeline

    def close(self) -> None:
        """Close all files."""
        self._readers.close()

    def frame(self, index: int) -> Frame:
        """Frame ``index`` of the sequence: (height, width, 3) uint8 RGB. Outside all clips it is black."""
        return self.frame_at(ticks.from_frame(index, self.timeline.sequence.frame_rate))

    def frame_at(self, when: Ticks) -> Frame:
        """The frame on screen at ``when``."""
        width, height = self.size
        canvas: Frame | None = None
        self.drafted = False
        for track in self.timeline.picture_tracks():
            for entry in track.at(when):
                if entry.media not in ("video", "image"):
                    continue
                canvas = self._add(canvas, entry, when)
        return canvas if canvas is not None else np.zeros((height, width, 3), np.uint8)

    def _add(self, canvas: Frame | None, entry: TimelineClip, when: Ticks) -> Frame:
        picture = self._source(entry, when)
        placement: dict[str, Value] = {}
        for step in entry.effects:
            found = effect(step.effect)
            params = found.spec.complete(params_at(step, when - entry.clip.start))
            if found.spec.places:
                placement = params
            else:
                picture = found.apply(picture, params)
        fade = _fade_share(entry, when)
        return place(canvas, picture, placement or TRANSFORM.complete({}), self.size, fade)

    def _source(self, entry: TimelineClip, when: Ticks) -> Picture:
        if entry.media == "image":
            still = self._stills.get(entry.path)
            if still is None or still[0] != entry.identity:
                picture = enlarged(as_picture(load_image(Path(entry.path))), self.size)
                still = self._stills[entry.path] = entry.identity, picture
            return still[1]
        film = self._films.get(entry.identity)
        index = film.index if film is not None else self._readers.get(entry.path, entry.identity).index
        rate = self.timeline.sequence.frame_rate
        sample = entry.sample_time(when, ticks.frame_ticks(rate), ticks.frame_ticks(index.rate))
        return Picture(self._film_frame(entry, film, index.at(sample)))

    def _film_frame(self, entry: TimelineClip, film: Film | None, number: int) -> Frame:
        """Frame ``number`` of a film; in a draft from its light copy, unless the film's own is at hand."""
        fine = self._cached((entry.identity, number))
        if fine is not None:
            return fine
        if self.draft and film is not None and film.proxy is not None:
            light = self._light(entry, film.proxy, number)
            if light is not None:
                self.drafted = True
                return light
        reader = self._readers.get(entry.path, entry.identity, film.index if film is not None else None)
        return self._kept((entry.identity, number), reader.frame(number))

    def _light(self, entry: TimelineClip, proxy: Path, number: int) -> Frame | None:
        """A frame of a film's light copy; None when it cannot be read."""
        key = (entry.identity, number, "proxy")
        known = self._cached(key)
        if known is not None:
            return known
        try:
            return self._kept(key, self._readers.get(str(proxy), entry.identity).frame(number))
        except (InputError, OSError) as error:
            # The cache folder may be emptied at any time.
            logger("video").warning("a light copy cannot be read: %s", error)
            self._films.drop_proxy(entry.identity)
            return None

    def _cached(self, key: tuple[str, int] | tuple[str, int, str]) -> Frame | None:
        return self._cache.get(key) if self._cache else None

    def _kept(self, key: tuple[str, int] | tuple[str, int, str], frame: Frame) -> Frame:
        if self._cache:
            self._cache.put(key, frame)
        return frame


def as_picture(array: NDArray[np.uint8]) -> Picture:
    """Split an (h, w, 3 or 4) array; a fully opaque alpha is dropped."""
    if array.shape[2] == 4:
        alpha = array[..., 3]
        return Picture(
            np.ascontiguousarray(array[..., :3]), None if alpha.min() == 255 else np.ascontiguousarray(alpha)
        )
    return Picture(array)


def enlarged(picture: Picture, size: tuple[int, int]) -> Picture:
    """A still that is much smaller than the frame, made larger once with Lanczos and an unsharp mask.

    The frames then move over a fine picture; the quick filter of every frame would show its coarse grid.
    """
    rows, columns = picture.rgb.shape[:2]
    factor = max(size[0] / columns, size[1] / rows)
    if factor < 1.5:
        return picture
    target = (round(columns * factor), round(rows * factor))
    rgb = cv2.resize(picture.rgb, target, interpolation=cv2.INTER_LANCZOS4)
    soft = cv2.GaussianBlur(rgb, (0, 0), 0.6 * factor)
    rgb = cv2.addWeighted(rgb, 1.5, soft, -0.5, 0.0)
    alpha = (
        None if picture.alpha is None else cv2.resize(picture.alpha, target, interpolation=cv2.INTER_LINEAR)
    )
    return Picture(np.asarray(rgb, np.uint8), None if alpha is None else np.asarray(alpha, np.uint8))


def place(
    canvas: Frame | None, picture: Picture, params: dict[str, Value], size: tuple[int, int], fade: float = 1.0
) -> Frame:
    """Lay ``picture`` over ``canvas`` (None = black) with the transform's ``params``, in one resampling.

    fade: 0..1, multiplies the opacity. Returns a new array unless nothing had to be done
    to an opaque full-size picture.
    """
    width, height = size
    opacity = float(params["opacity"]) * fade
    matrix = _matrix(picture, params, size)
    whole = opacity >= 1.0 and picture.alpha is None
    if whole and picture.rgb.shape[:2] == (height, width) and np.allclose(matrix, np.eye(2, 3)):
        return picture.rgb
    source = _shrunk(picture, matrix)
    flags = cv2.INTER_LINEAR
    rgb = cv2.warpAffine(source.rgb, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    if whole and _covers(matrix, source.rgb.shape, size):
        return np.asarray(rgb, np.uint8)
    mask = source.alpha if source.alpha is not None else np.full(source.rgb.shape[:2], 255, np.uint8)
    alpha = cv2.warpAffine(mask, matrix, size, flags=flags, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
    if canvas is None:
        canvas = np.zeros((height, width, 3), np.uint8)
    return _blend(canvas, np.asarray(rgb, np.uint8), np.asarray(alpha, np.uint8), opacity)


def _matrix(picture: Picture, params: dict[str, Value], size: tuple[int, int]) -> NDArray[np.float64]:
    """The 2x3 map from source pixels to canvas pixels (pixel centres at .0, as OpenCV counts them)."""
    width, height = size
    rows, columns = picture.rgb.shape[:2]
    choose = max if params["fit"] == "cover" else min
    scale = choose(width / columns, height / rows) * float(params["scale"])
    angle = np.deg2rad(float(params["rotation"]))
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    centre_x = (width - 1) / 2 + float(params["x"]) * width
    centre_y = (height - 1) / 2 + float(params["y"]) * height
    middle_x, middle_y = (columns - 1) / 2, (rows - 1) / 2
    return np.array(
        [
            [cos, -sin, centre_x - cos * middle_x + sin * middle_y],
            [sin, cos, centre_y - sin * middle_x - cos * middle_y],
        ]
    )


def _shrunk(picture: Picture, matrix: NDArray[np.float64]) -> Picture:
    """Area-average a picture that will be drawn at less than half its size, so that it does not shimmer.

    ``matrix`` is changed in place to map from the smaller picture.
    """
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if scale >= 0.6:
        return picture
    rows, columns = picture.rgb.shape[:2]
    small = (max(1, round(columns * scale)), max(1, round(rows * scale)))
    factor_x, factor_y = columns / small[0], rows / small[1]
    # A small pixel's centre lies at (i + 0.5) * factor - 0.5 in the large picture.
    offset = matrix[:, :2] @ np.array([0.5 * factor_x - 0.5, 0.5 * factor_y - 0.5])
    matrix[:, 2] += offset
    matrix[:, 0] *= factor_x
    matrix[:, 1] *= factor_y
    rgb = cv2.resize(picture.rgb, small, interpolation=cv2.INTER_AREA)
    alpha = None if picture.alpha is None else cv2.resize(picture.alpha, small, interpolation=cv2.INTER_AREA)
    return Picture(np.asarray(rgb, np.uint8), None if alpha is None else np.asarray(alpha, np.uint8))


def _covers(matrix: NDArray[np.float64], shape: tuple[int, ...], size: tuple[int, int]) -> bool:
    """True when every canvas pixel lies inside the drawn picture (half a pixel of slack at the edges)."""
    inverse = cv2.invertAffineTransform(matrix)
    width, height = size
    corners = np.array(
        [[0, 0, 1], [width - 1, 0, 1], [0, height - 1, 1], [width - 1, height - 1, 1]], np.float64
    )
    points = corners @ np.asarray(inverse, np.float64).T
    rows, columns = shape[:2]
    slack = 0.51
    return bool(
        (points[:, 0] >= -slack).all()
        and (points[:, 0] <= columns - 1 + slack).all()
        and (points[:, 1] >= -slack).all()
        and (points[:, 1] <= rows - 1 + slack).all()
    )


def _blend(canvas: Frame, rgb: Frame, alpha: NDArray[np.uint8], opacity: float) -> Frame:
    if opacity >= 1.0 and alpha.min() == 255:
        return rgb
    if alpha.min() == 255:
        return np.asarray(cv2.addWeighted(rgb, opacity, canvas, 1.0 - opacity, 0.0), np.uint8)
    weight = (alpha.astype(np.float32) * (opacity / 255.0))[..., None]
    mixed = canvas.astype(np.float32) * (1.0 - weight) + rgb.astype(np.float32) * weight
    return np.round(mixed).astype(np.uint8)


def _fade_share(entry: TimelineClip, when: Ticks) -> float:
    """0..1 through a cross-fade, measured at the frame's start: linear, as the sum of
    both pictures stays constant.
    """
    fade = entry.clip.fade_over
    passed = when - entry.clip.start
    return float(Fraction(passed, fade)) if fade and passed < fade else 1.0


class _Readers:
    """A few open readers. The least recently used is closed first, that of a replaced file at once."""

    def __init__(self, threads: str) -> None:
        self._threads = threads
        self._open: OrderedDict[str, tuple[str, FrameReader]] = OrderedDict()
        self._lock = Lock()

    def get(self, path: str, identity: str, index: FrameIndex | None = None) -> FrameReader:
        with self._lock:
            known, reader = self._open.pop(path, ("", None))
            if reader is not None and known != identity:
                reader.close()
                reader = None
            reader = reader or FrameReader(Path(path), threads=self._threads, index=index)
            self._open[path] = identity, reader
            while len(self._open) > _OPEN_READERS:
                self._open.popitem(last=False)[1][1].close()
            return reader

    def close(self) -> None:
        with self._lock:
            for _identity, reader in self._open.values():
                reader.close()
            self._open.clear()

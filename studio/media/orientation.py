"""How a coded frame becomes an upright one with square pixels."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple, cast

import numpy as np
from av.sidedata.sidedata import SideData, Type
from av.video.frame import VideoFrame
from numpy.typing import NDArray


class Orientation(NamedTuple):
    """What makes a coded frame upright: mirrored left to right first, then turned clockwise by ``rotation``
    degrees (0, 90, 180, 270).
    """

    rotation: int = 0
    mirrored: bool = False

    @property
    def sideways(self) -> bool:
        """True when width and height change places."""
        return self.rotation in (90, 270)

    def apply(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The upright picture, contiguous."""
        if self == UPRIGHT:
            return picture
        if self.mirrored:
            picture = picture[:, ::-1]
        return np.ascontiguousarray(np.rot90(picture, -self.rotation // 90))


_WIDEST = 20

UPRIGHT = Orientation()


def orientation_of(frame: VideoFrame) -> Orientation:
    """Orientation asked for by a frame's display matrix (ISO/IEC 14496-12, 8.3.2), to the nearest quarter
    turn.
    """
    # The type stubs take this container for a mapping from names; it iterates over its values.
    blocks = cast(Iterable[SideData], frame.side_data)
    matrix = next((block for block in blocks if block.type == Type.DISPLAYMATRIX), None)
    if matrix is None:
        return UPRIGHT
    a, b, _, c, d = np.frombuffer(bytes(matrix), np.int32)[:5].astype(np.float64)
    # Row vectors: (x, y) goes to (a x + c y, b x + d y), with y downwards; a negative determinant mirrors.
    mirrored = bool(a * d - b * c < 0)
    if mirrored:
        a, b = -a, -b
    turn = round(float(np.degrees(np.arctan2(b, a))) / 90) * 90 % 360
    return Orientation(turn, mirrored)


def display_size(width: int, height: int, aspect: Fraction | None, turn: Orientation) -> tuple[int, int]:
    """(width, height) on screen of a coded size, pixels ``aspect`` times as wide as high, after turning. An
    aspect that no camera writes is a damaged one: its pixels are square.
    """
    shown = max(1, round(width * aspect)) if aspect and 1 / _WIDEST <= aspect <= _WIDEST else width
    return (height, shown) if turn.sideways else (shown, height)

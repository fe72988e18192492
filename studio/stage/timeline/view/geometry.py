"""Where things lie on the timeline: times and pixels, lanes and rows, and what is under the pointer. No
painting.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF

from studio.core import ticks
from studio.core.ticks import TICKS_PER_SECOND, Ticks
from studio.stage.timeline.state.view_model import Item, Lane, TimelineState

HEADER = 172
"""Width of the column with the names of the tracks."""
RULER = 28
GAP = 2
EDGE = 6
"""How near to an edge of an item the pointer takes the edge."""
TOGGLE = 20

_HEIGHTS = {"video": 48, "captions": 28, "voice": 36, "sound": 36, "music": 36}

Part = Literal["ruler", "header", "toggle", "start", "end", "body", "lane", "outside"]
Toggle = Literal["muted", "hidden", "locked", "duck"]

TOGGLES: dict[str, tuple[Toggle, ...]] = {
    "video": ("muted", "hidden", "locked"),
    "captions": ("hidden",),
    "voice": ("muted", "locked"),
    "sound": ("duck", "muted", "locked"),
    "music": ("duck", "muted", "locked"),
}


@dataclass(frozen=True)
class Row:
    """A lane on screen. top and height are px in the content, before vertical scrolling."""

    lane: Lane
    top: int
    height: int


@dataclass(frozen=True)
class Hit:
    """What is under the pointer. when: the time there, not snapped."""

    part: Part
    when: Ticks
    row: Row | None = None
    item: Item | None = None
    toggle: Toggle | None = None


class Geometry:
    """Turns times into pixels of one timeline and back. vertical: px scrolled down."""

    def __init__(self, state: TimelineState) -> None:
        self._state = state
        self.rows: list[Row] = []
        self.vertical = 0
        self.width = 800
        self.height = 200

    def layout(self) -> None:
        """Take over the lanes of the state."""
        self.rows = []
        top = GAP
        for lane in self._state.lanes:
            height = _HEIGHTS[lane.kind]
            self.rows.append(Row(lane, top, height))
            top += height + GAP

    @property
    def content_height(self) -> int:
        """Height of all rows."""
        return self.rows[-1].top + self.rows[-1].height + GAP if self.rows else 0

    @property
    def lanes_width(self) -> int:
        """Width of the part that shows time."""
        return max(1, self.width - HEADER)

    def x(self, when: Ticks) -> float:
        """Pixel of a time."""
        return HEADER + (when - self._state.scroll) / TICKS_PER_SECOND * self._state.zoom

    def when(self, x: float) -> Ticks:
        """Time of a pixel; never below zero."""
        return max(0, self._state.scroll + int((x - HEADER) / self._state.zoom * TICKS_PER_SECOND))

    def span(self, pixels: float) -> Ticks:
        """How much time ``pixels`` are."""
        return int(pixels / self._state.zoom * TICKS_PER_SECOND)

    def visible(self) -> tuple[Ticks, Ticks]:
        """Times at the left and right edge."""
        return self._state.scroll, self.when(self.width) + 1

    def y(self, row: Row) -> int:
        """Top of a row on screen."""
        return RULER + row.top - self.vertical

    def row_at(self, y: float) -> Row | None:
        """The row at a height on screen."""
        if y < RULER:
            return None
        content = y - RULER + self.vertical
        return next((row for row in self.rows if row.top <= content < row.top + row.height + GAP), None)

    def row_of(self, lane_id: str) -> Row | None:
        """The row of a lane."""
        return next((row for row in self.rows if row.lane.id == lane_id), None)

    def rect(self, row: Row, start: Ticks, end: Ticks) -> QRectF:
        """Where something on a row lies."""
        left = self.x(start)
        return QRectF(left, self.y(row) + 1, max(2.0, self.x(end) - left), row.height - 2)

    def toggle_rect(self, row: Row, index: int) -> QRect:
        """Where the ``index``-th toggle of a row's header lies, from the right."""
        count = len(TOGGLES[row.lane.kind])
        left = HEADER - 6 - TOGGLE * (count - index)
        return QRect(left, self.y(row) + (row.height - TOGGLE) // 2, TOGGLE, TOGGLE)

    def hit(self, at: QPointF) -> Hit:
        """What is at a point of the widget."""
        x, when = at.x(), self.when(at.x())
        if at.y() < RULER:
            return Hit("ruler" if x >= HEADER else "outside", when)
        row = self.row_at(at.y())
        if row is None:
            return Hit("outside", when)
        if x < HEADER:
            for index, toggle in enumerate(TOGGLES[row.lane.kind]):
                if self.toggle_rect(row, index).contains(at.toPoint()):
                    return Hit("toggle", when, row, toggle=toggle)
            return Hit("header", when, row)
        item = row.lane.at(when, self.span(EDGE / 2))
        if item is None:
            return Hit("lane", when, row)
        left, right = self.x(item.start), self.x(item.end)
        # A short item keeps a middle to be moved by.
        reach = min(EDGE, (right - left) / 4) if right - left > 4 * EDGE else min(EDGE, (right - left) / 3)
        if x <= left + reach:
            return Hit("start", when, row, item)
        if x >= right - reach:
            return Hit("end", when, row, item)
        return Hit("body", when, row, item)


_STEPS = (
    (1, 4), (2, 4), (5, 5), (10, 5), (15, 3), (30, 6), (60, 6), (120, 4), (300, 5), (600, 5), (1800, 6),
    (3600, 6), (7200, 4),
)  # fmt: skip
"""(seconds between labels, small marks per label) of the ruler."""


def ruler_step(zoom: float, rate: Fraction, room: float = 96.0) -> tuple[Ticks, int]:
    """(time between labels, small marks per label) so that labels are at least ``room`` px apart."""
    frame = ticks.from_frame(1, rate)
    whole = -(-rate.numerator // rate.denominator)
    for frames in (1, 2, 5, 10):
        if frames < whole and ticks.to_seconds(frame * frames) * zoom >= room:
            return frame * frames, frames
    for seconds, marks in _STEPS:
        if seconds * zoom >= room:
            return _clock_seconds(seconds, whole, rate), marks
    return _clock_seconds(14_400, whole, rate), 4


def _clock_seconds(seconds: int, whole: int, rate: Fraction) -> Ticks:
    """How long ``seconds`` of timecode last: at 29.97 a little more than on a clock. Rounded up, so that the
    label of any multiple shows a whole second.
    """
    return math.ceil(seconds * whole * ticks.frame_ticks(rate))

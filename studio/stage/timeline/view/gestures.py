"""What a press of the mouse turns into: scrub, range, move, trim, rubber band. Only a ghost moves; one edit
at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, Qt

from studio.core import ticks
from studio.core.ticks import Ticks
from studio.project.model import Clip, Cue, replace
from studio.project.pace import pace_of
from studio.stage.timeline.state.view_model import Item
from studio.stage.timeline.view.geometry import HEADER, RULER, Geometry
from studio.stage.timeline.view.painting import Ghost
from studio.state.app_state import Look

if TYPE_CHECKING:
    from studio.stage.timeline.state.view_model import TimelineState

_THRESHOLD = 4
_SNAP = 8
"""Pixels."""


class Gesture:
    """One drag. ``ghost`` is what it shows meanwhile."""

    def __init__(self, state: TimelineState, geometry: Geometry, press: QPointF) -> None:
        self._state = state
        self._geo = geometry
        self._press = press
        self.ghost: Ghost | None = None
        self.begun = False

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer is at ``at`` now."""
        if not self.begun and (at - self._press).manhattanLength() < _THRESHOLD:
            return
        self.begun = True
        self._drag(at, modifiers)

    def finish(self) -> None:
        """The button was let go: make the edit."""
        if self.begun:
            self._commit()

    def stop(self) -> None:
        """It is over, with or without an edit."""
        self._state.app.look = None

    def _told(self, to: Ticks, by: Ticks) -> tuple[Ticks, str]:
        """Where an edge is dragged to and by how much, in timecode, beside the edge."""
        rate = self._state.rate
        moved = ticks.timecode(abs(by), rate).removeprefix("00:").removeprefix("00:")
        return to, f"{ticks.timecode(to, rate)}   {'−' if by < 0 else '+'}{moved}"

    def _drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        raise NotImplementedError

    def _commit(self) -> None:
        """Nothing to edit unless a gesture says so."""


class Scrub(Gesture):
    """The playhead follows the pointer."""

    def __init__(self, state: TimelineState, geometry: Geometry, press: QPointF) -> None:
        super().__init__(state, geometry, press)
        self.begun = True
        self._drag(press, Qt.KeyboardModifier.NoModifier)

    def _drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._state.app.seek(self._geo.when(at.x()))


class RangeDrag(Gesture):
    """Shift on the ruler: from here to there is the in/out range."""

    def _drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        within = self._geo.span(_SNAP)
        ends = sorted(self._state.snapped(self._geo.when(x), within)[0] for x in (self._press.x(), at.x()))
        if ends[0] < ends[1]:
            self._state.app.update(in_point=ends[0], out_point=ends[1])


class Move(Gesture):
    """Items follow the pointer in time; clips also onto another lane of their kind."""

    def __init__(
        self, state: TimelineState, geometry: Geometry, press: QPointF, grabbed: Item, items: list[Item]
    ) -> None:
        super().__init__(state, geometry, press)
        self._grabbed = grabbed
        self._items = items
        self._skip = frozenset(item.id for item in items)
        self._first = min(item.start for item in items)
        self._delta: Ticks = 0
        self._lane = ""

    def _drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        raw = self._geo.when(at.x()) - self._geo.when(self._press.x())
        delta, snap = self._snapped(raw)
        self._delta = max(delta, -self._first)
        self._lane = self._target(at)
        places = [
            (item.id, self._lane if self._lane and isinstance(item, Clip) else item.parent,
             item.start + self._delta, item.end + self._delta, label_of(item))
            for item in self._items
        ]  # fmt: skip
        self.ghost = Ghost(places, snap, note=self._told(self._grabbed.start + self._delta, self._delta))

    def _snapped(self, raw: Ticks) -> tuple[Ticks, Ticks | None]:
        """The delta that puts one edge of the grabbed item on the nearest edge, else on a frame."""
        within = self._geo.span(_SNAP)
        best: tuple[Ticks, Ticks, Ticks] | None = None
        for edge in (self._grabbed.start, self._grabbed.end):
            to, caught = self._state.snapped(edge + raw, within, skip=self._skip)
            if caught and (best is None or abs(to - edge - raw) < best[0]):
                best = abs(to - edge - raw), to - edge, to
        if best is not None:
            return best[1], best[2]
        return self._state.snapped(self._grabbed.start + raw, 0, skip=self._skip)[
            0
        ] - self._grabbed.start, None

    def _target(self, at: QPointF) -> str:
        """The lane the clips would land on; "" for their own."""
        row = self._geo.row_at(at.y())
        if row is None or row.lane.locked or not isinstance(self._grabbed, Clip):
            return ""
        lanes = {item.parent for item in self._items if isinstance(item, Clip)}
        own = self._state.lane(self._grabbed.parent)
        if len(lanes) > 1 or own is None or row.lane.id == own.id or row.lane.kind == "captions":
            return ""
        return row.lane.id if (row.lane.kind == "video") == (own.kind == "video") else ""

    def _commit(self) -> None:
        if self._delta or self._lane:
            self._state.move([item.id for item in self._items], self._delta, self._lane)


class Trim(Gesture):
    """One edge of an item follows the pointer; Shift lets what follows close up."""

    def __init__(
        self,
        state: TimelineState,
        geometry: Geometry,
        press: QPointF,
        item: Item,
        edge: Literal["start", "end"],
    ) -> None:
        super().__init__(state, geometry, press)
        self._item = item
        self._edge: Literal["start", "end"] = edge
        self._to = item.start if edge == "start" else item.end
        self._ripple = False

    def _drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        item, self._ripple = self._item, bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        own = item.start if self._edge == "start" else item.end
        wanted = own + self._geo.when(at.x()) - self._geo.when(self._press.x())
        to, caught = self._state.snapped(wanted, self._geo.span(_SNAP), skip=frozenset((item.id,)))
        low, high = self._state.trim_limits(item, self._edge, ripple=self._ripple)
        self._to = min(max(to, low), high)
        start, end = (self._to, item.end) if self._edge == "start" else (item.start, self._to)
        snap = self._to if caught and self._to == to else None
        place = (item.id, item.parent, start, end, label_of(item))
        self.ghost = Ghost([place], snap, note=self._told(self._to, self._to - own))
        self._state.app.look = self._edge_picture()

    def _edge_picture(self) -> Look | None:
        """The first or last frame the clip will have; for a caption, that of the film. Sounds have none."""
        state, item = self._state, self._item
        frame = ticks.from_frame(1, state.rate)
        at = self._to if self._edge == "start" else self._to - frame
        if isinstance(item, Cue):
            return Look(max(0, at))
        lane = state.lane(item.parent)
        if lane is None or lane.kind != "video":
            return None
        if self._edge == "end":
            return Look(at, replace(item, duration=self._to - item.start))
        delta = self._to - item.start
        source_in = item.source_in + pace_of(state.app.require_project(), item).source(delta)
        return Look(
            at,
            replace(item, start=self._to, duration=item.duration - delta, source_in=max(0, source_in)),
        )

    def _commit(self) -> None:
        self._state.trim(self._item.id, self._edge, self._to, ripple=self._ripple)


class Band(Gesture):
    """A rubber band over lanes selects what it touches; ``keep``: beside what was selected before."""

    def __init__(
        self, state: TimelineState, geometry: Geometry, press: QPointF, keep: frozenset[str]
    ) -> None:
        super().__init__(state, geometry, press)
        self._keep = keep
        self._band = QRectF()

    def _drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        at = QPointF(min(max(at.x(), HEADER), self._geo.width), min(max(at.y(), RULER), self._geo.height))
        self._band = QRectF(self._press, at).normalized()
        self.ghost = Ghost(band=self._band)

    def _commit(self) -> None:
        geo, found = self._geo, set(self._keep)
        start, end = geo.when(self._band.left()), geo.when(self._band.right())
        for row in geo.rows:
            top = geo.y(row)
            if top < self._band.bottom() and top + row.height > self._band.top():
                found |= {item.id for item in row.lane.between(start, end)}
        self._state.app.select(frozenset(found))


def label_of(item: Item) -> str:
    """What is written on an item."""
    return item.text.replace("\n", " ") if isinstance(item, Cue) else item.label

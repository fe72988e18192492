"""View-model of the timeline: lanes, zoom, scroll, snapping, and the edits that are made on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import Meta, Struct

from studio.captions import cues as captions
from studio.core import ticks
from studio.core.ids import new_id
from studio.core.observable import Field
from studio.core.text import Text
from studio.core.ticks import TICKS_PER_SECOND, Ticks
from studio.flows import ripple as ripples
from studio.project.model import Asset, CaptionTrack, Clip, Cue, Track, TrackRole, replace
from studio.project.pace import pace_of
from studio.stage.timeline.state.lanes import Item, Lane, Lanes
from studio.state.app_state import AppState
from studio.video import clips, retime
from studio.video.laying import landing, lay

__all__ = ["Item", "Lane", "TimelineState"]

MIN_ZOOM, MAX_ZOOM = 0.02, 2400.0
"""Pixels per second."""

_VIEW = "timeline"


class _Kept(Struct, frozen=True):
    """What comes back with the project. zoom: pixels per second; scroll: ticks."""

    zoom: float = 60.0
    scroll: Annotated[Ticks, Meta(ge=0, lt=2**53)] = 0
    magnet: bool = True


_SWITCHED = {
    ("muted", True): Text("Mute {track}"),
    ("muted", False): Text("Unmute {track}"),
    ("hidden", True): Text("Hide {track}"),
    ("hidden", False): Text("Show {track}"),
    ("locked", True): Text("Lock {track}"),
    ("locked", False): Text("Unlock {track}"),
    ("duck", True): Text("Duck {track} under voices"),
    ("duck", False): Text("Stop ducking {track}"),
}
"""Undo labels by property and what it becomes."""

_NEW = {
    "video": (Text("Add video track"), Text("Video"), Text("Video {number}")),
    "voice": (Text("Add voice track"), Text("Voice"), Text("Voice {number}")),
    "sound": (Text("Add audio track"), Text("Audio"), Text("Audio {number}")),
    "music": (Text("Add music track"), Text("Music"), Text("Music {number}")),
    "captions": (Text("Add caption track"), Text("Captions"), Text("Captions {number}")),
}
"""Undo label, name of the first track of a kind, name of the others."""


class TimelineState(Lanes):
    """One per dock. zoom: pixels per second; scroll: time at the left edge; magnet: drags snap to edges."""

    zoom: Field[float] = Field(60.0)
    scroll: Field[Ticks] = Field(0)
    magnet: Field[bool] = Field(True)

    def __init__(self, app: AppState) -> None:
        super().__init__(app)
        self._recall()

    # ---- looking

    def snapped(
        self, when: Ticks, within: Ticks, *, skip: frozenset[str] = frozenset()
    ) -> tuple[Ticks, bool]:
        """``when``, moved to the nearest edge, playhead or range end no further than ``within``; and whether
        it was.
        """
        if not self.magnet:
            return ticks.snap(when, self.rate), False
        near = [
            0,
            self.app.playhead,
            *(point for point in (self.app.in_point, self.app.out_point) if point is not None),
        ]
        for lane in self.lanes:
            for item in lane.between(when - within, when + within + 1):
                if item.id not in skip:
                    near += (item.start, item.end)
            # An item that ends just before is not "between", yet its end may be near.
            index = bisect_right(lane.starts, when) - 1
            if index >= 0 and lane.items[index].id not in skip:
                near.append(lane.items[index].end)
        best = min(near, key=lambda point: abs(point - when))
        if abs(best - when) <= within:
            return best, True
        return ticks.snap(when, self.rate), False

    def trim_limits(self, item: Item, edge: clips.Edge, *, ripple: bool = False) -> tuple[Ticks, Ticks]:
        """Earliest and latest time the edge of an item can be dragged to, for the ghost; the edit has the
        last word.
        """
        frame = ticks.from_frame(1, self.rate)
        lane = self.lane(item.parent)
        before = lane.neighbour(item, -1) if lane else None
        after = lane.neighbour(item, 1) if lane else None
        floor = 0 if before is None or ripple else min(before.end, item.start)
        ceiling = 1 << 62 if after is None or ripple else max(after.start, item.end)
        if isinstance(item, Cue):
            shortest = captions.SHORTEST
            return (floor, item.end - shortest) if edge == "start" else (item.start + shortest, ceiling)
        asset, pace = self.asset(item), pace_of(self.app.require_project(), item)
        timed = asset is not None and asset.media != "image" and asset.facts.duration > 0
        if timed and asset is not None:
            floor = max(floor, item.start + pace.offset(-item.source_in))
            left = asset.facts.duration - item.source_in
            ceiling = min(ceiling, max(item.end, item.start + pace.offset(left)))
        return (floor, item.end - frame) if edge == "start" else (item.start + frame, ceiling)

    # ---- view

    def zoom_to(self, zoom: float, anchor: Ticks, pixels: float) -> None:
        """Change the zoom so that time ``anchor`` stays ``pixels`` from the left edge."""
        zoom = min(MAX_ZOOM, max(MIN_ZOOM, zoom))
        with self.batch():
            self.zoom = zoom
            self.scroll = max(0, anchor - int(pixels / zoom * TICKS_PER_SECOND))

    def fit(self, pixels: float) -> None:
        """Show everything in ``pixels``."""
        seconds = max(ticks.to_seconds(self.duration), 5.0)
        with self.batch():
            self.scroll = 0
            self.zoom = min(MAX_ZOOM, max(MIN_ZOOM, (pixels - 24) / seconds))

    def remember(self) -> None:
        """Keep zoom and scroll with the project."""
        project = self.app.project
        if project is not None and not project.read_only:
            project.view_state.set(_VIEW, {"zoom": self.zoom, "scroll": self.scroll, "magnet": self.magnet})

    # ---- edits on items

    def move(self, item_ids: Sequence[str], delta: Ticks, lane_id: str = "") -> None:
        """Shift clips and cues together in time, clips also onto another lane; one undo step."""
        project, key = self.app.require_project(), new_id("move")
        found = [
            item
            for item in (self.item(one) for one in item_ids)
            if item is not None and not self._locked(item)
        ]
        moved_clips = [item.id for item in found if isinstance(item, Clip)]
        moved_cues = [item.id for item in found if isinstance(item, Cue)]
        delta = max(delta, -min((item.start for item in found), default=0))
        if moved_clips and (delta or lane_id):
            clips.move(project, moved_clips, delta, track_id=lane_id, coalesce=key)
        if moved_cues and delta:
            captions.shift(project, moved_cues, delta, coalesce=key)
        project.seal()

    def trim(self, item_id: str, edge: clips.Edge, to: Ticks, *, ripple: bool = False) -> None:
        """Drag one edge of a clip or cue to ``to``."""
        item, project = self.item(item_id), self.app.require_project()
        if item is None or self._locked(item):
            return
        if isinstance(item, Clip):
            if ripple:
                ripples.trim(project, item_id, edge, to)
            else:
                clips.trim(project, item_id, edge, to)
        else:
            low, high = self.trim_limits(item, edge)
            to = min(max(to, low), high)
            start, end = (to, item.end) if edge == "start" else (item.start, to)
            captions.set_times(project, item_id, start, end, bounds=(0, None))

    def split(self, at: Ticks | None = None) -> None:
        """Cut what is selected (else everything unlocked) under ``at`` (else the playhead)."""
        project, when = self.app.require_project(), self.app.playhead if at is None else at
        chosen = self.selected() or [
            item for lane in self.lanes for item in [lane.at(when)] if item is not None
        ]
        under = [item for item in chosen if item.start < when < item.end and not self._locked(item)]
        cut = [item.id for item in under if isinstance(item, Clip)]
        if cut:
            clips.split(project, cut, when)
        elif under and isinstance(under[0], Cue):
            cue = under[0]
            place = round(len(cue.text) * (when - cue.start) / (cue.end - cue.start))
            captions.split(project, cue.id, _word_border(cue.text, place), when)
        else:
            self.app.say(Text("There is nothing to split under the playhead."))

    def delete(self, *, ripple: bool = False) -> None:
        """Remove what is selected; with ``ripple`` gaps between clips close (see flows.ripple)."""
        project = self.app.require_project()
        chosen = [item for item in self.selected() if not self._locked(item)]
        gone = [item.id for item in chosen if isinstance(item, Clip)]
        cues = [item.id for item in chosen if isinstance(item, Cue)]
        if gone and ripple:
            ripples.delete(project, gone)
            cues = [cue for cue in cues if project.find(cue) is not None]
        elif gone:
            clips.delete(project, gone)
        if cues:
            captions.delete(project, cues)
        self.app.select(frozenset(self.app.selection) - set(gone) - set(cues))

    def duplicate(self) -> None:
        """Put a copy of each selected clip right behind the last of them."""
        project = self.app.require_project()
        chosen = [item for item in self.selected() if isinstance(item, Clip) and not self._locked(item)]
        if not chosen:
            return
        copies = clips.duplicate(project, [item.id for item in chosen])
        self.app.select(frozenset(copy.id for copy in copies))

    def crossfade(self, seconds: float = 1.0) -> None:
        """Fade each selected clip over from the one before it."""
        project = self.app.require_project()
        for item in self.selected():
            if isinstance(item, Clip) and not self._locked(item):
                clips.set_crossfade(project, item.id, ticks.from_seconds(seconds))

    def set_speed(self, speed: Fraction) -> None:
        """Play the selected clips at this speed."""
        project = self.app.require_project()
        for item in self.selected():
            if isinstance(item, Clip) and not self._locked(item):
                retime.set_speed(project, item.id, speed)

    def drop(self, asset_ids: Sequence[str], at: Ticks, lane_id: str = "", *, joins: int = 0) -> list[str]:
        """Lay assets one behind the other from ``at`` on a lane that suits them; one undo step. joins: see
        ``Project.edit``. Returns the clips.
        """
        project = self.app.require_project()
        assets = [project.get(one, Asset) for one in asset_ids]
        laid = lay(
            project,
            self.app.sequence_id,
            assets,
            at,
            onto=lambda asset: self.landing(asset, lane_id),
            joins=joins,
        )
        made = [clip.id for clip in laid]
        self.app.select(frozenset(made))
        return made

    def landing(self, asset: Asset, lane_id: str = "") -> str:
        """Track that ``asset`` goes to when it is dropped on a lane: this one if it suits, else the first
        that does; "": one that has to be made.
        """
        lane = self.lane(lane_id)
        if lane is not None and not lane.locked and lane.kind != "captions":
            suits = ("video", "image") if lane.kind == "video" else ("audio",)
            if asset.media in suits:
                return lane.id
        return landing(self.app.require_project(), self.app.sequence_id, asset)

    def select_neighbour(self, step: int) -> None:
        """Select the item before (-1) or after (1) the selection on its lane."""
        chosen = self.selected()
        if not chosen:
            lane = next((lane for lane in self.lanes if lane.items), None)
            if lane is not None:
                index = max(0, bisect_right(lane.starts, self.app.playhead) - 1)
                self.app.select([lane.items[index].id])
            return
        item = chosen[-1] if step > 0 else chosen[0]
        lane = self.lane(item.parent)
        following = lane.neighbour(item, step) if lane is not None else None
        if following is not None:
            self.app.select([following.id])

    # ---- edits on tracks

    def toggle(self, lane_id: str, what: Literal["muted", "hidden", "locked", "duck"]) -> None:
        """Switch a property of a track."""
        project = self.app.require_project()
        track = project.find(lane_id)
        if isinstance(track, Track | CaptionTrack) and hasattr(track, what):
            on = not getattr(track, what)
            with project.edit(_SWITCHED[what, on].filled(track=track.name)) as edit:
                edit.put(replace(track, **{what: on}))

    def add_track(self, role: TrackRole | Literal["captions"]) -> None:
        """Add a lane above (video) or below the others of its kind."""
        project, parent = self.app.require_project(), self.app.sequence_id
        same = [lane for lane in self.lanes if lane.kind == role]
        label, first, more = _NEW[role]
        name = self.app.words(more.filled(number=len(same) + 1) if same else first)
        with project.edit(label) as edit:
            if role == "captions":
                style = project.get(same[0].id, CaptionTrack).style if same else ""
                order = edit.next_order(parent, CaptionTrack)
                edit.put(
                    CaptionTrack(id=new_id("captions"), parent=parent, order=order, name=name, style=style)
                )
            else:
                order = edit.next_order(parent, Track)
                edit.put(
                    Track(
                        id=new_id("track"),
                        parent=parent,
                        order=order,
                        name=name,
                        role=role,
                        duck=role == "music",
                    )
                )

    def remove_track(self, lane_id: str) -> None:
        """Remove a track with everything on it."""
        project = self.app.require_project()
        with project.edit(Text("Remove track")) as edit:
            edit.remove(lane_id)

    def rename_track(self, lane_id: str, name: str) -> None:
        """Give a track another name."""
        project = self.app.require_project()
        track = project.find(lane_id)
        if isinstance(track, Track | CaptionTrack) and name.strip():
            with project.edit(Text("Rename track")) as edit:
                edit.put(replace(track, name=name.strip()))

    # ---- inside

    def _on_app(self, name: str, _value: object) -> None:
        if name == "project":
            self._recall()
        super()._on_app(name, _value)

    def _recall(self) -> None:
        project = self.app.project
        stored = project.view_state.recall(_VIEW, _Kept) if project is not None else _Kept()
        zoom = min(MAX_ZOOM, max(MIN_ZOOM, stored.zoom))
        self.update(zoom=zoom, scroll=max(0, stored.scroll), magnet=stored.magnet)

    def _locked(self, item: Item) -> bool:
        lane = self.lane(item.parent)
        return lane is not None and lane.locked


def _word_border(text: str, place: int) -> int:
    """The border between words nearest to a character."""
    borders = [index for index, letter in enumerate(text) if letter in " \n"] or [place]
    return min(borders, key=lambda border: abs(border - place))

"""Lanes of the timeline: tracks with their clips and cues in time order, kept up with the edits.

A lane keeps its items sorted and is patched when an edit touches a few of them, so that a hundred thousand
captions cost no more than the few that are shown.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from studio.core.observable import Field, State
from studio.core.ticks import Ticks
from studio.project.handle import Project
from studio.project.model import Asset, CaptionTrack, Changes, Clip, Cue, Track
from studio.state.app_state import AppState

LaneKind = Literal["video", "captions", "voice", "sound", "music"]
Item = Clip | Cue

_PATCH_LIMIT = 400
_ORDER: tuple[LaneKind, ...] = ("captions", "voice", "sound", "music")
_HUES: dict[str, str] = {
    "video": "video",
    "captions": "captions",
    "voice": "voice",
    "sound": "voice",
    "music": "image",
}


@dataclass
class Lane:
    """A track as it is shown. items are sorted by (start, id); starts mirrors them; longest bounds their
    lengths.

    burn is for caption lanes only, muted and duck for sounding ones.
    """

    id: str
    kind: LaneKind
    name: str
    muted: bool = False
    hidden: bool = False
    locked: bool = False
    duck: bool = False
    items: list[Item] = field(default_factory=list[Item])
    starts: list[Ticks] = field(default_factory=list[Ticks])
    longest: Ticks = 0

    @property
    def workspace(self) -> str:
        """The workspace whose hue it wears."""
        return _HUES[self.kind]

    def fill(self, items: Iterable[Item]) -> None:
        """Take these items instead of the ones before."""
        self.items = sorted(items, key=time_key)
        self.starts = [item.start for item in self.items]
        self.longest = max((item.end - item.start for item in self.items), default=0)

    def first_after(self, when: Ticks) -> int:
        """Index of the first item that can still be seen at ``when`` or later."""
        return bisect_left(self.starts, when - self.longest)

    def at(self, when: Ticks, slack: Ticks = 0) -> Item | None:
        """The topmost item under ``when``; an item within ``slack`` counts where none is right there."""
        near: Item | None = None
        for index in range(
            bisect_right(self.starts, when + slack) - 1, self.first_after(when - slack) - 1, -1
        ):
            item = self.items[index]
            if item.start <= when < item.end:
                return item
            if near is None and item.start - slack <= when < item.end + slack:
                near = item
        return near

    def between(self, start: Ticks, end: Ticks) -> list[Item]:
        """Items that touch [start, end)."""
        low, high = self.first_after(start), bisect_left(self.starts, end)
        return [item for item in self.items[low:high] if item.end > start]

    def neighbour(self, item: Item, step: int) -> Item | None:
        """The item ``step`` places later (or earlier) in time."""
        index = bisect_left(self.items, time_key(item), key=time_key) + step
        return self.items[index] if 0 <= index < len(self.items) else None

    def patch(self, old: Item | None, new: Item | None) -> None:
        """Replace one item."""
        if old is not None:
            index = bisect_left(self.items, time_key(old), key=time_key)
            if index < len(self.items) and self.items[index].id == old.id:
                del self.items[index]
                del self.starts[index]
        if new is not None:
            insort(self.items, new, key=time_key)
            insort(self.starts, new.start)
            self.longest = max(self.longest, new.end - new.start)


def time_key(item: Item) -> tuple[Ticks, str]:
    return item.start, item.id


class Lanes(State):
    """The lanes of the sequence that is shown. version rises whenever lanes or items changed."""

    version: Field[int] = Field(0)

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        self.lanes: list[Lane] = []
        self._shown: dict[str, Item] = {}
        app.project_changed.connect(self._on_changes)
        app.field_changed.connect(self._on_app)
        self.reload()

    # ---- looking

    @property
    def rate(self) -> Fraction:
        """Frame rate of the sequence; 25 without one."""
        return self.app.sequence().frame_rate if self.ready else Fraction(25)

    @property
    def ready(self) -> bool:
        """A sequence is open."""
        return self.app.project is not None and bool(self.app.sequence_id)

    @property
    def duration(self) -> Ticks:
        """End of the last item."""
        ends = [
            lane.items[index].end
            for lane in self.lanes
            for index in range(max(0, len(lane.items) - 3), len(lane.items))
        ]
        return max(ends, default=0)

    def lane(self, lane_id: str) -> Lane | None:
        """The lane of a track."""
        return next((lane for lane in self.lanes if lane.id == lane_id), None)

    def item(self, item_id: str) -> Item | None:
        """A clip or cue that is shown."""
        return self._shown.get(item_id)

    def selected(self) -> list[Item]:
        """What of the window's selection lies on the timeline, in time order."""
        found = [self._shown[item_id] for item_id in self.app.selection if item_id in self._shown]
        return sorted(found, key=time_key)

    def asset(self, clip: Clip) -> Asset | None:
        """Source of a clip."""
        found = self.app.require_project().find(clip.asset)
        return found if isinstance(found, Asset) else None

    # ---- keeping up

    def reload(self) -> None:
        """Read all lanes anew."""
        self.lanes, self._shown = [], {}
        if self.ready:
            project = self.app.require_project()
            self._read_tracks(project)
        self.version += 1

    def _read_tracks(self, project: Project) -> None:
        parent = self.app.sequence_id
        known = {lane.id: lane for lane in self.lanes}
        lanes: list[Lane] = []
        for track in project.children(parent, Track):
            lane = Lane(track.id, track.role, track.name, track.muted, track.hidden, track.locked, track.duck)
            lanes.append(self._filled(project, lane, known))
        for track in project.children(parent, CaptionTrack):
            lanes.append(
                self._filled(project, Lane(track.id, "captions", track.name, hidden=track.hidden), known)
            )
        # The last video track covers the others, so it is shown on top.
        films = [lane for lane in lanes if lane.kind == "video"]
        others = [lane for lane in lanes if lane.kind != "video"]
        self.lanes = films[::-1] + sorted(others, key=lambda lane: _ORDER.index(lane.kind))

    def _filled(self, project: Project, lane: Lane, known: dict[str, Lane]) -> Lane:
        before = known.get(lane.id)
        if before is not None:
            lane.items, lane.starts, lane.longest = before.items, before.starts, before.longest
        else:
            lane.fill(project.children(lane.id, Cue if lane.kind == "captions" else Clip))
            self._shown.update((item.id, item) for item in lane.items)
        return lane

    def _on_changes(self, changes: Changes) -> None:
        if (
            not changes.kinds & {"track", "caption_track", "clip", "cue", "sequence", "asset"}
            or not self.ready
        ):
            return
        if not self._patch(changes):
            self.lanes, self._shown = [], {}
            self._read_tracks(self.app.require_project())
        self.version += 1

    def _patch(self, changes: Changes) -> bool:
        """Take over a small change; False when everything is to be read anew."""
        project = self.app.require_project()
        if len(changes.ids) > _PATCH_LIMIT:
            return False
        if changes.kinds & {"track", "caption_track"}:
            self._read_tracks(project)
            alive = {lane.id for lane in self.lanes}
            self._shown = {key: item for key, item in self._shown.items() if item.parent in alive}
        lanes = {lane.id: lane for lane in self.lanes}
        for changed in changes.ids:
            old, new = self._shown.get(changed), project.find(changed)
            if old is not None and old.parent in lanes:
                lanes[old.parent].patch(old, None)
                del self._shown[changed]
            if isinstance(new, Clip | Cue) and new.parent in lanes:
                # A lane that has just appeared was filled from the project already.
                lanes[new.parent].patch(new, new)
                self._shown[changed] = new
        return True

    def _on_app(self, name: str, _value: object) -> None:
        if name in ("project", "sequence_id"):
            self.reload()

"""The waveform of Captions without its widget: which sounds, which part of time, what a drag does."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from studio.captions.cues import SHORTEST, timed
from studio.core import ticks
from studio.core.observable import Field, State
from studio.core.ticks import TICKS_PER_SECOND, Ticks
from studio.project.model import Asset, Changes, Clip, Cue, Track
from studio.state.app_state import Look, concerns
from studio.workspaces.captions.state.view_model import CaptionsState

Part = Literal["start", "end", "body", "none"]

MIN_ZOOM, MAX_ZOOM = 0.02, 1200.0
"""Pixels per second."""
EDGE = 6
"""How near in px to an edge of a cue the pointer takes the edge."""
_SNAP = 8
_MARGIN = 0.12
"""Share of the view that stays free before something that is brought into sight."""
_LOOK_BACK = 16
"""Cues that begin earlier and may still be seen: overlaps are mistakes, and few."""


@dataclass(frozen=True)
class Sound:
    """A clip that is heard, with its source. spoken: by a voice of this film, not in the footage."""

    clip: Clip
    asset: Asset
    spoken: bool


@dataclass(frozen=True)
class Hit:
    """What lies under the pointer."""

    part: Part
    when: Ticks
    cue: Cue | None = None


@dataclass(frozen=True)
class Drag:
    """Where a cue would come to lie; snap: the time it has caught, if any."""

    cue: Cue
    start: Ticks
    end: Ticks
    snap: Ticks | None = None

    @property
    def seconds(self) -> float:
        """How long the cue would show."""
        return ticks.to_seconds(self.end - self.start)


class WaveState(State):
    """zoom: px per second. scroll: time at the left edge. sounds: what is heard, music only
    where nothing else is. width is the widget's, in px.
    """

    zoom: Field[float] = Field(80.0)
    scroll: Field[Ticks] = Field(0)
    sounds: Field[tuple[Sound, ...]] = Field(())

    def __init__(self, captions: CaptionsState) -> None:
        super().__init__()
        self.captions = captions
        self.app = captions.app
        self.width = 800
        self.app.project_changed.connect(self._project_changed)
        self.app.field_changed.connect(self._app_changed)
        captions.field_changed.connect(self._captions_changed)
        self._opened()

    # ---- time and pixels

    def x(self, when: Ticks) -> float:
        """Pixel of a time."""
        return (when - self.scroll) / TICKS_PER_SECOND * self.zoom

    def when(self, x: float) -> Ticks:
        """Time of a pixel; never below zero."""
        return max(0, self.scroll + self.span(x))

    def span(self, pixels: float) -> Ticks:
        """How much time ``pixels`` are."""
        return int(pixels / self.zoom * TICKS_PER_SECOND)

    @property
    def duration(self) -> Ticks:
        """End of the last sound or cue."""
        cues = self.captions.rows.cues
        ends = [sound.clip.end for sound in self.sounds] + [cue.end for cue in cues[-_LOOK_BACK:]]
        return max(ends, default=0)

    # ---- view

    def zoom_by(self, factor: float, x: float) -> None:
        """Zoom so that the time under pixel ``x`` stays there; not further out than the whole film."""
        whole = self.width / max(ticks.to_seconds(self.duration) * 1.05, 5.0)
        zoom = min(MAX_ZOOM, max(min(whole, self.zoom), MIN_ZOOM, self.zoom * factor))
        anchor = self.when(x)
        with self.batch():
            self.zoom = zoom
            self.scroll = max(0, anchor - self.span(x))

    def scroll_by(self, pixels: float) -> None:
        """Scroll on (or back); a little beyond the end at most."""
        most = max(0, self.duration - self.span(self.width / 2))
        self.scroll = min(max(0, self.scroll + self.span(pixels)), max(most, self.scroll))

    def show_span(self, start: Ticks, end: Ticks) -> None:
        """Bring a span into sight, if it is not; its beginning when it is longer than the view."""
        first, room = self.scroll, self.span(self.width)
        if first <= start and end <= first + room:
            return
        spare = max(self.span(self.width * _MARGIN), (room - (end - start)) // 2)
        self.scroll = max(0, start - spare)

    def show_playhead(self) -> None:
        """Turn the page when the playhead leaves the view."""
        when = self.app.playhead
        if not self.scroll <= when <= self.scroll + self.span(self.width):
            self.scroll = max(0, when - self.span(self.width * _MARGIN))

    # ---- what is there

    def cues(self, start: Ticks, end: Ticks) -> list[Cue]:
        """Cues that can be seen in a span; where many fall on one pixel, one of them stands for all."""
        cues, pixel = self.captions.rows.cues, self.span(2)
        low = max(0, bisect_left(cues, start, key=_start) - _LOOK_BACK)
        high = bisect_left(cues, end, key=_start)
        found: list[Cue] = []
        index = low
        while index < high:
            cue = cues[index]
            if cue.end > start:
                found.append(cue)
            crowded = high - low > 400
            index = max(index + 1, bisect_left(cues, cue.start + pixel, index, high, key=_start) * crowded)
        return found

    def hit(self, x: float) -> Hit:
        """The cue, or the edge of one, at a pixel. The current cue's edges come first where two meet."""
        when = self.when(x)
        near = self.cues(when - self.span(EDGE), when + self.span(EDGE) + 1)
        near.sort(key=lambda cue: cue.id != self.captions.current)
        for cue in near:
            left, right = self.x(cue.start), self.x(cue.end)
            reach = min(EDGE, (right - left) / 4)  # a short cue keeps a middle to be moved by
            own = cue.id == self.captions.current
            outside = EDGE / 2 if own or len(near) == 1 else 0
            if left - outside <= x <= left + reach:
                return Hit("start", when, cue)
            if right - reach <= x <= right + outside:
                return Hit("end", when, cue)
        inside = next((cue for cue in near if cue.start <= when < cue.end), None)
        return Hit("body" if inside else "none", when, inside)

    # ---- dragging

    def dragged(self, cue: Cue, part: Part, by: Ticks, *, free: bool = False) -> Drag:
        """Where a cue comes to lie when one of its edges, or all of it, is dragged ``by``: on what is near,
        else on a frame; ``free``: exactly there. Its neighbours stay.
        """
        floor, ceiling = self.captions.rows.neighbours(cue)
        edges = {"start": (cue.start,), "end": (cue.end,)}.get(part, (cue.start, cue.end))
        snap: Ticks | None = None
        if not free:
            by, snap = self._snapped(cue, edges, by)
        start = cue.start + (by if part != "end" else 0)
        end = cue.end + (by if part != "start" else 0)
        if part == "start":
            start = min(start, end - SHORTEST)
        elif part == "end":
            end = max(end, start + SHORTEST)
        moved = timed(cue, start, end, floor, ceiling)
        caught = snap is not None and snap in (moved.start, moved.end)
        return Drag(cue, moved.start, moved.end, snap if caught else None)

    def look(self, drag: Drag, part: Part) -> None:
        """Let the film be seen at the edge that is dragged: the first or last frame with the cue."""
        if part == "start":
            self.app.look = Look(drag.start + ticks.from_frame(1, self.captions.rate) - 1)
        elif part == "end":
            self.app.look = Look(drag.end - 1)

    def drop(self, drag: Drag) -> None:
        """Make the edit that a drag has shown."""
        if (drag.start, drag.end) != (drag.cue.start, drag.cue.end):
            self.captions.edits.set_times(drag.cue.id, drag.start, drag.end)

    def _snapped(self, cue: Cue, edges: tuple[Ticks, ...], by: Ticks) -> tuple[Ticks, Ticks | None]:
        within = self.span(_SNAP)
        targets = [self.app.playhead, *self.captions.cutting.cuts_between(
            min(edges) + by - within, max(edges) + by + within + 1
        )]  # fmt: skip
        for sound in self.sounds:
            targets += (sound.clip.start, sound.clip.end)
        floor, ceiling = self.captions.rows.neighbours(cue)
        gap = self.captions.limits(self.app.require_project()).gap
        targets += [floor + gap] if floor else []
        targets += [ceiling - gap] if ceiling is not None else []
        best = min(((abs(to - edge - by), to, edge) for to in targets for edge in edges), default=None)
        if best is not None and best[0] <= within:
            return best[1] - best[2], best[1]
        return ticks.snap(max(0, edges[0] + by), self.captions.rate) - edges[0], None

    # ---- following

    def _app_changed(self, name: str, _value: object) -> None:
        if name in ("project", "sequence_id"):
            self._opened()
        elif name == "playhead":
            self.show_playhead()

    def _captions_changed(self, name: str, _value: object) -> None:
        if name == "current_cue":
            cue = self.captions.current_cue
            if cue is not None and not self.app.playing:
                self.show_span(cue.start, cue.end)

    def _project_changed(self, changes: Changes) -> None:
        if concerns(changes, Clip, Track, Asset):
            self._listen()

    def _opened(self) -> None:
        with self.batch():
            self.zoom, self.scroll = 80.0, 0
            self._listen()
        if self.app.project is not None:
            self.show_playhead()

    def _listen(self) -> None:
        project = self.app.project
        if project is None or not self.app.sequence_id:
            self.sounds = ()
            return
        heard = [
            (Sound(clip, asset, track.role == "voice"), track.role == "music")
            for track in project.children(self.app.sequence_id, Track)
            if not track.muted
            for clip in project.children(track.id, Clip)
            if clip.enabled
            and isinstance(asset := project.find(clip.asset), Asset)
            and asset.facts.has_audio
            and (asset.media != "video" or clip.sound)
        ]
        # A recording that was dropped may lie on the music track: where nothing else sounds, it is meant.
        speech = [sound for sound, music in heard if not music]
        self.sounds = tuple(speech or (sound for sound, _music in heard))


def _start(cue: Cue) -> Ticks:
    return cue.start

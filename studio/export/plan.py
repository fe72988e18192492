"""Cuts a timeline into segments whose key says everything that can change one of their pixels."""

from __future__ import annotations

import hashlib
import itertools
from bisect import bisect_right
from fractions import Fraction
from typing import Any

import msgspec

from studio.core import ticks
from studio.core.ticks import Ticks
from studio.export.encoder import settings_of
from studio.export.presets import Preset
from studio.project.model import CaptionTrack, Cue, MediaFacts, Sequence, Style, replace
from studio.render.effects import effect
from studio.render.timeline import Timeline, TimelineCaptions, TimelineClip

SEGMENT_SECONDS = 2
_NORMAL = ("1/1", "1")
RENDER_VERSION = 6
"""Raised whenever the renderer gives other pixels for the same plan, so that old segments are not reused."""


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """Frames [first, last) of the sequence. key: hex SHA-256. direct: ffmpeg alone can make
    it (one plain clip, no effect).
    """

    first: int
    last: int
    key: str
    direct: bool

    @property
    def frames(self) -> int:
        """Number of frames."""
        return self.last - self.first


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the renderer needs. width, height: of the film in px, even. first,
    last: frame range [first, last).
    """

    timeline: Timeline
    preset: Preset
    width: int
    height: int
    first: int
    last: int
    segments: tuple[Segment, ...]

    @property
    def rate(self) -> Fraction:
        """Frames per second."""
        return self.timeline.sequence.frame_rate


def plan(timeline: Timeline, preset: Preset, *, first: int = 0, last: int | None = None) -> Plan:
    """Plan the film of frames [first, last); ``last`` None = to the end."""
    sequence = timeline.sequence
    width, height = size_of(sequence, preset)
    last = timeline.frames if last is None else min(last, timeline.frames)
    edges = _edges(timeline, first, last)
    keys = _Keys(timeline, preset, width, height)
    segments = tuple(
        Segment(
            first=start, last=end, key=keys.key(start, end), direct=keys.plain_clip(start, end) is not None
        )
        for start, end in itertools.pairwise(edges)
    )
    return Plan(
        timeline=timeline,
        preset=preset,
        width=width,
        height=height,
        first=first,
        last=last,
        segments=segments,
    )


def size_of(sequence: Sequence, preset: Preset) -> tuple[int, int]:
    """(width, height) in px of a film that is made with ``preset``."""
    if not preset.height:
        return sequence.width, sequence.height
    return _even(sequence.width * preset.height / sequence.height), _even(preset.height)


def cues_inside(captions: TimelineCaptions, plan: Plan) -> list[Cue]:
    """Cues of the exported range with times from its start; what would show for less than a frame is left
    out.
    """
    start, end = ticks.from_frame(plan.first, plan.rate), ticks.from_frame(plan.last, plan.rate)
    cut = [
        (cue, max(cue.start, start), min(cue.end, end))
        for cue in captions.cues
        if cue.end > start and cue.start < end
    ]
    frame = ticks.frame_ticks(plan.rate)
    return [
        replace(cue, start=first - start, end=last - start, words=())
        for cue, first, last in cut
        if last - first >= min(frame, cue.end - cue.start)
    ]


def soft_captions(plan: Plan) -> list[tuple[CaptionTrack, list[Cue]]]:
    """The caption tracks that become tracks of the film, each with its cues; those that show nothing in the
    exported range do not.
    """
    if plan.preset.captions != "soft":
        return []
    shown = [(entry.track, cues_inside(entry, plan)) for entry in plan.timeline.captions]
    return [
        (track, cues) for track, cues in shown if not track.hidden and any(cue.text.strip() for cue in cues)
    ]


def plain_clip(timeline: Timeline, first: int, last: int) -> TimelineClip | None:
    """The one clip that alone, frame for frame and untouched, fills frames [first, last);
    None if there is no such clip.
    """
    rate = timeline.sequence.frame_rate
    start, end = ticks.from_frame(first, rate), ticks.from_frame(last, rate)
    shown = list(_shown(timeline, start, end))
    if len(shown) != 1:
        return None
    entry = shown[0]
    clip, facts = entry.clip, entry.facts
    inside = clip.start <= start and clip.end >= end and start >= clip.start + clip.fade_over
    # Only where source frames and sequence frames are the same frames is ffmpeg's
    # choice of frame certainly ours.
    same_frames = bool(facts.rate) and Fraction(facts.rate) == rate and not facts.variable
    same_frames = same_frames and entry.clip.speed in _NORMAL
    aligned = same_frames and clip.source_in % ticks.frame_ticks(rate) == 0
    # The source must have a frame for every frame of the range: past its end the
    # compositor holds the last one.
    long_enough = entry.source_time(end) <= facts.duration
    fills = _fills(facts, timeline.sequence)
    if entry.media == "video" and not entry.effects and inside and aligned and long_enough and fills:
        return entry
    return None


def _fills(facts: MediaFacts, sequence: Sequence) -> bool:
    """True when the picture, shown whole, leaves no bars: ffmpeg would stretch it over them."""
    if not facts.width or not facts.height:
        return False
    scale = min(sequence.width / facts.width, sequence.height / facts.height)
    return sequence.width - facts.width * scale < 1 and sequence.height - facts.height * scale < 1


def _edges(timeline: Timeline, first: int, last: int) -> list[int]:
    """Frame numbers that segments begin at: clip edges, fade ends, every two seconds in between."""
    rate = timeline.sequence.frame_rate
    hard = {first, last}
    for track in timeline.picture_tracks():
        for entry in track.clips:
            for moment in (entry.clip.start, entry.clip.end, entry.clip.start + entry.clip.fade_over):
                hard.add(min(max(ticks.nearest_frame(moment, rate), first), last))
    step = max(1, round(rate * SEGMENT_SECONDS))
    edges: list[int] = []
    marks = sorted(hard)
    for start, end in itertools.pairwise(marks):
        edges += range(start, end, step)
    return [*edges, last] if last > first else []


def _shown(timeline: Timeline, start: Ticks, end: Ticks) -> list[TimelineClip]:
    return [
        entry
        for track in timeline.picture_tracks()
        for entry in track.clips
        if entry.media in ("video", "image") and entry.clip.start < end and entry.clip.end > start
    ]


class _Keys:
    """Segment keys. Times enter relative to the segment's start, so what only moved keeps its key."""

    def __init__(self, timeline: Timeline, preset: Preset, width: int, height: int) -> None:
        self._timeline = timeline
        self._rate = timeline.sequence.frame_rate
        self._common = [RENDER_VERSION, width, height, str(self._rate), settings_of(preset)]
        burned = timeline.burned_captions() if preset.captions == "burned" else ()
        self._cues: list[tuple[Style, tuple[Cue, ...], list[Ticks]]] = [
            (captions.style, captions.cues, [cue.start for cue in captions.cues]) for captions in burned
        ]

    def plain_clip(self, first: int, last: int) -> TimelineClip | None:
        return plain_clip(self._timeline, first, last)

    def key(self, first: int, last: int) -> str:
        start, end = ticks.from_frame(first, self._rate), ticks.from_frame(last, self._rate)
        parts: list[Any] = [*self._common, last - first, self.plain_clip(first, last) is not None]
        parts += [_layer(entry, start) for entry in _shown(self._timeline, start, end)]
        parts += [self._captions(style, cues, starts, start, end) for style, cues, starts in self._cues]
        return hashlib.sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()

    @staticmethod
    def _captions(
        style: Style, cues: tuple[Cue, ...], starts: list[Ticks], start: Ticks, end: Ticks
    ) -> list[Any]:
        until = bisect_right(starts, end)
        lines = [
            [cue.start - start, cue.end - start, cue.text]
            for cue in cues[:until]
            if cue.end > start and cue.start < end
        ]
        look = msgspec.structs.replace(style, id="", parent="", order="", name="")
        return [look, lines] if lines else []


def _layer(entry: TimelineClip, start: Ticks) -> list[Any]:
    clip = entry.clip
    effects = [
        [
            step.effect,
            effect(step.effect).spec.version,
            effect(step.effect).code,
            step.params,
            [[k.param, k.at, k.value, k.ease] for k in step.keyframes],
        ]
        for step in entry.effects
    ]
    # The far end of a plain clip does not show inside the segment; its start does,
    # through fades and keyframes.
    moves = bool(clip.fade_over) or any(step.keyframes for step in entry.effects)
    place = [clip.start - start, clip.fade_over] if moves else []
    visible = [
        max(clip.start - start, 0),
        clip.end - start if clip.end - start < SEGMENT_SECONDS * ticks.TICKS_PER_SECOND else -1,
    ]
    return [entry.identity, entry.media, clip.speed, entry.source_time(start), visible, place, effects]


def _even(value: float) -> int:
    return max(2, round(value / 2) * 2)

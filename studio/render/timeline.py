"""A frozen picture of one sequence with everything that is needed to render it.

The window, the exporter and the command line all render a ``Timeline``: it is plain data, so it may cross
threads and processes while the user goes on editing the project.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from studio.core import ticks
from studio.core.ticks import Ticks
from studio.project import imports
from studio.project.assets import identity_in
from studio.project.model import (
    Asset,
    CaptionTrack,
    Clip,
    Cue,
    Effect,
    Keyframe,
    Line,
    MediaFacts,
    MediaKind,
    Sequence,
    Style,
    Track,
)
from studio.project.pace import SPEED, Pace, pace
from studio.wire.spec import Value

if TYPE_CHECKING:
    from studio.project.handle import Project


class TimelineEffect(msgspec.Struct, frozen=True, kw_only=True):
    """An enabled effect with its keyframes, sorted by time."""

    effect: str
    params: dict[str, Value]
    keyframes: tuple[Keyframe, ...] = ()


class TimelineClip(msgspec.Struct, frozen=True, kw_only=True):
    """A clip with its source. identity: hash of the source's present bytes, for cache keys.
    covers: until when a dubbed line stands for the original voice, also where it is shorter; else 0.
    """

    clip: Clip
    path: str
    media: MediaKind
    identity: str
    facts: MediaFacts
    effects: tuple[TimelineEffect, ...] = ()
    covers: Ticks = 0

    @property
    def heard_until(self) -> Ticks:
        """When the clip has no more part in the sound."""
        return max(self.clip.end, self.covers)

    @property
    def pace(self) -> Pace:
        """How the source's time runs from the clip's start on."""
        keys = next((step.keyframes for step in self.effects if step.effect == SPEED), ())
        return pace(self.clip.speed, keys)

    def source_time(self, at: Ticks) -> Ticks:
        """Time in the source that shows at timeline time ``at``."""
        return self.clip.source_in + self.pace.source(at - self.clip.start)

    def sample_time(self, at: Ticks, frame: Fraction, source_frame: Fraction) -> Ticks:
        """Time in the source to look at for the frame that begins at ``at`` and lasts ``frame`` ticks.

        In the middle of the shorter of the two frames, never on an edge: there, a millisecond's rounding in a
        container, or a film that begins a little late, would decide between two neighbours.
        """
        speed = self.pace.speed_at(at - self.clip.start)
        return self.source_time(at) + int(min(frame * speed, source_frame) / 2)


class TimelineTrack(msgspec.Struct, frozen=True, kw_only=True):
    """A track with its clips sorted by start."""

    track: Track
    clips: tuple[TimelineClip, ...]

    def at(self, when: Ticks) -> tuple[TimelineClip, ...]:
        """The clips that are on at ``when``: none, one, or two in a cross-fade (the earlier first)."""
        last = bisect_right(self.clips, when, key=lambda entry: entry.clip.start)
        return tuple(entry for entry in self.clips[max(0, last - 2) : last] if when < entry.clip.end)


class TimelineCaptions(msgspec.Struct, frozen=True, kw_only=True):
    """A caption track with its style and its cues sorted by start."""

    track: CaptionTrack
    style: Style
    cues: tuple[Cue, ...]


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """One sequence, resolved. tracks: in stacking order, the first lowest. title: for file metadata."""

    sequence: Sequence
    tracks: tuple[TimelineTrack, ...]
    captions: tuple[TimelineCaptions, ...]
    title: str = ""

    @property
    def duration(self) -> Ticks:
        """End of the last clip or cue, rounded up to a whole frame."""
        ends = [entry.clip.end for track in self.tracks for entry in track.clips]
        ends += [cue.end for captions in self.captions for cue in captions.cues]
        rate = self.sequence.frame_rate
        whole = -((-max(ends, default=0)) // ticks.frame_ticks(rate))
        return ticks.from_frame(int(whole), rate)

    @property
    def frames(self) -> int:
        """Number of frames of the whole sequence."""
        return ticks.nearest_frame(self.duration, self.sequence.frame_rate)

    def picture_tracks(self) -> Iterator[TimelineTrack]:
        """Visible video tracks, lowest first."""
        return (entry for entry in self.tracks if entry.track.role == "video" and not entry.track.hidden)

    def sounding_tracks(self) -> Iterator[TimelineTrack]:
        """Tracks that are heard: every track that is not muted."""
        return (entry for entry in self.tracks if not entry.track.muted)

    def burned_captions(self) -> Iterator[TimelineCaptions]:
        """Caption tracks that are part of the picture."""
        return (entry for entry in self.captions if entry.track.burn and not entry.track.hidden)


def only(timeline: Timeline, clip: Clip) -> Timeline:
    """Nothing but ``clip``, a version of a clip of the timeline, without a fade; empty when it has none."""
    tracks = tuple(
        TimelineTrack(
            track=msgspec.structs.replace(lane.track, hidden=False),
            clips=tuple(
                msgspec.structs.replace(entry, clip=msgspec.structs.replace(clip, fade_over=0))
                for entry in lane.clips
                if entry.clip.id == clip.id
            ),
        )
        for lane in timeline.tracks
    )
    return msgspec.structs.replace(timeline, tracks=tracks, captions=())


def snapshot(
    project: Project, sequence_id: str, present: Callable[[Project, Asset], Asset] | None = None
) -> Timeline:
    """Resolve a sequence of ``project``, its sources as they are now. Any thread but the window's.

    present: gives the present state of an asset; None: ``imports.present``. Raises InputError when a source
    file is missing, or was replaced by something that is not usable.
    """
    sequence = project.get(sequence_id, Sequence)
    sources = _Sources(project, present or imports.present)
    tracks = tuple(_resolve_track(project, track, sources) for track in project.children(sequence_id, Track))
    captions = tuple(
        _resolve_captions(project, track) for track in project.children(sequence_id, CaptionTrack)
    )
    return Timeline(sequence=sequence, tracks=tracks, captions=captions, title=project.name)


class _Sources:
    """Each asset with its file, looked at once however many clips use it."""

    def __init__(self, project: Project, present: Callable[[Project, Asset], Asset]) -> None:
        self._project = project
        self._present = present
        self._known: dict[str, tuple[Asset, str]] = {}

    def get(self, asset_id: str) -> tuple[Asset, str]:
        """(the asset as it is now, path of its file)."""
        if asset_id not in self._known:
            asset = self._project.get(asset_id, Asset)
            path = str(self._project.path_of(asset))
            self._known[asset_id] = self._present(self._project, asset), path
        return self._known[asset_id]


def _resolve_track(project: Project, track: Track, sources: _Sources) -> TimelineTrack:
    clips = sorted(
        (clip for clip in project.children(track.id, Clip) if clip.enabled),
        key=lambda clip: (clip.start, clip.id),
    )
    return TimelineTrack(track=track, clips=tuple(_resolve_clip(project, clip, sources) for clip in clips))


def _resolve_clip(project: Project, clip: Clip, sources: _Sources) -> TimelineClip:
    asset, path = sources.get(clip.asset)
    return TimelineClip(
        clip=clip,
        path=path,
        media=asset.media,
        identity=asset.sha256 or identity_in(asset.fingerprint) or path,
        facts=asset.facts,
        effects=tuple(
            TimelineEffect(
                effect=effect.effect,
                params=effect.params,
                keyframes=tuple(
                    sorted(project.children(effect.id, Keyframe), key=lambda frame: (frame.param, frame.at))
                ),
            )
            for effect in project.children(clip.id, Effect)
            if effect.enabled
        ),
        covers=_covers(project, clip),
    )


def _covers(project: Project, clip: Clip) -> Ticks:
    line = project.find(clip.line) if clip.line else None
    if isinstance(line, Line) and line.slot_start <= clip.start < line.slot_end:
        return line.slot_end
    return 0


def _resolve_captions(project: Project, track: CaptionTrack) -> TimelineCaptions:
    style = project.find(track.style)
    cues = sorted(project.children(track.id, Cue), key=lambda cue: (cue.start, cue.id))
    return TimelineCaptions(
        track=track,
        style=style if isinstance(style, Style) else Style(id="style_default", name="Default"),
        cues=tuple(cues),
    )

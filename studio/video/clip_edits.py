"""Parts of edits on clips: each works inside one ``project.edit`` and keeps the track whole."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from studio.core import ticks
from studio.core.ids import new_id
from studio.core.ticks import Ticks
from studio.project.model import Asset, Clip, Effect, Entity, Keyframe, Track, replace
from studio.project.pace import pace_of

if TYPE_CHECKING:
    from studio.project.edits import Edit
    from studio.project.handle import Project


def copy_from(edit: Edit, clip: Clip, cut: Ticks) -> Clip:
    """A copy of ``clip`` that begins at ``cut``, with its effects; keyframes stay on their pictures."""
    offset = cut - clip.start
    right = copy_of(
        edit,
        clip,
        start=cut,
        duration=clip.duration - offset,
        source_in=clip.source_in + pace_of(edit, clip).source(offset),
        fade_over=0,
        fade_in=0,
    )
    shift_keyframes(edit, right.id, -offset)
    return right


def copy_of(edit: Edit, clip: Clip, **changes: Ticks) -> Clip:
    """A copy of ``clip`` with other times, its effects and keyframes copied too."""
    copy = edit.put(replace(clip, id=new_id("clip"), order="", **changes))
    for effect in edit.children(clip.id, Effect):
        own = edit.put(replace(effect, id=new_id("fx"), parent=copy.id))
        for keyframe in edit.children(effect.id, Keyframe):
            edit.put(replace(keyframe, id=new_id("key"), parent=own.id))
    return copy


def shift_keyframes(edit: Edit, clip_id: str, delta: Ticks) -> None:
    """Move all keyframes of a clip in time."""
    for effect in edit.children(clip_id, Effect):
        for keyframe in edit.children(effect.id, Keyframe):
            edit.put(replace(keyframe, at=keyframe.at + delta))


def trim_start(edit: Edit, clip: Clip, to: Ticks, rate: Fraction, *, ripple: bool) -> Clip:
    """The clip as it becomes when its start is moved to ``to``, as far as source and neighbours allow."""
    pace = pace_of(edit, clip)
    earliest = clip.start + pace.offset(-clip.source_in) if is_timed(edit, clip) else 0
    before = neighbour(edit, clip, -1)
    floor = max(0, earliest, 0 if ripple or before is None else min(before.end, clip.start))
    first = ticks.from_frame(-int(-floor // ticks.frame_ticks(rate)), rate)
    start = min(max(to, min(first, clip.start)), clip.end - ticks.from_frame(1, rate))
    delta = start - clip.start
    shift_keyframes(edit, clip.id, -delta)
    changed = replace(
        clip, source_in=max(0, clip.source_in + pace.source(delta)), duration=clip.duration - delta
    )
    return changed if ripple else replace(changed, start=start)


def trim_end(edit: Edit, clip: Clip, to: Ticks, rate: Fraction, *, ripple: bool) -> Clip:
    """The clip as it becomes when its end is moved to ``to``, as far as source and neighbours allow."""
    after = neighbour(edit, clip, 1)
    latest = None if ripple or after is None else max(after.start + after.fade_over, clip.end)
    if is_timed(edit, clip):
        source_left = edit.get(clip.asset, Asset).facts.duration - clip.source_in
        natural = clip.start + ticks.from_frame(
            ticks.to_frame(pace_of(edit, clip).offset(source_left), rate), rate
        )
        latest = max(natural, clip.end) if latest is None else min(latest, max(natural, clip.end))
    end = max(to, clip.start + ticks.from_frame(1, rate))
    return replace(clip, duration=(end if latest is None else min(end, latest)) - clip.start)


def is_timed(edit: Edit, clip: Clip) -> bool:
    """The clip's source has a length of its own."""
    asset = edit.find(clip.asset)
    return isinstance(asset, Asset) and asset.media != "image" and asset.facts.duration > 0


def neighbour(edit: Edit | Project, clip: Clip, step: int) -> Clip | None:
    """The clip ``step`` places later (or earlier) on the same track."""
    clips = sorted(edit.children(clip.parent, Clip), key=lambda other: (other.start, other.id))
    index = next(position for position, other in enumerate(clips) if other.id == clip.id) + step
    return clips[index] if 0 <= index < len(clips) else None


def landing(project: Project, clip: Clip, track_id: str) -> str:
    """The track a clip goes to when it is moved to ``track_id``; its own where that does not suit it."""
    if not track_id or track_id == clip.parent:
        return clip.parent
    picture = project.get(clip.parent, Track).role == "video"
    target = project.get(track_id, Track)
    if target.locked or (target.role == "video") != picture:
        return clip.parent
    return track_id


def make_room(edit: Edit, track_id: str, start: Ticks, end: Ticks, *, keep: set[str]) -> None:
    """Cut away everything of other clips between ``start`` and ``end``."""
    for other in edit.children(track_id, Clip):
        if other.id in keep or other.end <= start or other.start >= end:
            continue
        if other.end > end:
            copy_from(edit, other, end)
        if other.start < start:
            edit.put(replace(other, duration=start - other.start, fade_out=0))
        else:
            edit.remove(other.id)


def shift_after(edit: Edit, track_id: str, start: Ticks, delta: Ticks, *, skip: set[str]) -> None:
    """Move everything on a track that begins at ``start`` or later."""
    for other in edit.children(track_id, Clip):
        if other.start >= start and other.id not in skip:
            edit.put(replace(other, start=other.start + delta))


def mend_fades(edit: Edit, track_id: str) -> None:
    """A cross-fade lasts as long as two clips overlap, and ends when they do not."""
    before: Entity | None = None
    for clip in sorted(edit.children(track_id, Clip), key=lambda other: (other.start, other.id)):
        overlap = before.end - clip.start if isinstance(before, Clip) else 0
        fade = max(0, min(overlap, clip.duration))
        if clip.fade_over != fade:
            edit.put(replace(clip, fade_over=fade))
        before = clip

"""The speed of a clip: one for all of it, or keyframes. Its length on the timeline follows its speed."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from studio.core import ticks
from studio.core.errors import InputError
from studio.core.ids import new_id
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.model import Asset, Clip, Effect, Keyframe, replace
from studio.project.pace import FASTEST, SLOWEST, SPEED, Pace, pace_of
from studio.video.clip_edits import is_timed, mend_fades, shift_after
from studio.video.clips import sequence_of

if TYPE_CHECKING:
    from studio.project.edits import Edit
    from studio.project.handle import Project


def set_speed(project: Project, clip_id: str, speed: Fraction) -> Clip:
    """Play a whole clip faster or slower (0.1 to 10); keyframes of its speed go. Later clips on its track
    make room where it gets longer.
    """
    if not SLOWEST <= speed <= FASTEST:
        raise InputError("bad_speed", Text("Speed must be between 0.1 and 10."))
    with project.edit(Text("Change speed")) as edit:
        clip = edit.get(clip_id, Clip)
        before = pace_of(edit, clip)
        for effect in _speed_effects(edit, clip_id):
            edit.remove(effect.id)
        plain = replace(clip, speed=f"{speed.numerator}/{speed.denominator}")
        return _fit(project, edit, plain, before, Pace(speed))


def set_speed_key(project: Project, clip_id: str, at: Ticks, percent: float) -> Clip:
    """Let a clip have this speed ``at`` ticks from its start, going evenly to and from the keyframes beside
    it; the first one holds for the whole clip.
    """
    with project.edit(Text("Set keyframe")) as edit:
        clip = edit.get(clip_id, Clip)
        before = pace_of(edit, clip)
        at = ticks.snap(at, sequence_of(project, clip).frame_rate)
        effect = next(iter(_speed_effects(edit, clip_id)), None)
        if effect is None:
            order = edit.next_order(clip_id, Effect)
            effect = edit.put(Effect(id=new_id("fx"), parent=clip_id, order=order, effect=SPEED))
        keys = edit.children(effect.id, Keyframe)
        same = next((key for key in keys if key.at == at), None)
        key = same or Keyframe(id=new_id("key"), parent=effect.id, param=SPEED, at=at, value=percent)
        edit.put(replace(key, value=percent))
        return _fit(project, edit, clip, before, pace_of(edit, clip))


def remove_speed_key(project: Project, clip_id: str, at: Ticks) -> Clip:
    """Take the keyframe at ``at`` away; without the last one the clip keeps that speed."""
    with project.edit(Text("Remove keyframe")) as edit:
        clip = edit.get(clip_id, Clip)
        before = pace_of(edit, clip)
        for effect in _speed_effects(edit, clip_id):
            keys = edit.children(effect.id, Keyframe)
            gone = [key for key in keys if key.at == at]
            for key in gone:
                edit.remove(key.id)
            if gone and len(gone) == len(keys):
                edit.remove(effect.id)
                speed = before.speed_at(at)
                clip = replace(clip, speed=f"{speed.numerator}/{speed.denominator}")
        return _fit(project, edit, clip, before, pace_of(edit, clip))


def _speed_effects(edit: Edit, clip_id: str) -> Iterable[Effect]:
    return [effect for effect in edit.children(clip_id, Effect) if effect.effect == SPEED]


def _fit(project: Project, edit: Edit, clip: Clip, before: Pace, after: Pace) -> Clip:
    """Put ``clip`` with the length at which it still plays the piece of its source that it played."""
    rate = sequence_of(project, clip).frame_rate
    frame = ticks.from_frame(1, rate)
    piece = before.source(clip.duration)
    if is_timed(edit, clip):
        left = edit.get(clip.asset, Asset).facts.duration - clip.source_in
        # What ended with its source, up to a frame, goes on doing so: rounding must not eat into it.
        if abs(left - piece) <= before.source(clip.duration + frame) - piece:
            piece = left
    length = max(ticks.snap(clip.start + after.offset(piece), rate) - clip.start, frame)
    changed = edit.put(replace(clip, duration=length))
    _push(edit, changed)
    mend_fades(edit, clip.parent)
    return changed


def _push(edit: Edit, clip: Clip) -> None:
    """Later clips of the track move on by as much as the clip reaches into the next one (beyond its fade)."""
    later = [one for one in edit.children(clip.parent, Clip) if one.start > clip.start and one.id != clip.id]
    following = min(later, key=lambda one: one.start, default=None)
    if following is not None and clip.end > following.start + following.fade_over:
        delta = clip.end - following.start - following.fade_over
        shift_after(edit, clip.parent, following.start, delta, skip={clip.id})

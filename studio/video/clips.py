"""Edits on clips: add, split, trim, move, delete, ripple, speed, cross-fade, replace a range.

Every function is one undoable edit. Where a clip lands on others, it overwrites them, as
editors expect; cross-fades are the only allowed overlap. All times are snapped to frames of the
sequence by the functions themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from studio.core import ticks
from studio.core.errors import InputError
from studio.core.ids import new_id
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.model import (
    Asset,
    Clip,
    Effect,
    Sequence,
    Track,
    TrackRole,
    replace,
)
from studio.video.clip_edits import (
    copy_from,
    copy_of,
    landing,
    make_room,
    mend_fades,
    neighbour,
    shift_after,
    trim_end,
    trim_start,
)
from studio.video.format import format_for

if TYPE_CHECKING:
    from studio.project.handle import Project

STILL_SECONDS = 5
"""Length of a picture that is dropped on the timeline."""

Edge = Literal["start", "end"]

_ROLES: dict[str, TrackRole] = {"video": "video", "image": "video", "audio": "sound"}


def sequence_of(project: Project, clip: Clip) -> Sequence:
    """The sequence a clip lies in."""
    return project.get(project.get(clip.parent, Track).parent, Sequence)


def track_for(project: Project, sequence_id: str, asset: Asset, role: TrackRole | None = None) -> Track:
    """The first unlocked track of the right role. Raises InputError when the sequence has none."""
    wanted = role or _ROLES.get(asset.media)
    if wanted is None:
        raise InputError(
            "no_clip",
            Text("“{name}” cannot be placed on the timeline.", name=asset.name),
            Text("Drop a video, audio or image file."),
        )
    roles = (wanted, "music") if wanted == "sound" else (wanted,)
    for candidate in roles:
        for track in project.children(sequence_id, Track):
            if track.role == candidate and not track.locked:
                return track
    raise InputError(
        "no_track",
        Text("There is no unlocked track for “{name}”.", name=asset.name),
        Text("Add a track of this type, or unlock one."),
    )


def natural_duration(asset: Asset) -> Ticks:
    """How long the whole asset plays; a picture has a fixed length."""
    return asset.facts.duration or ticks.from_seconds(STILL_SECONDS)


def add_clip(
    project: Project,
    track_id: str,
    asset: Asset,
    at: Ticks,
    *,
    duration: Ticks | None = None,
    source_in: Ticks = 0,
    label: Text | None = None,
    coalesce: str = "",
    joins: int = 0,
    fit: str = "",
) -> Clip:
    """Lay ``asset`` on a track at ``at``, overwriting what is there; an asset that is new is added with it.

    The first film in an empty sequence gives it size and rate.
    fit: "cover" or "contain" puts a transform effect with that fit on the clip, "" none. coalesce, joins: see
    ``Project.edit``.
    """
    track = project.get(track_id, Track)
    film = project.get(track.parent, Sequence)
    fitting = format_for(project, film, (asset,))
    rate = fitting.frame_rate
    start = max(0, ticks.snap(at, rate))
    length = duration if duration is not None else natural_duration(asset) - source_in
    length = max(ticks.snap(start + length, rate) - start, ticks.from_frame(1, rate))
    clip = Clip(
        id=new_id("clip"),
        parent=track_id,
        asset=asset.id,
        start=start,
        duration=length,
        source_in=source_in,
        label=asset.name,
    )
    with project.edit(label or Text("Add clip"), coalesce=coalesce, joins=joins) as edit:
        make_room(edit, track_id, clip.start, clip.end, keep=set())
        if fitting != film:
            edit.put(fitting)
        if edit.find(asset.id) is None:
            edit.put(asset)
        edit.put(clip)
        if fit:
            edit.put(Effect(id=new_id("fx"), parent=clip.id, effect="transform", params={"fit": fit}))
        mend_fades(edit, track_id)
    return clip


def split(project: Project, clip_ids: Iterable[str], at: Ticks) -> list[Clip]:
    """Cut the clips that lie under ``at`` in two; returns the right halves."""
    halves: list[Clip] = []
    with project.edit(Text("Split")) as edit:
        for clip_id in clip_ids:
            clip = project.get(clip_id, Clip)
            cut = ticks.snap(at, sequence_of(project, clip).frame_rate)
            if clip.start < cut < clip.end:
                edit.put(replace(clip, duration=cut - clip.start, fade_out=0))
                halves.append(copy_from(edit, clip, cut))
    return halves


def trim(
    project: Project, clip_id: str, edge: Edge, to: Ticks, *, ripple: bool = False, coalesce: str = ""
) -> Clip:
    """Move one edge of a clip to ``to``, within its source and up to its neighbours;
    with ``ripple`` the rest follows.
    """
    clip = project.get(clip_id, Clip)
    rate = sequence_of(project, clip).frame_rate
    with project.edit(Text("Ripple trim") if ripple else Text("Trim"), coalesce=coalesce) as edit:
        target = ticks.snap(to, rate)
        if edge == "start":
            changed = trim_start(edit, clip, target, rate, ripple=ripple)
        else:
            changed = trim_end(edit, clip, target, rate, ripple=ripple)
        edit.put(changed)
        shift = changed.duration - clip.duration
        if ripple and shift:
            shift_after(edit, clip.parent, clip.start, shift, skip={clip.id})
        mend_fades(edit, clip.parent)
    return changed


def move(
    project: Project, clip_ids: Iterable[str], delta: Ticks, *, track_id: str = "", coalesce: str = ""
) -> list[Clip]:
    """Shift clips by ``delta``, optionally onto another track of the same role;
    what lies there is overwritten.
    """
    clips = [project.get(clip_id, Clip) for clip_id in clip_ids]
    if not clips:
        return []
    rate = sequence_of(project, clips[0]).frame_rate
    delta = max(ticks.snap(delta, rate), -min(clip.start for clip in clips))
    moved = [
        replace(clip, start=clip.start + delta, parent=landing(project, clip, track_id)) for clip in clips
    ]
    tracks = {clip.parent for clip in (*clips, *moved)}
    with project.edit(Text("Move"), coalesce=coalesce) as edit:
        ids = {clip.id for clip in clips}
        for clip in moved:
            make_room(edit, clip.parent, clip.start + clip.fade_over, clip.end, keep=ids)
        for clip in moved:
            edit.put(clip)
        for track in tracks:
            mend_fades(edit, track)
    return moved


def delete(project: Project, clip_ids: Iterable[str], *, ripple: bool = False) -> None:
    """Remove clips; with ``ripple`` the gap closes on their tracks."""
    clips = sorted((project.get(clip_id, Clip) for clip_id in clip_ids), key=lambda clip: -clip.start)
    with project.edit(Text("Ripple delete") if ripple else Text("Delete")) as edit:
        for clip in clips:
            edit.remove(clip.id)
        for clip in clips:
            if ripple:
                shift_after(edit, clip.parent, clip.start, -(clip.duration - clip.fade_over), skip={clip.id})
        for track in {clip.parent for clip in clips}:
            mend_fades(edit, track)


def gap_at(project: Project, track_id: str, when: Ticks) -> tuple[Ticks, Ticks] | None:
    """The empty time around ``when`` in front of a clip; None where a clip lies, and behind the last one."""
    clips = project.children(track_id, Clip)
    if any(clip.start <= when < clip.end for clip in clips):
        return None
    start = max((clip.end for clip in clips if clip.end <= when), default=0)
    end = min((clip.start for clip in clips if clip.start > when), default=None)
    return None if end is None else (start, end)


def close_gap(project: Project, track_id: str, when: Ticks) -> None:
    """Move everything behind the gap at ``when`` up to the clip before it, or to the start."""
    gap = gap_at(project, track_id, when)
    if gap is not None:
        with project.edit(Text("Close gap")) as edit:
            shift_after(edit, track_id, gap[1], gap[0] - gap[1], skip=set())


def duplicate(project: Project, clip_ids: Iterable[str]) -> list[Clip]:
    """Put a copy of each clip, with all that was set for it, behind the last of them; what lies there is
    overwritten.
    """
    clips = [project.get(clip_id, Clip) for clip_id in clip_ids]
    if not clips:
        return []
    shift = max(clip.end for clip in clips) - min(clip.start for clip in clips)
    copies: list[Clip] = []
    with project.edit(Text("Duplicate")) as edit:
        for clip in clips:
            copy = copy_of(edit, clip, start=clip.start + shift, fade_over=0)
            make_room(edit, copy.parent, copy.start, copy.end, keep={copy.id})
            copies.append(copy)
        for track in {copy.parent for copy in copies}:
            mend_fades(edit, track)
    return copies


def set_crossfade(project: Project, clip_id: str, length: Ticks) -> Clip:
    """Cross-fade from the clip before: this clip and all after it move left by the
    change, so both keep their pictures.
    """
    clip = project.get(clip_id, Clip)
    before = neighbour(project, clip, -1)
    if before is None or before.end < clip.start:
        raise InputError(
            "no_neighbour",
            Text("A crossfade needs a clip that ends where this one starts."),
            Text("Move the clips next to each other."),
        )
    rate = sequence_of(project, clip).frame_rate
    length = ticks.snap(max(0, min(length, before.duration // 2, clip.duration // 2)), rate)
    with project.edit(Text("Change crossfade")) as edit:
        shift_after(edit, clip.parent, clip.start, clip.fade_over - length, skip=set())
        edit.put(replace(edit.get(clip_id, Clip), fade_over=length))
    return project.get(clip_id, Clip)


def replace_range(project: Project, clip_id: str, start: Ticks, end: Ticks, asset: Asset) -> Clip:
    """Show ``asset`` instead of [start, end) of a clip. The clip is cut around it; sound of a video goes on
    underneath only outside the range. One undo brings the original back."""
    clip = project.get(clip_id, Clip)
    rate = sequence_of(project, clip).frame_rate
    first = ticks.snap(max(start, clip.start), rate)
    last = max(ticks.snap(min(end, clip.end), rate), first + ticks.from_frame(1, rate))
    fit = "cover" if asset.media == "image" else ""
    return add_clip(
        project, clip.parent, asset, first, duration=last - first, label=Text("Replace range"), fit=fit
    )

"""Cutting time out of a film: what belongs to the main picture goes with it, so that captions, voices and
sounds stay in step.

The main picture is the lowest video track. A gap that closes there closes on every open track; a gap on any
other track closes on that track alone. A locked track stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from studio.captions import cues as captions
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.edits import Edit
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Clip, Cue, Line, Marker, Track, replace
from studio.video import clips
from studio.video.clip_edits import make_room, mend_fades, shift_after

Span = tuple[Ticks, Ticks]

_LEAST_LEFT = 3
"""A caption of which less than this part is left says what is no longer heard, and goes."""


def delete(project: Project, clip_ids: Iterable[str]) -> None:
    """Remove clips and close the gaps; one undo step."""
    found = [project.get(clip_id, Clip) for clip_id in clip_ids]
    mains = {clip.parent for clip in found if _is_main(project, clip.parent)}
    if not mains:
        clips.delete(project, [clip.id for clip in found], ripple=True)
        return
    others = [clip.id for clip in found if clip.parent not in mains]
    cut = {
        main: [(clip.start + clip.fade_over, clip.end) for clip in found if clip.parent == main]
        for main in mains
    }
    before = project.newest_edit
    clips.delete(project, [clip.id for clip in found if clip.parent in mains], ripple=True)
    _follow(project, cut, before, gone=others)


def close_gap(project: Project, track_id: str, when: Ticks) -> None:
    """Close the gap at ``when``; one undo step."""
    gap, before = clips.gap_at(project, track_id, when), project.newest_edit
    clips.close_gap(project, track_id, when)
    if gap is not None and _is_main(project, track_id):
        _follow(project, {track_id: [gap]}, before)


def trim(project: Project, clip_id: str, edge: clips.Edge, to: Ticks) -> None:
    """Move one edge of a clip, what follows closes up or makes room; one undo step."""
    clip, before = project.get(clip_id, Clip), project.newest_edit
    changed = clips.trim(project, clip_id, edge, to, ripple=True)
    by = changed.duration - clip.duration
    if not by or not _is_main(project, clip.parent):
        return
    if by < 0:
        first = clip.start if edge == "start" else changed.end
        _follow(project, {clip.parent: [(first, first - by)]}, before)
    else:
        at = clip.start + clip.fade_over if edge == "start" else clip.end
        with project.edit(Text("Ripple trim"), joins=_since(project, before)) as edit:
            for track in _open_tracks(edit, project.get(clip.parent, Track)):
                _make_time(edit, track, at, by)
            _follow_markers(edit, project.get(clip.parent, Track).parent, (at, at), -by)
            _follow_cues(edit, project.get(clip.parent, Track).parent)


def _is_main(project: Project, track_id: str) -> bool:
    track = project.get(track_id, Track)
    pictures = [entry for entry in project.children(track.parent, Track) if entry.role == "video"]
    return bool(pictures) and pictures[0].id == track_id


def _since(project: Project, before: int) -> int:
    """Number of the edit that was made after ``before``; 0: none was."""
    return project.newest_edit if project.newest_edit != before else 0


def _follow(project: Project, cut: dict[str, list[Span]], before: int, *, gone: Iterable[str] = ()) -> None:
    """Cut the same spans out of everything else. The main tracks have closed already."""
    with project.edit(Text("Ripple delete"), joins=_since(project, before)) as edit:
        for clip_id in gone:
            edit.remove(clip_id)
        for main, spans in cut.items():
            track = edit.get(main, Track)
            others = _open_tracks(edit, track)
            for span in sorted(spans, reverse=True):  # from the end: earlier spans stay put
                for other in others:
                    _cut_out(edit, other, span)
                _follow_markers(edit, track.parent, span, span[1] - span[0])
            _follow_cues(edit, track.parent)


def _open_tracks(edit: Edit, main: Track) -> list[Track | CaptionTrack]:
    tracks = [lane for lane in edit.children(main.parent, Track) if lane.id != main.id and not lane.locked]
    return [*tracks, *edit.children(main.parent, CaptionTrack)]


def _cut_out(edit: Edit, lane: Track | CaptionTrack, span: Span) -> None:
    start, end = span
    length = end - start
    if isinstance(lane, CaptionTrack):
        for cue in edit.children(lane.id, Cue):
            kept = _without(cue, start, end)
            if kept is None:
                edit.remove(cue.id)
            elif kept != cue:
                edit.put(kept)
        return
    bridging = [clip for clip in edit.children(lane.id, Clip) if clip.start < start and clip.end > end]
    if lane.role == "music" and bridging:  # music plays on over the cut and ends earlier
        for clip in bridging:
            edit.put(replace(clip, duration=clip.duration - length))
    else:
        make_room(edit, lane.id, start, end, keep=set())
    shift_after(edit, lane.id, end, -length, skip={clip.id for clip in bridging})
    mend_fades(edit, lane.id)


def _without(cue: Cue, start: Ticks, end: Ticks) -> Cue | None:
    """A caption after [start, end) was cut out; None when too little of it is left."""
    length = end - start
    if cue.end <= start:
        return cue
    if cue.start >= end:
        return captions.shifted([cue], -length)[0]
    first = min(cue.start, start)
    last = max(cue.end - length, start)
    if last - first < max(captions.SHORTEST, (cue.end - cue.start) // _LEAST_LEFT):
        return None
    return replace(cue, start=first, end=last, words=())


def _make_time(edit: Edit, lane: Track | CaptionTrack, at: Ticks, by: Ticks) -> None:
    """Move what begins at ``at`` or later on by ``by``."""
    if isinstance(lane, CaptionTrack):
        later = [cue for cue in edit.children(lane.id, Cue) if cue.start >= at]
        edit.put_all(captions.shifted(later, by))
    else:
        shift_after(edit, lane.id, at, by, skip=set())
        mend_fades(edit, lane.id)


def _follow_markers(edit: Edit, sequence: str, span: Span, length: Ticks) -> None:
    start, end = span
    for marker in edit.children(sequence, Marker):
        if marker.at >= end:
            edit.put(replace(marker, at=marker.at - length))
        elif marker.at > start:
            edit.put(replace(marker, at=start))


def _follow_cues(edit: Edit, sequence: str) -> None:
    """Lines that dub captions keep their captions' times; those of captions that are gone go too."""
    for line in edit.children(sequence, Line):
        if not line.cue:
            continue
        cue = edit.find(line.cue)
        if not isinstance(cue, Cue):
            edit.remove(line.id)
        elif (line.slot_start, line.slot_end) != (cue.start, cue.end):
            edit.put(replace(line, slot_start=cue.start, slot_end=cue.end))

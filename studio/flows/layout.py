"""Puts a scripted film on the timeline: pictures with their moves, spoken lines,
captions from the words' own times.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec

from studio.captions.limits import Limits
from studio.captions.profiles import limits_in
from studio.captions.segmentation import segment
from studio.core import ticks
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.edits import Edit
from studio.project.handle import Project
from studio.project.model import (
    Asset,
    CaptionTrack,
    Clip,
    Cue,
    Line,
    Scene,
    Sequence,
    Take,
    Track,
    Word,
    replace,
)
from studio.video.moves import camera_move

LEAD = ticks.from_seconds(Fraction(7, 10))
"""Silence before the first line of a scene; the cross-fade lies in it."""

GAP = ticks.from_seconds(Fraction(35, 100))
TAIL = ticks.from_seconds(Fraction(8, 10))
LEAST = ticks.from_seconds(3)
FADE = ticks.from_seconds(Fraction(1, 2))


class SceneSpan(msgspec.Struct, frozen=True, kw_only=True):
    """Where a scene plays. Spans touch: the film is as long as their sum."""

    scene: Scene
    start: Ticks
    duration: Ticks
    lines: tuple[tuple[Line, Take, Ticks], ...]


def spans(project: Project, sequence: str) -> list[SceneSpan]:
    """The time of each scene, on whole frames; lines without a take are left out."""
    rate = project.get(sequence, Sequence).frame_rate
    spoken: dict[str, list[tuple[Line, Take]]] = {}
    for line in project.children(sequence, Line):
        take = project.find(line.take) if line.take else None
        if line.scene and isinstance(take, Take):
            spoken.setdefault(line.scene, []).append((line, take))
    result: list[SceneSpan] = []
    start = 0
    for scene in project.children(sequence, Scene):
        at = start + LEAD
        placed: list[tuple[Line, Take, Ticks]] = []
        for line, take in spoken.get(scene.id, []):
            placed.append((line, take, at))
            at += take.duration + GAP
        wanted = max(at - GAP + TAIL - start if placed else 0, LEAST)
        frames = -int(-wanted // ticks.frame_ticks(rate))
        duration = ticks.from_frame(frames, rate)
        result.append(SceneSpan(scene=scene, start=start, duration=duration, lines=tuple(placed)))
        start += duration
    return result


def lay_out(project: Project, sequence: str, *, joins: int = 0) -> list[SceneSpan]:
    """Put the film on the timeline in one edit; only what has changed is touched. Returns the scenes' times.

    Clips and cues that belong to no scene or line stay where they are. A cue whose text was corrected keeps
    its text as long as its line's words keep their times. joins: see ``Project.edit``.
    """
    found = spans(project, sequence)
    with project.edit(Text("Assemble film"), joins=joins, initiator="film") as edit:
        pictures = track_of(edit, sequence, "video")
        voices = track_of(edit, sequence, "voice")
        captions = _captions(edit, sequence)
        kept = _put_pictures(edit, project, pictures.id, found, project.get(sequence, Sequence).frame_rate)
        kept |= _put_voices(edit, voices.id, found)
        _remove_others(edit, sequence, kept)
        _put_cues(
            edit,
            captions,
            found,
            limits_in(project, captions.language, project.get(sequence, Sequence).frame_rate),
        )
        for span in found:
            edit.put(replace(edit.get(span.scene.id, Scene), duration=span.duration))
    return found


# ---- inside one edit


def track_of(edit: Edit, sequence: str, role: str) -> Track:
    """The first track of a role, "video" or "voice", made where there is none."""
    for track in edit.children(sequence, Track):
        if track.role == role:
            return track
    name = "Video" if role == "video" else "Voice"
    return edit.put(
        Track(
            id=f"{sequence}_{role}", parent=sequence, name=name, role="video" if role == "video" else "voice"
        )
    )


def _captions(edit: Edit, sequence: str) -> CaptionTrack:
    tracks = edit.children(sequence, CaptionTrack)
    return (
        tracks[0]
        if tracks
        else edit.put(CaptionTrack(id=f"{sequence}_captions", parent=sequence, name="Captions"))
    )


def _put_pictures(
    edit: Edit, project: Project, track: str, found: list[SceneSpan], rate: Fraction
) -> set[str]:
    kept: set[str] = set()
    fade = ticks.snap(FADE, rate)
    shown = [span for span in found if isinstance(project.find(span.scene.picture), Asset)]
    for number, span in enumerate(shown):
        following = shown[number + 1] if number + 1 < len(shown) else None
        touches = following is not None and following.start == span.start + span.duration
        before = shown[number - 1] if number else None
        fades_in = before is not None and before.start + before.duration == span.start
        clip_id = f"clip_{span.scene.id}"
        old = edit.find(clip_id)
        base = old if isinstance(old, Clip) else Clip(id=clip_id, asset="", start=0, duration=0)
        clip = replace(
            base,
            parent=track,
            asset=span.scene.picture,
            start=span.start,
            duration=span.duration + (fade if touches else 0),
            fade_over=fade if fades_in else 0,
            label=span.scene.heading or span.scene.prompt[:40],
            scene=span.scene.id,
        )
        edit.put(clip)
        effect, keyframes = camera_move(clip_id, span.scene.move, clip.duration)
        edit.remove(effect.id)
        edit.put(effect)
        edit.put_all(keyframes)
        kept.add(clip_id)
    return kept


def _put_voices(edit: Edit, track: str, found: list[SceneSpan]) -> set[str]:
    kept: set[str] = set()
    for span in found:
        for line, take, at in span.lines:
            clip_id = f"clip_{line.id}"
            old = edit.find(clip_id)
            base = old if isinstance(old, Clip) else Clip(id=clip_id, asset="", start=0, duration=0)
            edit.put(
                replace(
                    base,
                    parent=track,
                    asset=take.asset,
                    start=at,
                    duration=take.duration,
                    label=line.text[:60],
                    line=line.id,
                )
            )
            kept.add(clip_id)
    return kept


def _remove_others(edit: Edit, sequence: str, kept: set[str]) -> None:
    for track in edit.children(sequence, Track):
        for clip in edit.children(track.id, Clip):
            if (clip.scene or clip.line) and clip.id not in kept:
                edit.remove(clip.id)


def _put_cues(edit: Edit, track: CaptionTrack, found: list[SceneSpan], limits: Limits) -> None:
    old: dict[str, list[Cue]] = {}
    for cue in edit.children(track.id, Cue):
        if cue.line:
            old.setdefault(cue.line, []).append(cue)
    spoken: set[str] = set()
    for span in found:
        # No caption hangs into the next line or the next scene, however long reading it may take.
        ends = [at for _, _, at in span.lines[1:]] + [span.start + span.duration + limits.gap]
        for (line, take, at), until in zip(span.lines, ends, strict=False):  # a scene may be silent
            spoken.add(line.id)
            words = [Word(word.text, at + word.start, at + word.end) for word in take.words]
            fresh = segment(words, limits, parent=track.id, speaker=line.speaker, line=line.id, until=until)
            before = old.get(line.id, [])
            if _moved_together(before, fresh):
                cues = [
                    replace(_moved(cue, new.start - cue.start), end=new.end)
                    for cue, new in zip(before, fresh, strict=True)
                ]
            else:
                for cue in before:
                    edit.remove(cue.id)
                cues = [
                    replace(cue, id=f"cue_{line.id}_{number}", order="") for number, cue in enumerate(fresh)
                ]
            for cue in cues:
                edit.put(cue)
    for line_id, cues in old.items():
        if line_id not in spoken:
            for cue in cues:
                edit.remove(cue.id)


def _moved_together(before: list[Cue], fresh: list[Cue]) -> bool:
    """True when the fresh cues are the old ones at another time: nothing but the place has changed. How long
    the last one stays depends on what follows, too: it is the same when its last word ends at the same time.
    """
    if len(before) != len(fresh) or not before:
        return False
    pairs = list(zip(before, fresh, strict=True))
    lengths = all(new.end - new.start == cue.end - cue.start for cue, new in pairs[:-1])
    spoken = _spoken(before[-1]) == _spoken(fresh[-1])
    stays = before[-1].end - before[-1].start == fresh[-1].end - fresh[-1].start
    return len({new.start - cue.start for cue, new in pairs}) == 1 and lengths and (spoken or stays)


def _spoken(cue: Cue) -> Ticks:
    """How long after its start the last word of a caption ends; -1 where the words' times are not known."""
    return cue.words[-1].end - cue.start if cue.words else -1


def _moved(cue: Cue, by: Ticks) -> Cue:
    words = tuple(Word(word.text, word.start + by, word.end + by) for word in cue.words)
    return replace(cue, start=cue.start + by, end=cue.end + by, words=words)

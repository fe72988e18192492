"""Fixes cues by rule: overlaps, gaps, durations, reading speed, lines, length. Starts stay where the speech
begins; only ends move.
"""

from __future__ import annotations

from collections.abc import Sequence

from studio.captions.breaks import width
from studio.captions.checks import checker_of
from studio.captions.cues import SHORTEST, limits_of, put_all
from studio.captions.limits import DEFAULT, Limits
from studio.captions.tracks import cues_of_track
from studio.core.text import Text
from studio.core.text_files import clean
from studio.core.ticks import TICKS_PER_SECOND, Ticks
from studio.project.handle import Project
from studio.project.model import Cue, replace


def fix_times(cues: Sequence[Cue], limits: Limits = DEFAULT) -> list[Cue]:
    """Return the cues whose end has to move so that none is too short, too long, too fast, overlapping or
    flickering, as far as the starts allow.
    """
    ordered = sorted(cues, key=lambda cue: (cue.start, cue.id))
    changed: list[Cue] = []
    for number, cue in enumerate(ordered):
        following = ordered[number + 1].start if number + 1 < len(ordered) else None
        end = _end(cue, following, limits)
        if end != cue.end:
            changed.append(replace(cue, end=end))
    return changed


def _end(cue: Cue, following: Ticks | None, limits: Limits) -> Ticks:
    reading = -int(-width(cue.text.replace("\n", " ")) * TICKS_PER_SECOND // limits.max_cps)
    wanted = max(cue.end, cue.start + max(limits.min_duration, reading))
    wanted = min(wanted, cue.start + limits.max_duration)
    if following is None:
        return wanted
    latest = following - limits.gap
    if latest < cue.start + SHORTEST:
        return (
            cue.end if cue.end > cue.start else cue.start + SHORTEST
        )  # begins with its neighbour: not ours to solve
    if wanted > latest or (following - wanted < limits.chain and latest - cue.start <= limits.max_duration):
        return latest
    return wanted


def fix_track(project: Project, track: str, only: Sequence[str] = ()) -> int:
    """Fix a track, or some of its cues, in one edit, by the rules that are on for the project. Empty cues are
    removed, and what is too long for one is parted. Returns how many cues changed.
    """
    checker = checker_of(project, limits_of(project, track))
    cues = cues_of_track(project, track)
    chosen = set(only) or {cue.id for cue in cues}
    starts: list[Ticks | None] = [*(cue.start for cue in cues[1:]), None]
    pieces = {
        cue.id: checker.fixed(cue, following) if cue.id in chosen else [cue]
        for cue, following in zip(cues, starts, strict=True)
    }
    gone = [cue for cue in cues if not pieces[cue.id]]
    chosen |= {piece.id for parts in pieces.values() for piece in parts[1:]}
    fixed = {piece.id: piece for parts in pieces.values() for piece in parts if clean(piece.text)}
    timed = [cue for cue in fix_times(list(fixed.values()), checker.fixing) if cue.id in chosen]
    fixed |= {cue.id: cue for cue in timed}
    before = {cue.id: cue for cue in cues}
    changed = [cue for cue in fixed.values() if before.get(cue.id) != cue]
    if changed or gone:
        with project.edit(Text("Fix captions")) as edit:
            put_all(edit, changed)
            for cue in gone:
                edit.remove(cue.id)
    return len(changed) + len(gone)

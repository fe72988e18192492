"""Mends cues by rule: overlaps, gaps, durations, reading speed, lines, length. Starts stay where the speech
begins; only ends move.
"""

from __future__ import annotations

from collections.abc import Sequence

from studio.captions.breaks import width
from studio.captions.cues import SHORTEST, put_all, rules_of, split_cue
from studio.captions.linebreak import break_lines, needed_lines
from studio.captions.rules import DEFAULT, Rules
from studio.captions.tracks import cues_of_track
from studio.core.errors import InputError
from studio.core.text import Text
from studio.core.text_files import clean
from studio.core.ticks import TICKS_PER_SECOND, Ticks
from studio.project.handle import Project
from studio.project.model import Cue, replace


def fix_times(cues: Sequence[Cue], rules: Rules = DEFAULT) -> list[Cue]:
    """The cues whose end has to move so that none is too short, too long, too fast, overlapping or
    flickering, as far as the starts allow.
    """
    ordered = sorted(cues, key=lambda cue: (cue.start, cue.id))
    changed: list[Cue] = []
    for number, cue in enumerate(ordered):
        following = ordered[number + 1].start if number + 1 < len(ordered) else None
        end = _end(cue, following, rules)
        if end != cue.end:
            changed.append(replace(cue, end=end))
    return changed


def _end(cue: Cue, following: Ticks | None, rules: Rules) -> Ticks:
    reading = -int(-width(cue.text.replace("\n", " ")) * TICKS_PER_SECOND // rules.max_cps)
    wanted = max(cue.end, cue.start + max(rules.min_duration, reading))
    wanted = min(wanted, cue.start + rules.max_duration)
    if following is None:
        return wanted
    latest = following - rules.gap
    if latest < cue.start + SHORTEST:
        return (
            cue.end if cue.end > cue.start else cue.start + SHORTEST
        )  # begins with its neighbour: not ours to solve
    if wanted > latest or (following - wanted < rules.chain and latest - cue.start <= rules.max_duration):
        return latest
    return wanted


def fix_lines(cues: Sequence[Cue], rules: Rules = DEFAULT) -> list[Cue]:
    """The cues whose lines are too long or too many, broken anew."""
    changed: list[Cue] = []
    for cue in cues:
        lines = clean(cue.text).split("\n")
        if len(lines) > rules.max_lines or any(width(line) > rules.max_line for line in lines):
            text = break_lines(cue.text.replace("\n", " "), rules.max_line, rules.max_lines)
            if text != cue.text:
                changed.append(replace(cue, text=text))
    return changed


def parted(cue: Cue, rules: Rules = DEFAULT) -> list[Cue]:
    """The cue in as many cues as its text needs, cut between lines at the times of its words; itself where it
    fits or cannot be cut.
    """
    text = clean(cue.text).replace("\n", " ")
    if needed_lines(text, rules.max_line) <= rules.max_lines:
        return [cue]
    lines = break_lines(text, rules.max_line, rules.max_lines).split("\n")
    count = -(-len(lines) // rules.max_lines)
    first = "\n".join(lines[: -(-len(lines) // count)])
    try:
        left, right = split_cue(replace(cue, text="\n".join(lines)), len(first), rules=rules)
    except InputError:  # too short, or one word
        return [cue]
    return [left, *parted(right, rules)]


def fix_track(project: Project, track: str, only: Sequence[str] = ()) -> int:
    """Mend a track, or some of its cues, in one edit; empty cues are removed, and what is too long for one is
    parted. Returns how many cues changed.
    """
    rules = rules_of(project, track)
    cues = cues_of_track(project, track)
    chosen = set(only) or {cue.id for cue in cues}
    empty = [cue for cue in cues if cue.id in chosen and not clean(cue.text)]
    left = [cue for cue in cues if clean(cue.text)]
    pieces = [parted(cue, rules) if cue.id in chosen else [cue] for cue in left]
    chosen |= {piece.id for parts in pieces for piece in parts[1:]}
    whole = [piece for parts in pieces for piece in parts]
    mended = {cue.id: cue for cue in whole}
    mended |= {cue.id: cue for cue in fix_lines(whole, rules) if cue.id in chosen}
    timed = [cue for cue in fix_times(list(mended.values()), rules) if cue.id in chosen]
    mended |= {cue.id: cue for cue in timed}
    before = {cue.id: cue for cue in left}
    changed = [cue for cue in mended.values() if before.get(cue.id) != cue]
    if changed or empty:
        with project.edit(Text("Fix captions")) as edit:
            put_all(edit, changed)
            for cue in empty:
                edit.remove(cue.id)
    return len(changed) + len(empty)

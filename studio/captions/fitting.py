"""Whether a text fits its time and its lines, and making it fit the lines."""

from __future__ import annotations

from studio.captions.breaks import width
from studio.captions.cues import split_cue
from studio.captions.limits import DEFAULT, Limits
from studio.captions.linebreak import break_lines, needed_lines
from studio.core.errors import InputError
from studio.core.text_files import clean
from studio.core.ticks import TICKS_PER_SECOND
from studio.project.model import Cue, replace


def reading_speed(cue: Cue) -> float:
    """Columns per second, spaces included (Netflix counts them); infinite for a cue without duration."""
    length = cue.end - cue.start
    return width(cue.text.replace("\n", " ")) * TICKS_PER_SECOND / length if length > 0 else float("inf")


def broken(cue: Cue, limits: Limits = DEFAULT) -> Cue:
    """Return the cue with its lines broken again where one is too long or they are too many."""
    lines = clean(cue.text).split("\n")
    if len(lines) <= limits.max_lines and all(width(line) <= limits.max_line for line in lines):
        return cue
    text = break_lines(cue.text.replace("\n", " "), limits.max_line, limits.max_lines)
    return cue if text == cue.text else replace(cue, text=text)


def parted(cue: Cue, limits: Limits = DEFAULT) -> list[Cue]:
    """Return the cue as the cues that its text needs, cut between lines at the times of its words; itself
    where it fits or cannot be cut.
    """
    text = clean(cue.text).replace("\n", " ")
    if needed_lines(text, limits.max_line) <= limits.max_lines:
        return [cue]
    lines = break_lines(text, limits.max_line, limits.max_lines).split("\n")
    count = -(-len(lines) // limits.max_lines)
    first = "\n".join(lines[: -(-len(lines) // count)])
    try:
        left, right = split_cue(replace(cue, text="\n".join(lines)), len(first), limits=limits)
    except InputError:  # too short, or one word
        return [cue]
    return [left, *parted(right, limits)]


def fitted(cue: Cue, limits: Limits = DEFAULT) -> list[Cue]:
    """Return the cue in as many parts as its text needs, each with lines that fit."""
    return [broken(part, limits) for part in parted(cue, limits)]

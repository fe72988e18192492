"""Edits on cues: split, merge, shift, set times, set text, insert, delete. Each function on a project is
one undo step.

The functions on values are pure; those on a project make one labelled edit of them. Words keep their own
times as long as their text and place allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.captions.breaks import tokens
from studio.captions.limits import DEFAULT, Limits
from studio.captions.linebreak import break_lines
from studio.captions.profiles import limits_in
from studio.captions.words import retime
from studio.core import ticks
from studio.core.errors import InputError
from studio.core.ids import new_id
from studio.core.text import Text
from studio.core.text_files import clean
from studio.core.ticks import Ticks
from studio.project.edits import Edit
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue, Word, replace
from studio.project.model import Sequence as SequenceEntity

SHORTEST: Ticks = ticks.from_seconds(1) // 10
"""No edit leaves a cue shorter than a tenth of a second."""

NEW: Ticks = ticks.from_seconds(2)
"""Length of a cue that is inserted where there is room."""


# ---- on values


def split_cue(cue: Cue, index: int, at: Ticks | None = None, limits: Limits = DEFAULT) -> tuple[Cue, Cue]:
    """A cue cut before character ``index`` of its text, the right part with a new id.

    at: the time of the cut; None takes it from the words, else from the share of the text. A cut inside a
    word cuts the word. Raises InputError("nothing_to_split") when one side would be empty or both too short.
    """
    before, after = clean(cue.text[:index]), clean(cue.text[index:])
    if not before or not after:
        raise InputError(
            "nothing_to_split",
            Text("One of the two captions would be empty."),
            Text("Put the cursor between words."),
        )
    if cue.end - cue.start < 2 * SHORTEST:
        raise InputError("nothing_to_split", Text("This caption is too short to split."))
    words = retime(cue.text.replace("\n", " "), cue.words, cue.start, cue.end) if cue.words else ()
    count = len(tokens(before))
    left_end, right_start = _cut(cue, words, count, len(before) / (len(before) + len(after)), at, limits)
    left_words, right_words = words[:count], words[count:]
    if len(words) != count + len(tokens(after)):  # the cursor stands inside a word
        left_words = retime(before, left_words, cue.start, left_end) if words else ()
        right_words = retime(after, words[count - 1 :], right_start, cue.end) if words else ()
    left = replace(
        cue, end=left_end, text=_broken(before, limits), words=_inside(left_words, cue.start, left_end)
    )
    right = replace(
        cue,
        id=new_id("cue"),
        # Just behind the left part; views sort by time, so that a tie with a neighbour does no harm.
        order=f"{cue.order}V",
        start=right_start,
        text=_broken(after, limits),
        words=_inside(right_words, right_start, cue.end),
    )
    return left, right


def _cut(
    cue: Cue, words: Sequence[Word], count: int, share: float, at: Ticks | None, limits: Limits
) -> tuple[Ticks, Ticks]:
    """(end of the left part, start of the right part)."""
    low, high = cue.start + SHORTEST, cue.end - SHORTEST
    if at is not None and low <= at <= high:
        moment = at
    elif words and count < len(words):
        moment = words[count].start
    else:
        moment = cue.start + round((cue.end - cue.start) * share)
    moment = min(max(moment, low), high)
    return max(low, moment - limits.gap), moment


def merge_cues(cues: Sequence[Cue], limits: Limits = DEFAULT) -> Cue:
    """Several cues as one with the id of the first. Raises InputError("nothing_to_merge") for less than
    two.
    """
    if len(cues) < 2:
        raise InputError("nothing_to_merge", Text("Select two or more captions to merge."))
    ordered = sorted(cues, key=lambda cue: (cue.start, cue.id))
    words: tuple[Word, ...] = ()
    if all(cue.words for cue in ordered):
        words = tuple(word for cue in ordered for word in cue.words)
    text = " ".join(clean(cue.text).replace("\n", " ") for cue in ordered)
    end = max(cue.end for cue in ordered)
    return replace(ordered[0], end=end, text=_broken(clean(text), limits), words=words)


def shifted(cues: Iterable[Cue], by: Ticks) -> list[Cue]:
    """Cues with their words moved in time together, by less when the first would begin before zero."""
    moved = list(cues)
    by = max(by, -min((cue.start for cue in moved), default=0))
    return [
        replace(cue, start=cue.start + by, end=cue.end + by, words=_moved(cue.words, by)) for cue in moved
    ]


def timed(
    cue: Cue, start: Ticks, end: Ticks, floor: Ticks = 0, ceiling: Ticks | None = None, gap: Ticks = 0
) -> Cue:
    """A cue with other edges, kept between its neighbours. floor: end of the cue before, ceiling: start of
    the one after.

    When both edges move by the same amount the cue is moved and its words with it; otherwise they are cut
    at the edges.
    """
    low = floor + gap if floor > 0 else 0
    high = ceiling - gap if ceiling is not None else max(end, low + SHORTEST)
    if high - low < SHORTEST:
        return cue  # no room to move at all
    if end - start == cue.end - cue.start:
        length = min(end - start, high - low)
        start = min(max(start, low), high - length)
        end = start + length
    elif start != cue.start and end == cue.end:
        end = min(end, high)
        start = min(max(start, low), end - SHORTEST)
    else:
        start = min(max(start, low), high - SHORTEST)
        end = max(min(end, high), start + SHORTEST)
    by = start - cue.start if end - start == cue.end - cue.start else 0
    return replace(cue, start=start, end=end, words=_inside(_moved(cue.words, by), start, end))


def worded(cue: Cue, text: str) -> Cue:
    """A cue with another text; lines stay as they are typed, words that remain keep their times."""
    shown = clean(text)
    words = retime(shown.replace("\n", " "), cue.words, cue.start, cue.end) if cue.words else ()
    return replace(cue, text=shown, words=words)


def _broken(text: str, limits: Limits) -> str:
    return break_lines(text, limits.max_line, limits.max_lines)


def _moved(words: Iterable[Word], by: Ticks) -> tuple[Word, ...]:
    return tuple(Word(word.text, word.start + by, word.end + by) for word in words) if by else tuple(words)


def _inside(words: Iterable[Word], start: Ticks, end: Ticks) -> tuple[Word, ...]:
    return tuple(
        Word(word.text, min(max(word.start, start), end), min(max(word.end, start), end)) for word in words
    )


# ---- on a project


def neighbours(project: Project, cue: Cue) -> tuple[Ticks, Ticks | None]:
    """(end of the cue before, start of the cue after) on the same track; 0 and None where there is none."""
    floor, ceiling = 0, None
    for other in project.children(cue.parent, Cue):
        if other.id == cue.id:
            continue
        if (other.start, other.id) < (cue.start, cue.id):
            floor = max(floor, min(other.end, cue.start))
        elif ceiling is None or other.start < ceiling:
            ceiling = max(other.start, cue.end) if other.start < cue.end else other.start
    return floor, ceiling


def limits_of(project: Project, track: str) -> Limits:
    """The limits of a track's language at its sequence's frame rate."""
    known = project.get(track, CaptionTrack)
    sequence = project.find(known.parent)
    if isinstance(sequence, SequenceEntity):
        return limits_in(project, known.language, sequence.frame_rate)
    return limits_in(project, known.language)


def split(project: Project, cue: str, index: int, at: Ticks | None = None) -> tuple[Cue, Cue]:
    """Split a cue at the cursor, see ``split_cue``."""
    known = project.get(cue, Cue)
    left, right = split_cue(known, index, at, limits_of(project, known.parent))
    with project.edit(Text("Split caption")) as edit:
        return edit.put(left), edit.put(right)


def merge(project: Project, cues: Sequence[str]) -> Cue:
    """Merge cues of one track into the first of them."""
    known = [project.get(cue, Cue) for cue in cues]
    if len({cue.parent for cue in known}) > 1:
        raise InputError("nothing_to_merge", Text("Captions on different tracks cannot be merged."))
    merged = merge_cues(known, limits_of(project, known[0].parent) if known else DEFAULT)
    with project.edit(Text("Merge captions")) as edit:
        for cue in known:
            if cue.id != merged.id:
                edit.remove(cue.id)
        return edit.put(merged)


def shift(project: Project, cues: Sequence[str], by: Ticks, *, coalesce: str = "") -> None:
    """Move cues in time; overlaps with cues that stay are allowed and reported by the checks."""
    with project.edit(Text("Shift captions"), coalesce=coalesce) as edit:
        put_all(edit, shifted((edit.get(cue, Cue) for cue in cues), by))


def set_times(
    project: Project,
    cue: str,
    start: Ticks,
    end: Ticks,
    *,
    bounds: tuple[Ticks, Ticks | None] | None = None,
    coalesce: str = "",
) -> Cue:
    """Drag one edge or the whole cue; its neighbours stay. bounds: of ``neighbours``, taken once at the
    start of a drag.
    """
    known = project.get(cue, Cue)
    floor, ceiling = neighbours(project, known) if bounds is None else bounds
    with project.edit(Text("Change caption timing"), coalesce=coalesce) as edit:
        return edit.put(timed(known, start, end, floor, ceiling))


def set_text(project: Project, cue: str, text: str, *, coalesce: str = "") -> Cue:
    """Change the text of a cue. Raises InputError("caption_empty") for an empty one: delete the cue
    instead.
    """
    if not clean(text):
        raise InputError("caption_empty", Text("A caption needs text."), Text("Delete the caption instead."))
    with project.edit(Text("Edit caption"), coalesce=coalesce) as edit:
        return edit.put(worded(edit.get(cue, Cue), text))


def insert(project: Project, track: str, at: Ticks, text: str, duration: Ticks = NEW) -> Cue:
    """A new cue at ``at``, as long as there is room. Raises InputError("no_room") inside another cue,
    caption_empty.
    """
    shown = clean(text)
    if not shown:
        raise InputError("caption_empty", Text("A caption needs text."))
    probe = Cue(id=new_id("cue"), parent=track, start=max(0, at), end=max(0, at) + SHORTEST, text=shown)
    for other in project.children(track, Cue):
        if other.start <= probe.start < other.end:
            raise InputError(
                "no_room",
                Text("There is already a caption at this time."),
                Text("Split it, or move the playhead."),
            )
    _, ceiling = neighbours(project, probe)
    end = probe.start + duration if ceiling is None else min(probe.start + duration, ceiling)
    if end - probe.start < SHORTEST:
        raise InputError("no_room", Text("There is no room for a caption here."), Text("Move the playhead."))
    with project.edit(Text("Insert caption")) as edit:
        return edit.put(replace(probe, end=end))


def delete(project: Project, cues: Sequence[str]) -> None:
    """Remove cues."""
    with project.edit(Text.counted("Delete caption", "Delete {n} captions", n=len(cues))) as edit:
        for cue in cues:
            edit.remove(cue)


def put_all(edit: Edit, cues: Iterable[Cue]) -> None:
    """Put cues that are there already."""
    for cue in cues:
        edit.put(cue)

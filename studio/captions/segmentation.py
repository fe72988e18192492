"""Groups spoken words into cues: pure, about 30 000 words a second.

The best grouping is found by dynamic programming over all places between words. Its costs put, in this
order: the numbers of ``Limits``, no silence inside a cue, ends of sentences and clauses, few and well filled
cues. A cue begins with its first word; it ends with its last one, a short while later (``linger``), or as
late as the least duration or the reading speed ask, always a gap before the next cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from studio.captions.breaks import GLUED, break_cost, ends_sentence, spaced, tokens, width
from studio.captions.limits import DEFAULT, Limits
from studio.captions.linebreak import break_lines
from studio.captions.words import spread
from studio.core.ids import new_id, orders
from studio.core.ticks import TICKS_PER_SECOND, Ticks
from studio.project.model import Cue, Word, replace

_CUE = 5.0
_INNER_SENTENCE = 5.0
_PAUSE_FREE = 0.35
_PAUSE_PER_SECOND = 25.0
_TOO_SHORT_PER_SECOND = 60.0
_ORPHAN = 4.0
_ORPHAN_WIDTH = 14
_INFEASIBLE = 1e6


def segment(
    words: Sequence[Word],
    limits: Limits = DEFAULT,
    *,
    parent: str = "",
    speaker: str = "",
    line: str = "",
    until: Ticks | None = None,
) -> list[Cue]:
    """Cues for ``words`` (times in ticks, any pauses between them), in order, with fresh ids and order keys.

    Word times are kept as they are. Words out of order are sorted by their start. until: where the next
    cue after these begins, None when nothing follows.
    """
    spoken = _pieces(
        sorted((word for word in words if word.text.strip()), key=lambda word: word.start), limits
    )
    if not spoken:
        return []
    atoms = _atoms(spoken, limits)
    groups = _group(atoms, spoken, limits)
    keys = orders(len(groups))
    cues: list[Cue] = []
    for number, (first, last) in enumerate(groups):
        inside = tuple(spoken[atoms[first].first : atoms[last - 1].last])
        following = spoken[atoms[last].first].start if last < len(atoms) else until
        text = break_lines([word.text for word in inside], limits.max_line, limits.max_lines)
        start, end = cue_times(inside, text, following, limits)
        cue = Cue(id=new_id("cue"), parent=parent, order=keys[number], start=start, end=end, text=text)
        cues.append(replace(cue, words=inside, speaker=speaker, line=line))
    return cues


def cue_times(
    words: Sequence[Word], text: str, following: Ticks | None, limits: Limits
) -> tuple[Ticks, Ticks]:
    """(start, end) of a cue with these words; following: start of the next cue's first word, None at the
    end.
    """
    start = words[0].start
    spoken = max(start + 1, *(word.end for word in words))
    reading = int(width(text.replace("\n", " ")) / limits.max_cps * TICKS_PER_SECOND)
    end = max(spoken + limits.linger, start + max(limits.min_duration, reading))
    end = min(end, start + limits.max_duration)
    if following is not None:
        room = following - limits.gap
        end = min(end, room if room > start else max(following, start + 1))
    return start, end


@dataclass(slots=True)
class _Atom:
    """Words that stay together. first, last: range of words. size: columns. lead: 1 when a space stands
    before it.
    """

    first: int
    last: int
    start: float
    end: float
    size: int
    lead: int


def _pieces(words: list[Word], limits: Limits) -> list[Word]:
    """Words wider than a line that consist of several tokens (Chinese, whole phrases) are taken apart."""
    result: list[Word] = []
    for word in words:
        parts = tokens(word.text) if width(word.text) > limits.max_line else ()
        result += spread(parts, word.start, word.end) if len(parts) > 1 else (word,)
    return result


def _atoms(words: list[Word], limits: Limits) -> list[_Atom]:
    atoms: list[_Atom] = []
    before = ""
    for index, word in enumerate(words):
        text = word.text.strip()
        lead = 1 if spaced(before, text) else 0
        start, size = word.start / TICKS_PER_SECOND, width(text)
        end = max(word.end, word.start) / TICKS_PER_SECOND
        last = atoms[-1] if atoms else None
        if (
            last is not None
            and break_cost(before, text) >= GLUED
            and last.size + lead + size <= limits.max_line
            and start - last.end < 2.0
        ):
            last.last, last.end, last.size = index + 1, max(end, last.end), last.size + lead + size
        else:
            atoms.append(_Atom(index, index + 1, start, end, size, lead))
        before = text
    atoms[0].lead = 0
    return atoms


def _group(atoms: list[_Atom], words: list[Word], limits: Limits) -> list[tuple[int, int]]:
    """Ranges of atoms, one per cue."""
    count = len(atoms)
    cut, inner = _places(atoms, words)
    sums = [0]
    for atom in atoms:
        sums.append(sums[-1] + atom.lead + atom.size)
    line_end = _line_ends(atoms, sums, limits.max_line)
    second = float(TICKS_PER_SECOND)
    gap, shortest, longest = limits.gap / second, limits.min_duration / second, limits.max_duration / second
    widest, cps, lines = (
        limits.max_line * limits.max_lines + limits.max_lines - 1,
        limits.max_cps,
        limits.max_lines,
    )
    best = [0.0] + [_INFEASIBLE * count] * count
    origin = [0] * (count + 1)
    for first in range(count):
        base, begin = best[first] + _CUE, atoms[first].start
        offset = sums[first] + atoms[first].lead
        passed = 0.0
        for last in range(first + 1, count + 1):
            if last > first + 1:
                passed += inner[last - 1]
            size = sums[last] - offset
            span = atoms[last - 1].end - begin
            if last > first + 1 and (
                size > widest or span > longest or not _fits(line_end, first, last, lines)
            ):
                break
            room = atoms[last].start - gap - begin if last < count else longest
            cost = base + passed + cut[last]
            if room < shortest:
                cost += (shortest - room) * _TOO_SHORT_PER_SECOND
            if size > cps * room:
                cost += min(size / max(room, 0.05) - cps, 200.0)
            if size < _ORPHAN_WIDTH and (cut[first] or cut[last]):
                cost += _ORPHAN
            if cost < best[last]:
                best[last], origin[last] = cost, first
    groups: list[tuple[int, int]] = []
    end = count
    while end:
        groups.append((origin[end], end))
        end = origin[end]
    return groups[::-1]


def _places(atoms: list[_Atom], words: list[Word]) -> tuple[list[float], list[float]]:
    """(cost of ending a cue at each place, cost of running over it), by the words around it and the pause
    there.
    """
    cut, inner = [0.0], [0.0]
    for left, right in pairwise(atoms):
        before, after = words[left.last - 1].text, words[right.first].text
        pause = right.start - left.end
        ease = 1.0 - min(max(pause, 0.0), 0.6) / 0.75
        cut.append(min(break_cost(before, after), 30.0) * ease)
        silence = max(0.0, pause - _PAUSE_FREE) * _PAUSE_PER_SECOND
        inner.append(silence + (_INNER_SENTENCE if ends_sentence(before) else 0.0))
    return [*cut, 0.0], inner


def _line_ends(atoms: list[_Atom], sums: list[int], max_line: int) -> list[int]:
    """For a line that begins with each atom, the first atom that no longer fits on it."""
    ends: list[int] = []
    end = 0
    for first, atom in enumerate(atoms):
        end = max(end, first + 1)
        while end < len(atoms) and sums[end + 1] - sums[first] - atom.lead <= max_line:
            end += 1
        ends.append(end)
    return ends


def _fits(line_end: list[int], first: int, last: int, lines: int) -> bool:
    """Whether atoms [first, last) fill at most ``lines`` lines."""
    for _ in range(lines):
        first = line_end[first]
        if first >= last:
            return True
    return False

"""What SubRip and WebVTT share: blocks of text below ``start --> end``."""

from __future__ import annotations

import re
from collections.abc import Callable

from studio.captions.parsing import CLOCK, bad, clock, cues_of
from studio.core.text import Text
from studio.core.text_files import clean
from studio.core.ticks import TICKS_PER_SECOND, Ticks
from studio.project.model import Cue

_ARROW = re.compile(rf"^\s*{CLOCK}\s*-+>\s*{CLOCK}(?:\s.*)?$")


def read(text: str, plain: Callable[[str], str]) -> list[Cue]:
    """Return the cues of blocks that begin with ``start --> end``. plain: takes the markup out of a text."""
    lines = text.split("\n")
    times: list[tuple[int, Ticks, Ticks]] = []
    for number, line in enumerate(lines):
        if "->" not in line:
            continue
        match = _ARROW.match(line)
        if match:
            times.append((number, clock(match.groups()[:4]), clock(match.groups()[4:])))
        elif line.lstrip()[:1].isdigit() and "-->" in line and _heads_block(lines, number):
            raise bad(number + 1, Text("“{line}” is not a start and end time.", line=line.strip()[:60]))
    if not times and clean(text):
        number = next(number for number, line in enumerate(lines) if line.strip())
        raise bad(
            number + 1,
            Text("no caption starts here; the file has no time such as 00:00:01,000 --> 00:00:02,000."),
        )
    entries: list[tuple[Ticks, Ticks, str]] = []
    for position, (number, start, end) in enumerate(times):
        last = times[position + 1][0] if position + 1 < len(times) else len(lines)
        body = lines[number + 1 : _without_label(lines, number + 1, last) if last < len(lines) else last]
        entries.append((start, end, clean(plain("\n".join(body)))))
    return cues_of(entries)


def _heads_block(lines: list[str], number: int) -> bool:
    """Whether a line stands where the times of a block belong: first, after a blank line, or after a bare
    number.
    """
    before = lines[number - 1].strip() if number else ""
    return not before or before.isdigit()


def _without_label(lines: list[str], first: int, end: int) -> int:
    """Where the text before the next times ends: its number or name, after a blank line, is not part of
    it.
    """
    if end - 1 < first or not lines[end - 1].strip():
        return end
    after_blank = end - 2 >= first and not lines[end - 2].strip()
    return end - 1 if after_blank or end - 1 == first or lines[end - 1].strip().isdigit() else end


def times(cue: Cue, point: str) -> str:
    """Return ``start --> end`` in milliseconds; point: the decimal mark."""
    start = max(0, _millis(cue.start))
    return f"{_clock(start, point)} --> {_clock(max(_millis(cue.end), start + 1), point)}"


def _millis(at: Ticks) -> int:
    return (2 * at * 1000 + TICKS_PER_SECOND) // (2 * TICKS_PER_SECOND)


def _clock(millis: int, point: str) -> str:
    seconds, part = divmod(millis, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{part:03}"

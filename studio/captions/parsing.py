"""What parsers of caption formats share: times, errors with a line number, cues out of what was found."""

from __future__ import annotations

from collections.abc import Sequence

from studio.core.errors import InputError
from studio.core.ids import new_id, orders
from studio.core.text import Text
from studio.core.ticks import TICKS_PER_SECOND, Ticks
from studio.project.model import Cue

SHORTEST: Ticks = 40 * TICKS_PER_SECOND // 1000
"""Length of a cue whose end is not after its start."""

CLOCK = r"(?:(\d{1,4})[:])?(\d{1,4})[:](\d{1,2})(?:[.,](\d{1,9}))?"
"""Pattern of ``[hours:]minutes:seconds[.decimals]``: four groups, as ``clock`` takes them."""


def bad(line: int, message: Text) -> InputError:
    """Return the error of a line, 1-based, that cannot be read."""
    return InputError(
        "bad_captions",
        Text("line {line}: {message}", line=line, message=message),
        Text("Fix the file in a text editor, or choose another file."),
    )


def cues_of(entries: Sequence[tuple[Ticks, Ticks, str]]) -> list[Cue]:
    """Return cues of (start, end, text) in order of start, empty ones left out; an end before its start is
    moved.
    """
    filled = sorted((entry for entry in entries if entry[2]), key=lambda entry: entry[0])
    return [
        Cue(
            id=new_id("cue"),
            order=key,
            start=start,
            end=max(end, start + SHORTEST) if end <= start else end,
            text=text,
        )
        for key, (start, end, text) in zip(orders(len(filled)), filled, strict=True)
    ]


def clock(parts: Sequence[str | None]) -> Ticks:
    """Return (hours, minutes, seconds, decimals) as ticks."""
    hours, minutes, seconds, decimals = parts
    whole = (int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)) * TICKS_PER_SECOND
    if not decimals:
        return whole
    unit = 10 ** len(decimals)
    return whole + (2 * int(decimals) * TICKS_PER_SECOND + unit) // (2 * unit)

"""SBV of YouTube: ``0:00:01.000,0:00:03.000`` and the text below."""

from __future__ import annotations

import re

from studio.captions.formats import FormatSpec
from studio.captions.parsing import CLOCK, bad, clock, cues_of
from studio.core.text import Text
from studio.core.text_files import clean
from studio.core.ticks import Ticks
from studio.project.model import Cue

SPEC = FormatSpec(id="sbv", title="YouTube SBV", suffixes=(".sbv",))

_TIMES = re.compile(rf"^\s*{CLOCK}\s*,\s*{CLOCK}\s*$")


def read(text: str) -> list[Cue]:
    """Take every line of times and the text up to the next one."""
    entries: list[tuple[Ticks, Ticks, list[str]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        match = _TIMES.match(line)
        if match:
            entries.append((clock(match.groups()[:4]), clock(match.groups()[4:]), []))
        elif line.strip():
            if not entries:
                raise bad(number, Text("“{line}” is not a start and end time.", line=line.strip()[:60]))
            entries[-1][2].append(line.replace("[br]", "\n"))
    return cues_of([(start, end, clean("\n".join(lines))) for start, end, lines in entries])

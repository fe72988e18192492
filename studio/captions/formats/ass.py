"""Advanced SubStation Alpha, and its elder, SSA: captions with styles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.captions.formats import FormatSpec, TrackFacts
from studio.captions.parsing import bad, clock, cues_of
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.model import Cue
from studio.render.text.ass import ass_document, unescape

SPEC = FormatSpec(
    id="ass", title="Advanced SubStation", suffixes=(".ass", ".ssa"), writable=True, styles=True, rank=3
)

_WIDTH, _HEIGHT = 1920, 1080
_TIME = re.compile(r"^\s*(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[.:,](\d{1,3}))?\s*$")
_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")


def read(text: str) -> list[Cue]:
    """Take the Dialogue lines of [Events] in the order its Format line gives; overrides and drawings go."""
    section, fields = "", [*_FIELDS]
    entries: list[tuple[Ticks, Ticks, str]] = []
    known = False
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip("\ufeff \t")
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].lower()
            known = known or section == "events"
        elif section == "events" and line.startswith("Format:"):
            fields = [name.strip().lower() for name in line[7:].split(",")]
            if not {"start", "end", "text"} <= set(fields):
                raise bad(number, Text("the Format line of [Events] does not list Start, End and Text."))
        elif section == "events" and line.startswith("Dialogue:"):
            values = line[9:].split(",", len(fields) - 1)
            if len(values) < len(fields):
                raise bad(
                    number,
                    Text(
                        "the Dialogue line has {values} of {fields} fields.",
                        values=len(values),
                        fields=len(fields),
                    ),
                )
            row = dict(zip(fields, values, strict=True))
            entries.append((_time(row["start"], number), _time(row["end"], number), unescape(row["text"])))
    if not known:
        raise bad(1, Text("the file has no [Events] section."))
    return cues_of(entries)


def write(cues: Sequence[Cue], track: TrackFacts) -> str:
    """Write a document of 1920 x 1080 px in the style of the track."""
    return ass_document(list(cues), track.style, _WIDTH, _HEIGHT)


def sniff(text: str) -> float:
    """Sections in brackets."""
    return 0.9 if text.startswith("[Script Info]") or "\n[Events]" in text else 0.0


def _time(text: str, number: int) -> Ticks:
    match = _TIME.match(text)
    if match is None:
        raise bad(number, Text("“{text}” is not a valid time.", text=text.strip()[:40]))
    return clock(match.groups())

"""SubRip: the most widely read format. Plain text with times in milliseconds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.captions.formats import FormatSpec, TrackFacts, _arrows
from studio.project.model import Cue

SPEC = FormatSpec(id="srt", title="SubRip", suffixes=(".srt",), writable=True, rank=1)

_WORD_JOINER = "\u2060"
_SPECIAL = re.compile(r"<(?=/?(?:b|i|u|s|font)(?:\s[^<>]*)?/?>)|\{(?=\\)|-(?=->)", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|s|font)(?:\s[^<>]*)?/?>|\{\\[^{}]*\}", re.IGNORECASE)
_JOINED = re.compile("([<{-])\u2060")


def read(text: str) -> list[Cue]:
    """Accept missing numbers and blank lines and dots for commas, and strip ``<i>``-like tags."""
    return _arrows.read(text, _plain)


def write(cues: Sequence[Cue], _track: TrackFacts) -> str:
    """Write numbered blocks."""
    return "\n".join(
        f"{number}\n{_arrows.times(cue, ',')}\n{_escaped(cue.text)}\n" for number, cue in enumerate(cues, 1)
    )


def sniff(text: str) -> float:
    """Other formats have arrows, too, but begin with a mark of their own."""
    return 0.3 if "-->" in text else 0.0


def _plain(text: str) -> str:
    return _JOINED.sub(r"\1", _TAG.sub("", text) if "<" in text or "{" in text else text)


def _escaped(text: str) -> str:
    """SRT has no escapes: an invisible word joiner keeps tags, overrides and arrows from being read as
    such.
    """
    if "<" in text or "{" in text or "-->" in text:
        text = _SPECIAL.sub(rf"\g<0>{_WORD_JOINER}", text)
    return text

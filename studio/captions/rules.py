"""What a good caption is, in numbers.

Sources: Netflix Timed Text Style Guide (general requirements and language guides), BBC Subtitle Guidelines.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec

from studio.core import ticks
from studio.core.ticks import Ticks


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """Limits for cues. Widths count a full-width (CJK) character as 2, so 42 means 42 Latin or 21 Chinese
    ones.

    max_cps: reading speed in such widths per second. gap: shortest pause between two cues; chain: a longer
    pause below this is distracting and is closed to ``gap``. linger: how long a cue stays after its last
    word where there is room.
    """

    max_line: int = 42
    max_lines: int = 2
    max_cps: float = 20.0
    min_duration: Ticks = ticks.from_seconds(Fraction(5, 6))
    max_duration: Ticks = ticks.from_seconds(7)
    gap: Ticks = ticks.from_seconds(Fraction(2, 24))
    chain: Ticks = ticks.from_seconds(Fraction(12, 24))
    linger: Ticks = ticks.from_seconds(Fraction(12, 100))


DEFAULT = Rules()

# Netflix language guides: (full-width characters per line, characters per second), times two for our widths.
_FULL_WIDTH = {"zh": (32, 18.0), "ja": (26, 8.0), "ko": (32, 24.0)}
_CPS = {"hi": 22.0, "th": 17.0, "ar": 20.0}


def rules_for(language: str = "en", rate: Fraction = Fraction(24)) -> Rules:
    """The rules of a language (BCP-47 tag) with a gap of two frames and a chain of twelve (at 24 fps) of
    ``rate``.

    The gap is always two frames; above 10 fps it stays below a fifth of a second.
    """
    tag = language.partition("-")[0].lower()
    max_line, max_cps = _FULL_WIDTH.get(tag, (42, _CPS.get(tag, 20.0)))
    gap = min(ticks.from_frame(2, rate), ticks.from_seconds(Fraction(1, 8)))
    return Rules(max_line=max_line, max_cps=max_cps, gap=gap)

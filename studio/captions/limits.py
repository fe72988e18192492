"""What a good caption is, in numbers that transcribing, checking and fixing share.

Sources: Netflix Timed Text Style Guide (general requirements), BBC Subtitle Guidelines. Numbers of a language
come from a profile (profiles.py).
"""

from __future__ import annotations

from fractions import Fraction

import msgspec

from studio.core import ticks
from studio.core.ticks import Ticks


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Limits for cues. Widths count a full-width (CJK) character as 2, so 42 means 42 Latin or 21 Chinese
    ones.

    Attributes:
        max_line: widest line.
        max_lines: most lines of one cue.
        max_cps: fastest reading speed, in such widths per second.
        min_duration: shortest time on screen, in ticks.
        max_duration: longest time on screen, in ticks.
        gap: shortest pause between two cues, in ticks.
        chain: a pause longer than ``gap`` but below this is distracting and is closed to ``gap``, in ticks.
        linger: how long a cue stays after its last word where there is room, in ticks.
    """

    max_line: int = 42
    max_lines: int = 2
    max_cps: float = 20.0
    min_duration: Ticks = ticks.from_seconds(Fraction(5, 6))
    max_duration: Ticks = ticks.from_seconds(7)
    gap: Ticks = ticks.from_seconds(Fraction(2, 24))
    chain: Ticks = ticks.from_seconds(Fraction(12, 24))
    linger: Ticks = ticks.from_seconds(Fraction(12, 100))


DEFAULT = Limits()

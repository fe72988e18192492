"""Fits speech into the time it has: trims silence, borrows the pause that follows, stretches up to 1.25,
reports the rest.

Pure; times in ticks. The order of means is that of careful dubbing tools: what nobody hears first (silence,
free time), then a faster pace with unchanged pitch, and never a cut word.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.core import ticks
from studio.core.ticks import Ticks

MAX_STRETCH = Fraction(5, 4)
GUARD: Ticks = ticks.from_seconds(Fraction(1, 20))
"""Silence that is kept before the next line."""

MAX_DELAY: Ticks = ticks.from_seconds(Fraction(1, 2))
"""How much later than its slot a line may begin because the one before it still speaks."""

_FLOOR_DB = -46.0
_WINDOW_S = 0.005
_KEEP_S = 0.02


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A line on its way into its time. start, end: its slot; end 0 is open. lead, spoken: silence before
    the speech in the take, and the length of the speech without silence at its ends.
    """

    line: str
    start: Ticks
    end: Ticks
    spoken: Ticks
    lead: Ticks = 0


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """Where and how a line sounds.

    start, duration: on the timeline. source_in, source: the part of the take. stretch: pace, 1 = as spoken,
    at most 5/4. overflow: how much of it sounds after the time it has.
    """

    line: str
    start: Ticks
    duration: Ticks
    source_in: Ticks
    source: Ticks
    stretch: Fraction
    overflow: Ticks

    @property
    def end(self) -> Ticks:
        """First tick after the speech."""
        return self.start + self.duration


def fit(
    slots: Sequence[Slot],
    *,
    max_stretch: Fraction = MAX_STRETCH,
    guard: Ticks = GUARD,
    limit: Ticks | None = None,
) -> list[Fit]:
    """A plan for each slot, in order of start. limit: the end of the film, None where speech may run on.

    A line has its slot and the free time after it, up to ``guard`` before the next one. What needs more is
    spoken faster, no faster than ``max_stretch``; what is still too long overflows, and the next line waits
    for it by at most half a second.
    """
    ordered = sorted(slots, key=lambda slot: (slot.start, slot.line))
    plans: list[Fit] = []
    free = 0
    for number, slot in enumerate(ordered):
        start = min(max(slot.start, free), slot.start + MAX_DELAY)
        deadline = limit
        if number + 1 < len(ordered):
            deadline = max(ordered[number + 1].start - guard, start + 1)
        stretch = Fraction(1)
        if deadline is not None and slot.spoken > deadline - start:
            stretch = min(max_stretch, Fraction(slot.spoken, max(1, deadline - start)))
        stretch = _tidy(stretch, max_stretch)
        duration = max(1, -(-slot.spoken * stretch.denominator // stretch.numerator))
        overflow = max(0, start + duration - deadline) if deadline is not None else 0
        plan = Fit(line=slot.line, start=start, duration=duration, source_in=slot.lead, source=slot.spoken,
                   stretch=stretch, overflow=overflow)  # fmt: skip
        plans.append(plan)
        free = start + duration + guard
    return plans


def _tidy(stretch: Fraction, most: Fraction) -> Fraction:
    """A stretch in thousandths, rounded up so that the speech still fits: Clip.speed stays a short text."""
    if stretch <= 1:
        return Fraction(1)
    return min(most, Fraction(-(-stretch.numerator * 1000 // stretch.denominator), 1000))


def speech_bounds(audio: NDArray[np.float32], sample_rate: int) -> tuple[Ticks, Ticks]:
    """(start, end) of what is heard in a take: from the first to the last 5 ms above -46 dB below its
    loudest, with 20 ms around it. The whole take when it is silent.
    """
    mono = audio if audio.ndim == 1 else np.abs(audio).max(axis=1)
    whole = ticks.from_sample(len(mono), sample_rate)
    window = max(1, int(_WINDOW_S * sample_rate))
    count = len(mono) // window
    if not count:
        return 0, whole
    level = np.sqrt(np.mean(np.square(mono[: count * window].reshape(count, window)), axis=1))
    loud = (
        np.flatnonzero(level > level.max() * 10 ** (_FLOOR_DB / 20)) if level.max() > 0 else np.array([], int)
    )
    if not len(loud):
        return 0, whole
    keep = int(_KEEP_S * sample_rate)
    first = max(0, int(loud[0]) * window - keep)
    last = min(len(mono), (int(loud[-1]) + 1) * window + keep)
    return ticks.from_sample(first, sample_rate), ticks.from_sample(last, sample_rate)

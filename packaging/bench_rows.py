"""What a benchmark row is, and how two sides are timed in turn."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

NOISY = 0.10
"""A reference whose middle half spreads over more than this share of its median: a busy machine."""


@dataclass(frozen=True)
class Row:
    """One line of the table. ours, reference: in ``unit``; reference None where there is none.

    ratio: what ``goal`` speaks of; met: whether it holds. spread: of the reference, see ``spread_of``. note:
    what a reader must know. error: why there are no numbers.
    """

    name: str
    goal: str
    ours: float | None = None
    reference: float | None = None
    unit: str = "s"
    ratio: float | None = None
    met: bool | None = None
    spread: float | None = None
    note: str = ""
    error: str = ""

    @property
    def noisy(self) -> bool:
        """The reference varied too much for the ratio to be trusted to a few percent."""
        return self.spread is not None and self.spread > NOISY


@dataclass
class Timings:
    """Seconds of both sides, round by round."""

    ours: list[float] = field(default_factory=list[float])
    reference: list[float] = field(default_factory=list[float])

    @property
    def ratio(self) -> float:
        """Median of the ratios of neighbours: slow spells of the machine hit both sides of a round."""
        return statistics.median(a / b for a, b in zip(self.ours, self.reference, strict=True))


def in_turn(ours: Callable[[], float], reference: Callable[[], float], rounds: int) -> Timings:
    """Run both sides ``rounds`` times, alternating which goes first; each returns its seconds."""
    found = Timings()
    for number in range(rounds):
        sides = [(ours, found.ours), (reference, found.reference)]
        for side, values in sides if number % 2 else reversed(sides):
            values.append(side())
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def processor_seconds() -> float:
    """Processor time of this process and its ended children: what a busy machine cannot distort."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def spread_of(values: Sequence[float]) -> float:
    """Distance of the quartiles (of the extremes below four values) as a share of the median."""
    if len(values) < 2:
        return 0.0
    low, high = min(values), max(values)
    if len(values) >= 4:
        low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return (high - low) / statistics.median(values)


def compared(
    name: str, goal: str, limit: float, found: Timings, *, unit: str = "s", scale: float = 1.0, note: str = ""
) -> Row:
    """A row for "at most ``limit`` times the reference". scale: from seconds to ``unit``."""
    return Row(
        name=name,
        goal=goal,
        ours=statistics.median(found.ours) * scale,
        reference=statistics.median(found.reference) * scale,
        unit=unit,
        ratio=found.ratio,
        met=found.ratio <= limit,
        spread=spread_of(found.reference),
        note=note,
    )

"""How the time of a clip's source runs: at one speed, or at one that changes between keyframes.

Speed is source time per timeline time. The source's time is its integral, computed with whole fractions, so
that a frame is the same frame however often a clip is split, trimmed or moved.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from studio.core.ticks import Ticks
from studio.project.model import Clip, Ease, Effect, Keyframe

if TYPE_CHECKING:
    from studio.project.document import Document
    from studio.project.edits import Edit
    from studio.project.handle import Project

SPEED = "speed"
"""Effect, and its one parameter in percent, whose keyframes are the speed of a clip."""

SLOWEST, FASTEST = Fraction(1, 10), Fraction(10)


class PaceKey(NamedTuple):
    """at: ticks from the clip's start. ease: how the speed goes on towards the next key."""

    at: Ticks
    speed: Fraction
    ease: Ease = "linear"


class Pace:
    """The map between ticks from a clip's start and ticks of its source from ``source_in`` on.

    Before the first key and after the last one the speed stays as it is there; without keys it is ``speed``
    everywhere. Both ways work outside the clip too.
    """

    def __init__(self, speed: Fraction, keys: Iterable[PaceKey] = ()) -> None:
        self.keys = tuple(sorted(keys))
        self.speed = self.keys[0].speed if self.keys else speed
        sums = [Fraction(0)]
        for left, right in zip(self.keys, self.keys[1:], strict=False):
            sums.append(sums[-1] + _passed(left, right, right.at))
        self._sums = sums
        self._zero = self._since_first(0)

    @property
    def even(self) -> bool:
        """One speed from the beginning to the end."""
        return all(key.speed == self.speed for key in self.keys)

    def source(self, offset: Ticks) -> Ticks:
        """Source time at ``offset``, rounded down."""
        return math.floor(self._since_first(offset) - self._zero)

    def offset(self, source: Ticks) -> Ticks:
        """The first offset at which the source has come to ``source``."""
        if len(self.keys) < 2:
            return math.ceil(source / self.speed)
        # The map rises everywhere, by at least SLOWEST and at most FASTEST a tick.
        far = math.ceil(abs(source) / SLOWEST) + 1
        low, high = -far, far
        while low < high:
            middle = (low + high) // 2
            if self.source(middle) >= source:
                high = middle
            else:
                low = middle + 1
        return low

    def speed_at(self, offset: Ticks) -> Fraction:
        """The speed at ``offset``."""
        before: PaceKey | None = None
        for key in self.keys:
            if key.at > offset:
                if before is None:
                    return key.speed
                share = Fraction(offset - before.at, key.at - before.at)
                return before.speed + (key.speed - before.speed) * _eased(before.ease, share)
            before = key
        return self.speed if before is None else before.speed

    def _since_first(self, offset: Ticks) -> Fraction:
        """The integral of the speed from the first key (or 0) to ``offset``."""
        if not self.keys:
            return offset * self.speed
        first, last = self.keys[0], self.keys[-1]
        if offset <= first.at:
            return (offset - first.at) * first.speed
        if offset >= last.at:
            return self._sums[-1] + (offset - last.at) * last.speed
        index = next(n for n, key in enumerate(self.keys) if key.at > offset) - 1
        return self._sums[index] + _passed(self.keys[index], self.keys[index + 1], offset)


def pace_of(found: Project | Edit | Document, clip: Clip) -> Pace:
    """The pace of a clip as its effects say."""
    for effect in found.children(clip.id, Effect):
        if effect.effect == SPEED and effect.enabled:
            return pace(clip.speed, tuple(found.children(effect.id, Keyframe)))
    return pace(clip.speed, ())


@lru_cache(maxsize=256)
def pace(speed: str, keyframes: tuple[Keyframe, ...]) -> Pace:
    """The pace of a clip of this ``speed`` whose speed effect has these keyframes."""
    return Pace(Fraction(speed), (PaceKey(key.at, from_percent(key.value), key.ease) for key in keyframes))


def from_percent(value: float) -> Fraction:
    """A speed as a fraction, to a hundredth of a percent and within the limits."""
    return min(FASTEST, max(SLOWEST, Fraction(round(value * 100), 10_000)))


def _eased(ease: Ease, share: Fraction) -> Fraction:
    """0..1 between two keys; as ``video.keyframes`` eases every other parameter."""
    if ease == "hold":
        return Fraction(0)
    return share * share * (3 - 2 * share) if ease == "smooth" else share


def _passed(left: PaceKey, right: PaceKey, at: Ticks) -> Fraction:
    """The integral of the speed from ``left`` to ``at``, between two keys."""
    length = right.at - left.at
    if not length:
        return Fraction(0)
    share = Fraction(at - left.at, length)
    area = {"hold": Fraction(0), "linear": share**2 / 2, "smooth": share**3 - share**4 / 2}[left.ease]
    return length * (left.speed * share + (right.speed - left.speed) * area)

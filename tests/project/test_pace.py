"""The time of a clip's source: exact, invertible, and the same however the clip is cut."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core import ticks
from studio.project.model import Ease
from studio.project.pace import Pace, PaceKey, from_percent

SECOND = ticks.TICKS_PER_SECOND
speeds = st.fractions(Fraction(1, 10), 10, max_denominator=200)
eases: st.SearchStrategy[Ease] = st.sampled_from(("linear", "hold", "smooth"))
keys = st.lists(
    st.builds(PaceKey, st.integers(-20 * SECOND, 60 * SECOND), speeds, eases),
    max_size=6,
    unique_by=lambda k: k.at,
)
offsets = st.integers(-30 * SECOND, 90 * SECOND)


def test_one_speed_is_a_multiplication() -> None:
    pace = Pace(Fraction(3, 2))
    assert pace.source(4 * SECOND) == 6 * SECOND
    assert pace.offset(6 * SECOND) == 4 * SECOND
    assert pace.even


@pytest.mark.parametrize(("ease", "seconds"), [("linear", 3.0), ("hold", 2.0), ("smooth", 3.0)])
def test_a_ramp_from_one_to_two_in_two_seconds_passes_its_area(ease: Ease, seconds: float) -> None:
    pace = Pace(Fraction(1), (PaceKey(0, Fraction(1), ease), PaceKey(2 * SECOND, Fraction(2))))
    assert pace.source(2 * SECOND) == seconds * SECOND
    assert pace.source(3 * SECOND) == (seconds + 2) * SECOND
    assert pace.source(-SECOND) == -SECOND
    assert pace.speed_at(SECOND) == (Fraction(3, 2) if ease != "hold" else 1)
    assert not pace.even


@given(keys, offsets, offsets)
def test_time_never_runs_backwards_and_no_faster_than_its_speeds(
    found: list[PaceKey], one: int, other: int
) -> None:
    pace = Pace(Fraction(1), found)
    first, last = sorted((one, other))
    passed = pace.source(last) - pace.source(first)
    bounds = [key.speed for key in found] or [Fraction(1)]
    assert (last - first) * min(bounds) - 1 <= passed <= (last - first) * max(bounds) + 1


@given(keys, st.integers(-20 * SECOND, 200 * SECOND))
def test_the_way_back_is_the_first_moment_that_shows_it(found: list[PaceKey], source: int) -> None:
    pace = Pace(Fraction(1), found)
    offset = pace.offset(source)
    assert pace.source(offset) >= source > pace.source(offset - 1)


@given(keys, st.integers(0, 60 * SECOND), offsets)
def test_the_second_half_of_a_split_shows_what_it_showed(found: list[PaceKey], cut: int, offset: int) -> None:
    whole = Pace(Fraction(1), found)
    half = Pace(Fraction(1), (key._replace(at=key.at - cut) for key in found))
    assert abs(whole.source(cut) + half.source(offset) - whole.source(cut + offset)) <= 1
    assert half.speed_at(offset) == whole.speed_at(cut + offset)


def test_percents_stay_within_the_limits() -> None:
    assert from_percent(150) == Fraction(3, 2)
    assert from_percent(33.33) == Fraction(3333, 10_000)
    assert from_percent(0) == Fraction(1, 10)
    assert from_percent(99_999) == 10

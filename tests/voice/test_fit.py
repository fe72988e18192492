"""Speech fits its slot by the gentlest means that is enough."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.ticks import from_seconds, to_seconds
from studio.voice.fit import GUARD, MAX_DELAY, MAX_STRETCH, Slot, fit, speech_bounds


def slot(line: str, start: float, end: float, spoken: float) -> Slot:
    return Slot(line=line, start=from_seconds(start), end=from_seconds(end), spoken=from_seconds(spoken))


def test_what_fits_stays_as_spoken():
    (plan,) = fit([slot("a", 1, 3, 1.5)], limit=from_seconds(10))
    assert (plan.start, plan.stretch, plan.overflow) == (from_seconds(1), 1, 0)
    assert plan.duration == from_seconds(1.5)


def test_free_time_is_borrowed_before_the_pace_changes():
    plans = fit([slot("a", 0, 1, 1.9), slot("b", 2, 3, 0.5)])
    assert plans[0].stretch == 1
    assert plans[0].overflow == 0


def test_the_pace_rises_only_as_far_as_needed():
    first, _ = fit([slot("a", 0, 1.95, 2.2), slot("b", 2, 3, 0.5)])
    assert 1.12 < first.stretch < 1.14
    assert first.end <= from_seconds(2) - GUARD
    assert first.overflow == 0


def test_what_is_too_long_is_never_cut_but_reported_and_delays_the_next():
    first, second = fit([slot("a", 0, 1.95, 3), slot("b", 2, 3, 0.5)])
    assert first.stretch == MAX_STRETCH
    assert to_seconds(first.duration) == pytest.approx(2.4)
    assert to_seconds(first.overflow) == pytest.approx(0.45)
    assert second.start == first.end + GUARD


def test_delay_never_runs_away():
    plans = fit([slot(str(number), number, number + 0.9, 3) for number in range(50)])
    assert all(plan.start - from_seconds(number) <= MAX_DELAY for number, plan in enumerate(plans))


def test_the_last_line_ends_with_the_film():
    (plan,) = fit([slot("a", 8, 9, 2.2)], limit=from_seconds(10))
    assert plan.end <= from_seconds(10)
    (plan,) = fit([slot("a", 8, 9, 4)], limit=from_seconds(10))
    assert to_seconds(plan.overflow) == pytest.approx(1.2)
    (plan,) = fit([slot("a", 8, 9, 4)])
    assert plan.stretch == 1


TIMES = st.integers(0, from_seconds(60))


@given(
    st.lists(st.tuples(TIMES, st.integers(1, from_seconds(8)), st.integers(1, from_seconds(12))), max_size=20)
)
def test_any_slots_give_a_plan_within_its_limits(entries: list[tuple[int, int, int]]):
    slots = [
        Slot(line=str(number), start=start, end=start + length, spoken=spoken, lead=7)
        for number, (start, length, spoken) in enumerate(entries)
    ]
    plans = fit(slots)
    by_id = {entry.line: entry for entry in slots}
    assert sorted(plan.line for plan in plans) == sorted(by_id)
    for plan in plans:
        entry = by_id[plan.line]
        assert 1 <= plan.stretch <= MAX_STRETCH
        assert entry.start <= plan.start <= entry.start + MAX_DELAY
        assert 0 <= plan.duration * plan.stretch - entry.spoken < 2
        assert (plan.source_in, plan.source) == (7, entry.spoken)
        assert Fraction(str(plan.stretch)) == plan.stretch
    for left, right in pairwise(plans):
        if not left.overflow:
            assert left.end <= max(by_id[right.line].start, left.start + 1)


def test_silence_around_speech_is_found():
    rate = 22_050
    audio = np.zeros((rate * 2, 1), np.float32)
    audio[rate // 2 : rate, 0] = 0.3 * np.sin(np.arange(rate // 2 + rate % 2) * 0.1)[: rate - rate // 2]
    start, end = speech_bounds(audio, rate)
    assert to_seconds(start) == pytest.approx(0.48, abs=0.01)
    assert to_seconds(end) == pytest.approx(1.02, abs=0.01)


@pytest.mark.parametrize("samples", [0, 3, 22_050])
def test_silent_takes_are_kept_whole(samples: int):
    assert speech_bounds(np.zeros(samples, np.float32), 22_050) == (
        0,
        from_seconds(Fraction(samples, 22_050)),
    )

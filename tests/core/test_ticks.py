"""Integer time."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core import ticks

RATES = [
    Fraction(text) for text in ("24", "25", "30", "50", "60", "120", "24000/1001", "30000/1001", "60000/1001")
]
SAMPLE_RATES = [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000]


@pytest.mark.parametrize("rate", RATES)
def test_every_common_frame_is_a_whole_number_of_ticks(rate: Fraction) -> None:
    assert ticks.frame_ticks(rate).denominator == 1


@pytest.mark.parametrize("sample_rate", SAMPLE_RATES)
def test_every_common_sample_is_a_whole_number_of_ticks(sample_rate: int) -> None:
    assert ticks.TICKS_PER_SECOND % sample_rate == 0


@given(st.integers(0, 10**7), st.sampled_from(RATES))
def test_a_frame_covers_its_time_and_nothing_else(index: int, rate: Fraction) -> None:
    start, following = ticks.from_frame(index, rate), ticks.from_frame(index + 1, rate)
    assert ticks.to_frame(start, rate) == index
    assert ticks.to_frame(following - 1, rate) == index
    assert ticks.snap(start + (following - start) // 3, rate) == start


@given(st.integers(0, 10**9), st.sampled_from(SAMPLE_RATES))
def test_samples_come_back_unchanged(index: int, sample_rate: int) -> None:
    assert ticks.to_sample(ticks.from_sample(index, sample_rate), sample_rate) == index


@given(
    st.integers(-(10**9), 10**9),
    st.sampled_from([Fraction(1, 12_800), Fraction(1, 90_000), Fraction(1001, 30_000)]),
)
def test_stream_times_are_whole_numbers_of_ticks(pts: int, time_base: Fraction) -> None:
    assert ticks.from_pts(pts, time_base) == pts * time_base * ticks.TICKS_PER_SECOND


@given(st.integers(-(10**8), 10**8))
def test_a_clock_reads_back_to_the_millisecond(milliseconds: int) -> None:
    when = milliseconds * ticks.TICKS_PER_SECOND // 1000
    assert ticks.parse_clock(ticks.clock(when)) == when


def test_timecode_counts_frames() -> None:
    assert ticks.timecode(ticks.from_seconds(12.2), Fraction(25)) == "00:00:12:05"
    assert ticks.timecode(-ticks.from_frame(30, Fraction(30)), Fraction(30)) == "-00:00:01:00"
    assert ticks.parse_clock("00:00:12:05", Fraction(25)) == ticks.from_seconds(Fraction("12.2"))


@pytest.mark.parametrize("text", ["", "a", "1:b", "1:2:3:4:5", "1:2:3:4", "--"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a time"):
        ticks.parse_clock(text)


@pytest.mark.parametrize("text", ["0", "-24", "x"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"rate|literal"):
        ticks.parse_rate(text)

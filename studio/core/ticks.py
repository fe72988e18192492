"""Time as integers: one tick is 1/705 600 000 s (the "flick").

Every common frame rate (24, 25, 30, 50, 60, 120 and their 1000/1001 kin) and sample rate (8 kHz to 192 kHz)
divides the tick rate, so positions of frames and samples are exact and no float ever accumulates.
Source of the unit: Facebook/Oculus "Flicks" (2018).
"""

from __future__ import annotations

from fractions import Fraction

TICKS_PER_SECOND = 705_600_000

Ticks = int
"""A time or a duration in ticks; may be negative for an offset."""


def from_seconds(seconds: float | Fraction) -> Ticks:
    """Round seconds to the nearest tick."""
    return round(Fraction(seconds) * TICKS_PER_SECOND)


def to_seconds(ticks: Ticks) -> float:
    """Seconds for display, ffmpeg arguments and JSON; never for arithmetic that goes on."""
    return ticks / TICKS_PER_SECOND


def parse_rate(text: str) -> Fraction:
    """Read a frame rate written as ``"24/1"``, ``"30000/1001"`` or ``"25"``. Raises
    ValueError when it is not positive.
    """
    rate = Fraction(text)
    if rate <= 0:
        raise ValueError(f"frame rate must be positive: {text!r}")
    return rate


def frame_ticks(rate: Fraction) -> Fraction:
    """Length of one frame in ticks; a whole number for every common rate."""
    return TICKS_PER_SECOND / rate


def from_frame(index: int, rate: Fraction) -> Ticks:
    """Start of frame ``index`` (0-based) at a constant ``rate``."""
    return round(index * frame_ticks(rate))


def to_frame(ticks: Ticks, rate: Fraction) -> int:
    """Index of the frame that is on screen at ``ticks`` (floor; a frame covers [start, next start))."""
    # A rate such as 59.94 written as a decimal does not divide the tick: half a tick of slack
    # absorbs from_frame's rounding.
    return int((Fraction(ticks) + Fraction(1, 2)) // frame_ticks(rate))


def nearest_frame(ticks: Ticks, rate: Fraction) -> int:
    """Index of the frame whose start lies nearest to ``ticks``."""
    return round(Fraction(ticks) / frame_ticks(rate))


def snap(ticks: Ticks, rate: Fraction) -> Ticks:
    """Move ``ticks`` to the nearest frame start."""
    return from_frame(nearest_frame(ticks, rate), rate)


def from_sample(index: int, sample_rate: int) -> Ticks:
    """Start of audio sample ``index`` at ``sample_rate`` Hz."""
    return round(Fraction(index * TICKS_PER_SECOND, sample_rate))


def to_sample(ticks: Ticks, sample_rate: int) -> int:
    """Index of the audio sample that sounds at ``ticks`` (floor)."""
    return ticks * sample_rate // TICKS_PER_SECOND


def from_pts(pts: int, time_base: Fraction) -> Ticks:
    """A stream timestamp in units of ``time_base`` seconds, as ticks."""
    return round(pts * time_base * TICKS_PER_SECOND)


def timecode(ticks: Ticks, rate: Fraction) -> str:
    """``HH:MM:SS:FF`` (non-drop); a leading minus for negative times. Frames count
    against the rounded-up whole rate.
    """
    sign, index = ("-", -ticks) if ticks < 0 else ("", ticks)
    frames = to_frame(index, rate)
    whole = -(-rate.numerator // rate.denominator)
    seconds, frame = divmod(frames, whole)
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}:{frame:02}"


def clock(ticks: Ticks, decimals: int = 3) -> str:
    """``H:MM:SS.mmm`` for cue tables; hours are left out when zero, e.g. ``0:07.250``."""
    sign = "-" if ticks < 0 else ""
    units = round(Fraction(abs(ticks), TICKS_PER_SECOND) * 10**decimals)
    seconds, part = divmod(units, 10**decimals)
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    tail = f".{part:0{decimals}}" if decimals else ""
    return f"{sign}{hours}:{minutes:02}:{rest:02}{tail}" if hours else f"{sign}{minutes}:{rest:02}{tail}"


def parse_clock(text: str, rate: Fraction | None = None) -> Ticks:
    """Read ``1:02:03.5``, ``2:03``, ``3.5`` or, with ``rate``, ``HH:MM:SS:FF``. Raises
    ValueError with the text in it.
    """
    text = text.strip()
    sign = -1 if text.startswith("-") else 1
    parts = text.lstrip("+-").replace(",", ".").split(":")
    frames = Fraction(0)
    if not text or len(parts) > 4 or (len(parts) == 4 and rate is None):
        raise ValueError(f"not a time: {text!r}")
    if len(parts) == 4 and rate is not None:
        frames = Fraction(int(parts.pop())) / (-(-rate.numerator // rate.denominator))
    try:
        values = [Fraction(part) for part in parts]
    except ValueError:
        raise ValueError(f"not a time: {text!r}") from None
    seconds = Fraction(0)
    for value in values:
        seconds = seconds * 60 + value
    return sign * round((seconds + frames) * TICKS_PER_SECOND)

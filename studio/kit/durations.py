"""Times that work takes, in short words."""

from __future__ import annotations

from studio.kit.i18n import translate


def spent(seconds: float) -> str:
    """A duration in short words: "0.4 s", "12 s", "3 min 05 s"."""
    if seconds < 60:
        number = f"{seconds:.1f}" if seconds < 10 else f"{seconds:.0f}"
        return translate("Durations", "{seconds} s").format(seconds=number)
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return translate("Durations", "{minutes} min {seconds} s").format(
            minutes=minutes, seconds=f"{rest:02d}"
        )
    hours, minutes = divmod(minutes, 60)
    return translate("Durations", "{hours} h {minutes} min").format(hours=hours, minutes=f"{minutes:02d}")


def time_left(seconds: float | None) -> str:
    """The time that is left, in words that do not flicker; "" when it is not known."""
    if seconds is None:
        return ""
    if seconds < 5:
        return translate("Durations", "a few seconds left")
    if seconds < 60:
        return translate("Durations", "{seconds} s left").format(seconds=round(seconds / 5) * 5)
    return translate("Durations", "{time} left").format(time=spent(seconds))

"""Values that change over time."""

from __future__ import annotations

from collections.abc import Iterable

from studio.core.ticks import Ticks
from studio.project.model import Keyframe
from studio.render.timeline import TimelineEffect
from studio.wire.spec import Value


def value_at(keyframes: Iterable[Keyframe], at: Ticks) -> float | None:
    """Value of one parameter at ``at`` (ticks from the clip's start); None without keyframes.

    ``keyframes`` are sorted by time. Before the first and after the last the value stays.
    The ease of the earlier keyframe
    rules a span: "hold" keeps its value, "smooth" is the cubic smoothstep 3u^2 - 2u^3,
    which starts and ends at rest.
    """
    before: Keyframe | None = None
    for keyframe in keyframes:
        if keyframe.at > at:
            if before is None:
                return keyframe.value
            if before.ease == "hold":
                return before.value
            share = (at - before.at) / (keyframe.at - before.at)
            if before.ease == "smooth":
                share = share * share * (3.0 - 2.0 * share)
            return before.value + (keyframe.value - before.value) * share
        before = keyframe
    return None if before is None else before.value


def params_at(effect: TimelineEffect, at: Ticks) -> dict[str, Value]:
    """All parameters of an effect at ``at`` (ticks from the clip's start), keyframes applied."""
    values: dict[str, Value] = dict(effect.params)
    for name in {keyframe.param for keyframe in effect.keyframes}:
        value = value_at((keyframe for keyframe in effect.keyframes if keyframe.param == name), at)
        if value is not None:
            values[name] = value
    return values

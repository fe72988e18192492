"""A caption that stays until it is read twice."""

from __future__ import annotations

from studio.captions.rule import NETFLIX, SLACK, CueProblem, RuleContext, RuleSpec
from studio.core.text import Text
from studio.core.ticks import TICKS_PER_SECOND, to_seconds
from studio.project.model import Cue

SPEC = RuleSpec(
    id="long",
    title="Longest duration",
    source=NETFLIX,
    relaxes={"max_duration": 1_000_000 * TICKS_PER_SECOND},
)


def check(cue: Cue, context: RuleContext) -> list[CueProblem]:
    """Compare the time on screen."""
    length = cue.end - cue.start
    if length <= context.limits.max_duration + SLACK:
        return []
    shown, most = to_seconds(length), to_seconds(context.limits.max_duration)
    message = Text(
        "The caption lasts {shown} s; over {most} s, viewers start to read it again.",
        shown=f"{shown:.1f}",
        most=f"{most:.0f}",
    )
    return [context.problem(cue, message, value=shown, limit=most, fix="trim")]

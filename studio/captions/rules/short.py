"""A caption that flashes by."""

from __future__ import annotations

from studio.captions.rule import NETFLIX, SLACK, CueProblem, RuleContext, RuleSpec
from studio.core.text import Text
from studio.core.ticks import to_seconds
from studio.project.model import Cue

SPEC = RuleSpec(id="short", title="Shortest duration", source=NETFLIX, relaxes={"min_duration": 0})


def check(cue: Cue, context: RuleContext) -> list[CueProblem]:
    """Compare the time on screen."""
    length = cue.end - cue.start
    if length >= context.limits.min_duration - SLACK:
        return []
    shown, least = to_seconds(length), to_seconds(context.limits.min_duration)
    message = Text(
        "The caption lasts only {shown} s; under {least} s it flashes by.",
        shown=f"{shown:.2f}",
        least=f"{least:.2f}",
    )
    return [context.problem(cue, message, value=shown, limit=least, fix="extend")]

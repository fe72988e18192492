"""A pause too short to notice that the caption changed."""

from __future__ import annotations

from studio.captions.rule import NETFLIX, SLACK, CueProblem, RuleContext, RuleSpec
from studio.core.text import Text
from studio.core.ticks import to_seconds
from studio.project.model import Cue

SPEC = RuleSpec(id="gap", title="Gap between captions", source=NETFLIX, relaxes={"gap": 0})


def check(cue: Cue, context: RuleContext) -> list[CueProblem]:
    """Measure the pause before the next one; what overlaps it has none."""
    if context.following is None:
        return []
    pause = context.following - cue.end
    if not -SLACK <= pause < context.limits.gap - SLACK:
        return []
    seconds, least = to_seconds(pause), to_seconds(context.limits.gap)
    message = Text(
        "The gap to the next caption is {seconds} s; viewers need {least} s to notice the change.",
        seconds=f"{max(0.0, seconds):.2f}",
        least=f"{least:.2f}",
    )
    return [context.problem(cue, message, value=seconds, limit=least, fix="trim")]

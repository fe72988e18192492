"""A pause that looks like a flicker."""

from __future__ import annotations

from studio.captions.rule import NETFLIX, SLACK, CueProblem, RuleContext, RuleSpec
from studio.core.text import Text
from studio.core.ticks import to_seconds
from studio.project.model import Cue

SPEC = RuleSpec(id="chain", title="Gap that flickers", source=NETFLIX, severity="hint", relaxes={"chain": 0})


def check(cue: Cue, context: RuleContext) -> list[CueProblem]:
    """Measure the pause before the next one."""
    if context.following is None:
        return []
    pause = context.following - cue.end
    if not context.limits.gap + SLACK < pause < context.limits.chain:
        return []
    seconds = to_seconds(pause)
    message = Text(
        "The {seconds} s gap before the next caption looks like a flicker; close it.",
        seconds=f"{seconds:.2f}",
    )
    limit = to_seconds(context.limits.chain)
    return [context.problem(cue, message, value=seconds, limit=limit, fix="close_gap")]

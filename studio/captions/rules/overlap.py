"""Two captions at the same time."""

from __future__ import annotations

from studio.captions.rule import BBC, NETFLIX, SLACK, CueProblem, RuleContext, RuleSpec
from studio.core.text import Text
from studio.core.ticks import to_seconds
from studio.project.model import Cue

SPEC = RuleSpec(id="overlap", title="Overlap", source=f"{NETFLIX}; {BBC}", severity="error")


def check(cue: Cue, context: RuleContext) -> list[CueProblem]:
    """Compare with the start of the next one."""
    if context.following is None or context.following - cue.end >= -SLACK:
        return []
    seconds = to_seconds(context.following - cue.end)
    message = Text("The caption overlaps the next one by {value} s.", value=f"{-seconds:.2f}")
    return [context.problem(cue, message, value=seconds, fix="trim")]

"""Too many lines in one caption."""

from __future__ import annotations

from studio.captions.fitting import fitted
from studio.captions.linebreak import needed_lines
from studio.captions.rule import BBC, NETFLIX, CueProblem, RuleContext, RuleSpec
from studio.core.text import Text
from studio.project.model import Cue

SPEC = RuleSpec(
    id="lines",
    title="Number of lines",
    source=f"{NETFLIX}; {BBC}",
    severity="error",
    relaxes={"max_lines": 10_000},
)


def check(cue: Cue, context: RuleContext) -> list[CueProblem]:
    """Count the lines."""
    lines, room = cue.text.count("\n") + 1, context.limits.max_lines
    if lines <= room:
        return []
    message = Text("The caption has {lines} lines; over {room} is hard to read.", lines=lines, room=room)
    parts = needed_lines(cue.text, context.limits.max_line) > room
    return [context.problem(cue, message, value=lines, limit=room, fix="split" if parts else "break_lines")]


def fix(cue: Cue, context: RuleContext) -> list[Cue]:
    """Break the lines again, or split the caption."""
    return fitted(cue, context.limits)

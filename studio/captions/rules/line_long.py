"""A line that is too wide."""

from __future__ import annotations

from studio.captions.breaks import width
from studio.captions.fitting import fitted
from studio.captions.linebreak import needed_lines
from studio.captions.rule import NETFLIX, CueProblem, RuleContext, RuleSpec
from studio.core.text import Text
from studio.project.model import Cue

SPEC = RuleSpec(
    id="line_long", title="Line length", source=NETFLIX, severity="error", relaxes={"max_line": 10_000}
)


def check(cue: Cue, context: RuleContext) -> list[CueProblem]:
    """Measure the widest line."""
    text, most = cue.text, context.limits.max_line
    widest = max(map(width, text.split("\n"))) if "\n" in text else width(text)
    if widest <= most:
        return []
    message = Text(
        "A line has {widest} characters; over {max_line} is hard to read.", widest=widest, max_line=most
    )
    parts = needed_lines(cue.text, most) > context.limits.max_lines
    return [context.problem(cue, message, value=widest, limit=most, fix="split" if parts else "break_lines")]


def fix(cue: Cue, context: RuleContext) -> list[Cue]:
    """Break the lines again, or split the caption."""
    return fitted(cue, context.limits)

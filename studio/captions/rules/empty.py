"""A caption without text."""

from __future__ import annotations

from studio.captions.rule import NETFLIX, CueProblem, RuleContext, RuleSpec
from studio.core.text import Text
from studio.project.model import Cue

SPEC = RuleSpec(id="empty", title="Empty caption", source=NETFLIX, severity="error", blank=True)


def check(cue: Cue, context: RuleContext) -> list[CueProblem]:
    """It is only asked about cues without text."""
    return [context.problem(cue, Text("The caption is empty."), fix="delete")]


def fix(_cue: Cue, _context: RuleContext) -> list[Cue]:
    """Remove it."""
    return []

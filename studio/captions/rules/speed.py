"""Text that has to be read too fast."""

from __future__ import annotations

from studio.captions.fitting import reading_speed
from studio.captions.rule import NETFLIX, CueProblem, RuleContext, RuleSpec
from studio.core.text import Text
from studio.project.model import Cue
from studio.wire.spec import Param

SPEC = RuleSpec(
    id="speed",
    title="Reading speed",
    source=NETFLIX,
    params=(
        Param(
            name="error_above", kind="float", default=1.25, minimum=1.0, maximum=10.0, unit="x",
            label="Error above", help="Times the comfortable speed at which a warning becomes an error.",
        ),
    ),
    relaxes={"max_cps": 1_000_000_000},
)  # fmt: skip


def check(cue: Cue, context: RuleContext) -> list[CueProblem]:
    """Compare characters per second."""
    speed, most = reading_speed(cue), context.limits.max_cps
    if speed <= most * 1.0001:
        return []
    message = Text(
        "The reading speed is {speed} characters per second; up to {max_cps} is comfortable.",
        speed=f"{min(speed, 999):.0f}",
        max_cps=f"{most:.0f}",
    )
    severity = "error" if speed > most * context.numbers["error_above"] else "warning"
    return [context.problem(cue, message, value=speed, limit=most, fix="extend", severity=severity)]

from studio.captions.rule import BBC, CueProblem, RuleContext, RuleSpec
from studio.core.text import Text
from studio.project.model import Cue, replace
from studio.wire.spec import Param

SPEC = RuleSpec(
    id="shouting",
    title="Capitals",
    source=BBC,
    severity="hint",
    params=(Param(name="letters", kind="int", default=20, minimum=1, maximum=500, label="Letters"),),
)


def check(cue: Cue, context: RuleContext) -> list[CueProblem]:
    if len(cue.text) > context.numbers["letters"] and cue.text.isupper():
        return [context.problem(cue, Text("All capitals are slow to read."))]
    return []


def fix(cue: Cue, context: RuleContext) -> list[Cue]:
    return [replace(cue, text=cue.text.capitalize())]

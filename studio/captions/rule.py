"""What a rule of captions is: a file with ``SPEC`` (see ``RuleSpec``) and its functions.

``check(cue, context) -> list[CueProblem]``
    What is wrong, made with ``context.problem``. Pure, and fast: it is called for each of 100 000 cues.
``fix(cue, context) -> list[Cue]``
    The cue as it should be, in one or several parts; none removes it. Called where ``check`` found something;
    may be left out. Ends of cues depend on their neighbours and are fixed together (``captions.fixes``).

Adding a rule is adding a file in ``captions/rules``, or in the user's ``plugins/caption_rules``: the Captions
workspace shows what it finds and lets the user turn it off, and a profile sets its numbers and its severity.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

import msgspec

from studio.captions.limits import Limits
from studio.core.registry import Place, Registry, declared, declared_function, load_module
from studio.core.text import Text
from studio.core.ticks import TICKS_PER_SECOND, Ticks
from studio.project.model import Cue
from studio.wire.spec import Param

Severity = Literal["error", "warning", "hint"]

NETFLIX = "Netflix Timed Text Style Guide"
BBC = "BBC Subtitle Guidelines"

SLACK: Ticks = TICKS_PER_SECOND // 500
"""Times may be off by this much: files keep milliseconds or hundredths, not frames."""


class RuleSpec(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule is called and what it needs.

    Attributes:
        id: the file's name; the code of its problems.
        title: name in lists, e.g. ``"Reading speed"``.
        source: whose rule it is, e.g. ``"BBC Subtitle Guidelines"``.
        severity: "error" is hard to read or not allowed, "warning" should be looked at, "hint" is polish.
        params: its own numbers (kinds "int" and "float"), which a profile may set.
        blank: whether it is asked about cues without text, and only about those.
        relaxes: limits by name, with a number that forbids nothing, for fixing while the rule is off.
    """

    id: str
    title: str
    source: str
    severity: Severity = "warning"
    params: tuple[Param, ...] = ()
    blank: bool = False
    relaxes: Mapping[str, int] = msgspec.field(default_factory=dict[str, int])


class CueProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One finding.

    Attributes:
        cue: id of the cue.
        code: id of the rule.
        message: what is wrong, in one sentence.
        severity: see ``RuleSpec``.
        source: whose rule it is.
        fix: what "Fix automatically" does about it, in a word; "" when the user has to.
        value: what was measured, in the unit of the message.
        limit: what is allowed, in the unit of the message.
    """

    cue: str
    code: str
    message: Text
    severity: Severity
    source: str
    fix: str = ""
    value: float = 0.0
    limit: float = 0.0


class RuleContext:
    """What a rule knows besides its cue. One context serves a rule for a whole track.

    Attributes:
        limits: the numbers of the track's language and profile.
        numbers: the rule's own parameters by name.
        following: start of the next cue in ticks, None for the last one.
    """

    __slots__ = ("_fix", "_forced", "_severity", "_spec", "following", "limits", "numbers")

    def __init__(
        self,
        spec: RuleSpec,
        limits: Limits,
        numbers: Mapping[str, float],
        severity: Severity | None = None,
        fix: str = "",
    ) -> None:
        """Take what is the same for all cues.

        severity: of all problems; None leaves it to the rule. fix: the word for the rule's own ``fix``.
        """
        self._spec = spec
        self._severity: Severity = spec.severity if severity is None else severity
        self._forced = severity is not None
        self._fix = fix
        self.limits = limits
        self.numbers = numbers
        self.following: Ticks | None = None

    def problem(
        self,
        cue: Cue,
        message: Text,
        *,
        value: float = 0.0,
        limit: float = 0.0,
        fix: str = "",
        severity: Severity | None = None,
    ) -> CueProblem:
        """Return a finding about ``cue``; severity: None for that of the rule."""
        return CueProblem(
            cue=cue.id,
            code=self._spec.id,
            message=message,
            severity=self._severity if severity is None or self._forced else severity,
            source=self._spec.source,
            fix=fix or self._fix,
            value=value,
            limit=limit,
        )


class Rule(NamedTuple):
    """A rule that can be used. fix: None when it has none. own: whether it is the user's."""

    spec: RuleSpec
    check: Callable[[Cue, RuleContext], list[CueProblem]]
    fix: Callable[[Cue, RuleContext], list[Cue]] | None
    own: bool


def _load(place: Place) -> Rule:
    module = load_module(place)
    fix = declared_function(module, "fix") if hasattr(module, "fix") else None
    spec = declared(module, "SPEC", RuleSpec)
    return Rule(spec, declared_function(module, "check"), fix, place.own)


RULES: Registry[Rule] = Registry(
    "caption_rules",
    package="studio.captions.rules",
    load=_load,
    id_of=lambda rule: rule.spec.id,
    guarded=True,
)
"""All rules, the app's and the user's."""

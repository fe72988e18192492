"""Checks cues by the rules that are on. 100 000 cues in well under a second."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import msgspec

from studio.captions.limits import DEFAULT, Limits
from studio.captions.profiles import STANDARD, Checks, Profile, RuleSettings, checks_of, numbers_of, profile
from studio.captions.rule import RULES, CueProblem, Rule, RuleContext
from studio.core.registry import Fault, log_fault, reason_of
from studio.core.ticks import Ticks
from studio.project.handle import Project
from studio.project.model import Cue

_Check = Callable[[Cue, RuleContext], list[CueProblem]]


class Checker:
    """The rules that are on for one track. Not thread-safe: each thread makes its own."""

    def __init__(
        self, limits: Limits = DEFAULT, profile_id: str = STANDARD, off: Collection[str] = ()
    ) -> None:
        """limits: numbers of the track's language. off: ids of rules that the user has turned off."""
        self.limits = limits
        chosen = profile(profile_id)
        self._rules: list[tuple[Rule, _Check, RuleContext]] = []
        relaxed: dict[str, int] = {}
        for rule, settings in ordered_rules(chosen):
            if rule.spec.id in off or not settings.on:
                relaxed |= rule.spec.relaxes
                continue
            word = rule.spec.id if rule.fix is not None else ""
            numbers = numbers_of(rule.spec, settings)
            context = RuleContext(rule.spec, limits, numbers, settings.severity, word)
            self._rules.append((rule, _Guarded(rule) if rule.own else rule.check, context))
        self.fixing = msgspec.structs.replace(limits, **relaxed)
        """The limits without those of rules that are off."""
        self._text = [(check, context) for rule, check, context in self._rules if not rule.spec.blank]
        self._blank = [(check, context) for rule, check, context in self._rules if rule.spec.blank]

    def cue(self, cue: Cue, following: Ticks | None) -> list[CueProblem]:
        """Return the problems of one cue. following: start of the next cue, None for the last."""
        found: list[CueProblem] = []
        for check, context in self._text if cue.text.strip() else self._blank:
            context.following = following
            found += check(cue, context)
        return found

    def track(self, cues: Sequence[Cue]) -> dict[str, tuple[CueProblem, ...]]:
        """Return the problems by cue id, only of cues that have any. Cues in any order."""
        ordered = sorted(cues, key=lambda cue: (cue.start, cue.id))
        found: dict[str, tuple[CueProblem, ...]] = {}
        for number, cue in enumerate(ordered):
            following = ordered[number + 1].start if number + 1 < len(ordered) else None
            problems = self.cue(cue, following)
            if problems:
                found[cue.id] = tuple(problems)
        return found

    def fixed(self, cue: Cue, following: Ticks | None) -> list[Cue]:
        """Return the cue as the rules' own fixes leave it: in one or several parts, or in none."""
        parts = [cue]
        for rule, check, context in self._rules:
            if rule.fix is not None and rule.spec.blank != bool(cue.text.strip()):
                context.following = following
                parts = [
                    fixed for part in parts for fixed in (_fixed(rule, part, context, self.fixing)
                                                          if check(part, context) else [part])
                ]  # fmt: skip
        return parts


def ordered_rules(chosen: Profile) -> list[tuple[Rule, RuleSettings]]:
    """Return all rules with a profile's settings, in the order in which findings are listed."""
    known = RULES.all()
    named = [known[name] for name in chosen.rules if name in known]
    others = [rule for name, rule in known.items() if name not in chosen.rules]
    return [(rule, chosen.rules.get(rule.spec.id, RuleSettings())) for rule in (*named, *others)]


def _fixed(rule: Rule, cue: Cue, context: RuleContext, limits: Limits) -> list[Cue]:
    assert rule.fix is not None
    strict, context.limits = context.limits, limits
    try:
        parts = rule.fix(cue, context)
        if rule.own and not all(isinstance(part, Cue) for part in parts):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError("fix must return a list of cues")
        return parts
    except Exception as error:
        if not rule.own:
            raise
        log_fault(Fault("caption_rules", rule.spec.id, reason_of(error)), error=error)
        return [cue]
    finally:
        context.limits = strict


class _Guarded:
    """A rule of the user: when it fails, it is left out from then on, and the log says why."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._failed = False

    def __call__(self, cue: Cue, context: RuleContext) -> list[CueProblem]:
        if self._failed:
            return []
        try:
            found = self._rule.check(cue, context)
            if not all(isinstance(problem, CueProblem) for problem in found):  # pyright: ignore[reportUnnecessaryIsInstance]
                raise TypeError("check must return a list of problems made by context.problem")
            return found
        except Exception as error:  # noqa: BLE001 - code of the user must not take the window with it
            self._failed = True
            log_fault(Fault("caption_rules", self._rule.spec.id, reason_of(error)), error=error)
            return []


def checker_of(project: Project, limits: Limits) -> Checker:
    """Return the checker that was chosen for a project, for a track with these numbers."""
    chosen: Checks = checks_of(project)
    return Checker(limits, chosen.profile, chosen.off)


def check_track(cues: Sequence[Cue], limits: Limits = DEFAULT) -> dict[str, tuple[CueProblem, ...]]:
    """Return the problems by cue id that the standard profile finds; see ``Checker.track``."""
    return Checker(limits).track(cues)

"""What the captions of a project are checked by, and choosing it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from studio.captions import profiles
from studio.captions.checks import ordered_rules
from studio.captions.profiles import Checks, Profile, checks_of, choose_checks
from studio.captions.rule import RuleSpec
from studio.core.observable import Field, State
from studio.state.app_state import AppState
from studio.workspaces.captions.state.rows import CueRows


class Checking(State):
    """The profile and the rules that are off; they come back with the project.

    Attributes:
        checks: what is chosen.
        checked: how often rows were read again, so that problems may differ.
    """

    checks: Field[Checks] = Field(Checks())
    checked: Field[int] = Field(0)

    def __init__(self, app: AppState, rows: CueRows, check_again: Callable[[], None]) -> None:
        """check_again: loads the shown track into ``rows`` as it is checked now."""
        super().__init__()
        self._app = app
        self._check_again = check_again
        app.field_changed.connect(self._app_changed)
        rows.reset.connect(self._rows_reset)
        self._recall()

    def profiles(self) -> list[Profile]:
        """The sets of rules to choose from."""
        return list(profiles.REGISTRY.all().values())

    def rules(self) -> list[tuple[RuleSpec, bool]]:
        """All rules in the order of their findings; whether the profile has them on."""
        chosen = profiles.profile(self.checks.profile)
        return [(rule.spec, settings.on) for rule, settings in ordered_rules(chosen)]

    def turn_rule(self, rule_id: str, on: bool) -> None:
        """Turn a rule on or off; the track is checked again."""
        off = set(self.checks.off) - {rule_id} if on else {*self.checks.off, rule_id}
        self._choose(msgspec.structs.replace(self.checks, off=tuple(sorted(off))))

    def choose_profile(self, profile_id: str) -> None:
        """Check by another set of rules."""
        self._choose(msgspec.structs.replace(self.checks, profile=profile_id))

    def _choose(self, checks: Checks) -> None:
        if self._app.project is not None and checks != self.checks:
            choose_checks(self._app.project, checks)
            self.checks = checks
            self._check_again()

    def _app_changed(self, name: str, _value: object) -> None:
        if name == "project":
            self._recall()

    def _recall(self) -> None:
        project = self._app.project
        self.checks = checks_of(project) if project is not None else Checks()

    def _rows_reset(self) -> None:
        self.checked += 1

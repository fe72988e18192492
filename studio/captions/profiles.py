"""Profiles: whose rules captions follow, as data. One TOML file each in ``assets/profiles`` and the user's
``plugins/caption_profiles``; ``standard.toml`` shows all there is to set.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any

import msgspec

from studio.captions.limits import Limits
from studio.captions.rule import RULES, RuleSpec, Severity
from studio.core import paths, ticks
from studio.core.decoding import UNDECODABLE
from studio.core.errors import StudioError
from studio.core.registry import Place, Registry, load_toml
from studio.core.text import Text
from studio.project.handle import Project

STANDARD = "standard"
"""The profile of those who have not chosen one."""

_VIEW = "captions.checks"
_LONGEST = 3600

Seconds = int | float | str
"""A number, or a fraction such as "5/6"."""
_Columns = Annotated[int, msgspec.Meta(ge=4, le=1000)]
_Lines = Annotated[int, msgspec.Meta(ge=1, le=100)]
_Speed = Annotated[float, msgspec.Meta(ge=1, le=1000)]


class LimitsFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Numbers of a profile; see ``Limits``. Times are in seconds.

    Attributes:
        gap_frames: shortest pause in frames of the sequence.
        gap_most: the pause never has to be longer than this, at any frame rate.
    """

    max_line: _Columns = 42
    max_lines: _Lines = 2
    max_cps: _Speed = 20.0
    min_duration: Seconds = "5/6"
    max_duration: Seconds = 7
    gap_frames: Annotated[int, msgspec.Meta(ge=0, le=100)] = 2
    gap_most: Seconds = "1/8"
    chain: Seconds = "1/2"
    linger: Seconds = "3/25"


class RuleSettings(msgspec.Struct, frozen=True):
    """What a profile sets of one rule. severity: None for the rule's own. numbers: by parameter."""

    on: bool = True
    severity: Severity | None = None
    numbers: Mapping[str, float] = msgspec.field(default_factory=dict[str, float])


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    title: str
    source: str = ""
    limits: dict[str, Any] = msgspec.field(default_factory=dict[str, Any])
    languages: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict[str, dict[str, Any]])
    rules: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict[str, dict[str, Any]])


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A set of rules with their numbers.

    Attributes:
        id: the file's name.
        title: name in lists.
        source: the guides it follows.
        limits: numbers of all languages that are not in ``languages``.
        languages: numbers by BCP-47 primary tag.
        rules: settings by rule id, in the order in which findings are listed; rules that are not named come
            after them, as they are.
    """

    id: str
    title: str
    source: str
    limits: LimitsFile
    languages: Mapping[str, LimitsFile]
    rules: Mapping[str, RuleSettings]

    def limits_for(self, language: str = "en", rate: Fraction = Fraction(24)) -> Limits:
        """Return the numbers of a language (BCP-47 tag) at a frame rate."""
        found = self.languages.get(language.partition("-")[0].lower(), self.limits)
        return Limits(
            max_line=found.max_line,
            max_lines=found.max_lines,
            max_cps=found.max_cps,
            min_duration=_ticks(found.min_duration),
            max_duration=_ticks(found.max_duration),
            gap=min(ticks.from_frame(found.gap_frames, rate), _ticks(found.gap_most)),
            chain=_ticks(found.chain),
            linger=_ticks(found.linger),
        )


def _ticks(seconds: Seconds) -> int:
    return ticks.from_seconds(Fraction(str(seconds)))


def _load(place: Place) -> Profile:
    values = load_toml(place)
    try:
        file = msgspec.convert(values, _File)
        limits = _limits({}, file.limits, "limits")
        languages = {
            tag.lower(): _limits(file.limits, own, f"languages.{tag}") for tag, own in file.languages.items()
        }
        settings = {name: _settings(name, own) for name, own in file.rules.items()}
    except StudioError:
        raise
    except UNDECODABLE as error:
        raise _bad(Text.verbatim(str(error))) from error
    return Profile(
        id=file.id, title=file.title, source=file.source, limits=limits, languages=languages, rules=settings
    )


def _limits(common: dict[str, Any], own: dict[str, Any], table: str) -> LimitsFile:
    try:
        found = msgspec.convert({**common, **own}, LimitsFile)
    except UNDECODABLE as error:
        raise _bad(Text("[{table}]: {problem}", table=table, problem=error)) from error
    for name in ("min_duration", "max_duration", "gap_most", "chain", "linger"):
        value = getattr(found, name)
        try:
            usable = 0 <= Fraction(str(value)) <= _LONGEST
        except UNDECODABLE:
            usable = False
        if not usable:
            raise _bad(Text("[{table}]: {name} is not a time in seconds.", table=table, name=name))
    return found


def _settings(name: str, own: dict[str, Any]) -> RuleSettings:
    try:
        found = msgspec.convert({key: own[key] for key in own if key in ("on", "severity")}, RuleSettings)
    except UNDECODABLE as error:
        raise _bad(Text("[{table}]: {problem}", table=f"rules.{name}", problem=error)) from error
    numbers = {key: value for key, value in own.items() if key not in ("on", "severity")}
    rule = RULES.get(name)
    if rule is not None:
        known = {param.name: param for param in rule.spec.params}
        for key, value in numbers.items():
            problem = known[key].check(value) if key in known else Text("The rule has no such number.")
            if problem:
                table = f"rules.{name}"
                raise _bad(Text("[{table}]: {key}: {problem}", table=table, key=key, problem=problem))
    return msgspec.structs.replace(found, numbers=numbers)


def _bad(message: Text) -> StudioError:
    return StudioError("bad_plugin", message)


REGISTRY: Registry[Profile] = Registry(
    "caption_profiles",
    folder=lambda: paths.assets() / "profiles",
    suffix=".toml",
    load=_load,
    id_of=lambda profile: profile.id,
)
"""All profiles, the app's and the user's."""


def profile(name: str = STANDARD) -> Profile:
    """Return the profile of that name, or the standard one if there is no such profile."""
    found = REGISTRY.get(name) or REGISTRY.get(STANDARD)
    assert found is not None, "assets/profiles/standard.toml is part of the app"
    return found


def limits_for(language: str = "en", rate: Fraction = Fraction(24)) -> Limits:
    """Return the standard numbers of a language (BCP-47 tag) at a frame rate."""
    return profile().limits_for(language, rate)


def numbers_of(spec: RuleSpec, settings: RuleSettings) -> dict[str, float]:
    """Return all numbers of a rule, those that the profile does not set as the rule has them."""
    return {param.name: param.default for param in spec.params} | dict(settings.numbers)


# ---- what a project is checked by


class Checks(msgspec.Struct, frozen=True, kw_only=True):
    """What the captions of a project are checked by. profile: its id. off: ids of rules that are off."""

    profile: str = STANDARD
    off: tuple[str, ...] = ()


def checks_of(project: Project) -> Checks:
    """Return what was chosen for a project."""
    return project.view_state.recall(_VIEW, Checks)


def choose_checks(project: Project, checks: Checks) -> None:
    """Remember the choice with the project."""
    project.view_state.set(_VIEW, msgspec.to_builtins(checks))


def limits_in(project: Project, language: str, rate: Fraction = Fraction(24)) -> Limits:
    """Return the numbers of a language in the profile that was chosen for a project."""
    return profile(checks_of(project).profile).limits_for(language, rate)

"""What the user's plug-in folder holds: what was loaded from it, and what was left out and why."""

from __future__ import annotations

from typing import Any, NamedTuple

from studio.core.registry import Fault, Registry
from studio.core.text import NO_TEXT, Text
from studio.jobs.registry import EngineRegistry
from studio.wire.spec import TASKS


class Loaded(NamedTuple):
    """A plug-in that is in use.

    Attributes:
        kind: its folder's name, e.g. ``"effects"``.
        name: its id.
        note: what the user should know of it, "" when nothing.
    """

    kind: str
    name: str
    note: Text = NO_TEXT


class PlugIns(NamedTuple):
    """The plug-ins of this user, and every entry that was left out."""

    loaded: tuple[Loaded, ...]
    faults: tuple[Fault, ...]


def registries() -> tuple[Registry[Any], ...]:
    """Return the registries of everything but engines, which workers find."""
    from studio.captions import formats, profiles
    from studio.captions.rule import RULES
    from studio.export import presets
    from studio.render.effects import EFFECTS

    return (EFFECTS, RULES, formats.REGISTRY, profiles.REGISTRY, presets.REGISTRY)


def plug_ins(engines: EngineRegistry) -> PlugIns:
    """Return what the user added; reads what was not read yet."""
    loaded = [
        Loaded("engines", state.spec.id, _note(state.spec.task, state.reason))
        for state in engines.states()
        if state.own
    ]
    faults = list(engines.faults)
    for registry in registries():
        loaded += [Loaded(registry.kind, name) for name in registry.own()]
        faults += registry.faults()
    return PlugIns(tuple(loaded), tuple(faults))


def _note(task: str, reason: Text) -> Text:
    if task not in TASKS:
        return Text("This version does not know the task “{task}”.", task=task)
    return reason

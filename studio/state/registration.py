"""Fills an app's command table with every command there is, found by looking; no panel is made for it.

The window's commands are in state.app_commands; each part of the stage and each workspace may have a module
``commands`` with ``commands()``, and ``facts(app)`` and ``NEEDS`` where it knows facts of its own.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING

from studio.state import app_commands, facts

if TYPE_CHECKING:
    from studio.state.app_state import AppState
    from studio.state.commands import Command

_FOLDERS = ("studio.stage", "studio.workspaces")


def command_modules() -> list[ModuleType]:
    """The modules ``commands`` of the stage and of the workspaces."""
    found: list[ModuleType] = []
    for folder in _FOLDERS:
        for part in iter_modules(import_module(folder).__path__):
            name = f"{folder}.{part.name}.commands"
            if part.ispkg and find_spec(name) is not None:
                found.append(import_module(name))
    return found


def all_commands() -> list[Command]:
    """Every command of the app."""
    rows = app_commands.commands()
    for module in command_modules():
        rows += module.commands()
    return rows


def register_commands(app: AppState) -> None:
    """Register every command in ``app.commands``, with the facts that they look at."""
    table = app.commands
    table.add_facts(facts.AppFacts(app))
    table.needs.update(facts.NEEDS)
    for module in command_modules():
        table.needs.update(getattr(module, "NEEDS", {}))
        source = getattr(module, "facts", None)
        if source is not None:
            table.add_facts(source)
    table.register(*all_commands())

"""Fills an app's command table with every command there is, without making a panel.

The window's commands are in state.app_commands; those of a workspace are named by its manifest, those of the
stage found by looking. Their module may also have ``facts(app)`` and ``NEEDS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from studio.core.log import logger
from studio.state import app_commands, facts
from studio.state.workspace import load, workspaces

if TYPE_CHECKING:
    from studio.state.app_state import AppState
    from studio.state.commands import Command

_STAGE = "studio.stage"
Source = tuple[Callable[[], "list[Command]"], Any]
"""A function that returns rows, and the module that it is in."""


def command_sources() -> list[Source]:
    """The commands of the stage and of the workspaces. What fails is logged and left out."""
    return [source for part in _parts() if (source := _loaded(part)) is not None]


def _parts() -> Iterator[str]:
    for part in iter_modules(import_module(_STAGE).__path__):
        name = f"{_STAGE}.{part.name}.commands"
        if part.ispkg and find_spec(name) is not None:
            yield f"{name}:commands"
    yield from (one.commands for one in workspaces() if one.commands)


def _loaded(part: str) -> Source | None:
    try:
        return load(part), import_module(part.partition(":")[0])
    except Exception as error:  # noqa: BLE001  what it may raise is unknown
        logger("workspaces").warning("%s is left out: it fails", part, exc_info=error)
        return None


def all_commands() -> list[Command]:
    """Every command of the app."""
    rows = app_commands.commands()
    for give, _module in command_sources():
        rows += give()
    return rows


def register_commands(app: AppState) -> None:
    """Register every command in ``app.commands``, with the facts that they look at."""
    table = app.commands
    table.add_facts(facts.AppFacts(app))
    table.needs.update(facts.NEEDS)
    for _give, module in command_sources():
        table.needs.update(getattr(module, "NEEDS", {}))
        source = getattr(module, "facts", None)
        if source is not None:
            table.add_facts(source)
    table.register(*all_commands())

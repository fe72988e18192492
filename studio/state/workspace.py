"""Workspaces: the large parts of the window, found by looking into ``studio/workspaces``.

A workspace is a folder ``studio/workspaces/<id>`` whose ``workspace.py`` holds its manifest, ``WORKSPACE``.
The rail, hues, menus, go-to commands, keys, preferences and drops derive from the manifests, so that adding
one is adding a folder. A manifest names its parts as ``"module:name"``: nothing of a workspace is imported
before it is used.

Standard library only: the window's first paint imports this and all manifests.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from studio.core import paths
from studio.core.log import logger

if TYPE_CHECKING:
    from studio.core.settings import Setting

WorkspaceId: TypeAlias = str
"""Name of a workspace's folder: "image", "captions"."""

PACKAGE = "studio.workspaces"
MOST = 9
"""Workspaces that have a key: Ctrl+1 to Ctrl+9."""

_ID = re.compile(r"[a-z][a-z0-9_]*")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PART = re.compile(r"[a-z_][\w.]*:[A-Za-z_]\w*")


@dataclass(frozen=True, kw_only=True)
class Drop:
    """Files that a workspace takes when they are dropped on the window or imported.

    Attributes:
        suffixes: ``"module:name"`` of a function that returns suffixes, in lower case with the dot (".srt").
        title: what taking a file does, in English, marked by ``QT_TRANSLATE_NOOP("Drops", …)``; ``{name}`` is
            the file's name.
        take: ``"module:name"`` of a function (app, path) that takes one file in and shows the workspace.
    """

    suffixes: str
    title: str
    take: str


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """Manifest of one workspace.

    Attributes:
        id: the folder's name.
        title: English name, marked by ``QT_TRANSLATE_NOOP("Menus", …)``; also the name of its menu.
        icon: name in ``assets/icons``.
        hue: ``#rrggbb`` in the dark and in the light theme; its contrast to a panel is at least 4.5:1.
        key: 1 to 9; the order in the rail, and with Ctrl the key that goes there.
        uses_timeline: whether the shared timeline is shown below it.
        accepts: files that it takes in.
        state: ``"module:Class"`` of its view-model, made with the AppState; no Qt.
        view: ``"module:Class"`` of its panel (``studio.kit.panel.Panel``), made with the AppState.
        commands: ``"module:name"`` of a function that returns its command rows without a panel; "" for none.
        settings: ``"module:NAME"`` of a tuple of settings for a page of the preferences; "" for none.
    """

    id: WorkspaceId
    title: str
    icon: str
    hue: tuple[str, str]
    key: int
    uses_timeline: bool
    accepts: tuple[Drop, ...] = ()
    state: str
    view: str
    commands: str = ""
    settings: str = ""


def load(part: str) -> Any:  # a class, a function or a table; the caller knows which
    """Return what ``"module:name"`` names. Raises ImportError or AttributeError."""
    module, _, name = part.partition(":")
    return getattr(import_module(module), name)


@lru_cache(maxsize=1)
def workspaces() -> tuple[Workspace, ...]:
    """Return the manifests in the order of the rail.

    Found once per process. A folder whose manifest fails is logged once and left out.
    """
    found: list[Workspace] = []
    for name in _folders():
        try:
            manifest: object = load(f"{PACKAGE}.{name}.workspace:WORKSPACE")
            problem = _problem(name, manifest, found)
        except Exception as error:  # noqa: BLE001  what it may raise is unknown
            logger("workspaces").warning("%s is left out: its manifest fails", name, exc_info=error)
            continue
        if problem:
            logger("workspaces").warning("%s is left out: %s", name, problem)
        elif isinstance(manifest, Workspace):
            found.append(manifest)
    return tuple(sorted(found, key=lambda one: one.key))


def find_workspace(workspace_id: str | None) -> Workspace | None:
    """Return the workspace of that id, None where there is none."""
    return next((one for one in workspaces() if one.id == workspace_id), None)


def workspace_ids() -> tuple[WorkspaceId, ...]:
    """Return all ids in the order of the rail."""
    return tuple(one.id for one in workspaces())


def taker(suffix: str) -> tuple[Workspace, Drop] | None:
    """Return the first workspace that takes files of this suffix (lower case, with the dot), and how."""
    for workspace in workspaces():
        for drop in workspace.accepts:
            if suffix in load(drop.suffixes)():
                return workspace, drop
    return None


def workspace_settings() -> list[tuple[Setting, ...]]:
    """Return the settings that workspaces declare, those of one workspace together.

    Their keys begin with the workspace's id. What fails is logged and left out.
    """
    found: list[tuple[Setting, ...]] = []
    for workspace in workspaces():
        if not workspace.settings:
            continue
        try:
            settings: tuple[Setting, ...] = tuple(load(workspace.settings))
            strange = [setting.key for setting in settings if setting.section != workspace.id]
        except Exception as error:  # noqa: BLE001  what it may raise is unknown
            logger("workspaces").warning("%s has no settings: they fail", workspace.id, exc_info=error)
            continue
        if strange:
            logger("workspaces").warning("%s has no settings: %s is not its key", workspace.id, strange[0])
        else:
            found.append(settings)
    return found


def _folders() -> Iterable[str]:
    package = import_module(PACKAGE)
    return sorted(module.name for module in pkgutil.iter_modules(package.__path__) if module.ispkg)


def _problem(folder: str, manifest: object, known: Iterable[Workspace]) -> str:
    """Return what is wrong with a manifest, "" when nothing is."""
    if not isinstance(manifest, Workspace):
        return "WORKSPACE is not a studio.state.workspace.Workspace"
    if manifest.id != folder or not _ID.fullmatch(folder):
        return f"its id “{manifest.id}” is not the name of its folder in small letters"
    if not manifest.title.strip():
        return "it has no title"
    if not (paths.assets() / "icons" / f"{manifest.icon}.svg").is_file():
        return f"no icon is called “{manifest.icon}”"
    if len(manifest.hue) != 2 or not all(map(_COLOUR.fullmatch, manifest.hue)):
        return "its hue is not two colours of the form #rrggbb"
    if type(manifest.key) is not int or not 1 <= manifest.key <= MOST:
        return f"its key is not a number from 1 to {MOST}"
    rivals = [one.id for one in known if one.key == manifest.key]
    if rivals:
        return f"its key belongs to “{rivals[0]}”"
    if not all(_PART.fullmatch(part) for part in _parts(manifest)):
        return "a part is not of the form module:name"
    if not all("{name}" in drop.title for drop in manifest.accepts):
        return "the title of a drop lacks {name}"
    return ""


def _parts(manifest: Workspace) -> list[str]:
    optional = [part for part in (manifest.commands, manifest.settings) if part]
    drops = [part for drop in manifest.accepts for part in (drop.suffixes, drop.take)]
    return [manifest.state, manifest.view, *optional, *drops]

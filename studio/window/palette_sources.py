"""What the command palette finds besides commands: settings, engines, export presets, recent projects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from studio.export.presets import presets
from studio.kit.i18n import translate
from studio.state.workspace import find_workspace, load
from studio.window.command_palette import PaletteEntry

if TYPE_CHECKING:
    from studio.state.app_state import AppState

_LESS = -1.0
"""A command comes before anything else that is found as well."""


def palette_entries(app: AppState, open_setting: Callable[[str], object]) -> Iterator[PaletteEntry]:
    """All of them, asked for each time the palette opens."""
    yield from _settings(app, open_setting)
    if app.project is not None and find_workspace("export") is not None:
        yield from _presets(app)
    yield from _engines(app, open_setting)
    yield from _recent(app)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CommandPalette", text)


def _settings(app: AppState, open_setting: Callable[[str], object]) -> Iterator[PaletteEntry]:
    for setting in app.settings.declared():
        yield PaletteEntry(
            f"setting:{setting.key}",
            translate("Settings", setting.title),
            partial(open_setting, setting.key),
            "settings",
            _tr("Setting"),
            words=f"{setting.title} {setting.help} {translate('Settings', setting.help)} preferences",
            weight=_LESS,
        )


def _presets(app: AppState) -> Iterator[PaletteEntry]:
    for preset in presets():
        yield PaletteEntry(
            f"preset:{preset.id}",
            QCoreApplication.translate("ExportPanel", preset.title),
            partial(_export_with, app, preset.id),
            "export",
            _tr("Export preset"),
            workspace="export",
            words=f"{preset.title} {preset.help} {preset.id}",
            weight=_LESS,
        )


def _export_with(app: AppState, preset_id: str) -> None:
    manifest = find_workspace("export")
    if manifest is not None:
        app.workspace = manifest.id
        state: Any = app.part(load(manifest.state))
        state.choose(preset_id)


def _engines(app: AppState, open_setting: Callable[[str], object]) -> Iterator[PaletteEntry]:
    """Engines that are ready lead to the workspace that uses them; the others tell why they are not."""
    homes = {"image": "image", "speech": "voice", "recognise": "captions", "align": "captions"}
    for state in app.queue.registry.states():
        spec = state.spec
        if spec.task not in homes:
            continue
        yield PaletteEntry(
            f"engine:{spec.id}",
            spec.title,
            partial(setattr, app, "workspace", homes[spec.task]),
            "chip",
            _tr("Engine") if state.ready else _tr("Engine, not ready"),
            enabled=state.ready and app.project is not None,
            words=f"{spec.id} {spec.task} model",
            weight=_LESS,
        )


def _recent(app: AppState) -> Iterator[PaletteEntry]:
    from studio.project.recent import RecentProjects

    front = app.project.file if app.project is not None else None
    for entry in RecentProjects().all():
        path = Path(entry.file)
        if path != front:
            yield PaletteEntry(
                f"project:{entry.file}",
                entry.name or path.stem,
                partial(app.open_project, path),
                "folder",
                _tr("Recent project"),
                words=str(path.parent),
                weight=_LESS,
            )

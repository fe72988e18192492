"""Turn the film into files."""

from __future__ import annotations

from studio.core.text import QT_TRANSLATE_NOOP
from studio.state.workspace import Workspace

WORKSPACE = Workspace(
    id="export",
    title=QT_TRANSLATE_NOOP("Menus", "Export"),
    icon="export",
    hue=("#F2A33A", "#935600"),
    key=5,
    uses_timeline=False,
    state="studio.workspaces.export.state.view_model:ExportState",
    view="studio.workspaces.export.view.panel:ExportPanel",
    commands="studio.workspaces.export.commands:commands",
    settings="studio.workspaces.export.settings:SETTINGS",
)

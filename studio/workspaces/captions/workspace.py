"""Transcribe, write and check captions."""

from __future__ import annotations

from studio.core.text import QT_TRANSLATE_NOOP
from studio.state.workspace import Drop, Workspace

WORKSPACE = Workspace(
    id="captions",
    title=QT_TRANSLATE_NOOP("Menus", "Captions"),
    icon="captions",
    hue=("#4DB6F5", "#0A69A6"),
    key=3,
    uses_timeline=True,
    accepts=(
        Drop(
            suffixes="studio.project.imports:CAPTION_SUFFIXES",
            title=QT_TRANSLATE_NOOP("Drops", "Import captions from {name}"),
            take="studio.workspaces.captions.state.files:import_captions",
        ),
    ),
    state="studio.workspaces.captions.state.view_model:CaptionsState",
    view="studio.workspaces.captions.view.panel:CaptionsPanel",
    commands="studio.workspaces.captions.commands:commands",
)

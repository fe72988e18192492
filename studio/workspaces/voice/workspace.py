"""Speak lines with the voices of a cast."""

from __future__ import annotations

from studio.core.text import QT_TRANSLATE_NOOP
from studio.state.workspace import Workspace

WORKSPACE = Workspace(
    id="voice",
    title=QT_TRANSLATE_NOOP("Menus", "Voice"),
    icon="voice",
    hue=("#FF8A73", "#B83C25"),
    key=2,
    uses_timeline=True,
    state="studio.workspaces.voice.state.view_model:VoiceState",
    view="studio.workspaces.voice.view.panel:VoicePanel",
    commands="studio.workspaces.voice.commands:commands",
)

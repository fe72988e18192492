"""Cut the film and change its frames."""

from __future__ import annotations

from studio.core.text import QT_TRANSLATE_NOOP
from studio.state.workspace import Workspace

WORKSPACE = Workspace(
    id="video",
    title=QT_TRANSLATE_NOOP("Menus", "Video"),
    icon="video",
    hue=("#5CC98B", "#1B7346"),
    key=4,
    uses_timeline=True,
    state="studio.workspaces.video.state.view_model:VideoState",
    view="studio.workspaces.video.view.panel:VideoPanel",
    commands="studio.workspaces.video.commands:commands",
)

"""Generate images and choose among them."""

from __future__ import annotations

from studio.core.text import QT_TRANSLATE_NOOP
from studio.state.workspace import Workspace

WORKSPACE = Workspace(
    id="image",
    title=QT_TRANSLATE_NOOP("Menus", "Image"),
    icon="image",
    hue=("#9B8CFF", "#5B49D6"),
    key=1,
    uses_timeline=False,
    state="studio.workspaces.image.state.view_model:ImageState",
    view="studio.workspaces.image.view.panel:ImagePanel",
    commands="studio.workspaces.image.commands:commands",
)

"""What a workspace shows: a stage, an inspector, a primary action."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QWidget

from studio.kit.bind import Bindings
from studio.state.app_state import AppState
from studio.state.workspace import WorkspaceId


class Panel(QWidget):
    """Base of the workspaces' views. A panel is a layout plus one `Bindings`; it holds no truth.

    A panel is made when its workspace is first shown; ``shown`` and ``left`` follow the rail.

    Attributes:
        workspace: id of its workspace, whose hue it wears.
    """

    workspace: WorkspaceId = ""

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        self.bindings = Bindings(self)
        app.intents.follow(self._intent)
        self.setProperty("workspace", self.workspace)
        self.setObjectName(f"panel_{self.workspace}")

    def inspector(self) -> QWidget | None:
        """The widget for the inspector dock; made once, owned by the panel until the window takes it."""
        return None

    def intents(self) -> dict[str, Callable[..., object]]:
        """What does what commands ask of this view, by name."""
        return {}

    def _intent(self, name: str) -> Callable[..., object] | None:
        return self.intents().get(name) if shiboken6.isValid(self) else None

    def keys(self) -> list[tuple[str, str]]:
        """(what, key) of its parts that take keys themselves while they have the focus, for the dialog."""
        return []

    def primary(self) -> None:
        """Ctrl+Enter: the workspace's one primary action, or Cancel while it runs."""

    def shown(self) -> None:
        """The workspace has come to the front."""

    def left(self) -> None:
        """Another workspace has come to the front."""

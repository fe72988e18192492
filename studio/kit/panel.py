"""What a workspace shows: a stage, an inspector, a primary action."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio.kit.bind import Bindings
from studio.state.app_state import AppState
from studio.state.commands import Command
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
        self.setProperty("workspace", self.workspace)
        self.setObjectName(f"panel_{self.workspace}")

    def inspector(self) -> QWidget | None:
        """The widget for the inspector dock; made once, owned by the panel until the window takes it."""
        return None

    def commands(self) -> list[Command]:
        """The workspace's own commands; their context is the AppState. Registered when the panel is made."""
        return []

    def keys(self) -> list[tuple[str, str]]:
        """(what, key) of its parts that take keys themselves while they have the focus, for the dialog."""
        return []

    def primary(self) -> None:
        """Ctrl+Enter: the workspace's one primary action, or Cancel while it runs."""

    def shown(self) -> None:
        """The workspace has come to the front."""

    def left(self) -> None:
        """Another workspace has come to the front."""

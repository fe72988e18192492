"""What a place of the rail is: a stage, an inspector, a primary action."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio.kit.bind import Bindings
from studio.state.app_state import AppState, Place
from studio.state.commands import Command


class Panel(QWidget):
    """Base of the five places. A panel is a layout plus one `Bindings`; it holds no truth.

    place: its word and hue. uses_timeline: whether the shared timeline is shown below it.
    A panel is made when its place is first shown; ``shown`` and ``left`` follow the rail.
    """

    place: Place = "image"
    uses_timeline = True

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        self.bindings = Bindings(self)
        self.setProperty("place", self.place)
        self.setObjectName(f"panel_{self.place}")

    def inspector(self) -> QWidget | None:
        """The widget for the inspector dock; made once, owned by the panel until the window takes it."""
        return None

    def commands(self) -> list[Command]:
        """The place's own commands; their context is the AppState. Registered when the panel is made."""
        return []

    def keys(self) -> list[tuple[str, str]]:
        """(what, key) of its parts that take keys themselves while they have the focus, for the dialog."""
        return []

    def primary(self) -> None:
        """Ctrl+Enter: the place's one primary action, or Cancel while it runs."""

    def shown(self) -> None:
        """The place has come to the front."""

    def left(self) -> None:
        """Another place has come to the front."""

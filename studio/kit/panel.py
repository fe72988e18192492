"""What a place of the rail is: a stage, an inspector, a primary action."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QWidget

from studio.kit.bind import Bindings
from studio.state.app_state import AppState, Place


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
        app.intents.follow(self._intent)
        self.setProperty("place", self.place)
        self.setObjectName(f"panel_{self.place}")

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
        """Ctrl+Enter: the place's one primary action, or Cancel while it runs."""

    def shown(self) -> None:
        """The place has come to the front."""

    def left(self) -> None:
        """Another place has come to the front."""

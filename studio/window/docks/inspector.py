"""The inspector: what the place in front offers for what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from studio.state.app_state import Place

_WIDTH = 340


class InspectorDock(QStackedWidget):
    """One page per place that has an inspector; each scrolls on its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(260)
        self._pages: dict[Place, QWidget] = {}

    def sizeHint(self) -> QSize:
        # Room for a slider between a label and its number.
        return super().sizeHint().expandedTo(QSize(_WIDTH, 0)).boundedTo(QSize(_WIDTH, 10_000))

    def add(self, place: Place, inspector: QWidget) -> None:
        """Take over a panel's inspector."""
        page: QWidget = inspector
        if not isinstance(inspector, QScrollArea):
            scroll = QScrollArea()
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setWidgetResizable(True)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setWidget(inspector)
            page = scroll
        page.setProperty("place", place)
        page.setAccessibleName(self.tr("Inspector"))  # Tab stops at it, so that the arrow keys can scroll
        self._pages[place] = page
        self.addWidget(page)

    def has(self, place: Place) -> bool:
        """Whether the place has an inspector."""
        return place in self._pages

    def show_place(self, place: Place) -> None:
        """Bring a place's inspector to the front."""
        if place in self._pages:
            self.setCurrentWidget(self._pages[place])

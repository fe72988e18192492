"""The inspector: what the workspace in front offers for what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from studio.state.workspace import WorkspaceId

_WIDTH = 340


class InspectorDock(QStackedWidget):
    """One page per workspace that has an inspector; each scrolls on its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(260)
        self._pages: dict[WorkspaceId, QWidget] = {}

    def sizeHint(self) -> QSize:
        # Room for a slider between a label and its number.
        return super().sizeHint().expandedTo(QSize(_WIDTH, 0)).boundedTo(QSize(_WIDTH, 10_000))

    def add(self, workspace: WorkspaceId, inspector: QWidget) -> None:
        """Take over a panel's inspector."""
        page: QWidget = inspector
        if not isinstance(inspector, QScrollArea):
            scroll = QScrollArea()
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setWidgetResizable(True)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setWidget(inspector)
            page = scroll
        page.setProperty("workspace", workspace)
        self._pages[workspace] = page
        self.addWidget(page)

    def has(self, workspace: WorkspaceId) -> bool:
        """Whether the workspace has an inspector."""
        return workspace in self._pages

    def show_workspace(self, workspace: WorkspaceId) -> None:
        """Bring a workspace's inspector to the front."""
        if workspace in self._pages:
            self.setCurrentWidget(self._pages[workspace])

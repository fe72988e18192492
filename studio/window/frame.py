"""The window: top bar, rail, the workspace in front, docks around it, status line.

It needs Qt and nothing else, so that it is on the screen at once. ``contents.WindowContents`` brings the
application's state and everything that shows it, after the first paint.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QToolBar, QVBoxLayout, QWidget

from studio.core import paths
from studio.window.docks.arrangement import DockSet, restore_geometry, window_settings
from studio.window.rail import Rail
from studio.window.start_page import StartPage
from studio.window.top_bar import TopBar

_SMALLEST = (960, 600)


class MainWindow(QMainWindow):
    """The frame of the window. ``docks`` are all hidden at first."""

    first_painted = Signal()
    """Emitted once, when the window is on the screen."""
    saving = Signal(object)
    """The window closes: what shall come back goes into this QSettings."""
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(paths.APP_NAME)
        self.setWindowIcon(QIcon(str(paths.assets() / "icons" / "film.svg")))
        self.setMinimumSize(*_SMALLEST)
        self.top_bar = TopBar()
        self.rail = Rail()
        self.start_page = StartPage()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start_page)
        self._painted = False
        self._add_bar("top_bar", self.top_bar, Qt.ToolBarArea.TopToolBarArea)
        self._add_bar("rail", self.rail, Qt.ToolBarArea.LeftToolBarArea)
        self.centre = QWidget()
        self.centre.setObjectName("centre")
        column = QVBoxLayout(self.centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.centre.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCentralWidget(self.centre)
        self.centre.setFocus()  # else the first button of the top bar would wear the focus ring
        self.statusBar().setSizeGripEnabled(False)
        self.stack.installEventFilter(self)
        self.docks = DockSet(
            self,
            {
                "library": self.tr("Library"),
                "inspector": self.tr("Inspector"),
                "jobs": self.tr("Jobs"),
                "timeline": self.tr("Timeline"),
            },
        )
        restore_geometry(self, window_settings())

    def _add_bar(self, name: str, content: QWidget, area: Qt.ToolBarArea) -> None:
        bar = QToolBar()
        bar.setObjectName(f"bar_{name}")
        bar.setMovable(False)
        bar.setFloatable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.toggleViewAction().setVisible(False)
        bar.addWidget(content)
        self.addToolBar(area, bar)

    def show_recent(self, projects: list[Path]) -> None:
        """Projects for the start page, newest first."""
        self.start_page.set_recent(projects)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._painted and watched is self.stack and event.type() == QEvent.Type.Paint:
            self._painted = True
            self.stack.removeEventFilter(self)
            self._tell_painted()
        return False

    @Slot()
    def _tell_painted(self) -> None:
        self.first_painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        settings = window_settings()
        settings.setValue("geometry", self.saveGeometry())
        self.saving.emit(settings)
        event.accept()
        self.hide()  # the user need not watch the disk and the dying workers
        settings.sync()
        self.closing.emit()

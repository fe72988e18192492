"""The head of a dock: its name, a button to let it float, one to close it.

Qt's own title bar cuts off the lower edge of its words where the stylesheet gives it a padding, and of
letters that another font lends.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QWidget

from studio.kit.theme import SIZES
from studio.kit.widgets.buttons import IconButton

_HEIGHT = SIZES.row + 4


class DockTitle(QWidget):
    """Dragging it moves the dock, as Qt's own does; a double click lets the dock float, or no longer."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._dock = dock
        self.setProperty("kind", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self._float = IconButton("detach", "", parent=self)
        self._float.clicked.connect(self._toggle_floating)
        close = IconButton("close", self.tr("Close {dock}").format(dock=dock.windowTitle()), parent=self)
        close.clicked.connect(dock.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.pad, 0, 4, 0)
        row.setSpacing(0)
        row.addWidget(QLabel(dock.windowTitle(), self), 1)
        for button in (self._float, close):
            row.addWidget(button)
        dock.topLevelChanged.connect(self._show_floating)
        self._show_floating(dock.isFloating())

    @Slot(bool)
    def _show_floating(self, floating: bool) -> None:
        self._float.set_label(self.tr("Dock") if floating else self.tr("Undock"))

    @Slot()
    def _toggle_floating(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())

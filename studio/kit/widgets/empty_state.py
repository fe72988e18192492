"""`EmptyState`: what this workspace does, and its first step as a button and as a drop target."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.kit.icons import IconLabel
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.drop import DropOffer, DropOverlay
from studio.kit.widgets.wrapped_label import WrappedLabel


class EmptyState(QWidget):
    """Icon, title, hint, a primary and (optional) second button, in the middle of the space it gets.

    With ``decide`` (see `widgets.drop`) files can be dropped on it.
    """

    triggered = Signal()
    second_triggered = Signal()

    def __init__(
        self,
        name: str,
        title: str,
        hint: str,
        button: str = "",
        second: str = "",
        *,
        workspace: str | None = None,
        decide: Callable[[list[Path]], DropOffer | None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if workspace:
            self.setProperty("workspace", workspace)
        self.primary = QPushButton(button, self)
        self.primary.setProperty("kind", "primary")
        self.primary.setVisible(bool(button))
        self.primary.clicked.connect(self._primary_clicked)
        self.second = QPushButton(second, self)
        self.second.setVisible(bool(second))
        self.second.setMinimumHeight(32)
        self.second.clicked.connect(self._second_clicked)
        self.title = QLabel(title, self)
        set_kind(self.title, "title")
        self.hint = WrappedLabel(hint, parent=self)
        set_kind(self.hint, "dim")
        for label in (self.title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SIZES.pad_large,) * 4)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(IconLabel(name, SIZES.icon_large, workspace or "dim", self), 0, middle)
        column.addSpacing(4)
        column.addWidget(self.title, 0, middle)
        column.addWidget(self.hint, 0, middle)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.primary)
        buttons.addWidget(self.second)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        self.drops = DropOverlay(self, decide) if decide else None

    @Slot()
    def _primary_clicked(self) -> None:
        self.triggered.emit()

    @Slot()
    def _second_clicked(self) -> None:
        self.second_triggered.emit()

"""The inspector of the Image workspace: what made the chosen picture."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.kit.icons import icon
from studio.kit.theme import SIZES, Theme, set_kind
from studio.workspaces.image.state.actions import Making


class ImageInspector(QScrollArea):
    """Shows a `Making`. ``settings_wanted``: write these settings into the form."""

    settings_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("workspace", "image")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._making: Making | None = None
        self.none = self._label(self.tr("Select an image to see how it was made."), "dim")
        self.prompt = self._label("", "")
        self.negative_title = self._label(self.tr("Negative prompt"), "caption")
        self.negative = self._label("", "")
        self.imported = self._label(self.tr("Made elsewhere; no recipe available."), "dim")
        self.use = self._button(self.tr("Use these settings"), "refresh")
        self.use.clicked.connect(self._use)
        self.copy = self._button(self.tr("Copy prompt"), "copy")
        self.copy.clicked.connect(self._copy)
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SIZES.pad)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._made = QWidget()
        self._build()
        self.show_making(None)

    def _label(self, text: str, kind: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            set_kind(label, kind)
        else:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(icon(name), text, self)
        button.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        return button

    def _build(self) -> None:
        column = QVBoxLayout(self._made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label(self.tr("Prompt"), "caption"))
        column.addWidget(self.prompt)
        column.addSpacing(4)
        column.addWidget(self.negative_title)
        column.addWidget(self.negative)
        column.addSpacing(8)
        column.addWidget(self._grid_holder)
        column.addSpacing(12)
        column.addWidget(self.use)
        column.addWidget(self.copy)
        inside = QWidget()
        set_kind(inside, "panel")
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(SIZES.pad, SIZES.pad, SIZES.pad, SIZES.pad)
        title = QHBoxLayout()
        heading = QLabel(self.tr("How it was made"))
        heading.setFont(Theme.current().font(bold=True))
        title.addWidget(heading, 1)
        outer.addLayout(title)
        for widget in (self.none, self.imported, self._made):
            outer.addWidget(widget)
        outer.addStretch(1)
        self.setWidget(inside)

    def show_making(self, making: Making | None, *, busy: bool = False) -> None:
        """Show what made a picture; None when no picture is chosen, or it is still being made (``busy``)."""
        busy_words = self.tr("Generating this image…")
        self.none.setText(busy_words if busy else self.tr("Select an image to see how it was made."))
        self._making = making
        recipe = making.recipe if making is not None else None
        self.none.setVisible(making is None)
        self.imported.setVisible(making is not None and recipe is None)
        self._made.setVisible(recipe is not None)
        if making is None or recipe is None:
            return
        negative = str(recipe.params.get("negative", ""))
        self.prompt.setText(str(recipe.params.get("prompt", "")))
        self.negative.setText(negative)
        self.negative.setVisible(bool(negative))
        self.negative_title.setVisible(bool(negative))
        self._show_rows(making.rows)

    def _show_rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, text) in enumerate(rows):
            value = self._label(text, "")
            value.setFont(Theme.current().font(tabular=True))
            self._grid.addWidget(self._label(self._word(name), "dim"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)

    def _word(self, name: str) -> str:
        known = {
            "Size": self.tr("Size"),
            "Seed": self.tr("Seed"),
            "Model": self.tr("Model"),
            "Steps": self.tr("Steps"),
            "Guidance": self.tr("Guidance"),
            "Scheduler": self.tr("Scheduler"),
            "Engine": self.tr("Engine"),
            "Made": self.tr("Created"),
        }
        return known.get(name, name)

    @Slot()
    def _use(self) -> None:
        if self._making is not None:
            self.settings_wanted.emit(self._making.asset.id)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.prompt.text())

"""The rail on the left: five places, one hue each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from studio.kit.icons import icon
from studio.kit.theme import PLACES, SIZES, Place, Theme


class Rail(QWidget):
    """Emits ``place_chosen`` when the user picks a place."""

    place_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(SIZES.rail + 16)
        self.setAccessibleName(self.tr("Workspaces"))
        titles: dict[Place, str] = {
            "image": self.tr("Image"), "voice": self.tr("Voice"), "captions": self.tr("Captions"),
            "video": self.tr("Video"), "export": self.tr("Export"),
        }  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 8)
        layout.setSpacing(4)
        self._group = QButtonGroup(self)
        self._buttons: dict[Place, QToolButton] = {}
        for number, place in enumerate(PLACES, start=1):
            button = QToolButton()
            button.setText(titles[place])
            button.setIcon(icon(place, place=place))
            button.setIconSize(QSize(24, 24))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setFont(Theme.current().font(SIZES.font_caption))
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setFixedSize(SIZES.rail + 8, 52)
            button.setToolTip(f"{titles[place]} (Ctrl+{number})")
            button.setAccessibleName(titles[place])
            button.setProperty("rail", place)
            button.setProperty("place", place)
            self._group.addButton(button)
            self._buttons[place] = button
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
            button.clicked.connect(self._on_clicked)
        layout.addStretch(1)

    def set_place(self, place: Place | None) -> None:
        """Show which place is in front; None: the start page."""
        if place is not None:
            self._buttons[place].setChecked(True)
            return
        checked = self._group.checkedButton()
        if checked is not None:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def _on_clicked(self) -> None:
        button = self._group.checkedButton()
        if button is not None:
            self.place_chosen.emit(str(button.property("rail")))

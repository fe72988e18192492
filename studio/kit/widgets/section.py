"""`Section`: a titled part of a form that folds away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from studio.kit.icons import icon
from studio.kit.theme import SIZES


class Section(QWidget):
    """Put widgets into ``body`` (a QVBoxLayout).

    ``folded_changed`` tells of a click, so that it can be remembered.
    """

    folded_changed = Signal(bool)

    def __init__(self, title: str, *, folded: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = QPushButton(self)
        self._header.setText(title)
        self._header.setAccessibleName(title)
        self._header.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        self._header.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._header.setProperty("kind", "header")
        self._header.clicked.connect(self._clicked)
        self._content = QWidget(self)
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 4, 0, 8)
        self.body.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self._header)
        column.addLayout(self._row)
        column.addWidget(self._content)
        self.set_folded(folded)

    def add_to_header(self, widget: QWidget) -> None:
        """Put something small at the right end of the title's row."""
        self._row.addWidget(widget)

    @property
    def folded(self) -> bool:
        """True while the content is hidden."""
        return self._content.isHidden()

    def set_folded(self, folded: bool) -> None:
        """Hide or show the content."""
        self._content.setVisible(not folded)
        self._header.setIcon(icon("chevron-right" if folded else "chevron-down"))
        state = self.tr("collapsed") if folded else self.tr("expanded")
        self._header.setAccessibleDescription(state)

    @Slot()
    def _clicked(self) -> None:
        self.set_folded(not self.folded)
        self.folded_changed.emit(self.folded)

"""`WrappedLabel`: a text of several lines that always gets the height it needs."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget


class WrappedLabel(QLabel):
    """Lines break at ``columns`` px, or earlier where there is less room.

    A plain QLabel tells a layout the height for the whole row it stands in, not for the part of it that it
    takes: centred in a wide window, its second line is cut off.
    """

    def __init__(self, text: str = "", columns: int = 400, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        self.set_columns(columns)

    def set_columns(self, columns: int) -> None:
        """Change the width at which lines break, in px."""
        self.setMaximumWidth(columns)
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.maximumWidth()))

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        margins = self.contentsMargins()
        line = max(
            (self.fontMetrics().horizontalAdvance(part) for part in self.text().splitlines()), default=0
        )
        # A pixel more than the text: rounding must not break a line that fits.
        width = min(self.maximumWidth(), line + margins.left() + margins.right() + 2 * self.margin() + 1)
        return QSize(width, self.heightForWidth(width))

"""What custom-painted widgets share: the workspace around them, elided text, the focus ring, the
checkerboard, waveforms along a time line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from studio.kit.theme import SIZES, Theme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def workspace_of(widget: QWidget) -> str | None:
    """The ``workspace`` property of the nearest ancestor that has one (the widget itself included)."""
    current: QWidget | None = widget
    while current is not None:
        workspace = current.property("workspace")
        if workspace:
            return str(workspace)
        current = current.parentWidget()
    return None


def draw_elided(
    painter: QPainter,
    rect: QRect,
    text: str,
    flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of text, cut with an ellipsis where it does not fit."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, flags | Qt.TextFlag.TextSingleLine, shown)


def draw_focus_ring(painter: QPainter, widget: QWidget, rect: QRectF, radius: float = SIZES.radius) -> None:
    """The 2 px ring in the hue of the widget's workspace, inside ``rect``."""
    colour = Theme.current().tokens.hue(workspace_of(widget))
    painter.setPen(QPen(QColor(colour), SIZES.focus_ring))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def checkerboard(cell: int = 8) -> QBrush:
    """Neutral squares that stand for "nothing here" behind transparent pictures. cell: px."""
    tokens = Theme.current().tokens
    tile = QPixmap(cell * 2, cell * 2)
    tile.fill(QColor(tokens.checker_a))
    painter = QPainter(tile)
    painter.fillRect(0, 0, cell, cell, QColor(tokens.checker_b))
    painter.fillRect(cell, cell, cell, cell, QColor(tokens.checker_b))
    painter.end()
    return QBrush(tile)


def draw_peaks(
    painter: QPainter,
    window: NDArray[np.float32],
    at: tuple[float, float],
    half: float,
    colour: QColor,
    gain: float = 1.0,
) -> None:
    """A stretch of sound, one upright line a pixel. window: (columns, 3) of ``Peaks.window``. at: left end
    and middle line. half: height of full scale in px.
    """
    left, middle = at
    lines = [
        QLineF(
            left + index,
            middle - min(1.0, high * gain) * half,
            left + index,
            middle - max(-1.0, low * gain) * half + 0.5,
        )
        for index, (low, high) in enumerate(window[:, :2].tolist())
    ]
    painter.setPen(QPen(colour, 1))
    painter.drawLines(lines)


TAG = 18
"""Height of a tag in px."""


def draw_tag(painter: QPainter, corner: QPointF, words: str, room: tuple[float, float]) -> None:
    """Words on a ground of their own beside something that is dragged. corner: top left, moved so that it
    stays between the left and right edge of ``room``.
    """
    tokens, font = Theme.current().tokens, Theme.current().font(SIZES.font_caption, tabular=True)
    wide = QFontMetricsF(font).horizontalAdvance(words) + 12
    left = min(max(corner.x(), room[0] + 4), room[1] - wide - 4)
    place = QRectF(round(left) + 0.5, round(corner.y()) + 0.5, round(wide), TAG - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.setBrush(QColor(tokens.panel))
    painter.drawRoundedRect(place, 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(font)
    painter.setPen(QColor(tokens.text))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

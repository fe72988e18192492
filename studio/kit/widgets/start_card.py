"""A large button with an icon, a heading and a sentence, in a workspace's hue."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from studio.kit.icons import icon
from studio.kit.theme import SIZES, Theme
from studio.state.workspace import Workspace


class StartCard(QAbstractButton):
    """Emits ``chosen`` with the workspace's id."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, heading: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._heading, self._words = workspace, heading, words
        self.setText(heading)
        self.setAccessibleDescription(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(140)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_clicked)

    def sizeHint(self) -> QSize:
        return QSize(240, 140)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 140)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._workspace.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = tokens.control if self.isDown() or not self.underMouse() else tokens.control_hover
        hue = QColor(tokens.hue(self._workspace.id))
        framed = self.hasFocus() or self.underMouse()
        painter.setPen(
            QPen(hue if framed else QColor(tokens.line), SIZES.focus_ring if self.hasFocus() else 1)
        )
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), SIZES.radius, SIZES.radius)
        inner = self.rect().adjusted(SIZES.pad_large, SIZES.pad_large, -SIZES.pad_large, -SIZES.pad_large)
        picture = icon(self._workspace.icon, workspace=self._workspace.id)
        side = 28
        picture.paint(
            painter, inner.x(), inner.y(), side, side, Qt.AlignmentFlag.AlignCenter, state=QIcon.State.On
        )
        painter.setPen(QColor(tokens.text))
        painter.setFont(Theme.current().font(15, bold=True))
        painter.drawText(
            inner.adjusted(0, side + 12, 0, 0),
            Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft,
            self._heading,
        )
        painter.setPen(QColor(tokens.text_dim))
        painter.setFont(Theme.current().font())
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(inner.adjusted(0, side + 38, 0, 0), flags, self._words)

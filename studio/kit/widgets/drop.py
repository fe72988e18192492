"""Dropping files: what a drop would do, shown before it is done.

    self._drops = DropOverlay(panel, decide)

``decide(paths)`` returns a `DropOffer`, or None where these files mean nothing. The overlay covers
``panel`` while files hover over it, says what letting go will do, and calls ``offer.run(paths)`` on the drop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio.kit.icons import icon
from studio.kit.theme import SIZES, Theme


@dataclass(frozen=True)
class DropOffer:
    """What a drop would do.

    Attributes:
        title: "Add 3 videos to the library".
        run: takes the files in.
        hint: more, optional.
        icon: name in ``assets/icons``.
        workspace: id of the one whose hue it wears.
    """

    title: str
    run: Callable[[list[Path]], object]
    hint: str = ""
    icon: str = "import"
    workspace: str | None = None


def dropped_paths(mime: QMimeData) -> list[Path]:
    """Local files and folders among what is dragged, in order."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


class DropOverlay(QWidget):
    """Covers ``target`` while something it can take is dragged over it."""

    def __init__(self, target: QWidget, decide: Callable[[list[Path]], DropOffer | None]) -> None:
        super().__init__(target)
        self._target = target
        self._decide = decide
        self._offer: DropOffer | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragEnter:
            return self._entered(cast("QDropEvent", event))
        if kind == QEvent.Type.DragMove and self._offer is not None:
            cast("QDropEvent", event).acceptProposedAction()
            return True
        if kind == QEvent.Type.DragLeave:
            self._withdraw()
        elif kind == QEvent.Type.Drop and self._offer is not None:
            return self._dropped(cast("QDropEvent", event))
        elif kind == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._target.rect())
        return False

    def _entered(self, event: QDropEvent) -> bool:
        paths = dropped_paths(event.mimeData())
        self.show_offer(self._decide(paths) if paths else None)
        if self._offer is None:
            return False
        event.acceptProposedAction()
        return True

    def show_offer(self, offer: DropOffer | None) -> None:
        """Cover the target with ``offer``; None uncovers it."""
        self._offer = offer
        if offer is None:
            self.hide()
            return
        self.setAccessibleName(offer.title)
        self.setGeometry(self._target.rect())
        self.raise_()
        self.show()

    def _withdraw(self) -> None:
        self.show_offer(None)

    def _dropped(self, event: QDropEvent) -> bool:
        offer, paths = self._offer, dropped_paths(event.mimeData())
        self._withdraw()
        event.acceptProposedAction()
        if offer is not None:
            offer.run(paths)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        offer = self._offer
        if offer is None:
            return
        theme = Theme.current()
        tokens = theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens.panel))
        pen = QPen(QColor(tokens.hue(offer.workspace)), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(9, 9, -9, -9), SIZES.radius + 2, SIZES.radius + 2
        )
        middle = self.rect().center().y()
        mark = self.rect().adjusted(0, 0, 0, 0)
        mark.setTop(middle - 56)
        mark.setHeight(SIZES.icon_large)
        on = icon(offer.icon, offer.workspace)
        on.paint(painter, mark, Qt.AlignmentFlag.AlignCenter, on.Mode.Normal, on.State.On)
        painter.setPen(QColor(tokens.text))
        painter.setFont(theme.font(SIZES.font_title, bold=True))
        line = self.rect().adjusted(24, 0, -24, 0)
        line.setTop(middle - 6)
        line.setHeight(26)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, offer.title)
        painter.setPen(QColor(tokens.text_dim))
        painter.setFont(theme.font())
        painter.drawText(line.translated(0, 26), Qt.AlignmentFlag.AlignCenter, offer.hint)

"""The picture itself: the frame in its shape on the neutral stage, captions over it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.kit.theme import Theme
from studio.stage.player.view.playback import Player

_SETTLE_MS = 60
_MARGIN = 8


class Stage(QWidget):
    """Shows what the player renders, scaled to fit. It only looks: drags and clicks do nothing."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._picture: QImage | None = player.picture
        self.setAccessibleName(self.tr("Image"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        # A click on the picture takes the keys away from a text field, so that Space plays.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.ask)
        player.frame_ready.connect(self._on_frame)
        player.captions_changed.connect(self._repaint)
        player.timeline_changed.connect(self._on_timeline)

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    @Slot()
    def ask(self) -> None:
        """Tell the player which size is shown here."""
        if self.isVisible():
            ratio = self.devicePixelRatioF()
            room = self._room()
            self._player.set_view_size(round(room.width() * ratio), round(room.height() * ratio))

    def picture_rect(self) -> QRect:
        """Where the picture lies."""
        room, timeline = self._room(), self._player.timeline
        if timeline is None:
            return room
        ratio = self.devicePixelRatioF()
        most = QSize(round(timeline.sequence.width / ratio), round(timeline.sequence.height / ratio))
        size = most.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        if size.width() > most.width():
            # A small film may be enlarged to twice its size; beyond that it would only be a blur.
            size = size.boundedTo(most * 2)
        spare = room.size() - size
        return QRect(
            room.x() + spare.width() // 2, room.y() + spare.height() // 2, size.width(), size.height()
        )

    def _room(self) -> QRect:
        return self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    @Slot(QImage, int)
    def _on_frame(self, picture: QImage, _index: int) -> None:
        self._picture = picture
        self.update()

    @Slot()
    def _repaint(self) -> None:
        self.update()

    @Slot()
    def _on_timeline(self) -> None:
        if self._player.timeline is None:
            self._picture = None
        self.ask()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._picture = self._player.picture
        self.ask()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Theme.current().tokens.neutral_stage))
        if self._player.timeline is None:
            return
        place = self.picture_rect()
        if self._picture is None or self._picture.isNull():
            painter.fillRect(place, Qt.GlobalColor.black)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._picture)
        for overlay in self._player.overlays():
            across, down = place.width() / overlay.size[0], place.height() / overlay.size[1]
            size = overlay.picture.size()
            painter.drawImage(
                QRectF(
                    place.x() + overlay.x * across,
                    place.y() + overlay.y * down,
                    size.width() * across,
                    size.height() * down,
                ),
                overlay.picture,
            )

"""`ImageView`: a picture, large, on neutral grey: zoom, pan, fit, compare two with a slider."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from studio.kit.theme import Theme
from studio.kit.widgets.paint import checkerboard, draw_focus_ring

_ZOOM_STEP = 1.25
_MIN_ZOOM, _MAX_ZOOM = 0.02, 64.0
_HANDLE_PX = 8
Overlay = Callable[[QPainter, QTransform], None]


class ImageView(QWidget):
    """Shows a QImage. Zoom 1.0 is one picture pixel on one device pixel.

    Wheel zooms at the pointer; drag pans (left or middle button); double-click or ``F`` fits; ``1`` is
    1:1; ``+`` and ``-`` zoom; arrows pan. With `set_compare` a second picture shows right of a line that
    is dragged, or moved by ``[`` and ``]``. While fitted, a new picture is fitted too; otherwise zoom
    and place stay, for comparing results. ``overlay`` paints on top: it gets the painter and the
    transform from picture to widget coordinates.
    """

    zoom_changed = Signal(float)
    hovered = Signal(object)
    compare_moved = Signal(float)

    def __init__(self, label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.overlay: Overlay | None = None
        self._image: QImage | None = None
        self._other: QImage | None = None
        self._small: dict[int, list[QImage]] = {}
        self._labels = ("", "")
        self._split = 0.5
        self._zoom = 1.0
        self._centre = QPointF(0, 0)
        self._fitted = True
        self._drag: QPointF | None = None
        self._dragging_split = False
        self.setAccessibleName(label or self.tr("Image"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 120)

    # ---- pictures

    def set_image(self, image: QImage | None) -> None:
        """Show another picture, or nothing."""
        same = image is not None and self._image is not None and image.size() == self._image.size()
        self._image = image if image is not None and not image.isNull() else None
        self._small.clear()
        if self._fitted or not same:
            self.fit()
        self.update()

    def image(self) -> QImage | None:
        """The picture shown."""
        return self._image

    def set_compare(self, other: QImage | None, labels: tuple[str, str] = ("", "")) -> None:
        """Show ``other`` right of the line, scaled to the first picture's size; None ends comparing."""
        self._other = other if other is not None and not other.isNull() else None
        self._labels = labels
        self._small.clear()
        self.update()

    @property
    def comparing(self) -> bool:
        """True while two pictures are shown."""
        return self._other is not None

    def set_split(self, share: float) -> None:
        """Where the comparing line stands, 0..1 of the picture's width."""
        self._split = min(1.0, max(0.0, share))
        self.compare_moved.emit(self._split)
        self.update()

    # ---- view

    @property
    def zoom(self) -> float:
        """Device pixels per picture pixel."""
        return self._zoom

    @property
    def fitted(self) -> bool:
        """True while the whole picture is kept in view."""
        return self._fitted

    def fit(self) -> None:
        """Whole picture in view; small pictures are shown up to four times their size."""
        self._fitted = True
        if self._image is None or self.width() < 2 or self.height() < 2:
            return
        margin, ratio = 24, self.devicePixelRatioF()
        width, height = (max(16, side - margin) * ratio for side in (self.width(), self.height()))
        zoom = min(width / self._image.width(), height / self._image.height(), 4.0)
        self._centre = QPointF(self._image.width() / 2, self._image.height() / 2)
        self._set_zoom(zoom)

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom so that the picture point under ``at`` (widget px; default: the middle) stays where it is."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        before = self.to_image(at)
        self._fitted = False
        self._set_zoom(zoom)
        after = self.to_image(at)
        self._centre += before - after
        self._keep_in_view()
        self.update()

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(_MAX_ZOOM, max(_MIN_ZOOM, zoom))
        self.zoom_changed.emit(self._zoom)
        self.update()

    def transform(self) -> QTransform:
        """From picture pixels to widget coordinates."""
        scale = self._zoom / self.devicePixelRatioF()
        moved = QTransform.fromTranslate(self.width() / 2, self.height() / 2)
        return moved.scale(scale, scale).translate(-self._centre.x(), -self._centre.y())

    def to_image(self, point: QPointF) -> QPointF:
        """Widget coordinates as picture coordinates."""
        return self.transform().inverted()[0].map(point)

    def _keep_in_view(self) -> None:
        if self._image is not None:
            self._centre.setX(min(float(self._image.width()), max(0.0, self._centre.x())))
            self._centre.setY(min(float(self._image.height()), max(0.0, self._centre.y())))

    def _picture_rect(self) -> QRectF:
        size = self._image.size() if self._image is not None else QSize()
        return self.transform().mapRect(QRectF(0, 0, size.width(), size.height()))

    def _split_x(self) -> float:
        area = self._picture_rect()
        return area.left() + self._split * area.width()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.neutral_stage))
        if self._image is not None:
            area = self._picture_rect()
            if self._image.hasAlphaChannel():
                painter.fillRect(area, checkerboard())
            self._draw(painter, self._image, area)
            if self._other is not None:
                self._draw_other(painter, self._other, area)
            if self.overlay is not None:
                painter.save()
                self.overlay(painter, self.transform())
                painter.restore()
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_focus_ring(painter, self, QRectF(self.rect()), 0)

    def _draw(self, painter: QPainter, image: QImage, area: QRectF) -> None:
        scale = area.width() * self.devicePixelRatioF() / image.width()
        # Pixels are shown as they are from 3:1 on; below, smooth. Far below 1:1 from a halved copy, or thin
        # lines would break up.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < 3)
        painter.drawImage(area, self._halved(image, scale))

    def _halved(self, image: QImage, scale: float) -> QImage:
        levels = self._small.setdefault(image.cacheKey(), [image])
        wanted = 0
        while scale < 0.6 and image.width() >> (wanted + 1) >= 64:
            scale *= 2
            wanted += 1
        while len(levels) <= wanted:
            last = levels[-1]
            smooth = Qt.TransformationMode.SmoothTransformation
            aspect = Qt.AspectRatioMode.IgnoreAspectRatio
            levels.append(last.scaled(max(1, last.width() // 2), max(1, last.height() // 2), aspect, smooth))
        return levels[wanted]

    def _draw_other(self, painter: QPainter, other: QImage, area: QRectF) -> None:
        tokens = Theme.current().tokens
        x = self._split_x()
        painter.save()
        painter.setClipRect(QRectF(x, area.top(), area.right() - x, area.height()))
        if other.hasAlphaChannel():
            painter.fillRect(area, checkerboard())
        self._draw(painter, other, area)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for width, colour in ((4, tokens.window), (2, tokens.text)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setBrush(QColor(tokens.text))
        painter.setPen(QPen(QColor(tokens.window), 1))
        middle = area.center().y()
        painter.drawRoundedRect(QRectF(x - 5, middle - 16, 10, 32), 5, 5)
        self._draw_labels(painter, area, x)

    def _draw_labels(self, painter: QPainter, area: QRectF, x: float) -> None:
        tokens = Theme.current().tokens
        painter.setFont(Theme.current().font(11))
        for text, right in zip(self._labels, (x - 8, None), strict=True):
            if not text:
                continue
            width = painter.fontMetrics().horizontalAdvance(text) + 12
            left = (right - width) if right is not None else x + 8
            box = QRectF(left, area.top() + 8, width, 20)
            ground = QColor(tokens.panel)
            ground.setAlphaF(0.88)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QColor(tokens.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    # ---- input

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / 120
        if self._image is not None and turned:
            self.set_zoom(self._zoom * _ZOOM_STEP**turned, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            super().mousePressEvent(event)
            return
        near_line = self.comparing and abs(event.position().x() - self._split_x()) <= _HANDLE_PX
        self._dragging_split = near_line and event.button() == Qt.MouseButton.LeftButton
        self._drag = event.position()
        if not self._dragging_split:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._drag is None:
            self._show_pointer(point)
        elif self._dragging_split:
            area = self._picture_rect()
            self.set_split((point.x() - area.left()) / max(1.0, area.width()))
        else:
            self._pan(self._drag - point)
            self._drag = point

    def _show_pointer(self, point: QPointF) -> None:
        near = self.comparing and abs(point.x() - self._split_x()) <= _HANDLE_PX
        self.setCursor(QCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor))
        spot = self.to_image(point).toPoint()
        inside = self._image is not None and self._image.rect().contains(spot)
        self.hovered.emit(spot if inside else None)

    def _pan(self, by: QPointF) -> None:
        scale = self.devicePixelRatioF() / self._zoom
        self._fitted = False
        self._centre += QPointF(by.x() * scale, by.y() * scale)
        self._keep_in_view()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self._dragging_split = False
        self._show_pointer(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pans = {
            Qt.Key.Key_Left: QPointF(-40, 0),
            Qt.Key.Key_Right: QPointF(40, 0),
            Qt.Key.Key_Up: QPointF(0, -40),
            Qt.Key.Key_Down: QPointF(0, 40),
        }
        key = Qt.Key(event.key())
        if key in pans:
            self._pan(pans[key])
        elif key == Qt.Key.Key_F:
            self.fit()
        elif key == Qt.Key.Key_1:
            self.set_zoom(1.0)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self._zoom * _ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.set_zoom(self._zoom / _ZOOM_STEP)
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight) and self.comparing:
            self.set_split(self._split + (-0.02 if key == Qt.Key.Key_BracketLeft else 0.02))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

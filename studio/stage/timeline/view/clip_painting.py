"""Paints what is inside a clip of the timeline: pictures or waveform, label, speed, fade, keyframes."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from studio.kit.icons import icon
from studio.kit.theme import SIZES, Theme, Tokens
from studio.kit.theme.tokens import mix
from studio.kit.widgets.paint import draw_elided, draw_peaks
from studio.project.model import Asset, Clip, Effect, Keyframe
from studio.project.pace import Pace, pace_of
from studio.stage.timeline.state.view_model import TimelineState
from studio.stage.timeline.view.geometry import HEADER, Geometry, Row
from studio.stage.timeline.view.media import Strip, TimelineMedia, clip_window

_LABEL = 17
"""Height of a label with its ground."""
_LABELLED = 32
"""Width of a clip from which on its label is shown."""


class ClipPainting:
    """Draws over the shape of a clip; ``rect`` is where it lies, ``clip`` what has to be painted anew."""

    def __init__(self, state: TimelineState, geometry: Geometry, media: TimelineMedia) -> None:
        self._state = state
        self._geo = geometry
        self._media = media

    def paint(self, painter: QPainter, row: Row, item: Clip, rect: QRectF, clip: QRect) -> None:
        """The whole of it."""
        tokens = Theme.current().tokens
        asset = self._state.asset(item) if rect.width() > 8 else None
        covered = False
        if asset is not None and self._media.missing(asset):
            self._gone(painter, item, asset, rect, tokens)
            return
        if asset is not None and row.lane.kind == "video":
            covered = rect.width() > 24 and self._pictures(painter, item, asset, rect, clip)
        elif asset is not None:
            colour = QColor(mix(tokens.panel, tokens.hue(row.lane.workspace), 0.8))
            self._waveform(painter, item, asset, rect, clip, colour)
        if item.fade_over:
            self._fade(painter, rect, self._geo.x(item.start + item.fade_over) - rect.left(), tokens)
        label = item.label or (asset.name if asset is not None else "")
        label = f"{label}  {_speed_words(self._pace(item))}".rstrip()
        place = QRectF(rect.left() + 6, rect.top() + 2, rect.width() - 10, _LABEL - 1)
        draw_label(painter, place, label, tokens, ground=covered)
        if item.id in self._state.app.selection:
            self._keyframes(painter, item, rect, clip, tokens)

    def _gone(self, painter: QPainter, item: Clip, asset: Asset, rect: QRectF, tokens: Tokens) -> None:
        """Hatched, with a sign: the file is missing."""
        colour = QColor(tokens.danger)
        colour.setAlpha(90)
        painter.fillRect(rect.adjusted(2, 2, -2, -2), QBrush(colour, Qt.BrushStyle.BDiagPattern))
        side = SIZES.icon_small - 2
        sign = QRect(round(max(rect.left(), HEADER) + 5), round(rect.top() + 4), side, side)
        if sign.right() + 2 < rect.right():
            pixmap = icon("warning", tone="danger").pixmap(sign.size(), painter.device().devicePixelRatioF())
            painter.drawPixmap(sign, pixmap)
        place = QRectF(sign.right() + 8, rect.top() + 2, rect.right() - sign.right() - 12, _LABEL - 1)
        draw_label(painter, place, item.label or asset.name, tokens, ground=True)

    # ---- pictures

    def _pictures(self, painter: QPainter, item: Clip, asset: Asset, rect: QRectF, clip: QRect) -> bool:
        """Frames of a film along the clip, or the picture once; False while nothing is there."""
        inside = rect.adjusted(2, 2, -2, -2)
        strip = self._media.strip(asset)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if strip is not None:
            self._strip(painter, item, strip, inside, clip)
            return True
        picture = self._media.poster(asset)
        if picture is None:
            return False
        scale = picture.height() / inside.height()
        width = min(picture.width() / scale, inside.width())
        place = QRectF(inside.left(), inside.top(), width, inside.height())
        painter.drawPixmap(place, picture, QRectF(0, 0, width * scale, picture.height()))
        return True

    def _strip(self, painter: QPainter, item: Clip, strip: Strip, inside: QRectF, clip: QRect) -> None:
        """Side by side, each frame the one at the left edge of its place."""
        picture: QPixmap = strip.picture
        cell = picture.width() / strip.columns
        width = cell * inside.height() / picture.height()
        pace = self._pace(item)
        first = max(0, int((max(clip.left(), HEADER) - inside.left()) // width))
        last = int((min(inside.right(), clip.right() + 1) - inside.left()) // width)
        for number in range(first, last + 1):
            left = inside.left() + number * width
            shown = min(width, inside.right() - left)
            if shown < 1:
                continue
            offset = self._geo.span(max(0.0, left - inside.left()))
            column = strip.column(item.source_in + pace.source(offset))
            source = QRectF(column * cell, 0, cell * shown / width, picture.height())
            painter.drawPixmap(QRectF(left, inside.top(), shown, inside.height()), picture, source)

    # ---- sound

    def _waveform(
        self, painter: QPainter, item: Clip, asset: Asset, rect: QRectF, clip: QRect, colour: QColor
    ) -> None:
        peaks = self._media.peaks(asset)
        # Inside the frame, and below the label where there is one.
        left, right = max(rect.left() + 2, clip.left(), HEADER), min(rect.right() - 2, clip.right() + 1)
        columns = int(right - left)
        if peaks is None or columns < 2:
            return
        window = clip_window(peaks, item, self._pace(item), self._geo.when, left, columns)
        gain = 10 ** (item.gain_db / 20)
        top = rect.top() + (_LABEL if rect.width() >= _LABELLED else 2)
        half = (rect.bottom() - 2 - top) / 2
        draw_peaks(painter, window, (left, top + half), half, colour, gain)

    # ---- marks

    def _keyframes(self, painter: QPainter, item: Clip, rect: QRectF, clip: QRect, tokens: Tokens) -> None:
        """A diamond wherever the chosen clip has a keyframe."""
        project = self._state.app.require_project()
        times = {
            item.start + key.at
            for effect in project.children(item.id, Effect)
            for key in project.children(effect.id, Keyframe)
        }
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.panel), 1))
        painter.setBrush(QColor(tokens.text))
        y = rect.bottom() - 7
        for at in times:
            x = self._geo.x(at)
            if item.start <= at <= item.end and clip.left() - 8 <= x <= clip.right() + 8:
                x = min(max(x, rect.left() + 5), rect.right() - 5)
                corners = ((0, -4), (4, 0), (0, 4), (-4, 0))
                painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _pace(self, item: Clip) -> Pace:
        return pace_of(self._state.app.require_project(), item)

    def _fade(self, painter: QPainter, rect: QRectF, width: float, tokens: Tokens) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.text), 1))
        painter.drawLine(QLineF(rect.left(), rect.bottom(), rect.left() + width, rect.top()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def draw_label(painter: QPainter, rect: QRectF, text: str, tokens: Tokens, *, ground: bool = False) -> None:
    """A label that stays in sight while its item is scrolled out to the left. ground: over pictures it needs
    one of its own.
    """
    left = max(rect.left(), HEADER + 4.0)
    if rect.right() - left < 22 or not text:
        return
    font = Theme.current().font(SIZES.font_caption)
    painter.setFont(font)
    place = QRectF(left, rect.top(), rect.right() - left, rect.height())
    if ground:
        wide = min(place.width(), QFontMetricsF(font).horizontalAdvance(text) + 2)
        colour = QColor(tokens.panel)
        colour.setAlpha(215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(QRectF(left - 3, place.top() + 1, wide + 6, place.height() - 1), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QColor(tokens.text))
    draw_elided(painter, place.toRect(), text)


def _speed_words(pace: Pace) -> str:
    """A speed such as 2×, the two ends of a ramp such as 0.5–2×, nothing at normal speed."""
    speeds = sorted({float(key.speed) for key in pace.keys} or {float(pace.speed)})
    if speeds == [1.0]:
        return ""
    return f"{speeds[0]:.3g}×" if len(speeds) == 1 else f"{speeds[0]:.3g}–{speeds[-1]:.3g}×"

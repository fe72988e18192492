"""Paints the timeline: ruler, headers, lanes, clips, cues, ghosts, playhead. Only what is inside the asked
rectangle.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from studio.core import ticks
from studio.core.ticks import Ticks
from studio.kit.icons import icon
from studio.kit.theme import SIZES, Theme, Tokens
from studio.kit.theme.tokens import mix
from studio.kit.widgets.paint import TAG, draw_elided, draw_tag
from studio.project.model import Clip, Cue
from studio.stage.timeline.state.view_model import Item, TimelineState
from studio.stage.timeline.view.clip_painting import ClipPainting, draw_label
from studio.stage.timeline.view.geometry import HEADER, RULER, TOGGLES, Geometry, Row, ruler_step
from studio.stage.timeline.view.media import TimelineMedia

_ICONS = {
    "muted": ("mute", "sound"),
    "hidden": ("eye-off", "eye"),
    "locked": ("lock", "unlock"),
    "duck": ("shift", "shift"),
}
_LANE_ICONS = {
    "video": "video",
    "captions": "captions",
    "voice": "voice",
    "sound": "sound",
    "music": "music",
}


@dataclass
class Ghost:
    """What a drag would do: items with new places; the real ones are dimmed. snap: a line at this time.
    note: words beside a time of the first item.
    """

    items: list[tuple[str, str, Ticks, Ticks, str]] = field(
        default_factory=list[tuple[str, str, Ticks, Ticks, str]]
    )
    """(item id or "", lane id, start, end, label)"""
    snap: Ticks | None = None
    band: QRectF | None = None
    note: tuple[Ticks, str] | None = None


class Painting:
    """Draws one frame of the timeline."""

    def __init__(self, state: TimelineState, geometry: Geometry, media: TimelineMedia) -> None:
        self._state = state
        self._geo = geometry
        self._clips = ClipPainting(state, geometry, media)
        self.ghost: Ghost | None = None
        self.hover = ""

    def paint(self, painter: QPainter, clip: QRect, *, focused: bool) -> None:
        """Paint what lies in ``clip``."""
        tokens, geo = Theme.current().tokens, self._geo
        painter.fillRect(clip, QColor(tokens.window))
        painter.save()
        painter.setClipRect(QRect(0, RULER, geo.width, geo.height - RULER).intersected(clip))
        for row in geo.rows:
            top = geo.y(row)
            if top < geo.height and top + row.height > RULER:
                self._row(painter, row, clip, tokens)
        self._ghosts(painter, tokens)
        if not any(row.lane.items for row in geo.rows) and self.ghost is None:
            self._invite(painter, tokens)
        painter.restore()
        self._ruler(painter, clip, tokens)
        painter.setClipRect(clip)
        if clip.left() < HEADER:
            painter.setClipRect(QRect(0, RULER, HEADER, geo.height).intersected(clip))
            for row in geo.rows:
                self._header(painter, row, tokens)
            painter.setClipRect(clip)
            painter.setPen(QColor(tokens.line))
            painter.drawLine(HEADER - 1, 0, HEADER - 1, geo.height)
        self._playhead(painter, tokens)
        if focused:
            painter.setPen(QPen(QColor(tokens.focus), SIZES.focus_ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(1, 1, geo.width - 2, geo.height - 2))

    def _invite(self, painter: QPainter, tokens: Tokens) -> None:
        """What an empty timeline is for."""
        words = QCoreApplication.translate("Timeline", "Drop videos, images or audio here")
        if not self._state.ready:
            words = QCoreApplication.translate("Timeline", "Open a project to see its timeline")
        painter.setFont(Theme.current().font())
        painter.setPen(QColor(tokens.text_dim))
        room = QRect(HEADER, RULER, self._geo.width - HEADER, self._geo.height - RULER)
        if self._geo.rows:
            first = self._geo.rows[0]
            room.setRect(HEADER, self._geo.y(first), self._geo.width - HEADER, first.height)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    # ---- lanes

    def _row(self, painter: QPainter, row: Row, clip: QRect, tokens: Tokens) -> None:
        geo, lane = self._geo, row.lane
        top = geo.y(row)
        painter.fillRect(QRect(HEADER, top, geo.width - HEADER, row.height), QColor(tokens.panel))
        left, right = max(clip.left(), HEADER), clip.right() + 1
        if right <= HEADER:
            return
        painter.save()
        painter.setClipRect(QRect(HEADER, max(RULER, top), geo.width - HEADER, row.height).intersected(clip))
        if lane.hidden or lane.muted:
            painter.setOpacity(0.45)
        moving = {one[0] for one in self.ghost.items} if self.ghost is not None else set[str]()
        for item in self._shown(row, geo.when(left - 2), geo.when(right + 2)):
            if item.id in moving:
                painter.save()
                painter.setOpacity(0.3)
            self._item(painter, row, item, clip, tokens)
            if item.id in moving:
                painter.restore()
        painter.restore()

    def _shown(self, row: Row, start: Ticks, end: Ticks) -> list[Item]:
        """Items of a row inside a span; where many fall on one pixel, one of them stands for all."""
        lane, pixel = row.lane, self._geo.span(2)
        low, high = lane.first_after(start), bisect_left(lane.starts, end)
        if high - low <= 800:
            return [item for item in lane.items[low:high] if item.end > start]
        found: list[Item] = []
        index = low
        while index < high:
            item = lane.items[index]
            if item.end > start:
                found.append(item)
            index = max(index + 1, bisect_left(lane.starts, item.start + pixel, index + 1, high))
        return found

    def _item(self, painter: QPainter, row: Row, item: Item, clip: QRect, tokens: Tokens) -> None:
        rect = self._geo.rect(row, item.start, item.end)
        chosen = item.id in self._state.app.selection
        hue = tokens.hue(row.lane.workspace)
        ground = mix(tokens.panel, hue, 0.42 if chosen else 0.26)
        if isinstance(item, Clip) and not item.enabled:
            ground = mix(tokens.panel, tokens.text_dim, 0.2)
        shape = rect.adjusted(0.5, 0, -0.5, 0)
        if shape.width() < 5:
            painter.fillRect(rect, QColor(mix(tokens.panel, hue, 0.6)))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(
                # Over the pictures of a film its own hue would not be seen.
                QColor(
                    tokens.text if chosen else hue if item.id == self.hover else mix(tokens.panel, hue, 0.55)
                ),
                2 if chosen else 1,
            )
        )
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(shape.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if isinstance(item, Clip):
            self._clips.paint(painter, row, item, rect, clip)
        else:
            self._cue(painter, item, rect, tokens)

    def _cue(self, painter: QPainter, item: Cue, rect: QRectF, tokens: Tokens) -> None:
        draw_label(painter, rect.adjusted(5, 0, -4, 0), item.text.replace("\n", " "), tokens)

    # ---- ghosts

    def _ghosts(self, painter: QPainter, tokens: Tokens) -> None:
        ghost, geo = self.ghost, self._geo
        if ghost is None:
            return
        painter.save()
        painter.setClipRect(QRect(HEADER, RULER, geo.width - HEADER, geo.height - RULER))
        for _, lane_id, start, end, label in ghost.items:
            row = geo.row_of(lane_id)
            if row is None:
                continue
            hue = tokens.hue(row.lane.workspace)
            rect = geo.rect(row, start, end)
            ground = QColor(hue)
            ground.setAlpha(110)
            painter.setBrush(ground)
            painter.setPen(QPen(QColor(hue), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
            draw_label(painter, rect.adjusted(6, 0, -4, 0), label, tokens)
        if ghost.snap is not None:
            painter.setPen(QPen(QColor(tokens.warn), 1))
            x = geo.x(ghost.snap)
            painter.drawLine(QLineF(x, RULER, x, geo.height))
        if ghost.note is not None and ghost.items:
            self._note(painter, ghost.items[0][1], *ghost.note)
        if ghost.band is not None:
            ground = QColor(tokens.focus)
            ground.setAlpha(40)
            painter.setPen(QPen(QColor(tokens.focus), 1))
            painter.setBrush(ground)
            painter.drawRect(ghost.band)
        painter.restore()

    def _note(self, painter: QPainter, lane_id: str, when: Ticks, words: str) -> None:
        """A tag over the row (under the first one), inside the lanes."""
        geo, row = self._geo, self._geo.row_of(lane_id)
        if row is None:
            return
        top = geo.y(row) - TAG - 1
        if top < RULER:
            top = geo.y(row) + row.height - TAG - 3
        draw_tag(painter, QPointF(geo.x(when) + 4, top), words, (HEADER, geo.width))

    # ---- ruler, headers, playhead

    def _ruler(self, painter: QPainter, clip: QRect, tokens: Tokens) -> None:
        if clip.top() >= RULER:
            return
        geo, app = self._geo, self._state.app
        painter.save()
        painter.setClipRect(QRect(HEADER, 0, geo.width - HEADER, RULER).intersected(clip))
        painter.fillRect(QRect(HEADER, 0, geo.width - HEADER, RULER), QColor(tokens.panel))
        if app.in_point is not None or app.out_point is not None:
            left = geo.x(app.in_point or 0)
            right = geo.x(app.out_point) if app.out_point is not None else geo.x(self._state.duration)
            hue = QColor(tokens.hue("video"))
            hue.setAlpha(70)
            painter.fillRect(QRectF(left, 0, max(2.0, right - left), RULER), hue)
            painter.fillRect(QRectF(left, RULER - 3, max(2.0, right - left), 3), QColor(tokens.hue("video")))
        rate = self._state.rate
        step, marks = ruler_step(self._state.zoom, rate)
        first = max(0, geo.when(max(clip.left(), HEADER) - 100) // step)
        last = geo.when(clip.right() + 1) // step + 1
        painter.setFont(_tabular(Theme.current()))
        for index in range(first, last + 1):
            x = geo.x(index * step)
            painter.setPen(QColor(tokens.text_dim))
            painter.drawLine(QLineF(x, RULER - 10, x, RULER - 1))
            painter.drawText(
                QRectF(x + 4, 2, 120, 16), Qt.AlignmentFlag.AlignLeft, ticks.timecode(index * step, rate)
            )
            painter.setPen(QColor(tokens.line))
            for mark in range(1, marks):
                at = geo.x(index * step + step * mark // marks)
                painter.drawLine(QLineF(at, RULER - 5, at, RULER - 1))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(HEADER, RULER - 1, geo.width, RULER - 1)
        painter.restore()

    def _header(self, painter: QPainter, row: Row, tokens: Tokens) -> None:
        geo, lane = self._geo, row.lane
        top = geo.y(row)
        if top > geo.height or top + row.height < RULER:
            return
        painter.fillRect(QRect(0, top, HEADER - 1, row.height), QColor(tokens.panel))
        painter.fillRect(QRect(0, top, 3, row.height), QColor(tokens.hue(lane.workspace)))
        middle = top + row.height // 2
        _draw_icon(painter, _LANE_ICONS[lane.kind], "dim", QRect(10, middle - 8, 16, 16))
        toggles = TOGGLES[lane.kind]
        painter.setFont(Theme.current().font())
        painter.setPen(QColor(tokens.text_dim if lane.hidden or lane.muted else tokens.text))
        right = geo.toggle_rect(row, 0).left() - 4
        draw_elided(painter, QRect(32, top, right - 32, row.height), lane.name)
        for index, toggle in enumerate(toggles):
            on = bool(getattr(lane, toggle))
            rect = geo.toggle_rect(row, index)
            if on:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.selection))
                painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            place = QRect(rect.center().x() - 6, rect.center().y() - 6, 14, 14)
            _draw_icon(painter, _ICONS[toggle][0 if on else 1], "text" if on else "disabled", place)

    def _playhead(self, painter: QPainter, tokens: Tokens) -> None:
        x = self._geo.x(self._state.app.playhead)
        if not HEADER <= x <= self._geo.width:
            return
        painter.setPen(QPen(QColor(tokens.text), 1))
        painter.drawLine(QLineF(round(x), 10, round(x), self._geo.height))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.text))
        x = round(x) + 0.5
        corners = ((-6, 2), (6, 2), (6, 9), (0, 15), (-6, 9))
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y) for dx, y in corners]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _draw_icon(painter: QPainter, name: str, tone: str, place: QRect) -> None:
    """From the cache of pixmaps: drawing SVG anew takes longer than all the rest of the timeline."""
    painter.drawPixmap(
        place, icon(name, tone=tone).pixmap(place.size(), painter.device().devicePixelRatioF())
    )


def _tabular(theme: Theme) -> QFont:
    return theme.font(SIZES.font_caption, tabular=True)

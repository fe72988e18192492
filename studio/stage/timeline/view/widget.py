"""The painted part of the timeline and everything the mouse, the keyboard and drops do to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from studio.core import ticks
from studio.project.model import Cue
from studio.stage.timeline.state.view_model import Item, TimelineState
from studio.stage.timeline.view import menus
from studio.stage.timeline.view.drops import DropTarget
from studio.stage.timeline.view.geometry import GAP, HEADER, RULER, Hit
from studio.stage.timeline.view.gestures import Band, Gesture, Move, RangeDrag, Scrub, Trim
from studio.stage.timeline.view.media import TimelineMedia

_ZOOM_STEP = 1.25


class TimelineView(DropTarget):
    """Header column, ruler and lanes in one painted widget. Emits ``scrolled`` when zoom, scroll or size
    changed.
    """

    scrolled = Signal()

    def __init__(self, state: TimelineState, media: TimelineMedia, parent: QWidget | None = None) -> None:
        super().__init__(state, media, parent)
        self._gesture: Gesture | None = None
        self._playhead_x = 0
        self._filled = (state.app.sequence_id, state.duration > 0)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Timeline"))
        self.setMinimumSize(320, 96)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        return QSize(900, RULER + max(160, self.geometry_.content_height))

    # ---- following the state

    def lanes_changed(self) -> None:
        """Lanes or items are others now."""
        self.geometry_.layout()
        self.describe()
        self._show_first_media()
        self.scrolled.emit()
        self.update()

    def _show_first_media(self) -> None:
        """What is laid on an empty timeline is shown whole, where it does not fit in."""
        state, before = self.state, self._filled
        self._filled = (state.app.sequence_id, state.duration > 0)
        if self._filled == (before[0], True) and not before[1]:
            # Several files are several changes in a row: all of them count.
            QTimer.singleShot(0, self, self._fit_first)

    def _fit_first(self) -> None:
        if self.state.duration > self.geometry_.span(self.geometry_.lanes_width):
            self.fit()

    def view_changed(self) -> None:
        """Zoom or scroll changed."""
        self.scrolled.emit()
        self.update()

    def playhead_moved(self) -> None:
        """Repaint only where the playhead was and is; turn the page when it leaves, unless it is dragged."""
        geo, state = self.geometry_, self.state
        x = round(geo.x(state.app.playhead))
        # Before it is on the screen it does not know its width, and nobody has moved anything.
        if self._gesture is None and self.isVisible() and not HEADER <= x <= geo.width:
            ahead = 40 if state.app.playing else geo.lanes_width // 5
            state.scroll = max(0, state.app.playhead - geo.span(ahead))
            return
        for place in (self._playhead_x, x):
            self.update(QRect(place - 8, 0, 17, geo.height))
        self._playhead_x = x

    def describe(self) -> None:
        """Tell screen readers what is selected."""
        chosen = self.state.selected()
        rate = self.state.rate
        if len(chosen) == 1:
            item = chosen[0]
            text = item.text if isinstance(item, Cue) else item.label
            span = f"{ticks.timecode(item.start, rate)} – {ticks.timecode(item.end, rate)}"
            self.setAccessibleDescription(f"{text}, {span}")
        else:
            self.setAccessibleDescription(self.tr("{count} selected").format(count=len(chosen)))

    def zoom_by(self, factor: float, x: float | None = None) -> None:
        """Zoom around a pixel; None: around the playhead where it can be seen, else the middle."""
        geo = self.geometry_
        if x is None:
            x = geo.x(self.state.app.playhead)
            if not HEADER <= x <= geo.width:
                x = HEADER + geo.lanes_width / 2
        self.state.zoom_to(self.state.zoom * factor, geo.when(x), x - HEADER)

    def fit(self) -> None:
        """Show everything."""
        self.state.fit(self.geometry_.lanes_width)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.painting.paint(painter, event.rect(), focused=self.hasFocus())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.geometry_.width, self.geometry_.height = self.width(), self.height()
        self.scrolled.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    # ---- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self.geometry_.hit(event.position())
        if event.button() != Qt.MouseButton.LeftButton or not self.state.ready:
            return
        if hit.part == "toggle" and hit.row is not None and hit.toggle is not None:
            lane, toggle = hit.row.lane.id, hit.toggle
            self.state.app.attempt(lambda: self.state.toggle(lane, toggle))
        else:
            self._gesture = self._begin(hit, event)

    def _begin(self, hit: Hit, event: QMouseEvent) -> Gesture | None:
        state, geo, at = self.state, self.geometry_, event.position()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        near_playhead = abs(at.x() - geo.x(state.app.playhead)) <= 4 and at.y() < RULER
        if hit.part == "ruler":
            return RangeDrag(state, geo, at) if shift and not near_playhead else Scrub(state, geo, at)
        if hit.item is None:
            if hit.part not in ("lane", "outside") or at.x() < HEADER:
                return None
            if not (shift or control):
                state.app.select(())
            return Band(state, geo, at, state.app.selection)
        trimming = hit.part in ("start", "end")
        self._select(hit.item, add=control, extend=shift and not trimming)
        held = hit.row is None or hit.row.lane.locked or state.app.require_project().read_only
        if held or hit.item.id not in state.app.selection:
            return None
        if hit.part == "start" or hit.part == "end":
            return Trim(state, geo, at, hit.item, hit.part)
        return Move(state, geo, at, hit.item, [item for item in state.selected() if not self._locked(item)])

    def _select(self, item: Item, *, add: bool, extend: bool) -> None:
        app = self.state.app
        if add:
            app.select(app.selection ^ {item.id})
        elif extend:
            lane = self.state.lane(item.parent)
            mates = [other for other in self.state.selected() if other.parent == item.parent]
            start, end = (
                min([item.start, *(o.start for o in mates)]),
                max([item.end, *(o.end for o in mates)]),
            )
            found = lane.between(start, end) if lane is not None else []
            app.select(app.selection | {other.id for other in found})
        elif item.id not in app.selection:
            app.select((item.id,))

    def _locked(self, item: Item) -> bool:
        lane = self.state.lane(item.parent)
        return lane is not None and lane.locked

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gesture is None:
            self._hover(event)
            return
        self._follow_edge(event.position().x())
        self._gesture.move(event.position(), event.modifiers())
        if self._gesture.ghost is not None:
            self.show_ghost(self._gesture.ghost)

    def _follow_edge(self, x: float) -> None:
        """Scroll on while something is dragged past the edge."""
        geo, state = self.geometry_, self.state
        if x > geo.width - 12:
            state.scroll += geo.span(24)
        elif HEADER <= x < HEADER + 12 and state.scroll > 0:
            state.scroll = max(0, state.scroll - geo.span(24))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.show_ghost(None)
        gesture.stop()
        moved = gesture.begun
        if moved:
            self.state.app.attempt(gesture.finish)
        elif isinstance(gesture, Move) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            # A plain click on one of several selected items means this one.
            hit = self.geometry_.hit(event.position())
            if hit.item is not None:
                self.state.app.select((hit.item.id,))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self.geometry_.hit(event.position())
        app = self.state.app
        if isinstance(hit.item, Cue):
            app.select((hit.item.id,))
            app.seek(hit.item.start)
            app.workspace = "captions"
        elif hit.item is not None:
            app.seek(hit.item.start)

    def _hover(self, event: QMouseEvent) -> None:
        hit = self.geometry_.hit(event.position())
        project = self.state.app.project
        writable = project is not None and not project.read_only
        open_lane = hit.row is not None and not hit.row.lane.locked and writable
        shape = Qt.CursorShape.ArrowCursor
        if hit.part in ("start", "end") and open_lane:
            shape = Qt.CursorShape.SizeHorCursor
        self.setCursor(shape)
        hover = hit.item.id if hit.item is not None else ""
        if hover != self.painting.hover:
            self.painting.hover = hover
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.painting.hover = ""
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_ZOOM_STEP ** (delta / 120), max(float(HEADER), event.position().x()))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._scrolls():
            self.scroll_rows(-delta // 3)
        else:
            self.state.scroll = max(0, self.state.scroll - self.geometry_.span(delta * 0.8))
        event.accept()

    def _scrolls(self) -> bool:
        return self.geometry_.content_height > self.height() - RULER

    def scroll_rows(self, pixels: int) -> None:
        """Scroll the lanes up or down."""
        geo = self.geometry_
        most = max(0, geo.content_height - (geo.height - RULER))
        geo.vertical = min(max(0, geo.vertical + pixels), most)
        self.view_changed()

    def laid(self) -> None:
        """Bring the lane of what was dropped into sight."""
        geo, chosen = self.geometry_, self.state.selected()
        row = geo.row_of(chosen[0].parent) if chosen else None
        if row is None:
            return
        top, bottom = geo.y(row), geo.y(row) + row.height + GAP
        if bottom > geo.height:
            self.scroll_rows(bottom - geo.height)
        elif top < RULER:
            self.scroll_rows(top - RULER)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        hit = self.geometry_.hit(QPointF(event.pos()))
        if hit.part in ("header", "toggle") and hit.row is not None:
            menus.lane_menu(self.state, hit.row.lane, self).popup(event.globalPos())
            return
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse and hit.part == "lane" and hit.row is not None:
            gap = menus.gap_menu(self.state, hit.row.lane, hit.when, self)
            if gap is not None:
                gap.popup(event.globalPos())
                return
        if hit.item is not None and by_mouse:
            self._select(hit.item, add=False, extend=False)
        if self.state.selected():
            menus.item_menu(self.state, self).popup(event.globalPos())

    # ---- keyboard

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._own_key(event)
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip:
            self._tip()
            return True
        return super().event(event)

    def _own_key(self, event: QKeyEvent) -> bool:
        keys = (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_Delete,
            Qt.Key.Key_Backspace,
            Qt.Key.Key_Plus,
            Qt.Key.Key_Minus,
        )
        escape = event.key() == Qt.Key.Key_Escape and self._gesture is not None
        return escape or (event.key() in keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        app, state = self.state.app, self.state
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Up:
                state.select_neighbour(-1)
                self.reveal()
            case Qt.Key.Key_Down:
                state.select_neighbour(1)
                self.reveal()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step = -1 if event.key() == Qt.Key.Key_Left else 1
                app.step(step * (round(state.rate) if shift else 1))
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                app.attempt(lambda: state.delete(ripple=shift))
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(_ZOOM_STEP)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / _ZOOM_STEP)
            case Qt.Key.Key_Escape:
                if self._gesture is not None:
                    self._gesture.stop()
                self._gesture = None
                self.show_ghost(None)
            case _:
                super().keyPressEvent(event)

    def reveal(self) -> None:
        """Scroll so that the selection can be seen."""
        chosen = self.state.selected()
        if chosen:
            start, end = self.geometry_.visible()
            if not start <= chosen[0].start < end:
                self.state.scroll = max(0, chosen[0].start - self.geometry_.span(60))

    def _tip(self) -> None:
        at = self.mapFromGlobal(self.cursor().pos())
        hit = self.geometry_.hit(QPointF(at))
        text = ""
        if hit.toggle is not None and hit.row is not None:
            on = bool(getattr(hit.row.lane, hit.toggle))
            text = {
                "muted": self.tr("Unmute track") if on else self.tr("Mute track"),
                "hidden": self.tr("Show track") if on else self.tr("Hide track"),
                "locked": self.tr("Unlock track") if on else self.tr("Lock track"),
                "duck": self.tr("Stop ducking under voices") if on else self.tr("Duck under voices"),
            }[hit.toggle]
        elif hit.item is not None:
            item = hit.item
            name = item.text if isinstance(item, Cue) else item.label
            length = ticks.timecode(item.end - item.start, self.state.rate)
            text = f"{name}\n{ticks.timecode(item.start, self.state.rate)} · {length}"
            asset = None if isinstance(item, Cue) else self.state.asset(item)
            if asset is not None and self.media.missing(asset):
                text += "\n" + self.tr("Missing file: relink it in the library")
        QToolTip.showText(self.cursor().pos(), text, self)

"""`CueWave`: the sound of the film with the captions on it, as blocks that are dragged by edge or body."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.core import ticks
from studio.kit.bind import Bindings
from studio.kit.icons import icon
from studio.kit.theme import SIZES, Theme, Tokens
from studio.kit.theme.tokens import mix
from studio.kit.widgets.paint import draw_elided, draw_focus_ring, draw_peaks, draw_tag
from studio.project.model import Cue
from studio.project.pace import pace_of
from studio.stage.timeline.view.geometry import ruler_step
from studio.stage.timeline.view.media import TimelineMedia, clip_window
from studio.workspaces.captions.state.rows import shows_problem
from studio.workspaces.captions.state.view_model import CaptionsState
from studio.workspaces.captions.state.wave import Drag, Hit, Sound, WaveState
from studio.workspaces.captions.view.table_model import SEVERITY, tip_of

RULER = 20
LABEL = 18
HEIGHT, LOWEST, HIGHEST = 112, 76, 260
_ZOOM_STEP = 1.25
_THRESHOLD = 4
_LOUDEST = 0.92
_OVER = 170
"""Opacity of a dubbed voice: the voice it replaces is seen through it."""
_MOST_GAIN = 10.0


class CueWave(QWidget):
    """Waveform and cues of a CaptionsState. A click seeks and chooses; dragging a cue or one of its edges is
    one edit; the wheel zooms at the pointer, sideways and with Shift it scrolls; a double click opens the
    text, or begins a new caption where there is none.
    """

    def __init__(self, captions: CaptionsState, bindings: Bindings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = WaveState(captions)
        self._captions = captions
        self._media = TimelineMedia(captions.app, self)
        self._gains: dict[str, float] = {}
        self._press: tuple[QPointF, Hit] | None = None
        self._drag: Drag | None = None
        self._scrubbing = False
        self._hover = ""
        self._playhead_x = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Waveform with captions"))
        self.setProperty("claims", "Return Enter Del + -")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(200, LOWEST)
        self.setMaximumHeight(HIGHEST)
        self._bind(bindings)

    def sizeHint(self) -> QSize:
        return QSize(800, HEIGHT)

    def _bind(self, bindings: Bindings) -> None:
        for name in ("zoom", "scroll", "sounds"):
            bindings.call(self.state, name, self._changed)
        for name in ("count", "marked", "current_cue", "selected", "track"):
            bindings.call(self._captions, name, self._changed)
        bindings.call(self._captions.app, "playhead", self._playhead_moved)
        bindings.call(self._captions.app, "project", self._forget, now=False)
        self._media.ready.connect(self.refresh)
        Theme.current().theme_changed.connect(self.refresh)

    def _changed(self, _value: object) -> None:
        cue = self._captions.current_cue
        self.setAccessibleDescription(_told(cue) if cue is not None else "")
        self.update()

    @Slot()
    def refresh(self) -> None:
        """Cues are others, or look otherwise."""
        self.update()

    def _forget(self, _project: object) -> None:
        self._media.forget()
        self._gains.clear()
        self._press = self._drag = None

    def _playhead_moved(self, _when: object) -> None:
        x = round(self.state.x(self._captions.app.playhead))
        for place in (self._playhead_x, x):
            self.update(QRect(place - 7, 0, 15, self.height()))
        self._playhead_x = x

    def zoom_by(self, factor: float, x: float | None = None) -> None:
        """Zoom around a pixel; None: around the playhead where it can be seen, else the middle."""
        if x is None:
            x = self.state.x(self._captions.app.playhead)
            x = x if 0 <= x <= self.width() else self.width() / 2
        self.state.zoom_by(factor, x)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, clip = Theme.current().tokens, event.rect()
        painter.fillRect(clip, QColor(tokens.window))
        state = self.state
        cues = [
            self._drag.cue if self._drag is not None and cue.id == self._drag.cue.id else cue
            for cue in state.cues(state.when(clip.left() - 4), state.when(clip.right() + 4))
        ]
        if self._drag is not None and all(cue.id != self._drag.cue.id for cue in cues):
            cues.append(self._drag.cue)
        cues.sort(key=lambda cue: cue.id in self._captions.app.selection)
        for cue in cues:
            self._block(painter, cue, tokens)
        drawn = [self._sound(painter, sound, clip, tokens) for sound in state.sounds]
        for cue in cues:
            self._label(painter, cue, tokens)
        if not state.sounds and not cues:
            self._say(painter, self.tr("No audio on the timeline."), tokens)
        elif not any(drawn) and not cues and state.sounds:
            self._say(painter, self.tr("Reading audio…") if self._waits() else "", tokens)
        self._ruler(painter, clip, tokens)
        self._marks(painter, tokens)
        if self.hasFocus():
            draw_focus_ring(painter, self, self.rect().toRectF(), 0)

    def _place(self, cue: Cue) -> QRectF:
        """Where a cue lies, as it is dragged."""
        drag = self._drag if self._drag is not None and self._drag.cue.id == cue.id else None
        left = self.state.x(drag.start if drag else cue.start)
        right = self.state.x(drag.end if drag else cue.end)
        return QRectF(left, RULER, max(2.0, right - left), self.height() - RULER)

    def _block(self, painter: QPainter, cue: Cue, tokens: Tokens) -> None:
        rect, hue = self._place(cue), tokens.hue("captions")
        chosen = cue.id in self._captions.app.selection
        strength = 0.3 if chosen else 0.2 if cue.id == self._hover else 0.13
        painter.fillRect(rect, QColor(mix(tokens.window, hue, strength)))
        if rect.width() < 5:
            return
        wide = 2.0 if chosen else 1.0
        edge = QColor(hue if chosen or cue.id == self._hover else mix(tokens.window, hue, 0.55))
        painter.fillRect(QRectF(rect.left(), rect.top(), wide, rect.height()), edge)
        painter.fillRect(QRectF(rect.right() - wide, rect.top(), wide, rect.height()), edge)

    def _label(self, painter: QPainter, cue: Cue, tokens: Tokens) -> None:
        whole = self._place(cue)
        left, right = max(whole.left(), 0.0) + 6, whole.right() - 6
        if right - left < 14:
            return
        rect = QRect(round(left), self.height() - LABEL, round(right - left), LABEL - 1)
        problems = self._captions.rows.problems(cue.id)
        if shows_problem(problems):
            side = SIZES.icon_small - 2
            name, tone = SEVERITY[problems[0].severity]
            mark = icon(name, tone=tone)
            box = QRect(rect.right() - side + 1, rect.y() + (rect.height() - side) // 2, side, side)
            painter.drawPixmap(box, mark.pixmap(box.size(), self.devicePixelRatioF()))
            rect.setRight(box.left() - 3)
        if rect.width() > 20:
            painter.setFont(Theme.current().font(SIZES.font_caption))
            painter.setPen(QColor(tokens.text))
            draw_elided(painter, rect, cue.text.replace("\n", " "))

    def _sound(self, painter: QPainter, sound: Sound, clip: QRect, tokens: Tokens) -> bool:
        """Draw one clip; False while its waveform is made."""
        item, state = sound.clip, self.state
        left = max(0.0, state.x(item.start), float(clip.left()))
        right = min(float(self.width()), state.x(item.end), float(clip.right() + 1))
        peaks = self._media.peaks(sound.asset)
        columns = int(right - left)
        if peaks is None or columns < 1:
            return peaks is not None
        if sound.asset.id not in self._gains:
            loudest = float(abs(peaks.window(0, peaks.duration, 1)[:, :2]).max())
            self._gains[sound.asset.id] = min(_MOST_GAIN, _LOUDEST / max(1e-3, loudest))
        pace = pace_of(self._captions.app.require_project(), item)
        window = clip_window(peaks, item, pace, state.when, left, columns)
        half = (self.height() - RULER - LABEL) / 2
        colour = QColor(mix(tokens.window, tokens.hue("voice" if sound.spoken else "captions"), 0.8))
        if sound.spoken and len(self.state.sounds) > 1:
            colour.setAlpha(_OVER)
        draw_peaks(
            painter, window, (left, RULER + half), half - 2, colour, self._gains[sound.asset.id]
        )  # fmt: skip
        return True

    def _waits(self) -> bool:
        return any(self._media.peaks(sound.asset) is None for sound in self.state.sounds)

    def _say(self, painter: QPainter, words: str, tokens: Tokens) -> None:
        painter.setFont(Theme.current().font())
        painter.setPen(QColor(tokens.text_dim))
        painter.drawText(self.rect().adjusted(0, RULER, 0, 0), Qt.AlignmentFlag.AlignCenter, words)

    def _ruler(self, painter: QPainter, clip: QRect, tokens: Tokens) -> None:
        if clip.top() >= RULER:
            return
        state = self.state
        painter.fillRect(QRect(clip.left(), 0, clip.width(), RULER), QColor(tokens.panel))
        # Captions are timed by the clock: round seconds at 29.97 frames a second too.
        step, marks = ruler_step(state.zoom, Fraction(max(1, round(self._captions.rate))))
        painter.setFont(Theme.current().font(SIZES.font_caption, tabular=True))
        for index in range(state.when(clip.left() - 100) // step, state.when(clip.right() + 1) // step + 1):
            x = state.x(index * step)
            painter.setPen(QColor(tokens.text_dim))
            painter.drawLine(QLineF(x, RULER - 8, x, RULER - 1))
            room = QRectF(x + 4, 0, 120, RULER - 2)
            said = ticks.clock(index * step, 3 if step % ticks.TICKS_PER_SECOND else 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
            painter.setPen(QColor(tokens.line))
            for mark in range(1, marks):
                at = state.x(index * step + step * mark // marks)
                painter.drawLine(QLineF(at, RULER - 4, at, RULER - 1))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(clip.left(), RULER - 1, clip.right(), RULER - 1)
        painter.drawLine(clip.left(), 0, clip.right(), 0)

    def _marks(self, painter: QPainter, tokens: Tokens) -> None:
        """What a drag has caught, and the playhead."""
        if self._drag is not None:
            drag = self._drag
            words = f"{ticks.clock(drag.start)} – {ticks.clock(drag.end)}   {drag.seconds:.2f} s"
            at = drag.end if drag.end != drag.cue.end else drag.start
            draw_tag(painter, QPointF(self.state.x(at) + 4, RULER + 3), words, (0, self.width()))
        if self._drag is not None and self._drag.snap is not None:
            x = self.state.x(self._drag.snap)
            painter.setPen(QPen(QColor(tokens.warn), 1))
            painter.drawLine(QLineF(x, RULER, x, self.height()))
        x = round(self.state.x(self._captions.app.playhead))
        if not 0 <= x <= self.width():
            return
        painter.setPen(QPen(QColor(tokens.text), 1))
        painter.drawLine(QLineF(x, 6, x, self.height()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.text))
        corners = ((-5, 1), (5, 1), (5, 6), (0, 11), (-5, 6))
        painter.drawPolygon(QPolygonF([QPointF(x + 0.5 + dx, y) for dx, y in corners]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.state.width = max(1, self.width())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # ---- mouse

    def _hit(self, at: QPointF) -> Hit:
        if at.y() < RULER:
            return Hit("none", self.state.when(at.x()))
        return self.state.hit(at.x())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._captions.app.project is None:
            return
        hit = self._hit(event.position())
        self._press = (event.position(), hit)
        self._scrubbing = hit.cue is None
        if hit.cue is None:
            self._captions.app.seek(hit.when)
            return
        keys = event.modifiers()
        chosen = self._captions.app.selection
        if keys & Qt.KeyboardModifier.ControlModifier:
            rest = chosen ^ {hit.cue.id}
            self._captions.choose(sorted(rest), hit.cue.id if hit.cue.id in rest else "", seek=False)
        elif hit.cue.id not in chosen or len(chosen) > 1:
            self._captions.choose([hit.cue.id], seek=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._press is None:
            self._show_hover(self._hit(at))
            return
        start, hit = self._press
        if self._scrubbing:
            self._captions.app.seek(self.state.when(at.x()))
            return
        cue = self._captions.rows.find(hit.cue.id) if hit.cue is not None else None
        project = self._captions.app.project
        if cue is None or project is None or project.read_only:
            return
        if self._drag is None and abs(at.x() - start.x()) < _THRESHOLD:
            return
        free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        by = self.state.span(at.x() - start.x())
        self._drag = self.state.dragged(cue, hit.part, by, free=free)
        self.state.look(self._drag, hit.part)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._press is None:
            return
        (_start, hit), drag = self._press, self._drag
        self._press = self._drag = None
        self._captions.app.look = None
        if drag is not None:
            self.state.drop(drag)
        elif hit.cue is not None and not event.modifiers():
            self._captions.app.seek(hit.when)  # a click, not a drag
        self._scrubbing = False
        self._show_hover(self._hit(event.position()))
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._captions.app.project is None:
            return
        hit = self._hit(event.position())
        self._press = None
        if hit.cue is not None:
            self._captions.ask_edit(hit.cue.id)
        elif event.position().y() >= RULER:
            self._captions.app.seek(hit.when)
            self._captions.edits.insert()

    def _show_hover(self, hit: Hit) -> None:
        edge = hit.part in ("start", "end")
        self.setCursor(Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.ArrowCursor)
        hover = hit.cue.id if hit.cue is not None else ""
        if hover != self._hover:
            self._hover = hover
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = ""
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned, sideways = event.angleDelta().y(), event.angleDelta().x()
        if abs(sideways) > abs(turned) or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.state.scroll_by(-(sideways or turned) * 0.8)
        else:
            self.zoom_by(_ZOOM_STEP ** (turned / 120), event.position().x())
        event.accept()

    # ---- keys and tips

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape if self._press is not None:
                self._press = self._drag = None
                self._captions.app.look = None
                self.update()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._captions.current_cue is not None:
                self._captions.ask_edit(self._captions.current)
            case Qt.Key.Key_Delete:
                self._captions.edits.delete()
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(_ZOOM_STEP)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / _ZOOM_STEP)
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hit = self._hit(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._tip(hit), self)
            return True
        return super().event(event)

    def _tip(self, hit: Hit) -> str:
        if hit.cue is None:
            return self.tr("Double-click: new caption. Wheel: zoom. Shift+wheel: scroll.")
        problems = tip_of(self._captions.rows.problems(hit.cue.id))
        return "\n".join(part for part in (_told(hit.cue), problems) if part)


def _told(cue: Cue) -> str:
    """A cue in words: text and times."""
    return f"{cue.text}\n{ticks.clock(cue.start)} – {ticks.clock(cue.end)}"

"""`Waveform`: the shape of a sound with its words beneath, and where it plays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.core import ticks
from studio.core.ticks import Ticks
from studio.kit.theme import SIZES, Theme
from studio.kit.theme.tokens import channels, mix
from studio.kit.widgets.paint import draw_focus_ring, workspace_of
from studio.project.model import Word

_WORDS_HEIGHT = 20
_STEP = ticks.from_seconds(0.1)


class PeakSource(Protocol):
    """What a waveform is drawn from: ``media.peaks.Peaks``."""

    def window(self, start: Ticks, end: Ticks, columns: int) -> NDArray[np.float32]:
        """(columns, 3) of minimum, maximum and RMS."""
        ...


class Waveform(QWidget):
    """A whole sound, as wide as the widget. A click or drag, and the arrow keys,
    emit ``seek_requested`` (ticks).
    """

    seek_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._peaks: PeakSource | None = None
        self._duration: Ticks = 0
        self._words: Sequence[Word] = ()
        self._limit: Ticks = 0
        self._position: Ticks | None = None
        self._drawn: QPixmap | None = None
        self._drawn_for: object = None
        self.setMinimumHeight(72)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Waveform"))

    def set_wave(self, peaks: PeakSource | None, duration: Ticks = 0, words: Sequence[Word] = ()) -> None:
        """Show a sound, or nothing. words: times from its start."""
        self._peaks = peaks if duration > 0 else None
        self._duration = duration
        self._words = words
        self._position = None
        self._drawn = None
        self.setAccessibleDescription(" ".join(word.text for word in words))
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._peaks else Qt.CursorShape.ArrowCursor)
        self.update()

    def set_limit(self, limit: Ticks) -> None:
        """Mark what lies behind ``limit`` as too long; 0 marks nothing."""
        if limit != self._limit:
            self._limit = limit
            self._drawn = None
            self.update()

    def set_position(self, position: Ticks | None) -> None:
        """Where it plays; None: it does not."""
        if position != self._position:
            self._position = position
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 96)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = Theme.current().tokens
        if self._peaks is not None:
            painter.fillRect(self.rect(), QColor(tokens.window))
            painter.drawPixmap(0, 0, self._shape(self._peaks))
            self._paint_words(painter)
            if self._position is not None:
                x = self._x(self._position)
                painter.setPen(QColor(tokens.text))
                painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        if self.hasFocus():
            draw_focus_ring(painter, self, self.rect().toRectF(), 0)

    def _shape(self, peaks: PeakSource) -> QPixmap:
        """The waveform without words and position, kept until size or theme changes."""
        tokens = Theme.current().tokens
        scale = self.devicePixelRatioF()
        width = max(1, round(self.width() * scale))
        height = max(1, round((self.height() - self._words_height()) * scale))
        key = (width, height, tokens.mode)
        if self._drawn is None or self._drawn_for != key:
            image = _draw(peaks, self._duration, width, height, self._colours())
            if self._limit and self._limit < self._duration:
                image[:, round(width * self._limit / self._duration) :] = _tinted(
                    image[:, round(width * self._limit / self._duration) :], channels(tokens.danger)
                )
            picture = QImage(image.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
            picture.setDevicePixelRatio(scale)
            self._drawn = QPixmap.fromImage(picture)
            self._drawn_for = key
        return self._drawn

    def _colours(self) -> tuple[str, str, str]:
        tokens = Theme.current().tokens
        hue = tokens.hue(workspace_of(self))
        return tokens.window, mix(tokens.window, hue, 0.55), hue

    def _words_height(self) -> int:
        return _WORDS_HEIGHT if self._words else 0

    def _paint_words(self, painter: QPainter) -> None:
        tokens = Theme.current().tokens
        painter.setFont(Theme.current().font(SIZES.font_caption))
        metrics = painter.fontMetrics()
        top = self.height() - _WORDS_HEIGHT
        painter.setPen(QColor(tokens.line))
        if self._words:
            painter.drawLine(0, top, self.width(), top)
        free = 0
        for word in self._words:
            left, right = round(self._x(word.start)), round(self._x(word.end))
            spoken = self._position is not None and word.start <= self._position < word.end
            painter.setPen(QColor(tokens.line))
            painter.drawLine(left, top, left, top + 4)
            wanted = metrics.horizontalAdvance(word.text)
            if left < free:
                continue  # no room: the word before is still there
            painter.setPen(QColor(tokens.text if spoken else tokens.text_dim))
            rect = QRect(left + 2, top + 2, wanted + 2, _WORDS_HEIGHT - 2)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word.text)
            free = max(right, left + wanted + 6)

    # ---- pointer and keys

    def _x(self, when: Ticks) -> float:
        return self.width() * when / max(1, self._duration)

    def _seek(self, x: float) -> None:
        if self._peaks is not None:
            share = min(1.0, max(0.0, x / max(1, self.width())))
            self.seek_requested.emit(round(self._duration * share))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}.get(Qt.Key(event.key()))
        if step is None or self._peaks is None:
            super().keyPressEvent(event)
            return
        self.seek_requested.emit(min(self._duration, max(0, (self._position or 0) + step)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def changeEvent(self, event: object) -> None:
        # The palette changes with the theme.
        self._drawn = None
        super().changeEvent(event)  # type: ignore[arg-type]


def _draw(
    peaks: PeakSource, duration: Ticks, width: int, height: int, colours: tuple[str, str, str]
) -> NDArray[np.uint8]:
    """(height, width, 3) picture: outline of minimum and maximum, with the RMS stronger inside it."""
    ground, outer, inner = (np.array(channels(colour), np.uint8) for colour in colours)
    window = peaks.window(0, duration, width)
    loudest = max(0.1, float(np.abs(window[:, :2]).max(initial=0.0)))
    middle = (height - 1) / 2
    scale = middle * 0.94 / loudest
    rows = middle - np.arange(height)[:, None]
    image = np.empty((height, width, 3), np.uint8)
    image[:] = ground
    half = 0.5  # silence is a line one pixel high
    image[(rows <= window[:, 1] * scale + half) & (rows >= window[:, 0] * scale - half)] = outer
    image[np.abs(rows) <= window[:, 2] * scale] = inner
    return image


def _tinted(part: NDArray[np.uint8], colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    return (part * 0.6 + np.array(colour) * 0.4).astype(np.uint8)

"""`Viewer`: the picture and the transport row under it. Voice, Captions and Video each have one; they
share the player.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from studio.core import ticks
from studio.kit.actions import name_button
from studio.kit.bind import Bindings
from studio.kit.icons import IconLabel
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.empty_state import EmptyState
from studio.kit.widgets.time_label import TimecodeField, TimeLabel
from studio.stage.player.state import transport
from studio.stage.player.view.playback import Player, shared_player
from studio.stage.player.view.surface import Stage
from studio.state.app_state import AppState

_FOR_MARKS, _FOR_ENDS, _FOR_LENGTH, _FOR_WORDS = 330, 400, 490, 640
"""Widths in px from which the row has room for marks, jump buttons, the length, and words about silence."""


class Viewer(QWidget):
    """``empty`` is the page shown while the sequence holds nothing: give it words of the workspace with
    `set_empty`.
    """

    def __init__(self, app: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.app = app
        self.player: Player = shared_player(app)
        self.bindings = Bindings(self)
        self.stage = Stage(self.player, self)
        self.empty: QWidget = EmptyState(
            "film",
            self.tr("Nothing to show yet"),
            self.tr("Add a video, an image or audio to the timeline."),
            parent=self,
        )
        self._pages = QStackedLayout()
        self._pages.addWidget(self.stage)
        self._pages.addWidget(_yielding(self.empty))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._pages, 1)
        self.transport = QWidget(self)
        self._make_transport(QGridLayout(self.transport))
        column.addWidget(self.transport)
        self._bind()
        self._show_timeline()

    def set_empty(self, page: QWidget) -> None:
        """Show ``page`` instead of the general words while the sequence is empty."""
        current = self._pages.currentWidget() is self.empty
        self._pages.removeWidget(self.empty)
        self.empty.deleteLater()
        self.empty = page
        self._pages.addWidget(_yielding(page))
        if current:
            self._pages.setCurrentWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room, what keys and the timeline tell as well gives way."""
        width = self.width()
        self.length.setVisible(width >= _FOR_LENGTH)
        self.silent_words.setVisible(self.player.silent and width >= _FOR_WORDS)
        for button in (self.start, self.end):
            button.setVisible(width >= _FOR_ENDS)
        for button in (self.mark_in, self.mark_out, self.loop):
            button.setVisible(width >= _FOR_MARKS)

    # ---- build

    def _make_transport(self, grid: QGridLayout) -> None:
        self.transport.setProperty("kind", "panel")
        self.transport.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.setContentsMargins(SIZES.pad, 4, SIZES.pad, 4)
        grid.setSpacing(2)
        player, app = self.player, self.app
        self.time = TimecodeField(label=self.tr("Playhead"))
        self.time.setFixedWidth(self.time.sizeHint().width())
        self.length = TimeLabel()
        self.length.setAccessibleName(self.tr("Length"))
        set_kind(self.length, "dim")
        self.start = self._button("skip-back", self.tr("Go to start"), "start", lambda: player.skip(-1))
        self.back = self._button(
            "step-back", self.tr("Previous frame"), "previous_frame", lambda: player.step(-1)
        )
        self.play = self._button("play", self.tr("Play"), "toggle", player.toggle, SIZES.icon)
        self.on = self._button("step-forward", self.tr("Next frame"), "next_frame", lambda: player.step(1))
        self.end = self._button("skip-forward", self.tr("Go to end"), "end", lambda: player.skip(1))
        self.mark_in = self._button(
            "in-point", self.tr("Mark in"), "in", partial(transport.mark_in, app), checkable=True
        )
        self.mark_out = self._button(
            "out-point", self.tr("Mark out"), "out", partial(transport.mark_out, app), checkable=True
        )
        self.loop = self._button(
            "loop", self.tr("Loop"), "loop", lambda: player.set_loop(self.loop.isChecked()), checkable=True
        )
        self.speed = QLabel()
        set_kind(self.speed, "dim")
        self.silent = IconLabel("mute", SIZES.icon_small, "warn", self.transport)
        self.silent.setToolTip(self.tr("No audio device: video plays in real time without sound."))
        self.silent.setAccessibleName(self.tr("No audio device"))
        # An icon that ignores the mouse shows no tooltip; words beside it say the same.
        self.silent_words = QLabel(self.tr("No audio device"))
        set_kind(self.silent_words, "warn")
        self._place_transport(grid)

    def _place_transport(self, grid: QGridLayout) -> None:
        """Times left, buttons in the middle, what is said and the range right."""
        left, middle, right = (QHBoxLayout() for _ in range(3))
        left.addWidget(self.time)
        left.addSpacing(4)
        left.addWidget(self.length)
        left.addStretch(1)
        for button in (self.start, self.back, self.play, self.on, self.end):
            middle.addWidget(button)
        right.addSpacing(6)
        right.addWidget(self.speed)
        right.addStretch(1)
        right.addWidget(self.silent)
        right.addWidget(self.silent_words)
        right.addSpacing(6)
        for button in (self.mark_in, self.mark_out, self.loop):
            right.addWidget(button)
        # Both sides are equally wide: whatever is said there, Play stays under the pointer.
        for column, (part, stretch) in enumerate(((left, 1), (middle, 0), (right, 1))):
            part.setSpacing(2)
            grid.addLayout(part, 0, column)
            grid.setColumnStretch(column, stretch)

    def _button(
        self,
        name: str,
        label: str,
        command: str,
        run: Any,
        size: int = SIZES.icon_small,
        *,
        checkable: bool = False,
    ) -> IconButton:
        button = IconButton(
            name, label, size=size, checkable=checkable, workspace="video", parent=self.transport
        )
        name_button(button, self.app, f"transport.{command}", label)
        button.clicked.connect(lambda *_: run())
        return button

    def _bind(self) -> None:
        bindings = self.bindings
        bindings.call(self.app, "playhead", self._show_playhead)
        bindings.call(self.app, "playing", self._show_playing)
        bindings.call(self.app, "in_point", lambda at: self.mark_in.setChecked(at is not None))
        bindings.call(self.app, "out_point", lambda at: self.mark_out.setChecked(at is not None))
        bindings.connect(self.time.value_changed, self._typed)
        self.player.timeline_changed.connect(self._show_timeline)
        self.player.transport_changed.connect(self._show_transport)
        self._show_transport()

    # ---- show

    def _show_playhead(self, at: int) -> None:
        if not self.time.hasFocus() or self.app.playing:
            blocked = self.time.blockSignals(True)
            self.time.set_value(at)
            self.time.blockSignals(blocked)

    def _show_playing(self, playing: bool) -> None:
        self.play.set_icon("pause" if playing else "play")
        self.play.set_label(self.tr("Pause") if playing else self.tr("Play"), "Space")

    def _typed(self, at: object) -> None:
        if isinstance(at, int) and at != self.app.playhead and self.app.project is not None:
            self.app.seek(min(at, max(0, self.player.duration - 1)) if self.player.duration else 0)

    @Slot()
    def _show_timeline(self) -> None:
        timeline = self.player.timeline
        full = timeline is not None and timeline.duration > 0
        self._pages.setCurrentWidget(self.stage if full or self.player.loading else self.empty)
        self.transport.setEnabled(full)
        if timeline is None:
            return
        rate = timeline.sequence.frame_rate
        self.time.set_rate(rate)
        self.length.set_rate(rate)
        self.length.set_ticks(timeline.duration)
        self.length.setToolTip(
            self.tr("{size}, {rate} frames per second").format(
                size=f"{timeline.sequence.width} × {timeline.sequence.height}",
                rate=f"{float(rate):.3f}".rstrip("0").rstrip("."),
            )
        )
        self._show_playhead(self.app.playhead)

    @Slot()
    def _show_transport(self) -> None:
        player = self.player
        self.loop.setChecked(player.loop)
        self.silent.setVisible(player.silent)
        self._fit()
        fast = self.app.playing and player.speed != 1
        self.speed.setText(f"{player.speed}×" if fast else "")
        self.time.setToolTip(
            self.tr("Playhead; type a time: 12.5, 1:02 or 00:00:01:12. Frame {frame}").format(
                frame=ticks.to_frame(self.app.playhead, player.timeline.sequence.frame_rate)
                if player.timeline
                else 0,
            )
        )


def _yielding(page: QWidget) -> QWidget:
    """A page that does not keep the viewer from being narrow while the picture is shown."""
    page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
    return page

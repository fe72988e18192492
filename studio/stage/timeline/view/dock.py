"""The timeline with its buttons and scroll bars."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QScrollBar, QToolButton, QWidget

from studio.core.ticks import TICKS_PER_SECOND
from studio.kit.bind import Bindings
from studio.kit.theme import Theme
from studio.kit.widgets.buttons import IconButton
from studio.stage.timeline.state.view_model import TimelineState
from studio.stage.timeline.view import menus
from studio.stage.timeline.view.geometry import HEADER, RULER
from studio.stage.timeline.view.media import TimelineMedia
from studio.stage.timeline.view.widget import TimelineView
from studio.state.app_state import AppState

_PER_STEP = TICKS_PER_SECOND // 100
"""Scroll bars count in hundredths of a second: ticks do not fit into their 32 bits."""
_STEP = 1.5


class TimelineDock(QWidget):
    """What the window puts into the timeline dock."""

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        self.state = TimelineState(app)
        self.setObjectName("timeline")
        self.setAccessibleName(self.tr("Timeline"))
        self._media = TimelineMedia(app, self)
        self.view = TimelineView(self.state, self._media, self)
        self._media.ready.connect(self.view.update)
        self._across = QScrollBar(Qt.Orientation.Horizontal, self)
        self._down = QScrollBar(Qt.Orientation.Vertical, self)
        self._corner = QWidget(self.view)
        self._remember = QTimer(self)
        self._remember.setSingleShot(True)
        self._remember.setInterval(1000)
        self._remember.timeout.connect(self.state.remember)
        self._build()
        self._bind()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.view, 0, 0)
        grid.addWidget(self._down, 0, 1)
        grid.addWidget(self._across, 1, 0)
        self._across.setAccessibleName(self.tr("Time"))
        self._down.setAccessibleName(self.tr("Tracks"))
        row = QHBoxLayout(self._corner)
        row.setContentsMargins(1, 0, 0, 0)
        row.setSpacing(0)
        self.add = IconButton("more", self.tr("Add track"), parent=self._corner)
        menu = QMenu(self.add)
        menus.fill_add_menu(menu, self.state)
        self.add.setMenu(menu)
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setProperty("menu", "hidden")
        self.split = IconButton("cut", self.tr("Split at playhead"), parent=self._corner)
        self.magnet = IconButton(
            "magnet", self.tr("Snap to edges"), checkable=True, workspace="video", parent=self._corner
        )
        self.zoom_out = IconButton("minus", self.tr("Zoom out"), parent=self._corner)
        self.zoom_in = IconButton("plus", self.tr("Zoom in"), parent=self._corner)
        self.fit = IconButton("fit", self.tr("Zoom to fit"), parent=self._corner)
        for button in (self.add, self.split, self.magnet, self.zoom_out, self.zoom_in, self.fit):
            row.addWidget(button)
        row.addStretch(1)
        self._corner.setGeometry(0, 0, HEADER - 1, RULER)

    def _bind(self) -> None:
        b, state, app = Bindings(self), self.state, self.app
        b.bind(state, "magnet", self.magnet)
        b.call(state, "version", lambda _: self.view.lanes_changed())
        b.call(state, "zoom", lambda _: self.view.view_changed(), now=False)
        b.call(state, "scroll", lambda _: self.view.view_changed(), now=False)
        b.call(app, "playhead", lambda _: self.view.playhead_moved())
        for name in ("selection", "in_point", "out_point"):
            b.call(app, name, lambda _: self._chosen())
        b.call(app, "project", lambda _: self._media.forget(), now=False)
        b.connect(self.split.clicked, lambda: app.attempt(state.split))
        b.connect(self.zoom_out.clicked, lambda: self.view.zoom_by(1 / _STEP))
        b.connect(self.zoom_in.clicked, lambda: self.view.zoom_by(_STEP))
        b.connect(self.fit.clicked, self.view.fit)
        b.connect(self.view.scrolled, self._show_scroll)
        b.connect(self._across.valueChanged, self._scrolled)
        b.connect(self._down.valueChanged, self._scrolled_rows)
        b.connect(Theme.current().theme_changed, self.view.update)
        self._bindings = b

    def _chosen(self) -> None:
        self.view.describe()
        self.view.update()

    @Slot()
    def _show_scroll(self) -> None:
        """Scroll bars follow zoom, scroll, size and length."""
        geo, state = self.view.geometry_, self.state
        page = geo.span(geo.lanes_width)
        room = max(state.duration + page // 2, state.scroll + page)
        with QSignalBlocker(self._across):
            self._across.setRange(0, max(0, room - page) // _PER_STEP)
            self._across.setPageStep(max(1, page // _PER_STEP))
            self._across.setSingleStep(max(1, page // _PER_STEP // 10))
            self._across.setValue(state.scroll // _PER_STEP)
        most = max(0, geo.content_height - (geo.height - RULER))
        geo.vertical = min(geo.vertical, most)
        with QSignalBlocker(self._down):
            self._down.setRange(0, most)
            self._down.setPageStep(max(1, geo.height - RULER))
            self._down.setValue(geo.vertical)
        self._down.setVisible(most > 0)
        self._remember.start()

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        self.state.scroll = value * _PER_STEP

    @Slot(int)
    def _scrolled_rows(self, value: int) -> None:
        self.view.geometry_.vertical = value
        self.view.update()

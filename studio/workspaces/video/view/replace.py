"""A bar that replaces what is seen: by a picture made from words, or by one of the library."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from studio.core import ticks
from studio.core.errors import StudioError
from studio.jobs.model import Job
from studio.kit.bind import Bindings
from studio.kit.i18n import error_words, said
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.error_card import ErrorCard
from studio.kit.widgets.primary_button import PrimaryButton
from studio.project.model import Asset
from studio.state.app_state import AppState
from studio.workspaces.video.state.replace import ReplaceState

_MOST_LISTED = 24
_HEIGHT = 32


class ReplaceBar(QWidget):
    """Emits ``closed`` when the user puts it away. Esc closes it, Enter makes the picture."""

    closed = Signal()

    def __init__(self, app: AppState, state: ReplaceState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.app, self.state = app, state
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.what = QLabel()
        self.what.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.what, "dim")
        self.prompt = QLineEdit()
        self.prompt.setPlaceholderText(self.tr("What should the picture show instead?"))
        self.prompt.setAccessibleName(self.tr("Prompt"))
        self.prompt.setMinimumWidth(120)
        self.make = PrimaryButton(self.tr("Generate"), "generate")
        self.make.setFixedHeight(_HEIGHT)  # the same as Cancel, so that the picture stays where it is
        self.make.set_tip(self.tr("Generate an image and show it instead"), "Enter")
        self.library = QPushButton(self.tr("From library"))
        self.menu = QMenu(self.library)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.library.setMenu(self.menu)
        close = IconButton("close", self.tr("Close"))
        self.error = ErrorCard()
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.prompt, self.make, self.library, close):
            row.addWidget(widget, 1 if widget is self.prompt else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIZES.pad, 8, SIZES.pad, 8)
        column.setSpacing(4)
        column.addWidget(self.what)
        column.addLayout(row)
        column.addWidget(self.error)
        self.bindings = Bindings(self)
        bind = self.bindings
        bind.bind(state, "prompt", self.prompt)
        bind.call(state, "job", self._show_job)
        bind.call(state, "error", self._show_error)
        for field in ("playhead", "in_point", "out_point", "selection"):
            bind.call(app, field, lambda _: self.refresh(), now=False)
        bind.connect(self.make.triggered, state.generate)
        bind.connect(self.make.cancel_requested, state.cancel)
        bind.connect(self.prompt.returnPressed, self._entered)
        bind.connect(close.clicked, self.closed.emit)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def open(self) -> None:
        """Show it and put the cursor into the prompt."""
        self.show()
        self.refresh()
        self.prompt.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Say what would be replaced now."""
        if self.isHidden() or self.app.project is None or self.app.playing:
            return
        try:
            clip, start, end = self.state.range()
        except StudioError as error:
            self.what.setText(error_words(error))
            self._enable(False)
            return
        rate = self.app.sequence().frame_rate
        frames = ticks.nearest_frame(end - start, rate)
        name = clip.label or self.tr("the clip")
        if frames == 1:
            text = self.tr("Replaces the frame at {time} in “{name}”. Mark in and out to replace more.")
        else:
            text = self.tr("Replaces {frames} frames in “{name}” from {time}.")
        self.what.setText(text.format(time=ticks.timecode(start, rate), name=name, frames=frames))
        self._enable(True)

    def _enable(self, on: bool) -> None:
        self.library.setEnabled(on)
        if not self.make.running:
            self.make.setEnabled(on)

    def _entered(self) -> None:
        if self.make.isEnabled() and not self.make.running:
            self.state.generate()

    def _show_job(self, job: Job | None) -> None:
        self.make.set_running(job is not None)
        if job is not None:
            self.make.set_progress(job.fraction, said(job.stage))

    def _show_error(self, error: StudioError | None) -> None:
        if error is None:
            self.error.clear()
        else:
            self.error.show_error(error)

    def _fill_menu(self) -> None:
        self.menu.clear()
        project = self.app.project
        assets = (
            []
            if project is None
            else [
                asset
                for asset in project.all(Asset)
                if asset.media in ("image", "video") and not asset.trashed
            ]
        )
        for asset in sorted(assets, key=lambda one: one.created, reverse=True)[:_MOST_LISTED]:
            self.menu.addAction(asset.name, partial(self._use, asset))
        if not assets:
            self.menu.addAction(self.tr("No images in the library yet")).setEnabled(False)

    def _use(self, asset: Asset) -> None:
        try:
            self.state.with_asset(asset)
        except StudioError as error:
            self._show_error(error)

"""`ProgressRow`: one job in a list: what, how far, how long still, and a way to stop it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from studio.jobs.model import JobState
from studio.kit.icons import IconLabel
from studio.kit.theme import SIZES, Theme, set_kind
from studio.kit.widgets.buttons import IconButton
from studio.state.workspace import find_workspace

RowState = Literal["queued", "running", "paused", "done", "failed", "cancelled", "interrupted"]
STATE_OF_JOB: dict[JobState, RowState] = {
    "queued": "queued",
    "running": "running",
    "cancelling": "running",
    "succeeded": "done",
    "failed": "failed",
    "cancelled": "cancelled",
    "interrupted": "interrupted",
}
"""How a row shows a job."""

_ICONS: dict[str, tuple[str, str]] = {
    "queued": ("clock", "dim"),
    "paused": ("pause", "dim"),
    "done": ("ok", "ok"),
    "failed": ("error", "danger"),
    "cancelled": ("cancel", "dim"),
    "interrupted": ("warning", "warn"),
}
_RESOLUTION = 1000


class ProgressRow(QWidget):
    """Title, stage in words, a thin bar in the hue of ``workspace``, time left, and one button.

    The button cancels while the job waits or runs, and removes the row afterwards. A failed or
    interrupted row also offers to try again.
    """

    cancel_requested = Signal()
    retry_requested = Signal()
    remove_requested = Signal()

    def __init__(self, title: str, workspace: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        manifest = find_workspace(workspace)  # None also for one that this build lacks
        self._working = (manifest.icon, manifest.id) if manifest is not None else ("jobs", "dim")
        self._state: RowState = "queued"
        if workspace:
            self.setProperty("workspace", workspace)
        self._mark = IconLabel("clock", SIZES.icon, "dim", self)
        self._title = QLabel(title, self)
        self._stage = QLabel(self)
        self._left = QLabel(self)
        for label in (self._title, self._stage):
            label.setWordWrap(True)  # a long title must not widen the list,
            label.setMinimumWidth(1)  # nor a long word in it
        self._left.setFont(Theme.current().font(SIZES.font_caption, tabular=True))
        for label in (self._stage, self._left):
            set_kind(label, "caption")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _RESOLUTION)
        self._bar.setAccessibleName(title)
        self._bar.setProperty("workspace", workspace)
        self._retry = IconButton("refresh", self.tr("Try again"), parent=self)
        self._retry.clicked.connect(self.retry_requested)
        self._button = IconButton("close", self.tr("Cancel"), parent=self)
        self._button.clicked.connect(self._pressed)
        self._build()
        self.set_state("queued")

    def _build(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._stage, 1)
        below.addWidget(self._left)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._bar)
        words.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        row.addWidget(self._retry)
        row.addWidget(self._button)

    def set_title(self, title: str) -> None:
        """What the job makes."""
        self._title.setText(title)
        self._bar.setAccessibleName(title)

    def set_progress(self, share: float | None, stage: str = "", left: str = "") -> None:
        """share: 0..1, None when the end is not known; stage and time left in words."""
        # An endless bar is an animation; with reduced motion it stands still.
        busy = share is None and not Theme.current().reduce_motion
        self._bar.setRange(0, 0 if busy else _RESOLUTION)
        self._bar.setValue(round((share or 0.0) * _RESOLUTION))
        self._stage.setText(stage)
        self._left.setText(left)

    def set_state(self, state: RowState, words: str = "") -> None:
        """Show a state; ``words`` takes the place of the stage (why it failed, where the result is)."""
        same, self._state = state == self._state and bool(self._stage.text()), state
        name, hue = _ICONS.get(state, self._working)
        self._mark.set_icon(name, hue)
        active = state in ("queued", "running", "paused")
        self._bar.setVisible(state in ("running", "paused"))
        self._left.setVisible(active)
        if state == "queued":
            self._left.clear()  # of an earlier try
        self._retry.setVisible(state in ("failed", "interrupted", "cancelled"))
        self._button.set_label(self.tr("Cancel") if active else self.tr("Remove from list"))
        self._button.setEnabled(True)
        default = {
            "queued": self.tr("Queued"),
            "paused": self.tr("Paused"),
            "done": self.tr("Done"),
            "failed": self.tr("Failed"),
            "cancelled": self.tr("Cancelled"),
            "interrupted": self.tr("Interrupted"),
        }.get(state, self.tr("Running"))
        # Told the same again while it works, a job keeps the stage that its progress named.
        if words or not (same and active):
            self._stage.setText(words or default)

    @Slot()
    def _pressed(self) -> None:
        if self._state in ("queued", "running", "paused"):
            self._button.setEnabled(False)
            self._stage.setText(self.tr("Stopping…"))
            self.cancel_requested.emit()
        else:
            self.remove_requested.emit()

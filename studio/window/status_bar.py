"""The line at the bottom: what just happened (with Undo), what is being done, where models run."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QStatusBar

from studio.core.errors import StudioError
from studio.jobs.model import LaneChanged
from studio.kit.bind import Bindings
from studio.kit.i18n import error_words, said
from studio.kit.icons import IconLabel
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.toast import StatusMessage
from studio.state.app_state import AppState, Message


def _tr(text: str) -> str:
    return QCoreApplication.translate("StatusLine", text)


class StatusLine:
    """Fills a window's status bar and keeps it in step with the AppState."""

    def __init__(self, bar: QStatusBar, app: AppState, bindings: Bindings) -> None:
        self._app = app
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(8, 0, 8, 0)
        self.message = StatusMessage()
        self._busy = QLabel()
        self._chosen = QLabel()
        self._device = QLabel(_tr("CPU"))
        self._unsaved = QLabel(_tr("Jobs are not saved"))
        set_kind(self._unsaved, "warn")
        for label in (self._busy, self._chosen, self._device):
            set_kind(label, "dim")
        offline = IconLabel("offline", SIZES.icon_small, "dim")
        words = _tr(
            "Runs on this machine only. Nothing is sent anywhere, and models are downloaded only "
            "when you ask."
        )
        offline.setAccessibleName(words)
        offline.setToolTip(words)
        offline.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)  # it has a tooltip
        bar.addWidget(self.message, 1)
        for widget in (self._busy, self._chosen, self._unsaved, self._device, offline):
            bar.addPermanentWidget(widget)
        self.show_queue(app.queue.problem)
        bindings.call(app, "message", self._show)
        bindings.call(app, "busy", self._show_busy)
        bindings.call(app, "selection", self._show_selection)

    def show_lane(self, lane: LaneChanged) -> None:
        """A worker of a heavy lane tells what it does and how much memory it holds."""
        if not lane.lane.startswith("heavy"):
            return
        name = _tr("GPU") if lane.vram_mb or lane.device.startswith("cuda") else _tr("CPU")
        memory = lane.vram_mb or lane.rss_mb
        parts = [name]
        if lane.phase in ("starting", "loading"):
            parts.append(_tr("loading a model"))
        if memory:
            parts.append(f"{memory / 1024:.1f} GB")
        self._device.setText(" · ".join(parts))

    def show_queue(self, problem: StudioError | None) -> None:
        """Warn, with the reason as tooltip, while jobs would be lost with the end of the app."""
        self._unsaved.setVisible(problem is not None)
        self._unsaved.setToolTip(error_words(problem) if problem is not None else "")

    def _show(self, message: Message | None) -> None:
        if message is None:
            self.message.clear()
            return
        offered = (_tr("Undo"), self._app.undo) if message.undo else None
        if message.reload is not None:
            offered = (_tr("Reload"), message.reload)
        kind = "warn" if message.severity == "warning" else "info"
        self.message.show_message(said(message.text), kind, offered)

    def _show_busy(self, words: str) -> None:
        self._busy.setText(f"{said(words)}…" if words else "")
        self._busy.setVisible(bool(words))

    def _show_selection(self, chosen: frozenset[str]) -> None:
        self._chosen.setText(_tr("{count} selected").format(count=len(chosen)))
        self._chosen.setVisible(len(chosen) > 1)

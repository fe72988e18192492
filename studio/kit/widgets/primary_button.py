"""`PrimaryButton`: the one button of a workspace; while its work runs it is Cancel, with progress."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from studio.kit.focus import take_typed
from studio.kit.icons import icon
from studio.kit.theme import SIZES, Theme, set_kind
from studio.kit.widgets.paint import workspace_of

_HEIGHT = 32


class PrimaryButton(QPushButton):
    """Emits ``triggered`` when idle and ``cancel_requested`` while running.

    `set_running` turns it into Cancel and back; `set_progress` fills a bar along its lower edge (None:
    not known). Asked to cancel, it says "Stopping..." at once and waits for `set_running(False)`.
    """

    triggered = Signal()
    cancel_requested = Signal()

    def __init__(self, text: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._text = text
        self._icon_name = name
        self._running = False
        self._share: float | None = None
        self._tip = ""
        self.setProperty("kind", "primary")
        self.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        self.setAutoDefault(False)
        self.setMinimumHeight(_HEIGHT)  # also as Cancel, so that nothing beside it moves
        self.clicked.connect(self._clicked)
        self._refresh()

    def set_text(self, text: str) -> None:
        """Change what the button offers when idle."""
        self._text = text
        self._refresh()

    def set_tip(self, text: str, keys: str = "") -> None:
        """Tooltip when idle, with the keys that do the same."""
        self._tip = f"{text} ({keys})" if keys else text
        self._refresh()

    @property
    def running(self) -> bool:
        """True from `set_running(True)` on, also while it stops."""
        return self._running

    @Slot(bool)
    def set_running(self, running: bool) -> None:
        """Become Cancel, or the action again."""
        if running != self._running:
            self._running = running
            self._share = None
            self.setEnabled(True)
            self._refresh()

    def set_progress(self, share: float | None, stage: str = "") -> None:
        """How far the work is, 0..1 or None; ``stage`` in words is shown as tooltip."""
        self._share = share
        if stage:
            self.setToolTip(stage)
        if self._running and self.isEnabled():
            self.setText(self._cancel_text())
        self.update()

    def _cancel_text(self) -> str:
        if self._share is None:
            return self.tr("Cancel")
        return self.tr("Cancel · {percent} %").format(percent=int(self._share * 100))

    def _refresh(self) -> None:
        set_kind(self, "cancel" if self._running else "primary")
        self.setText(self._cancel_text() if self._running else self._text)
        name = "stop" if self._running else self._icon_name
        tone = "text" if self._running else "on_hue"
        self.setIcon(icon(name, tone=tone) if name else QIcon())
        self.setToolTip("" if self._running else self._tip)

    @Slot()
    def _clicked(self) -> None:
        if self._running:
            self.setEnabled(False)
            self.setText(self.tr("Stopping…"))
            self.cancel_requested.emit()
        else:
            take_typed()
            self.triggered.emit()

    def sizeHint(self) -> QSize:
        # Wide enough for every text it will show, so that nothing moves when the work starts. Measured bold.
        texts = (self._text, self.tr("Cancel · {percent} %").format(percent=100), self.tr("Stopping…"))
        metrics = QFontMetrics(Theme.current().font(bold=True))
        widest = max(metrics.horizontalAdvance(text) for text in texts)
        return QSize(widest + SIZES.icon_small + 4 + 2 * SIZES.pad_large, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._running or self._share is None:
            return
        tokens = Theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(8, self.height() - 7, self.width() - 16, 3)
        painter.setBrush(QColor(tokens.groove))
        painter.drawRoundedRect(track, 1.5, 1.5)
        track.setWidth(track.width() * min(1.0, max(0.0, self._share)))
        painter.setBrush(QColor(tokens.hue(workspace_of(self))))
        painter.drawRoundedRect(track, 1.5, 1.5)

"""An error of the whole window: a card over the stage that never blocks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from studio.core.errors import StudioError
from studio.kit.theme import SIZES
from studio.kit.widgets.error_card import ErrorCard

_WIDTH = 640


class ErrorOverlay(QObject):
    """Keeps one ErrorCard at the top of ``target``."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._target = target
        self._dismissed: Callable[[], object] = _nothing
        self.card = ErrorCard(target)
        self.card.setAutoFillBackground(True)
        self.card.dismissed.connect(self._on_dismissed)
        self.card.installEventFilter(self)
        target.installEventFilter(self)

    def show_error(
        self,
        error: StudioError | None,
        dismissed: Callable[[], object],
        way: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show an error, None hides it. dismissed: called when the user closes it. way: a button that leads
        on, and what it does.
        """
        self._dismissed = dismissed
        if error is None:
            self.card.clear()
            return
        self.card.show_error(error, way)
        self._place()
        self.card.raise_()

    def _on_dismissed(self) -> None:
        self._dismissed()

    def _place(self) -> None:
        width = min(_WIDTH, self._target.width() - 2 * SIZES.pad_large)
        self.card.resize(width, max(self.card.heightForWidth(width), self.card.minimumSizeHint().height()))
        self.card.move((self._target.width() - width) // 2, SIZES.pad_large)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.card.isHidden():
            return False
        if (watched is self._target and event.type() == QEvent.Type.Resize) or (
            watched is self.card and event.type() == QEvent.Type.LayoutRequest
        ):
            self._place()
        return False


def _nothing() -> None:
    return None

"""Python's garbage is collected on the window's thread, and nowhere else.

Python's own collector runs on whichever thread happens to allocate. Where that is not the window's, a widget
that is part of a reference cycle is destroyed on the wrong thread, and sooner or later the process ends.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_TICK_MS = 250
_YOUNG, _MIDDLE, _OLD = 700, 10, 40
"""How many objects, collections of the young and of the middle ones make the next collection due."""


class Garbage(QObject):
    """From its making to ``close`` nothing is collected by itself; from ``settle`` on a timer does it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.collect)

    def settle(self) -> None:
        """What the start has made stays: looking through it again and again would cost the start a tenth of
        a second, and every full collection later a stall of all threads. It is set aside.
        """
        gc.freeze()
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the generations that are due."""
        young, middle, old = gc.get_count()
        if old > _OLD:
            gc.collect(2)
        elif middle > _MIDDLE:
            gc.collect(1)
        elif young > _YOUNG:
            gc.collect(0)

    def close(self) -> None:
        """Leave it to Python again. Safe to call twice."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

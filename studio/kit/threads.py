"""Threads of the window that are ended before the program is, whoever forgot them.

A QThread that is destroyed while it runs takes the whole process down ("Destroyed while thread is still
running", then abort). Who begins a `WindowThread` ends it; what is left when Python ends is ended here, while
everything that the threads use is still there.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread

from studio.core.log import logger

_END_MS = 10_000
_running: set[WindowThread] = set()


class WindowThread(QThread):
    """A QThread with a name and a way to stop it: subclasses override ``run``.

    stop: makes ``run`` return soon. Called from any thread, perhaps twice; returns at once.
    """

    def __init__(self, name: str, stop: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._stop = stop

    def begin(self) -> None:
        """Start the thread."""
        _running.add(self)
        self.start()

    def end(self, milliseconds: int = _END_MS) -> bool:
        """Stop it and wait for its end. False, and a line in the log, when it still runs after the time."""
        self._stop()
        ended = self.wait(milliseconds)
        if ended:
            _running.discard(self)
        else:
            logger("ui").error("the thread %s did not end in time", self.objectName())
        return ended


def running() -> list[WindowThread]:
    """Threads that were begun and not ended."""
    return sorted(_running, key=WindowThread.objectName)


def end_all() -> None:
    """End what still runs."""
    for thread in running():
        thread.end()


# Registered after PySide6's own hook, which takes the application down, and so called before it.
atexit.register(end_all)

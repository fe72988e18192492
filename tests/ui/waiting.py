"""Waiting in tests of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer


def wait_for(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Run the event loop until ``condition`` holds."""
    loop = QEventLoop()
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    guard = QTimer(singleShot=True, interval=int(seconds * 1000))
    guard.timeout.connect(loop.quit)
    timer.start()
    guard.start()
    if not condition():
        loop.exec()
    assert condition()

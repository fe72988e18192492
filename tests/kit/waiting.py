"""Waiting in tests of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

WAIT_MS = 30_000
"""How long a test waits for what must come before it counts as hung; nothing is measured by it."""


def wait_for(condition: Callable[[], object]) -> None:
    """Run the event loop until ``condition`` holds."""
    loop = QEventLoop()
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    guard = QTimer(singleShot=True, interval=WAIT_MS)
    guard.timeout.connect(loop.quit)
    timer.start()
    guard.start()
    if not condition():
        loop.exec()
    assert condition()

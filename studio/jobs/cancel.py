"""The user's wish to stop one job, as seen by the thread that runs it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from studio.core.errors import Cancelled


class CancelToken:
    """Set once, from any thread; wakes whoever waits."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []

    def set(self) -> None:
        """Ask for the stop; never blocks."""
        with self._lock:
            if self._event.is_set():
                return
            self._event.set()
            callbacks = tuple(self._callbacks)
        for callback in callbacks:
            callback()

    def is_set(self) -> bool:
        """Whether the stop was asked for."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise Cancelled when the stop was asked for."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> bool:
        """Wait at most ``seconds`` for the stop; answers whether it was asked for."""
        return self._event.wait(seconds)

    def on_set(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` when the stop is asked for; at once when it already was. It must not block."""
        with self._lock:
            if not self._event.is_set():
                self._callbacks.append(callback)
                return
        callback()

"""A lock that tells when somebody has to wait for it, so that a test needs no pause to let that happen."""

from __future__ import annotations

import threading
from types import TracebackType


class WatchedLock:
    """Takes the place of ``lock``; ``contended`` is set once a thread wants it while another one has it."""

    def __init__(self, lock: threading.Lock | threading.RLock) -> None:
        self._lock = lock
        self.contended = threading.Event()

    def __enter__(self) -> bool:
        if not self._lock.acquire(blocking=False):
            self.contended.set()
            self._lock.acquire()
        return True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()

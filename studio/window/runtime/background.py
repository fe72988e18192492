"""The window's runner for slow work: a thread pool whose results come back as queued signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from studio.core.errors import StudioError
from studio.core.log import logger
from studio.state.background import as_studio_error

T = TypeVar("T")


class _Relay(QObject):
    """Lives on the window's thread; its slots run there."""

    finished = Signal(object)
    failed = Signal(object)

    def __init__(
        self, owner: PoolTasks, done: Callable[[Any], None], error: Callable[[StudioError], None]
    ) -> None:
        super().__init__(owner)
        self._owner, self._done, self._error = owner, done, error
        self.finished.connect(self._on_finished)
        self.failed.connect(self._on_failed)

    @Slot(object)
    def _on_finished(self, result: object) -> None:
        self._owner.forget(self)
        self._done(result)

    @Slot(object)
    def _on_failed(self, error: StudioError) -> None:
        self._owner.forget(self)
        self._error(error)


class _Work:
    """Not a QRunnable: PySide6 6.12 keeps one that ends while ``QThreadPool.start`` returns (measured: two
    of three) for ever, and with it all that its functions hold.
    """

    def __init__(self, work: Callable[[], object], relay: _Relay) -> None:
        self._work, self._relay = work, relay

    def run(self) -> None:
        """On a pool thread."""
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001  (whatever a task raises must reach the window in words)
            logger("ui").exception("a background task failed")
            self._relay.failed.emit(as_studio_error(error))
        else:
            self._relay.finished.emit(result)


class PoolTasks(QObject):
    """state.background.Tasks over a QThreadPool. Call ``wait`` before the application ends."""

    def __init__(self, parent: QObject | None = None, threads: int = 3) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._relays: set[_Relay] = set()

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[StudioError], None]
    ) -> None:
        """Run ``work`` on a pool thread, then ``done`` or ``failed`` on the thread that owns this object."""
        relay = _Relay(self, done, failed)
        self._relays.add(relay)
        self._pool.start(_Work(work, relay).run)

    def forget(self, relay: _Relay) -> None:
        """A relay has delivered."""
        self._relays.discard(relay)
        relay.deleteLater()

    def wait(self, milliseconds: int = 5000) -> bool:
        """Let running tasks end; waiting ones are dropped. False when one still ran after the time."""
        self._pool.clear()
        return self._pool.waitForDone(milliseconds)

"""What the fixture no_slow_slot measures: the window's thread, each event for itself, nothing else."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from pytestqt.qtbot import QtBot

from studio.window.runtime.background import PoolTasks
from tests.kit.dispatch import MeasuredApplication
from tests.kit.waiting import WAIT_MS


def work(ms: float) -> None:
    """Use the processor on this thread, whatever other programs do."""
    until = time.thread_time() + ms / 1000
    while time.thread_time() < until:
        pass


@pytest.fixture
def watched(qapp: MeasuredApplication) -> Iterator[MeasuredApplication]:
    qapp.slow.clear()
    qapp.limit_ms = 50.0
    yield qapp
    qapp.limit_ms = float("inf")
    qapp.slow.clear()


class Asked(QEvent):
    def __init__(self, ms: float, then: float = 0.0) -> None:
        super().__init__(QEvent.Type.User)
        self.ms, self.then = ms, then


class Handler(QObject):
    called = Signal()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, Asked):
            if event.then:
                QCoreApplication.sendEvent(self, Asked(event.then))
            work(event.ms)
            return True
        return super().event(event)

    @Slot()
    def slot(self) -> None:
        work(150)
        self.called.emit()


def names(app: MeasuredApplication) -> list[str]:
    return [slow.what.removeprefix("test_dispatch.") for slow in app.slow]


def test_a_slow_handler_is_found_and_a_quick_one_is_not(watched: MeasuredApplication) -> None:
    QCoreApplication.sendEvent(Handler(), Asked(5))
    assert watched.slow == []
    QCoreApplication.sendEvent(Handler(), Asked(150))
    assert names(watched) == ["Handler User"]
    assert watched.slow[0].ms > 50


def test_an_event_inside_another_one_counts_for_itself(watched: MeasuredApplication) -> None:
    QCoreApplication.sendEvent(Handler(), Asked(5, then=150))
    assert len(watched.slow) == 1
    assert watched.slow[0].ms < 290, "the inner one alone"
    watched.slow.clear()
    QCoreApplication.sendEvent(Handler(), Asked(150, then=5))
    assert len(watched.slow) == 1


def test_waiting_is_not_working(watched: MeasuredApplication, qtbot: QtBot) -> None:
    timer = QTimer(singleShot=True, interval=0)
    waited: list[bool] = []
    timer.timeout.connect(lambda: waited.append(threading.Event().wait(0.2)))
    timer.start()
    qtbot.waitUntil(lambda: bool(waited), timeout=WAIT_MS)
    assert watched.slow == []


def test_work_that_came_back_to_the_window_is_named_by_who_takes_it(
    watched: MeasuredApplication, qtbot: QtBot
) -> None:
    taken: list[int] = []

    def take(result: int) -> None:
        work(150)
        taken.append(result)

    tasks = PoolTasks()
    tasks.run(lambda: work(150) or 7, take, lambda error: None)
    qtbot.waitUntil(lambda: taken == [7], timeout=WAIT_MS)
    assert [what.rpartition(".")[2] for what in names(watched)] == ["take after work"]

"""Threads of the window: ended in time, and never the death of the program."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from threading import Event

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from studio.kit import threads
from studio.kit.threads import WindowThread
from studio.window.runtime.background import PoolTasks

FORGOTTEN = """
import threading, time
from PySide6.QtCore import QCoreApplication
from studio.kit.threads import WindowThread

class Waiting(WindowThread):
    def run(self):
        over.wait()
        print("ended", flush=True)

app = QCoreApplication([])
over = threading.Event()
thread = Waiting("waiting", over.set)
thread.{begin}()
while not thread.isRunning():
    time.sleep(0.01)
"""


class _Waiting(WindowThread):
    def __init__(self, *, heeds: bool = True) -> None:
        self.over = Event()
        super().__init__("waiting", self.over.set if heeds else lambda: None)

    def run(self) -> None:
        self.over.wait()


def test_a_thread_is_known_from_its_beginning_to_its_end(qapp: object) -> None:
    thread = _Waiting()
    thread.begin()
    assert threads.running() == [thread]
    assert thread.end()
    assert thread.isFinished()
    assert threads.running() == []


def test_a_thread_that_does_not_end_in_time_is_told_of(
    qapp: object, caplog: pytest.LogCaptureFixture
) -> None:
    thread = _Waiting(heeds=False)
    thread.begin()
    try:
        assert not thread.end(milliseconds=20)
        assert threads.running() == [thread]
        assert "the thread waiting did not end in time" in caplog.text
    finally:
        thread.over.set()
        assert thread.end()


@pytest.mark.parametrize(("begin", "status"), [("begin", 0), ("start", -6)])
def test_a_forgotten_thread_does_not_abort_the_program(begin: str, status: int) -> None:
    """Begun as ours are, it is ended; as Qt's own are, it is the abort that this guards against."""
    if status and sys.platform != "linux":
        pytest.skip("how an abort is told differs elsewhere")
    child = subprocess.run(
        [sys.executable, "-c", FORGOTTEN.format(begin=begin)], capture_output=True, text=True, timeout=60
    )
    assert child.returncode == status, child.stderr
    assert ("ended" in child.stdout) == (status == 0)


class _Held:
    """What the functions of a task hold: a panel, a project, a picture."""


def test_a_background_task_lets_go_of_all_that_it_held(qapp: object, qtbot: QtBot) -> None:
    tasks = PoolTasks()
    held: list[weakref.ref[_Held]] = []
    results: list[int] = []

    def begin(number: int) -> None:
        thing = _Held()
        held.append(weakref.ref(thing))
        tasks.run(lambda: (thing, number)[1], results.append, lambda _error: None)

    for number in range(300):
        begin(number)
        qtbot.waitUntil(lambda: len(results) == len(held))
    assert tasks.wait()
    gc.collect()
    assert sum(ref() is not None for ref in held) == 0
    shiboken6.delete(tasks)

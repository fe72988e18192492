"""Cycles with widgets in them die on the window's thread, whichever thread allocates."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest

from studio.window.runtime.garbage import Garbage
from tests.kit.waiting import wait_for


class _Cycle:
    """Garbage that tells on which thread it was destroyed."""

    died_on: list[int] = []  # noqa: RUF012 - emptied by the fixture

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.died_on.append(threading.get_ident())


@pytest.fixture
def garbage(qapp: object) -> Iterator[Garbage]:
    _Cycle.died_on.clear()
    made = Garbage()
    yield made
    made.close()


def _litter() -> None:
    """Make so much that Python's own collector would run several times."""
    for _ in range(2000):
        _Cycle()


def _on_a_thread() -> None:
    thread = threading.Thread(target=_litter)
    thread.start()
    thread.join()


def test_another_thread_makes_garbage_and_the_window_collects_it(garbage: Garbage) -> None:
    garbage.settle()
    _on_a_thread()
    assert not _Cycle.died_on, "collected on the thread that made it"
    wait_for(lambda: len(_Cycle.died_on) >= 2000)
    assert set(_Cycle.died_on) == {threading.get_ident()}


def test_python_collects_again_after_the_end(garbage: Garbage) -> None:
    garbage.settle()
    assert not gc.isenabled()
    assert gc.get_freeze_count() > 0
    garbage.close()
    garbage.close()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    _on_a_thread()
    assert _Cycle.died_on, "this is what the window must not have"


def test_older_generations_have_their_turn(garbage: Garbage) -> None:
    looked_through: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            looked_through.append(info["generation"])

    gc.callbacks.append(note)
    try:
        for _ in range(500):
            kept = [[] for _ in range(2100)]
            garbage.collect()
            del kept
    finally:
        gc.callbacks.remove(note)
    assert looked_through.count(0) > looked_through.count(1) > looked_through.count(2) >= 1

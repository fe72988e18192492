"""How long the window's thread works on each event: the processor time that nobody may use for long."""

from __future__ import annotations

import inspect
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

import studio
from studio.window.runtime.background import _Relay

_HEARD = 300


class Slow(NamedTuple):
    """One event that took too long. ms: processor time.

    what: the slot or handler of ours that it called first, such as "TimelineView.paintEvent"; where it called
    none "Type event", such as "MainWindow DeferredDelete".
    """

    what: str
    ms: float


class MeasuredApplication(QApplication):
    """A QApplication that measures every event handler, with the slots that it calls.

    Time of this thread's own work is counted, not that of the clock, and an event that is dispatched inside
    another one (a child's paint, a nested loop) counts for itself, not for the outer one. What other programs
    on the same core make slower is taken out: the time is that of a quiet machine. Work that a test calls by
    itself, and not through an event, is not seen.
    """

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.limit_ms = float("inf")  # nothing is measured
        self.slow: list[Slow] = []
        self.warm = False  # a window has been toured: see the fixture no_slow_slot
        self._quiet = min(_reference_ns() for _ in range(20))
        self._thread = threading.get_ident()
        self._inner: list[int] = []
        self._names: list[str] = []
        self._heard = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Deliver ``event`` as Qt does, and keep what took longer than ``limit_ms``."""
        if self.limit_ms == float("inf") or threading.get_ident() != self._thread:
            return super().notify(receiver, event)
        kind = event.type()
        before = sys.getprofile()
        self._inner.append(0)
        self._names.append("")
        self._heard = 0
        if before in (None, self._name):
            sys.setprofile(self._name)
        started = time.thread_time_ns()
        try:
            return super().notify(receiver, event)
        finally:
            spent = time.thread_time_ns() - started
            ours = before in (None, self._name)
            if ours:
                sys.setprofile(None)
            own, name = spent - self._inner.pop(), self._names.pop()
            if own > self.limit_ms * 1e6:
                self._note(_what(receiver, kind, name), own)
            if self._inner:
                self._inner[-1] += time.thread_time_ns() - started
            if ours and self._names and not self._names[-1]:
                sys.setprofile(self._name)

    def _note(self, what: str, own: int) -> None:
        now = min(_reference_ns() for _ in range(5))
        ms = own / 1e6 * min(1.0, self._quiet / now)
        if ms > self.limit_ms:
            self.slow.append(Slow(what, ms))

    def _name(self, frame: FrameType, event: str, _what: object) -> None:
        """A profile function that hears of the first function of ours that Qt calls, and of no other."""
        self._heard += 1
        if self._heard > _HEARD:  # in the midst of a filter's own work, which it must not make slower
            sys.setprofile(None)
        if event != "call" or frame.f_back is None or frame.f_back.f_code is not _NOTIFY:
            return
        code = frame.f_code
        if code.co_filename.startswith(_OURS) and code.co_name != "eventFilter":  # those hear of everything
            self._names[-1] = code.co_qualname
            sys.setprofile(None)


_NOTIFY = MeasuredApplication.notify.__code__
_OURS = str(Path(studio.__file__).parent)


def _reference_ns() -> int:
    """Processor time of a piece of work that is always the same."""
    started = time.thread_time_ns()
    number = 0
    while number < 3000:
        number += 1
    return time.thread_time_ns() - started


def _what(receiver: QObject, kind: QEvent.Type, name: str) -> str:
    if isinstance(receiver, _Relay):
        done = inspect.unwrap(receiver._done)
        done = getattr(done, "__func__", done)
        done = inspect.getclosurevars(done).nonlocals.get("done", done)
        return f"{done.__qualname__} after work"
    return name or f"{type(receiver).__name__} {kind.name}"

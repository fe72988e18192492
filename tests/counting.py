"""Work that is counted, for tests of speed: it does not depend on how busy the machine is.

assert calls_of(lambda: parse(text)) < 60 * lines
assert growth(parse, small, large) < 2 * len(large) / len(small)
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


def calls_of(work: Callable[[], object]) -> int:
    """How many functions of Python and of C this thread calls during ``work``: the same in each run.

    No garbage of others is collected meanwhile, whose destructors would be counted.
    """
    count = 0

    def counted(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before, collects = sys.getprofile(), gc.isenabled()
    gc.disable()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
        if collects:
            gc.enable()
    return count


def growth(work: Callable[[T], object], small: T, large: T, rounds: int = 5) -> float:
    """How many times as much of the processor ``work`` uses on ``large`` as on ``small``.

    For work inside one call of C, such as a regular expression. The best of ``rounds`` interleaved runs of
    each, in CPU time of this thread; what others use of the machine does not count.
    """
    seconds: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    for _ in range(rounds):
        for one, of in zip((small, large), seconds, strict=True):
            started = time.thread_time()
            work(one)
            of.append(time.thread_time() - started)
    return min(seconds[1]) / max(min(seconds[0]), 1e-4)

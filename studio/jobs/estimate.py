"""How long a running job will still take."""

from __future__ import annotations

import time
from collections.abc import Callable

from studio.wire.messages import Progress


class Remaining:
    """From the pace of the current stage where it can be counted, else from what jobs like it took before."""

    def __init__(self, estimate_s: float | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._estimate_s = estimate_s
        self._clock = clock
        self._started = clock()
        self._stage = ""
        self._stage_started = self._started
        self._stage_done = 0

    def after(self, progress: Progress) -> float | None:
        """Seconds left as of now; None when nothing is known."""
        now = self._clock()
        if progress.stage != self._stage:
            self._stage, self._stage_started, self._stage_done = progress.stage, now, progress.done
        done = progress.done - self._stage_done
        if progress.total and done > 0:
            return (now - self._stage_started) / done * max(0, progress.total - progress.done)
        if self._estimate_s is None:
            return None
        return max(0.0, self._estimate_s - (now - self._started))

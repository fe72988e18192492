"""How busy this machine is, while something runs on it."""

from __future__ import annotations

from dataclasses import dataclass

from studio.jobs.devices import Gpu, gpus


@dataclass(frozen=True)
class MachineUse:
    """processor: percent of all its cores together, None until two readings have been taken. gpus: () where
    there is none.
    """

    processor: int | None
    gpus: tuple[Gpu, ...] = ()


class UseProbe:
    """Reads the use of the machine since the reading before. One thread at a time."""

    def __init__(self) -> None:
        self._before: tuple[float, float] | None = None

    def read(self) -> MachineUse:
        """Measure. Takes up to a second with a card: not for the window's thread."""
        import psutil

        times = psutil.cpu_times()
        waiting = times.idle + float(getattr(times, "iowait", 0.0))
        # Guests are counted in user time already (Linux, proc(5)).
        whole = sum(times) - float(getattr(times, "guest", 0.0)) - float(getattr(times, "guest_nice", 0.0))
        before, self._before = self._before, (whole, whole - waiting)
        processor = None
        if before is not None and whole > before[0]:
            share = (self._before[1] - before[1]) / (whole - before[0])
            processor = round(100 * min(1.0, max(0.0, share)))
        return MachineUse(processor, gpus())

    def forget(self) -> None:
        """Begin anew: the next reading says nothing of the processor."""
        self._before = None

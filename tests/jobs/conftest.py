"""Real workers with engines/fake.py; nothing here waits by sleeping."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import psutil
import pytest

from studio.jobs.cancel import CancelToken
from studio.jobs.model import JobRequest
from studio.jobs.session import JobSession
from studio.jobs.worker_handle import WorkerHandle
from studio.wire.messages import Event, Heartbeat, Run

WAIT_S = 30.0
"""How long a test waits for what must come before it counts as hung; nothing is measured by it."""

SCRIPT: dict[str, Any] = {
    "text": "",
    "steps": 3,
    "delay": 0.0,
    "load_delay": 0.0,
    "previews": False,
    "prints": False,
    "ignore_cancel": False,
    "end": "succeed",
}


def fake(**script: Any) -> JobRequest:
    """A request that the scripted engine plays."""
    return JobRequest(engine="fake", params=script)


def is_running(pid: int) -> bool:
    """Whether a process is there and not only waiting to be reaped."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def ends(pid: int) -> bool:
    """Whether a process that is no child of this one ends; a zombie that nobody reaps has ended."""
    try:
        psutil.Process(pid).wait(timeout=WAIT_S)
    except (psutil.NoSuchProcess, psutil.TimeoutExpired):
        pass
    return not is_running(pid)


class Clock:
    """Seconds that pass only when a test lets them: however slow the machine is, no budget runs out alone."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Worker:
    """A worker process and a way to play a script on it; the handle's time is that of ``clock``."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.handle = WorkerHandle("test", clock=self.clock)
        self.handle.wait_ready(CancelToken())
        self.token = CancelToken()
        self._folder = folder
        self._count = 0

    def play(self, on_event: Callable[[Event], None] = lambda _event: None, **script: Any) -> list[Event]:
        """All events of one run, heartbeats left out."""
        self._count += 1
        self.token = CancelToken()
        folder = self._folder / str(self._count)
        folder.mkdir(parents=True)
        run = Run(
            job=f"job{self._count}",
            engine="fake",
            params=SCRIPT | script,
            inputs={},
            workdir=str(folder),
            seed=1,
        )
        events: list[Event] = []
        for event in self.handle.run(run, self.token):
            on_event(event)
            if not isinstance(event, Heartbeat):
                events.append(event)
        return events


@pytest.fixture
def worker(tmp_path: Path) -> Generator[Worker]:
    one = Worker(tmp_path / "work")
    yield one
    one.handle.kill()
    assert not is_running(one.handle.pid)


@pytest.fixture
def session() -> Generator[JobSession]:
    with JobSession() as one:
        yield one

"""Owns the lanes: one heavy lane per device, so that two heavy models never share a card, and one light lane
beside them, so that a spoken line does not wait behind a picture; and one for the app's own tasks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from studio.core import paths
from studio.jobs.lane import Lane
from studio.jobs.machine import MachineFacts
from studio.jobs.queue import JobQueue
from studio.jobs.tasks import TaskLane


class Supervisor:
    """``lanes`` are to be driven, each by a thread of its own, by whoever owns this: window or command
    line."""

    def __init__(
        self, queue: JobQueue, *, devices: Sequence[str] = ("auto",), idle_minutes: float = 15.0
    ) -> None:
        """devices: "auto", "cpu", "cuda:0"..., one heavy lane each. No process is started before a job needs
        it."""
        self.facts = MachineFacts()
        self._work_root = paths.user_data() / "work"
        self._work = self._work_root / str(os.getpid())
        self._sweep()
        self.tasks = TaskLane("tasks", queue)
        self.lanes: tuple[Lane | TaskLane, ...] = (
            Lane(
                "light", queue, self.facts, self._work, device="cpu", describes=True, idle_s=idle_minutes * 60
            ),
            *(
                Lane(
                    f"heavy-{device.replace(':', '')}",
                    queue,
                    self.facts,
                    self._work,
                    device=device,
                    heavy=True,
                    idle_s=idle_minutes * 60,
                )
                for device in devices
            ),
            self.tasks,
        )

    def keep_loaded(self, minutes: float) -> None:
        """Let models go after so many minutes without a job; counted anew from the next job on."""
        for lane in self.lanes:
            if isinstance(lane, Lane):
                lane.idle_s = minutes * 60

    def stop(self) -> None:
        """Tell all lanes to stop, which kills their workers; jobs that ran become "interrupted". Returns at
        once; a lane has stopped when its ``events`` has ended.
        """
        for lane in self.lanes:
            lane.stop()

    def close(self) -> None:
        """After every lane's ``events`` has ended: remove the work folder, close the files."""
        shutil.rmtree(self._work, ignore_errors=True)
        self.facts.close()

    def _sweep(self) -> None:
        """Remove work folders of apps that died."""
        import psutil

        if not self._work_root.is_dir():
            return
        for folder in self._work_root.iterdir():
            if not (folder.name.isdigit() and psutil.pid_exists(int(folder.name))):
                _remove(folder)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)

"""The state of a window without its window, for tests of view-models and panels."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from studio.core.settings import Settings
from studio.jobs.queue import JobQueue
from studio.jobs.registry import EngineRegistry
from studio.jobs.store import JobStore
from studio.project.handle import Project
from studio.state.app_state import AppState
from studio.state.background import InlineTasks, Tasks
from studio.state.registration import register_commands
from studio.wire.spec import EngineState


@contextmanager
def open_app(
    folder: Path, engines: tuple[EngineState, ...] = (), tasks: Tasks | None = None
) -> Generator[AppState]:
    """An app with a new project "Film" in ``folder``, these engines, and nobody who works on its jobs."""
    registry = EngineRegistry()
    if engines:
        registry.update(engines)
    app = AppState(Settings(), JobQueue(JobStore(None), registry), tasks or InlineTasks())
    register_commands(app)
    app.set_project(Project.create(folder / "Film"))
    try:
        yield app
    finally:
        app.set_project(None)
        app.queue.close()


class HeldTasks(InlineTasks):
    """Runs nothing until it is told to."""

    def __init__(self) -> None:
        self.held: list[tuple[Callable, Callable, Callable]] = []

    def run(self, work: Callable, done: Callable, failed: Callable) -> None:
        self.held.append((work, done, failed))

    def release(self) -> None:
        while self.held:
            super().run(*self.held.pop(0))

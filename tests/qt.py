"""Tests of the window's parts: one offscreen QApplication that wears the theme."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.kit import threads
from studio.kit.theme import Theme
from studio.project.handle import Project
from studio.window import first_look
from studio.window.runtime.singletons import hold_singletons
from tests.kit.waiting import WAIT_MS
from tests.window.windows import state


@pytest.fixture(scope="session")
def qapp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QApplication]:
    """The application, with the dark theme on."""
    hold_singletons()
    home = tmp_path_factory.mktemp("home")
    before = os.environ.get("STUDIO_HOME")
    os.environ["STUDIO_HOME"] = str(home)
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["studio"])
    Theme(app, "dark")
    yield app
    if before is None:
        os.environ.pop("STUDIO_HOME", None)
    else:
        os.environ["STUDIO_HOME"] = before


@pytest.fixture(autouse=True)
def _collects_between_tests() -> Iterator[None]:
    """As in the window (runtime/garbage.py): no widget is destroyed on a thread that happens to allocate."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Fails the test that leaves a thread of the window running: it would abort the process at its end."""
    yield
    left = [thread.objectName() for thread in threads.running()]
    threads.end_all()
    assert not left, f"threads left behind: {left}"


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The theme, dark again afterwards."""
    current = Theme.current()
    yield current
    current.set_choice("dark")
    current.set_reduce_motion(None)


@pytest.fixture
def repository() -> Path:
    """Root of the checkout."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture
def project_folder(tmp_path: Path) -> Path:
    """A closed, empty project."""
    folder = tmp_path / "Harbour"
    Project.create(folder, "Harbour").close()
    return folder


@pytest.fixture
def start(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leaves_no_process: None
) -> Iterator[Callable[..., Studio]]:
    """Starts a window as ``main`` does and waits until it is at work; ends it after the test."""
    monkeypatch.setenv("HOME", str(tmp_path))
    started: list[Studio] = []

    def begin(project: Path | None = None, *, first: bool = False) -> Studio:
        look = first_look.read()
        if not first:  # no sample film in these tests
            look = first_look.FirstLook(recent=look.recent, reopen=look.reopen, first_start=False)
        studio = Studio(look, project)
        started.append(studio)
        studio.window.resize(1440, 900)
        studio.window.show()
        qtbot.waitUntil(lambda: studio.contents is not None, timeout=WAIT_MS)
        if project is not None:
            qtbot.waitUntil(lambda: state(studio).project is not None, timeout=WAIT_MS)
        return studio

    yield begin
    for studio in started:
        studio.window.close()
        studio.end()
        studio.window.deleteLater()
        studio.deleteLater()
    qapp.processEvents()

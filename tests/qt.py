"""Tests of the window's parts: one offscreen QApplication that wears the theme."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.kit import threads
from studio.kit.theme import Theme
from studio.project.handle import Project
from studio.state.workspace import workspace_ids
from studio.window import first_look
from studio.window.runtime.singletons import hold_singletons
from tests.kit.dispatch import MeasuredApplication
from tests.kit.slow_slots import KNOWN, LIMIT_MS
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
    app = existing if isinstance(existing, QApplication) else MeasuredApplication(["studio"])
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
def no_slow_slot(
    qapp: MeasuredApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MeasuredApplication]:
    """Fails a test in which a slot or an event handler used more than 8 ms of the window's thread.

    Time of the processor is counted, of each event for itself; see `tests.kit.dispatch`. What happens once in
    the life of the process (imports, fonts, icons, Qt's own tables) is allowed for by a tour of all
    workspaces before the first measured test, whatever that one is. `tests.kit.slow_slots` lists known ones.
    """
    if not qapp.warm:
        qapp.warm = True
        with monkeypatch.context() as patch:
            patch.setenv("STUDIO_HOME", str(tmp_path / "warm-home"))
            patch.setenv("HOME", str(tmp_path))
            _tour(qtbot, tmp_path / "Warm")
    qapp.slow.clear()
    qapp.limit_ms = LIMIT_MS
    yield qapp
    qapp.limit_ms = float("inf")
    new = [slow for slow in qapp.slow if slow.what not in KNOWN or slow.ms > KNOWN[slow.what].up_to_ms]
    assert not new, ", ".join(f"{what} used the window's thread for {ms:.0f} ms" for what, ms in new)


def _tour(qtbot: QtBot, folder: Path) -> None:
    """Open a window on a project, show every workspace, and close it."""
    Project.create(folder, "Warm").close()
    studio = _open(folder)
    try:
        _wait_until_open(studio, qtbot, folder)
        for workspace in workspace_ids():
            state(studio).workspace = workspace
            QApplication.processEvents()
            studio.window.grab()
    finally:
        _close([studio])


def _open(project: Path | None, *, first: bool = False) -> Studio:
    look = first_look.read()
    if not first:  # no sample film in these tests
        look = first_look.FirstLook(recent=look.recent, reopen=look.reopen, first_start=False)
    studio = Studio(look, project)
    studio.window.resize(1440, 900)
    studio.window.show()
    return studio


def _wait_until_open(studio: Studio, qtbot: QtBot, project: Path | None) -> None:
    qtbot.waitUntil(lambda: studio.contents is not None, timeout=WAIT_MS)
    if project is not None:
        qtbot.waitUntil(lambda: state(studio).project is not None, timeout=WAIT_MS)


def _close(started: list[Studio]) -> None:
    for studio in started:
        studio.window.close()
        studio.end()
        studio.window.deleteLater()
        studio.deleteLater()
    QApplication.processEvents()
    # Now, or the next test's first loop would do it: a whole window takes some 20 ms.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()  # the platform says that no window has the keys any more


@pytest.fixture
def start(
    qapp: MeasuredApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    leaves_no_process: None,
    no_slow_slot: MeasuredApplication,
) -> Iterator[Callable[..., Studio]]:
    """Starts a window as ``main`` does and waits until it is at work; ends it after the test."""
    monkeypatch.setenv("HOME", str(tmp_path))
    started: list[Studio] = []

    def begin(project: Path | None = None, *, first: bool = False) -> Studio:
        studio = _open(project, first=first)
        started.append(studio)
        _wait_until_open(studio, qtbot, project)
        return studio

    yield begin
    no_slow_slot.limit_ms = float("inf")  # nobody waits for a window that is taken apart
    _close(started)

"""Tests of the window's parts: one offscreen QApplication that wears the theme."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from studio.ui import threads
from studio.ui.singletons import hold_singletons
from studio.ui.theme import Theme


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
    return Path(__file__).resolve().parents[2]

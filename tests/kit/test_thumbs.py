"""What pictures leave in memory has a bound, however many are made."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.image import results
from studio.kit.pictures import read_poster
from studio.kit.theme import Theme
from studio.kit.widgets.thumbs import ThumbLoader
from studio.state.app_state import AppState
from studio.window.docks.jobs import JobsDock
from studio.window.runtime.background import PoolTasks
from studio.workspaces.image.view.panel import ImagePanel
from tests.apps import open_app
from tests.image.playing import Player, know_engine, picture_file

WAIT = 10_000


def _image(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0)
    return image


def _fetch(loader: ThumbLoader, qtbot: QtBot, key: str, width: int, height: int) -> None:
    with qtbot.waitSignal(loader.ready, timeout=WAIT):
        loader.get(key, lambda: _image(width, height))


def _real_bytes(loader: ThumbLoader) -> int:
    kept = [pixmap for pixmap in loader._pixmaps.values() if pixmap is not None]
    return sum(pixmap.toImage().sizeInBytes() for pixmap in kept)


@pytest.fixture
def loader(qapp: QApplication) -> Generator[ThumbLoader]:
    made = ThumbLoader(100, keep_bytes=10 * 100 * 100 * 4)
    yield made
    made.stop()
    shiboken6.delete(made)


def test_the_memory_of_thumbnails_has_a_bound_whatever_their_number(
    loader: ThumbLoader, qtbot: QtBot
) -> None:
    for number in range(30):
        _fetch(loader, qtbot, f"{number}", 200, 200)
        assert loader.held_bytes == _real_bytes(loader) <= 400_000
    assert loader.held_bytes == 400_000
    assert list(loader._pixmaps) == [f"{number}" for number in range(20, 30)]
    loader.forget("29")
    assert loader.held_bytes == _real_bytes(loader) == 360_000
    loader.forget("never made")
    assert loader.held_bytes == 360_000


def test_many_small_thumbnails_are_kept_where_few_large_ones_fit(loader: ThumbLoader, qtbot: QtBot) -> None:
    for number in range(30):
        _fetch(loader, qtbot, f"{number}", 50, 50)  # never larger than the picture is
    assert len(loader._pixmaps) == 30
    assert loader.held_bytes == _real_bytes(loader) == 30 * 50 * 50 * 4


def test_a_picture_too_large_for_all_of_it_is_still_shown(qapp: QApplication, qtbot: QtBot) -> None:
    loader = ThumbLoader(None, keep_bytes=1000)
    _fetch(loader, qtbot, "small", 10, 10)
    _fetch(loader, qtbot, "large", 100, 100)
    assert list(loader._pixmaps) == ["large"]
    loader.stop()
    shiboken6.delete(loader)


def test_a_thumbnail_needs_no_cache_folder(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    shown = read_poster(picture_file(tmp_path, 7), tmp_path / "cache")
    assert shown is not None
    assert (shown.width(), shown.height()) == (64, 48)


# ---- a long run


@pytest.fixture
def app(qapp: QApplication, theme: Theme, tmp_path: Path) -> Generator[AppState]:
    tasks = PoolTasks()
    with open_app(tmp_path, tasks=tasks) as app:
        know_engine(app.queue)
        results.register(app.queue, lambda: app.project)
        yield app
        tasks.wait()
    shiboken6.delete(tasks)


def test_a_made_picture_leaves_nothing_in_the_window_but_its_thumbnail_and_its_row(
    app: AppState, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.window.docks.jobs._SHOWN", 5)
    panel, jobs = ImagePanel(app), JobsDock(app)
    for widget in (panel, jobs):
        qtbot.addWidget(widget)
        widget.resize(1100, 700)
        widget.show()
        qtbot.waitExposed(widget)
    player = Player(app.queue, app.require_project(), tmp_path)
    panel.state.prompt = "a lighthouse"

    def made(count: int) -> int:
        """Make pictures with previews; the number of Qt objects afterwards."""
        for _ in range(count):
            panel.state.generate()
            job = player.start()
            for step in range(3):
                player.preview(job, (80 * step, 0, 0))
                player.progress(job, step, 3)
            player.finish(job)
            qtbot.waitUntil(lambda: panel.view.image() is not None and not panel.state.running, timeout=WAIT)
            # What a turn of the event loop does; pytest-qt's waiting never returns to it.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            panel.strip.grab()  # painting asks for thumbnails
            qtbot.waitUntil(lambda: not panel.strip.thumbs._wanted, timeout=WAIT)
        return sum(len(widget.findChildren(QObject)) for widget in (panel, jobs))

    before = made(8)
    assert made(12) == before
    assert panel.strip._previews == {}
    assert panel.strip.thumbs.held_bytes == 20 * 64 * 48 * 4
    panel.strip.thumbs.stop()

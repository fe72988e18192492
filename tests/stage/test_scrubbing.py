"""Scrubbing over a film with key frames far apart: light copies while it moves, the film itself at rest."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.core import ticks
from studio.media import ffmpeg
from studio.media.frames import FrameReader
from studio.project.imports import import_file
from studio.project.model import Track
from studio.stage.player.view.playback import Player, close_player, shared_player
from studio.state.app_state import AppState
from studio.video import clips
from tests.apps import open_app
from tests.kit.waiting import WAIT_MS

FRAMES = 130


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """640 x 360, one key frame in front of 130 pictures."""
    path = tmp_path_factory.mktemp("film") / "long.mp4"
    source = ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25", "-frames:v", str(FRAMES)]
    codec = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-g", "999", "-pix_fmt", "yuv420p"]
    ffmpeg.run([*source, *codec, "-y", str(path)])
    return path


@contextmanager
def opened(folder: Path, film: Path) -> Generator[AppState]:
    with open_app(folder) as state:
        project = state.require_project()
        track = next(lane for lane in project.children(state.sequence_id, Track) if lane.role == "video")
        clips.add_clip(project, track.id, import_file(project, film), 0)
        yield state
        close_player(state)
    QCoreApplication.sendPostedEvents()


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, film: Path) -> Iterator[AppState]:
    with opened(tmp_path, film) as state:
        yield state


@pytest.fixture
def player(app: AppState, qtbot: QtBot) -> Player:
    made = shared_player(app)
    made.set_view_size(640, 360)
    qtbot.waitUntil(lambda: made.picture is not None and made.proxies.idle, timeout=WAIT_MS)
    return made


def pixels(picture: QImage) -> np.ndarray:
    shown = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(shown.constBits(), np.uint8).reshape(shown.height(), shown.bytesPerLine())
    return rows[:, : shown.width() * 3].reshape(shown.height(), shown.width(), 3).astype(int)


def proxies_of(app: AppState) -> list[Path]:
    return sorted(app.require_project().cache.glob("*.proxy*.mp4"))


def test_a_drag_shows_the_same_frames_at_once_and_the_film_itself_at_rest(
    app: AppState, player: Player, film: Path, qtbot: QtBot
) -> None:
    assert len(proxies_of(app)) == 1
    got: list[tuple[QImage, int]] = []
    player.frame_ready.connect(lambda picture, index: got.append((picture, index)))
    rate = app.sequence().frame_rate
    app.seek(ticks.from_frame(97, rate))
    qtbot.waitUntil(lambda: len(got) >= 1, timeout=WAIT_MS)
    with FrameReader(film) as reader:
        fine = {number: reader.frame(number).astype(int) for number in (96, 97, 98)}
    first, number = got[0]
    assert number == 97
    light = pixels(first)
    assert not np.array_equal(light, fine[97]), "the light copy comes first"
    apart = {other: np.abs(light - frame).mean() for other, frame in fine.items()}
    assert min(apart, key=lambda other: apart[other]) == 97, "and it shows that very frame"
    qtbot.waitUntil(lambda: np.array_equal(pixels(got[-1][0]), fine[97]), timeout=WAIT_MS)
    assert got[-1][1] == 97
    got.clear()
    player.step(1)
    qtbot.waitUntil(lambda: bool(got) and got[-1][1] == 98, timeout=WAIT_MS)
    assert np.array_equal(pixels(got[0][0]), fine[98]), "a step shows the film itself"


def test_an_emptied_cache_costs_nothing_but_speed(
    app: AppState, player: Player, film: Path, qtbot: QtBot
) -> None:
    for path in proxies_of(app):
        path.unlink()
    got: list[tuple[QImage, int]] = []
    player.frame_ready.connect(lambda picture, index: got.append((picture, index)))
    app.seek(ticks.from_frame(60, app.sequence().frame_rate))
    qtbot.waitUntil(lambda: len(got) >= 1, timeout=WAIT_MS)
    with FrameReader(film) as reader:
        assert np.array_equal(pixels(got[-1][0]), reader.frame(60).astype(int))


def test_copies_are_found_again_and_not_made_where_nobody_wants_them(
    app: AppState, player: Player, qtbot: QtBot
) -> None:
    (made,) = proxies_of(app)
    before = made.stat().st_mtime_ns
    app.settings.set("media.proxies", False)
    app.settings.set("media.proxies", True)
    qtbot.waitUntil(lambda: player.proxies.idle, timeout=WAIT_MS)
    assert made.stat().st_mtime_ns == before
    app.settings.set("media.proxies", False)
    made.unlink()
    qtbot.waitUntil(lambda: player.proxies.idle, timeout=WAIT_MS)
    assert proxies_of(app) == []


def test_closing_gives_up_a_copy_that_is_being_made(
    qapp: QApplication, tmp_path: Path, film: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from studio.media import proxies

    begun = threading.Event()

    def endless(*_args: object, cancelled: Callable[[], bool]) -> Path:
        begun.set()
        ffmpeg.run(["-re", "-f", "lavfi", "-i", "testsrc2", "-f", "null", "-"], cancelled=cancelled)
        raise AssertionError("it ended by itself")

    monkeypatch.setattr(proxies, "make", endless)
    with opened(tmp_path, film) as app:
        shared_player(app)
        qtbot.waitUntil(begun.is_set, timeout=WAIT_MS)
    assert not [thread for thread in threading.enumerate() if thread.name == "proxies"]

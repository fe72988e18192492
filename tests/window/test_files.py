"""The window takes files: dropped on it, dropped on the start page, chosen from its cards."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.project.model import Asset, CaptionTrack, Clip, Cue, Line, Take, Track
from studio.state.film import FilmState
from tests.kit.waiting import WAIT_MS
from tests.window.windows import LONG_MS, contents, state


def drop(studio: Studio, *files: Path) -> None:
    target = studio.window.centre
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the only constructor PySide offers
        entering = QDragEnterEvent(QPoint(5, 5), copy, mime, buttons, modifiers)
    QApplication.sendEvent(target, entering)
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, mime, buttons, modifiers))


def test_files_dropped_on_the_window_go_where_they_belong(
    start: Callable[..., Studio], project_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    studio = start(project_folder)
    app = state(studio)
    picture = tmp_path / "cliff.png"
    Image.new("RGB", (64, 48), "red").save(picture)
    captions = tmp_path / "words.srt"
    captions.write_text("1\n00:00:01,000 --> 00:00:02,500\nA light on the cliff.\n")
    drop(studio, picture)
    qtbot.waitUntil(lambda: len(app.require_project().all(Asset)) == 1, timeout=WAIT_MS)
    assert app.require_project().all(Asset)[0].media == "image"
    drop(studio, captions)
    assert app.workspace == "captions"
    assert app.require_project().all(CaptionTrack)
    drop(studio, tmp_path / "missing.mp4")
    qtbot.waitUntil(lambda: app.error is not None, timeout=WAIT_MS)


def test_a_video_dropped_on_the_start_page_begins_a_project_of_its_own(
    start: Callable[..., Studio], tmp_path: Path, media: Path, qtbot: QtBot
) -> None:
    studio = start()
    app = state(studio)
    drop(studio, media / "video" / "talk.mp4")
    qtbot.waitUntil(lambda: app.project is not None and bool(app.project.all(Clip)), timeout=WAIT_MS)
    assert app.require_project().name == "talk"
    assert app.workspace == "video"
    assert [clip.start for clip in app.require_project().all(Clip)] == [0]


def test_a_file_written_by_another_program_is_noticed_when_the_window_comes_to_the_front(
    start: Callable[..., Studio], project_folder: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    picture = tmp_path / "sky.png"
    Image.new("RGB", (64, 48), "red").save(picture)
    studio = start(project_folder)
    app = state(studio)
    drop(studio, picture)
    qtbot.waitUntil(lambda: bool(app.require_project().all(Asset)), timeout=WAIT_MS)
    Image.new("RGB", (32, 24), "blue").save(picture)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: bool(app.sources.changed), timeout=WAIT_MS)
    message = contents(studio).status.message
    qtbot.waitUntil(lambda: "“sky” changed after it was imported" in message.text(), timeout=WAIT_MS)
    (reload,) = [button for button in message.findChildren(QPushButton) if button.text() == "Reload"]
    reload.click()
    qtbot.waitUntil(lambda: app.require_project().all(Asset)[0].facts.width == 32, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not app.sources.changed, timeout=WAIT_MS)


@pytest.mark.parametrize("card", ["captions", "voice"])
def test_a_card_leads_from_a_video_to_its_captions_and_its_dub(
    card: str, start: Callable[..., Studio], media: Path, qtbot: QtBot
) -> None:
    studio = start()
    app = state(studio)
    studio.window.start_page.card_chosen.emit(card)
    dialog = studio.window.findChild(QFileDialog)
    assert dialog is not None
    assert app.project is None, "nothing is made before a video is chosen"
    dialog.filesSelected.emit([str(media / "video" / "talk.mp4")])
    dialog.close()
    qtbot.waitUntil(lambda: app.project is not None and bool(app.project.all(Cue)), timeout=LONG_MS)
    project = app.require_project()
    assert project.name == "talk"
    assert len(project.all(Clip)) == 1
    if card == "captions":
        assert app.workspace == "captions"
    else:
        qtbot.waitUntil(lambda: bool(project.all(Line)), timeout=WAIT_MS)
        assert app.workspace == "voice"
        assert [line.cue for line in project.all(Line)] == [cue.id for cue in project.all(Cue)]


FILM = """EXT. CLIFF - DAY

= a red lighthouse on a cliff at noon

MARA
Good morning, sea.
"""


def test_a_script_dropped_on_the_start_page_becomes_a_film_even_over_a_restart(
    start: Callable[..., Studio], tmp_path: Path, qtbot: QtBot
) -> None:
    script = tmp_path / "Morning.fountain"
    script.write_text(FILM)
    studio = start()
    app = state(studio)
    drop(studio, script)
    qtbot.waitUntil(lambda: app.part(FilmState).making and bool(app.queue.jobs()), timeout=LONG_MS)
    jobs = {job.id for job in app.queue.jobs()}
    folder = app.require_project().folder
    studio.window.close()  # in the middle of it
    again = start(folder)
    app = state(again)
    assert app.part(FilmState).making
    qtbot.waitUntil(lambda: not app.part(FilmState).making, timeout=LONG_MS)
    project = app.require_project()
    assert {job.id for job in app.queue.jobs()} == jobs  # nothing was asked for twice
    assert len(project.all(Take)) == 1
    assert {project.get(clip.parent, Track).role for clip in project.all(Clip)} == {"video", "voice"}

"""The Video workspace with real pictures: inspector, tools, replacing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QSlider

from studio.core import ticks
from studio.kit.bind import access
from studio.media import ffmpeg
from studio.media.images import load_image, save_png
from studio.project.imports import import_file
from studio.project.model import Asset, Clip, Keyframe, Line, Take, replace
from studio.stage.player.view.playback import close_player
from studio.state.app_state import AppState
from studio.window.docks.inspector import InspectorDock
from studio.workspaces.video.view.panel import VideoPanel
from tests.apps import open_app
from tests.kit.waiting import wait_for


def settle(milliseconds: int = 30) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path) -> Iterator[AppState]:
    with open_app(tmp_path) as state:
        with state.require_project().edit("Small") as edit:
            edit.put(replace(state.sequence(), width=64, height=36))
        yield state
        close_player(state)
    QCoreApplication.sendPostedEvents()


@pytest.fixture
def panel(app: AppState, tmp_path: Path) -> Iterator[VideoPanel]:
    made = VideoPanel(app)
    made.resize(900, 600)
    made.show()
    inspector = made.inspector()
    inspector.resize(300, 700)
    inspector.show()
    yield made
    made.close()
    inspector.close()


@pytest.fixture
def clip(app: AppState, panel: VideoPanel, tmp_path: Path) -> Clip:
    """Five seconds of a red picture, chosen."""
    path = tmp_path / "red.png"
    save_png(path, np.full((36, 64, 3), (200, 20, 20), np.uint8))
    made = panel.state.add([import_file(app.require_project(), path)], 0)[0]
    wait_for(lambda: panel.viewer.player.duration > 0 and panel.viewer.player.picture is not None)
    settle()
    return made


def test_an_empty_film_offers_a_first_step(app: AppState, panel: VideoPanel) -> None:
    settle()
    assert panel.viewer.empty.isVisible()
    assert not panel.split.isEnabled()
    assert not panel.export.isEnabled()
    assert panel.add.isEnabled()


def test_files_come_with_one_undo_step_and_a_drop_says_what_it_covers(
    app: AppState, panel: VideoPanel, clip: Clip, tmp_path: Path
) -> None:
    other = tmp_path / "blue.png"
    save_png(other, np.full((36, 64, 3), (20, 20, 200), np.uint8))
    offer = panel._offer([other])
    assert offer is not None
    assert offer.hint == "Overwrites what is there."
    steps = len(app.require_project().history())
    panel.state.add_files([other])
    wait_for(lambda: len(app.require_project().all(Asset)) == 2)
    assert len(app.require_project().history()) == steps + 1
    app.undo()
    assert [asset.name for asset in app.require_project().all(Asset)] == ["red"]
    app.seek(clip.end)
    offer = panel._offer([other])
    assert offer is not None
    assert offer.hint == ""


def test_a_split_beside_every_clip_says_so_quietly(app: AppState, panel: VideoPanel, clip: Clip) -> None:
    app.seek(clip.end)
    panel.split.click()
    assert app.message is not None
    assert app.message.text == "There is nothing to split under the playhead."
    assert panel.state.error is None


def test_the_menu_of_add_lists_files_and_no_takes(app: AppState, panel: VideoPanel, clip: Clip) -> None:
    project = app.require_project()
    with project.edit("Speak") as edit:
        edit.put(Asset(id="said", parent="project", name="Hello.", media="audio"))
        edit.put(Line(id="line", parent=app.sequence_id, text="Hello."))
        edit.put(Take(id="take", parent="line", asset="said", duration=1))
    panel._fill_add()
    assert [action.text() for action in panel.add_menu.actions() if not action.isSeparator()] == [
        "Choose files…",
        "red",
    ]


def test_the_inspector_fits_into_the_narrowest_dock(
    app: AppState, panel: VideoPanel, clip: Clip, tmp_path: Path
) -> None:
    inspector = panel.inspector()
    dock = InspectorDock()
    dock.add("video", inspector)
    dock.resize(dock.minimumWidth(), 300)
    dock.show_workspace("video")
    dock.show()
    for form in inspector.effects.forms.values():
        form.set_folded(False)
    settle()
    page = dock.currentWidget()
    assert isinstance(page, QScrollArea)
    assert page.verticalScrollBar().isVisible()
    assert inspector.width() <= page.viewport().width(), "nothing is cut off at its right edge"
    fit = inspector.effects.forms["transform"].fields["fit"]
    assert fit.width() >= fit.fontMetrics().horizontalAdvance("Contain") + 24, "its word is whole"
    sliders = inspector.findChildren(QSlider)
    assert sliders
    assert not [slider for slider in sliders if slider.isVisible()], "fields take the place of sliders"
    page.takeWidget()  # the panel's own, as the fixture expects
    dock.close()


def test_the_inspector_edits_the_chosen_clip_and_undo_takes_it_back(
    app: AppState, panel: VideoPanel, clip: Clip
) -> None:
    form = panel.inspector().effects.forms["colour"]
    access(form.fields["exposure"]).set(1.0)
    assert panel.state.effects.values("colour")["exposure"] == 1.0
    app.undo()
    settle()
    assert access(form.fields["exposure"]).get() == 0.0
    assert panel.state.effects.effect("colour") is None, "showing a value is not an edit"


def test_a_diamond_puts_a_keyframe_at_the_playhead(app: AppState, panel: VideoPanel, clip: Clip) -> None:
    form = panel.inspector().effects.forms["transform"]
    app.seek(ticks.from_seconds(1))
    settle()
    form.keys["scale"].key.click()
    project = app.require_project()
    assert [(key.param, key.at) for key in project.all(Keyframe)] == [("scale", ticks.from_seconds(1))]
    assert form.keys["scale"].key.isChecked()
    app.seek(ticks.from_seconds(2))
    settle()
    assert not form.keys["scale"].key.isChecked()
    form.keys["scale"].back.click()
    assert app.playhead == ticks.from_seconds(1)
    app.undo()
    assert project.all(Keyframe) == []


def test_speed_has_keyframes_like_everything_else(app: AppState, panel: VideoPanel, tmp_path: Path) -> None:
    film = tmp_path / "film.mkv"
    source = ["-f", "lavfi", "-t", "8", "-i", "testsrc2=size=64x36:rate=24"]
    ffmpeg.run([*source, "-c:v", "ffv1", "-y", str(film)])
    project = app.require_project()
    (clip,) = panel.state.add([import_file(project, film)], 0)
    inspector = panel.inspector()
    settle()
    inspector.speed_key.key.click()
    app.seek(ticks.from_seconds(2))
    settle()
    inspector.speed.set_value(200)
    inspector.speed.value_committed.emit(200)
    settle()
    keys = sorted(project.all(Keyframe), key=lambda key: key.at)
    assert [(key.at, key.value) for key in keys] == [(0, 100), (ticks.from_seconds(2), 200)]
    # Three of its eight seconds have passed by then, and five at twice the speed are left.
    assert project.get(clip.id, Clip).duration == ticks.from_seconds(4.5)
    app.seek(ticks.from_seconds(1))
    settle()
    assert inspector.speed.value() == 150, "half way up"
    assert not inspector.speed_key.key.isChecked()
    inspector.speed_key.back.click()
    assert app.playhead == 0
    settle()
    inspector.speed_key.key.click()
    inspector.speed_key.on.click()
    settle()
    inspector.speed_key.key.click()
    assert project.all(Keyframe) == []
    assert project.get(clip.id, Clip).speed == "2/1"


def test_tools_cut_at_the_playhead_and_errors_are_shown_where_they_happen(
    app: AppState, panel: VideoPanel, clip: Clip
) -> None:
    app.seek(ticks.from_seconds(2))
    panel.split.click()
    assert len(app.require_project().all(Clip)) == 2
    app.select(())
    app.seek(ticks.from_seconds(60))
    panel.trim_start.click()
    assert panel.error.isVisible()
    app.seek(ticks.from_seconds(1))
    panel.split.click()
    assert not panel.error.isVisible()


def test_every_command_can_be_registered_and_keys_do_their_work(
    app: AppState, panel: VideoPanel, clip: Clip
) -> None:
    table = app.commands
    app.workspace = "video"
    app.seek(ticks.from_seconds(2))
    for key, count in (("S", 2), ("Del", 1)):
        command = table.by_key(key, "video")
        assert command is not None
        assert table.run(command.id)
        assert len(app.require_project().all(Clip)) == count
        app.select([app.require_project().all(Clip)[0].id])
    assert table.run("transport.next_frame")
    assert app.playhead == ticks.from_seconds(2) + ticks.from_frame(1, app.sequence().frame_rate)
    app.workspace = "image"
    assert not table.run("video.split_here")


def test_the_bar_says_what_would_be_replaced(app: AppState, panel: VideoPanel, clip: Clip) -> None:
    panel.replace.click()
    assert panel.replace_bar.isVisible()
    assert "the frame at 00:00:00:00" in panel.replace_bar.what.text()
    app.update(in_point=0, out_point=ticks.from_seconds(1))
    assert "24 frames" in panel.replace_bar.what.text()
    app.update(in_point=ticks.from_seconds(30), out_point=None)
    assert not panel.replace_bar.make.isEnabled()
    QTest.keyClick(panel.replace_bar.prompt, Qt.Key.Key_Escape)
    assert not panel.replace_bar.isVisible()


def test_a_frame_is_saved_as_it_is_seen(app: AppState, panel: VideoPanel, clip: Clip, tmp_path: Path) -> None:
    panel.state.save_frame(tmp_path / "out.png")
    assert (load_image(tmp_path / "out.png")[..., :3] == (200, 20, 20)).all()


def test_export_is_the_next_place(app: AppState, panel: VideoPanel, clip: Clip) -> None:
    settle()
    app.update(in_point=0, out_point=ticks.from_seconds(1))
    panel.export.click()
    assert app.workspace == "export"
    assert app.out_point == ticks.from_seconds(1)


def test_the_first_change_moves_no_field(app: AppState, panel: VideoPanel, clip: Clip) -> None:
    inspector = panel.inspector()
    fields = [
        inspector.effects.forms["transform"].fields["opacity"],
        inspector.effects.forms["colour"].fields["gamma"],
    ]

    def places() -> list[tuple[int, int, int]]:
        return [
            (at.x(), at.y(), field.width())
            for field in fields
            for at in [field.mapTo(inspector, QPoint(0, 0))]
        ]

    settle()
    before = places()
    inspector.effects.forms["transform"].keys["scale"].key.click()
    access(inspector.effects.forms["colour"].fields["exposure"]).set(1.0)
    settle()
    assert places() == before
    reset = inspector.effects.forms["colour"].reset
    assert reset.isEnabled()
    reset.click()
    settle()
    assert panel.state.effects.values("colour")["exposure"] == 0.0
    assert not reset.isEnabled()

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.image import results
from studio.kit.theme import Theme
from studio.kit.widgets.number_field import NumberEdit
from studio.project.model import Scene
from studio.state.app_state import AppState
from studio.window.runtime.background import PoolTasks
from studio.workspaces.image.view.panel import ImagePanel
from tests.apps import open_app
from tests.image.playing import Player, know_engine
from tests.kit.accessibility import unnamed
from tests.kit.waiting import WAIT_MS


@pytest.fixture
def app(qapp: QApplication, theme: Theme, tmp_path: Path) -> Generator[AppState]:
    tasks = PoolTasks()
    with open_app(tmp_path, tasks=tasks) as app:
        know_engine(app.queue)
        results.register(app.queue, lambda: app.project)
        yield app
        tasks.wait()
    shiboken6.delete(tasks)  # here, not in a garbage collection on some thread


@pytest.fixture
def panel(app: AppState, qtbot: QtBot) -> Generator[ImagePanel]:
    panel = ImagePanel(app)
    qtbot.addWidget(panel)
    panel.resize(1100, 700)
    panel.show()
    qtbot.waitExposed(panel)
    yield panel
    panel.strip.thumbs.stop()


@pytest.fixture
def player(app: AppState, tmp_path: Path) -> Player:
    return Player(app.queue, app.require_project(), tmp_path)


def write(panel: ImagePanel, qtbot: QtBot, text: str) -> None:
    panel.form.prompt.setFocus()
    panel.form.prompt.clear()
    qtbot.keyClicks(panel.form.prompt, text)


def make(panel: ImagePanel, qtbot: QtBot, player: Player, text: str) -> str:
    write(panel, qtbot, text)
    panel.primary()
    player.make()
    qtbot.waitUntil(lambda: panel.view.image() is not None and not panel.state.running, timeout=WAIT_MS)
    return panel.state.current


def test_the_empty_place_makes_its_first_picture_with_one_click(
    panel: ImagePanel, qtbot: QtBot, player: Player
) -> None:
    assert panel.stage.currentWidget() is panel.empty
    panel.empty.primary.click()
    assert panel.state.running
    player.make()
    qtbot.waitUntil(lambda: panel.view.image() is not None, timeout=WAIT_MS)
    assert panel.stage.currentWidget() is panel.view
    image = panel.view.image()
    assert image is not None
    assert (image.width(), image.height()) == (64, 48)


def test_ctrl_enter_in_the_prompt_generates_and_the_button_becomes_cancel(
    app: AppState, panel: ImagePanel, qtbot: QtBot, player: Player
) -> None:
    write(panel, qtbot, "a red boat")
    qtbot.keyClick(panel.form.prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    job = player.start()
    player.progress(job, 6, 24)
    assert panel.form.button.running
    assert "25" in panel.form.button.text()
    assert "Step 6 of 24" in panel.form.stage.text()
    panel.primary()
    assert app.queue.get(job.id).state == "cancelling"
    player.stopped(job)
    assert not panel.form.button.running
    assert panel.stage.currentWidget() is panel.empty


def test_the_picture_appears_while_it_is_denoised(panel: ImagePanel, qtbot: QtBot, player: Player) -> None:
    write(panel, qtbot, "a red boat")
    panel.primary()
    job = player.start()
    assert panel.stage.currentWidget() is panel.waiting
    player.preview(job, (200, 0, 0))
    assert panel.stage.currentWidget() is panel.view
    image = panel.view.image()
    assert image is not None
    assert (image.width(), image.height()) == (256, 256)
    assert image.pixelColor(128, 128).red() > 180
    player.finish(job)
    qtbot.waitUntil(
        lambda: panel.view.image() is not image and panel.view.image().width() == 64, timeout=WAIT_MS
    )


def test_two_pictures_are_compared_and_the_star_is_kept(
    panel: ImagePanel, qtbot: QtBot, player: Player
) -> None:
    first = make(panel, qtbot, player, "one")
    assert not panel.tools.compare.isEnabled()
    make(panel, qtbot, player, "two")
    panel.tools.compare.click()
    assert panel.state.other == first
    qtbot.waitUntil(lambda: panel.view.comparing, timeout=WAIT_MS)
    panel.tools.compare.click()
    assert not panel.view.comparing
    panel.tools.star.click()
    assert panel.state.items[0].starred
    panel.starred.click()
    assert [item.title for item in panel.state.items] == ["two"]


def test_delete_in_the_strip_goes_to_the_neighbour_and_is_undone(
    app: AppState, panel: ImagePanel, qtbot: QtBot, player: Player
) -> None:
    first = make(panel, qtbot, player, "one")
    second = make(panel, qtbot, player, "two")
    qtbot.keyClick(panel.strip, Qt.Key.Key_Delete)
    assert panel.state.current == first
    assert panel.strip.current_id() == first
    app.undo()
    assert [item.id for item in panel.state.items] == [second, first]


def test_the_inspector_tells_what_made_the_picture_and_gives_its_settings_back(
    panel: ImagePanel, qtbot: QtBot, player: Player
) -> None:
    assert panel.inspector() is panel._inspector
    make(panel, qtbot, player, "a red boat")
    seed = panel.state.items[0].seed
    assert panel._inspector.prompt.text() == "a red boat"
    write(panel, qtbot, "other")
    panel._inspector.use.click()
    assert panel.form.prompt.toPlainText() == "a red boat"
    assert panel.form.params.values()["seed"] == seed


def test_an_error_stays_in_the_place_with_a_way_forward(
    panel: ImagePanel, qtbot: QtBot, player: Player
) -> None:
    panel.primary()
    assert not panel.error.isHidden()
    write(panel, qtbot, "a red boat")
    assert panel.error.isHidden()
    panel.primary()
    player.fail(player.start())
    assert not panel.error.isHidden()
    panel.error._act.click()
    assert panel.state.running
    player.make()
    assert panel.error.isHidden()


def test_a_scene_is_chosen_from_the_menu(
    app: AppState, panel: ImagePanel, qtbot: QtBot, player: Player
) -> None:
    current = make(panel, qtbot, player, "a red boat")
    assert not panel.tools.scene.isEnabled()
    project = app.require_project()
    with project.edit("Scene") as edit:
        edit.put(Scene(id="scene_1", parent=app.sequence_id, heading="INT. HOUSE"))
    assert panel.tools.scene.isEnabled()
    menu = panel.tools.menu([current], panel)
    (scenes,) = [action.menu() for action in menu.actions() if action.text() == "Send to scene"]
    scenes.actions()[0].trigger()
    assert project.get("scene_1", Scene).picture == current
    menu.close()


def test_a_dropped_picture_gives_its_settings(
    panel: ImagePanel, qtbot: QtBot, player: Player, tmp_path: Path
) -> None:
    current = make(panel, qtbot, player, "a red boat")
    panel.state.pictures.save_as(current, tmp_path / "out.png")
    qtbot.waitUntil((tmp_path / "out.png").exists, timeout=WAIT_MS)
    write(panel, qtbot, "other")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "out.png"))])
    offer = panel._decide([tmp_path / "out.png"])
    assert offer is not None
    panel.drops.show_offer(offer)
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert panel.drops.eventFilter(panel.stage, event)
    qtbot.waitUntil(lambda: panel.form.prompt.toPlainText() == "a red boat", timeout=WAIT_MS)


def test_unfinished_text_is_kept_when_the_place_is_left(
    app: AppState, panel: ImagePanel, qtbot: QtBot
) -> None:
    write(panel, qtbot, "half a sent")
    panel.left()
    assert app.require_project().view_state.get("image")["prompt"] == "half a sent"


def test_every_control_has_a_name(panel: ImagePanel, qtbot: QtBot, player: Player) -> None:
    make(panel, qtbot, player, "a red boat")
    assert unnamed(panel) == []


def test_tab_goes_through_the_form_in_the_order_it_is_read(panel: ImagePanel, qtbot: QtBot) -> None:
    form = panel.form
    form.prompt.setFocus()
    met: list[QWidget] = []
    while not met or met[-1] is not form.button:
        qtbot.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
        focused = panel.window().focusWidget()
        assert focused is not None
        assert focused not in met, "Tab never reached Generate"
        met.append(focused)
    assert met[0] is form.negative
    assert all(form.isAncestorOf(widget) for widget in met), "Tab left the form before Generate"
    tops = [widget.mapTo(form, QPoint(0, widget.height() // 2)).y() for widget in met]
    assert tops == sorted(tops)
    assert len(met) > 6


def test_a_number_that_is_typed_counts_at_once_when_generate_is_pressed(
    app: AppState, panel: ImagePanel, qtbot: QtBot
) -> None:
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow, timeout=WAIT_MS)
    write(panel, qtbot, "a red boat")
    field = next(edit for edit in panel.form.params.fields["count"].findChildren(NumberEdit))
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "3")
    panel.form.button.click()
    assert len(app.queue.jobs()) == 3
    assert QApplication.focusWidget() is field


def test_who_waits_for_a_paused_queue_is_told(
    app: AppState, panel: ImagePanel, qtbot: QtBot, player: Player
) -> None:
    app.queue.pause()
    write(panel, qtbot, "a red boat")
    panel.primary()
    assert "Queue paused" in panel.form.stage.text()
    app.queue.resume()
    assert "Queue paused" not in panel.form.stage.text()
    player.start()


def test_the_picture_that_comes_back_after_a_cancel_by_keys_is_chosen_in_the_strip(
    panel: ImagePanel, qtbot: QtBot, player: Player
) -> None:
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow, timeout=WAIT_MS)
    make(panel, qtbot, player, "one")
    panel.state.count = 2
    panel.primary()
    QTest.keyPress(panel.form.prompt, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
    panel.primary()
    QTest.keyRelease(panel.form.prompt, Qt.Key.Key_Control)
    assert panel.strip.selected_ids() == [panel.state.current]


def test_the_tools_tell_the_keys_of_their_commands(panel: ImagePanel) -> None:
    tools = panel.tools
    buttons = {"star": tools.star, "vary": tools.vary, "compare": tools.compare, "save": tools.save}
    table = panel.app.commands
    for name, button in buttons.items():
        assert f"({table.keys(f'image.{name}')[0]})" in button.toolTip()
    table.set_keys({"image.vary": ("Ctrl+Alt+V",), "image.save": ()})
    assert tools.vary.toolTip().endswith("(Ctrl+Alt+V)")
    assert tools.save.toolTip() == "Save as PNG"

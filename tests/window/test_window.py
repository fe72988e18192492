"""The window as a whole: it starts, opens projects, shows workspaces and docks, and runs commands."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDockWidget, QLabel
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.core import paths
from studio.kit.widgets.buttons import IconButton
from studio.project.handle import Project
from studio.state.workspace import workspace_ids
from studio.window import first_look
from studio.window.dialogs.keys import KeysDialog
from tests.kit.waiting import WAIT_MS
from tests.window.windows import add_marker, contents, fake_job, run_script, state

# ---- start and end


def test_without_a_project_the_start_page_is_shown_and_places_wait(start: Callable[..., Studio]) -> None:
    studio = start()
    window = studio.window
    assert window.stack.currentWidget() is window.start_page
    assert not window.rail.isEnabled()
    assert not contents(studio).table.enabled("workspace.image")
    assert contents(studio).table.enabled("project.new")


def test_the_start_page_fits_beside_the_jobs_in_a_narrow_window(start: Callable[..., Studio]) -> None:
    studio = start()
    page = studio.window.start_page
    for width, height in ((1440, 900), (1024, 640)):
        studio.window.resize(width, height)
        contents(studio).docks.want("jobs", wanted=True)
        QApplication.processEvents()
        for button in page.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.mapTo(page, button.rect().bottomRight()).x() < page.width(), (
                    width,
                    button.text(),
                )


def test_what_the_start_made_is_set_aside_from_garbage_collection(
    start: Callable[..., Studio], qtbot: QtBot
) -> None:
    studio = start()
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0, timeout=WAIT_MS)
    assert gc.get_freeze_count() > 10 * len(gc.get_objects(generation=2))
    studio.end()
    assert gc.get_freeze_count() == 0


def test_a_project_named_on_the_command_line_is_opened_and_remembered(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    studio = start(project_folder)
    assert "Harbour" in studio.window.windowTitle()
    assert studio.window.top_bar.name_button.text() == "Harbour"
    assert first_look.read().recent == (project_folder / "Harbour.studio",)


def test_the_next_start_opens_the_last_project_at_its_place(
    start: Callable[..., Studio], project_folder: Path, qtbot: QtBot
) -> None:
    first = start(project_folder)
    state(first).workspace = "export"
    first.window.close()
    again = start()
    qtbot.waitUntil(lambda: state(again).project is not None, timeout=WAIT_MS)
    assert state(again).workspace == "export"


def test_after_a_crash_the_start_page_says_so_and_offers_the_project(
    start: Callable[..., Studio], project_folder: Path, studio_home: Path, qtbot: QtBot
) -> None:
    marker = studio_home / "running" / "marker.json"
    marker.parent.mkdir(parents=True)
    file = project_folder / "Harbour.studio"
    marker.write_text(f'{{"project": "{file.as_posix()}", "attempts": 0}}')
    studio = start()
    page = studio.window.start_page
    qtbot.waitUntil(lambda: not page.crash.isHidden(), timeout=WAIT_MS)
    assert state(studio).project is None
    page.crash_open.click()
    qtbot.waitUntil(lambda: state(studio).project is not None, timeout=WAIT_MS)
    assert page.crash.isHidden()
    studio.window.close()
    assert not marker.exists()


def test_a_project_that_is_gone_is_said_in_the_window(
    start: Callable[..., Studio], tmp_path: Path, qtbot: QtBot
) -> None:
    studio = start()
    state(studio).open_project(tmp_path / "nowhere")
    qtbot.waitUntil(lambda: not contents(studio).errors.card.isHidden(), timeout=WAIT_MS)
    assert studio.window.stack.currentWidget() is studio.window.start_page


def test_an_unexpected_error_in_a_slot_is_shown_and_the_window_goes_on(start: Callable[..., Studio]) -> None:
    studio = start()
    error = ZeroDivisionError("division by zero")
    sys.excepthook(ZeroDivisionError, error, None)
    shown = state(studio).error
    assert shown is not None
    assert "ZeroDivisionError" in shown.detail
    assert not contents(studio).errors.card.isHidden()


# ---- workspaces, docks, commands


def test_every_workspace_comes_to_the_front_with_its_docks(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    studio = start(project_folder)
    for workspace in workspace_ids():
        contents(studio).actions.run(f"workspace.{workspace}")
        assert state(studio).workspace == workspace
        assert studio.window.stack.currentWidget() is contents(studio).panels[workspace]
        assert contents(studio).table.workspace == workspace


def test_docks_keep_the_users_wish_over_a_restart(start: Callable[..., Studio], project_folder: Path) -> None:
    first = start(project_folder)
    contents(first).actions.run("view.jobs")
    assert contents(first).docks.shown("jobs")
    first.window.close()
    second = start(project_folder)
    assert contents(second).docks.shown("jobs")
    contents(second).actions.run("view.reset")
    assert not contents(second).docks.shown("jobs")


def test_the_head_of_a_dock_shows_its_whole_name_closes_it_and_lets_it_float(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    studio = start(project_folder)
    dock = studio.window.findChild(QDockWidget, "dock_inspector")
    assert dock is not None
    title = dock.titleBarWidget()
    words = title.findChild(QLabel)
    QApplication.processEvents()
    assert words.text() == "Inspector"
    assert words.height() >= words.sizeHint().height()
    flying, close = title.findChildren(IconButton)
    flying.click()
    assert dock.isFloating()
    assert flying.accessibleName() == "Dock"
    flying.click()
    assert not dock.isFloating()
    close.click()
    assert not contents(studio).docks.shown("inspector")
    assert not contents(studio).docks.wanted("inspector")


def test_in_a_narrow_window_the_side_wished_for_last_stays_and_the_other_comes_back(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    studio = start(project_folder)
    parts, window = contents(studio), studio.window
    parts.actions.run("view.library")
    assert parts.docks.shown("library")
    assert parts.docks.shown("inspector")
    window.resize(1024, 640)
    assert parts.docks.shown("library")
    assert not parts.docks.shown("inspector")
    QApplication.processEvents()
    panel = parts.panels["image"]
    assert panel.width() >= panel.minimumSizeHint().width(), "the workspace is squeezed"
    parts.actions.run("view.inspector")
    assert parts.docks.shown("inspector")
    assert not parts.docks.shown("library")
    window.resize(1440, 900)
    assert parts.docks.shown("library")
    assert parts.docks.shown("inspector")
    parts.actions.run("view.library")
    assert not parts.docks.wanted("library")


def test_undo_and_redo_follow_the_project(
    start: Callable[..., Studio], project_folder: Path, qtbot: QtBot
) -> None:
    studio = start(project_folder)
    app, table = state(studio), contents(studio).table
    assert not table.enabled("edit.undo")
    name = add_marker(app, "one")
    assert table.enabled("edit.undo")
    assert "Add marker one" in contents(studio).status.message.text()
    undo = contents(studio).actions.action("edit.undo")
    qtbot.waitUntil(lambda: undo.text() == "Undo Add marker one", timeout=WAIT_MS)
    contents(studio).actions.run("edit.undo")
    assert app.require_project().find(name) is None
    redo = contents(studio).actions.action("edit.redo")
    qtbot.waitUntil(lambda: redo.toolTip().startswith("Redo Add marker one ("), timeout=WAIT_MS)
    contents(studio).actions.run("edit.redo")
    assert app.require_project().find(name) is not None
    studio.window.top_bar.history.click()
    assert contents(studio).history.isVisible()
    studio.window.top_bar.history.click()
    assert not contents(studio).history.isVisible()


def test_closing_a_project_leads_back_to_the_start_page(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    studio = start(project_folder)
    contents(studio).actions.run("project.close")
    assert state(studio).project is None
    assert studio.window.stack.currentWidget() is studio.window.start_page
    with Project.open(project_folder) as again:
        assert not again.read_only  # the lock is free


def test_a_project_is_renamed_in_the_top_bar(start: Callable[..., Studio], project_folder: Path) -> None:
    studio = start(project_folder)
    before = QApplication.focusWidget()
    contents(studio).actions.run("project.rename")
    bar = studio.window.top_bar
    bar.name_edit.setText("Lighthouse")
    add_marker(state(studio), "meanwhile")  # such as a picture that comes in
    assert bar.name_edit.isVisible()
    assert bar.name_edit.text() == "Lighthouse"
    renamed: list[str] = []
    bar.renamed.connect(renamed.append)
    QTest.keyClick(bar.name_edit, Qt.Key.Key_Return)
    assert renamed == ["Lighthouse"]
    assert (project_folder.with_name("Lighthouse") / "Lighthouse.studio").is_file()
    assert bar.name_button.text() == "Lighthouse"
    assert studio.window.windowTitle().startswith("Lighthouse")
    assert QApplication.focusWidget() is before
    lighthouse = project_folder.with_name("Lighthouse") / "Lighthouse.studio"
    assert first_look.read().recent == (lighthouse,)  # the next start opens it
    marker = json.loads((paths.user_data() / "running" / "marker.json").read_text())
    assert marker["project"] == str(lighthouse)
    assert state(studio).store_name in state(studio).queue.stores


def test_a_duplicate_is_opened_beside_the_original(
    start: Callable[..., Studio], project_folder: Path, qtbot: QtBot
) -> None:
    studio = start(project_folder)
    add_marker(state(studio), "kept")
    contents(studio).actions.run("project.duplicate")
    qtbot.waitUntil(lambda: state(studio).require_project().name == "Harbour copy", timeout=WAIT_MS)
    assert state(studio).require_project().find("marker_kept") is not None


def test_the_palette_finds_and_runs_a_command(start: Callable[..., Studio], project_folder: Path) -> None:
    studio = start(project_folder)
    contents(studio).actions.run("help.palette")
    palette = contents(studio).palette
    assert palette.isVisible()
    palette.field.setText("export go")
    palette.field.setText("go to export")
    QApplication.sendEvent(palette.field, key(Qt.Key.Key_Return))
    assert not palette.isVisible()
    assert state(studio).workspace == "export"


def key(code: Qt.Key) -> object:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier)


def test_the_dialogs_open_and_preferences_act_at_once(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    from studio.kit.theme import Theme
    from studio.window.dialogs.preferences import PreferencesDialog

    studio = start(project_folder)
    for command in ("app.preferences", "help.about", "help.keys"):
        contents(studio).actions.run(command)
    dialog = studio.window.findChild(PreferencesDialog)
    assert dialog is not None
    box = dialog.fields["look.theme"]
    box.setCurrentIndex(box.findData("light"))
    assert Theme.current().mode == "light"
    box.setCurrentIndex(box.findData("dark"))
    assert Theme.current().mode == "dark"


def test_the_list_of_keys_tells_also_those_of_the_parts_of_a_workspace(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    studio = start(project_folder)
    for workspace, expected in (("image", {"Fit to window", "F"}), ("voice", {"Edit text", "Enter"})):
        contents(studio).actions.run(f"workspace.{workspace}")
        contents(studio).actions.run("help.keys")
        dialog = studio.window.findChild(KeysDialog)
        assert dialog is not None
        assert expected <= {label.text() for label in dialog.findChildren(QLabel)}
        shiboken6.delete(dialog)


def test_the_keys_never_go_to_a_button_nobody_chose_when_the_workspace_changes(
    start: Callable[..., Studio], project_folder: Path, qtbot: QtBot
) -> None:
    studio = start(project_folder)
    app = state(studio)
    job = fake_job(app, steps=1)
    qtbot.waitUntil(lambda: app.queue.get(job.id).finished, timeout=WAIT_MS)
    contents(studio).docks.want("jobs", wanted=True)
    studio.window.activateWindow()
    qtbot.waitUntil(studio.window.isActiveWindow, timeout=WAIT_MS)
    for workspace in ("video", "export", "captions", "export", "image", "export"):
        app.workspace = workspace
        focused = QApplication.focusWidget()
        assert focused is not None
        assert not isinstance(focused, QAbstractButton), f"{workspace}: {focused}"


# ---- the first frame


def test_before_the_first_paint_nothing_heavy_is_imported(repository: Path, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from studio.window import first_look\n"
        "from studio.app import Studio, make_application\n"
        "look = first_look.read()\n"
        "application = make_application(look)\n"
        "studio = Studio(look)\n"
        "studio.window.first_painted.disconnect()\n"
        "studio.window.first_painted.connect(application.quit)\n"
        "studio.window.show()\n"
        "application.exec()\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    answer = run_script(script, repository, tmp_path)
    loaded = set(answer.split())
    heavy = {
        "torch",
        "torchaudio",
        "diffusers",
        "transformers",
        "av",
        "numpy",
        "cv2",
        "PIL",
        "psygnal",
        "msgspec",
    }
    assert not loaded & heavy


def test_the_open_window_never_imports_an_engine(
    repository: Path, tmp_path: Path, project_folder: Path
) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "from studio import app\n"
        "from studio.state.workspace import workspace_ids\n"
        "from studio.window import first_look\n"
        "look = first_look.read()\n"
        "application = app.make_application(look)\n"
        f"studio = app.Studio(look, Path({str(project_folder)!r}))\n"
        "def look_around():\n"
        "    if studio.app is None or studio.app.project is None:\n"
        "        return QTimer.singleShot(50, look_around)\n"
        "    try:\n"
        "        for workspace in workspace_ids():\n"
        "            studio.app.workspace = workspace\n"
        "    finally:\n"
        "        studio.window.close()\n"
        "studio.window.show()\n"
        "QTimer.singleShot(50, look_around)\n"
        "application.exec()\n"
        "studio.end()\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
        "print(*[name for name in sys.modules if name.startswith('studio.engines')])\n"
    )
    answer = run_script(script, repository, tmp_path)
    modules, engines = answer.splitlines()[-2:]
    family = {"torch", "torchaudio", "diffusers", "transformers", "onnxruntime", "ctranslate2"}
    assert not set(modules.split()) & family
    assert not engines

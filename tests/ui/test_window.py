"""The window as a whole: it starts, opens projects, follows jobs, takes files, and ends with nothing left."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDockWidget, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.jobs import process
from studio.jobs.model import Job, JobRequest
from studio.project.lock import ProjectLock
from studio.project.model import Asset, CaptionTrack, Clip, Cue, Line, Marker, Take, Track
from studio.project.project import Project
from studio.state.app_state import PLACES, AppState
from studio.ui import first_look
from studio.ui.desk import Desk
from studio.ui.docks.jobs import JobsDock
from studio.ui.durations import spent, time_left
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.progress_row import ProgressRow

WAIT_MS = 30_000
LONG_MS = 100_000  # a worker loads a model and paints


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
        qtbot.waitUntil(lambda: studio.window.desk is not None, timeout=WAIT_MS)
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


def state(studio: Studio) -> AppState:
    assert studio.app is not None
    return studio.app


def desk(studio: Studio) -> Desk:
    assert studio.window.desk is not None
    return studio.window.desk


def add_marker(app: AppState, name: str) -> str:
    project = app.require_project()
    with project.edit(f"Add marker {name}") as edit:
        return edit.put(Marker(id=f"marker_{name}", parent=app.sequence_id, name=name, at=0)).id


def fake_job(app: AppState, **params: object) -> Job:
    request = JobRequest(
        engine="fake", title="A test job", params=dict(params), store=app.store_name, place="image", seed=1
    )
    return app.queue.submit(request)


# ---- start and end


def test_without_a_project_the_start_page_is_shown_and_places_wait(start: Callable[..., Studio]) -> None:
    studio = start()
    window = studio.window
    assert window.stack.currentWidget() is window.start_page
    assert not window.rail.isEnabled()
    assert not desk(studio).table.enabled("place.image")
    assert desk(studio).table.enabled("project.new")


def test_what_the_start_made_is_set_aside_from_garbage_collection(
    start: Callable[..., Studio], qtbot: QtBot
) -> None:
    studio = start()
    qtbot.waitUntil(gc.isenabled, timeout=WAIT_MS)
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
    state(first).place = "export"
    first.window.close()
    again = start()
    qtbot.waitUntil(lambda: state(again).project is not None, timeout=WAIT_MS)
    assert state(again).place == "export"


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
    qtbot.waitUntil(lambda: not desk(studio).errors.card.isHidden(), timeout=WAIT_MS)
    assert studio.window.stack.currentWidget() is studio.window.start_page


def test_an_unexpected_error_in_a_slot_is_shown_and_the_window_goes_on(start: Callable[..., Studio]) -> None:
    studio = start()
    error = ZeroDivisionError("division by zero")
    sys.excepthook(ZeroDivisionError, error, None)
    shown = state(studio).error
    assert shown is not None
    assert "ZeroDivisionError" in shown.detail
    assert not desk(studio).errors.card.isHidden()


# ---- places, docks, commands


def test_every_place_comes_to_the_front_with_its_docks(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    studio = start(project_folder)
    for number, place in enumerate(PLACES, start=1):
        desk(studio).actions.run(f"place.{place}")
        assert state(studio).place == place
        assert studio.window.stack.currentWidget() is desk(studio).panels[place], number
        assert desk(studio).table.place == place


def test_docks_keep_the_users_wish_over_a_restart(start: Callable[..., Studio], project_folder: Path) -> None:
    first = start(project_folder)
    desk(first).actions.run("view.jobs")
    assert desk(first).dock_shown("jobs")
    first.window.close()
    second = start(project_folder)
    assert desk(second).dock_shown("jobs")
    desk(second).actions.run("view.reset")
    assert not desk(second).dock_shown("jobs")


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
    assert flying.accessibleName() == "Back into the window"
    flying.click()
    assert not dock.isFloating()
    close.click()
    assert not desk(studio).dock_shown("inspector")
    assert not desk(studio).docks.wanted("inspector")


def test_in_a_narrow_window_the_side_wished_for_last_stays_and_the_other_comes_back(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    studio = start(project_folder)
    parts, window = desk(studio), studio.window
    parts.actions.run("view.library")
    assert parts.dock_shown("library")
    assert parts.dock_shown("inspector")
    window.resize(1024, 640)
    assert parts.dock_shown("library")
    assert not parts.dock_shown("inspector")
    QApplication.processEvents()
    panel = parts.panels["image"]
    assert panel.width() >= panel.minimumSizeHint().width(), "the place is squeezed"
    parts.actions.run("view.inspector")
    assert parts.dock_shown("inspector")
    assert not parts.dock_shown("library")
    window.resize(1440, 900)
    assert parts.dock_shown("library")
    assert parts.dock_shown("inspector")
    parts.actions.run("view.library")
    assert not parts.docks.wanted("library")


def test_undo_and_redo_follow_the_project(
    start: Callable[..., Studio], project_folder: Path, qtbot: QtBot
) -> None:
    studio = start(project_folder)
    app, table = state(studio), desk(studio).table
    assert not table.enabled("edit.undo")
    name = add_marker(app, "one")
    assert table.enabled("edit.undo")
    assert "Add marker one" in desk(studio).status.message.text()
    undo = desk(studio).actions.action("edit.undo")
    qtbot.waitUntil(lambda: undo.text() == "Undo Add marker one")
    desk(studio).actions.run("edit.undo")
    assert app.require_project().find(name) is None
    redo = desk(studio).actions.action("edit.redo")
    qtbot.waitUntil(lambda: redo.toolTip().startswith("Redo Add marker one ("))
    desk(studio).actions.run("edit.redo")
    assert app.require_project().find(name) is not None
    studio.window.top_bar.history.click()
    assert desk(studio).history.isVisible()
    studio.window.top_bar.history.click()
    assert not desk(studio).history.isVisible()


def test_closing_a_project_leads_back_to_the_start_page(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    studio = start(project_folder)
    desk(studio).actions.run("project.close")
    assert state(studio).project is None
    assert studio.window.stack.currentWidget() is studio.window.start_page
    with Project.open(project_folder) as again:
        assert not again.read_only  # the lock is free


def test_a_project_is_renamed_in_the_top_bar(start: Callable[..., Studio], project_folder: Path) -> None:
    studio = start(project_folder)
    desk(studio).actions.run("project.rename")
    bar = studio.window.top_bar
    bar.name_edit.setText("Lighthouse")
    bar.name_edit.editingFinished.emit()
    assert (project_folder.with_name("Lighthouse") / "Lighthouse.studio").is_file()
    assert bar.name_button.text() == "Lighthouse"
    assert state(studio).store_name in state(studio).queue.stores


def test_a_duplicate_is_opened_beside_the_original(
    start: Callable[..., Studio], project_folder: Path, qtbot: QtBot
) -> None:
    studio = start(project_folder)
    add_marker(state(studio), "kept")
    desk(studio).actions.run("project.duplicate")
    qtbot.waitUntil(lambda: state(studio).require_project().name == "Harbour copy", timeout=WAIT_MS)
    assert state(studio).require_project().find("marker_kept") is not None


def test_the_palette_finds_and_runs_a_command(start: Callable[..., Studio], project_folder: Path) -> None:
    studio = start(project_folder)
    desk(studio).actions.run("help.palette")
    palette = desk(studio).palette
    assert palette.isVisible()
    palette.field.setText("export go")
    palette.field.setText("go to export")
    QApplication.sendEvent(palette.field, key(Qt.Key.Key_Return))
    assert not palette.isVisible()
    assert state(studio).place == "export"


def key(code: Qt.Key) -> object:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier)


def test_the_dialogs_open_and_preferences_act_at_once(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    from studio.ui.dialogs.preferences import PreferencesDialog
    from studio.ui.theme import Theme

    studio = start(project_folder)
    for command in ("app.preferences", "help.about", "help.keys"):
        desk(studio).actions.run(command)
    dialog = studio.window.findChild(PreferencesDialog)
    assert dialog is not None
    box = dialog.fields["look.theme"]
    box.setCurrentIndex(box.findData("light"))
    assert Theme.current().mode == "light"
    box.setCurrentIndex(box.findData("dark"))
    assert Theme.current().mode == "dark"


# ---- jobs


def test_a_job_runs_in_a_real_worker_and_the_dock_follows_it(
    start: Callable[..., Studio], project_folder: Path, qtbot: QtBot
) -> None:
    studio = start(project_folder)
    desk(studio).actions.run("view.jobs")
    app = state(studio)
    done = fake_job(app, steps=2)
    failed = fake_job(app, end="fail")
    slow = fake_job(app, steps=500, delay=0.05)
    assert studio.window.top_bar.jobs.text() == "Jobs · 3"
    qtbot.waitUntil(lambda: app.queue.get(done.id).state == "succeeded", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: app.queue.get(failed.id).state == "failed", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: app.queue.get(slow.id).done > 0, timeout=WAIT_MS)
    use = studio.window.top_bar.use
    qtbot.waitUntil(lambda: use.isVisible() and use.text().endswith("%"), timeout=WAIT_MS)
    dock = studio.window.findChild(JobsDock)
    assert dock is not None
    assert dock.isVisible()
    qtbot.waitUntil(lambda: len(dock.findChildren(ProgressRow)) == 3, timeout=WAIT_MS)
    app.queue.cancel(slow.id)
    qtbot.waitUntil(lambda: app.queue.get(slow.id).state == "cancelled", timeout=WAIT_MS)
    assert studio.window.top_bar.jobs.text() == "Jobs"
    assert not use.isVisible()
    app.queue.clear_finished()
    qtbot.waitUntil(lambda: not dock.findChildren(ProgressRow), timeout=WAIT_MS)


def test_closing_the_window_while_a_job_runs_leaves_no_process_and_the_job_for_later(
    start: Callable[..., Studio], project_folder: Path, qtbot: QtBot
) -> None:
    first = start(project_folder)
    app = state(first)
    slow = fake_job(app, steps=2000, delay=0.05)
    qtbot.waitUntil(lambda: app.queue.get(slow.id).done > 0, timeout=WAIT_MS)
    first.window.close()  # the fixture leaves_no_process looks for workers
    second = start(project_folder)
    again = state(second).queue
    assert again.get(slow.id).state in ("queued", "running")
    again.cancel(slow.id)
    qtbot.waitUntil(lambda: again.get(slow.id).state == "cancelled", timeout=WAIT_MS)


def test_closing_waits_for_nothing_that_the_user_would_see(
    start: Callable[..., Studio], project_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = start(project_folder)
    app = state(studio)
    slow = fake_job(app, steps=2000, delay=0.05)
    qtbot.waitUntil(lambda: app.queue.get(slow.id).done > 0, timeout=WAIT_MS)
    seen: list[tuple[bool, bool]] = []
    kill_tree = process.kill_tree

    def die_slowly(worker: subprocess.Popen[bytes]) -> None:
        """Not before the window and the project are closed, or ten seconds have passed."""
        deadline = time.monotonic() + 10
        free = None
        while free is None and time.monotonic() < deadline:
            free = ProjectLock.acquire(project_folder)
            time.sleep(0.01)
        seen.append((studio.window.isHidden(), free is not None))
        if free is not None:
            free.release()
        kill_tree(worker)

    monkeypatch.setattr(process, "kill_tree", die_slowly)
    studio.window.close()
    assert seen
    assert set(seen) == {(True, True)}


def test_a_job_of_a_closed_project_says_what_it_waits_for_and_goes_on_with_it(
    start: Callable[..., Studio], project_folder: Path, qtbot: QtBot
) -> None:
    studio = start(project_folder)
    app, bar = state(studio), studio.window.top_bar
    desk(studio).actions.run("view.jobs")
    jobs = [fake_job(app, steps=200, delay=0.05) for _ in range(2)]
    qtbot.waitUntil(lambda: app.queue.get(jobs[0].id).done > 0, timeout=WAIT_MS)
    assert bar.jobs.text() == "Jobs · 2"
    app.set_project(None)
    qtbot.waitUntil(lambda: app.queue.get(jobs[0].id).state == "interrupted", timeout=WAIT_MS)
    dock = studio.window.findChild(JobsDock)
    assert dock is not None

    def said() -> set[str]:
        return {row._stage.text() for row in dock.findChildren(ProgressRow)}

    qtbot.waitUntil(lambda: said() == {"Waits until Harbour is opened"}, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bar.jobs.text() == "Jobs", timeout=WAIT_MS)
    app.open_project(project_folder)
    qtbot.waitUntil(lambda: bar.jobs.text() == "Jobs · 2", timeout=WAIT_MS)
    assert {app.queue.get(job.id).state for job in jobs} <= {"queued", "running"}


def test_the_search_stays_where_it_is_while_jobs_come_and_go(start: Callable[..., Studio]) -> None:
    studio = start()
    bar = studio.window.top_bar
    places: set[int] = set()
    for count in (0, 3, 42):
        bar.show_job_count(count)
        bar.use.setText("CPU 100 %")
        bar.use.setVisible(count > 0)
        QApplication.processEvents()
        places.add(bar.search.x())
    assert len(places) == 1


def test_times_are_said_in_short_words() -> None:
    assert [spent(value) for value in (0.44, 12.4, 185.0, 7260.0)] == [
        "0.4 s",
        "12 s",
        "3 min 05 s",
        "2 h 01 min",
    ]
    assert time_left(None) == ""
    assert time_left(42.0) == "40 s left"


# ---- files


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
    from PIL import Image

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
    assert app.place == "captions"
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
    assert app.place == "video"
    assert [clip.start for clip in app.require_project().all(Clip)] == [0]


def test_the_keys_never_go_to_a_button_nobody_chose_when_the_place_changes(
    start: Callable[..., Studio], project_folder: Path, qtbot: QtBot
) -> None:
    studio = start(project_folder)
    app = state(studio)
    job = fake_job(app, steps=1)
    qtbot.waitUntil(lambda: app.queue.get(job.id).finished, timeout=WAIT_MS)
    desk(studio).docks.want("jobs", wanted=True)
    for place in ("video", "export", "captions", "export", "image", "export"):
        app.place = place  # type: ignore[assignment]  # words of PLACES
        focused = QApplication.focusWidget()
        assert focused is not None
        assert not isinstance(focused, QAbstractButton), f"{place}: {focused}"


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
        assert app.place == "captions"
    else:
        qtbot.waitUntil(lambda: bool(project.all(Line)), timeout=WAIT_MS)
        assert app.place == "voice"
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
    qtbot.waitUntil(lambda: app.film.making and bool(app.queue.jobs()), timeout=LONG_MS)
    jobs = {job.id for job in app.queue.jobs()}
    folder = app.require_project().folder
    studio.window.close()  # in the middle of it
    again = start(folder)
    app = state(again)
    assert app.film.making
    qtbot.waitUntil(lambda: not app.film.making, timeout=LONG_MS)
    project = app.require_project()
    assert {job.id for job in app.queue.jobs()} == jobs  # nothing was asked for twice
    assert len(project.all(Take)) == 1
    assert {project.get(clip.parent, Track).role for clip in project.all(Clip)} == {"video", "voice"}


# ---- the first frame


def run_script(script: str, repository: Path, folder: Path) -> str:
    """What a Python process of its own prints, which opens the window offscreen."""
    answer = subprocess.run(
        [sys.executable, "-c", script],
        cwd=repository,
        env=os.environ | {"STUDIO_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_before_the_first_paint_nothing_heavy_is_imported(repository: Path, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from studio.ui import first_look\n"
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
        "from studio.ui import first_look\n"
        "look = first_look.read()\n"
        "application = app.make_application(look)\n"
        f"studio = app.Studio(look, Path({str(project_folder)!r}))\n"
        "def look_around():\n"
        "    if studio.app is None or studio.app.project is None:\n"
        "        return QTimer.singleShot(50, look_around)\n"
        "    try:\n"
        "        for place in ('image', 'voice', 'captions', 'video', 'export'):\n"
        "            studio.app.place = place\n"
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

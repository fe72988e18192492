"""The window follows jobs in real workers, and ends with nothing left."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.jobs import process
from studio.kit.durations import spent, time_left
from studio.kit.widgets.progress_row import ProgressRow
from studio.project.lock import ProjectLock
from studio.window.docks.jobs import JobsDock
from studio.workspaces.image.view.panel import ImagePanel
from tests.kit.waiting import WAIT_MS
from tests.window.windows import contents, fake_job, state


def test_a_job_runs_in_a_real_worker_and_the_dock_follows_it(
    start: Callable[..., Studio], project_folder: Path, qtbot: QtBot
) -> None:
    studio = start(project_folder)
    contents(studio).actions.run("view.jobs")
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
        """Not before the window and the project are closed, or never."""
        deadline = time.monotonic() + WAIT_MS / 1000
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
    contents(studio).actions.run("view.jobs")
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


def test_without_a_usable_data_folder_the_window_names_the_reason(
    start: Callable[..., Studio],
    project_folder: Path,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    obstacle = tmp_path / "obstacle"
    obstacle.write_text("a file")
    monkeypatch.setenv("STUDIO_HOME", str(obstacle / "home"))
    studio = start(project_folder)
    app = state(studio)
    contents(studio).actions.run("view.jobs")
    dock = studio.window.findChild(JobsDock)
    assert dock is not None
    assert dock._unsaved.isVisible()
    assert f"“{obstacle}” is a file, not a folder." in dock._unsaved.text()
    assert contents(studio).status._unsaved.isVisible()
    assert f"“{obstacle}” is a file, not a folder." in contents(studio).status._unsaved.toolTip()
    qtbot.waitUntil(lambda: app.queue.registry.problem is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: app.error is app.queue.registry.problem, timeout=WAIT_MS)
    panel = studio.window.findChild(ImagePanel)
    assert panel is not None
    panel.state.prompt = "a boat"
    panel.state.generate()
    assert panel.state.error is app.queue.registry.problem


def test_a_queue_that_is_saved_needs_no_words(start: Callable[..., Studio], project_folder: Path) -> None:
    studio = start(project_folder)
    contents(studio).actions.run("view.jobs")
    dock = studio.window.findChild(JobsDock)
    assert dock is not None
    assert not dock._unsaved.isVisible()
    assert not contents(studio).status._unsaved.isVisible()


def test_the_search_stays_where_it_is_while_jobs_come_and_go(start: Callable[..., Studio]) -> None:
    studio = start()
    bar = studio.window.top_bar
    places: set[int] = set()
    for count in (0, 3, 8):
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

"""The project's file in the quiet moments: one file on disk, and as many copies as the setting says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from studio.project.database import quick_check
from studio.project.folder.snapshots import Snapshot
from studio.project.handle import Project
from studio.project.model import Marker
from studio.state.app_state import AppState
from studio.window.runtime.background import PoolTasks
from studio.window.runtime.keeping import Keeping
from tests.apps import open_app
from tests.kit.waiting import wait_for


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[PoolTasks]:
    pool = PoolTasks(qapp)
    yield pool
    assert pool.wait()
    pool.deleteLater()


@pytest.fixture
def app(tasks: PoolTasks, tmp_path: Path) -> Iterator[AppState]:
    with open_app(tmp_path, tasks=tasks) as opened:
        keeping = Keeping(opened, tasks, quiet_ms=50)
        yield opened
        keeping.close()


def mark(app: AppState, name: str) -> None:
    with app.require_project().edit(f"Add marker {name}") as edit:
        edit.put(Marker(id=f"marker_{name}", parent=app.sequence_id, name=name, at=0))


def copies(app: AppState) -> list[Snapshot]:
    return app.require_project().snapshots.all()


def age(app: AppState, stamp: str = "20200101T000000Z") -> None:
    """Make the newest copy an old one."""
    newest = copies(app)[0].path
    newest.rename(newest.with_name(f"{stamp}.studio-backup"))


def test_after_an_edit_the_file_is_whole_and_a_copy_is_kept(app: AppState) -> None:
    mark(app, "one")
    project = app.require_project()
    wal = project.file.with_name(project.file.name + "-wal")
    assert wal.stat().st_size
    wait_for(lambda: copies(app))
    assert wal.stat().st_size == 0
    assert quick_check(copies(app)[0].path) == []


def test_a_copy_holds_what_was_made_until_then(app: AppState, tmp_path: Path) -> None:
    mark(app, "one")
    wait_for(lambda: copies(app))
    folder = tmp_path / "from the copy"
    folder.mkdir()
    (folder / "Film.studio").write_bytes(copies(app)[0].path.read_bytes())
    with Project.open(folder) as again:
        assert again.find("marker_one") is not None


def test_a_second_copy_waits_until_the_first_is_ten_minutes_old(app: AppState) -> None:
    mark(app, "one")
    wait_for(lambda: copies(app))
    project = app.require_project()
    wal = project.file.with_name(project.file.name + "-wal")
    mark(app, "two")
    wait_for(lambda: wal.stat().st_size == 0)
    assert len(copies(app)) == 1
    age(app)
    mark(app, "three")
    wait_for(lambda: len(copies(app)) == 2)


def test_as_many_copies_stay_as_the_setting_says(app: AppState) -> None:
    app.settings.set("projects.snapshots", 2)
    for month in range(1, 6):
        mark(app, f"of month {month}")
        wait_for(lambda: bool(copies(app)) and copies(app)[0].taken.year > 2020)
        age(app, f"2020{month:02}01T000000Z")
    mark(app, "last")
    wait_for(lambda: copies(app)[0].taken.year > 2020)
    wait_for(lambda: len(copies(app)) == 2)


def test_a_project_that_is_closed_in_between_is_left_alone(app: AppState) -> None:
    mark(app, "one")
    project = app.require_project()
    app.set_project(None)
    later: list[bool] = []
    QTimer.singleShot(300, lambda: later.append(True))
    wait_for(lambda: later)
    assert app.error is None
    assert not (project.folder / "backups").exists()
    with Project.open(project.folder) as again:
        assert not again.read_only

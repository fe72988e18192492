"""A damaged project and its copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.project.handle import Project
from studio.project.model import Marker
from studio.state.app_state import AppState
from studio.state.restoring import CopyAtHand
from tests.apps import open_app


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppState]:
    with open_app(tmp_path / "home") as opened:
        yield opened


def damaged(folder: Path, *, copied: bool) -> Path:
    """A project with a marker whose file is broken."""
    with Project.create(folder, "Harbour") as project:
        with project.edit("Add marker") as edit:
            edit.put(Marker(id="marker_one", parent=project.info.sequence, name="one", at=0))
        if copied:
            project.snapshots.take(project.database, keep=24)
    data = project.file.read_bytes()
    project.file.write_bytes(data[:4096] + bytes(len(data) - 4096))
    return project.file


def test_a_damaged_project_is_restored_from_its_newest_copy(app: AppState, tmp_path: Path) -> None:
    file = damaged(tmp_path / "Harbour", copied=True)
    app.open_project(tmp_path / "Harbour")
    error = app.error
    assert isinstance(error, CopyAtHand)
    assert error.code == "project_damaged"
    assert "There is a copy of 20" in error.hint
    app.restore_project(error)
    assert app.error is None
    assert app.require_project().file == file
    assert app.require_project().find("marker_one") is not None
    assert [copy.label for copy in app.require_project().snapshots.all()].count("replaced") == 1


def test_a_damaged_project_without_a_copy_offers_none(app: AppState, tmp_path: Path) -> None:
    damaged(tmp_path / "Harbour", copied=False)
    app.open_project(tmp_path / "Harbour")
    assert app.error is not None
    assert app.error.code == "project_damaged"
    assert not isinstance(app.error, CopyAtHand)


def test_a_copy_that_is_damaged_too_is_said(app: AppState, tmp_path: Path) -> None:
    damaged(tmp_path / "Harbour", copied=True)
    app.open_project(tmp_path / "Harbour")
    error = app.error
    assert isinstance(error, CopyAtHand)
    error.copy.path.write_bytes(error.copy.path.read_bytes()[:5000])
    app.restore_project(error)
    assert app.error is not None
    assert app.error.code == "project_damaged"
    assert error.copy.path.name in app.error.message


def test_any_other_failure_is_told_as_it_is(app: AppState, tmp_path: Path) -> None:
    app.open_project(tmp_path / "nowhere")
    assert app.error is not None
    assert app.error.code != "project_damaged"

"""What the window knows of files that change while a project is open."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from studio.project import imports
from studio.project.handle import Project
from studio.project.model import Asset, Track
from studio.state.app_state import AppState
from studio.state.library import LibraryState
from studio.video import clips
from studio.workspaces.export.state.view_model import ExportState
from tests.apps import HeldTasks, open_app
from tests.films import grey_film


@pytest.fixture
def app(tmp_path: Path) -> Generator[AppState]:
    with open_app(tmp_path) as app:
        yield app


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return grey_film(tmp_path / "film.mp4", 60)


@pytest.fixture
def asset(app: AppState, film: Path) -> Asset:
    """The film, imported and on the timeline."""
    project = app.require_project()
    asset = imports.import_file(project, film)
    track = next(lane for lane in project.all(Track) if lane.role == "video")
    clips.add_clip(project, track.id, asset, 0)
    return asset


def said(app: AppState) -> str:
    return app.message.text if app.message is not None else ""


def test_a_changed_file_is_marked_told_once_and_reloaded_by_the_action(
    app: AppState, asset: Asset, film: Path
) -> None:
    library = LibraryState(app)
    grey_film(film, 200, frames=24)
    app.sources.look()
    (item,) = library.items
    assert (item.changed, item.missing) == (True, False)
    assert "“film” changed after it was imported" in said(app)
    assert app.message is not None
    reload = app.message.reload
    assert reload is not None
    app.message = None
    os.utime(film, ns=(1, 1))
    app.sources.look()
    assert said(app) == ""
    reload()
    assert app.require_project().get(asset.id, Asset).facts.frames == 24
    assert [item.changed for item in library.items] == [False]


def test_after_the_undo_of_a_reload_the_file_is_marked_again_and_not_told_again(
    app: AppState, asset: Asset, film: Path
) -> None:
    grey_film(film, 200, frames=24)
    app.sources.look()
    app.sources.reload([asset.id])
    assert app.sources.changed == {}
    app.undo()
    assert list(app.sources.changed) == [asset.id]
    assert said(app) == "Undone: Reload media"
    app.sources.reload()
    assert app.sources.changed == {}


def test_missing_and_changed_are_two_things(app: AppState, asset: Asset, film: Path) -> None:
    library = LibraryState(app)
    film.unlink()
    app.sources.look()
    assert (app.sources.missing, app.sources.changed) == (frozenset({asset.id}), {})
    grey_film(film, 200)
    app.sources.look()
    assert (app.sources.missing, list(app.sources.changed)) == (frozenset(), [asset.id])
    library.show = "missing"
    assert library.items == ()
    library.show = "changed"
    assert [item.id for item in library.items] == [asset.id]


def test_a_touched_file_is_neither(app: AppState, asset: Asset, film: Path) -> None:
    os.utime(film, ns=(1, 1))
    app.message = None
    app.sources.look()
    assert (app.sources.missing, app.sources.changed, app.message) == (frozenset(), {}, None)


def test_what_cannot_be_used_is_told_without_a_reload(app: AppState, asset: Asset, film: Path) -> None:
    film.write_bytes(b"no film")
    app.sources.look()
    assert "cannot be used any more" in said(app)
    assert app.message is not None
    assert app.message.reload is None
    app.sources.reload()
    assert app.error is not None
    assert app.error.code == "source_unusable"
    assert app.require_project().get(asset.id, Asset) == asset


def test_a_change_is_noticed_when_the_project_is_opened(app: AppState, asset: Asset, film: Path) -> None:
    file = app.require_project().file
    app.set_project(None)
    grey_film(film, 200)
    app.set_project(Project.open(file))
    assert list(app.sources.changed) == [asset.id]


def test_an_export_from_the_window_tells_of_changed_sources(app: AppState, asset: Asset, film: Path) -> None:
    state = ExportState(app)
    grey_film(film, 200)
    (job,) = state.export()
    assert job.request.params["frames"] == 48
    assert "Its new content is used" in said(app)
    film.write_bytes(b"no film")
    assert state.export() == ()
    assert state.problem is not None
    assert state.problem.code == "source_unusable"


def test_looks_do_not_pile_up_and_the_last_one_counts(tmp_path: Path, film: Path) -> None:
    tasks = HeldTasks()
    with open_app(tmp_path, tasks=tasks) as app:
        tasks.release()
        asset = imports.import_file(app.require_project(), film)
        for _ in range(5):
            app.sources.look()
        assert len(tasks.held) == 1
        tasks.release()
        grey_film(film, 200)
        app.sources.look()
        app.set_project(None)
        tasks.release()
        assert (app.sources.missing, app.sources.changed) == (frozenset(), {})
        assert asset.media == "video"

"""What comes back when a project is opened again: place, playhead, in and out point, selection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.project.handle import Project
from studio.project.model import Marker
from studio.stage.timeline.state.view_model import TimelineState
from studio.state.app_state import AppState
from studio.state.film import FilmState
from studio.workspaces.captions.state.view_model import CaptionsState
from studio.workspaces.export.state.view_model import ExportState
from studio.workspaces.image.state.view_model import ImageState
from tests.apps import open_app


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppState]:
    with open_app(tmp_path) as opened:
        yield opened


def reopen(app: AppState) -> None:
    """Close the project and open it again, as a restart does."""
    folder = app.require_project().folder
    app.set_project(None)
    app.set_project(Project.open(folder))


def mark(app: AppState, name: str) -> str:
    with app.require_project().edit("Add marker") as edit:
        return edit.put(Marker(id=f"marker_{name}", parent=app.sequence_id, name=name, at=0)).id


def test_range_and_selection_come_back_with_the_project(app: AppState) -> None:
    kept = mark(app, "kept")
    app.update(workspace="video", playhead=70, in_point=10, out_point=90)
    app.select([kept])
    reopen(app)
    assert (app.workspace, app.playhead, app.in_point, app.out_point) == ("video", 70, 10, 90)
    assert app.selection == {kept}


def test_an_in_point_without_an_out_point_comes_back_alone(app: AppState) -> None:
    app.in_point = 10
    reopen(app)
    assert (app.in_point, app.out_point) == (10, None)


def test_another_project_starts_without_the_range_of_the_one_before(app: AppState, tmp_path: Path) -> None:
    app.update(in_point=10, out_point=90)
    app.set_project(Project.create(tmp_path / "Other"))
    assert (app.in_point, app.out_point) == (None, None)


def test_what_is_gone_by_then_is_not_selected(app: AppState) -> None:
    kept, gone = mark(app, "kept"), mark(app, "gone")
    app.select([kept, gone])
    project = app.require_project()
    app.set_project(None)
    with Project.open(project.folder) as again, again.edit("Delete marker") as edit:
        edit.remove(gone)
    app.set_project(Project.open(project.folder))
    assert app.selection == {kept}


@pytest.mark.parametrize(
    "stored",
    [
        "nonsense",
        ["video"],
        {"place": 5, "sequence": {}, "playhead": "late", "in": True, "out": [1], "selection": 3},
        {"place": None, "sequence": 7, "playhead": -3, "in": 1.5, "out": {}, "selection": [None, 4, {}, "x"]},
        {"in": 90, "out": 10},
    ],
)
def test_a_view_that_is_no_view_does_not_keep_a_project_from_opening(
    app: AppState, tmp_path: Path, stored: object
) -> None:
    folder = app.require_project().folder
    app.set_project(None)
    with Project.open(folder) as project:
        project.view_state.set("window", stored)
        sequence = project.info.sequence
    app.set_project(Project.open(folder))
    assert (app.playhead, app.in_point, app.out_point) == (0, None, None)
    assert (app.sequence_id, app.selection) == (sequence, frozenset())


@pytest.mark.parametrize(
    "stored",
    [[1], "x", 5, {"zoom": "x", "scroll": 1e300, "track": {}, "presets": [[]], "count": "many", "params": 5}],
)
def test_views_of_any_shape_do_not_keep_a_project_from_opening(app: AppState, stored: object) -> None:
    folder = app.require_project().folder
    app.set_project(None)
    with Project.open(folder) as project:
        for view in ("window", "timeline", "captions", "export", "image", "film"):
            project.view_state.set(view, stored)
    states = TimelineState(app), CaptionsState(app), ExportState(app), ImageState(app)
    app.set_project(Project.open(folder))
    assert app.error is None
    assert [state.app for state in states] == [app] * 4


def test_what_was_said_of_a_project_goes_with_it(app: AppState) -> None:
    app.say("Making the film; see Jobs for progress")
    app.set_project(None)
    assert app.message is None


def test_results_of_a_film_in_the_making_do_not_talk_over_it(app: AppState) -> None:
    project = app.require_project()
    app.part(FilmState).making = True
    app.say("Making the film; see Jobs for progress")
    with project.edit("Speak line", initiator="voice.take") as edit:
        edit.put(Marker(id="marker_a", parent=app.sequence_id, name="a", at=0))
    assert app.message is not None
    assert not app.message.undo
    mark(app, "own")
    assert app.message.undo
    app.part(FilmState).making = False

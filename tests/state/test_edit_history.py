"""The list of edits, and the way to any state in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.project.handle import Project
from studio.project.model import Marker
from studio.state import edit_history
from studio.state.app_state import AppState
from studio.state.edit_history import rows, step_towards
from tests.apps import open_app

NAMES = ("one", "two", "three", "four")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppState]:
    """An app in whose project four markers were added."""
    with open_app(tmp_path) as opened:
        for name in NAMES:
            mark(opened, name)
        yield opened


def mark(app: AppState, name: str) -> None:
    with app.require_project().edit(f"Add {name}") as edit:
        edit.put(Marker(id=f"marker_{name}", parent=app.sequence_id, name=name, at=0))


def there(app: AppState) -> list[str]:
    return [name for name in NAMES if app.require_project().find(f"marker_{name}") is not None]


def shown(app: AppState) -> list[str]:
    """Each row's label, ">" before the present, "-" before undone ones."""
    return [
        (">" if row.present else "-" if row.undone else " ") + row.label
        for row in rows(app.require_project())
    ]


def go(app: AppState, seq: int) -> int:
    """Walk to a state; answers the number of steps."""
    steps = 1
    while step_towards(app, seq):
        steps += 1
        assert steps < 20
    return steps


def test_edits_are_listed_newest_first_with_the_present_marked(app: AppState) -> None:
    assert shown(app) == [">Add four", " Add three", " Add two", " Add one", " "]
    app.undo()
    app.undo()
    assert shown(app) == ["-Add four", "-Add three", ">Add two", " Add one", " "]


def test_every_edit_has_its_time(app: AppState) -> None:
    *edits, first = rows(app.require_project())
    assert first.made is None
    times = [row.made for row in edits if row.made is not None]
    assert len(times) == 4
    assert times == sorted(times, reverse=True)


def test_one_goes_back_and_forward_to_any_state(app: AppState) -> None:
    listed = {row.label: row.seq for row in rows(app.require_project())}
    assert go(app, listed["Add one"]) == 3
    assert there(app) == ["one"]
    assert go(app, listed["Add three"]) == 2
    assert there(app) == ["one", "two", "three"]
    go(app, 0)
    assert there(app) == []
    assert shown(app)[-1] == ">"
    go(app, listed["Add four"])
    assert there(app) == list(NAMES)


def test_the_way_works_after_a_restart(app: AppState) -> None:
    app.undo()
    folder = app.require_project().folder
    app.set_project(None)
    app.set_project(Project.open(folder))
    listed = {row.label: row.seq for row in rows(app.require_project())}
    go(app, listed["Add four"])
    assert there(app) == list(NAMES)
    go(app, listed["Add two"])
    assert there(app) == ["one", "two"]


def test_a_state_that_an_edit_has_replaced_is_not_looked_for(app: AppState) -> None:
    gone = rows(app.require_project())[0].seq
    app.undo()
    mark(app, "two again")
    before = shown(app)
    assert not step_towards(app, gone)
    assert shown(app) == before


def test_an_undo_that_is_refused_ends_the_walk(app: AppState) -> None:
    folder = app.require_project().folder
    app.set_project(None)
    app.set_project(Project.open(folder, read_only=True))
    assert not step_towards(app, 0)
    assert app.error is not None
    assert there(app) == list(NAMES)


def test_a_long_list_is_cut_and_then_does_not_claim_to_show_the_beginning(
    app: AppState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edit_history, "MOST", 3)
    assert shown(app) == [">Add four", " Add three", " Add two"]


def test_a_project_without_edits_has_no_list(tmp_path: Path) -> None:
    with open_app(tmp_path) as app:
        assert rows(app.require_project()) == []

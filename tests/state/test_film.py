"""Making a film from the window: when it can be, when it waits, and how it is stopped."""

from __future__ import annotations

from pathlib import Path

from studio.flows.film import load_script
from studio.state.film import FilmState
from tests.apps import open_app

SCRIPT = "EXT. CLIFF - DAY\n\n= a red lighthouse on a cliff\n"


def test_without_a_script_there_is_no_film_to_make(tmp_path: Path):
    with open_app(tmp_path) as app:
        assert not app.part(FilmState).possible
        app.part(FilmState).make()
        assert not app.part(FilmState).making


def test_a_film_that_waits_for_the_engines_can_be_stopped_and_is_not_taken_up_again(tmp_path: Path):
    with open_app(tmp_path) as app:
        project = app.require_project()
        load_script(project, app.sequence_id, SCRIPT)
        app.part(FilmState).make()
        assert app.part(FilmState).making
        assert not app.part(FilmState).possible
        assert app.queue.jobs() == []
        app.part(FilmState).cancel()
        assert not app.part(FilmState).making
        app.part(FilmState).resume()
        assert not app.part(FilmState).making


def test_a_film_that_waits_is_wanted_again_after_the_project_was_closed(tmp_path: Path):
    with open_app(tmp_path) as app:
        project = app.require_project()
        load_script(project, app.sequence_id, SCRIPT)
        app.part(FilmState).make()
        folder = project.folder
        app.set_project(None)
        assert not app.part(FilmState).making
        app.open_project(folder)
        assert app.part(FilmState).making

"""Making a film from the window: when it can be, when it waits, and how it is stopped."""

from __future__ import annotations

from pathlib import Path

from studio.flows.film import load_script
from tests.apps import open_app

SCRIPT = "EXT. CLIFF - DAY\n\n= a red lighthouse on a cliff\n"


def test_without_a_script_there_is_no_film_to_make(tmp_path: Path):
    with open_app(tmp_path) as app:
        assert not app.film.possible
        app.film.make()
        assert not app.film.making


def test_a_film_that_waits_for_the_engines_can_be_stopped_and_is_not_taken_up_again(tmp_path: Path):
    with open_app(tmp_path) as app:
        project = app.require_project()
        load_script(project, app.sequence_id, SCRIPT)
        app.film.make()
        assert app.film.making
        assert not app.film.possible
        assert app.queue.jobs() == []
        app.film.cancel()
        assert not app.film.making
        app.film.resume()
        assert not app.film.making


def test_a_film_that_waits_is_wanted_again_after_the_project_was_closed(tmp_path: Path):
    with open_app(tmp_path) as app:
        project = app.require_project()
        load_script(project, app.sequence_id, SCRIPT)
        app.film.make()
        folder = project.folder
        app.set_project(None)
        assert not app.film.making
        app.open_project(folder)
        assert app.film.making

"""What the tests of the whole window share; the fixture ``start`` opens one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from studio.app import Studio
from studio.jobs.model import Job, JobRequest
from studio.project.model import Marker
from studio.state.app_state import AppState
from studio.window.contents import WindowContents

LONG_MS = 100_000  # a worker loads a model and paints


def state(studio: Studio) -> AppState:
    assert studio.app is not None
    return studio.app


def contents(studio: Studio) -> WindowContents:
    assert studio.contents is not None
    return studio.contents


def add_marker(app: AppState, name: str) -> str:
    project = app.require_project()
    with project.edit(f"Add marker {name}") as edit:
        return edit.put(Marker(id=f"marker_{name}", parent=app.sequence_id, name=name, at=0)).id


def fake_job(app: AppState, **params: object) -> Job:
    request = JobRequest(
        engine="fake",
        title="A test job",
        params=dict(params),
        store=app.store_name,
        workspace="image",
        seed=1,
    )
    return app.queue.submit(request)


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

"""The export process: what it leaves behind when the app goes away, and what it says when it cannot work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.core.errors import Cancelled, InputError
from studio.core.ticks import TICKS_PER_SECOND
from studio.export.process import run_export
from studio.flows import exporting
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue, Sequence, replace

_APP = """
import sys
from pathlib import Path
from studio.export.process import run_export
def progress(stage, done, total):
    if stage == "rendering" and done:
        print("rendering", flush=True)
run_export(Path(sys.argv[1]), progress=progress, on_cancel=lambda stop: None)
"""


@pytest.fixture
def job_file(tmp_path: Path) -> Path:
    """The export of ten minutes with one caption at 320x180: long enough to be stopped."""
    with Project.create(tmp_path / "Film", "Film") as project:
        sequence = project.all(Sequence)[0]
        captions = project.children(sequence.id, CaptionTrack)[0]
        end = 600 * TICKS_PER_SECOND
        with project.edit("Long") as edit:
            edit.put(replace(sequence, width=320, height=180))
            edit.put(Cue(id="cue", parent=captions.id, start=0, end=end, text="Hello"))
        request = exporting.prepare(project, sequence.id, "film-mp4", tmp_path / "out" / "Film.mp4")
    return Path(request.inputs["job"])


def test_an_app_that_is_killed_takes_its_export_along_and_leaves_no_file(
    job_file: Path, tmp_path: Path, repository: Path, leaves_no_process: None
) -> None:
    environment = os.environ | {"PYTHONPATH": str(repository)}
    command = [sys.executable, "-c", _APP, str(job_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as app:
        assert app.stdout is not None
        assert app.stdout.readline().strip() == "rendering"
        app.send_signal(signal.SIGKILL)
    assert [path.name for path in (tmp_path / "out").iterdir()] == []


def test_a_cancel_before_the_process_is_up_is_heard(
    job_file: Path, tmp_path: Path, leaves_no_process: None
) -> None:
    def at_once(stop: Callable[[], None]) -> None:
        stop()

    with pytest.raises(Cancelled):
        run_export(job_file, progress=lambda *_: None, on_cancel=at_once)
    assert [path.name for path in (tmp_path / "out").iterdir()] == []


def test_lost_settings_are_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        run_export(tmp_path / "gone.msgpack", progress=lambda *_: None, on_cancel=lambda _: None)
    assert caught.value.code == "export_lost"

"""A newcomer adds an engine as one new file in the user's folder; the lanes' real workers find and run it."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest
from PIL import Image

from studio.core import paths
from studio.jobs.model import JobRequest
from studio.jobs.registry import EngineRegistry
from studio.jobs.session import JobSession

_UNKNOWN = """
from studio.wire.spec import EngineSpec
SPEC = EngineSpec(id="music_hum", task="music", title="Humming", version="1", licence="MIT")
def create():
    return object()
"""


@pytest.fixture
def folder(repository: Path) -> Path:
    """The user's folder of engines, with the README's example in it."""
    folder = paths.plugins("engines")
    folder.mkdir(parents=True)
    shutil.copy(repository / "tests/data/examples/engines/upscale_nearest.py", folder)
    return folder


def test_an_engine_that_is_one_new_file_runs_in_a_worker(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.png"
    Image.linear_gradient("L").resize((4, 3)).save(source)
    request = JobRequest(
        engine="upscale_nearest", params={"scale": 3}, inputs={"image": str(source)}, fresh=True
    )
    with JobSession() as session:
        (job,) = session.run((request,))
        assert job.state == "succeeded", job.error
        found = [state.spec.id for state in session.registry.for_task("upscale")]
        with Image.open(job.outputs[0].path) as picture:
            assert picture.size == (12, 9)
    assert "upscale_nearest" in found


def test_bad_engines_cost_themselves_alone_and_are_named_once(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "music_hum.py").write_text(_UNKNOWN)
    (folder / "broken.py").write_text("raise RuntimeError('no card')")
    (folder / "speech_espeak.py").write_text("raise RuntimeError('must not run')")
    with caplog.at_level(logging.WARNING, "studio.plugins"), JobSession() as session:
        session.wait_for_engines()
    found = {state.spec.id for state in session.registry.states()}
    assert {"music_hum", "upscale_nearest", "speech_espeak", "image_diffusers", "fake"} <= found
    assert {fault.name for fault in session.registry.faults} == {"broken", "speech_espeak"}
    for name in ("broken", "speech_espeak"):
        assert len([one for one in caplog.records if f"engines/{name} " in one.getMessage()]) == 1
    again = EngineRegistry(user_engines=folder)
    assert again.known, "the same files are not asked about again"
    assert again.faults == session.registry.faults
    (folder / "broken.py").unlink()
    assert not EngineRegistry(user_engines=folder).known

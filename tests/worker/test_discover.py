"""An engine's id comes from where its file lies, and one bad file costs itself alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.errors import StudioError
from studio.wire.spec import TASKS
from studio.worker.discover import Discovery

_ENGINE = """
from studio.wire.spec import EngineSpec
SPEC = EngineSpec(id={id!r}, task={task!r}, title="Mine", version="1", licence="MIT")
def create():
    return object()
"""


def _write(path: Path, engine: str, task: str = "upscale") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_ENGINE.format(id=engine, task=task))


def test_the_id_of_an_engine_is_its_task_s_folder_and_its_file(repository: Path) -> None:
    root = repository / "studio" / "engines"
    files = {
        "_".join(path.relative_to(root).with_suffix("").parts)
        for path in root.rglob("*.py")
        if not path.name.startswith("_")
    }
    found = Discovery()
    assert set(found.ids()) == files
    for engine in found.ids():
        spec = found.spec(engine)
        assert engine == spec.id
        assert spec.id.startswith(spec.task)
        assert spec.task in TASKS


def test_the_ids_that_stored_recipes_name_are_still_there() -> None:
    assert set(Discovery().ids()) >= {
        "align_pocketsphinx",
        "image_diffusers",
        "recognise_faster_whisper",
        "recognise_pocketsphinx",
        "speech_espeak",
        "speech_transformers",
        "upscale_lanczos",
        "vad_silero",
    }


def test_an_engine_of_the_user_is_a_file_a_file_by_task_or_a_package(tmp_path: Path) -> None:
    _write(tmp_path / "upscale_one.py", "upscale_one")
    _write(tmp_path / "upscale" / "two.py", "upscale_two")
    _write(tmp_path / "upscale" / "three" / "parts.py", "upscale_three")
    (tmp_path / "upscale" / "three" / "__init__.py").write_text("from .parts import SPEC, create\n")
    found = Discovery(tmp_path)
    states, faults = found.describe()
    assert {"upscale_one", "upscale_two", "upscale_three"} <= {state.spec.id for state in states}
    assert faults == ()


def test_an_engine_with_an_unknown_task_is_described_like_any_other(tmp_path: Path) -> None:
    _write(tmp_path / "music_hum.py", "music_hum", task="music")
    states, faults = Discovery(tmp_path).describe()
    assert {"music_hum", "speech_espeak"} <= {state.spec.id for state in states}
    assert faults == ()


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("raising", "raise RuntimeError('no card')", "RuntimeError: no card"),
        ("exiting", "import sys; sys.exit(1)", "SystemExit: 1"),
        ("wrong", "SPEC = {'id': 'wrong'}", "It does not declare SPEC as an instance of EngineSpec."),
        ("typed", _ENGINE.format(id="typed", task=3), "A field of its EngineSpec has the wrong type"),
        ("unlike", _ENGINE.format(id="other", task="vad"), "Its id is “other”, but its file gives “unlike”."),
        ("idle", _ENGINE.partition("def")[0].format(id="idle", task="vad"), "It has no function"),
        ("speech_espeak", _ENGINE.format(id="speech_espeak", task="vad"), "The app already has an entry"),
        ("my-engine", _ENGINE.format(id="my-engine", task="vad"), "Its file name must consist of letters"),
    ],
)
def test_a_bad_engine_file_is_named_and_left_out_alone(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    (tmp_path / f"{name}.py").write_text(text)
    states, faults = Discovery(tmp_path).describe()
    assert [state for state in states if state.spec.title == "Mine"] == []
    assert {state.spec.id for state in states} == set(Discovery().ids())
    assert [(fault.kind, fault.name) for fault in faults] == [("engines", name)]
    assert faults[0].reason.startswith(reason)


def test_a_job_for_a_broken_engine_is_told_what_is_wrong_with_it(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("import no_such_package")
    with pytest.raises(StudioError) as caught:
        Discovery(tmp_path).create("mine")
    assert caught.value.code == "broken_engine"
    assert "no_such_package" in str(caught.value)

"""A full disk is not stricter than one that may not be written: a project on it is opened to look at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio.core.errors import StudioError
from studio.project.database import quick_check
from studio.project.handle import Project
from studio.project.model import Cue
from tests.project.adding import add

pytestmark = pytest.mark.skipif(os.name == "nt", reason="RLIMIT_FSIZE")

FULL = """
import resource, signal, sys
from pathlib import Path
from studio.core.errors import StudioError
from studio.project.model import Cue
from studio.project.handle import Project
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
"""


def on_a_full_disk(code: str, folder: Path, repository: Path, room: int = 0) -> list[str]:
    """Lines that the code prints in a process whose files cannot grow beyond ``room`` bytes."""
    ran = subprocess.run(
        [sys.executable, "-c", FULL + code, str(folder), str(room)],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"PYTHONPATH": str(repository)},
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


OPEN = """
with Project.open(Path(sys.argv[1])) as project:
    print(project.read_only_reason)
    print(*(cue.text for cue in project.all(Cue)))
"""


@pytest.mark.parametrize("room", [0, 5000])
def test_a_project_on_a_full_disk_is_opened_to_look_at(tmp_path: Path, repository: Path, room: int) -> None:
    with Project.create(tmp_path / "Film") as project:
        add(project, "one")
    reason, texts = on_a_full_disk(OPEN, tmp_path / "Film", repository, room)
    assert reason == "The disk of Film is full. It can be looked at, not changed."
    assert texts == "one"
    assert quick_check(project.file) == []
    with Project.open(tmp_path / "Film") as again:  # there is room again
        assert not again.read_only
        assert [cue.text for cue in again.all(Cue)] == ["one"]


@pytest.mark.parametrize("room", [0, 5000])
def test_a_project_that_cannot_be_made_leaves_no_folder(tmp_path: Path, repository: Path, room: int) -> None:
    code = """
try:
    Project.create(Path(sys.argv[1]))
except StudioError as error:
    print(error.code)
    print(error.message)
"""
    lines = on_a_full_disk(code, tmp_path / "new" / "Film", repository, room)
    assert lines == ["disk_full", "There is not enough disk space to save “Film.studio”."]
    assert not (tmp_path / "new").exists()


def test_a_project_that_cannot_be_made_leaves_what_was_there(tmp_path: Path, repository: Path) -> None:
    (tmp_path / "Film").mkdir()
    (tmp_path / "Film" / "notes.txt").write_text("mine")
    code = """
try:
    Project.create(Path(sys.argv[1]))
except StudioError as error:
    print(error.code)
"""
    assert on_a_full_disk(code, tmp_path / "Film", repository) == ["disk_full"]
    assert [path.name for path in (tmp_path / "Film").iterdir()] == ["notes.txt"]


def test_a_project_that_could_not_be_edited_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "Film").mkdir()
    (tmp_path / "Film" / ".lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StudioError) as caught:
        Project.create(tmp_path / "Film")
    assert caught.value.code == "project_read_only"
    assert [path.name for path in (tmp_path / "Film").iterdir()] == [".lock"]
    assert not (tmp_path / "elsewhere").exists()

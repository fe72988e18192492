"""No room left: a clear error, nothing of the failed edit, everything before it; work goes on with room
again.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from studio.core.errors import StudioError
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue

pytestmark = pytest.mark.skipif(os.name == "nt", reason="RLIMIT_FSIZE")
WRITER = Path(__file__).with_name("writer.py")


@pytest.mark.parametrize("limit", [100_000, 333_333, 1_000_000])
def test_a_full_disk_costs_the_edit_in_flight_and_nothing_else(
    tmp_path: Path, repository: Path, limit: int
) -> None:
    folder = tmp_path / "Film"
    Project.create(folder).close()
    ran = subprocess.run(
        [sys.executable, str(WRITER), str(folder), str(limit)],
        input="0\n",
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"PYTHONPATH": str(repository)},
    )
    assert ran.returncode == 7, ran.stderr
    _ready, *numbers, error = ran.stdout.split("\n")[:-1]
    assert error == "error disk_full"
    last = int(numbers[-1])
    with Project.open(folder) as project:
        kept = {cue.id for cue in project.all(Cue)}
        assert kept == {f"cue{n}" for n in range(last + 1)} - {
            f"cue{n - 2}" for n in range(last + 1) if n % 5 == 4
        }
        with project.edit("After") as edit:  # there is room again
            edit.put(Cue(id="after", parent=project.all(CaptionTrack)[0].id, start=0, end=1, text="after"))
    connection = sqlite3.connect(folder / "Film.studio")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_sqlites_own_limit_gives_the_same_words(tmp_path: Path) -> None:
    with Project.create(tmp_path / "Film") as project:
        track = project.all(CaptionTrack)[0].id
        pages = project.database.query("PRAGMA page_count")[0][0]
        project.database.query(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(StudioError) as caught, project.edit("Large") as edit:
            edit.put(Cue(id="large", parent=track, start=0, end=1, text="x" * 100_000))
        assert caught.value.code == "disk_full"
        assert project.find("large") is None
        assert project.undo_label == ""
        with project.edit("Small") as edit:
            edit.put(Cue(id="small", parent=track, start=0, end=1, text="x"))
        assert project.undo_label == "Small"


def test_media_that_do_not_fit_leave_nothing_behind(tmp_path: Path, repository: Path) -> None:
    code = """
import resource, signal, sys
from pathlib import Path
from studio.core.errors import StudioError
from studio.project.assets import AssetStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = AssetStore(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
try:
    store.keep_bytes(b"x" * (3 << 20), ".bin")
except StudioError as error:
    print(error.code, [str(path) for path in store.folder.rglob("*") if path.is_file()])
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"PYTHONPATH": str(repository)},
    )
    assert ran.stdout.strip() == "disk_full []", ran.stderr

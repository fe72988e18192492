"""Entries of any size in a project file cost neither the memory nor the project."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from studio.core.errors import InputError
from studio.project.bounds import MOST_BODY, MOST_RECIPE, MOST_VIEW_STATE
from studio.project.check import check, clean_up, rescue
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue
from tests.project.adding import add

LARGE = 300_000_000
"""Bytes of one value of zeros: more than any bound, and quick to write."""


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """The file of a closed project with one cue."""
    with Project.create(tmp_path / "Film") as project:
        add(project, "one")
        return project.file


def tamper(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def bytes_used(file: Path, repository: Path) -> tuple[str, int]:
    """(what a process says that opens the project and looks at everything, the most memory it took)."""
    code = """
import resource, sys
from pathlib import Path
from studio.core.errors import StudioError
from studio.project.check import check
from studio.project.handle import Project
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    with Project.open(Path(sys.argv[1])) as project:
        project.history(); project.recipes.all(); check(project)
        try:
            project.undo()
        except StudioError as error:
            print(error.code)
    print("opened")
except StudioError as error:
    print(error.code)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"PYTHONPATH": str(repository)},
    )
    *said, used = ran.stdout.split()
    assert ran.returncode == 0, ran.stderr
    return " ".join(said), int(used)


@pytest.mark.skipif(os.name == "nt", reason="resource")
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (f"INSERT INTO entity VALUES ('z', 'zz', '', zeroblob({LARGE}))", "project_damaged"),
        (f"INSERT INTO entity VALUES (hex(zeroblob({LARGE // 2})), 'zz', '', x'')", "project_damaged"),
        (f"UPDATE journal SET operation = zeroblob({LARGE})", "project_damaged opened"),
        (f"UPDATE journal SET label = hex(zeroblob({LARGE // 2}))", "project_damaged"),
        (f"INSERT INTO recipe VALUES ('k', zeroblob({LARGE}), x'', '')", "opened"),
        (f"INSERT INTO meta VALUES ('view.x', zeroblob({LARGE}))", "opened"),
    ],
    ids=["body", "id", "operation", "label", "recipe", "view"],
)
def test_a_value_of_300_mb_is_never_read(closed: Path, repository: Path, statement: str, said: str) -> None:
    tamper(closed, statement)
    words, used = bytes_used(closed, repository)
    assert words == said
    assert used < LARGE // 3


def test_a_large_body_is_refused_in_words_and_the_rest_is_rescued(closed: Path, tmp_path: Path) -> None:
    tamper(closed, f"INSERT INTO entity VALUES ('a', 'zz', '', zeroblob({MOST_BODY + 1}))")
    with pytest.raises(InputError) as caught:
        Project.open(closed)
    assert caught.value.code == "project_damaged"
    assert "67 MB" in caught.value.message
    saved, _count = rescue(closed, tmp_path / "Saved")
    with Project.open(saved) as project:
        assert [cue.text for cue in project.all(Cue)] == ["one"]


def test_many_bodies_below_the_bound_are_refused_together(closed: Path) -> None:
    for number in range(9):
        tamper(closed, f"INSERT INTO entity VALUES ('a{number}', 'zz', '', zeroblob({MOST_BODY}))")
    with pytest.raises(InputError) as caught:
        Project.open(closed)
    assert caught.value.code == "project_damaged"


def test_an_edit_that_would_not_be_read_again_is_not_made(closed: Path) -> None:
    with Project.open(closed) as project:
        track = project.all(CaptionTrack)[0].id
        with pytest.raises(InputError) as caught, project.edit("Large") as edit:
            edit.put(Cue(id="large", parent=track, start=0, end=1, text="x" * MOST_BODY))
        assert caught.value.code == "too_large"
        assert project.find("large") is None


def test_an_edit_that_is_too_large_for_the_history_is_not_made(closed: Path) -> None:
    with Project.open(closed) as project:
        track = project.all(CaptionTrack)[0].id
        with project.database.transaction() as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1 << 20)
        texts = [os.urandom(1 << 18).hex() for _ in range(5)]  # they compress to half
        cues = [Cue(id=text[:9], parent=track, start=0, end=1, text=text) for text in texts]
        with pytest.raises(InputError) as caught, project.edit("Large") as edit:
            edit.put_all(cues)
        assert caught.value.code == "too_large"
        assert [cue.text for cue in project.all(Cue)] == ["one"]


def test_what_is_left_out_is_reported(closed: Path) -> None:
    tamper(closed, f"INSERT INTO recipe VALUES ('k', zeroblob({MOST_RECIPE + 1}), x'', '')")
    tamper(closed, f"INSERT INTO meta VALUES ('view.large', zeroblob({MOST_VIEW_STATE + 1}))")
    with Project.open(closed) as project:
        project.view_state.set("tab", "image")
        assert [problem.code for problem in check(project)] == ["oversized_entry"] * 2
    with Project.open(closed) as project:
        assert project.view_state.get("tab") == "image"


def test_too_many_recipes_are_reported_and_nothing_is_cleaned_up(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection, connection:
        for number in range(33):
            values = (str(number), MOST_RECIPE)
            connection.execute("INSERT INTO recipe VALUES (?, zeroblob(?), x'', '')", values)
    with Project.open(closed) as project:
        sha256, suffix = project.store.keep_bytes(b"used by a recipe that is not read", ".png")
        assert "project_damaged" in {problem.code for problem in check(project)}
        with pytest.raises(InputError):
            clean_up(project)
        assert project.store.has(sha256, suffix)

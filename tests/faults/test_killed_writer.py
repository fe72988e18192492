"""``kill -9`` at random moments: every acknowledged edit is there, the file is sound, undo still works."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio.project.handle import Project
from studio.project.model import Cue

WRITER = Path(__file__).with_name("writer.py")
KILLS = 60


def warm_up(folder: Path, repository: Path) -> subprocess.Popen[bytes]:
    """A writer that has not opened the project yet: it waits for its first number."""
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(repository)},
    )  # fmt: skip


def live_and_die(child: subprocess.Popen[bytes], first: int, chance: random.Random) -> list[int]:
    """Let it write from ``first`` on, kill it at a random moment; the numbers it acknowledged."""
    assert child.stdin
    assert child.stdout
    child.stdin.write(b"%d\n" % first)
    child.stdin.flush()
    assert child.stdout.readline() == b"ready\n"
    time.sleep(chance.choice((0, chance.uniform(0, 0.02), chance.uniform(0, 0.15))))
    child.kill()
    return [int(line) for line in child.stdout.read().split(b"\n")[:-1]]


def finish(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.communicate()


def expected(last: int) -> set[str]:
    numbers = set(range(last + 1))
    return {f"cue{n}" for n in numbers} - {f"cue{n - 2}" for n in numbers if n % 5 == 4}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_sixty_kills_lose_no_acknowledged_edit(tmp_path: Path, repository: Path) -> None:
    folder = tmp_path / "Film"
    Project.create(folder).close()
    chance = random.Random(7)
    last = -1
    next_child = warm_up(folder, repository)
    for _ in range(KILLS):
        # Starting Python takes longer than the life it is given: the next one warms up beside.
        child, next_child = next_child, warm_up(folder, repository)
        try:
            acknowledged = live_and_die(child, last + 1, chance)
        finally:
            finish(child)
        last = max([last, *acknowledged])
        connection = sqlite3.connect(folder / "Film.studio")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = {row[0] for row in connection.execute("SELECT id FROM entity WHERE kind = 'cue'")}
        journal = connection.execute("SELECT count(*) FROM journal WHERE undone = 0").fetchone()[0]
        connection.close()
        # An edit may be on disk before its word is out; one killed between undo and redo stands undone.
        done = [n for n in (last - 1, last, last + 1) if found == expected(n)]
        assert done, f"after {last}: {sorted(found ^ expected(last))[:5]}"
        if done[0] < last:
            assert last % 7 == 0
            assert last not in acknowledged
        last = done[0]
        assert journal == last + 1
    finish(next_child)
    with Project.open(folder) as project:
        assert not project.read_only
        count = last + 1
        for _ in range(count):
            assert project.undo() is not None
        assert project.all(Cue) == []
        assert project.undo_label == ""
        assert not list((folder / "media").glob(".new.*"))
    assert last > KILLS

"""Copies go on when the clock is set back, and none is lost over it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studio.project.folder.snapshots import Snapshot, thinned
from studio.project.handle import Project
from tests.project.adding import add

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
FUTURE = "20910501T000000Z.studio-backup"


def copy(taken: datetime, label: str = "") -> Snapshot:
    return Snapshot(path=Path(f"{taken.isoformat()}{label}"), taken=taken, label=label, size=1)


def test_a_copy_dated_in_the_future_does_not_stop_the_next(project: Project) -> None:
    taken = project.snapshots.take(project.database, keep=24)
    ahead = taken.rename(taken.with_name(FUTURE))
    assert project.snapshots.due_in() == 0
    add(project, "one")
    assert project.snapshots.due_in() == 0
    present = project.snapshots.take(project.database, keep=24)
    assert project.snapshots.due_in() > 0
    assert [entry.path for entry in project.snapshots.all()] == [present, ahead]


def test_thinning_neither_deletes_copies_from_the_future_nor_gives_them_a_place(project: Project) -> None:
    ahead = [copy(NOW + timedelta(days=day)) for day in range(1, 31)]
    past = [copy(NOW - timedelta(hours=hour)) for hour in range(1, 20)]
    assert thinned([*ahead, *past], 24, NOW) == []
    gone = thinned([*ahead, *past], 5, NOW)
    assert not set(gone) & set(ahead)
    assert len(past) - len(gone) == 5
    assert past[0] not in gone  # the newest whose age is known


def test_copies_of_one_second_have_names_of_their_own_and_keep_their_order(project: Project) -> None:
    name = FUTURE.replace("2091", "2021")
    folder = project.backups
    plain = project.snapshots.take(project.database, keep=24)
    made = [plain.rename(folder / name)]
    for number in range(2, 13):
        path = folder / name.replace("Z.", f"Z-.{number}.")
        path.write_bytes(made[0].read_bytes())
        made.append(path)
    assert [entry.path for entry in project.snapshots.all()] == made[::-1]
    assert thinned(project.snapshots.all(), 24, NOW) == project.snapshots.all()[1:]


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_name_that_is_taken_by_a_link_to_nowhere_is_not_used_twice(project: Project) -> None:
    folder = project.backups
    now = datetime.now(UTC)
    for second in range(-1, 30):
        stamp = f"{now + timedelta(seconds=second):%Y%m%dT%H%M%SZ}"
        (folder / f"{stamp}.studio-backup").symlink_to(folder / "nowhere")
    taken = project.snapshots.take(project.database, keep=24)
    assert "-.2" in taken.name
    assert not (folder / "nowhere").exists()

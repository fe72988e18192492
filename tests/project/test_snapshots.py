"""Snapshots: when they are taken, how many stay, and how one comes back."""

from __future__ import annotations

import math
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import InputError, StudioError
from studio.project import database
from studio.project.database import connect, quick_check
from studio.project.folder.snapshots import Snapshot, Snapshots, thinned
from studio.project.handle import Project
from studio.project.model import Cue
from tests.locks import WatchedLock
from tests.project.adding import add


def test_a_snapshot_is_sound_and_restoring_it_keeps_what_was(project: Project) -> None:
    add(project, "one")
    taken = project.snapshots.take(project.database, keep=24)
    assert quick_check(taken) == []
    add(project, "two")
    project.close()
    Snapshots(project.file).restore(taken)
    with Project.open(project.folder) as again:
        assert [cue.text for cue in again.all(Cue)] == ["one"]
        assert again.undo_label == "Add one"
        replaced = next(entry for entry in again.snapshots.all() if entry.label == "replaced")
    Snapshots(project.file).restore(replaced.path)
    with Project.open(project.folder) as again:
        assert [cue.text for cue in again.all(Cue)] == ["one", "two"]


def test_an_open_project_is_not_replaced_by_a_snapshot(project: Project) -> None:
    taken = project.snapshots.take(project.database, keep=24)
    with pytest.raises(InputError) as caught:
        project.snapshots.restore(taken)
    assert caught.value.code == "project_busy"


def test_a_damaged_project_is_brought_back_from_its_snapshot(project: Project) -> None:
    add(project, "one")
    taken = project.snapshots.take(project.database, keep=24)
    project.close()
    data = project.file.read_bytes()
    project.file.write_bytes(data[:4096] + bytes(len(data) - 4096))
    with pytest.raises(StudioError):
        Project.open(project.folder)
    Snapshots(project.file).restore(taken)
    with Project.open(project.folder) as again:
        assert [cue.text for cue in again.all(Cue)] == ["one"]


def test_a_damaged_snapshot_is_not_restored(project: Project) -> None:
    taken = project.snapshots.take(project.database, keep=24)
    project.close()
    taken.write_bytes(taken.read_bytes()[:5000])
    with pytest.raises(InputError):
        Snapshots(project.file).restore(taken)
    Project.open(project.folder).close()


def test_snapshots_are_due_after_changes_only(project: Project) -> None:
    assert project.snapshots.due_in() == 0
    taken = project.snapshots.take(project.database, keep=24)
    assert project.snapshots.due_in() == math.inf
    earlier = datetime.now(UTC) - timedelta(seconds=60)
    taken.rename(taken.with_name(f"{earlier:%Y%m%dT%H%M%SZ}.studio-backup"))
    add(project, "one")
    due = project.snapshots.due_in()
    since = (datetime.now(UTC) - earlier).total_seconds()
    assert 600 - since - 1 <= due <= 540, "ten minutes after it was taken; its name counts whole seconds"
    for copy in project.snapshots.all():
        copy.path.rename(copy.path.with_name("20200101T000000Z.studio-backup"))
    assert project.snapshots.due_in() == 0


def test_only_so_many_snapshots_stay_as_one_asked_for(project: Project) -> None:
    for month in range(1, 9):
        taken = project.snapshots.take(project.database, keep=3)
        taken.rename(taken.with_name(f"2020{month:02}01T000000Z.studio-backup"))
    assert len(project.snapshots.all()) == 3


class SlowDisk:
    """Makes the store's read-only connections, which stop in the middle: ``reading`` is set then, and they go
    on when ``go_on`` is.
    """

    def __init__(self, go_on: threading.Event) -> None:
        self.reading = threading.Event()
        self._go_on = go_on
        self._steps = 0

    def connect(self, file: Path, *, read_only: bool) -> sqlite3.Connection:
        connection = connect(file, read_only=read_only)
        if read_only:
            connection.set_progress_handler(self._wait, 1)
        return connection

    def _wait(self) -> None:
        self._steps += 1
        if self._steps == 300:
            self.reading.set()
            assert self._go_on.wait(60)


def test_an_edit_made_while_a_copy_is_written_survives_a_rename(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        add(project, f"before {number}")
    copied = WatchedLock(project.database._copying)
    monkeypatch.setattr(project.database, "_copying", copied)
    disk = SlowDisk(go_on=copied.contended)  # until the rename waits for the copy, or is over without that
    monkeypatch.setattr(database, "connect", disk.connect)
    copying = threading.Thread(target=project.database.copy_to, args=(tmp_path / "copy",))
    copying.start()
    assert disk.reading.wait(30)
    add(project, "meanwhile")
    project.rename("Elsewhere")
    copied.contended.set()
    copying.join()
    monkeypatch.undo()
    project.close()
    with Project.open(project.folder) as again:
        assert again.find("cue-meanwhile") is not None
    assert quick_check(tmp_path / "copy") == []


def test_a_closed_project_is_not_copied(project: Project, tmp_path: Path) -> None:
    project.close()
    with pytest.raises(InputError) as caught:
        project.database.copy_to(tmp_path / "copy")
    assert caught.value.code == "project_closed"


def make(age: timedelta, now: datetime, label: str = "") -> Snapshot:
    taken = now - age
    return Snapshot(path=Path(f"{taken.timestamp()}{label}"), taken=taken, label=label, size=1)


def test_thinning_is_dense_for_today_and_sparse_for_last_year() -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    everything = [make(timedelta(minutes=10 * number), now) for number in range(6 * 24 * 365)]
    gone = {snapshot.path for snapshot in thinned(everything, 1000, now)}
    kept = [snapshot for snapshot in everything if snapshot.path not in gone]
    ages = [(now - snapshot.taken).total_seconds() / 3600 for snapshot in kept]
    assert sum(age <= 1 for age in ages) >= 6
    assert 22 <= sum(1 < age <= 24 for age in ages) <= 25
    assert 28 <= sum(24 < age <= 720 for age in ages) <= 31
    assert 46 <= sum(age > 720 for age in ages) <= 50


@given(st.lists(st.integers(0, 600_000), max_size=80, unique=True), st.integers(2, 30), st.integers(0, 3))
def test_thinning_keeps_the_newest_the_labelled_and_no_more_than_allowed(
    minutes: list[int], keep: int, labelled: int
) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    plain = [make(timedelta(minutes=age), now) for age in minutes]
    named = [make(timedelta(days=500 + number), now, "version-1") for number in range(labelled)]
    gone = thinned([*plain, *named], keep, now)
    assert not {snapshot.path for snapshot in gone} & {snapshot.path for snapshot in named}
    left = [snapshot for snapshot in plain if snapshot not in gone]
    assert len(left) <= keep
    if plain:
        assert max(plain, key=lambda snapshot: snapshot.taken) in left
    assert thinned(left, keep, now) == []

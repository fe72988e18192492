"""Migrations, check, clean up, rescue."""

from __future__ import annotations

import sqlite3
import tracemalloc
import zlib
from pathlib import Path

import pytest

from studio.core.errors import StudioError
from studio.project import migrations, schema
from studio.project.check import check, clean_up, orphans, rescue
from studio.project.database import quick_check
from studio.project.handle import Project
from studio.project.model import Asset, CaptionTrack, Clip, Cue, Track
from studio.project.recipes import StoredOutput
from studio.project.schema import Version
from studio.wire.recipe import Recipe
from tests.project.adding import add, stored

# ---- migrations


def test_an_older_project_is_migrated_on_a_copy_and_the_old_one_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(project, "one")
    project.close()

    def to_2(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO meta VALUES ('migrated', CAST('1' AS BLOB))")

    def to_3(connection: sqlite3.Connection) -> None:
        assert connection.execute("SELECT count(*) FROM meta WHERE key = 'migrated'").fetchone() == (1,)

    monkeypatch.setattr(schema, "VERSION", Version(3, 1))
    monkeypatch.setattr(migrations, "STEPS", {1: to_2, 2: to_3})
    with Project.open(project.folder) as again:
        assert not again.read_only
        assert [cue.text for cue in again.all(Cue)] == ["one"]
        assert again.undo_label == "Add one"
        kept = again.snapshots.all()
    assert schema.read_version(project.file) == (3, 1)
    assert [entry.label for entry in kept] == ["version-1.0"]
    assert schema.read_version(kept[0].path) == (1, 0)


def test_a_failed_migration_changes_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add(project, "one")
    project.close()
    before = project.file.read_bytes()

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE entity")
        connection.execute("SELECT * FROM entity")

    monkeypatch.setattr(schema, "VERSION", Version(2, 0))
    for steps in ({1: broken}, {}):
        monkeypatch.setattr(migrations, "STEPS", steps)
        with pytest.raises(StudioError):
            Project.open(project.folder)
        assert project.file.read_bytes() == before
    assert [path.name for path in project.folder.glob(".*") if path.name != ".lock"] == []
    monkeypatch.setattr(schema, "VERSION", Version(1, 0))
    with Project.open(project.folder) as again:
        assert not again.read_only


def test_an_older_project_opened_for_reading_is_not_touched(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(project, "one")
    project.close()
    before = project.file.read_bytes()
    monkeypatch.setattr(schema, "VERSION", Version(2, 0))
    monkeypatch.setattr(migrations, "STEPS", {1: lambda connection: None})
    with Project.open(project.folder, read_only=True) as again:
        assert [cue.text for cue in again.all(Cue)] == ["one"]
        assert again.folder == project.folder
    assert project.file.read_bytes() == before


# ---- check, clean up, rescue


def test_a_sound_project_has_no_problems(project: Project) -> None:
    add(project, "one")
    stored(project, b"picture")
    assert check(project, thorough=True) == []


def test_check_names_everything_that_is_wrong(project: Project) -> None:
    lost, damaged = stored(project, b"lost", "lost"), stored(project, b"damaged", "damaged")
    project.store.path(lost.sha256, lost.suffix).unlink()
    project.store.path(damaged.sha256, damaged.suffix).write_bytes(b"DAMAGED")
    project.store.keep_bytes(b"nobody's", ".bin")
    with project.edit("Odd") as edit:
        edit.put(Cue(id="orphan", parent="nowhere", start=0, end=1, text="x"))
        edit.put(Clip(id="dangling", parent=project.all(Track)[0].id, asset="nothing", start=0, duration=1))
    project.close()
    connection = sqlite3.connect(project.file)
    connection.execute("INSERT INTO entity VALUES ('broken', 'cue', 'project', CAST('{' AS BLOB))")
    connection.commit()
    connection.close()
    with Project.open(project.folder) as again:
        codes = {problem.code for problem in check(again, thorough=True)}
    assert codes == {
        "media_missing",
        "media_damaged",
        "orphan_media",
        "orphan_entry",
        "dangling",
        "broken_entry",
    }


def test_clean_up_frees_what_nothing_needs_and_undo_still_works(project: Project) -> None:
    asset = stored(project, b"undoable")
    with project.edit("Delete") as edit:
        edit.remove(asset.id)
    sha256, suffix = project.store.keep_bytes(b"result", ".png")
    project.recipes.keep(
        Recipe(engine="e", version="1", params={}),
        (StoredOutput(role="image", sha256=sha256, suffix=suffix),),
    )
    project.store.keep_bytes(b"orphan", ".png")
    assert [project.store.path(file.sha256, file.suffix).read_bytes() for file in orphans(project)] == [
        b"orphan"
    ]
    assert clean_up(project) == (1, 6)
    project.undo()
    assert project.path_of(project.get(asset.id, Asset)).read_bytes() == b"undoable"
    assert clean_up(project) == (0, 0)
    assert clean_up(project, unused_results=True) == (1, 6)


def test_a_damaged_project_is_rescued_as_far_as_it_can_be_read(project: Project, tmp_path: Path) -> None:
    with project.edit("Add") as edit:
        edit.put_all(
            [
                Cue(id=f"cue{n}", parent=project.all(CaptionTrack)[0].id, start=n, end=n, text="x" * 200)
                for n in range(500)
            ]
        )
    project.close()
    data = bytearray(project.file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = bytes(4096)
    project.file.write_bytes(data)
    file, count = rescue(project.file, tmp_path / "Saved")
    with Project.open(file) as saved:
        assert count > 250
        assert len(saved.all(Cue)) > 200
        assert quick_check(file) == []


@pytest.mark.parametrize("kind", ["bomb", "cut"])
def test_a_step_of_the_history_that_cannot_be_read_is_reported_and_costs_no_memory(
    project: Project, kind: str
) -> None:
    stored(project, b"picture")
    packer = zlib.compressobj(9)
    bomb = b"".join(
        [packer.compress(b"["), *(packer.compress(bytes(1 << 22)) for _ in range(100)), packer.flush()]
    )
    blob = bomb if kind == "bomb" else bomb[: len(bomb) // 2]
    with project.database.transaction() as connection:
        connection.execute(
            "INSERT INTO journal (label, coalesce, created, size, operation) VALUES ('x', '', '', 9, ?)",
            (blob,),
        )
    assert [problem.code for problem in check(project)] == ["history_broken"]
    tracemalloc.start()
    try:
        with pytest.raises(StudioError) as caught:
            clean_up(project)
        assert tracemalloc.get_traced_memory()[1] < 350 << 20
    finally:
        tracemalloc.stop()
    assert caught.value.code == "history_broken"
    assert len(list(project.store.files())) == 1

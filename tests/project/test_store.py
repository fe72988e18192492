"""Opening project files: ours, others', broken ones, newer ones, locked ones, moved ones."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from studio.core.errors import InputError, StudioError
from studio.core.ids import new_id
from studio.project import schema
from studio.project.database import quick_check
from studio.project.edits import ROOT
from studio.project.handle import Project
from studio.project.model import Asset, CaptionTrack, Cue
from studio.project.sources import missing
from tests.counting import calls_of


def add_cues(project: Project, count: int, text: str = "hello") -> None:
    track = project.all(CaptionTrack)[0].id
    with project.edit("Add cues") as edit:
        edit.put_all(
            [
                Cue(id=new_id("cue"), parent=track, start=n, end=n + 1, text=f"{text} {n}")
                for n in range(count)
            ]
        )


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """The file of a closed project with 400 cues."""
    with Project.create(tmp_path / "Closed") as project:
        add_cues(project, 400)
    return project.file


def change(file: Path, *statements: str) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_project_opens_by_its_folder_and_by_its_file(closed: Path) -> None:
    for way in (closed, closed.parent):
        with Project.open(way) as project:
            assert (project.name, project.folder) == ("Closed", closed.parent)
            assert len(project.all(Cue)) == 400


def test_a_closed_project_is_one_file(closed: Path) -> None:
    assert sorted(path.name for path in closed.parent.iterdir()) == [".lock", "Closed.studio"]


def test_an_idle_project_has_everything_in_its_one_file(project: Project, tmp_path: Path) -> None:
    add_cues(project, 50)
    project.idle()
    (tmp_path / "copy").mkdir()
    copy = Path(shutil.copy(project.file, tmp_path / "copy"))
    with Project.open(copy) as opened:
        assert len(opened.all(Cue)) == 50


def test_the_file_says_what_it_is(closed: Path) -> None:
    assert schema.read_version(closed) == schema.VERSION
    connection = sqlite3.connect(closed)
    assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    connection.close()


def test_creating_over_a_project_is_refused(closed: Path) -> None:
    with pytest.raises(InputError) as caught:
        Project.create(closed.parent, "Another")
    assert caught.value.code == "project_exists"


def test_projects_of_the_same_name_get_folders_of_their_own(tmp_path: Path) -> None:
    folders = []
    for _ in range(3):
        with Project.create_in(tmp_path, "Film: one/two") as project:
            folders.append(project.folder.name)
    assert folders == ["Film one two", "Film one two 2", "Film one two 3"]


def test_a_second_opener_may_look_but_not_change(project: Project) -> None:
    add_cues(project, 3)
    with Project.open(project.folder) as second:
        assert second.read_only
        assert "open in another window" in second.read_only_reason
        assert str(os.getpid()) in second.read_only_reason
        assert len(second.all(Cue)) == 3
        for act in (second.undo, lambda: add_cues(second, 1)):
            with pytest.raises(InputError) as caught:
                act()
            assert caught.value.code == "project_read_only"
        add_cues(project, 1)  # the first goes on
    assert len(project.all(Cue)) == 4


def test_another_process_may_look_but_not_change(project: Project) -> None:
    code = (
        "import pathlib, sys; from studio.project.handle import Project;"
        "print(Project.open(pathlib.Path(sys.argv[1])).read_only)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(project.folder)], capture_output=True, text=True, timeout=30
    )
    assert ran.stdout.strip() == "True", ran.stderr
    add_cues(project, 1)


def test_a_project_is_free_again_after_close(closed: Path) -> None:
    for _ in range(2):
        with Project.open(closed) as project:
            assert not project.read_only


def test_a_closed_project_refuses_edits_in_words(closed: Path) -> None:
    project = Project.open(closed)
    project.close()
    project.close()
    with pytest.raises(InputError) as caught:
        add_cues(project, 1)
    assert caught.value.code == "project_closed"


def test_a_newer_project_may_be_looked_at(closed: Path) -> None:
    change(closed, f"PRAGMA user_version = {7 << 16}", "ALTER TABLE entity ADD COLUMN colour TEXT")
    change(closed, "CREATE TABLE later (x TEXT) STRICT")
    before = closed.read_bytes()
    with Project.open(closed) as project:
        assert "newer version" in project.read_only_reason
        assert len(project.all(Cue)) == 400
    assert closed.read_bytes() == before


def test_kinds_of_a_newer_app_are_left_alone(closed: Path) -> None:
    body = """CAST('{"kind":"hologram","id":"h1"}' AS BLOB)"""
    change(closed, f"INSERT INTO entity VALUES ('h1', 'hologram', 'project', {body})")
    with Project.open(closed) as project:
        assert project.find("h1") is None
        add_cues(project, 1)
    with Project.open(closed) as project:
        assert "h1" in project.document


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file_empty"), (b"not a database", "not_a_project"),
     (b"SQLite format 3\x00" + b"\0" * 4080, "not_a_project"),
     (b"\x89PNG\r\n\x1a\n" + b"x" * 5000, "not_a_project")],
)  # fmt: skip
def test_what_is_no_project_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "x.studio"
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        Project.open(file)
    assert caught.value.code == code


def test_other_peoples_databases_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.studio"
    change(file, "CREATE TABLE entity (id, kind, parent, body)", "PRAGMA user_version = 1")
    with pytest.raises(InputError) as caught:
        Project.open(file)
    assert caught.value.code == "not_a_project"


def test_a_folder_without_a_project_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Project.open(tmp_path)
    assert caught.value.code == "not_a_project"
    with pytest.raises(InputError) as caught:
        Project.open(tmp_path / "no.studio")
    assert caught.value.code == "file_missing"


@pytest.mark.parametrize(
    "statement",
    ["CREATE TRIGGER t AFTER INSERT ON entity BEGIN DELETE FROM entity; END",
     "CREATE VIEW v AS SELECT randomblob(1e9)",
     "CREATE VIRTUAL TABLE f USING fts5(a)", "CREATE TABLE extra (a)",
     "DROP TABLE journal"],
)  # fmt: skip
def test_a_file_with_foreign_machinery_is_refused(closed: Path, statement: str) -> None:
    change(closed, statement)
    with pytest.raises(InputError) as caught:
        Project.open(closed)
    assert caught.value.code in ("project_unsafe", "project_damaged")


def test_a_project_without_its_own_entry_is_refused_and_freed(closed: Path) -> None:
    change(closed, "DELETE FROM entity WHERE id = 'project'")
    for _ in range(2):
        with pytest.raises(InputError) as caught:
            Project.open(closed)
        assert caught.value.code == "project_damaged"


def test_damaged_files_are_opened_or_refused_without_more_work_than_a_sound_one(closed: Path) -> None:
    """Bit flips, zeroed pages, truncations: each ends in a working project or a StudioError."""

    def use() -> None:
        try:
            with Project.open(closed) as project:
                list(project.document.entities())
                project.history()
                project.undo()
            outcomes["opened"] += 1
        except StudioError as error:
            outcomes["refused" if error.message else "wordless"] += 1

    good = closed.read_bytes()
    chance = random.Random(20_261_121)
    outcomes: Counter[str] = Counter()
    sound = calls_of(use)
    closed.write_bytes(good)
    for round_ in range(150):
        data = bytearray(good)
        if round_ % 3 == 0:
            for _ in range(chance.choice((1, 8, 200))):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        elif round_ % 3 == 1:
            data = data[: chance.randrange(len(data))]
        else:
            start = chance.randrange(len(data) // 4096) * 4096
            data[start : start + 4096] = chance.randbytes(4096) if round_ % 2 else bytes(4096)
        closed.write_bytes(data)
        assert calls_of(use) < 2 * sound, round_
    assert set(outcomes) == {"opened", "refused"}
    assert min(outcomes.values()) > 10, outcomes


def test_a_foreign_wal_beside_the_file_does_no_harm(closed: Path, tmp_path: Path) -> None:
    wal = closed.with_name(closed.name + "-wal")
    for junk in (b"", b"\0" * 40_000, random.Random(1).randbytes(50_000)):
        wal.write_bytes(junk)
        with Project.open(closed) as project:
            assert len(project.all(Cue)) == 400
    with Project.create(tmp_path / "Other") as other:
        add_cues(other, 30)
        shutil.copy(other.file.with_name(other.file.name + "-wal"), wal)
    with suppress(StudioError), Project.open(closed) as project:  # refused or opened, never worse
        list(project.document.entities())


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be moved")
def test_a_project_moved_while_open_loses_nothing_and_says_where_it_is(
    project: Project, tmp_path: Path
) -> None:
    add_cues(project, 5)
    moved = project.folder.rename(tmp_path / "Elsewhere")
    with pytest.raises(StudioError) as caught:
        add_cues(project, 1)
    assert caught.value.code == "project_moved"
    if sys.platform in ("linux", "darwin"):
        assert str(moved) in caught.value.hint
    assert len(project.all(Cue)) == 5
    project.close()
    with Project.open(moved) as again:
        assert len(again.all(Cue)) == 5
        assert not again.read_only


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be moved")
def test_a_file_moved_without_its_wal_is_made_whole(project: Project, tmp_path: Path) -> None:
    add_cues(project, 5)
    (tmp_path / "alone").mkdir()
    alone = project.file.rename(tmp_path / "alone" / "Lighthouse.studio")
    with pytest.raises(StudioError):
        add_cues(project, 1)
    project.close()
    with Project.open(alone) as again:
        assert len(again.all(Cue)) == 5


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be deleted")
def test_a_project_deleted_while_open_can_still_be_saved_elsewhere(project: Project, tmp_path: Path) -> None:
    add_cues(project, 5)
    shutil.rmtree(project.folder)
    with pytest.raises(StudioError) as caught:
        add_cues(project, 1)
    assert caught.value.code == "project_moved"
    copy = project.duplicate(tmp_path / "Saved")
    with Project.open(copy) as again:
        assert len(again.all(Cue)) == 5


def test_renaming_renames_file_and_folder_and_keeps_everything_working(
    project: Project, tmp_path: Path
) -> None:
    add_cues(project, 2)
    book, store, database = project.recipes, project.store, project.database
    moves: list[bool] = []
    project.moved.connect(lambda: moves.append(True))
    project.rename("Beacon")
    assert project.file == tmp_path / "Beacon" / "Beacon.studio"
    assert (project.name, project.info.name, len(moves)) == ("Beacon", "Beacon", 1)
    assert (project.recipes, project.store, project.database) == (book, store, database)
    assert not (tmp_path / "Lighthouse").exists()
    sha, suffix = store.keep_bytes(b"picture", ".png")
    assert store.path(sha, suffix).is_relative_to(project.folder)
    project.undo()
    assert project.all(Cue) == []
    add_cues(project, 1)


def test_renaming_to_a_taken_name_is_refused(project: Project, tmp_path: Path) -> None:
    (tmp_path / "Taken").mkdir()
    with pytest.raises(InputError) as caught:
        project.rename("Taken")
    assert caught.value.code == "project_exists"
    add_cues(project, 1)


def test_a_duplicate_is_independent_and_has_the_media(project: Project, tmp_path: Path) -> None:
    add_cues(project, 2)
    sha, suffix = project.store.keep_bytes(b"picture", ".png")
    file = project.duplicate(tmp_path / "Copy")
    with Project.open(file) as copy:
        assert (copy.name, copy.info.name, len(copy.all(Cue))) == ("Copy", "Copy", 2)
        assert copy.store.path(sha, suffix).read_bytes() == b"picture"
        copy.undo()
    assert len(project.all(Cue)) == 2
    assert quick_check(file) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_project_in_a_folder_that_may_not_be_written_opens_for_reading(closed: Path) -> None:
    closed.chmod(0o444)
    closed.parent.chmod(0o555)
    try:
        with Project.open(closed) as project:
            assert project.read_only
            assert len(project.all(Cue)) == 400
    finally:
        closed.parent.chmod(0o755)
        closed.chmod(0o644)


def test_a_duplicate_has_the_imported_files_that_lie_in_the_folder(project: Project, tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside.wav", project.folder / "exports" / "first cut.wav"
    inside.parent.mkdir()
    for place in (outside, inside):
        place.write_bytes(b"sound")
    (project.folder / "exports" / "unused.wav").write_bytes(b"sound")
    with project.edit("Import") as edit:
        for number, source in enumerate((str(outside), "exports/first cut.wav", "../outside.wav")):
            edit.put(Asset(id=f"a{number}", parent=ROOT, name="Sound", media="audio", source=source))
    with Project.open(project.duplicate(tmp_path / "Copy")) as copy:
        assert (copy.folder / "exports" / "first cut.wav").read_bytes() == b"sound"
        assert not (copy.folder / "exports" / "unused.wav").exists()
        assert [asset.id for asset in missing(copy)] == []


def test_an_edit_made_while_a_project_is_duplicated_leaves_the_copy_whole(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = project.store.keep_bytes(b"first", ".bin")
    copyfile = shutil.copyfile
    seen: list[bool] = []

    def slow_copy(source: Path, target: Path) -> None:
        seen.append((tmp_path / "Copy" / "Copy.studio").exists())
        copyfile(source, target)
        sha256, suffix = project.store.keep_bytes(b"second", ".bin")
        with project.edit("Import") as edit:
            edit.put(Asset(id="late", parent=ROOT, name="Late", media="other", sha256=sha256, suffix=suffix))

    monkeypatch.setattr(shutil, "copyfile", slow_copy)
    file = project.duplicate(tmp_path / "Copy")
    assert seen[0] is False, "the copy could be opened before its media were there"
    with Project.open(file) as copy:
        assert copy.store.has(*address)
        assert missing(copy) == []


def test_a_project_left_by_a_killed_app_can_be_looked_at_where_nothing_can_be_written(
    project: Project, tmp_path: Path
) -> None:
    add_cues(project, 3)
    there = tmp_path / "Disc"
    there.mkdir()
    for part in project.folder.glob(f"{project.file.name}*"):
        if not part.name.endswith("-shm"):
            shutil.copyfile(part, there / part.name)
    assert (there / f"{project.file.name}-wal").stat().st_size > 0
    (there / f"{project.file.name}-shm").mkdir()  # so that SQLite cannot write beside it, not even for root
    with Project.open(there, read_only=True) as seen:
        assert len(seen.all(Cue)) == 3
        assert seen.read_only
        seen.database.copy_to(tmp_path / "copy")
    assert quick_check(tmp_path / "copy") == []
    (there / f"{project.file.name}-wal").unlink()
    with Project.open(there, read_only=True) as seen:
        assert seen.name == project.name


def test_only_the_case_of_a_name_can_be_changed_where_case_does_not_count(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def anyhow(path: Path) -> Path:
        """The entry that a system which ignores case takes ``path`` for."""
        if not path.parent.is_dir():
            return path
        return next(
            (entry for entry in path.parent.iterdir() if entry.name.lower() == path.name.lower()), path
        )

    exists, samefile = Path.exists, Path.samefile
    monkeypatch.setattr(Path, "exists", lambda path: exists(anyhow(path)))
    monkeypatch.setattr(Path, "samefile", lambda path, other: samefile(anyhow(path), anyhow(other)))
    name = project.name
    project.rename(name.upper())
    assert (project.name, project.info.name) == (name.upper(), name.upper())
    (project.folder / "Other.studio").write_bytes(b"another")
    with pytest.raises(InputError) as caught:
        project.rename("oTHER")
    assert caught.value.code == "project_exists"

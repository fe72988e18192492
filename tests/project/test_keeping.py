"""Snapshots, migrations, check, clean up, rescue, packs, and the recent list."""

from __future__ import annotations

import json
import math
import shutil
import sqlite3
import threading
import time
import tracemalloc
import zipfile
import zlib
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import Cancelled, InputError, StudioError
from studio.project import migrations, schema, sources, store
from studio.project.check import check, clean_up, orphans, rescue
from studio.project.document import row_of
from studio.project.model import Asset, CaptionTrack, Clip, Cue, Track
from studio.project.pack import pack, unpack
from studio.project.project import Project
from studio.project.recent import MOST, RecentProjects
from studio.project.recipes import StoredOutput
from studio.project.snapshots import Snapshot, Snapshots, thinned
from studio.project.store import _connect as store_connect
from studio.project.store import quick_check
from studio.wire.recipe import Recipe


def add(project: Project, text: str) -> Cue:
    with project.edit(f"Add {text}") as edit:
        return edit.put(
            Cue(id=f"cue-{text}", parent=project.all(CaptionTrack)[0].id, start=0, end=1, text=text)
        )


def stored(project: Project, data: bytes, name: str = "made") -> Asset:
    sha256, suffix = project.store.keep_bytes(data, ".png")
    with project.edit("Add asset") as edit:
        return edit.put(
            Asset(
                id=f"asset-{name}", parent="project", name=name, media="image", sha256=sha256, suffix=suffix
            )
        )


# ---- snapshots


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
    assert 530 < project.snapshots.due_in() <= 540
    for copy in project.snapshots.all():
        copy.path.rename(copy.path.with_name("20200101T000000Z.studio-backup"))
    assert project.snapshots.due_in() == 0


def test_only_so_many_snapshots_stay_as_one_asked_for(project: Project) -> None:
    for month in range(1, 9):
        taken = project.snapshots.take(project.database, keep=3)
        taken.rename(taken.with_name(f"2020{month:02}01T000000Z.studio-backup"))
    assert len(project.snapshots.all()) == 3


class SlowDisk:
    """Makes the store's read-only connections, which take their time; ``reading`` once one is under way."""

    def __init__(self) -> None:
        self.reading = threading.Event()
        self._steps = 0

    def connect(self, file: Path, *, read_only: bool) -> sqlite3.Connection:
        connection = store_connect(file, read_only=read_only)
        if read_only:
            connection.set_progress_handler(self._wait, 1)
        return connection

    def _wait(self) -> None:
        self._steps += 1
        if self._steps == 300:
            self.reading.set()
        time.sleep(0.002)


def test_an_edit_made_while_a_copy_is_written_survives_a_rename(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        add(project, f"before {number}")
    disk = SlowDisk()
    monkeypatch.setattr(store, "_connect", disk.connect)
    copying = threading.Thread(target=project.database.copy_to, args=(tmp_path / "copy",))
    copying.start()
    assert disk.reading.wait(20)
    add(project, "meanwhile")
    project.rename("Elsewhere")
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

    monkeypatch.setattr(schema, "VERSION", 3)
    monkeypatch.setattr(migrations, "STEPS", {1: to_2, 2: to_3})
    with Project.open(project.folder) as again:
        assert not again.read_only
        assert [cue.text for cue in again.all(Cue)] == ["one"]
        assert again.undo_label == "Add one"
        kept = again.snapshots.all()
    assert schema.read_version(project.file) == 3
    assert [entry.label for entry in kept] == ["version-1"]
    assert schema.read_version(kept[0].path) == 1


def test_a_failed_migration_changes_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add(project, "one")
    project.close()
    before = project.file.read_bytes()

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE entity")
        connection.execute("SELECT * FROM entity")

    monkeypatch.setattr(schema, "VERSION", 2)
    for steps in ({1: broken}, {}):
        monkeypatch.setattr(migrations, "STEPS", steps)
        with pytest.raises(StudioError):
            Project.open(project.folder)
        assert project.file.read_bytes() == before
    assert [path.name for path in project.folder.glob(".*") if path.name != ".lock"] == []
    monkeypatch.setattr(schema, "VERSION", 1)
    with Project.open(project.folder) as again:
        assert not again.read_only


def test_an_older_project_opened_for_reading_is_not_touched(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(project, "one")
    project.close()
    before = project.file.read_bytes()
    monkeypatch.setattr(schema, "VERSION", 2)
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


# ---- packs


@pytest.fixture
def packed(project: Project, tmp_path: Path) -> Path:
    """A pack of a project with a cue, a stored picture and an imported file."""
    add(project, "one")
    stored(project, b"picture")
    source = tmp_path / "Private Folder" / "sound.wav"
    source.parent.mkdir()
    source.write_bytes(b"sound")
    with project.edit("Import") as edit:
        edit.put(Asset(id="imported", parent="project", name="sound", media="audio", source=str(source)))
        edit.put(
            Asset(id="gone", parent="project", name="gone", media="audio", source="/nowhere/at all/x.wav")
        )
    return pack(project, tmp_path / "film.studiopack")


def test_a_pack_comes_back_whole_without_history_or_paths_of_this_machine(
    packed: Path, project: Project, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "Private Folder")
    with Project.open(unpack(packed, tmp_path / "Out")) as out:
        assert (out.name, out.read_only, out.undo_label) == ("Lighthouse", False, "")
        assert [cue.text for cue in out.all(Cue)] == ["one"]
        assert out.path_of(out.get("imported", Asset)).read_bytes() == b"sound"
        assert out.path_of(out.get("asset-made", Asset)).read_bytes() == b"picture"
        assert [asset.id for asset in sources.missing(out)] == ["gone"]
        assert {asset.source for asset in out.all(Asset)} == {"", "sound.wav", "x.wav"}
        file = out.file
    with zipfile.ZipFile(packed) as archive:
        raw = archive.read("project.studio")
    for private in (b"Private Folder", b"Add one", str(tmp_path).encode(), b"at all"):
        assert private not in raw
    assert quick_check(file) == []
    assert project.undo_label == "Import"


def test_packing_can_be_cancelled_and_leaves_no_file(project: Project, tmp_path: Path) -> None:
    stored(project, b"picture")
    with pytest.raises(Cancelled):
        pack(project, tmp_path / "x.studiopack", cancelled=lambda: True)
    assert not list(tmp_path.glob("*.studiopack"))


def test_a_pack_is_not_unpacked_over_something(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "Out").mkdir()
    (tmp_path / "Out" / "mine.txt").write_text("x")
    with pytest.raises(InputError) as caught:
        unpack(packed, tmp_path / "Out")
    assert caught.value.code == "project_exists"


ADDRESS = "media/ab/" + "ab" * 32
HOSTILE = [
    *("../evil.txt", "/etc/evil", "media/../../evil", "C:\\evil", "media/ab/evil.png", "evil.studio", "con"),
    *(f"{ADDRESS}.PNG", f"{ADDRESS}.png:stream", f"{ADDRESS}/x", ADDRESS.replace("/ab/", "/aa/")),
]


@pytest.mark.parametrize("name", HOSTILE)
def test_foreign_names_in_a_pack_are_refused_and_nothing_is_written(
    packed: Path, tmp_path: Path, name: str
) -> None:
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(name, b"evil")
    before = {path for path in tmp_path.rglob("*") if "Lighthouse" not in str(path)}
    with pytest.raises(InputError) as caught:
        unpack(packed, tmp_path / "deep" / "Out")
    assert caught.value.code == "pack_refused"
    after = {path for path in tmp_path.rglob("*") if "Lighthouse" not in str(path)}
    assert after - before <= {tmp_path / "deep"}


def rebuilt(packed: Path, **replaced: bytes) -> Path:
    """A pack with some entries' bytes exchanged; all entries deflated."""
    out = packed.with_name("rebuilt.studiopack")
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            key = "media" if entry.filename.startswith("media/") else entry.filename.split(".")[0]
            new.writestr(entry.filename, replaced.get(key, old.read(entry)))
    return out


def test_a_bomb_is_refused_before_it_grows(packed: Path, tmp_path: Path) -> None:
    bomb = rebuilt(packed, media=bytes(300 << 20))
    with pytest.raises(InputError) as caught:
        unpack(bomb, tmp_path / "Out")
    assert caught.value.code == "pack_refused"


@pytest.mark.parametrize(
    "part", [{"media": b"other bytes"}, {"project": b"no database"}, {"pack": b"{}"}, {"pack": b"\xff"}]
)
def test_a_pack_whose_parts_do_not_agree_is_refused(
    packed: Path, tmp_path: Path, part: dict[str, bytes]
) -> None:
    with pytest.raises(InputError):
        unpack(rebuilt(packed, **part), tmp_path / "Out")
    assert not (tmp_path / "Out").exists()
    assert not list(tmp_path.glob(".Out*"))


def test_a_pack_whose_document_does_not_decompress_is_refused(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        entry = archive.getinfo("project.studio")
        start = entry.header_offset + 30 + len(entry.filename)
    data = bytearray(packed.read_bytes())
    data[start : start + 40] = b"\xff" * 40
    packed.write_bytes(data)
    with pytest.raises(InputError) as caught:
        unpack(packed, tmp_path / "Out")
    assert caught.value.code == "pack_refused"
    assert not list(tmp_path.glob(".Out*"))


def test_an_unusual_compression_is_refused(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(f"{ADDRESS}.png", b"x" * 100, zipfile.ZIP_LZMA)
    with pytest.raises(InputError) as caught:
        unpack(packed, tmp_path / "Out")
    assert caught.value.code == "pack_refused"


def test_a_pack_cannot_reach_for_files_of_whoever_opens_it(packed: Path, tmp_path: Path) -> None:
    document = tmp_path / "project.studio"
    with zipfile.ZipFile(packed) as archive:
        document.write_bytes(archive.read("project.studio"))
    places = (
        "/etc/ssh/id_rsa",
        "../../secret.txt",
        "C:\\keys\\key.pem",
        "\\\\evil\\share\\film.mp4",
    )
    with closing(sqlite3.connect(document)) as connection, connection:
        for number, place in enumerate(places):
            asset = Asset(id=f"evil{number}", parent="project", name="x", media="other", source=place)
            connection.execute("INSERT INTO entity VALUES (?, ?, ?, ?)", row_of(asset))
        connection.execute(
            "INSERT INTO journal (label, coalesce, created, size, operation) VALUES ('x', '', '', 2, X'5b5d')"
        )
    with Project.open(unpack(rebuilt(packed, project=document.read_bytes()), tmp_path / "Out")) as out:
        found = {asset.source for asset in out.all(Asset) if asset.id.startswith("evil")}
        assert found == {"id_rsa", "secret.txt", "key.pem", "film.mp4"}
        assert out.undo_label == ""


def test_a_link_in_a_pack_is_refused(packed: Path, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("media/ab/" + "ab" * 32)
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(InputError) as caught:
        unpack(packed, tmp_path / "Out")
    assert caught.value.code == "pack_refused"


def test_cut_and_newer_packs_are_refused_in_words(packed: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.studiopack"
    cut.write_bytes(packed.read_bytes()[:-30])
    newer = rebuilt(packed, pack=json.dumps({"format": 9, "name": "x", "files": 0, "bytes": 0}).encode())
    for file, code in ((cut, "pack_refused"), (newer, "pack_newer")):
        with pytest.raises(InputError) as caught:
            unpack(file, tmp_path / "Out")
        assert caught.value.code == code


# ---- recent projects


def test_recent_projects_are_newest_first_pinned_on_top_and_capped(tmp_path: Path) -> None:
    recent = RecentProjects()
    assert recent.all() == []
    files = [tmp_path / f"{number}.studio" for number in range(MOST + 5)]
    for file in files:
        recent.add(file)
    recent.pin(files[10], pinned=True)
    recent.add(files[20])
    again = RecentProjects().all()
    assert [entry.file for entry in again[:3]] == [str(files[10]), str(files[20]), str(files[-1])]
    assert len(again) == MOST
    assert not again[0].exists
    recent.remove(files[20])
    assert str(files[20]) not in {entry.file for entry in recent.all()}


def test_a_renamed_project_keeps_its_place_and_pin_in_the_list(tmp_path: Path) -> None:
    recent = RecentProjects()
    files = [tmp_path / f"{name}.studio" for name in ("one", "two", "three")]
    for file in files:
        recent.add(file)
    recent.pin(files[0], pinned=True)
    recent.move(files[0], tmp_path / "first.studio")
    recent.move(files[1], tmp_path / "second.studio")
    assert [(entry.name, entry.pinned) for entry in recent.all()] == [
        ("first", True),
        ("three", False),
        ("second", False),
    ]


def test_a_broken_recent_list_does_not_stop_the_app(studio_home: Path, tmp_path: Path) -> None:
    studio_home.mkdir()
    (studio_home / "recent.json").write_bytes(b"[{")
    recent = RecentProjects()
    assert recent.all() == []
    recent.add(tmp_path / "x.studio")
    assert len(recent.all()) == 1


def test_a_recent_list_that_is_no_text_counts_as_empty(studio_home: Path) -> None:
    studio_home.mkdir()
    (studio_home / "recent.json").write_bytes(b'[{"file": "/films/caf\xe9", "name": "x", "opened": "y"}]')
    assert RecentProjects().all() == []


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

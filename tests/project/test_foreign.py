"""A project folder from a stranger: links in it, and sources that only claim to be the user's."""

from __future__ import annotations

import logging
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.core.errors import InputError
from studio.project import sources
from studio.project.archive.pack import pack, unpack
from studio.project.assets import fingerprint
from studio.project.check import check
from studio.project.folder.snapshots import Snapshots
from studio.project.handle import Project
from studio.project.model import Asset, Cue, replace
from studio.project.schema import find_file
from tests.project.adding import add, stored

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
PRECIOUS = b"every word of the thesis"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of the user's with a precious file."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "thesis.odt").write_bytes(PRECIOUS)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put_source(project: Project, asset_id: str, source: Path, print_: str = "") -> Asset:
    with project.edit("Add") as edit:
        return edit.put(
            Asset(
                id=asset_id,
                parent="project",
                name=asset_id,
                media="other",
                source=str(source),
                fingerprint=print_,
            )
        )


# ---- the lock


def hard_link(lock: Path, target: Path) -> None:
    lock.hardlink_to(target)


def soft_link(lock: Path, target: Path) -> None:
    lock.symlink_to(target)


@pytest.mark.parametrize("link", [soft_link, hard_link])
def test_a_lock_that_leads_to_a_file_of_the_user_is_left_alone(
    project: Project, home: Path, link: Callable[[Path, Path], None]
) -> None:
    project.close()
    lock = project.folder / ".lock"
    lock.unlink()
    link(lock, home / "thesis.odt")
    with Project.open(project.folder) as opened:
        assert opened.read_only
        assert "“.lock”" in opened.read_only_reason
        assert "looked at" in opened.read_only_reason
    assert contents(home) == {"thesis.odt": PRECIOUS}


def test_a_lock_that_leads_nowhere_makes_no_file_there(project: Project, home: Path) -> None:
    project.close()
    (project.folder / ".lock").unlink()
    (project.folder / ".lock").symlink_to(home / "new.txt")
    with Project.open(project.folder) as opened:
        assert opened.read_only
    assert contents(home) == {"thesis.odt": PRECIOUS}


def test_a_pipe_for_a_lock_is_not_waited_for(project: Project) -> None:
    project.close()
    (project.folder / ".lock").unlink()
    os.mkfifo(project.folder / ".lock")
    with Project.open(project.folder) as opened:
        assert opened.read_only


# ---- the document


def test_a_link_to_a_document_in_another_folder_is_not_this_folders_project(
    project: Project, tmp_path: Path
) -> None:
    project.close()
    hostile = tmp_path / "Hostile"
    hostile.mkdir()
    (hostile / "Hostile.studio").symlink_to(project.file)
    with pytest.raises(InputError) as caught:
        find_file(hostile)
    assert caught.value.code == "not_a_project"


def test_the_users_own_link_to_a_document_opens_the_project_where_it_lies(
    project: Project, tmp_path: Path
) -> None:
    asset = stored(project, b"picture")
    project.close()
    (tmp_path / "desktop.studio").symlink_to(project.file)
    with Project.open(tmp_path / "desktop.studio") as opened:
        assert opened.folder == project.folder
        assert opened.path_of(opened.get(asset.id, Asset)).read_bytes() == b"picture"
    assert not (tmp_path / ".lock").exists()


# ---- the cache


@pytest.mark.parametrize("place", ["cache", "cache/segments", "cache/thumbs/one.webp"])
def test_a_cache_that_is_or_holds_a_link_is_not_used_and_that_is_said_once(
    project: Project, home: Path, place: str, caplog: pytest.LogCaptureFixture
) -> None:
    link = project.folder / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(home / "thesis.odt" if link.suffix else home)
    with caplog.at_level(logging.WARNING, "studio.project"):
        used = [project.cache, project.cache]
    assert [place in record.getMessage() for record in caplog.records] == [True]
    assert used[0] == used[1]
    assert not used[0].is_relative_to(project.folder)
    (used[0] / "mine").write_bytes(b"x")
    project.close()
    assert not used[0].exists()
    assert contents(home) == {"thesis.odt": PRECIOUS}
    with Project.open(project.folder) as again:
        assert "linked_folder" in {problem.code for problem in check(again)}


def test_a_cache_of_the_projects_own_is_used(project: Project) -> None:
    assert project.cache == project.folder / "cache"


# ---- media


def test_nothing_is_swept_written_or_deleted_through_a_linked_media_folder(
    project: Project, home: Path
) -> None:
    asset = stored(project, b"picture")
    project.close()
    shutil.move(project.folder / "media", home / "media")
    (home / "media" / ".new.abcdefghi-_1.png").write_bytes(b"half")
    (project.folder / "media").symlink_to(home / "media")
    before = contents(home)
    with Project.open(project.folder) as opened:
        assert opened.path_of(opened.get(asset.id, Asset)).read_bytes() == b"picture"
        with pytest.raises(InputError) as caught:
            opened.store.keep_bytes(b"another", ".png")
        assert caught.value.code == "linked_folder"
        assert list(opened.store.files()) == []
        opened.store.remove(asset.sha256, asset.suffix)
        assert "linked_folder" in {problem.code for problem in check(opened)}
        copy = opened.duplicate(project.folder.with_name("Copy"))
    assert contents(home) == before
    with Project.open(copy) as whole:
        assert whole.path_of(whole.get(asset.id, Asset)).read_bytes() == b"picture"
        assert not (whole.folder / "media").is_symlink()


def test_a_link_in_media_to_other_bytes_is_a_missing_file(project: Project, home: Path) -> None:
    asset = stored(project, b"picture")
    path = project.path_of(asset)
    path.unlink()
    path.symlink_to(home / "thesis.odt")
    assert not project.store.has(asset.sha256, asset.suffix)
    with pytest.raises(InputError) as caught:
        project.path_of(asset)
    assert caught.value.code == "media_missing"
    assert stored(project, b"picture", "again").sha256 == asset.sha256
    assert path.read_bytes() == b"picture"
    assert not path.is_symlink()
    assert contents(home) == {"thesis.odt": PRECIOUS}


def test_a_linked_shelf_takes_no_file(project: Project, home: Path) -> None:
    asset = stored(project, b"picture")
    shutil.rmtree(project.folder / "media")
    (project.folder / "media").mkdir()
    (project.folder / "media" / asset.sha256[:2]).symlink_to(home)
    with pytest.raises(InputError) as caught:
        project.store.keep_bytes(b"picture", ".png")
    assert caught.value.code == "linked_folder"
    assert contents(home) == {"thesis.odt": PRECIOUS}


def test_only_the_apps_own_leftovers_are_swept(project: Project) -> None:
    project.store.keep_bytes(b"x", ".bin")
    foreign = project.store.folder / ".new.letter to grandma.odt"
    foreign.write_bytes(b"dear")
    assert project.store.sweep() == 0
    assert foreign.read_bytes() == b"dear"


# ---- copies


def test_copies_are_neither_kept_in_nor_thinned_from_a_linked_folder(project: Project, home: Path) -> None:
    for year in range(2001, 2031):
        (home / f"{year}0101T000000Z.studio-backup").write_bytes(b"of another project")
    before = contents(home)
    (project.folder / "backups").symlink_to(home)
    add(project, "one")
    assert project.snapshots.all() == []
    assert project.snapshots.due_in() > 1e9
    with pytest.raises(InputError) as caught:
        project.snapshots.take(project.database, keep=1)
    assert caught.value.code == "linked_folder"
    assert project.snapshots.thin(1) == []
    assert contents(home) == before


def test_a_link_among_the_copies_is_not_one(project: Project, home: Path) -> None:
    taken = project.snapshots.take(project.database, keep=24)
    taken.with_name("20200101T000000Z.studio-backup").symlink_to(home / "thesis.odt")
    taken.with_name("99999999T999999Z.studio-backup").write_bytes(b"no such day")
    assert [copy.path for copy in Snapshots(project.file).all()] == [taken]


# ---- packs, collecting, duplicating


def test_a_pack_takes_no_file_of_the_user_and_names_what_it_leaves_out(
    project: Project, home: Path, tmp_path: Path
) -> None:
    linked, wrong, right = (stored(project, data, name) for data, name in
                            ((b"a", "linked"), (b"b", "wrong"), (b"c", "right")))  # fmt: skip
    path = project.path_of(linked)
    path.unlink()
    path.symlink_to(home / "thesis.odt")
    project.path_of(wrong).write_bytes(b"B")
    put_source(project, "unproven", home / "thesis.odt")
    forged = f"{len(PRECIOUS)}:0:{'0' * 32}"
    put_source(project, "forged", home / "thesis.odt", forged)
    put_source(project, "pipe", home / "pipe", forged)
    os.mkfifo(home / "pipe")
    (tmp_path / "link.odt").symlink_to(home / "thesis.odt")
    put_source(project, "swapped", tmp_path / "link.odt", fingerprint(home / "thesis.odt"))
    made = pack(project, tmp_path / "film.studiopack")
    assert {(entry.where, entry.code) for entry in made.left_out} == {
        ("asset-linked", "media_missing"),
        ("asset-wrong", "media_damaged"),
        ("unproven", "media_changed"),
        ("forged", "media_changed"),
        ("pipe", "linked_file"),
        ("swapped", "linked_file"),
    }
    with zipfile.ZipFile(made.path) as archive:
        entries = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    assert PRECIOUS not in b"".join(entries.values())
    assert [data for name, data in entries.items() if name.startswith("media/")] == [b"c"]
    with Project.open(unpack(made.path, tmp_path / "Out")) as out:
        assert out.path_of(out.get(right.id, Asset)).read_bytes() == b"c"
        missing = {asset.id for asset in sources.missing(out)}
        assert missing == {entry.where for entry in made.left_out}


def test_a_linked_media_folder_is_packed_by_its_content(project: Project, home: Path, tmp_path: Path) -> None:
    stored(project, b"picture")
    shutil.move(project.folder / "media", home / "media")
    (project.folder / "media").symlink_to(home / "media")
    made = pack(project, tmp_path / "film.studiopack")
    assert made.left_out == ()
    with Project.open(unpack(made.path, tmp_path / "Out")) as out:
        assert sources.missing(out) == []


def test_collecting_takes_only_what_was_imported(project: Project, home: Path, tmp_path: Path) -> None:
    put_source(project, "unproven", home / "thesis.odt")
    (home / "clip.mp4").write_bytes(b"clip")
    own = put_source(project, "own", home / "clip.mp4", fingerprint(home / "clip.mp4"))
    copied, left_out = sources.copy_sources(project)
    assert [asset.id for asset in copied] == [own.id]
    assert [(entry.where, entry.code) for entry in left_out] == [("unproven", "media_changed")]
    sources.collected(project, copied)
    assert [file.path.read_bytes() for file in project.store.files()] == [b"clip"]


def test_a_duplicate_holds_no_file_that_only_a_link_led_to(project: Project, home: Path) -> None:
    (project.folder / "Footage").symlink_to(home)
    (home / "clip.mp4").write_bytes(b"clip")
    own = put_source(project, "own", home / "clip.mp4", fingerprint(home / "clip.mp4"))
    with project.edit("Point inside") as edit:
        edit.put(replace(own, source="Footage/clip.mp4"))
        edit.put(replace(own, id="foreign", source="Footage/thesis.odt"))
    copy = project.duplicate(project.folder.with_name("Copy"))
    assert contents(copy.parent / "Footage") == {"clip.mp4": b"clip"}


def test_a_project_with_links_everywhere_is_edited_all_the_same(project: Project, home: Path) -> None:
    for name in ("cache", "media", "backups", "exports"):
        (project.folder / name).symlink_to(home)
    project.close()
    with Project.open(project.folder) as opened:
        add(opened, "one")
    with Project.open(project.folder) as opened:
        assert [cue.text for cue in opened.all(Cue)] == ["one"]
    assert contents(home) == {"thesis.odt": PRECIOUS}

"""Packs: whole on another machine, and harmless when they come from a stranger."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from studio.core.errors import Cancelled, InputError
from studio.project import sources
from studio.project.archive.pack import pack, unpack
from studio.project.assets import fingerprint
from studio.project.database import quick_check
from studio.project.document import row_of
from studio.project.handle import Project
from studio.project.model import Asset, Cue
from tests.project.adding import add, stored


@pytest.fixture
def packed(project: Project, tmp_path: Path) -> Path:
    """A pack of a project with a cue, a stored picture and an imported file."""
    add(project, "one")
    stored(project, b"picture")
    source = tmp_path / "Private Folder" / "sound.wav"
    source.parent.mkdir()
    source.write_bytes(b"sound")
    with project.edit("Import") as edit:
        edit.put(imported(source))
        edit.put(
            Asset(id="gone", parent="project", name="gone", media="audio", source="/nowhere/at all/x.wav")
        )
    made = pack(project, tmp_path / "film.studiopack")
    assert [(entry.code, entry.where) for entry in made.left_out] == [("media_missing", "gone")]
    return made.path


def imported(source: Path, asset_id: str = "imported") -> Asset:
    """An asset as the import of ``source`` makes it."""
    return Asset(
        id=asset_id,
        parent="project",
        name="sound",
        media="audio",
        source=str(source),
        fingerprint=fingerprint(source),
    )


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

"""Imported files: classification, missing ones, relinking, collecting, hashing, trash."""

from __future__ import annotations

import os
import shutil
import sys
import wave
from pathlib import Path

import pytest
from PIL import Image

from studio.captions.formats import is_captions
from studio.core.errors import InputError
from studio.project import imports, sources
from studio.project.check import check
from studio.project.handle import Project
from studio.project.model import Asset, Clip, Track


def sound(path: Path, seconds: float = 0.5, value: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(8000)
        writer.writeframes(value.to_bytes(2, "little") * int(8000 * seconds))
    return path


def picture(path: Path) -> Path:
    from PIL import Image

    Image.new("RGB", (64, 48), "red").save(path)
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHi\n", "captions"),
     ("a.VTT", b"WEBVTT\n", "captions"),
     ("a.srt", "1\n".encode("utf-16"), "captions"), ("a.stl", b"850STL25.01" + bytes(1200), "captions"),
     ("film.fountain", b"INT. HOUSE\n", "script"),
     ("film.txt", b"INT. HOUSE", "script"), ("a.srt", b"\0\1\2\3" * 10, "other"),
     ("a.xyz", b"words", "other"),
     ("a.mp4", b"\0\0\0\x18ftypmp42", "video"),
     ("a.txt", b"\x89PNG\r\n\x1a\n", "image")],
)  # fmt: skip
def test_files_are_recognised_by_content_first(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert imports.classify(file, is_captions) == kind


def test_a_playlist_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.mp4"
    file.write_text("#EXTM3U\nfile:///etc/passwd\n")
    with pytest.raises(InputError):
        imports.classify(file)


def test_a_sound_and_a_picture_come_in_with_their_facts(project: Project, tmp_path: Path) -> None:
    heard = imports.import_file(project, sound(tmp_path / "beep.wav"))
    assert (heard.media, heard.facts.sample_rate, heard.facts.channels, heard.facts.has_audio) == (
        "audio",
        8000,
        1,
        True,
    )
    assert abs(heard.facts.duration - 352_800_000) < 1_000_000
    seen = imports.import_file(project, picture(tmp_path / "red.png"))
    assert (seen.media, seen.facts.width, seen.facts.height) == ("image", 64, 48)
    assert project.path_of(seen) == tmp_path / "red.png"
    assert project.undo_label == "Import file"
    assert imports.import_file(project, tmp_path / "red.png").id == seen.id
    assert len(project.all(Asset)) == 2


def test_a_video_comes_in_with_its_facts(project: Project, media: Path) -> None:
    video = imports.import_file(project, media / "video" / "talk.mp4")
    assert video.media == "video"
    assert video.facts.has_audio
    assert video.facts.frames > 100


def test_a_damaged_file_is_refused_and_nothing_is_added(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "broken.mp4"
    file.write_bytes(b"\0\0\0\x18ftypmp42" + os.urandom(5000))
    with pytest.raises(InputError):
        imports.import_file(project, file)
    assert project.all(Asset) == []
    assert project.undo_label == ""


def test_sources_inside_the_project_folder_move_along(project: Project) -> None:
    asset = imports.import_file(project, sound(project.folder / "recordings" / "a.wav"))
    assert asset.source == "recordings/a.wav"
    project.rename("Elsewhere")
    assert project.path_of(asset).is_file()


def test_a_moved_source_is_found_by_content_and_relinked_in_one_edit(
    project: Project, tmp_path: Path
) -> None:
    one = imports.import_file(project, sound(tmp_path / "in" / "one.wav", value=1))
    two = imports.import_file(project, sound(tmp_path / "in" / "two.wav", value=2))
    (tmp_path / "in").rename(tmp_path / "moved")
    (tmp_path / "moved" / "one.wav").rename(tmp_path / "moved" / "other name.wav")
    sound(tmp_path / "moved" / "decoy.wav", value=9)
    assert {asset.id for asset in sources.missing(project)} == {one.id, two.id}
    found = sources.search(project, tmp_path)
    assert found == {one.id: tmp_path / "moved" / "other name.wav", two.id: tmp_path / "moved" / "two.wav"}
    assert sources.relink_all(project, found) == 2
    assert sources.missing(project) == []
    project.undo()
    assert len(sources.missing(project)) == 2


def test_relinking_to_another_file_must_be_meant(project: Project, tmp_path: Path) -> None:
    asset = imports.import_file(project, sound(tmp_path / "one.wav", value=1))
    other = sound(tmp_path / "two.wav", value=2)
    with pytest.raises(InputError) as caught:
        sources.relink(project, asset.id, other)
    assert caught.value.code == "other_content"
    assert project.path_of(sources.relink(project, asset.id, other, any_content=True)) == other


def test_a_changed_source_is_noticed(project: Project, tmp_path: Path) -> None:
    file = sound(tmp_path / "one.wav", value=1)
    asset = imports.import_file(project, file)
    os.utime(file)
    assert not sources.changed_source(project, asset)
    sound(file, value=2)
    os.utime(file, ns=(1, 1))
    assert sources.changed_source(project, asset)


def test_collecting_copies_sources_in_and_survives_their_loss(project: Project, tmp_path: Path) -> None:
    asset = imports.import_file(project, sound(tmp_path / "in" / "one.wav"))
    steps: list[tuple[int, int]] = []
    copied, left_out = sources.copy_sources(project, progress=lambda *step: steps.append(step))
    assert sources.collected(project, copied) == 1
    assert left_out == []
    assert steps == [(1, 1)]
    shutil.rmtree(tmp_path / "in")
    kept = project.get(asset.id, Asset)
    assert project.path_of(kept).is_relative_to(project.store.folder)
    assert sources.missing(project) == []


def test_trash_hides_restores_and_empties_only_what_is_unused(project: Project) -> None:
    with project.edit("Add") as edit:
        for name in ("used", "unused"):
            edit.put(Asset(id=name, parent="project", name=name, media="image"))
        edit.put(Clip(id="c", parent=project.all(Track)[0].id, asset="used", start=0, duration=1))
    sources.trash(project, ["used", "unused"])
    sources.untrash(project, ["used"])
    assert [asset.id for asset in project.all(Asset) if asset.trashed] == ["unused"]
    sources.trash(project, ["used"])
    assert sources.empty_trash(project) == 1
    assert [asset.id for asset in project.all(Asset)] == ["used"]
    project.undo()
    assert len(project.all(Asset)) == 2


@pytest.mark.parametrize(
    "text", ["BMX kids ride.", "caffeine is good", "ID3 tags", "FLV is old", "OggStock", "BM"]
)
def test_a_text_that_begins_like_a_format_is_a_text(tmp_path: Path, text: str) -> None:
    place = tmp_path / "notes.fountain"
    place.write_text(f"{text}\n\nINT. HOUSE - DAY\n\nA door opens.\n")
    assert imports.classify(place) == "script"


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be any bytes")
def test_a_name_that_is_no_text_is_refused_in_words(project: Project, tmp_path: Path) -> None:
    place = tmp_path / os.fsdecode(b"caf\xe9.png")
    Image.new("RGB", (8, 8)).save(place, "PNG")
    with pytest.raises(InputError) as caught:
        imports.prepare(project, place)
    assert caught.value.code == "bad_name"
    caught.value.message.encode()


def test_an_asset_whose_address_is_none_is_missing_and_the_check_goes_on(project: Project) -> None:
    with project.edit("Damage") as edit:
        for name, sha256, suffix in (
            ("a", "../../etc/passwd", ""),
            ("b", "ab" * 32, "/../x"),
            ("c", "x", ".png"),
        ):
            edit.put(Asset(id=name, parent="project", name=name, media="other", sha256=sha256, suffix=suffix))
    assert [asset.id for asset in sources.missing(project)] == ["a", "b", "c"]
    assert {problem.where for problem in check(project) if problem.code == "media_missing"} == {"a", "b", "c"}
    for asset in project.all(Asset):
        with pytest.raises(InputError) as caught:
            project.path_of(asset)
        assert caught.value.code == "media_missing"

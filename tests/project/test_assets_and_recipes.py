"""Content-addressed media, the recipe book, and what refers to what."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

from studio.core.errors import Cancelled, InputError, StudioError
from studio.project.assets import (
    AssetStore,
    clean_suffix,
    fingerprint,
    identity_in,
    is_content,
    same_content,
    unchanged,
)
from studio.project.handle import Project
from studio.project.model import Asset, Clip, Line, Take, Track
from studio.project.recipes import StoredOutput, is_stale
from studio.project.references import used_ids, where_used
from studio.wire.recipe import Recipe
from tests.locks import WatchedLock


def recipe(seed: int = 1, prompt: str = "a lighthouse") -> Recipe:
    return Recipe(engine="fake", version="1", params={"prompt": prompt, "steps": 4}, seed=seed)


def test_a_kept_file_lies_under_its_hash_and_the_source_is_untouched(tmp_path: Path) -> None:
    source = tmp_path / "Picture.PNG"
    source.write_bytes(b"pixels")
    store = AssetStore(tmp_path)
    sha256, suffix = store.keep(source)
    assert (sha256, suffix) == (hashlib.sha256(b"pixels").hexdigest(), ".png")
    assert store.path(sha256, suffix) == tmp_path / "media" / sha256[:2] / f"{sha256}.png"
    assert store.path(sha256, suffix).read_bytes() == source.read_bytes() == b"pixels"


def test_keeping_twice_stores_once(tmp_path: Path) -> None:
    store = AssetStore(tmp_path)
    first = store.keep_bytes(b"same", ".wav")
    written = store.path(*first).stat().st_mtime_ns
    assert store.keep_bytes(b"same", ".wav") == first
    assert store.path(*first).stat().st_mtime_ns == written
    assert [file.sha256 for file in store.files()] == [first[0]]


def test_a_half_written_stored_file_is_replaced(tmp_path: Path) -> None:
    store = AssetStore(tmp_path)
    address = store.keep_bytes(b"whole content", ".bin")
    store.path(*address).write_bytes(b"who")
    store.keep_bytes(b"whole content", ".bin")
    assert store.path(*address).read_bytes() == b"whole content"


def test_a_cancelled_copy_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / "large.bin"
    source.write_bytes(bytes(3 << 20))
    store = AssetStore(tmp_path)
    with pytest.raises(Cancelled):
        store.keep(source, cancelled=lambda: True)
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


def test_nothing_is_kept_at_the_old_place_of_a_project_that_was_moved_away(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    store = AssetStore(tmp_path / "here")
    store.keep_bytes(b"before", ".bin")
    (tmp_path / "here").rename(tmp_path / "there")
    source = tmp_path / "source.bin"
    source.write_bytes(b"after")
    for keep in (lambda: store.keep(source), lambda: store.keep_bytes(b"after", ".bin")):
        with pytest.raises(StudioError) as caught:
            keep()
        assert caught.value.code == "project_moved"
    assert not (tmp_path / "here").exists()


def test_a_file_that_is_being_kept_while_its_project_is_renamed_lands_in_the_new_folder(
    project: Project, tmp_path: Path
) -> None:
    source = tmp_path / "large.bin"
    source.write_bytes(bytes(3 << 20))
    renamed: list[str] = []

    def rename_once() -> bool:
        if not renamed:
            renamed.append(str(project.folder))
            project.rename("Elsewhere")
        return False

    address = project.store.keep(source, cancelled=rename_once)
    assert project.store.has(*address)
    assert not Path(renamed[0]).exists()
    assert [path for path in project.store.folder.iterdir() if path.name.startswith(".new")] == []


def test_results_stored_while_a_project_is_renamed_wait_for_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = project.database
    problems = list[BaseException]()

    def keep() -> None:
        try:
            project.recipes.keep(recipe(prompt="meanwhile"), ())
        except StudioError as error:
            problems.append(error)

    worker = threading.Thread(target=keep)
    lock = WatchedLock(database._mutex)
    monkeypatch.setattr(database, "_mutex", lock)

    def move() -> Path:
        worker.start()
        assert lock.contended.wait(30)
        return database.file

    database.rehome(move)
    worker.join()
    assert problems == []
    assert project.recipes.find(recipe(prompt="meanwhile").key()) is not None


@pytest.mark.parametrize(("content", "code"), [(None, "file_missing"), (b"", "file_empty")])
def test_what_cannot_be_kept_is_refused(tmp_path: Path, content: bytes | None, code: str) -> None:
    source = tmp_path / "x.bin"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(InputError) as caught:
        AssetStore(tmp_path).keep(source)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "address",
    [("../" * 21 + "x", ""), ("0" * 64, "/../../etc"), ("0" * 63, ""), ("", ".png"), ("0" * 64, "png")],
)
def test_only_content_addresses_become_paths(tmp_path: Path, address: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="content address"):
        AssetStore(tmp_path).path(*address)


def test_suffixes_are_tame() -> None:
    assert [clean_suffix(text) for text in (".PNG", ".tar.gz", "", ".", ".a/b", ".mp4")] == [
        ".png",
        "",
        "",
        "",
        "",
        ".mp4",
    ]


def test_leftovers_of_a_killed_process_go_at_the_next_open(project: Project) -> None:
    project.store.keep_bytes(b"x", ".bin")
    (project.store.folder / ".new.abcdefghi-_1.bin").write_bytes(b"half")
    project.close()
    with Project.open(project.folder) as again:
        assert not list(again.store.folder.glob(".new.*"))
        assert len(list(again.store.files())) == 1


def test_fingerprints_tell_content_not_time(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"x" * (3 << 20))
    second.write_bytes(b"x" * (3 << 20))
    one, two = fingerprint(first), fingerprint(second)
    assert same_content(one, two)
    assert unchanged(first, one)
    assert not same_content("", "")
    second.write_bytes(b"x" * ((3 << 20) - 1) + b"y")
    assert not same_content(one, fingerprint(second))
    assert not unchanged(second, two)


@pytest.mark.parametrize("size", [5 << 20, 100 << 20])
def test_a_change_in_the_middle_of_a_file_is_noticed_where_size_and_ends_stay(
    tmp_path: Path, size: int
) -> None:
    path = tmp_path / "raw.bin"
    with path.open("wb") as handle:
        handle.truncate(size)
    before = fingerprint(path)
    with path.open("r+b") as handle:
        handle.seek(size * 2 // 3)
        handle.write(b"x" * (size // 400))
    after = fingerprint(path)
    assert not same_content(before, after)
    assert identity_in(before) != identity_in(after)
    assert not is_content(path, identity_in(before))


def test_a_result_is_found_by_its_recipe_also_after_reopening(project: Project) -> None:
    sha256, suffix = project.store.keep_bytes(b"image", ".png")
    output = StoredOutput(
        role="image", sha256=sha256, suffix=suffix, meta={"seed": 1, "words": [["a", 0.5, 1.0]]}
    )
    assert project.recipes.lookup(recipe().key()) is None
    project.recipes.keep(recipe(), (output,))
    project.close()
    with Project.open(project.folder) as again:
        found = again.recipes.lookup(recipe().key())
        assert found is not None
        assert found.outputs == (output,)
        assert found.recipe == recipe()
        assert again.undo_label == ""


def test_a_result_whose_file_is_gone_is_a_miss_but_still_tells_what_made_it(project: Project) -> None:
    sha256, suffix = project.store.keep_bytes(b"image", ".png")
    project.recipes.keep(recipe(), (StoredOutput(role="image", sha256=sha256, suffix=suffix),))
    project.store.path(sha256, suffix).unlink()
    assert project.recipes.lookup(recipe().key()) is None
    assert project.recipes.find(recipe().key()) is not None


def test_a_thing_is_stale_when_its_recipe_would_differ_now() -> None:
    made = recipe().key()
    assert not is_stale(made, recipe())
    assert is_stale(made, recipe(seed=2))
    assert is_stale("", recipe())


def test_where_used_names_clips_takes_and_lines(project: Project) -> None:
    track = project.all(Track)[0]
    with project.edit("Use") as edit:
        edit.put(Asset(id="a", name="sound", media="audio"))
        edit.put(Asset(id="unused", name="other", media="audio"))
        edit.put(Clip(id="c", parent=track.id, asset="a", start=0, duration=1))
        edit.put(Line(id="l", parent=project.info.sequence, text="Hello", take="t"))
        edit.put(Take(id="t", parent="l", asset="a", duration=1))
    assert {entity.id for entity in where_used(project, "a")} == {"c", "t"}
    assert [entity.id for entity in where_used(project, "t")] == ["l"]
    assert where_used(project, "unused") == []
    assert "unused" not in used_ids(project)

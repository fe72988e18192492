from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from studio.media.audio import write_wav
from studio.project.model import Asset, Clip, Line, Scene, Take
from studio.state.app_state import AppState
from studio.state.library import LibraryState
from tests.apps import open_app
from tests.image.playing import picture_file


@pytest.fixture
def app(tmp_path: Path) -> Generator[AppState]:
    with open_app(tmp_path) as app:
        yield app


@pytest.fixture
def state(app: AppState) -> LibraryState:
    return LibraryState(app)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pictures and a sound, one in a folder below, and a text that is no media."""
    import numpy as np

    folder = tmp_path / "shoot"
    (folder / "day 2").mkdir(parents=True)
    picture_file(folder, 1)
    picture_file(folder / "day 2", 2)
    write_wav(folder / "birds.wav", np.zeros((8000, 1), np.float32), 16_000)
    (folder / "notes.txt").write_text("not media", encoding="utf-8")
    return folder


def add(app: AppState, folder: Path) -> None:
    """The folder's media as assets, without the child process that inspects files."""
    with app.require_project().edit("Import") as edit:
        for name, media in (("1.png", "image"), ("day 2/2.png", "image"), ("birds.wav", "audio")):
            path = folder / name
            edit.put(
                Asset(
                    id=f"asset_{path.stem}", parent="project", name=path.stem, media=media, source=str(path)
                )
            )


def names(state: LibraryState) -> list[str]:
    return sorted(item.name for item in state.items)


def test_a_folder_brings_its_media_in_with_one_edit(app: AppState, state: LibraryState, folder: Path) -> None:
    state.bring_in([folder])
    assert names(state) == ["1", "2", "birds"]
    birds = next(item for item in state.items if item.name == "birds")
    assert (birds.media, birds.facts, birds.used, birds.missing) == ("audio", "0:00 · 16 kHz", False, False)
    app.undo()
    assert state.items == ()


def test_search_kind_and_use_narrow_the_list(app: AppState, state: LibraryState, folder: Path) -> None:
    add(app, folder)
    state.kind = "image"
    assert names(state) == ["1", "2"]
    state.query = "2"
    assert names(state) == ["2"]
    state.update(query="", kind="all")
    state.put_on_timeline([next(item.id for item in state.items if item.name == "1")])
    state.show = "used"
    assert names(state) == ["1"]
    state.show = "unused"
    assert names(state) == ["2", "birds"]
    assert state.total == 3


def test_files_follow_each_other_on_the_timeline(app: AppState, state: LibraryState, folder: Path) -> None:
    add(app, folder)
    pictures = [item.id for item in state.items if item.media == "image"]
    state.put_on_timeline(pictures)
    first, second = sorted(app.require_project().all(Clip), key=lambda clip: clip.start)
    assert [first.asset, second.asset] == pictures
    assert second.start == first.end


def test_where_a_file_is_used_is_said_in_words_and_gone_to(
    app: AppState, state: LibraryState, folder: Path
) -> None:
    add(app, folder)
    asset = next(item.id for item in state.items if item.media == "image")
    project = app.require_project()
    app.seek(705_600_000 * 3)
    state.put_on_timeline([asset])
    with project.edit("More") as edit:
        edit.put(Scene(id="scene_1", parent=app.sequence_id, heading="INT. HOUSE", picture=asset))
        edit.put(Line(id="line_1", parent=app.sequence_id, text="Hello"))
        edit.put(Take(id="take_1", parent="line_1", asset=asset, duration=1))
    uses = state.uses(asset)
    assert {use.words for use in uses} == {
        "Video at 0:03",
        "Picture of the scene “INT. HOUSE”",
        "Take of “Hello”",
    }
    app.seek(0)
    state.go_to(next(use for use in uses if use.at is not None))
    assert (app.playhead, app.workspace) == (705_600_000 * 3, "video")


def test_a_file_that_moved_is_marked_and_found_again(
    app: AppState, state: LibraryState, folder: Path, tmp_path: Path
) -> None:
    state.bring_in([folder / "1.png"])
    (folder / "1.png").rename(tmp_path / "moved.png")
    app.sources.look()
    assert [(item.missing, item.path) for item in state.items] == [(True, "")]
    assert state.missing_count == 1
    state.relink(state.items[0].id, folder / "day 2" / "2.png")
    assert state.error is not None
    assert state.error.code == "other_content"
    state.relink_from(tmp_path)
    assert [item.missing for item in state.items] == [False]
    assert state.error is None


def test_rename_and_trash_are_undoable(app: AppState, state: LibraryState, folder: Path) -> None:
    add(app, folder)
    item = next(item for item in state.items if item.name == "1")
    state.rename(item.id, "  lighthouse \n")
    assert names(state) == ["2", "birds", "lighthouse"]
    state.trash([item.id])
    assert names(state) == ["2", "birds"]
    state.show = "trash"
    assert names(state) == ["lighthouse"]
    state.restore([item.id])
    assert state.items == ()
    state.show = "all"
    assert names(state) == ["2", "birds", "lighthouse"]
    app.undo()
    app.undo()
    app.undo()
    assert names(state) == ["1", "2", "birds"]


def test_emptying_the_trash_spares_what_is_used(app: AppState, state: LibraryState, folder: Path) -> None:
    add(app, folder)
    kept = next(item.id for item in state.items if item.name == "1")
    state.put_on_timeline([kept])
    state.trash([item.id for item in state.items])
    state.empty_trash()
    assert [asset.id for asset in app.require_project().all(Asset)] == [kept]

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.kit.theme import Theme
from studio.project.imports import import_file
from studio.project.model import Asset, Clip
from studio.state.app_state import AppState
from studio.state.library import ASSET_MIME
from studio.window.docks.library import LibraryDock
from studio.window.runtime.background import PoolTasks
from tests.apps import open_app
from tests.image.playing import picture_file
from tests.kit.accessibility import unnamed
from tests.kit.waiting import WAIT_MS


@pytest.fixture
def app(qapp: QApplication, theme: Theme, tmp_path: Path) -> Generator[AppState]:
    tasks = PoolTasks()
    with open_app(tmp_path, tasks=tasks) as app:
        yield app
        tasks.wait(20_000)
    shiboken6.delete(tasks)  # here, not in a garbage collection on some thread


@pytest.fixture
def dock(app: AppState, qtbot: QtBot) -> Generator[LibraryDock]:
    dock = LibraryDock(app)
    qtbot.addWidget(dock)
    dock.resize(300, 600)
    dock.show()
    qtbot.waitExposed(dock)
    yield dock
    dock.view.thumbs.stop()


@pytest.fixture
def pictures(app: AppState, tmp_path: Path) -> list[Path]:
    """Two pictures that are in the library."""
    paths = [picture_file(tmp_path, seed) for seed in (1, 2)]
    with app.require_project().edit("Import") as edit:
        for path in paths:
            asset_id = f"asset_{path.stem}"
            edit.put(Asset(id=asset_id, parent="project", name=path.stem, media="image", source=str(path)))
    return paths


def row_of(dock: LibraryDock, asset_id: str) -> int:
    return [item.id for item in dock.state.items].index(asset_id)


def test_a_dropped_file_is_inspected_and_shown_with_its_picture(
    dock: LibraryDock, qtbot: QtBot, tmp_path: Path
) -> None:
    assert dock.pages.currentWidget() is dock.empty
    offer = dock._decide([picture_file(tmp_path, 7)])
    assert offer is not None
    assert "7.png" in offer.title
    offer.run([tmp_path / "7.png"])
    qtbot.waitUntil(lambda: len(dock.state.items) == 1, timeout=WAIT_MS)
    assert dock.pages.currentWidget() is dock.view
    (item,) = dock.state.items
    assert item.facts == "64 × 48"
    qtbot.waitUntil(lambda: dock.view.pixmap_of(item) is not None, timeout=WAIT_MS)


def test_what_is_chosen_here_is_the_selection_of_the_window(
    app: AppState, dock: LibraryDock, pictures: list[Path]
) -> None:
    index = dock.view.model().index(row_of(dock, "asset_1"), 0)
    dock.view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    assert app.selection == frozenset({"asset_1"})
    app.select(["asset_2"])
    assert dock.view.selected_ids() == ["asset_2"]


def test_files_are_dragged_out_by_their_ids(dock: LibraryDock, pictures: list[Path]) -> None:
    model = dock.view.model()
    mime = model.mimeData([model.index(row, 0) for row in range(2)])
    ids = bytes(mime.data(ASSET_MIME).data()).decode().splitlines()
    assert set(ids) == {"asset_1", "asset_2"}


def test_enter_puts_a_file_on_the_timeline_and_it_is_no_longer_unused(
    app: AppState, dock: LibraryDock, pictures: list[Path]
) -> None:
    assert dock.view.mark_of(dock.state.items[row_of(dock, "asset_1")]) == "Unused"
    dock.view.activated.emit(dock.view.model().index(row_of(dock, "asset_1"), 0))
    (clip,) = app.require_project().all(Clip)
    assert clip.asset == "asset_1"
    assert dock.view.mark_of(dock.state.items[row_of(dock, "asset_1")]) == ""
    words = [action.text() for action in dock.menu(["asset_1"]).actions()]
    assert "Where used" in words


def test_a_file_gets_another_name_in_place(dock: LibraryDock, qtbot: QtBot, pictures: list[Path]) -> None:
    dock.begin_rename("asset_1")
    qtbot.keyClicks(dock.rename_field, "lighthouse")
    qtbot.keyClick(dock.rename_field, Qt.Key.Key_Return)
    assert dock.state.items[row_of(dock, "asset_1")].name == "lighthouse"
    assert dock.rename_field.isHidden()


def test_delete_moves_to_the_trash_where_it_can_be_restored(
    dock: LibraryDock, qtbot: QtBot, pictures: list[Path]
) -> None:
    dock.view.choose({"asset_1"})
    qtbot.keyClick(dock.view, Qt.Key.Key_Delete)
    assert [item.id for item in dock.state.items] == ["asset_2"]
    dock.show_only.setCurrentIndex(dock.show_only.findData("trash"))
    assert not dock.clear_trash.isHidden()
    dock.menu(["asset_1"]).actions()[0].trigger()
    assert dock.pages.currentWidget() is dock.nothing


def test_missing_files_are_marked_and_offered_to_be_found(
    dock: LibraryDock, qtbot: QtBot, pictures: list[Path], tmp_path: Path
) -> None:
    pictures[0].unlink()
    dock.app.sources.look()
    qtbot.waitUntil(lambda: not dock.mend.isHidden(), timeout=WAIT_MS)
    assert dock.view.mark_of(dock.state.items[row_of(dock, "asset_1")]) == "Missing"


def test_a_changed_file_is_marked_gets_another_thumbnail_and_is_reloaded(
    dock: LibraryDock, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "sky.png"
    Image.new("RGB", (64, 36), "red").save(path)
    asset = import_file(dock.app.require_project(), path)
    view = dock.view

    def thumb() -> str:
        pixmap = view.pixmap_of(dock.state.items[0])
        return pixmap.toImage().pixelColor(9, 9).name() if pixmap is not None else ""

    qtbot.waitUntil(lambda: thumb().startswith("#f"), timeout=WAIT_MS)
    Image.new("RGB", (32, 18), "blue").save(path)
    dock.app.sources.look()
    qtbot.waitUntil(lambda: view.mark_of(dock.state.items[0]) == "Changed", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: thumb().startswith("#0"), timeout=WAIT_MS)
    reload = next(action for action in dock.menu([asset.id]).actions() if action.text() == "Reload")
    reload.trigger()
    qtbot.waitUntil(lambda: dock.state.items[0].facts == "32 × 18", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: view.mark_of(dock.state.items[0]) == "Unused", timeout=WAIT_MS)
    assert "Reload" not in [action.text() for action in dock.menu([asset.id]).actions()]


def test_search_and_kind_narrow_the_list(dock: LibraryDock, qtbot: QtBot, pictures: list[Path]) -> None:
    qtbot.keyClicks(dock.search, "2")
    qtbot.waitUntil(lambda: len(dock.state.items) == 1, timeout=WAIT_MS)
    dock.kind.setCurrentIndex(dock.kind.findData("audio"))
    assert dock.pages.currentWidget() is dock.nothing


def test_every_control_has_a_name(dock: LibraryDock, pictures: list[Path]) -> None:
    assert unnamed(dock) == []

"""The list of edits under its button: shown, followed, walked, put away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio.state.app_state import AppState
from studio.window.history import HistoryPopover
from tests.apps import open_app
from tests.kit.waiting import wait_for
from tests.state.test_edit_history import NAMES, mark, there


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppState]:
    with open_app(tmp_path) as opened:
        for name in NAMES:
            mark(opened, name)
        yield opened


@pytest.fixture
def popover(app: AppState, qapp: QApplication, qtbot: QtBot) -> HistoryPopover:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    centre = QWidget()
    column = QVBoxLayout(centre)
    button, field = QToolButton(), QLineEdit()
    column.addWidget(button)
    column.addStretch(1)
    column.addWidget(field)
    window.setCentralWidget(centre)
    made = HistoryPopover(app, button, window)
    window.show()
    qtbot.waitExposed(window)
    field.setFocus()
    return made


def lines(popover: HistoryPopover, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = popover.list.model()
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def click(popover: HistoryPopover, qtbot: QtBot, row: int) -> None:
    at = popover.list.visualRect(popover.list.model().index(row, 0)).center()
    qtbot.mouseClick(popover.list.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_it_lists_the_edits_and_says_where_the_project_is(app: AppState, popover: HistoryPopover) -> None:
    popover.toggle()
    assert lines(popover) == ["Add four", "Add three", "Add two", "Add one", "Before these edits"]
    app.undo()
    spoken = lines(popover, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken[0].endswith("undone")
    assert spoken[1].endswith("current state")
    assert not spoken[2].endswith(("undone", "here"))


def test_a_click_goes_there_and_the_list_stays(app: AppState, popover: HistoryPopover, qtbot: QtBot) -> None:
    popover.toggle()
    click(popover, qtbot, 3)
    wait_for(lambda: there(app) == ["one"])
    assert popover.isVisible()
    click(popover, qtbot, 0)
    wait_for(lambda: there(app) == list(NAMES))
    click(popover, qtbot, 4)
    wait_for(lambda: there(app) == [])


def test_the_keys_choose_go_and_close(app: AppState, popover: HistoryPopover, qtbot: QtBot) -> None:
    before = QApplication.focusWidget()
    assert isinstance(before, QLineEdit)
    popover.toggle()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(popover.list, key)
    wait_for(lambda: there(app) == ["one", "two"])
    qtbot.keyClick(popover.list, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert QApplication.focusWidget() is before


def test_a_new_edit_stands_on_top_at_once(app: AppState, popover: HistoryPopover) -> None:
    popover.toggle()
    mark(app, "five")
    assert lines(popover)[0] == "Add five"


def test_a_click_beside_it_puts_it_away_and_one_in_it_does_not(
    app: AppState, popover: HistoryPopover, qtbot: QtBot
) -> None:
    popover.toggle()
    qtbot.mouseClick(popover, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert popover.isVisible()
    window = popover.parentWidget()
    assert isinstance(window, QMainWindow)
    qtbot.mouseClick(window.centralWidget(), Qt.MouseButton.LeftButton, pos=QPoint(880, 500))
    assert not popover.isVisible()


def test_it_goes_with_its_project(app: AppState, popover: HistoryPopover) -> None:
    popover.toggle()
    app.set_project(None)
    assert not popover.isVisible()


def test_it_stays_inside_a_small_window(app: AppState, popover: HistoryPopover) -> None:
    for number in range(40):
        mark(app, f"number {number}")
    window = popover.parentWidget()
    assert window is not None
    window.resize(330, 260)
    popover.toggle()
    assert window.rect().contains(popover.geometry())

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.core.errors import InputError
from studio.kit.actions import Actions, claimed_keys
from studio.state.commands import Command, CommandTable
from studio.window.command_palette import CommandPalette, PaletteEntry, rank
from tests.kit.waiting import WAIT_MS


@dataclass
class App:
    undoable: bool = False
    subject: str = ""
    snap: bool = True
    ran: list[str] = field(default_factory=list)

    def refuse(self) -> None:
        raise InputError("busy", "The project is being packed.")


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[QMainWindow]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    table = CommandTable(App())
    table.add_facts(lambda app: (["undo"] if app.undoable else []) + (["snap"] if app.snap else []))
    table.register(
        Command(
            "edit.undo",
            "Undo",
            lambda app: app.ran.append("undo"),
            icon="undo",
            keys=("Ctrl+Z",),
            menu="Edit",
            when=("undo",),
            subject=lambda app: app.subject,
        ),
        Command(
            "play.toggle",
            "Play",
            lambda app: app.ran.append("play"),
            icon="play",
            keys=("Space",),
            menu="View",
        ),
        Command(
            "view.snap",
            "Snap",
            lambda app: setattr(app, "snap", not app.snap),
            menu="View/Timeline",
            checked="snap",
        ),
        Command("edit.pack", "Pack…", lambda app: app.refuse(), menu="File"),
    )
    window.actions_ = Actions(table, window)
    window.setMenuBar(window.actions_.menu_bar())
    yield window
    window.actions_.close()


def test_menus_show_titles_keys_and_submenus(window: QMainWindow) -> None:
    menus = {action.text(): action.menu() for action in window.menuBar().actions()}
    assert list(menus) == ["File", "Edit", "View"]
    assert [action.text() for action in menus["View"].actions()] == ["Play", "Timeline"]
    assert window.actions_.action("edit.undo").toolTip() == "Undo (Ctrl+Z)"
    assert window.actions_.action("edit.pack").toolTip() == "Pack"


def test_actions_follow_what_can_be_done(window: QMainWindow, qtbot: QtBot) -> None:
    actions = window.actions_
    button = actions.button("edit.undo")
    qtbot.addWidget(button)
    assert not button.isEnabled()
    actions.table.context.undoable = True
    actions.table.refresh()
    qtbot.waitUntil(button.isEnabled, timeout=WAIT_MS)
    button.click()
    assert actions.table.context.ran == ["undo"]
    assert actions.action("view.snap").isChecked()
    actions.action("view.snap").trigger()
    qtbot.waitUntil(lambda: not actions.action("view.snap").isChecked(), timeout=WAIT_MS)


def test_menu_and_tooltip_say_what_a_command_acts_on(window: QMainWindow, qtbot: QtBot) -> None:
    actions = window.findChild(Actions)
    assert actions is not None
    undo = actions.action("edit.undo")
    actions.table.context.undoable = True
    for subject, text in (
        ("Move clip", "Undo Move clip"),
        ("Rename “Salt & Sea”", "Undo Rename “Salt && Sea”"),
        ("Add " + "very " * 20, "Undo Add very very very very very very very very ver…"),
        ("", "Undo"),
    ):
        actions.table.context.subject = subject
        actions.table.refresh()
        qtbot.waitUntil(lambda text=text: undo.text() == text, timeout=WAIT_MS)
        assert undo.toolTip() == f"{text.replace('&&', '&')} (Ctrl+Z)"


def test_a_command_that_fails_is_told_in_words(window: QMainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.actions_.failed, timeout=WAIT_MS) as caught:
        window.actions_.action("edit.pack").trigger()
    assert caught.args[0].message == "The project is being packed."


def test_space_plays_but_types_in_a_text_and_presses_a_focused_button(
    window: QMainWindow, qtbot: QtBot
) -> None:
    pressed: list[bool] = []
    body = QWidget()
    layout = QVBoxLayout(body)
    edit, push, canvas = QLineEdit(), QPushButton("Speak"), QWidget()
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    push.clicked.connect(lambda: pressed.append(True))
    for widget in (edit, push, canvas):
        layout.addWidget(widget)
    window.setCentralWidget(body)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    ran = window.actions_.table.context.ran
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert ran == ["play"]
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Space)
    assert edit.text() == " "
    push.setFocus()
    qtbot.keyClick(push, Qt.Key.Key_Space)
    assert pressed == [True]
    assert ran == ["play"]


def test_lists_keep_their_arrows_and_widgets_can_ask_for_more(qapp: QApplication) -> None:
    table, canvas = QTableWidget(), QWidget()
    canvas.setProperty("claims", "Left Right")
    assert {"Left", "Up", "Del"} <= claimed_keys(table)
    assert claimed_keys(canvas) == {"Left", "Right"}
    assert claimed_keys(None) == frozenset()


def test_the_palette_finds_runs_and_remembers(window: QMainWindow, qtbot: QtBot) -> None:
    engine: list[str] = []
    palette = CommandPalette(window.actions_, window)
    palette.add_source(
        lambda: [PaletteEntry("engine.kokoro", "Kokoro", lambda: engine.append("kokoro"), where="Engine")]
    )
    window.show()
    qtbot.waitExposed(window)
    palette.open()
    qtbot.keyClicks(palette.field, "kok")
    assert palette.list.verticalScrollBar().maximum() == 0  # a few rows are seen whole
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert engine == ["kokoro"]
    assert not palette.isVisible()
    palette.open()
    assert palette.list.currentIndex().data() == "Kokoro"
    qtbot.keyClicks(palette.field, "play")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.recent == ["play.toggle", "engine.kokoro"]
    assert window.actions_.table.context.ran == ["play"]


def test_a_command_that_cannot_be_used_is_shown_but_not_run(window: QMainWindow, qtbot: QtBot) -> None:
    palette = CommandPalette(window.actions_, window)
    window.show()
    palette.open()
    qtbot.keyClicks(palette.field, "undo")
    assert palette.list.currentIndex().data() == "Undo"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert window.actions_.table.context.ran == []
    qtbot.keyClicks(palette.field, "zzzz")
    assert palette.nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_recent_entries_come_first_without_a_query() -> None:
    entries = [PaletteEntry(key, key, print) for key in ("a", "b", "c")]
    assert [entry.id for entry in rank("", entries, ["c", "b"])] == ["c", "b", "a"]

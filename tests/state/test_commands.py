from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from studio.state.commands import Command, CommandTable, score


@dataclass
class App:
    undoable: bool = False
    snap: bool = True
    ran: list[str] = field(default_factory=list)


def _table() -> CommandTable:
    table = CommandTable(App())
    table.register(
        Command(
            "edit.undo",
            "Undo",
            lambda app: app.ran.append("undo"),
            keys=("Ctrl+Z",),
            menu="Edit",
            group="1",
            when=lambda app: app.undoable,
        ),
        Command("edit.cut", "Cut", lambda app: app.ran.append("cut"), menu="Edit", group="2"),
        Command("edit.redo", "Redo", lambda app: app.ran.append("redo"), menu="Edit", group="1"),
        Command(
            "cue.split", "Split cue", lambda app: None, keys=("S",), menu="Captions", workspace="captions"
        ),
        Command("clip.split", "Split clip", lambda app: None, keys=("S",), menu="Video", workspace="video"),
        Command("view.snap", "Snap", lambda app: None, menu="View", checked=lambda app: app.snap),
        Command("export.srt", "SubRip…", lambda app: None, menu="File/Export"),
    )
    return table


def test_a_command_runs_only_while_it_can_be_used() -> None:
    table = _table()
    assert not table.run("edit.undo")
    table.context.undoable = True
    assert table.run("edit.undo")
    assert table.context.ran == ["undo"]


def test_a_command_of_a_place_works_only_there() -> None:
    table = _table()
    table.set_workspace("video")
    assert table.enabled("clip.split")
    assert not table.enabled("cue.split")
    assert table.by_key("S", "video") is table.find("clip.split")


def test_menus_stand_in_order_with_their_groups() -> None:
    table = _table()
    assert table.menus() == ["File", "Edit", "View", "Captions", "Video"]
    assert [[command.id for command in group] for group in table.for_menu("Edit")] == [
        ["edit.undo", "edit.redo"],
        ["edit.cut"],
    ]
    assert table.submenus("File") == ["Export"]


def test_one_key_cannot_mean_two_things_at_once() -> None:
    table = _table()
    with pytest.raises(ValueError, match=r"Ctrl\+Z belongs to edit\.undo already"):
        table.register(Command("x", "X", print, keys=("Ctrl+Z",), workspace="voice"))
    with pytest.raises(ValueError, match=r"S belongs to cue\.split already"):
        table.register(Command("y", "Y", print, keys=("S",)))
    with pytest.raises(ValueError, match=r"edit\.cut is registered twice"):
        table.register(Command("edit.cut", "Cut", print))


def test_views_hear_of_changes_and_of_what_ran() -> None:
    table = _table()
    changes: list[int] = []
    ran: list[str] = []
    table.changed.connect(lambda: changes.append(1))
    table.ran.connect(ran.append)
    table.run("edit.cut")
    table.set_workspace("image")
    table.set_workspace("image")
    assert ran == ["edit.cut"]
    assert len(changes) == 2


def test_the_keys_page_of_a_place_shows_its_own_keys_first() -> None:
    assert [command.id for command in _table().for_workspace("video")] == ["clip.split", "edit.undo"]


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [("sc", "Split cue", "Discard"), ("exp", "Export", "Next problem"), ("undo", "Undo", "Unlink audio")],
)
def test_the_start_of_words_counts_most(query: str, better: str, worse: str) -> None:
    first, second = score(query, better), score(query, worse)
    assert first is not None
    assert second is None or first > second


def test_letters_out_of_order_find_nothing() -> None:
    assert score("ods", "Undo") is None

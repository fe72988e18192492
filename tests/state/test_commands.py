from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from studio.core.errors import InputError
from studio.core.text import Text
from studio.state.commands import Command, CommandTable
from studio.state.matching import match, score
from studio.wire.spec import Param


@dataclass
class App:
    undoable: bool = False
    snap: bool = True
    ran: list[str] = field(default_factory=list)


def _table() -> CommandTable:
    table = CommandTable(App())
    table.add_facts(lambda app: (["undo"] if app.undoable else []) + (["snap"] if app.snap else []))
    table.needs["undo"] = Text("There is nothing to undo.")
    table.register(
        Command(
            "edit.undo",
            "Undo",
            lambda app: app.ran.append("undo"),
            keys=("Ctrl+Z",),
            menu="Edit",
            group="1",
            when=("undo",),
        ),
        Command("edit.cut", "Cut", lambda app: app.ran.append("cut"), menu="Edit", group="2"),
        Command("edit.redo", "Redo", lambda app: app.ran.append("redo"), menu="Edit", group="1"),
        Command(
            "cue.split", "Split cue", lambda app: None, keys=("S",), menu="Captions", workspaces=("captions",)
        ),
        Command(
            "clip.split", "Split clip", lambda app: None, keys=("S",), menu="Video", workspaces=("video",)
        ),
        Command("view.snap", "Snap", lambda app: None, menu="View", checked="snap"),
        Command("export.srt", "SubRip…", lambda app: None, menu="File/Export"),
    )
    return table


def test_a_command_runs_only_while_it_can_be_used() -> None:
    table = _table()
    assert not table.run("edit.undo")
    table.context.undoable = True
    assert table.run("edit.undo")
    assert table.context.ran == ["undo"]


def test_a_command_of_a_workspace_works_only_there() -> None:
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
        table.register(Command("x", "X", print, keys=("Ctrl+Z",), workspaces=("voice",)))
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
    assert "undo" not in table.facts
    table.look()
    assert len(changes) == 2  # nothing that a command looks at changed
    table.context.undoable = True
    table.look()
    assert len(changes) == 3


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


def test_words_and_synonyms_find_better_than_scattered_letters() -> None:
    by_title = match("split", "Split at playhead", "cut blade razor")
    by_synonym = match("razor", "Split at playhead", "cut blade razor")
    by_letters = match("spy", "Split at playhead", "cut blade razor")
    assert by_title is not None
    assert by_synonym is not None
    assert by_letters is not None
    assert by_title > by_synonym > by_letters
    assert match("playhead split", "Split at playhead") is not None
    assert match("razor", "Undo", "") is None


def test_a_call_says_what_is_lacking_and_checks_its_parameters() -> None:
    table = _table()
    count = Param(name="count", kind="int", default=1, minimum=1, label="Count")
    table.register(Command("edit.paste", "Paste", lambda app, count=1: {"pasted": count}, params=(count,)))
    assert table.call("edit.paste", count=3) == {"pasted": 3}
    for wrong in ({"count": 0}, {"count": "3"}, {"number": 3}):
        with pytest.raises(InputError) as caught:
            table.call("edit.paste", **wrong)
        assert caught.value.code == "bad_parameter"
    with pytest.raises(InputError, match="nothing to undo"):
        table.call("edit.undo")
    with pytest.raises(InputError, match="no command called"):
        table.call("edit.nothing")


def test_a_call_brings_the_commands_workspace_to_the_front() -> None:
    def switch(workspace: str) -> None:
        table.set_workspace(workspace)

    table = CommandTable(App(), switch)
    table.register(Command("clip.split", "Split", lambda app: "split", workspaces=("video", "voice")))
    assert not table.reachable("clip.split")  # no workspace at all
    table.set_workspace("image")
    assert table.reachable("clip.split")
    assert not table.run("clip.split")
    assert table.call("clip.split") == "split"
    assert table.workspace == "video"


def test_a_key_map_changes_the_keys_of_the_table() -> None:
    table = _table()
    heard: list[int] = []
    table.keys_changed.connect(lambda: heard.append(1))
    table.set_keys({"clip.split": ("Ctrl+K",), "edit.undo": ()})
    assert (table.keys("clip.split"), table.keys("edit.undo"), table.keys("cue.split")) == (
        ("Ctrl+K",),
        (),
        ("S",),
    )
    assert table.by_key("Ctrl+K", "video") is table.find("clip.split")
    assert heard == [1]

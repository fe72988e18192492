from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.settings import Settings
from studio.state.commands import Command, CommandTable
from studio.state.keymaps import SETTING, ActiveKeys, KeyMap, clashes, key_maps, own_file, read_map, resolve
from studio.state.registration import all_commands


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))
    return tmp_path


def _table() -> CommandTable:
    table = CommandTable()
    table.register(
        Command("edit.undo", "Undo", print, keys=("Ctrl+Z",)),
        Command("cue.split", "Split caption", print, keys=("S",), workspaces=("captions",)),
        Command("clip.split", "Split clip", print, keys=("S",), workspaces=("video",)),
        Command("clip.cut", "Cut clip", print, keys=("X",), workspaces=("video",)),
    )
    return table


def test_two_maps_come_with_the_app_ours_first() -> None:
    assert [one.id for one in key_maps()] == ["backlot", "premiere"]


@pytest.mark.parametrize("map_id", ["backlot", "premiere"])
def test_a_shipped_map_names_only_commands_there_are_and_no_key_means_two_things(map_id: str) -> None:
    (found,) = (one for one in key_maps() if one.id == map_id)
    commands = all_commands()
    keys, problems = resolve(commands, [found])
    assert [str(problem.message) for problem in problems] == []
    assert clashes(commands, keys) == {}
    assert found.title
    assert found.help


def test_what_is_wrong_in_a_map_is_named_and_the_rest_works(home: Path) -> None:
    path = home / "mine.toml"
    path.write_text(
        'title = "Mine"\ncolour = 1\n[keys]\n"edit.undo" = "Alt+Z"\n"no.such" = "F5"\n'
        '"clip.cut" = 3\n"clip.split" = ["Control Z", "C"]\n'
    )
    mine = read_map(path)
    keys, problems = resolve(_table(), [mine])
    assert keys == {"edit.undo": ("Alt+Z",), "clip.split": ("C",)}
    said = " ".join(str(problem.message) for problem in problems)
    assert all(word in said for word in ("colour", "no.such", "clip.cut", "Control Z"))


@pytest.mark.parametrize("text", ["keys = 3", "[keys", "\xff\xfe"])
def test_a_file_that_is_no_key_map_changes_nothing(home: Path, text: str) -> None:
    path = home / "broken.toml"
    path.write_bytes(text.encode("latin-1"))
    keys, problems = resolve(_table(), [read_map(path)])
    assert keys == {}
    assert len(problems) == 1


def test_of_two_commands_with_one_key_the_upper_layer_keeps_it() -> None:
    layer = KeyMap("mine", "Mine", keys={"clip.cut": ("S",)})
    keys, problems = resolve(_table(), [layer])
    assert keys == {"clip.cut": ("S",), "clip.split": ()}  # the map took it on purpose
    assert problems == []
    both = KeyMap("mine", "Mine", keys={"clip.cut": ("C",), "clip.split": ("C",), "cue.split": ("C",)})
    keys, problems = resolve(_table(), [both])
    assert (keys["clip.split"], keys["clip.cut"], keys["cue.split"]) == (("C",), (), ("C",))
    assert [problem.code for problem in problems] == ["key_conflict"]


def test_the_users_changes_are_kept_and_can_be_taken_back(home: Path) -> None:
    table, settings = _table(), Settings()
    active = ActiveKeys(table, settings)
    active.set_keys("clip.cut", ("S",))
    assert table.keys("clip.cut") == ("S",)
    assert active.conflicts() == {"clip.cut": ["clip.split"], "clip.split": ["clip.cut"]}
    again = ActiveKeys(_table(), Settings())
    assert again.own == {"clip.cut": ("S",)}
    again.reset("clip.cut")
    assert (again.own, again.conflicts()) == ({}, {})
    assert "clip.cut" not in own_file().read_text("utf-8")


def test_another_map_is_used_at_once_and_the_users_own_folder_has_maps(home: Path) -> None:
    (home / "keymaps").mkdir()
    (home / "keymaps" / "mine.toml").write_text('title = "Mine"\n[keys]\n"edit.undo" = "F2"\n')
    table, settings = _table(), Settings()
    active = ActiveKeys(table, settings)
    assert "mine" in [one.id for one in active.maps]
    active.choose("mine")
    assert settings.get(SETTING) == "mine"
    assert table.keys("edit.undo") == ("F2",)
    settings.set(SETTING, "gone")
    assert table.keys("edit.undo") == ("Ctrl+Z",)

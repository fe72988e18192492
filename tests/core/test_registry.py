"""Entries are found by looking, in the app's folder and the user's; a bad one is left out alone and named."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from studio.core import paths
from studio.core.registry import (
    Place,
    Registry,
    declared,
    load_module,
    load_toml,
    module_places,
)
from studio.core.settings import Settings

_GOOD = "from fractions import Fraction\nID = {id!r}\nSPEC = Fraction(1, 2)\n"

Write = Callable[[str, str], Path]


class _Thing(NamedTuple):
    id: str
    module: ModuleType


def _load(place: Place) -> _Thing:
    module = load_module(place)
    from fractions import Fraction

    declared(module, "SPEC", Fraction)
    return _Thing(declared(module, "ID", str), module)


def _registry(*, guarded: bool = False) -> Registry[_Thing]:
    return Registry("things", load=_load, id_of=lambda thing: thing.id, guarded=guarded)


@pytest.fixture
def write() -> Write:
    def _write(name: str, text: str) -> Path:
        path = paths.plugins("things") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return _write


def test_files_packages_and_groups_are_found_by_their_names(write: Write) -> None:
    write("one.py", _GOOD.format(id="one"))
    write("two/__init__.py", "from .helper import ID, SPEC\n")
    write("two/helper.py", _GOOD.format(id="two"))
    write("looks/three.py", _GOOD.format(id="three"))
    write("_shared.py", "raise RuntimeError")
    registry = _registry()
    assert sorted(registry.all()) == ["one", "three", "two"]
    assert registry.places()["three"].group == "looks"
    assert registry.own() == tuple(registry.all())
    assert registry.faults() == ()


def test_a_missing_folder_holds_nothing() -> None:
    registry = _registry()
    assert dict(registry.all()) == {}
    assert registry.faults() == ()


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("raising.py", "raise RuntimeError('no such card')", "RuntimeError: no such card"),
        ("exiting.py", "import sys; sys.exit(2)", "SystemExit: 2"),
        ("broken.py", "def", "SyntaxError"),
        ("unlike.py", _GOOD.format(id="other"), "Its id is “other”, but its file gives “unlike”."),
        ("wrong.py", "ID = 'wrong'\nSPEC = 5\n", "It does not declare SPEC as an instance of Fraction."),
        ("no-word.py", _GOOD.format(id="no-word"), "Its file name must consist of"),
        ("looks/good.py", _GOOD.format(id="good"), "Another file has the same id"),
    ],
)
def test_a_bad_entry_is_named_and_left_out_alone(
    write: Write, caplog: pytest.LogCaptureFixture, name: str, text: str, reason: str
) -> None:
    write("good.py", _GOOD.format(id="good"))
    write("looks/zebra.py", _GOOD.format(id="zebra"))
    write(name, text)
    registry = _registry()
    with caplog.at_level(logging.WARNING, "studio.plugins"):
        assert sorted(registry.all()) == ["good", "zebra"]
        (fault,) = registry.faults()
        registry.refresh()
        registry.all()
    assert (fault.kind, fault.name) == ("things", Path(name).stem)
    assert fault.reason.startswith(reason)
    assert len([record for record in caplog.records if fault.name in record.getMessage()]) == 1


def test_an_entry_of_the_app_is_not_replaced_by_one_of_the_user(write: Write) -> None:
    write("text.py", "ID = 'text'\nSPEC = None\n")
    registry = Registry("things", package="studio.core", load=load_module, id_of=_last_word)
    assert registry.all()["text"].__name__ == "studio.core.text"
    assert [fault.reason for fault in registry.faults()] == ["The app already has an entry with this id."]


def _last_word(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def test_data_files_are_found_by_their_suffix(write: Write, tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "web-1080.toml").write_text('id = "web-1080"\n')
    write("mine.toml", 'id = "mine"\n')
    write("bad.toml", "id = \n")
    write("notes.txt", "not an entry")
    registry = Registry(
        "things", folder=lambda: shipped, suffix=".toml", load=load_toml, id_of=lambda table: table["id"]
    )
    assert list(registry.all()) == ["web-1080", "mine"]
    assert registry.own() == ("mine",)
    assert [fault.name for fault in registry.faults()] == ["bad"]


def test_code_for_the_app_itself_is_not_run_before_the_user_allows_it(write: Write, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    write("one.py", f"from pathlib import Path\nPath({str(trace)!r}).touch()\n" + _GOOD.format(id="one"))
    registry = _registry(guarded=True)
    assert dict(registry.all()) == {}
    assert not trace.exists()
    assert "“Load my own effects” is off" in registry.faults()[0].reason
    Settings().set("plugins.own_code", True)
    registry.refresh()
    assert list(registry.all()) == ["one"]
    assert trace.exists()


def test_a_qualified_id_begins_with_its_group(write: Write) -> None:
    write("upscale/nearest.py", "")
    write("upscale_flat.py", "")
    found = module_places(paths.plugins("things"), qualified=True)
    assert [place.name for place in found] == ["upscale_nearest", "upscale_flat"]

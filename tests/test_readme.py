"""The README says nothing that is not so: its files, commands and examples are tried."""

from __future__ import annotations

import argparse
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.cli.parser import build_parser
from studio.state.workspace import workspace_ids, workspaces

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
TOUR = TEXT.partition("## Five minutes")[2].partition("## ")[0]
_PATH = re.compile(r"(?:assets|models|packaging|studio|tests)/[\w./-]*\w")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def test_every_file_and_folder_that_is_named_exists() -> None:
    named = set(_PATH.findall(TEXT)) | {"LICENSE"}
    missing = {path for path in named if not (ROOT / path).exists()}
    assert missing == set()
    assert len(named) > 12


def test_every_workspace_has_a_picture_of_the_window() -> None:
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", TEXT)
    assert {Path(path).stem for path in shown} == set(workspace_ids())
    for path in shown:
        data = (ROOT / path).read_bytes()
        width, height = struct.unpack(">II", data[16:24])
        assert data.startswith(b"\x89PNG")
        assert len(data) <= 250_000
        assert width >= 700
        assert height >= 400


def test_the_table_of_commands_is_the_command_line() -> None:
    named = re.findall(r"^\| `studio ([^`]+)`", TEXT, re.MULTILINE)
    verbs = dict(_subcommands(build_parser()))
    assert {words.split()[0] for words in named} == set(verbs)
    for words in named:
        parser = verbs[words.split()[0]]
        options = {option for action in parser._actions for option in action.option_strings}
        assert set(re.findall(r"--[a-z-]+", words)) <= options, words


def test_the_options_named_beside_a_command_are_its_own() -> None:
    verbs = dict(_subcommands(build_parser()))
    for verb, words in re.findall(r"^\| `studio (\w+)[^`]*` \| (.*) \|$", TEXT, re.MULTILINE):
        options = {option for action in verbs[verb]._actions for option in action.option_strings}
        assert set(re.findall(r"--[a-z-]+", words)) <= options, verb


def test_every_verb_of_a_project_is_named() -> None:
    project = dict(_subcommands(build_parser()))["project"]
    (line,) = (line for line in TEXT.splitlines() if line.startswith("| `studio project new`"))
    assert {verb for verb, _ in _subcommands(project)} == {"new", *re.findall(r"`(\w+)`", line)}


def _subcommands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


@pytest.mark.parametrize(("number", "file"), [(0, "engines/upscale_nearest.py"), (1, "effects/invert.py")])
def test_an_example_is_shown_as_it_lies_in_its_file(number: int, file: str) -> None:
    """The files go through the conformance tests of engines and effects, and are installed as plug-ins."""
    assert _blocks("python")[number] == (ROOT / "tests/data/examples" / file).read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["caption_rules/shouting.py", "caption_formats/tsv.py", "presets/film-mp4-phone.toml"]
)
def test_the_example_of_a_file_is_the_one_that_is_tested(name: str) -> None:
    """By tests/captions and tests/export, as a file of the user."""
    path = ROOT / "tests" / "data" / "examples" / name
    assert f"```{'toml' if path.suffix == '.toml' else 'python'}\n{path.read_text('utf-8')}```" in TEXT
    assert f"`{path.name}`" in TEXT


@pytest.mark.parametrize("keys", sorted(set(re.findall(r"\bCtrl\+\w+", TOUR))))
def test_every_key_that_is_named_belongs_to_a_command(keys: str) -> None:
    sources = [*(ROOT / "studio").rglob("*commands.py")]
    written = "".join(path.read_text("utf-8") for path in sources)
    word = keys.replace("Enter", "Return")
    numbered = {f"Ctrl+{one.key}" for one in workspaces()}
    assert keys in numbered or f'"{keys}"' in written or f'"{word}"' in written

"""The README says nothing that is not so: its files, commands and examples are tried."""

from __future__ import annotations

import argparse
import re
import struct
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio.cli.parser import build_parser
from studio.project.model import Cue
from studio.state.workspace import workspace_ids, workspaces
from studio.wire.engine import Request

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
TOUR = TEXT.partition("## Five minutes")[2].partition("## ")[0]
_PATH = re.compile(r"(?:assets|models|packaging|studio|tests)/[\w./-]*\w")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def _module(number: int, known: dict[str, object] | None = None) -> types.ModuleType:
    """The README's Python example ``number`` as a module."""
    module = types.ModuleType("example")
    module.__dict__.update(known or {})
    exec(compile(_blocks("python")[number], "README.md", "exec"), module.__dict__)
    return module


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


def test_the_engine_example_works(tmp_path: Path) -> None:
    example = _module(0)
    made: dict[str, Any] = {}

    class Context:
        workdir = tmp_path

        def progress(self, stage: str, done: int = 0, total: int | None = None) -> None: ...

        def output(self, role: str, path: Path, **meta: Any) -> None:
            made[role] = (path, meta)

    source = tmp_path / "source.png"
    Image.fromarray(np.arange(48, dtype=np.uint8).reshape(4, 4, 3)).save(source)
    params, problems = example.SPEC.complete({"scale": 3})
    assert problems == []
    engine = example.create()
    engine.load("cpu", {})
    engine.run(Request(params=params, inputs={"image": source}), Context())
    engine.unload()
    path, meta = made["image"]
    with Image.open(path) as picture:
        assert picture.size == (12, 12) == (meta["width"], meta["height"])


def test_the_effect_example_works() -> None:
    from studio.render.effects import Picture

    example = _module(1)
    picture = Picture(np.array([[[0, 100, 255]]], np.uint8))
    assert example.apply(picture, example.SPEC.complete({})).rgb.tolist() == [[[255, 155, 0]]]
    assert example.apply(picture, {"amount": 0.0}).rgb.tolist() == picture.rgb.tolist()


def test_the_caption_rule_example_works() -> None:
    from studio.captions import checks

    rule = _module(2, vars(checks))
    cue = Cue(id="cue", start=0, end=1, text="NOBODY READS THIS GLADLY")
    assert [problem.severity for problem in rule._shouting(cue)] == ["hint"]
    assert rule._shouting(Cue(id="cue", start=0, end=1, text="Everybody reads this gladly")) == []


@pytest.mark.parametrize("keys", sorted(set(re.findall(r"\bCtrl\+\w+", TOUR))))
def test_every_key_that_is_named_belongs_to_a_command(keys: str) -> None:
    sources = [*(ROOT / "studio").rglob("*commands.py")]
    written = "".join(path.read_text("utf-8") for path in sources)
    word = keys.replace("Enter", "Return")
    numbered = {f"Ctrl+{one.key}" for one in workspaces()}
    assert keys in numbered or f'"{keys}"' in written or f'"{word}"' in written

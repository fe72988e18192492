"""Dependencies are told truly: what is imported is declared, what is declared is used, and a missing library
costs only the engines that need it.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

MODULES = {
    "PySide6-Addons": ("PySide6",),
    "PySide6-Essentials": ("PySide6", "shiboken6"),
    "opencv-python-headless": ("cv2",),
    "pillow": ("PIL",),
    "pytest-qt": ("pytestqt",),
}
"""Names of packages whose modules are called otherwise."""

LOADED_BY_OTHERS = {
    "accelerate": "diffusers and transformers fill a model's weights with it",
    "torchaudio": "silero-vad reads sound with it, and each of its wheels fits one torch only",
}
"""Declared and imported by none of our files, each with what imports it."""

BROUGHT_ALONG = {
    "ctranslate2": "faster-whisper",
    "grimp": "import-linter",
    "huggingface_hub": "transformers",
    "tokenizers": "transformers",
}
"""What tests import without asking for it -> what it comes with."""

APP_S_OWN = {"PIL", "msgspec", "numpy"}
"""What every engine may count on."""

HEAVY = ("torch", "torchaudio", "torchvision", "diffusers", "transformers", "accelerate", "silero_vad")

# Python starts with this in every process of the test: to it, these packages are not installed.
_HIDING = f"""
import sys
from importlib.machinery import PathFinder

class Hiding(PathFinder):
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname.partition(".")[0] in {HEAVY!r}:
            return None
        return super().find_spec(fullname, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = Hiding
"""


def declared(*extras: str) -> set[str]:
    """Names of the packages that are asked for."""
    asked = [
        *PROJECT["dependencies"],
        *(one for extra in extras for one in PROJECT["optional-dependencies"][extra]),
    ]
    return {re.split(r"[\[<>=!~ ]", one)[0] for one in asked} - {PROJECT["name"]}


def modules_of(package: str) -> tuple[str, ...]:
    return MODULES.get(package, (package.replace("-", "_"),))


def imported(*folders: str) -> dict[str, str]:
    """Top-level modules of other people, each with a file that imports it."""
    found: dict[str, str] = {}
    for folder in folders:
        paths = sorted((ROOT / folder).rglob("*.py"))
        scripts = {path.stem for path in paths if not (path.parent / "__init__.py").exists()}
        ours = scripts | {"studio", "tests"} | {path.stem for path in STARTER}
        for path in paths:
            for name in _names(path) - ours - sys.stdlib_module_names:
                found[name] = path.relative_to(ROOT).as_posix()
    return found


STARTER = list((ROOT / "models" / "starter").glob("*.py"))


def _names(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_what_is_imported_is_declared() -> None:
    asked = {module for package in declared(*_extras_of_users()) for module in modules_of(package)}
    found = imported("studio", "packaging", "models")
    assert {name: where for name, where in found.items() if name not in asked} == {}
    asked |= {module for package in declared("test") for module in modules_of(package)} | set(BROUGHT_ALONG)
    found = imported("tests")
    assert {name: where for name, where in found.items() if name not in asked} == {}


def test_what_is_declared_is_used() -> None:
    found = set(imported("studio", "models"))
    asked = declared(*_extras_of_users())
    unused = {package for package in asked if not found & set(modules_of(package))}
    assert unused == set(LOADED_BY_OTHERS)


def _extras_of_users() -> list[str]:
    return [extra for extra in PROJECT["optional-dependencies"] if extra != "test"]


def test_the_licences_name_every_part_that_is_declared() -> None:
    from studio.window.dialogs import about

    asked = declared(*_extras_of_users()) - {"PySide6-Addons"}  # the same licence as its other half
    assert set(about._PARTS) == asked


def test_an_engine_names_every_library_that_it_needs() -> None:
    for path in sorted((ROOT / "studio" / "engines").rglob("[!_]*.py")):
        foreign = _names(path) - {"studio"} - APP_S_OWN - sys.stdlib_module_names
        (requires,) = [
            ast.literal_eval(word.value)
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "EngineSpec"
            for word in node.keywords
            if word.arg == "requires"
        ] or [()]
        assert foreign <= set(requires), path.name


# ---- without the model libraries


@pytest.fixture
def light(tmp_path: Path) -> dict[str, str]:
    """The surroundings of a process in which no model library is installed."""
    (tmp_path / "hiding").mkdir()
    (tmp_path / "hiding" / "sitecustomize.py").write_text(_HIDING)
    path = os.pathsep.join([str(tmp_path / "hiding"), str(ROOT)])
    home = {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache"}
    places = {name: str(tmp_path / folder) for name, folder in home.items()}
    return {**os.environ, **places, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}


def _studio(light: dict[str, str], *arguments: str) -> tuple[int, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "studio", *arguments, "--json"],
        env=light, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


def test_without_the_model_libraries_only_their_engines_are_missing(light: dict[str, str]) -> None:
    _status, told = _studio(light, "doctor")
    optional = {
        module for package in declared(*_extras_of_users()) - declared() for module in modules_of(package)
    }
    engines = {engine["id"]: engine for engine in told["engines"] if not _needs(engine["id"]) & optional}
    heavy = {name for name in engines if _needs(name) & set(HEAVY)}
    assert {name for name, engine in engines.items() if not engine["ready"]} == heavy
    assert heavy == {name for name, engine in engines.items() if "torch" in engine["reason"]}
    assert len(heavy) >= 3


def _needs(engine: str) -> set[str]:
    task, _, name = engine.partition("_")
    return _names(ROOT / "studio" / "engines" / task / f"{name}.py")


def test_without_the_model_libraries_a_text_is_still_spoken(light: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "spoken.wav"
    status, told = _studio(light, "speak", "The lamp is lit.", "--out", str(target))
    assert (status, target.stat().st_size > 10_000) == (0, True), told


def test_without_the_model_libraries_the_window_can_be_imported(light: dict[str, str]) -> None:
    code = "import studio.app, studio.window.frame, importlib.util as u; print(u.find_spec('torch'))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=light, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "None", done.stderr

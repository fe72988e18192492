"""The house rules that a machine can check; the design page and ``pyproject.toml`` say why each is there."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
STUDIO = ROOT / "studio"
MOST_LINES = 600
MOST_MODULES = 25
MODEL_LIBRARIES = {
    "accelerate", "ctranslate2", "diffusers", "faster_whisper", "kokoro_onnx", "onnxruntime", "peft",
    "silero_vad", "spandrel", "torch", "torchaudio", "torchvision", "transformers",
}  # fmt: skip

# Places that may sleep, each with the reason. A wait for something that can be waited on is never one.
MAY_SLEEP = {
    "studio/engines/fake.py": "plays a slow or hanging engine; that is its job",
}


@cache
def _sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file with the last word of what is called."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node


def _imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every imported top-level name, also those inside functions, with its line."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0], node.lineno


def _at(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def _below(path: Path, *folders: str) -> bool:
    return any(path == STUDIO / name or STUDIO / name in path.parents for name in folders)


def _knows_qt(path: Path) -> bool:
    """Whether a module may import PySide6: the window's frame, the kit, the views."""
    room, *inner = [*path.relative_to(STUDIO).parts, ""]
    return room in ("app.py", "kit", "window") or (room in ("stage", "workspaces") and "view" in inner)


def _calls_named(name: str, *folders: str) -> list[str]:
    return [
        _at(path, call.lineno)
        for path in _sources(*folders)
        for called, call in _calls(path)
        if called == name
    ]


def _words(pattern: str, paths: list[Path]) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{_at(path, number)}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if found.search(line)
    ]


# ---- size and shape


def test_no_file_is_so_long_that_it_has_two_jobs() -> None:
    lines = {
        path: path.read_text("utf-8").count("\n")
        for path in _sources("studio", "packaging", "tests", "models")
    }
    assert {str(path.relative_to(ROOT)): count for path, count in lines.items() if count >= MOST_LINES} == {}


def test_importing_a_module_starts_nothing() -> None:
    """No process, thread or Qt application at module level."""
    starters = {"Popen", "run", "Thread", "QApplication", "QThread", "mkdir", "connect"}
    found = [
        _at(path, node.lineno)
        for path in _sources("studio")
        for statement in _tree(path).body
        if isinstance(statement, ast.Expr | ast.Assign | ast.AnnAssign)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in starters
    ]
    assert found == []


def test_no_folder_holds_more_modules_than_one_can_see() -> None:
    modules = Counter(path.parent for path in _sources("studio") if path.name != "__init__.py")
    assert {_at_folder(folder): count for folder, count in modules.items() if count > MOST_MODULES} == {}


def test_no_module_s_name_repeats_its_folder_s() -> None:
    found = [
        _at_folder(path)
        for path in _sources("studio")
        if path.parent != STUDIO and _repeats(path.stem, path.parent.name)
    ]
    assert found == []


def _repeats(name: str, folder: str) -> bool:
    """Whether a name is the folder's, or begins with it, in the singular or the plural."""
    names = {folder, folder.removesuffix("s")}
    return name in names or any(name.startswith(f"{word}_") for word in names)


def _at_folder(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# ---- no circles


# Circles that are being cut elsewhere, each with the branch that cuts it. A circle is the set of its members.
@cache
def _imports_of() -> dict[str, set[str]]:
    """Module -> the modules of ours that it imports: at the top, inside functions and for types only."""
    graph = grimp.build_graph("studio", cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def test_no_files_import_each_other_in_a_circle() -> None:
    assert _circles(_imports_of()) == []


def test_no_folders_import_each_other_in_a_circle() -> None:
    """Of the files and folders in one folder, each taken as a whole."""
    assert [circle for folder in _folders() for circle in _circles(_among(folder))] == []


def test_the_starter_s_scripts_import_each_other_in_no_circle() -> None:
    paths = {path.stem: path for path in (ROOT / "models" / "starter").glob("*.py")}
    assert len(paths) > 10
    assert _circles({name: {top for top, _line in _imports(path)} for name, path in paths.items()}) == []


def _folders() -> set[str]:
    return {module.rpartition(".")[0] for module in _imports_of()} - {""}


def _among(folder: str) -> dict[str, set[str]]:
    """What a folder's files and folders import of each other."""
    deep = folder.count(".") + 2

    def part(module: str) -> str:
        return ".".join(module.split(".")[:deep]) if module.startswith(f"{folder}.") else ""

    found: dict[str, set[str]] = {}
    for module, imported in _imports_of().items():
        if part(module):
            found.setdefault(part(module), set()).update(map(part, imported))
    return {name: imported - {name, ""} for name, imported in found.items()}


def _circles(imports: dict[str, set[str]]) -> list[frozenset[str]]:
    """The strongly connected components of more than one member (Tarjan 1972)."""
    found: list[frozenset[str]] = []
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []

    def visit(name: str) -> None:
        number[name] = lowest[name] = len(number)
        path.append(name)
        for other in sorted(imports[name] & imports.keys()):
            if other not in number:
                visit(other)
            if other in path:
                lowest[name] = min(lowest[name], lowest[other])
        if lowest[name] == number[name]:
            place = path.index(name)
            if len(path) - place > 1:
                found.append(frozenset(path[place:]))
            del path[place:]

    for name in sorted(imports):
        if name not in number:
            visit(name)
    return found


@pytest.mark.parametrize(
    ("imports", "circles"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"a"}, "c": {"a", "elsewhere"}}, [{"a", "b"}]),
        ({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": {"d"}}, [{"d", "e"}, {"a", "b", "c"}]),
    ],
)
def test_a_circle_is_found_where_there_is_one(imports: dict[str, set[str]], circles: list[set[str]]) -> None:
    assert _circles(imports) == circles


# ---- what belongs where


def test_colours_and_stylesheets_are_written_in_the_theme_only() -> None:
    assert [
        at for at in _calls_named("setStyleSheet", "studio") if not at.startswith("studio/kit/theme/")
    ] == []
    windows = ("studio/kit", "studio/stage", "studio/workspaces", "studio/window")
    elsewhere = [
        path
        for room in windows
        for path in _sources(room)
        if not _below(path, "kit/theme") and path.name != "workspace.py"  # a manifest gives its hue
    ]
    elsewhere.append(STUDIO / "app.py")
    colour = r"""["']#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})["']"""
    assert _words(colour, [path for path in elsewhere if path.exists()]) == []


def test_only_the_window_knows_qt() -> None:
    found = [
        _at(path, line)
        for path in _sources("studio")
        if not _knows_qt(path)
        for name, line in _imports(path)
        if name in {"PySide6", "shiboken6"}
    ]
    assert found == []


def test_only_engines_and_worker_know_the_model_libraries() -> None:
    found = [
        _at(path, line)
        for path in _sources("studio")
        if not _below(path, "engines", "worker")
        for name, line in _imports(path)
        if name in MODEL_LIBRARIES
    ]
    assert found == []


def test_every_package_is_held_by_the_import_contracts() -> None:
    """A package that a contract forgets may import what it likes."""
    exempt = {
        "worker-side": lambda name: name not in {"engines", "worker"},
        "engines-by-name": lambda name: name == "engines",
        "worker-by-main": lambda name: name == "worker",
        "qt-in-views": lambda name: name in {"app", "kit", "stage", "window", "workspaces"},
        "torch-below": lambda name: name in {"engines", "worker"},
    }
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    held = {contract["id"]: set(contract.get("source_modules", ())) for contract in config["contracts"]}
    parts = [path for path in STUDIO.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    forgotten = {
        contract: sorted(
            name
            for name in {path.stem for path in parts} - {"__init__", "__main__"}
            if not may_skip(name) and f"studio.{name}" not in held[contract]
        )
        for contract, may_skip in exempt.items()
    }
    assert {contract: left for contract, left in forgotten.items() if left} == {}


# ---- what nobody does


def test_nobody_pumps_events_by_hand() -> None:
    assert _calls_named("processEvents", "studio") == []


def test_every_setting_is_read_somewhere() -> None:
    """A setting that nothing reads is a promise in the preferences that nobody keeps."""
    declaring = STUDIO / "core" / "settings.py"
    declared = {
        str(word.value.value)
        for called, call in _calls(declaring)
        if called == "Setting"
        for word in call.keywords
        if word.arg == "key" and isinstance(word.value, ast.Constant)
    }
    read = {
        call.args[0].value
        for path in _sources("studio")
        if path != declaring
        for called, call in _calls(path)
        if called == "get" and call.args and isinstance(call.args[0], ast.Constant)
    }
    assert len(declared) > 5
    assert declared - read == set()


def test_nobody_sleeps_to_wait() -> None:
    found = [at for at in _calls_named("sleep", "studio") if at.partition(":")[0] not in MAY_SLEEP]
    assert found == []


def test_nobody_goes_through_a_shell() -> None:
    through = [
        _at(path, call.lineno)
        for path in _sources("studio", "packaging", "tests")
        for _, call in _calls(path)
        if ast.unparse(call.func) in {"os.system", "os.popen"}
        or any(word.arg == "shell" and getattr(word.value, "value", True) for word in call.keywords)
    ]
    assert through == []


def test_nobody_loads_code_from_data() -> None:
    """Pickle and its kin run whatever the file says; model files are safetensors, ONNX or CTranslate2."""
    banned = {"cPickle", "cloudpickle", "dill", "joblib", "marshal", "pickle", "shelve"}
    imported = [
        _at(path, line) for path in _sources("studio") for name, line in _imports(path) if name in banned
    ]
    assert imported == []
    assert _calls_named("eval", "studio/core", "studio/project", "studio/wire") == []
    unsafe = [
        _at(path, call.lineno)
        for path in _sources("studio", "models")
        for _, call in _calls(path)
        if any(
            word.arg in {"allow_pickle", "trust_remote_code"} and getattr(word.value, "value", True)
            for word in call.keywords
        )
    ]
    assert unsafe == []


def test_no_file_names_this_machine_or_a_registry() -> None:
    kinds = {".py", ".toml", ".md", ".txt", ".json", ".fountain", ".svg", ".ts", ".sh"}
    folders = ("studio", "packaging", "tests", "models", "assets")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in kinds]
    paths += [
        path for path in (ROOT / "pyproject.toml", ROOT / "README.md", ROOT / ".ci/run") if path.exists()
    ]
    paths = [path for path in paths if path != Path(__file__).resolve() and path.stat().st_size < 2_000_000]
    homes = r"(?<![\w.~<>})])/(?:root|work|home/\w+|Users/\w+)/|[A-Z]:\\\\?Users\\"
    assert _words(homes, paths) == []
    assert _words(r"--(?:extra-)?index-url|--find-links|://[^ ]+/simple", paths) == []


# ---- what is installed


def test_every_pin_is_exact_and_covers_what_the_project_asks_for() -> None:
    lines = (ROOT / "packaging" / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.+]+", line)] == []
    pinned = {_plain(line.partition("==")[0]) for line in pins}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(one for many in project["optional-dependencies"].values() for one in many),
    ]
    names = {_plain(re.split(r"[\[<>=!~ ]", one)[0]) for one in asked} - {_plain(project["name"])}
    assert names - pinned == set()


def test_the_installed_libraries_fit_together() -> None:
    assert metadata.version("PySide6-Essentials") not in {"6.11.0", "6.11.1"}


def test_opencv_brings_no_qt_of_its_own() -> None:
    """The full build sets Qt's plugin path to its own plugins, and the window does not start."""
    with pytest.raises(metadata.PackageNotFoundError):
        metadata.version("opencv-python")
    code = "import os, cv2; print(any('QT' in name and 'cv2' in value for name, value in os.environ.items()))"
    assert _python(code) == "False"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# ---- what a start loads


def _python(code: str) -> str:
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


def _loaded_by(*modules: str) -> set[str]:
    """Top-level modules in a fresh Python after importing the given ones."""
    lines = ["import importlib, json, sys", *(f"importlib.import_module({name!r})" for name in modules)]
    lines.append("print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))")
    return set(json.loads(_python("\n".join(lines)).splitlines()[-1]))


def _modules(*skipped: str) -> list[str]:
    """Names of every module of the package but those below the skipped folders or files."""
    paths = [path for path in _sources("studio") if not _below(path, *skipped) and path.name != "__main__.py"]
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in paths
    ]


def test_the_window_starts_without_a_model_library() -> None:
    if not (STUDIO / "app.py").exists():
        pytest.skip("no window yet")
    assert _loaded_by("studio.app") & MODEL_LIBRARIES == set()


def test_nothing_of_the_window_s_process_can_load_a_model_library() -> None:
    assert _loaded_by(*_modules("engines", "worker")) & MODEL_LIBRARIES == set()


def test_nothing_below_the_window_loads_qt() -> None:
    qt_free = [name for name in _modules("app.py") if not _knows_qt(ROOT / Path(*name.split(".")))]
    assert _loaded_by(*qt_free) & {"PySide6", "shiboken6"} == set()


def test_naming_an_engine_costs_no_model_library() -> None:
    """A worker describes all its engines before it loads one."""
    engines = [name for name in _modules() if name.startswith("studio.engines")]
    assert _loaded_by(*engines) & MODEL_LIBRARIES == set()


def test_choosing_between_window_verb_and_worker_loads_none_of_them() -> None:
    code = "import sys, studio.__main__; print(*sorted(n for n in sys.modules if n.startswith('studio')))"
    assert _python(code) == "studio studio.__main__"

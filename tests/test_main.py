"""Which part of the app an argument list starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import types
from pathlib import Path

import pytest

from studio import __main__ as entry
from studio.core import telemetry


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """What was started, in place of the window, the command line and the worker."""
    calls: list[tuple[str, list[str]]] = []
    for name in telemetry.SWITCHES:
        monkeypatch.setenv(name, "0")  # main sets them in this process
    for name in ("studio.app", "studio.cli", "studio.worker.main", "studio.export.child"):
        module = types.ModuleType(name)

        def main(arguments: list[str], name: str = name) -> int:
            assert {name: os.environ[name] for name in telemetry.SWITCHES} == telemetry.SWITCHES
            calls.append((name, arguments))
            return 3 if name == "studio.cli" else 0

        module.main = main
        monkeypatch.setitem(sys.modules, name, module)
    return calls


def test_no_argument_opens_the_window(started: list[tuple[str, list[str]]]) -> None:
    assert entry.main([]) == 0
    assert started == [("studio.app", [])]


def test_a_project_opens_the_window(started: list[tuple[str, list[str]]], tmp_path: Path) -> None:
    missing = tmp_path / "gone" / "Film.studio"
    assert entry.main([str(tmp_path)]) == 0
    assert entry.main([str(missing)]) == 0
    assert started == [("studio.app", [str(tmp_path)]), ("studio.app", [str(missing)])]


@pytest.mark.parametrize("arguments", [["--help"], ["doctor"], ["project", "info"], ["nothing-of-that-name"]])
def test_everything_else_is_a_verb(started: list[tuple[str, list[str]]], arguments: list[str]) -> None:
    assert entry.main(arguments) == 3
    assert started == [("studio.cli", arguments)]


def test_the_worker_gets_all_arguments(started: list[tuple[str, list[str]]]) -> None:
    assert entry.main(["worker", "--engine", "fake"]) == 0
    assert started == [("studio.worker.main", ["worker", "--engine", "fake"])]


def test_the_export_process_gets_its_job(started: list[tuple[str, list[str]]]) -> None:
    assert entry.main(["export-child", "job"]) == 0
    assert started == [("studio.export.child", ["export-child", "job"])]


def test_the_worker_is_never_taken_for_a_folder_in_the_working_directory(
    started: list[tuple[str, list[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "worker").mkdir()
    monkeypatch.chdir(tmp_path)
    entry.main(["worker"])
    assert started == [("studio.worker.main", ["worker"])]


def test_ctrl_c_ends_with_130_and_no_traceback(tmp_path: Path) -> None:
    code = (
        "import sys, time, types, studio.__main__ as entry\n"
        "def main(arguments):\n    print('ready', flush=True)\n    time.sleep(60)\n"
        "cli = types.ModuleType('studio.cli')\ncli.main = main\nsys.modules['studio.cli'] = cli\n"
        "sys.exit(entry.main(['--help']))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as app:
        assert app.stdout is not None
        assert app.stdout.readline() == "ready\n"
        app.send_signal(signal.SIGINT)
        _, errors = app.communicate(timeout=30)
    assert app.returncode == 130
    assert errors == ""


def test_ctrl_c_in_the_middle_of_an_import_ends_with_130(tmp_path: Path) -> None:
    """CPython remembers an interrupt inside ``exec``, which dataclasses use, and would end by SIGINT."""
    code = (
        "import sys, studio.__main__ as entry\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'studio.cli.film_verbs':\n"
        "            exec('raise KeyboardInterrupt')\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "sys.argv = ['studio', 'doctor']\n"
        "entry.run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stderr) == (130, "")

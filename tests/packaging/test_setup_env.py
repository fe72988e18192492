"""The set-up of the two commands, without installing anything."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """setup_env, working on an empty checkout in the test's folder."""
    monkeypatch.syspath_prepend(str(FOLDER))
    module = importlib.import_module("setup_env")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(module, "LOG", venv / "install.log")
    monkeypatch.setattr(module, "_CONSTRAINTS", tmp_path / "constraints.txt")
    monkeypatch.setattr(module, "_STAMP", venv / "studio-ready.json")
    monkeypatch.setattr(module, "_STARTED", venv / "studio-installing")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "constraints.txt").write_text("a==1\n")
    return module


@pytest.fixture
def pips(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The pip calls that were made; the environment is a link to this Python, the libraries are all there."""
    calls: list[tuple[str, ...]] = []

    def make_venv() -> bool:
        setup.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        if not setup.PYTHON.exists():
            setup.PYTHON.symlink_to(sys.executable)
        return False

    monkeypatch.setattr(setup, "_make_venv", make_venv)
    monkeypatch.setattr(setup, "_pip", lambda *arguments: calls.append(arguments))
    monkeypatch.setattr(setup, "_look_after_libraries", lambda extra: calls.append(("libraries", extra)))
    return calls


def test_the_second_start_calls_neither_pip_nor_apt(setup: ModuleType, pips: list[tuple[str, ...]]) -> None:
    setup.prepare("test")
    assert len(pips) == 3
    assert pips[1][-1] == f"{setup.ROOT}[test]"
    setup.prepare("test")
    setup.prepare()  # the tests' environment runs the app too; its libraries are looked at once
    assert pips[3:] == [("libraries", "")]
    setup.prepare()
    assert len(pips) == 4


@pytest.mark.parametrize("changed", ["pyproject.toml", "constraints.txt"])
def test_a_new_pin_installs_again_with_every_extra(
    setup: ModuleType, pips: list[tuple[str, ...]], changed: str
) -> None:
    setup.prepare("test")
    pips.clear()
    (setup.ROOT / changed).write_text("# another version\n")
    setup.prepare(window=False)
    assert pips[-1][-1] == f"{setup.ROOT}[test]"


def test_a_moved_checkout_is_installed_again(
    setup: ModuleType, pips: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    setup.prepare(window=False)
    monkeypatch.setattr(setup, "ROOT", tmp_path / "elsewhere")
    monkeypatch.setattr(setup, "_CONSTRAINTS", tmp_path / "constraints.txt")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "pyproject.toml").write_text("[project]\n")
    pips.clear()
    setup.prepare(window=False)
    assert len(pips) == 2


def test_an_interrupted_installation_is_repaired(
    setup: ModuleType, pips: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = setup.VENV / "lib" / "python3.11" / "site-packages"
    for name in ("whole", "cut", "holed"):
        (site / f"{name}-1.dist-info").mkdir(parents=True)
    (site / "whole.py").touch()
    (site / "~old").mkdir()
    (site / "whole-1.dist-info" / "RECORD").write_text("whole.py,sha256=x,0\n__pycache__/whole.pyc,,\n")
    (site / "holed-1.dist-info" / "RECORD").write_text("holed.py,sha256=x,0\n")

    def interrupted(*arguments: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(setup, "_pip", interrupted)
        with pytest.raises(KeyboardInterrupt):
            setup.prepare()
    assert {path.name for path in site.iterdir()} >= {"cut-1.dist-info", "~old"}
    setup.prepare()
    assert {path.name for path in site.iterdir()} == {"whole-1.dist-info", "whole.py"}
    assert len(pips) == 3


def test_a_failed_installation_says_why_in_one_line(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    setup.VENV.mkdir()
    monkeypatch.setattr(setup, "PYTHON", sys.executable)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    (setup.ROOT / "constraints.txt").write_text("")
    with pytest.raises(setup.SetupFailed, match="no-such-package-of-the-studio") as failure:
        setup._pip("no-such-package-of-the-studio")
    assert "\n" not in str(failure.value)
    assert "no-such-package" in (setup.VENV / "install.log").read_text()
    assert capfd.readouterr().out == ""


def test_only_big_downloads_are_worth_a_line(setup: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    setup._show("Downloading torch-2.11.0-cp311-cp311-manylinux_2_28_x86_64.whl (530.6 MB)")
    setup._show("Downloading idna-3.20-py3-none-any.whl (70 kB)")
    setup._show("Installing collected packages: a, b, c")
    setup._show("Collecting torch")
    assert capsys.readouterr().err == "  fetching torch (530.6 MB)\n  unpacking 3 of them ...\n"


# ---- system libraries


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """system_packages."""
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("system_packages")


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="system libraries are looked for on Linux only"
)
def test_a_library_that_a_binary_lacks_is_found_and_its_package_named(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ldd = tmp_path / "ldd"
    ldd.write_text(
        "#!/bin/sh\necho '\tlibxcb-cursor.so.0 => not found'\necho '\tlibc.so.6 => /lib/libc.so.6 (0x1)'\n"
    )
    ldd.chmod(0o755)
    (tmp_path / "QtGui.abi3.so").touch()
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(system, "_has_a_font", lambda: False)
    missing = system.missing_for_window(tmp_path)
    assert missing.names == ("libxcb-cursor.so.0", "a font")
    assert [package.apt for package in missing.packages] == ["libxcb-cursor0", "fonts-dejavu-core"]


@pytest.mark.parametrize(
    ("tool", "command"),
    [
        ("apt-get", "apt-get install libxcb-cursor0"),
        ("dnf", "dnf install xcb-util-cursor"),
        ("pacman", "pacman -S --needed xcb-util-cursor"),
    ],
)
def test_the_command_to_type_is_that_of_this_distribution(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch, tool: str, command: str
) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda name: name if name == tool else None)
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    package = system.Package("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor")
    missing = system.Missing(("libxcb-cursor.so.0",), (package,))
    assert missing.command() == f"sudo {command}"


def test_nothing_is_installed_without_the_right_to(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No password is asked for: a start from a desktop icon has no terminal to type one into."""
    asked: list[list[str]] = []

    def refuse(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 1, "", "a password is required")

    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system, "_run", refuse)
    assert not system.install(system.missing_for_tests() or system.Missing(("x",), (system._FONT,)))
    assert asked == [["sudo", "-n", "true"]]


# ---- which start it is


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py as a module."""
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("run")


def test_only_a_start_with_a_window_asks_for_its_libraries(run: ModuleType, tmp_path: Path) -> None:
    assert run._opens_window([])
    assert run._opens_window([str(tmp_path)])
    assert run._opens_window(["Film.studio"])
    assert not run._opens_window(["doctor"])
    assert not run._opens_window(["--help"])
    assert not run._opens_window(["film", "a.fountain"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_the_sample_film_is_made(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    samples = tmp_path / "assets" / "samples"
    samples.mkdir(parents=True)
    (samples / "b.fountain").touch()
    (samples / "a.fountain").touch()
    became: list[list[str]] = []
    asked: list[bool] = []
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(run.setup_env, "ROOT", tmp_path)
    monkeypatch.setattr(run.setup_env, "prepare", lambda extra="", *, window: asked.append(window))
    monkeypatch.setattr(run, "_become", lambda arguments: became.append(arguments) or 0)
    monkeypatch.setattr(sys, "argv", ["run.py"])
    monkeypatch.setattr(sys, "path", [*sys.path])
    assert run.main() == 0
    assert asked == [False]
    assert became[0][:2] == ["film", str(samples / "a.fountain")]
    assert became[0][-1].endswith("a.mp4")
    assert "no display" in capsys.readouterr().err

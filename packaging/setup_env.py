"""Make the app's own environment in ``.venv``: shared by run.py and test.py.

Standard library only. A finished environment carries a stamp, so the next start reads three small files and
goes on.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import NamedTuple

import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOG = VENV / "install.log"
_CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
_STAMP = VENV / "studio-ready.json"
_STARTED = VENV / "studio-installing"
_NEEDED_GB = 9.0
_WORTH_A_LINE = 20_000_000  # bytes; smaller downloads are over before a line about them is read


class SetupFailed(Exception):
    """The environment could not be made. The text is one line with what to do about it."""


def prepare(extra: str = "", *, window: bool = True) -> None:
    """Make sure that ``PYTHON`` runs this checkout with the dependencies of ``extra`` ("" or "test").

    window: also look after the system libraries of Qt. Raises SetupFailed.
    """
    try:
        if not _ready(extra):
            with _alone():
                if not _ready(extra):  # another start may have finished it while this one waited
                    _install(extra)
        stamp = _read_stamp()
        if window and extra not in stamp.libraries:
            _look_after_libraries(extra)
            _write_stamp(Stamp(stamp.state, stamp.extras, [*stamp.libraries, extra]))
    except OSError as error:
        raise SetupFailed(f"{error.strerror}: {error.filename}") from error


class Stamp(NamedTuple):
    """What a finished environment says of itself. extras, libraries: those installed and looked after."""

    state: str = ""
    extras: Sequence[str] = ()
    libraries: Sequence[str] = ()


def _ready(extra: str) -> bool:
    stamp = _read_stamp()
    # An environment with the tests' tools also runs the app.
    installed = extra in stamp.extras or (not extra and bool(stamp.extras))
    return PYTHON.exists() and installed and stamp.state == _state()


def _state() -> str:
    """Hash of what the environment depends on: a moved checkout, another Python or a new pin changes it."""
    digest = hashlib.sha256(repr((str(ROOT), os.path.realpath(PYTHON))).encode())
    for path in (ROOT / "pyproject.toml", _CONSTRAINTS):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read_stamp() -> Stamp:
    try:
        return Stamp(**json.loads(_STAMP.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Stamp()


def _write_stamp(stamp: Stamp) -> None:
    """Replace the stamp whole, so that no reader sees half of it."""
    new = _STAMP.with_suffix(".new")
    new.write_text(json.dumps(stamp._asdict()), "utf-8")
    new.replace(_STAMP)


# ---- installing ----------------------------------------------------------------------------------


def _install(extra: str) -> None:
    began = time.monotonic()
    extras = sorted({extra, *_read_stamp().extras})
    _STAMP.unlink(missing_ok=True)
    fresh = _make_venv()
    if _STARTED.exists():
        say("The last installation did not finish: repairing it.")
        _drop_half_installed()
    _STARTED.touch()
    if fresh:
        say("Installing what Backlot Studio depends on (about 6 GB on Linux; once, a few minutes) ...")
    else:
        say("Bringing the environment up to date ...")
    # The build back end first: the editable install then needs no second, isolated environment.
    _pip("--upgrade", "pip", "setuptools")
    named = ",".join(filter(None, extras))
    _pip("--no-build-isolation", "--editable", f"{ROOT}[{named}]" if named else str(ROOT))
    _write_stamp(Stamp(_state(), extras))
    _STARTED.unlink()
    say(f"Installed in {time.monotonic() - began:.0f} s.")


def _make_venv() -> bool:
    """Make ``.venv`` unless it is there and runs; whether it was made."""
    if PYTHON.exists() and _works():
        return False
    if VENV.exists():
        say("The environment in .venv does not run here: making it again.")
        shutil.rmtree(VENV)
    missing = system_packages.missing_for_venv()
    if missing:
        _get("a part of Python", missing)
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < _NEEDED_GB:
        say(f"Only {free:.1f} GB are free on this disk; about {_NEEDED_GB:.0f} GB are needed.")
    say(f"Making the environment {VENV} ...")
    command = [sys.executable, "-m", "venv", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupFailed(f"could not make {VENV}: {_last_line(made.stderr or made.stdout)}")
    return True


def _works() -> bool:
    """Whether the environment's Python starts, is new enough and has pip."""
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11) or sys.prefix == sys.base_prefix)"
    try:
        return subprocess.run([str(PYTHON), "-c", test], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _drop_half_installed() -> None:
    """Take away the metadata of packages left without all their files by an interrupted pip.

    pip then installs them anew. It writes RECORD last, and keeps a package that it is replacing in a folder
    whose name begins with a tilde.
    """
    for site in VENV.glob("Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"):
        for left_over in site.glob("~*"):
            shutil.rmtree(left_over, ignore_errors=True)
        for info in site.glob("*.dist-info"):
            if not _complete(site, info / "RECORD"):
                shutil.rmtree(info)


def _complete(site: Path, record: Path) -> bool:
    try:
        lines = record.read_text("utf-8").splitlines()
    except OSError:
        return False
    names = (line.rsplit(",", 2)[0].strip('"') for line in lines if line)
    return all(name.endswith(".pyc") or os.path.lexists(site / name) for name in names)


def _pip(*arguments: str) -> None:
    """``pip install`` under the constraints: short lines here, everything in the log. Raises SetupFailed."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar", "off", "--constraint", str(_CONSTRAINTS), *arguments]
    errors: list[str] = []
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ pip {' '.join(arguments)}\n")
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
        with subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as pip:
            assert pip.stdout is not None
            for line in pip.stdout:
                log.write(line)
                _show(line.strip())
                if line.startswith("ERROR:"):
                    errors.append(line.removeprefix("ERROR:").strip())
    if pip.returncode:
        why = errors[0].rstrip(".") if errors else f"pip ended with status {pip.returncode}"
        free = shutil.disk_usage(ROOT).free / 1e9
        raise SetupFailed(
            f"the installation failed: {why}. Check the network and the disk ({free:.1f} GB free), then "
            f"start again: it goes on where it stopped. Everything pip said is in {LOG}"
        )


def _show(line: str) -> None:
    """Say what of pip's output tells a waiting person something: big downloads and the start of unpacking."""
    words = line.split()
    if words[:1] == ["Downloading"] and len(words) >= 4 and words[-2].startswith("("):
        if _bytes(words[-2].lstrip("("), words[-1].rstrip(")")) >= _WORTH_A_LINE:
            name = words[1].rsplit("/", 1)[-1].split("-")[0]
            say(f"  fetching {name} {words[-2]} {words[-1]}")
    elif line.startswith("Installing collected packages:"):
        say(f"  unpacking {line.count(',') + 1} of them ...")


def _bytes(number: str, unit: str) -> float:
    try:
        return float(number) * {"kB": 1e3, "MB": 1e6, "GB": 1e9}.get(unit, 1.0)
    except ValueError:
        return 0.0


# ---- system libraries ----------------------------------------------------------------------------


def _look_after_libraries(extra: str) -> None:
    pyside = next(iter(VENV.glob("lib/python*/site-packages/PySide6")), VENV)
    missing = system_packages.missing_for_window(pyside)
    if extra == "test":
        tools = system_packages.missing_for_tests()
        missing = system_packages.Missing(missing.names + tools.names, missing.packages + tools.packages)
    if not missing:
        return
    _get("system libraries of the window", missing)
    left = system_packages.missing_for_window(pyside)
    if left:
        raise SetupFailed(f"still missing: {', '.join(left.names)}. Try: {left.command()}")


def _get(what: str, missing: system_packages.Missing) -> None:
    say(f"This machine lacks {what}: {', '.join(missing.names)}")
    if not system_packages.install(missing):
        raise SetupFailed(f"please install {what}, then start again:\n  {missing.command()}")


# ---- small things --------------------------------------------------------------------------------


def say(text: str) -> None:
    """One line of progress, on stderr: stdout belongs to what the app prints."""
    print(text, file=sys.stderr, flush=True)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"


@contextlib.contextmanager
def _alone() -> Generator[None]:
    """Hold this checkout's installation lock: two starts must not run two pips in one environment."""
    import tempfile

    name = hashlib.sha256(str(ROOT).encode()).hexdigest()[:16]
    user = os.getuid() if hasattr(os, "getuid") else 0
    with (Path(tempfile.gettempdir()) / f"backlot-studio-{user}-{name}.lock").open("w") as lock:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another start is installing: waiting for it ...")
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield

"""First look at a foreign file, in a short-lived child process with limits: a hostile file costs that child,
nothing more.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from studio.core import telemetry
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError, StudioError
from studio.core.log import logger
from studio.core.text import NO_TEXT, Text
from studio.core.text_hooks import text_decoded
from studio.media.probe import Probe

MEMORY_LIMIT = 4 << 30
"""Address space of the child in bytes, where the system can limit it."""


class Inspection(msgspec.Struct, frozen=True, kw_only=True):
    """What the child found.

    key: content key. index, thumb: files in the cache folder, "" where there is none.
    """

    probe: Probe
    key: str
    index: str = ""
    thumb: str = ""


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why the child refused the file: the parts of its InputError."""

    code: str
    message: Text
    hint: Text = NO_TEXT
    detail: str = ""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the child writes to its stdout: one of the two."""

    inspection: Inspection | None = None
    refusal: Refusal | None = None


def child_command() -> list[str]:
    """How to start the child: this Python with its module, or the frozen app's own entry."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--inspect-media"]
    # -P: the folder the user happens to stand in must not shadow modules.
    return [sys.executable, "-P", "-m", "studio.media.inspect_child"]


def inspect(path: Path, cache: Path, timeout_s: float = 20) -> Inspection:
    """Probe, index and thumbnail ``path`` in a child process; index and poster are kept in ``cache``.

    Takes as long as the child (a good part of a second): call it off the window's thread. Raises InputError:
    what the child found wrong, "media_crash" when it broke the decoder, "media_timeout", "media_too_big".
    """
    path, cache = Path(path).absolute(), Path(cache).absolute()
    try:
        child = subprocess.run(
            [*child_command(), str(path), str(cache)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout_s,
            check=False,
            env=_environment(),
            creationflags=subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0,
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            "media_timeout",
            Text(
                "“{name}” took more than {timeout_s} s to open.", name=path.name, timeout_s=f"{timeout_s:g}"
            ),
            Text("Convert it to another format first."),
        ) from None
    except OSError as error:
        raise StudioError(
            "inspect_failed",
            Text("The file checker could not be started."),
            Text("Reinstall the app."),
            str(error),
        ) from error
    if child.returncode == 0:
        try:
            verdict = msgspec.json.decode(child.stdout, type=Verdict, dec_hook=text_decoded)
        except UNDECODABLE:
            verdict = Verdict()
        if verdict.refusal is not None:
            refusal = verdict.refusal
            raise InputError(refusal.code, refusal.message, refusal.hint, refusal.detail)
        if verdict.inspection is not None:
            return verdict.inspection
    detail = child.stderr.decode("utf-8", "replace")[-4000:]
    logger("media").warning("inspecting %s ended with %s: %s", path.name, child.returncode, detail)
    raise InputError(
        "media_crash",
        Text("“{name}” crashed the decoder and was not imported.", name=path.name),
        Text("Try another copy; the file is damaged."),
        detail,
    )


def _environment() -> dict[str, str]:
    # One thread each: numerical libraries reserve address space per thread, which counts against the limit.
    return {
        **os.environ,
        **telemetry.SWITCHES,
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }

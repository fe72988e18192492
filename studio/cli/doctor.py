"""What ``studio doctor`` looks at."""

from __future__ import annotations

import platform
import shutil
import sys
from importlib import metadata
from typing import Any

from studio import __version__
from studio.cli.console import EXIT_PROBLEMS, Console, Result
from studio.core import data_folder, paths
from studio.core.errors import StudioError
from studio.core.files import existing_parent
from studio.core.text import Text
from studio.wire.spec import TASKS

_LEAST_FREE_MB = 500


def examine(console: Console) -> Result:
    """Versions, ffmpeg, devices, engines and every problem found, each with what to do.

    The exit status is 3 when there is a problem.
    """
    problems: list[str] = []
    unusable = data_folder.problems()  # before any part of the app has opened a file there
    problems += [str(problem) for problem in unusable]
    console.progress(Text("looking at ffmpeg"))
    ffmpeg = _ffmpeg(problems)
    console.progress(Text("asking the engines"))
    engines = _engines(problems)
    free = shutil.disk_usage(existing_parent(paths.user_data() / "logs")).free // 1_000_000
    if free < _LEAST_FREE_MB:
        problems.append(
            Text("Only {free} MB are free in {user_data}.", free=free, user_data=paths.user_data())
        )
    if not (paths.assets() / "icons").is_dir():
        problems.append(Text("The app's own files (assets) are missing. Install the app again."))
    result: dict[str, Any] = {
        "version": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "qt": _qt(problems),
        "ffmpeg": ffmpeg,
        "devices": _devices(),
        "engines": engines,
        "problems": problems,
        "user_data": str(paths.user_data()),
        "user_data_usable": not unusable,
        "logs": str(paths.logs()),
        "executable": sys.executable,
    }
    return result | {"_text": _in_words(result), "_status": EXIT_PROBLEMS if problems else 0}


def _qt(problems: list[str]) -> str:
    for name in ("PySide6-Essentials", "PySide6"):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    problems.append(Text("PySide6 is not installed: the window cannot open. Run packaging/run.py."))
    return ""


def _ffmpeg(problems: list[str]) -> dict[str, Any]:
    from studio.media import ffmpeg

    try:
        found = ffmpeg.abilities()
    except StudioError as error:
        problems.append(str(error))
        return {"version": "", "libass": False}
    if not found.libass:
        problems.append(Text("The ffmpeg program has no libass: captions cannot be burned in."))
    return {"version": found.version, "libass": found.libass}


def _devices() -> list[dict[str, Any]]:
    from studio.jobs.devices import gpus

    cards = [{"id": card.device, "name": card.name, "memory_mb": card.total_mb} for card in gpus()]
    return [{"id": "cpu", "name": platform.processor() or platform.machine(), "memory_mb": None}, *cards]


def _engines(problems: list[str]) -> list[dict[str, Any]]:
    from studio.catalog.index import Catalog
    from studio.jobs.session import JobSession

    catalog = Catalog()
    problems += [str(problem) for problem in catalog.problems]
    try:
        with JobSession(catalog) as session:
            session.wait_for_engines()
            states, faults = session.registry.states(), session.registry.faults
    except StudioError as error:
        problems.append(str(error))
        return []
    problems += [
        f"{state.spec.title}: {state.reason}" for state in states if state.spec.embedded and not state.ready
    ]
    problems += [
        Text("The engine “{name}” was left out. {reason}", name=fault.name, reason=fault.reason)
        for fault in faults
    ]
    return [
        {
            "id": state.spec.id,
            "task": state.spec.task,
            "task_known": state.spec.task in TASKS,
            "title": state.spec.title,
            "ready": state.ready,
            "reason": state.reason,
            "voices": [voice.id for voice in state.voices],
        }
        for state in states
        if state.spec.task != "fake"
    ]


def _in_words(result: dict[str, Any]) -> str:
    lines = [f"Backlot Studio {result['version']}, Qt {result['qt']}, ffmpeg {result['ffmpeg']['version']}"]
    lines += [f"device {device['id']}: {device['name']}" for device in result["devices"]]
    for engine in result["engines"]:
        word = "not ready" if not engine["ready"] else "ready" if engine["task_known"] else "unknown task"
        lines.append(f"{word}: {engine['id']} {engine['reason']}".rstrip())
    lines += [f"problem: {problem}" for problem in result["problems"]] or ["no problems"]
    return "\n".join(lines)

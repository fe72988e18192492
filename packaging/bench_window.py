"""Rows about the window: how soon it is there, and whether it waits while everything works."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench_rows import Row, compared, in_turn

_CHILD = Path(__file__).with_name("bench_window_child.py")


def start(rounds: int) -> list[Row]:
    """From the start of the process to the first paint: rail and start page, against an empty QMainWindow."""
    with screen() as environment, tempfile.TemporaryDirectory() as home:
        environment["STUDIO_HOME"] = home
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's first start leaves bytecode behind
        answers: list[dict[str, Any]] = []

        def side(which: str) -> float:
            begin = time.perf_counter()
            with _child(environment, which) as process:
                assert process.stdout is not None
                line = process.stdout.readline()
                seconds = time.perf_counter() - begin
            answers.append(json.loads(line))
            return seconds

        side("window")  # bytecode and disk caches
        side("empty")
        found = in_turn(lambda: side("window"), lambda: side("empty"), rounds)
    heavy = any(answer["torch"] for answer in answers)
    platform = environment.get("QT_QPA_PLATFORM", "xcb")
    note = f"platform {platform}; {'TORCH WAS IMPORTED' if heavy else 'torch-free'}"
    row = compared(
        "process start to first paint", "<= 2x, aim 1.5x", 2.0, found, unit="ms", scale=1e3, note=note
    )
    return [replace(row, met=False) if heavy else row]


def loop(rounds: int) -> list[Row]:
    """Lateness of a 5 ms timer in the real window: idle, then while pictures, a decode and an export run."""
    from bench_film import make_clip

    with screen() as environment, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment["STUDIO_HOME"] = str(folder / "home")
        make_clip(folder / "clip.mp4", 10)
        with _child(environment, "loop", str(folder), str(4 * rounds)) as process:
            assert process.stdout is not None
            lines = [line for line in process.stdout if line.startswith("{")]
    if not lines:
        raise RuntimeError("the window ended before it had answered")
    found = json.loads(lines[-1])
    idle, busy = found["idle"], found["busy"]
    p99, most = _percentile(busy, 99), max(busy)
    done = ", ".join(f"{count} {word}" for word, count in found["done"].items())
    return [
        Row(
            name="event loop delay while all runs, p99",
            goal="p99 <= 16.6 ms",
            ours=p99,
            reference=_percentile(idle, 99),
            unit="ms",
            met=p99 <= 16.6,
            note=f"reference: idle window; {len(busy)} ticks; meanwhile {done}",
        ),
        Row(
            name="event loop delay while all runs, most",
            goal="max <= 100 ms",
            ours=most,
            reference=max(idle),
            unit="ms",
            met=most <= 100.0,
            note=_own(found["own"]),
        ),
    ]


def _own(delays: list[float]) -> str:
    """What is left of the delays without the time in which other programs had the processors."""
    return f"without waiting for a processor: at most {max(delays):.0f} ms" if delays else ""


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


@contextlib.contextmanager
def _child(environment: dict[str, str], *arguments: str) -> Generator[subprocess.Popen[str]]:
    command = [sys.executable, "-P", str(_CHILD), *arguments]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()


@contextlib.contextmanager
def screen() -> Generator[dict[str, str]]:
    """An environment with a display: the user's own, else a virtual one, else Qt's offscreen platform."""
    environment = dict(os.environ)
    program = shutil.which("Xvfb")
    if (
        environment.get("DISPLAY")
        or environment.get("QT_QPA_PLATFORM")
        or not sys.platform.startswith("linux")
    ):
        yield environment
    elif program is None:
        yield environment | {"QT_QPA_PLATFORM": "offscreen"}
    else:
        reading, writing = os.pipe()
        command = [program, "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
        with subprocess.Popen(
            command, pass_fds=(writing,), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as server:
            os.close(writing)
            try:
                with os.fdopen(reading) as answer:
                    number = answer.readline().strip()
                yield environment | (
                    {"DISPLAY": f":{number}"} if number else {"QT_QPA_PLATFORM": "offscreen"}
                )
            finally:
                server.terminate()

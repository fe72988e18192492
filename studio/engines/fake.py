"""A scripted engine: does nothing useful, in every way a real one can go right or wrong.

Tests and demos run it. It is also the shortest complete example of an engine: a ``SPEC``, a class,
``create()``. Everything heavy is imported inside ``load`` or ``run``.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import threading
from pathlib import Path
from typing import Any, BinaryIO, cast

from studio.core.errors import Cancelled, StudioError
from studio.core.text import Text
from studio.wire.engine import JobContext, Request
from studio.wire.spec import EngineSpec, Param, Voice

SPEC = EngineSpec(
    id="fake",
    task="fake",
    title=Text("Scripted engine"),
    version="1",
    licence="GPL-3.0-or-later",
    seeded=True,
    capabilities=("scripted",),
    params=(
        Param(name="text", kind="text", default="", label="Text", help="Written into the result."),
        Param(name="steps", kind="int", default=3, minimum=0, maximum=10_000, label="Steps"),
        Param(name="delay", kind="float", default=0.0, minimum=0, maximum=60, unit=" s", label="Step time"),
        Param(name="load_delay", kind="float", default=0.0, minimum=0, maximum=60, unit=" s", label="Load"),
        Param(name="previews", kind="bool", default=False, label="Previews", help="One with every step."),
        Param(name="prints", kind="bool", default=False, label="Prints", help="Print, as libraries do."),
        Param(name="ignore_cancel", kind="bool", default=False, label="Ignore cancel"),
        Param(name="end", kind="choice", default="succeed", label="End", help="What follows the last step.",
              choices=("succeed", "fail", "raise", "oom", "oom-once", "segv", "exit", "hang", "garbage",
                       "huge-frame", "close-pipe", "child")),
    ),
)  # fmt: skip

_HUGE = 1 << 31
_NAP_S = 0.02  # how often a pretended step looks whether it was cancelled


class Fake:
    """Plays the script that its parameters say."""

    def __init__(self) -> None:
        self._thrifty = False

    def load(self, device: str, models: dict[str, Path]) -> None:
        """Nothing to load."""

    def run(self, request: Request, ctx: JobContext) -> None:
        """Output ``text``: a file whose bytes depend on text, seed and inputs alone; meta steps."""
        params = request.params
        if params["load_delay"]:
            ctx.progress(Text("loading"))
            _wait(params["load_delay"], ctx, listen=not params["ignore_cancel"])
        for step in range(params["steps"]):
            ctx.progress(Text("working"), step, params["steps"])
            if params["prints"]:
                print(f"step {step}", flush=True)  # noqa: T201 - proves that a stray print cannot break the stream
            _wait(params["delay"], ctx, listen=not params["ignore_cancel"])
            if params["previews"] and ctx.wants_preview():
                ctx.preview(_picture(step))
        self._end(params["end"], request, ctx)

    def unload(self) -> None:
        """Nothing to unload."""

    def voices(self) -> tuple[Voice, ...]:
        """None."""
        return ()

    def save_memory(self) -> str:
        """The second plan, for the script word ``oom-once``; there is no third."""
        if self._thrifty:
            return ""
        self._thrifty = True
        return "in smaller pieces"

    def _end(self, end: str, request: Request, ctx: JobContext) -> None:
        match end:
            case "fail":
                raise StudioError(
                    "scripted",
                    Text("The script says so."),
                    Text("Choose another end."),
                    "detail of the failure",
                )
            case "raise":
                raise ValueError("an error nobody expected")
            case "oom":
                raise MemoryError
            case "oom-once" if not self._thrifty:
                raise MemoryError
            case "segv":
                _crash()
            case "exit":
                os._exit(3)
            case "hang":
                threading.Event().wait()
            case "child":
                _start_grandchild(ctx)
            case "garbage" | "huge-frame" | "close-pipe":
                _spoil_stream(end, ctx)
            case _:
                _write_result(request, ctx)


def create() -> Fake:
    """The worker calls this."""
    return Fake()


def _wait(seconds: float, ctx: JobContext, *, listen: bool) -> None:
    """Pretend to work, looking for a cancel now and then, as a real engine does between steps."""
    rounds = max(1, round(seconds / _NAP_S))
    for _ in range(rounds):
        if seconds:
            threading.Event().wait(seconds / rounds)
        try:
            ctx.check_cancelled()
        except Cancelled:
            if listen:
                raise


def _picture(step: int) -> Any:  # PIL.Image.Image; Pillow is imported here only
    from PIL import Image

    return Image.new("RGB", (640, 360), (step * 16 % 256, 96, 160))


def _write_result(request: Request, ctx: JobContext) -> None:
    inputs = {
        role: hashlib.sha256(path.read_bytes()).hexdigest() for role, path in sorted(request.inputs.items())
    }
    path = ctx.workdir / "fake.txt"
    path.write_text(f"{request.params['text']}\nseed {request.seed}\n{inputs}\n", encoding="utf-8")
    ctx.output("text", path, steps=request.params["steps"])


def _crash() -> None:
    if os.name == "posix":
        ctypes.string_at(0)
    os.abort()


def _start_grandchild(ctx: JobContext) -> None:
    """Start a process that would outlive us, name it in the log, then hang: what a kill must take with it."""
    import subprocess
    import sys

    child = subprocess.Popen([sys.executable, "-c", "import threading; threading.Event().wait()"])
    ctx.log(f"grandchild {child.pid}")
    threading.Event().wait()


def _spoil_stream(how: str, ctx: JobContext) -> None:
    # Not in the contract: only the fake may touch the protocol's own stream.
    stream = cast("BinaryIO", ctx.stream)  # type: ignore[attr-defined]
    if how == "garbage":
        stream.write(b"\x00\x00\x00\x05hello")
    elif how == "huge-frame":
        stream.write(_HUGE.to_bytes(4, "big"))
    stream.flush()
    if how == "close-pipe":
        os.close(stream.fileno())
    threading.Event().wait()

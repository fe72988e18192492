"""The bundled ffmpeg program as a child process: what it can do, runs with progress and cancel, errors in
words.

PyAV reads; this program encodes, burns captions (libass), stabilises and stretches, because PyAV's build
lacks those.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from io import RawIOBase
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from studio.core import files
from studio.core.errors import Cancelled, StudioError
from studio.core.text import Text
from studio.media.ffmpeg_child import Child, Progress, Reports, binary, creation_flags, guarded

__all__ = [
    "Abilities",
    "Encoder",
    "Progress",
    "abilities",
    "binary",
    "filter_escape",
    "render",
    "run",
    "works_encoder",
]

_SPECIAL = re.compile(r"([\\':\s])")
_SPECIAL_IN_GRAPH = re.compile(r"([\\'\[\],;\s])")


@dataclass(frozen=True)
class Abilities:
    """What the bundled program can do. version: such as "9.0.2"."""

    version: str
    libass: bool
    rubberband: bool


OnProgress = Callable[[Progress], None]
IsCancelled = Callable[[], bool]


@cache
def abilities() -> Abilities:
    """Version and filters, asked once per process. Raises StudioError when the program cannot be started."""
    first = _ask("-version").splitlines()[0].split()
    version = first[2].lstrip("n").partition("-")[0] if len(first) > 2 else ""
    filters = {
        line.split()[1] for line in _ask("-hide_banner", "-filters").splitlines() if len(line.split()) > 2
    }
    return Abilities(version, {"ass", "subtitles"} <= filters, "rubberband" in filters)


@cache
def works_encoder(name: str) -> bool:
    """True when encoder ``name`` really encodes a frame here: being listed proves nothing (h264_nvenc without
    a card).
    """
    source = ["-f", "lavfi", "-i", "color=black:size=256x144:rate=25:duration=0.2"]
    try:
        run([*source, "-frames:v", "1", "-pix_fmt", "yuv420p", "-c:v", name, "-f", "null", "-"])
    except StudioError:
        return False
    return True


def filter_escape(value: str) -> str:
    """``value`` so that it survives as one option value inside a filter graph.

    Two parsers read it in turn: the graph's (ends at ``[ ] , ;``) and the filter's own (ends at ``:``), each
    with backslash and quote (ffmpeg-filters, "Notes on filtergraph escaping"). White space is escaped too:
    both trim it. Raises ValueError on a NUL character, which no argument can carry.
    """
    if "\0" in value:
        raise ValueError("a filter value cannot hold a NUL character")
    return _SPECIAL_IN_GRAPH.sub(r"\\\1", _SPECIAL.sub(r"\\\1", value))


def run(
    args: Sequence[str],
    *,
    stdin: bytes | None = None,
    on_progress: OnProgress | None = None,
    cancelled: IsCancelled | None = None,
    low_priority: bool = True,
) -> None:
    """Run ffmpeg with ``args`` (inputs and outputs, without the program) to its end.

    stdin: bytes for an input of ``pipe:0``. on_progress: called on this thread about ten times a second.
    cancelled: asked as often; when it says True the whole process tree is killed.
    Raises Cancelled; StudioError "ffmpeg_failed" or "disk_full" with the end of ffmpeg's own words as detail.
    Outputs are written where ``args`` say: use ``render`` for a file under its final name.
    """
    child = Child(["-progress", "pipe:1", *([] if stdin is not None else ["-nostdin"]), *guarded(args)],
                  feed=stdin is not None, low_priority=low_priority)  # fmt: skip
    try:
        if stdin is not None:
            Thread(target=child.feed_all, args=(stdin,), daemon=True).start()
        reports = Reports(child.stdout)
        for progress in reports:
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None and on_progress is not None:
                on_progress(progress)
        child.finish()
    finally:
        child.kill()


def convert(data: bytes, args: Sequence[str]) -> bytes:
    """Feed ``data`` to ffmpeg's ``pipe:0`` and return what it writes to ``pipe:1``; both named in ``args``.

    Raises as ``run``.
    """
    child = Child(guarded(args), feed=True)
    try:
        Thread(target=child.feed_all, args=(data,), daemon=True).start()
        result = child.stdout.readall() if isinstance(child.stdout, RawIOBase) else child.stdout.read()
        child.finish()
    finally:
        child.kill()
    return result or b""


def render(
    target: Path,
    args: Sequence[str],
    *,
    on_progress: OnProgress | None = None,
    cancelled: IsCancelled | None = None,
    low_priority: bool = True,
) -> None:
    """Run ffmpeg with ``args`` and one output file, which appears under its name only when it is whole.

    Raises as ``run``.
    """
    with files.replacing(target) as temporary:
        run(
            [*args, "-y", f"file:{temporary}"],
            on_progress=on_progress,
            cancelled=cancelled,
            low_priority=low_priority,
        )


class Encoder:
    """Encodes frames that are written one by one; use it in a with statement, on one thread.

    target: the file, which appears under its name only when the block ends without an exception (that also
    kills ffmpeg and removes the part written); None when ``options`` name the outputs themselves (segment
    muxer). size: (width, height) px. rate: frames per second. pixel_format: of the frames written, such as
    "rgb24" or "yuv420p". inputs: further inputs ("-i", "mix.wav"), numbered from 1; the frames are input 0.
    options: maps, filters, codecs. Raises StudioError "ffmpeg_failed" or "disk_full" from ``write`` or at the
    end of the block.
    """

    def __init__(
        self,
        target: Path | None,
        *,
        size: tuple[int, int],
        rate: Fraction,
        pixel_format: str = "rgb24",
        inputs: Sequence[str] = (),
        options: Sequence[str] = (),
        low_priority: bool = True,
    ) -> None:
        width, height = size
        self._target = target
        self._frame_bytes = _frame_bytes(width, height, pixel_format)
        self._low_priority = low_priority
        self._head = ["-f", "rawvideo", "-pixel_format", pixel_format, "-video_size", f"{width}x{height}",
                      "-framerate", str(rate), "-i", "pipe:0", *inputs]  # fmt: skip
        self._options = list(options)
        self._stack = ExitStack()
        self.frames = 0

    def __enter__(self) -> Self:
        output: list[str] = []
        if self._target is not None:
            output = ["-y", f"file:{self._stack.enter_context(files.replacing(self._target))}"]
        try:
            self._child = Child(
                guarded([*self._head, *self._options, *output]), feed=True, low_priority=self._low_priority
            )
        except StudioError as error:
            self._stack.__exit__(type(error), error, error.__traceback__)
            raise
        # Nothing is expected on stdout, but a full pipe would stop ffmpeg.
        Thread(target=self._child.stdout.read, daemon=True).start()
        return self

    def write(self, frame: NDArray[np.uint8]) -> None:
        """Append one frame. Raises ValueError when its size is not the announced one."""
        if frame.nbytes != self._frame_bytes:
            raise ValueError(f"a frame has {frame.nbytes} bytes, {self._frame_bytes} were announced")
        self._child.write(np.ascontiguousarray(frame).data.cast("B"))
        self.frames += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._child.finish()
        except StudioError as failure:
            self._stack.__exit__(type(failure), failure, failure.__traceback__)
            raise
        finally:
            self._child.kill()
        self._stack.__exit__(kind, error, trace)


def _frame_bytes(width: int, height: int, pixel_format: str) -> int:
    """Bytes of one raw frame. Raises ValueError for a format that cannot be written here."""
    half = (width + 1) // 2 * ((height + 1) // 2)
    sizes = {
        "rgb24": width * height * 3,
        "bgr24": width * height * 3,
        "rgba": width * height * 4,
        "gray": width * height,
        "yuv420p": width * height + 2 * half,
        "nv12": width * height + 2 * half,
        "yuv444p": width * height * 3,
    }
    if pixel_format not in sizes:
        raise ValueError(f"pixel format {pixel_format!r} cannot be written")
    return sizes[pixel_format]


def _ask(*args: str) -> str:
    try:
        return subprocess.run(
            [binary(), *args],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=True,
            stdin=subprocess.DEVNULL,
            creationflags=creation_flags(low_priority=False),
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise StudioError(
            "ffmpeg_missing", Text("ffmpeg could not be started."), Text("Reinstall the app."), str(error)
        ) from error

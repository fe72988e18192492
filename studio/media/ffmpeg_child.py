"""The bundled ffmpeg program as a child process: started safely, drained, killed with all it started."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from threading import Thread
from typing import IO

from studio.core.errors import StudioError
from studio.core.log import logger
from studio.core.text import NO_TEXT, Text
from studio.core.ticks import Ticks

_STDERR_LINES = 60
_LOW_PRIORITY = 10
_REPORT_SECONDS = 0.1
_PIPE_BYTES = 1 << 20
# ffmpeg ends with the low byte of its negative error number.
_EXIT_DISK_FULL = 256 - 28


@dataclass(frozen=True)
class Progress:
    """How far a run is. frame: frames written.

    time: position in the output. speed: times real time, 0 = unknown.
    """

    frame: int = 0
    time: Ticks = 0
    speed: float = 0.0
    done: bool = False


@cache
def binary() -> str:
    """Path of the bundled ffmpeg. Raises StudioError("ffmpeg_missing")."""
    import imageio_ffmpeg

    try:
        return imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError as error:
        raise StudioError(
            "ffmpeg_missing",
            Text("The bundled ffmpeg program was not found."),
            Text("Reinstall the app."),
            str(error),
        ) from error


def guarded(args: Sequence[str]) -> list[str]:
    """``args`` with every input limited to local files and pipes, whatever a playlist or header inside it
    asks for.
    """
    result: list[str] = []
    for arg in args:
        if arg == "-i":
            result += ["-protocol_whitelist", "file,pipe"]
        result.append(arg)
    return result


class Child:
    """One ffmpeg process with drained error output.

    Ends with its parent, and with ``kill``, whatever it is doing.
    """

    def __init__(self, args: Sequence[str], *, feed: bool, low_priority: bool = True) -> None:
        command = [
            binary(),
            "-hide_banner",
            "-loglevel",
            "warning",
            "-nostats",
            "-stats_period",
            str(_REPORT_SECONDS),
            *args,
        ]
        try:
            self._process = subprocess.Popen(
                [*_wrapper(low_priority), *command],
                stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=os.name != "nt",
                creationflags=creation_flags(low_priority=low_priority),
                bufsize=0,
            )
        except OSError as error:
            raise StudioError(
                "ffmpeg_missing",
                Text("ffmpeg could not be started."),
                Text("Reinstall the app."),
                str(error),
            ) from error
        self._errors: deque[str] = deque(maxlen=_STDERR_LINES)
        assert self._process.stderr is not None
        assert self._process.stdout is not None
        self.stdout = self._process.stdout
        self._drain = Thread(target=self._keep_errors, args=(self._process.stderr,), daemon=True)
        self._drain.start()
        if feed:
            _widen(self._process.stdin)

    @property
    def detail(self) -> str:
        """The end of ffmpeg's error output."""
        return "\n".join(self._errors)

    def write(self, data: bytes | memoryview) -> None:
        """Feed bytes; blocks while ffmpeg is behind. Raises as ``finish`` when it has ended."""
        assert self._process.stdin is not None, "made with feed=True"
        view = memoryview(data)
        try:
            while view:
                view = view[self._process.stdin.write(view) :]
        except (BrokenPipeError, OSError):
            self.finish()
            raise StudioError(
                "ffmpeg_failed", Text("ffmpeg stopped reading before the end."), NO_TEXT, self.detail
            ) from None

    def feed_all(self, data: bytes) -> None:
        """Feed everything and close; errors show in the exit code."""
        with suppress(StudioError):
            self.write(data)
        self.end_input()

    def end_input(self) -> None:
        """Tell ffmpeg that there is no more."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()

    def finish(self) -> None:
        """Wait for the end. Raises StudioError when ffmpeg failed."""
        self.end_input()
        code = self._process.wait()
        self._drain.join(timeout=5)
        if code == 0:
            return
        logger("ffmpeg").warning("ffmpeg ended with %s: %s", code, self.detail)
        if code & 0xFF == _EXIT_DISK_FULL:  # Windows keeps all bytes
            raise StudioError(
                "disk_full",
                Text("There is not enough disk space for the output."),
                Text("Free some disk space and try again."),
                self.detail,
            )
        last = next((line for line in reversed(self._errors) if line.strip()), f"exit code {code}")
        words = last.strip().rstrip(".")
        raise StudioError(
            "ffmpeg_failed", Text("ffmpeg failed: {words}.", words=words), Text("Try again."), self.detail
        )

    def kill(self) -> None:
        """End the process and all it started; harmless when it has ended."""
        if self._process.poll() is None:
            if os.name == "nt":
                self._process.kill()
            else:
                # It leads a session of its own, so its group is it and its children.
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self.end_input()
        self._drain.join(timeout=5)
        self.stdout.close()

    def _keep_errors(self, stream: IO[bytes]) -> None:
        with stream:
            for line in stream:
                self._errors.append(line.decode("utf-8", "replace").rstrip())


class Reports:
    """Progress blocks from ``-progress``; None about ten times a second while ffmpeg is silent, so that a
    cancel is seen.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        Thread(target=self._read, args=(stream,), daemon=True).start()

    def __iter__(self) -> Reports:
        return self

    def __next__(self) -> Progress | None:
        values: dict[str, str] = {}
        while True:
            try:
                line = self._lines.get(timeout=_REPORT_SECONDS)
            except queue.Empty:
                return None
            if not line:
                raise StopIteration
            key, _, value = line.decode("ascii", "replace").strip().partition("=")
            values[key] = value
            if key == "progress":
                return _progress(values)

    def _read(self, stream: IO[bytes]) -> None:
        with suppress(ValueError, OSError):  # closed by kill
            for line in stream:
                self._lines.put(line)
        self._lines.put(b"")


def _progress(values: dict[str, str]) -> Progress:
    microseconds = values.get("out_time_us", "")
    frame = values.get("frame", "")
    speed = values.get("speed", "").rstrip("x")
    try:
        factor = float(speed)
    except ValueError:
        factor = 0.0  # "N/A" at the start
    return Progress(
        frame=int(frame) if frame.isdigit() else 0,
        time=int(microseconds) * 7056 // 10 if microseconds.lstrip("-").isdigit() else 0,
        speed=factor,
        done=values["progress"] == "end",
    )


@cache
def _wrapper(low_priority: bool) -> tuple[str, ...]:
    """Programs that start ffmpeg at lower priority and tie its life to ours, where the system has them."""
    wrapper: list[str] = []
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    if setpriv is not None:
        wrapper += [setpriv, "--pdeathsig", "KILL"]
    nice = shutil.which("nice") if os.name != "nt" and low_priority else None
    if nice is not None:
        wrapper += [nice, "-n", str(_LOW_PRIORITY)]
    return tuple(wrapper)


def creation_flags(*, low_priority: bool) -> int:
    """What keeps a console window from opening on Windows."""
    if sys.platform != "win32":
        return 0
    return subprocess.CREATE_NO_WINDOW | (subprocess.BELOW_NORMAL_PRIORITY_CLASS if low_priority else 0)


def _widen(pipe: IO[bytes] | None) -> None:
    """A larger pipe halves the hand-overs per frame (Linux)."""
    if pipe is None or sys.platform != "linux":
        return
    import fcntl

    with suppress(OSError):
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)

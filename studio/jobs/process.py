"""Child processes that cannot outlive the app and can be killed with everything they started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import IO

from studio.core import telemetry
from studio.core.log import logger
from studio.core.text import Text

_Spawn = Callable[[], "subprocess.Popen[bytes]"]


def app_command(verb: str, *arguments: str) -> list[str]:
    """Command line that starts this very app with a verb, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, verb, *arguments]
    # -P: the folder the user happens to stand in must not shadow modules.
    return [sys.executable, "-P", "-m", "studio", verb, *arguments]


def app_environment() -> dict[str, str]:
    """Environment of a child that runs this very app: its own code first, telemetry switched off."""
    root = str(Path(__file__).resolve().parents[2])
    inherited = os.environ.get("PYTHONPATH", "")
    return (
        os.environ
        | telemetry.SWITCHES
        | {
            "PYTHONPATH": os.pathsep.join(filter(None, (root, inherited))),
            "PYTHONIOENCODING": "utf-8",
        }
    )


def start(
    command: list[str], log: IO[bytes], environment: dict[str, str], folder: Path
) -> subprocess.Popen[bytes]:
    """Start ``command`` with piped stdin and stdout, stderr into ``log``, in a process group of its own.

    A group of its own keeps the terminal's Ctrl+C away from it: the app decides what stops. Raises OSError.
    """
    flags = 0
    if sys.platform == "win32":
        flags = (
            subprocess.CREATE_NEW_PROCESS_GROUP
            | subprocess.BELOW_NORMAL_PRIORITY_CLASS
            | subprocess.CREATE_NO_WINDOW
        )

    def spawn() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=environment,
            cwd=folder,
            creationflags=flags,
            start_new_session=sys.platform != "win32",
        )

    # Linux sends the "parent died" signal when the *thread* that forked ends, so a thread that never ends
    # does it.
    process = _starter().start_process(spawn)
    if sys.platform == "win32":
        _put_into_job_object(process)
    return process


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and all its descendants and reap it. Harmless when it has ended, however long ago."""
    import psutil

    descendants: list[psutil.Process] = []
    ours = process.returncode is None  # until it is reaped, nobody else can get its number
    if ours:
        with suppress(psutil.Error):
            descendants = psutil.Process(process.pid).children(recursive=True)
    if sys.platform == "win32":
        process.kill()
    elif ours or not psutil.pid_exists(process.pid):
        # The leader may be dead, its group need not be; no new group gets the number of one that lives.
        with suppress(ProcessLookupError, PermissionError):  # macOS: not allowed for a dead leader
            os.killpg(process.pid, signal.SIGKILL)
    for descendant in descendants:
        with suppress(psutil.Error):
            descendant.kill()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        logger("jobs").error("process %d does not die", process.pid)


def exit_reason(status: int | None) -> str:
    """An exit status in words, e.g. "it crashed (SIGSEGV)"."""
    if status is None:
        return Text("it closed the connection")
    if status < 0:
        name = signal.Signals(-status).name if -status in signal.valid_signals() else f"signal {-status}"
        if name == "SIGKILL":
            return Text("the system stopped it, probably because memory ran out")
        return Text("it crashed ({name})", name=name)
    if status in _WINDOWS_CRASHES:
        return Text("it crashed ({windows_crashes})", windows_crashes=_WINDOWS_CRASHES[status])
    return Text("it exited with status {status}", status=status)


_WINDOWS_CRASHES = {0xC0000005: "access violation", 0xC0000409: "stack overrun", 0xC00000FD: "stack overflow"}


class _Starter(threading.Thread):
    """The one thread that forks; it ends with the app."""

    def __init__(self) -> None:
        super().__init__(name="process-starter", daemon=True)
        self._orders: SimpleQueue[tuple[_Spawn, Future[subprocess.Popen[bytes]]]] = SimpleQueue()
        self.start()

    def start_process(self, spawn: _Spawn) -> subprocess.Popen[bytes]:
        """Run ``spawn`` on this thread. Raises what it raises."""
        future: Future[subprocess.Popen[bytes]] = Future()
        self._orders.put((spawn, future))
        return future.result()

    def run(self) -> None:
        """Serve orders for ever."""
        while True:
            spawn, future = self._orders.get()
            try:
                future.set_result(spawn())
            except (OSError, ValueError, subprocess.SubprocessError) as error:
                future.set_exception(error)


@cache
def _starter() -> _Starter:
    return _Starter()


def _put_into_job_object(process: subprocess.Popen[bytes]) -> None:
    """Windows: a job object with KILL_ON_JOB_CLOSE; its handle closes when this process ends, however it
    ends."""
    if sys.platform != "win32":
        return
    import ctypes
    from ctypes import wintypes

    class BasicLimits(ctypes.Structure):
        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        ]

    class ExtendedLimits(ctypes.Structure):
        _fields_ = [
            ("BasicLimitInformation", BasicLimits),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]

    extended_limit_information, kill_on_job_close = 9, 0x2000
    kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel32.CreateJobObjectW.restype = wintypes.HANDLE
    job = wintypes.HANDLE(kernel32.CreateJobObjectW(None, None))
    limits = ExtendedLimits()
    limits.BasicLimitInformation.LimitFlags = kill_on_job_close
    kernel32.SetInformationJobObject(
        job, extended_limit_information, ctypes.byref(limits), ctypes.sizeof(limits)
    )
    handle = wintypes.HANDLE(int(process._handle))  # type: ignore[attr-defined]
    if not kernel32.AssignProcessToJobObject(job, handle):
        logger("jobs").warning(
            "process %d could not be tied to the app: error %d", process.pid, ctypes.get_last_error()
        )
    # The handle lives as long as this object.
    process.job_object = job  # type: ignore[attr-defined]

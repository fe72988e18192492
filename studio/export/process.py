"""Runs an export in a process of its own, so that the window's interpreter stays free while frames are
composed.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO, cast

import msgspec

from studio.core import files, paths, private, temporary
from studio.core.decoding import UNDECODABLE
from studio.core.errors import Cancelled, InputError, StudioError
from studio.core.ids import new_id
from studio.core.text import NO_TEXT, Text
from studio.core.text_hooks import text_decoded
from studio.export.child import JOB, remove
from studio.export.run import ExportJob, ExportResult
from studio.jobs import process
from studio.project.targets import put, require_free
from studio.wire.codec import StreamBroken, read_event, write_message
from studio.wire.messages import Cancel, Event, Failed, JobCancelled, Output, Progress, Succeeded

CANCEL_GRACE_S = 3.0
"""How long the process may take to clean up by itself before it is killed."""

_LOG_LIMIT = 2_000_000

Report = Callable[[Text, int, int | None], None]
OnCancel = Callable[[Callable[[], None]], None]
"""Takes a function to call when the user wants to stop; it is called at once when that has happened already.
"""


class _Closed:
    """The process has closed its pipe."""


class _Stop:
    """The user wants to stop."""


_Item = Event | _Closed | _Stop


def run_export(file: Path, *, progress: Report, on_cancel: OnCancel) -> ExportResult:
    """Carry out the ExportJob in ``file``; blocks. The product appears under its name when it is whole and
    checked.

    Raises StudioError, InputError("exists"), Cancelled; then everything this run has written is gone again.
    """
    job = read_job(file)
    target = Path(job.out)
    if job.preset.product == "frames" and target.exists():
        raise InputError(
            "exists", Text("“{name}” already exists.", name=target.name), Text("Choose another folder name.")
        )
    require_free(target, job.guarded)
    _require_folder(target.parent)
    mark = new_id()
    partial = target.with_name(f".{target.stem}.{mark}{target.suffix}")
    with temporary.folder("export") as folder:
        own = folder / "job.msgpack"
        own.write_bytes(msgspec.msgpack.encode(msgspec.structs.replace(job, out=str(partial))))
        try:
            result = _Run(own, folder, progress, on_cancel).result()
            whole = result.verify is None or result.verify.ok
            target = _publish(partial, target, job, overwrite=job.overwrite and whole)
        finally:
            _sweep(target.parent, mark)
    return msgspec.structs.replace(result, path=str(target))


def read_job(file: Path) -> ExportJob:
    """The export in a job file. Raises InputError("export_lost")."""
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=ExportJob)
    except (OSError, *UNDECODABLE) as error:
        raise InputError(
            "export_lost",
            Text("The settings of this export are no longer available."),
            Text("Export again."),
            str(error),
        ) from error


class _Run:
    """One process and the messages that go to and fro."""

    def __init__(self, file: Path, folder: Path, progress: Report, on_cancel: OnCancel) -> None:
        self._progress = progress
        self._inbox: SimpleQueue[_Item] = SimpleQueue()
        self._output: Output | None = None
        self._log = paths.logs() / "export.log"
        self._process = self._start(file, folder)
        threading.Thread(target=self._read, name="export-events", daemon=True).start()
        on_cancel(lambda: self._inbox.put(_Stop()))

    def result(self) -> ExportResult:
        """Wait for the end. Raises StudioError, Cancelled."""
        stopping = False
        try:
            while True:
                item = self._inbox.get(timeout=CANCEL_GRACE_S if stopping else None)
                match item:
                    case Progress() if not stopping:
                        self._progress(item.stage, item.done, item.total)
                    case Output():
                        self._output = item
                    case Succeeded() if not stopping:
                        return self._finished()
                    case Failed() if not stopping:
                        raise StudioError(item.code, item.message, item.hint, item.detail)
                    case JobCancelled() | Succeeded() | Failed():
                        raise Cancelled
                    case _Stop() if not stopping:
                        stopping = True
                        self._ask_to_stop()
                    case _Closed():
                        raise Cancelled if stopping else self._died()
                    case _:
                        pass
        except Empty:
            raise Cancelled from None
        finally:
            process.kill_tree(self._process)
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()

    def _finished(self) -> ExportResult:
        if self._output is None:
            raise StudioError(
                "export_failed",
                Text("The export finished without creating a file."),
                Text("Export again."),
                self._tail(),
            )
        return msgspec.convert(self._output.meta, ExportResult, dec_hook=text_decoded)

    def _died(self) -> StudioError:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        reason = process.exit_reason(self._process.returncode)
        return StudioError(
            "export_died",
            Text("The export stopped unexpectedly: {reason}.", reason=reason),
            Text("Export again; finished segments are kept."),
            self._tail(),
        )

    def _start(self, file: Path, folder: Path) -> subprocess.Popen[bytes]:
        private.make_folder(self._log.parent)
        # Temporary files of the process lie in a folder that is removed with it, however it ends.
        own = {"TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
        mode = "ab" if self._log.exists() and self._log.stat().st_size < _LOG_LIMIT else "wb"
        command = process.app_command("export-child", str(file))
        try:
            with self._log.open(mode) as log:
                return process.start(command, log, process.app_environment() | own, folder)
        except OSError as error:
            raise StudioError(
                "export_failed", Text("The export could not be started."), NO_TEXT, str(error)
            ) from error

    def _read(self) -> None:
        """On its own thread: pipe -> inbox."""
        with suppress(StreamBroken, OSError, ValueError):
            while (event := read_event(cast("BinaryIO", self._process.stdout))) is not None:
                self._inbox.put(event)
        self._inbox.put(_Closed())

    def _ask_to_stop(self) -> None:
        with suppress(OSError, ValueError):
            write_message(cast("BinaryIO", self._process.stdin), Cancel(job=JOB))

    def _tail(self) -> str:
        with suppress(OSError):
            return self._log.read_bytes()[-4000:].decode("utf-8", "replace")
        return ""


def _require_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise files.describe_os_error(error, folder) from error


def _publish(partial: Path, target: Path, job: ExportJob, *, overwrite: bool) -> Path:
    try:
        return put(partial, target, job.guarded, overwrite=overwrite)
    except OSError as error:
        raise files.describe_os_error(error, target) from error


def _sweep(folder: Path, mark: str) -> None:
    """Remove what this run left beside the target: its file, and temporary files named after it."""
    with suppress(OSError):
        for left in [path for path in folder.iterdir() if mark in path.name]:
            remove(left)

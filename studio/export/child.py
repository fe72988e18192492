"""The export process: reads one ExportJob, carries it out and tells the app how it goes.

Started by export.process as ``python -m studio export-child JOBFILE``; not meant for people. It ends its work
when the app asks for it or goes away, and leaves nothing half-written either way.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from studio.core.errors import Cancelled, StudioError
from studio.core.text import Text
from studio.core.text_hooks import text_encoded
from studio.wire import streams
from studio.wire.codec import StreamBroken, read_command, write_message
from studio.wire.messages import Cancel, Event, Failed, JobCancelled, Output, Progress, Succeeded

JOB = "export"
"""The one job of an export process, in its messages."""

_ORPHAN_GRACE_S = 5.0
_MOST_REPORTS_PER_S = 20.0


def main(argv: list[str]) -> int:
    """Run the job of ``argv`` (``["export-child", FILE]``); ends the process itself."""
    source, sink = streams.claim()
    stop = threading.Event()
    threading.Thread(target=_listen, args=(source, stop), name="export-commands", daemon=True).start()
    _Child(sink, stop).serve(Path(argv[-1]))
    sys.stderr.flush()
    # The command reader still waits in a read, which the interpreter's teardown would wait for.
    os._exit(0)


class _Child:
    def __init__(self, sink: BinaryIO, stop: threading.Event) -> None:
        self._sink = sink
        self._stop = stop
        self._stage = ""
        self._next_report = 0.0

    def serve(self, file: Path) -> None:
        """Carry the job out and send exactly one terminal event."""
        started = time.monotonic()
        try:
            self._run(file)
            self._send(Succeeded(job=JOB, seconds=time.monotonic() - started))
        except Cancelled:
            self._send(JobCancelled(job=JOB))
        except StudioError as error:
            self._send(
                Failed(job=JOB, code=error.code, message=error.message, hint=error.hint, detail=error.detail)
            )
        except Exception as error:  # noqa: BLE001 - all must reach the app as an event
            import traceback

            detail = "".join(traceback.format_exception(error))[-8000:]
            words = Text(
                "The export failed because of an internal error ({name}).", name=type(error).__name__
            )
            self._send(
                Failed(
                    job=JOB,
                    code="internal_error",
                    message=words,
                    hint=Text("Copy the details and send them to the developers."),
                    detail=detail,
                )
            )

    def _run(self, file: Path) -> None:
        from studio.export.run import ExportJob, export

        job = msgspec.msgpack.decode(file.read_bytes(), type=ExportJob)
        try:
            result = export(job, progress=self._progress, cancelled=self._stop.is_set)
            if self._stop.is_set():
                raise Cancelled
        except BaseException:
            remove(Path(job.out))
            raise
        self._send(
            Output(
                job=JOB,
                role=job.preset.product,
                path=job.out,
                meta=msgspec.to_builtins(result, enc_hook=text_encoded),
            )
        )

    def _progress(self, stage: Text, done: int, total: int | None) -> None:
        now = time.monotonic()
        if stage == self._stage and now < self._next_report and done != total:
            return
        self._stage, self._next_report = stage, now + 1 / _MOST_REPORTS_PER_S
        self._send(Progress(job=JOB, stage=stage, done=done, total=total))

    def _send(self, event: Event) -> None:
        try:
            write_message(self._sink, event)
        except (OSError, ValueError):
            # Nobody listens any more: the app is gone, and the work is given up at the next look at the flag.
            self._stop.set()


def remove(path: Path) -> None:
    """Delete a file or a folder that may not be there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _listen(source: BinaryIO, stop: threading.Event) -> None:
    """Wait for the wish to stop; the end of the pipe is one too."""
    with suppress(StreamBroken, OSError):
        while (command := read_command(source)) is not None:
            if isinstance(command, Cancel):
                stop.set()
    stop.set()
    # The app is gone. A library call that does not listen must not go on for minutes.
    threading.Timer(_ORPHAN_GRACE_S, os._exit, (0,)).start()

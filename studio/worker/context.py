"""The worker's side of wire.engine.JobContext: turns what an engine does into events of one job."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from studio.core.errors import Cancelled, StudioError
from studio.core.text import Text
from studio.wire.messages import Event, Log, Output, Preview, Progress

if TYPE_CHECKING:
    from PIL.Image import Image

PREVIEW_INTERVAL_S = 0.1
PREVIEW_SIDE = 512


class RunContext:
    """One job while it runs. ``stream`` is the raw protocol stream, for engines/fake.py alone."""

    def __init__(self, job: str, workdir: Path, emit: Callable[[Event], None], stream: BinaryIO) -> None:
        self.job = job
        self.workdir = workdir
        self.stream = stream
        self.moves = 0
        """Rises whenever the job moved; the heartbeat carries it, so that the app can tell slow from
        stuck."""
        self._emit = emit
        self._cancelled = threading.Event()
        self._closed = False
        self._last_preview = float("-inf")

    def progress(self, stage: Text, done: int = 0, total: int | None = None) -> None:
        """See JobContext."""
        self.moves += 1
        self._send(Progress(job=self.job, stage=stage, done=done, total=total))

    def wants_preview(self) -> bool:
        """See JobContext."""
        return time.monotonic() - self._last_preview >= PREVIEW_INTERVAL_S

    def preview(self, image: Image) -> None:
        """See JobContext; dropped when the last one was sent less than 100 ms ago."""
        if not self.wants_preview():
            return
        self.moves += 1
        small = image.convert("RGB")
        small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
        data = io.BytesIO()
        small.save(data, "WEBP", quality=80, method=0)
        self._last_preview = time.monotonic()
        self._send(Preview(job=self.job, data=data.getvalue()))

    def output(self, role: str, path: Path, **meta: Any) -> None:
        """See JobContext. Raises StudioError("bad_output") when the file is not there or not in the work
        folder."""
        self.moves += 1
        if not path.is_file() or not path.resolve().is_relative_to(self.workdir.resolve()):
            raise StudioError(
                "bad_output",
                Text("The engine reported a result that it did not write: “{name}”.", name=path.name),
            )
        self._send(Output(job=self.job, role=role, path=str(path), meta=meta))

    def check_cancelled(self) -> None:
        """See JobContext."""
        self.moves += 1
        if self._cancelled.is_set():
            raise Cancelled

    def log(self, text: str, level: str = "info") -> None:
        """See JobContext."""
        self._send(Log(job=self.job, level=level, text=text))

    def cancel(self) -> None:
        """The user wants the job stopped; called on the reader's thread."""
        self._cancelled.set()

    @property
    def cancel_requested(self) -> bool:
        """Whether ``cancel`` was called."""
        return self._cancelled.is_set()

    def close(self) -> None:
        """Nothing may follow the terminal event, whatever threads the engine left behind."""
        self._closed = True

    def _send(self, event: Event) -> None:
        if not self._closed:
            self._emit(event)

"""One worker process seen from the app: start it, give it a job, read its events, stop it, say why it
died."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO, cast

from studio.core import data_folder, paths, private
from studio.core.errors import StudioError
from studio.core.log import logger
from studio.core.text import NO_TEXT, Text
from studio.jobs import process
from studio.jobs.cancel import CancelToken
from studio.wire.codec import StreamBroken, read_event, write_message
from studio.wire.messages import (
    PROTOCOL,
    Cancel,
    Command,
    Describe,
    Described,
    Event,
    Failed,
    Heartbeat,
    Hello,
    JobCancelled,
    Preview,
    Run,
    Shutdown,
    Terminal,
    Unload,
)

CANCEL_GRACE_S = 1.5
START_BUDGET_S = 60.0
PHASE_BUDGETS_S: Mapping[str, float] = {"loading": 1800.0, "running": 600.0}
"""How long a phase may go without any sign of movement before the worker counts as hung.

Long on purpose. A heartbeat tells that the process lives, not that the job moves: its counter rises only when
an engine is back in Python, between two steps, and one step of a large picture on a slow processor, or the
decoding after the last, is minutes inside one C call, which may hold the GIL and stop the heartbeat too. A
large model on a slow disk moves nothing that can be counted for half an hour. A job that is killed by mistake
can never be made on that machine, while one that hangs costs a glance at the queue: stopping it by hand kills
the worker after CANCEL_GRACE_S. The budget is for work that nobody watches.
"""

_LOG_LIMIT = 1_000_000
_LOG_TAIL_LINES = 40


class _Closed:
    """The stream has ended; ``problem`` says in what way it was broken, "" for a clean end."""

    def __init__(self, problem: Text) -> None:
        self.problem = problem


class _Wake:
    """Someone set a cancel token."""


class _Latest:
    """Stands in the inbox for the newest preview or heartbeat."""

    def __init__(self, kind: type[Preview | Heartbeat]) -> None:
        self.kind = kind


class WorkerHandle:
    """Owns one child process. ``run``, ``describe`` and ``close`` are called by one thread; ``kill`` by
    any."""

    def __init__(
        self,
        name: str,
        device: str = "cpu",
        *,
        user_engines: Path | None = None,
        budgets: Mapping[str, float] = PHASE_BUDGETS_S,
        cancel_grace_s: float = CANCEL_GRACE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start the process. Raises StudioError("worker_cannot_start").

        name: of its log file. clock: seconds by which budgets and the grace of a cancel are counted.
        """
        self.device = device
        self.engines: tuple[str, ...] = ()
        self.log_path = paths.logs() / f"worker-{name}.log"
        self._budgets = dict(budgets)
        self._cancel_grace_s = cancel_grace_s
        self._clock = clock
        self._inbox: SimpleQueue[Event | _Closed | _Wake | _Latest] = SimpleQueue()
        self._latest_lock = threading.Lock()
        self._latest: dict[type[Preview | Heartbeat], Preview | Heartbeat] = {}
        self._closed: _Closed | None = None
        self._writing = threading.Lock()
        self._process = self._start(user_engines)
        self._log_mark = 0
        self._reader = threading.Thread(target=self._read, name=f"worker-{name}-events", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """Process id of the worker."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can take a job."""
        return self._closed is None and self._process.poll() is None

    def wait_ready(self, token: CancelToken) -> None:
        """Wait for ``Hello``. Raises StudioError("worker_cannot_start", "protocol_mismatch"), Cancelled."""
        token.on_set(self._wake)
        deadline = self._clock() + START_BUDGET_S
        while True:
            token.check()
            item = self._next(deadline)
            if isinstance(item, Hello):
                if item.protocol != PROTOCOL:
                    self.kill()
                    raise StudioError(
                        "protocol_mismatch",
                        Text("The app and the model process are different versions."),
                        Text("Restart the app."),
                    )
                self.engines = item.engines
                return
            if isinstance(item, _Closed) or self._clock() >= deadline:
                self.kill()
                reason = process.exit_reason(self._process.returncode)
                raise StudioError(
                    "worker_cannot_start",
                    Text("The model process did not start: {reason}.", reason=reason),
                    Text("See the details for its last output."),
                    self.log_tail(),
                )

    def describe(self, token: CancelToken, budget_s: float = START_BUDGET_S) -> Described:
        """Return the states of all engines. Raises StudioError("worker_died"), Cancelled."""
        token.on_set(self._wake)
        self.send(Describe())
        deadline = self._clock() + budget_s
        while True:
            token.check()
            item = self._next(deadline)
            if isinstance(item, Described):
                return item
            if isinstance(item, _Closed) or self._clock() >= deadline:
                self.kill()
                raise StudioError(
                    "worker_died",
                    Text("The model process stopped while listing its engines."),
                    NO_TEXT,
                    self.log_tail(),
                )

    def run(self, run: Run, token: CancelToken) -> Iterator[Event]:
        """Give the worker a job and yield its events; the last one is terminal, always, whatever happens to
        the process.

        Cancel ladder: token -> cooperative ``Cancel`` -> after ``cancel_grace_s`` the process tree is killed.
        """
        self._log_mark = self._log_size()
        token.on_set(self._wake)
        self.send(run)
        watch = _Watch(self._budgets, self._clock)
        cancel_deadline = float("inf")
        while True:
            if token.is_set() and cancel_deadline == float("inf"):
                cancel_deadline = self._clock() + self._cancel_grace_s
                self.send(Cancel(job=run.job))
            item = self._next(min(cancel_deadline, watch.deadline))
            event = self._event_of(item, run.job, token, watch)
            if event is None and self._clock() >= cancel_deadline:
                self.kill()
                event = JobCancelled(job=run.job, killed=True)
            elif event is None and self._clock() >= watch.deadline:
                self.kill()
                event = self._hung(run.job, watch)
            if event is not None:
                yield event
            if isinstance(event, Terminal):
                return

    def send(self, command: Command) -> None:
        """Write one command; a worker that is gone is noticed by the reader, not here."""
        with self._writing, suppress(OSError, ValueError):
            write_message(cast("BinaryIO", self._process.stdin), command)

    def unload(self) -> None:
        """Free the models; the process stays."""
        self.send(Unload())

    def close(self, grace_s: float = 2.0) -> None:
        """Ask it to finish, then make sure."""
        if self.alive:
            self.send(Shutdown())
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=grace_s)
        self.kill()

    def kill(self) -> None:
        """Kill the process with everything it started; may be called again."""
        process.kill_tree(self._process)
        if threading.current_thread() is not self._reader:
            self._reader.join(timeout=5)
        for stream in (self._process.stdin, self._process.stdout):
            with self._writing, suppress(OSError, ValueError):
                cast("BinaryIO", stream).close()

    def log_tail(self) -> str:
        """Last lines the worker and its libraries printed since the current job began."""
        try:
            with self.log_path.open("rb") as handle:
                end = handle.seek(0, os.SEEK_END)
                handle.seek(max(self._log_mark, end - 16_384))
                text = handle.read().decode("utf-8", "replace")
        except OSError:
            return ""
        return "\n".join(text.splitlines()[-_LOG_TAIL_LINES:])

    # ---- inside

    def _start(self, user_engines: Path | None) -> subprocess.Popen[bytes]:
        if self._log_size() > _LOG_LIMIT:
            with suppress(OSError):  # Windows: not while the worker of another window writes into it
                self.log_path.replace(self.log_path.with_suffix(".old.log"))
        command = [*worker_command(), "--device", self.device, "--parent", str(os.getpid())]
        if user_engines is not None:
            command += ["--user-engines", str(user_engines)]
        with self._open_log() as log:
            self._log_mark = log.tell()
            try:
                return process.start(
                    command, log, _SHORT_SPIN | process.app_environment(), self.log_path.parent
                )
            except OSError as error:
                raise StudioError(
                    "worker_cannot_start",
                    Text(
                        "The worker process could not be started: {strerror}.",
                        strerror=error.strerror or error,
                    ),
                    Text("Check that the app is installed completely and that memory is free."),
                    str(error),
                ) from error

    def _open_log(self) -> BinaryIO:
        try:
            private.make_folder(self.log_path.parent)
            return self.log_path.open("ab")
        except OSError as error:
            cause = data_folder.describe(error, self.log_path)
            raise StudioError(
                "worker_cannot_start",
                Text("No worker process can be started. {message}", message=cause.message),
                cause.hint,
                cause.detail,
            ) from error

    def _read(self) -> None:
        """Runs on its own thread: pipe -> inbox. Of previews and heartbeats only the newest is kept, so a
        slow reader never lags behind and an idle worker's beats do not pile up."""
        problem = NO_TEXT
        try:
            while (event := read_event(cast("BinaryIO", self._process.stdout))) is not None:
                if isinstance(event, (Preview, Heartbeat)):
                    self._put_latest(event)
                else:
                    self._inbox.put(event)
        except StreamBroken as error:
            problem = Text(
                "it sent an invalid message: {message} {detail}",
                message=error.message,
                detail=error.detail,
            )
        except (OSError, ValueError):
            problem = Text("its pipe closed unexpectedly")
        self._closed = _Closed(problem)
        self._inbox.put(self._closed)

    def _put_latest(self, event: Preview | Heartbeat) -> None:
        with self._latest_lock:
            waiting = type(event) in self._latest
            self._latest[type(event)] = event
        if not waiting:
            self._inbox.put(_Latest(type(event)))

    def _wake(self) -> None:
        self._inbox.put(_Wake())

    def _next(self, deadline: float) -> Event | _Closed | _Wake | None:
        """The next item; None at the deadline. A closed stream stays closed for everyone who asks later."""
        if self._closed is not None and self._inbox.empty():
            return self._closed
        try:
            item = self._inbox.get(timeout=max(0.0, deadline - self._clock()))
        except Empty:
            return None
        if isinstance(item, _Latest):
            with self._latest_lock:
                return self._latest.pop(item.kind)
        return item

    def _event_of(self, item: object, job: str, token: CancelToken, watch: _Watch) -> Event | None:
        """The event to pass on for an inbox item, or None when there is none."""
        match item:
            case _Closed():
                if not item.problem:
                    self._reap()
                self.kill()
                return JobCancelled(job=job, killed=True) if token.is_set() else self._died(job, item.problem)
            case Heartbeat():
                watch.beat(item)
                return item
            case Hello() | Described() | _Wake() | None:
                return None
            case _:
                if getattr(item, "job", job) != job:
                    return None  # the tail of a job that ended
                watch.moved()
                return cast("Event", item)

    def _reap(self) -> None:
        """Give a dying process a moment, so that its own exit status is known rather than that of our
        kill."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1.0)

    def _died(self, job: str, problem: Text) -> Failed:
        reason = problem or process.exit_reason(self._process.returncode)
        status = self._process.returncode
        logger("jobs").error("worker %d died during %s: %s", self.pid, job, reason)
        return Failed(
            job=job,
            code="worker_died",
            message=Text("The model process stopped unexpectedly: {reason}.", reason=reason),
            hint=Text(
                "Try again. If memory ran out, choose a smaller size or count. Nothing else was affected."
            ),
            detail=f"exit status {status}\n{self.log_tail()}",
            retryable=True,
        )

    def _hung(self, job: str, watch: _Watch) -> Failed:
        logger("jobs").error("worker %d hung during %s", self.pid, job)
        return Failed(
            job=job,
            code="worker_hung",
            message=Text(
                "The model process made no progress for {budget} s while {phase} and was stopped.",
                budget=f"{watch.budget:g}",
                phase=watch.phase,
            ),
            hint=Text("Try again with a smaller job."),
            detail=self.log_tail(),
            retryable=True,
        )

    def _log_size(self) -> int:
        try:
            return self.log_path.stat().st_size
        except OSError:
            return 0


class _Watch:
    """Notices a worker that stands still for longer than its phase may."""

    def __init__(self, budgets: Mapping[str, float], clock: Callable[[], float]) -> None:
        self._budgets = budgets
        self._clock = clock
        self._seen: tuple[str, int] = ("", -1)
        self.phase = Text("loading")
        self.budget = budgets["loading"]
        self.deadline = 0.0
        self.moved()

    def beat(self, heartbeat: Heartbeat) -> None:
        """A heartbeat counts only when its phase or counter is new."""
        if (heartbeat.phase, heartbeat.count) != self._seen:
            self._seen = (heartbeat.phase, heartbeat.count)
            # A beat that was on its way when the job was sent still says "idle".
            self.phase = heartbeat.phase if heartbeat.phase != "idle" else self.phase
            self.moved()

    def moved(self) -> None:
        """Something happened: the phase's budget begins anew."""
        self.budget = self._budgets.get(self.phase, self._budgets["running"])
        self.deadline = self._clock() + self.budget


def worker_command() -> list[str]:
    """Command line that starts a worker."""
    return process.app_command("worker")


_SHORT_SPIN = {"GOMP_SPINCOUNT": "10000", "KMP_BLOCKTIME": "1"}
"""How long a model's threads spin while they wait for each other, before they sleep (GNU's OpenMP: turns,
Intel's: ms). With an export on the same cores the defaults were measured to make a step of the image model
many times slower; not to spin at all makes it more than twice as slow on a quiet machine.
"""

"""The worker's three threads: a reader takes commands, the main thread runs jobs, a third one beats the
heart.

Every ``Run`` is answered by exactly one terminal event, whatever the engine does short of ending the process;
for that case jobs.worker_handle writes the event.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

import msgspec

from studio.core.errors import StudioError
from studio.core.log import logger
from studio.core.text import NO_TEXT, Text
from studio.wire.codec import StreamBroken, read_command, write_message
from studio.wire.engine import Engine, Request, SavesMemory
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
    Run,
    Shutdown,
    Succeeded,
    Terminal,
    Unload,
)
from studio.wire.spec import EngineSpec
from studio.worker import devices, failures
from studio.worker.cache import EngineCache, free_caches, memory_mb, peak_mb
from studio.worker.context import RunContext
from studio.worker.discover import Discovery

HEARTBEAT_S = 0.25
ORPHAN_GRACE_S = 1.0
EXIT_DEVICE_LOST = 70


class Runtime:
    """Serves one pipe with the engines of one device."""

    def __init__(self, source: BinaryIO, sink: BinaryIO, device: str, discovery: Discovery) -> None:
        self._source = source
        self._sink = sink
        self._device = device
        self._discovery = discovery
        self._cache = EngineCache(discovery)
        self._commands: SimpleQueue[Command | None] = SimpleQueue()
        self._writing = threading.Lock()
        self._state = threading.Lock()
        self._current: RunContext | None = None
        self._cancelled: set[str] = set()
        self._ended = ""
        self._phase = Text("idle")
        self._moves = 0
        self._stop_heart = threading.Event()

    def serve(self) -> int:
        """Answer commands until Shutdown or the end of the stream; returns the exit status."""
        self._emit(
            Hello(protocol=PROTOCOL, pid=os.getpid(), engines=self._discovery.ids(), device=self._device)
        )
        threading.Thread(target=self._read, name="commands", daemon=True).start()
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()
        while True:
            match self._commands.get():
                case Run() as run:
                    self._serve_run(run)
                case Describe():
                    engines, faults = self._discovery.describe()
                    self._emit(Described(engines=engines, faults=faults))
                case Unload():
                    self._cache.free_others(keep=None)
                case Shutdown() | None:
                    break
                case Cancel():  # handled by the reader at once
                    pass
        self._stop_heart.set()
        self._cache.free_others(keep=None)
        return 0

    # ---- jobs

    def _serve_run(self, run: Run) -> None:
        context = RunContext(run.job, Path(run.workdir), self._emit, self._sink)
        with self._state:
            self._current = context
            if run.job in self._cancelled:
                context.cancel()
        terminal = self._run(run, context)
        context.close()
        with self._state:
            self._current = None
            self._cancelled.discard(run.job)
            self._ended = run.job
            self._moves += context.moves
            self._phase = Text("idle")
        self._emit(terminal)
        if isinstance(terminal, Failed) and terminal.code == "device_error":
            # The driver answers every later call of this process with an error or, worse, with garbage.
            os._exit(EXIT_DEVICE_LOST)

    def _run(self, run: Run, context: RunContext) -> Terminal:
        terminal, engine = self._attempt(run, context)
        # Here, outside the except, no traceback keeps the failed run's tensors alive any more.
        if isinstance(terminal, Failed) and terminal.code == "out_of_memory":
            plan = self._thriftier(engine)
            if plan:
                context.log(f"Not enough memory; trying again: {plan}", "warning")
                terminal, _ = self._attempt(run, context)
        if isinstance(terminal, Failed):
            context.log(terminal.detail or terminal.message, "error")
        return terminal

    def _attempt(self, run: Run, context: RunContext) -> tuple[Terminal, Engine | None]:
        engine: Engine | None = None
        load_seconds, device = 0.0, run.device
        try:
            context.check_cancelled()
            self._phase = Text("loading")
            started = time.monotonic()
            device = devices.resolve(run.device, self._discovery.spec(run.engine))
            if run.models and not self._cache.holds(run.engine, device, run.models):
                context.progress(Text("loading model"))
            engine, warm = self._cache.get(run.engine, device, run.models)
            load_seconds = 0.0 if warm else time.monotonic() - started
            context.check_cancelled()
            self._phase = Text("running")
            started = time.monotonic()
            inputs = {role: Path(path) for role, path in run.inputs.items()}
            engine.run(Request(params=run.params, inputs=inputs, seed=run.seed, device=device), context)
            seconds = time.monotonic() - started
            return Succeeded(
                job=run.job, seconds=seconds, load_seconds=load_seconds, peak_mb=peak_mb()
            ), engine
        except (Exception, SystemExit) as error:  # noqa: BLE001 - an engine is foreign code; each run ends in one event
            if context.cancel_requested and failures.is_cancelled(error):
                return JobCancelled(job=run.job), engine
            spec = self._spec(run.engine)
            return failures.describe(run.job, error, spec, device), engine

    def _thriftier(self, engine: Engine | None) -> str:
        """Free memory and, where the engine can, choose its next plan; "" when there is nothing left to
        try."""
        freed = self._cache.free_others(keep=engine)
        free_caches()
        if isinstance(engine, SavesMemory):
            try:
                plan = engine.save_memory()
            except (StudioError, MemoryError, RuntimeError) as error:
                logger("worker").warning("no thriftier plan: %s", error)
                plan = ""
            if plan:
                return plan
        return "other models were unloaded" if freed else ""

    def _spec(self, engine: str) -> EngineSpec | None:
        try:
            return self._discovery.spec(engine)
        except StudioError:
            return None

    # ---- threads beside the main one

    def _read(self) -> None:
        try:
            while (command := read_command(self._source)) is not None:
                if isinstance(command, Cancel):
                    self._cancel(command.job)
                    continue
                if isinstance(command, Run):
                    with self._state:
                        self._ended = "" if command.job == self._ended else self._ended
                self._commands.put(command)
        except (StreamBroken, OSError) as error:
            logger("worker").error("the command stream broke: %s", error)
        self._commands.put(None)
        with self._state:
            current = self._current
        if current is not None:
            current.cancel()
        # The app is gone. A job that does not listen must not keep the card's memory.
        threading.Timer(ORPHAN_GRACE_S, os._exit, (0,)).start()

    def _cancel(self, job: str) -> None:
        with self._state:
            if job == self._ended:
                return  # it came too late; the job may be tried again under the same name
            self._cancelled.add(job)
            if self._current is not None and self._current.job == job:
                self._current.cancel()

    def _beat(self) -> None:
        while not self._stop_heart.wait(HEARTBEAT_S):
            with self._state:
                count = self._moves + (self._current.moves if self._current else 0)
            rss, vram = memory_mb()
            self._emit(Heartbeat(phase=self._phase, count=count, rss_mb=rss, vram_mb=vram))

    def _emit(self, event: Event) -> None:
        with self._writing:
            try:
                write_message(self._sink, event)
            except (OSError, ValueError):
                # Nobody listens any more (ValueError: the stream was closed under us).
                os._exit(0)
            except (TypeError, msgspec.MsgspecError) as error:
                raise StudioError(
                    "bad_output",
                    Text("The engine sent data that could not be passed on."),
                    NO_TEXT,
                    str(error),
                ) from error

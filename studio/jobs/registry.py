"""The engines of this machine as the app knows them, from a worker's ``Described`` reply, remembered between
starts."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import msgspec
from psygnal import Signal

from studio.core import files, paths
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError, StudioError
from studio.core.log import logger
from studio.core.registry import Fault, log_fault
from studio.core.text import Text
from studio.core.text_hooks import text_decoded, text_encoded
from studio.wire.spec import EngineSpec, EngineState


class Models(Protocol):
    """The models of this machine: ``catalog.Catalog``."""

    def present(self, model: str) -> Path | None:
        """The folder of a model, or None."""
        ...

    def holding(self, names: Sequence[str]) -> Sequence[str]:
        """Ids of the models that have all files of these names."""
        ...


class NoModels:
    """A machine without any."""

    def present(self, model: str) -> Path | None:
        """None."""
        return None

    def holding(self, names: Sequence[str]) -> Sequence[str]:
        """None."""
        return ()


class _Cache(msgspec.Struct, frozen=True, kw_only=True):
    fingerprint: str
    engines: tuple[EngineState, ...]
    faults: tuple[Fault, ...] = ()


class EngineRegistry:
    """Engine states without importing engines. Readable from any thread; ``changed`` is emitted by
    ``JobQueue.apply``."""

    changed = Signal()

    def __init__(self, models: Models | None = None, user_engines: Path | None = None) -> None:
        """Read the remembered states when the engine files and installed packages are the same as then.

        user_engines: folder of the user's own engines; None: only the app's are used.
        """
        self.models: Models = models or NoModels()
        self.user_engines = user_engines
        self._lock = threading.Lock()
        self._path = paths.user_data() / "engines.json"
        self._states: dict[str, EngineState] = {}
        self._faults: tuple[Fault, ...] = ()
        self._problem: StudioError | None = None
        self.known = False
        """False until the engines were described once, now or in an earlier run with the same files."""
        self._load()

    def states(self) -> tuple[EngineState, ...]:
        """Every engine, ready or not, sorted by id; readiness includes the models that must be present."""
        with self._lock:
            states = sorted(self._states.values(), key=lambda state: state.spec.id)
        return tuple(self._with_models(state) for state in states)

    def for_task(self, task: str) -> tuple[EngineState, ...]:
        """Engines of one task: ready ones first, the embedded default before others."""
        found = [state for state in self.states() if state.spec.task == task]
        return tuple(
            sorted(found, key=lambda state: (not state.ready, not state.spec.embedded, state.spec.id))
        )

    def get(self, engine: str) -> EngineState:
        """State of one engine. Raises InputError("unknown_engine"); StudioError when the engines cannot be
        listed at all."""
        with self._lock:
            state, problem = self._states.get(engine), self._problem
        if state is None:
            if problem is not None:
                raise problem
            raise InputError(
                "unknown_engine",
                Text("There is no engine called “{engine}”.", engine=engine),
                Text("Run “studio doctor” to list the engines."),
            )
        return self._with_models(state)

    @property
    def problem(self) -> StudioError | None:
        """Why the engines of this machine cannot be listed; None when they can, or were not asked for yet."""
        with self._lock:
            return self._problem

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Engine files that cannot be used, and why."""
        with self._lock:
            return self._faults

    def spec(self, engine: str) -> EngineSpec | None:
        """The SPEC, or None when there is no such engine."""
        with self._lock:
            state = self._states.get(engine)
        return state.spec if state else None

    def update(self, states: tuple[EngineState, ...], faults: tuple[Fault, ...] = ()) -> None:
        """Take over a worker's answer and remember it."""
        for fault in faults:
            log_fault(fault)
        with self._lock:
            self._faults = faults
            self._states = {state.spec.id: state for state in states}
            self._problem = None
            self.known = True
        try:
            cache = _Cache(fingerprint=self._fingerprint(), engines=states, faults=faults)
            files.write_bytes(self._path, msgspec.json.encode(cache, enc_hook=text_encoded))
        except StudioError as error:
            logger("jobs").warning("engines.json cannot be written: %s", error)

    def fail(self, problem: StudioError) -> None:
        """The engines cannot be listed; jobs that ask for one fail with this reason."""
        with self._lock:
            self._problem = problem
            self.known = True

    def _load(self) -> None:
        try:
            cache = msgspec.json.decode(self._path.read_bytes(), type=_Cache, dec_hook=text_decoded)
        except FileNotFoundError:
            return
        except (OSError, *UNDECODABLE) as error:
            logger("jobs").warning("engines.json cannot be read: %s", error)
            return
        if cache.fingerprint == self._fingerprint():
            self._states = {state.spec.id: state for state in cache.engines}
            self._faults = cache.faults
            self.known = True

    def _with_models(self, state: EngineState) -> EngineState:
        if not state.ready:
            return state
        missing = [
            needed.model
            for needed in state.spec.models
            if not needed.optional and not self.models.present(needed.model)
        ]
        if missing:
            reason = Text("Needs the model {missing}.", missing=", ".join(missing))
        elif state.spec.model_files and not self.models.holding(state.spec.model_files):
            folder = paths.downloaded_models()
            reason = Text(
                "No compatible model is installed. Put a model folder in “{folder}”.", folder=folder
            )
        else:
            return state
        return msgspec.structs.replace(state, ready=False, reason=reason)

    def _fingerprint(self) -> str:
        """Changes whenever an engine file or an installed package does. Reads folder listings only: under 5
        ms."""
        package = Path(__file__).resolve().parents[1]
        found = [sys.version]
        for folder in (package / "engines", package / "wire", self.user_engines):
            if folder is not None and folder.is_dir():
                found += sorted(_stamps(folder))
        for entry in sys.path:
            if entry and Path(entry).is_dir():
                found += sorted(
                    item.name for item in os.scandir(entry) if item.name.endswith((".dist-info", ".egg-info"))
                )
        return hashlib.sha256("\n".join(found).encode()).hexdigest()


def _stamps(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(("_", "."))]
        for name in names:
            if name.endswith(".py"):
                path = Path(place, name)
                facts = path.stat()
                yield f"{path} {facts.st_size} {facts.st_mtime_ns}"

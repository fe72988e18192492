"""What crosses the process border between the app and a worker: two closed, typed unions.

The parent writes Commands to the worker's stdin, the worker writes Events to its private stdout.
For every ``Run`` the worker sends any number of progress events and then **exactly one** terminal event:
``Succeeded``, ``JobCancelled`` or ``Failed``. Big results are files in the job's work folder.
"""

from __future__ import annotations

from typing import Any

import msgspec

from studio.core.registry import Fault
from studio.core.text import NO_TEXT, Text
from studio.wire.spec import EngineState

PROTOCOL = 3
"""Raised with every incompatible change of this file; both sides refuse another number."""


class _Message(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    pass


# ---- commands: app -> worker


class Run(_Message, frozen=True, tag="run"):
    """Run one job. inputs: role -> absolute path. workdir: existing folder that outputs are written into.

    models: model id -> folder on this machine, for the engines that need them. device: "cpu", "cuda:0"...
    """

    job: str
    engine: str
    params: dict[str, Any]
    inputs: dict[str, str]
    workdir: str
    seed: int | None = None
    device: str = "cpu"
    models: dict[str, str] = {}


class Cancel(_Message, frozen=True, tag="cancel"):
    """Stop the job at its next step, sentence or frame."""

    job: str


class Describe(_Message, frozen=True, tag="describe"):
    """Ask for the state of all engines; answered by ``Described``."""


class Unload(_Message, frozen=True, tag="unload"):
    """Free every model that is not in use."""


class Shutdown(_Message, frozen=True, tag="shutdown"):
    """Finish: unload and exit with status 0."""


Command = Run | Cancel | Describe | Unload | Shutdown


# ---- events: worker -> app


class Hello(_Message, frozen=True, tag="hello"):
    """First message of a worker. engines: ids it can load. device: what it will use."""

    protocol: int
    pid: int
    engines: tuple[str, ...]
    device: str


class Described(_Message, frozen=True, tag="described"):
    """Answer to ``Describe``. faults: engine files that cannot be used."""

    engines: tuple[EngineState, ...]
    faults: tuple[Fault, ...] = ()


class Started(_Message, frozen=True, tag="started"):
    """The job has begun."""

    job: str


class Progress(_Message, frozen=True, tag="progress"):
    """stage: a word or two in the user's terms ("loading model", "denoising"). total None: length unknown."""

    job: str
    stage: Text
    done: int = 0
    total: int | None = None


class Preview(_Message, frozen=True, tag="preview"):
    """The work so far: WebP bytes, longest side <= 512 px, at most 10 a second; the latest wins."""

    job: str
    data: bytes


class Output(_Message, frozen=True, tag="output"):
    """One finished file inside the job's work folder. role: "image", "audio", "words",
    ... meta: small facts about it.
    """

    job: str
    role: str
    path: str
    meta: dict[str, Any] = {}


class Log(_Message, frozen=True, tag="log"):
    """A line for the job's log. level: "debug", "info", "warning", "error"."""

    level: str
    text: str
    job: str = ""


class Heartbeat(_Message, frozen=True, tag="heartbeat"):
    """Every 250 ms from a side thread. phase: what the worker is in; count rises whenever the job moved."""

    phase: str
    count: int
    rss_mb: int = 0
    vram_mb: int = 0


class Succeeded(_Message, frozen=True, tag="succeeded"):
    """Terminal. seconds: wall time of the run without loading; load_seconds:
    loading, 0 when the model was warm.
    """

    job: str
    seconds: float
    load_seconds: float = 0.0
    peak_mb: int = 0


class JobCancelled(_Message, frozen=True, tag="cancelled"):
    """Terminal. The model stays loaded unless the worker had to be killed (``killed``)."""

    job: str
    killed: bool = False


class Failed(_Message, frozen=True, tag="failed"):
    """Terminal. Same fields as core.errors.StudioError; retryable: trying again unchanged may help.
    wrong_input: the request cannot be carried out as given (core.errors.InputError).
    """

    job: str
    code: str
    message: Text
    hint: Text = NO_TEXT
    detail: str = ""
    retryable: bool = False
    wrong_input: bool = False


Event = (
    Hello
    | Described
    | Started
    | Progress
    | Preview
    | Output
    | Log
    | Heartbeat
    | Succeeded
    | JobCancelled
    | Failed
)
Terminal = Succeeded | JobCancelled | Failed

"""What a job is: the request, the state words, progress, outcome. All values are frozen."""

from __future__ import annotations

import time
import traceback
from pathlib import Path
from typing import Any, Literal

import msgspec

from studio.core.errors import InputError, JobFailed, StudioError
from studio.core.text import NO_TEXT, Text

JobState = Literal["queued", "running", "cancelling", "succeeded", "failed", "cancelled", "interrupted"]

TASK_PREFIX = "task:"
"""Begins the engine word of a job that is work of the app itself (jobs.tasks)."""

FINISHED: frozenset[str] = frozenset(("succeeded", "failed", "cancelled"))
LIVE: frozenset[str] = frozenset(("running", "cancelling"))


class JobRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything that decides what is made and where it goes.

    engine: engine id; or ``task:NAME`` for work of the app itself (jobs.tasks). params: as the engine's SPEC
    declares, defaults may be left out. inputs: role -> absolute path. seed: None lets the queue choose one
    where the engine has randomness. title: one line for the Jobs dock. workspace: id of the one that asked;
    stored as "place", its name in queues written before.
    purpose and target: which handler places the result, and where (ids); both survive a restart.
    store: name of the result store, see ``JobQueue.open_store``; "" is the app's own. heavy: None: as the
    SPEC says.
    fresh: run even when the same recipe was made before.
    """

    engine: str
    title: Text = NO_TEXT
    params: dict[str, Any] = {}  # str | int | float | bool | None
    inputs: dict[str, str] = {}
    seed: int | None = None
    workspace: str = msgspec.field(default="", name="place")
    purpose: str = ""
    target: dict[str, str] = {}
    store: str = ""
    heavy: bool | None = None
    fresh: bool = False


class JobError(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a job failed; fields as in core.errors.StudioError. retryable: trying again unchanged may help.
    wrong_input: the request could not be carried out as given.
    """

    code: str
    message: Text
    hint: Text = NO_TEXT
    detail: str = ""
    retryable: bool = False
    wrong_input: bool = False


class JobOutput(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stored result. path: absolute, immutable file in its store; sha256 and suffix: its content
    address."""

    role: str
    path: str
    sha256: str = ""
    suffix: str = ""
    meta: dict[str, Any] = {}  # facts from the engine: sample_rate, duration_s, words, seed...


class Job(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One job as the queue knows it now. Times are Unix seconds; done/total count the units of ``stage``.

    recipe: key of the recipe. reused: the result came from the store. kills: workers that died over this job.
    handled: the handler of its purpose has placed the result. remaining_s: estimate, None when unknown.
    """

    id: str
    request: JobRequest
    state: JobState = "queued"
    order: str = ""
    created: float = 0.0
    started: float | None = None
    ended: float | None = None
    stage: Text = NO_TEXT
    done: int = 0
    total: int | None = None
    remaining_s: float | None = None
    error: JobError | None = None
    outputs: tuple[JobOutput, ...] = ()
    recipe: str = ""
    reused: bool = False
    seconds: float = 0.0
    load_seconds: float = 0.0
    kills: int = 0
    handled: bool = False

    @property
    def finished(self) -> bool:
        """Succeeded, failed or cancelled: nothing more will happen unless it is retried."""
        return self.state in FINISHED

    @property
    def live(self) -> bool:
        """A worker is at it."""
        return self.state in LIVE

    @property
    def fraction(self) -> float | None:
        """Progress of the current stage, 0..1; None when its length is unknown."""
        return min(1.0, self.done / self.total) if self.total else None

    @property
    def elapsed_s(self) -> float:
        """Seconds since it was started; 0.0 when it was not."""
        if self.started is None:
            return 0.0
        return max(0.0, (self.ended if self.ended is not None else time.time()) - self.started)

    def output(self, role: str) -> JobOutput | None:
        """The first output of a role."""
        return next((output for output in self.outputs if output.role == role), None)


class JobStarted(msgspec.Struct, frozen=True, kw_only=True):
    """A lane has taken the job. seed: the one that was chosen."""

    job: str
    lane: str
    started: float
    seed: int | None = None
    estimate_s: float | None = None


class JobEnded(msgspec.Struct, frozen=True, kw_only=True):
    """The job is over: results are stored, the queue's table is written."""

    job: Job


class LaneChanged(msgspec.Struct, frozen=True, kw_only=True):
    """What a lane's worker is doing. phase: "off", "starting", "idle", "loading", "running"; memory in MB."""

    lane: str
    device: str
    phase: str
    rss_mb: int = 0
    vram_mb: int = 0


def job_error(error: StudioError) -> JobError:
    """An exception as the job's record of it."""
    return JobError(
        code=error.code,
        message=error.message,
        hint=error.hint,
        detail=error.detail,
        wrong_input=isinstance(error, InputError),
    )


def as_exception(error: JobError) -> StudioError:
    """A job's error as what the command line raises and a card shows; ``job_error`` backwards."""
    kind = InputError if error.wrong_input else JobFailed
    return kind(error.code, error.message, error.hint, error.detail)


def moved_to(job: Job, old: str, new: str) -> Job:
    """A job of the store ``old`` as one of ``new``, both folders, with the paths of its files in it."""

    def at(path: str) -> str:
        place = Path(path)
        return str(Path(new) / place.relative_to(old)) if place.is_relative_to(old) else path

    inputs = {role: at(path) for role, path in job.request.inputs.items()}
    outputs = tuple(msgspec.structs.replace(output, path=at(output.path)) for output in job.outputs)
    request = msgspec.structs.replace(job.request, store=new, inputs=inputs)
    return msgspec.structs.replace(job, request=request, outputs=outputs)


def unexpected_error(error: Exception) -> JobError:
    """A mistake of the app's own code, as the job's record of it."""
    return JobError(
        code="internal_error",
        message=Text("Internal error ({name}).", name=type(error).__name__),
        hint=Text("Copy the details and send them to the developers."),
        detail="".join(traceback.format_exception(error))[-8000:],
    )

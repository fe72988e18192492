"""What can go wrong, in words for the user.

Cancellation is an outcome, not an error: it has its own class outside the error tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from studio.core.text import NO_TEXT, Text


@dataclass(eq=False)  # an exception is equal to itself alone, and has a hash: tracebacks are kept in sets
class StudioError(Exception):
    """Base of every expected failure.

    code: stable word for tests, logs and the ``error: CODE:`` line, e.g. ``"file_missing"``.
    message: one sentence that says what failed and why. hint: what the user can
    do. detail: log lines, stderr.
    """

    code: str
    message: Text
    hint: Text = NO_TEXT
    detail: str = ""

    exit_code = 3

    def __post_init__(self) -> None:
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InputError(StudioError):
    """The request cannot be carried out as given (missing file, bad value,
    unreadable project): exit status 2.
    """

    exit_code = 2


class JobFailed(StudioError):
    """A job ran and failed: exit status 3."""


class Cancelled(Exception):
    """The user stopped the work. Not an error; partial files are already removed by whoever raised it."""


@dataclass(frozen=True)
class Problem:
    """One finding of a validation; validation collects all of them before stopping.

    where: what it is about in the user's words ("cue 12", "scene 2"). severity:
    "error" stops, "warning" does not.
    """

    code: str
    message: Text
    where: str = ""
    hint: Text = NO_TEXT
    severity: str = "error"


@dataclass(eq=False)
class ValidationFailed(InputError):
    """Several problems at once; ``message`` names the first and says how many there are."""

    problems: list[Problem] = field(default_factory=list[Problem])


def raise_problems(problems: list[Problem]) -> None:
    """Raise ValidationFailed when any problem is an error."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if not errors:
        return
    first = errors[0]
    message = (
        Text("{where}: {message}", where=first.where, message=first.message) if first.where else first.message
    )
    if len(errors) > 1:
        message = Text("{message} ({errors} more)", message=message, errors=len(errors) - 1)
    raise ValidationFailed(first.code, message, first.hint, problems=problems)

"""Work that must not run on the window's thread: opening, importing, decoding. Qt-free; the
window gives a runner with threads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from studio.core.errors import StudioError
from studio.core.text import Text

T = TypeVar("T")


class Tasks(Protocol):
    """Runs a function away from the window and brings its result back to the window's thread."""

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[StudioError], None]
    ) -> None:
        """Call ``done(work())`` or ``failed(error)`` later, on the thread that owns the states."""
        ...


class InlineTasks:
    """Runs at once on the calling thread: for the command line and for tests of states."""

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[StudioError], None]
    ) -> None:
        """Call ``work`` now."""
        try:
            result = work()
        except StudioError as error:
            failed(error)
            return
        done(result)


def as_studio_error(error: Exception) -> StudioError:
    """Any failure of a background task as something that can be shown; unknown ones
    keep their type in ``detail``.
    """
    if isinstance(error, StudioError):
        return error
    return StudioError(
        "unexpected",
        Text("An internal error occurred."),
        Text("Copy the report and send it to the developers."),
        f"{type(error).__name__}: {error}",
    )

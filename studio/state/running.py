"""Whether the last run of the window came to a proper end: a marker that only a clean end removes.

The system frees the lock when a process dies, so a marker without a holder tells of a crash, and a second
window on the same account is told apart from one.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from studio.core import paths, private
from studio.core.decoding import UNDECODABLE
from studio.core.log import logger
from studio.project.folder.lock import ProjectLock


@dataclass(frozen=True)
class UncleanEnd:
    """The run before this one died. project: what was open, None when nothing was. attempts: how many runs in
    a row have died."""

    project: Path | None
    attempts: int


class RunningMarker:
    """Take it at start, tell it what is open, ``clear`` it at a clean end. Never raises: without it the app
    only cannot tell of a crash."""

    def __init__(self) -> None:
        self._folder = paths.user_data() / "running"
        self._file = self._folder / "marker.json"
        self._lock: ProjectLock | None = None
        self._attempts = 0
        self.unclean: UncleanEnd | None = None
        """How the run before ended, when it did not end well."""
        try:
            private.make_folder(self._folder)
            self._lock = ProjectLock.acquire(self._folder)
        except OSError as error:
            logger("ui").warning("a crash of this run will not be noticed: %s", error)
        if self._lock is not None:
            self.unclean = self._read()
            self._attempts = self.unclean.attempts if self.unclean else 0
            self.note(None)

    def note(self, project: Path | None) -> None:
        """Write down which project is open."""
        if self._lock is None:
            return
        body = {"project": str(project) if project else "", "attempts": self._attempts}
        try:
            self._file.write_text(json.dumps(body), encoding="utf-8")
        except OSError as error:
            logger("ui").warning("after a crash the open project will not be named: %s", error)

    def clear(self) -> None:
        """A clean end."""
        if self._lock is None:
            return
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
        self._lock.release()
        self._lock = None

    def _read(self) -> UncleanEnd | None:
        try:
            body = json.loads(self._file.read_text(encoding="utf-8"))
            project, attempts = str(body["project"]), int(body["attempts"])
        except FileNotFoundError:
            return None
        except (OSError, *UNDECODABLE):
            project, attempts = "", 0  # half written: it died while it wrote
        return UncleanEnd(Path(project) if project else None, attempts + 1)

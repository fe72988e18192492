"""Where a project keeps what can be made again: its ``cache`` folder, or a private one where that is not safe
to write into.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from pathlib import Path

from studio.core.log import logger
from studio.core.own_folders import own_folder
from studio.project.folder.foreign import linked_cache


class CacheFolder:
    """The cache of one open project. Safe to use from any thread.

    The app never puts a link into a cache. One that is there leads files of the cache to where they do not
    belong, so such a cache is not used at all.
    """

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._checked: Path | None = None
        self._links = False
        self._private: Path | None = None

    def of(self, project: Path) -> Path:
        """The cache for the project in this folder, made when absent. Raises as ``own_folder``."""
        with self._mutex:
            if self._checked != project:  # once for as long as the project is open: a cache can be large
                problems = linked_cache(project)
                for problem in problems:
                    logger("project").warning("%s %s", problem.message, problem.hint)
                self._links, self._checked = bool(problems), project
            if not self._links:
                return own_folder(project, "cache")
            if self._private is None:
                self._private = Path(tempfile.mkdtemp(prefix="backlot-cache-"))
                self._remove = weakref.finalize(self, shutil.rmtree, self._private, ignore_errors=True)
            return self._private

    def close(self) -> None:
        """Delete the private folder, where there is one."""
        with self._mutex:
            if self._private is not None:
                self._remove()
                self._private = None

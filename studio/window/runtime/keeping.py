"""Care for the project's file in the quiet moments between edits: one whole file on disk, verified copies."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QTimer, Slot

from studio.core.errors import StudioError
from studio.core.log import logger
from studio.kit.signals import Relay
from studio.project.handle import Project
from studio.project.model import Changes
from studio.state.app_state import AppState

QUIET_MS = 2000
_AGAIN_MS = 600_000


class Keeping(QObject):
    """Waits until nobody has edited for two seconds; then a thread of the pool brings the project into its
    one-file form and takes a snapshot when one is due. The setting ``projects.snapshots`` says how many stay.
    """

    def __init__(self, app: AppState, parent: QObject, quiet_ms: int = QUIET_MS) -> None:
        super().__init__(parent)
        self._app = app
        self._quiet_ms = quiet_ms
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look_after)
        self._relay = Relay(self)
        self._relay.listen(app.project_changed, self._edited)

    def close(self) -> None:
        """Look after nothing any more."""
        self._relay.drop()
        self._timer.stop()

    def _edited(self, _changes: Changes) -> None:
        self._timer.start(self._quiet_ms)

    @Slot()
    def _look_after(self) -> None:
        project = self._app.project
        if project is None or project.read_only:
            return
        keep = int(self._app.settings.get("projects.snapshots"))

        def done(next_s: float) -> None:
            if math.isfinite(next_s):
                self._come_back(project, int(next_s * 1000))

        def failed(error: StudioError) -> None:
            if error.code == "project_closed":
                return
            logger("project").warning("no copy of %s: %s %s", project.name, error, error.detail)
            self._come_back(project, _AGAIN_MS)
            if error.code == "project_damaged":
                self._app.fail(error)

        self._app.tasks.run(lambda: _tidy(project, keep), done, failed)

    def _come_back(self, project: Project, milliseconds: int) -> None:
        if self._app.project is project and not self._timer.isActive():  # an edit since then comes first
            self._timer.start(milliseconds)


def _tidy(project: Project, keep: int) -> float:
    """On a thread of the pool. Seconds until the next copy is due; inf when nothing changed since."""
    project.idle()
    if project.snapshots.due_in() == 0:
        project.snapshots.take(project.database, keep=keep)
    return project.snapshots.due_in()

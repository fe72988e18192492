"""Keeps the timeline in step with how lines sound: scenes are laid out again, dubbed lines fitted anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from studio.core.errors import StudioError
from studio.project.handle import Project
from studio.project.model import Line, Take
from studio.state.app_state import AppState
from studio.voice.fit import Fit


class LineLayout:
    """failed: called with what went wrong. One fitting at a time; the newest wish is done last."""

    def __init__(self, app: AppState, failed: Callable[[StudioError], None]) -> None:
        self._app = app
        self._failed = failed
        self._fitting = False
        self._again = False
        self._joins = 0

    def follow(self, lines: Sequence[Line], joins: int = 0) -> None:
        """These lines sound otherwise now. joins: number of the edit that made it so, 0: several did."""
        project = self._app.project
        if project is None:
            return
        if any(line.scene for line in lines):
            self._lay_out_film(project, joins)
        if any(line.slot_end and not line.scene for line in lines):
            self._joins = joins
            self._fit_dub(project)

    def _lay_out_film(self, project: Project, joins: int) -> None:
        from studio.flows.film import lay_out

        try:
            lay_out(project, self._app.sequence_id, joins=joins)
        except StudioError as error:
            self._failed(error)

    def _fit_dub(self, project: Project) -> None:
        """Read in the background where the speech begins and ends, then put it on the voice track."""
        from studio.flows.dub import plan

        if self._fitting:
            self._again = True
            return
        self._fitting = True
        sequence = self._app.sequence_id

        def done(fits: list[Fit]) -> None:
            self._fitting = False
            if self._app.project is project and not self._again:
                self._put(project, sequence, fits)
            self._next()

        def failed(error: StudioError) -> None:
            self._fitting = False
            self._failed(error)
            self._next()

        self._app.tasks.run(lambda: plan(project, sequence), done, failed)

    def _put(self, project: Project, sequence: str, fits: list[Fit]) -> None:
        from studio.flows.dub import lay_out_dub

        def heard(fit: Fit) -> bool:
            line = project.find(fit.line)
            return isinstance(line, Line) and isinstance(project.find(line.take), Take)

        said = self._app.message
        try:
            lay_out_dub(project, sequence, [fit for fit in fits if heard(fit)], joins=self._joins)
        except StudioError as error:
            self._failed(error)
        if said is not None:
            self._app.message = said  # of what the user did; this follows from it

    def _next(self) -> None:
        again, self._again = self._again, False
        if again and self._app.project is not None:
            self._fit_dub(self._app.project)

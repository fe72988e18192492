"""How lines stand: unspoken, out of date, too long or spoken. Judged in the background, remembered."""

from __future__ import annotations

from collections.abc import Callable

from studio.core.errors import InputError
from studio.project.handle import Project
from studio.project.model import Line, Take
from studio.project.model import Sequence as SequenceEntity
from studio.state.app_state import AppState
from studio.voice.lines import FindSpec, LineState, is_stale, overflowing, voice_of


class Judging:
    """The states of the shown sequence's lines. changed: called when any of them is another now."""

    def __init__(self, app: AppState, changed: Callable[[], None]) -> None:
        self._app = app
        self._changed = changed
        self._judge = Judge()
        self._states: dict[str, LineState] = {}
        self._busy = False
        self._again = False
        self._waiting: list[Callable[[], None]] = []

    def when_known(self, action: Callable[[], None]) -> None:
        """Do it when the lines have been judged as they are now."""
        if self._busy:
            self._waiting.append(action)
        else:
            action()

    def state(self, line_id: str) -> LineState | None:
        """What is known of a line by now."""
        return self._states.get(line_id)

    def reset(self) -> None:
        """Another project."""
        self._states = {}
        self._judge = Judge()
        self._waiting.clear()

    def forget(self) -> None:
        """Other engines: ask anew."""
        self._judge.forget()
        self.ask()

    def ask(self) -> None:
        """Judge all lines; asked again at the end when something changed meanwhile."""
        project, sequence, judge = self._app.project, self._app.sequence_id, self._judge
        if project is None:
            self._states = {}
            return
        if self._busy:
            self._again = True
            return
        self._busy = True
        find_spec = self._app.queue.registry.spec
        self._app.tasks.run(
            lambda: judge.states(project, sequence, find_spec),
            lambda states: self._judged(judge, states),
            lambda _error: self._judged(judge, {}),
        )

    def _judged(self, judge: Judge, states: dict[str, LineState]) -> None:
        self._busy = False
        if judge is self._judge and states != self._states:
            self._states = states
            self._changed()
        if self._again:
            self._again = False
            self.ask()
            return
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            action()


class Judge:
    """Says which lines are fresh; remembers for each line what it was asked, so
    that an edit costs one recipe.

    ``states`` runs on a background thread, one call at a time.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, bool]] = {}

    def forget(self) -> None:
        """Another project, or other engines."""
        self._known = {}

    def states(self, project: Project, sequence: str, find_spec: FindSpec) -> dict[str, LineState]:
        """As ``voice.lines.line_states``. {} when the sequence or the project has gone meanwhile."""
        if not isinstance(project.find(sequence), SequenceEntity):
            return {}
        lines = project.children(sequence, Line)
        too_long = overflowing(project, lines)
        known: dict[str, tuple[object, bool]] = {}
        result: dict[str, LineState] = {}
        for line in lines:
            take = project.find(line.take) if line.take else None
            if not isinstance(take, Take):
                result[line.id] = "unspoken"
                continue
            known[line.id] = self._staleness(project, line, take, find_spec)
            stale = known[line.id][1]
            result[line.id] = "stale" if stale else "overflow" if line.id in too_long else "fresh"
        self._known = known
        return result

    def _staleness(
        self, project: Project, line: Line, take: Take, find_spec: FindSpec
    ) -> tuple[object, bool]:
        if not take.recipe:
            return ("recorded",), False
        try:
            voice = voice_of(project, line)
        except InputError:
            return ("not cast",), False
        question = (line.text, line.manner, voice, take.recipe)
        before = self._known.get(line.id)
        if before is not None and before[0] == question:
            return before
        return question, is_stale(project, line, take, find_spec)

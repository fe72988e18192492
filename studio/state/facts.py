"""What is so now, as words that the command table looks at: a project is open, a clip is selected, ..."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from studio.core.text import Text
from studio.project.model import CaptionTrack, Changes, Clip, Cue, Track
from studio.state.film import FilmState

if TYPE_CHECKING:
    from studio.state.app_state import AppState

NEEDS: dict[str, Text] = {
    "project": Text("No project is open. Open or create one first."),
    "writable": Text("The project cannot be changed. Open one that is not read-only."),
    "film": Text("The timeline is empty. Add a clip or a caption first."),
    "clip": Text("No clip is selected. Select one in the timeline."),
    "undo": Text("There is nothing to undo."),
    "redo": Text("There is nothing to redo."),
    "history": Text("There are no edits yet."),
    "film possible": Text("There is no script to make a film of. Open a script in the Voice workspace."),
    "film making": Text("No film is being made."),
}
"""What to say to somebody who lacks a fact."""


class AppFacts:
    """The facts of the whole app.

    project: one is open. writable: it can be changed. film: its sequence has clips or captions.
    selection: something is selected. clip: a clip is. playing: the film plays.
    undo: there is an edit to take back. redo: there is one to do again. history: there is either.
    film possible, film making: see FilmState. theme:WORD: the theme that is chosen.
    """

    def __init__(self, app: AppState) -> None:
        self._app = app
        self._full: bool | None = None
        app.project_changed.connect(self._on_changes)
        app.field_changed.connect(self._on_field)

    def __call__(self, _context: object) -> Iterator[str]:
        app = self._app
        yield f"theme:{app.settings.get('look.theme')}"
        film = app.part(FilmState)
        if film.making:
            yield "film making"
        project = app.project
        if project is None:
            return
        yield "project"
        if not project.read_only:
            yield "writable"
            if project.undo_label:
                yield "undo"
            if project.redo_label:
                yield "redo"
            if project.undo_label or project.redo_label:
                yield "history"
        if self._film():
            yield "film"
        if app.playing:
            yield "playing"
        if app.selection:
            yield "selection"
            if any(isinstance(project.find(entity_id), Clip) for entity_id in app.selection):
                yield "clip"
        if film.possible:
            yield "film possible"

    def _film(self) -> bool:
        """Whether the sequence in front has any length; kept until its clips or cues change."""
        if self._full is None:
            project, sequence = self._app.require_project(), self._app.sequence_id
            self._full = any(project.children(track.id, Clip) for track in project.children(sequence, Track))
            self._full = self._full or any(
                project.children(track.id, Cue) for track in project.children(sequence, CaptionTrack)
            )
        return self._full

    def _on_changes(self, changes: Changes) -> None:
        if changes.kinds & {"clip", "cue", "track", "caption_track", "sequence"}:
            self._full = None

    def _on_field(self, name: str, _value: object) -> None:
        if name in ("project", "sequence_id"):
            self._full = None

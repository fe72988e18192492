"""Caption files in and out of the shown track, read and written away from the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.captions import tracks
from studio.core.errors import InputError, StudioError
from studio.core.ids import new_id
from studio.core.text import Text
from studio.project.imports import CAPTION_SUFFIXES
from studio.project.model import Cue

if TYPE_CHECKING:
    from studio.state.app_state import AppState
    from studio.workspaces.captions.state.view_model import CaptionsState


class CaptionFiles:
    """Files of a CaptionsState; what cannot be read or written becomes its error."""

    def __init__(self, state: CaptionsState) -> None:
        self._state = state

    def take(self, path: Path) -> None:
        """A caption file is imported, anything else is taken as media to transcribe."""
        if path.suffix.lower() in CAPTION_SUFFIXES:
            self.read(path)
        else:
            self._state.listening.listen(path)

    def read(self, path: Path) -> None:
        """Read a caption file into the shown track when that is empty, else into a new one."""
        state = self._state
        from studio.captions.formats import read_captions
        from studio.captions.transcribe import place

        project, sequence = state.app.require_project(), state.app.sequence_id
        target = state.track.id if state.track is not None and not len(state.rows) else new_id("captions")

        def put(found: list[Cue]) -> None:
            state.loading = False
            if not found:
                state.error = InputError(
                    "no_cues",
                    Text("“{name}” contains no captions.", name=path.name),
                    Text("Choose another file."),
                )
            elif state.app.project is project:
                track = state.attempt(
                    lambda: place(project, sequence, target, found, "", Text("Import captions"), path.stem)
                )
                if track is not None:
                    state.choose_track(track.id)

        def failed(error: StudioError) -> None:
            state.loading = False
            state.error = error

        state.error, state.loading = None, True
        state.app.tasks.run(lambda: read_captions(path), put, failed)

    def write(self, path: Path) -> None:
        """Write the shown track as its file name says (SRT, VTT, ASS, JSON, TXT)."""
        state = self._state
        project, track = state.app.require_project(), state.track
        if track is None:
            return

        def done(_result: None) -> None:
            state.writing = False
            state.app.say(Text("Captions exported to “{name}”", name=path.name))

        def failed(error: StudioError) -> None:
            state.writing = False
            state.error = error

        state.error, state.writing = None, True
        state.app.tasks.run(lambda: tracks.export_track(project, track.id, path), done, failed)


def import_captions(app: AppState, path: Path) -> None:
    """Read a caption file into the sequence that is shown, and show the captions."""

    project = app.require_project()
    track = app.attempt(lambda: tracks.import_captions(project, path, app.sequence_id))
    if track is None:
        if app.error is None:
            app.fail(
                InputError(
                    "no_cues",
                    Text("“{name}” contains no captions.", name=path.name),
                    Text("Choose another file."),
                )
            )
        return
    app.workspace = "captions"

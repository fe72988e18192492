"""Caption files in and out of the shown track, read and written away from the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio.captions import tracks
from studio.captions.formats import read_captions, readable_suffixes
from studio.core.errors import InputError, StudioError
from studio.core.ids import new_id
from studio.core.text import Text
from studio.project.model import Cue
from studio.workspaces.captions.state.shown import ShownTrack


class CaptionFiles:
    """Files of the shown track; what cannot be read or written becomes its error.

    listen: transcribes a media file.
    """

    def __init__(self, state: ShownTrack, listen: Callable[[Path], None]) -> None:
        self._state = state
        self._listen = listen

    def take(self, path: Path) -> None:
        """A caption file is imported, anything else is taken as media to transcribe."""
        if path.suffix.lower() in readable_suffixes():
            self.read(path)
        else:
            self._listen(path)

    def read(self, path: Path) -> None:
        """Read a caption file into the shown track when that is empty, else into a new one."""
        state = self._state
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
        """Write the shown track in the format that its file name asks for."""
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

"""Where the lines of the Voice workspace come from: scripts, the sample, captions to dub."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.core.errors import InputError
from studio.core.text import Text
from studio.project.model import Cue
from studio.voice.lines import put_dub_lines

if TYPE_CHECKING:
    from studio.workspaces.voice.state.view_model import VoiceState

SCRIPT_SUFFIXES = (".fountain", ".spmd", ".txt")


class LineSources:
    """Makes the lines of a VoiceState; what goes wrong becomes its error."""

    def __init__(self, state: VoiceState) -> None:
        self._state = state

    def load_script(self, text: str) -> None:
        """Make scenes and lines from a Fountain script; lines that were there keep their takes."""
        from studio.flows.film import load_script

        state = self._state
        project = state.app.require_project()
        problems = state.attempt(lambda: load_script(project, state.app.sequence_id, text))
        if problems is not None:
            if not state.line_ids:
                state.error = InputError(
                    "no_lines",
                    Text("This script has no dialogue."),
                    Text("Write the speaker's name in capitals, with the words below it."),
                )
            state.when_engines_known(state.cast_missing)

    def load_script_file(self, path: Path) -> None:
        """Read a script from a file in the background, then load it."""
        from studio.flows.scenes import read_script

        self._state.loading = path.name
        self._state.app.tasks.run(lambda: read_script(path), self.load_script, self._state.script_failed)

    def load_sample(self) -> None:
        """The script that comes with the app."""
        from studio.flows.film import sample_script

        self._state.attempt(lambda: self.load_script_file(sample_script()))

    def dub_captions(self) -> None:
        """A line for every cue of the first caption track that has any, with the cue's time as its slot;
        lines that were there follow their cues and keep their takes.
        """
        state = self._state
        project, track = state.app.require_project(), state.cue_track()
        if track is None:
            state.error = InputError(
                "no_cues",
                Text("There are no captions to dub."),
                Text("Transcribe or import captions in the Captions workspace."),
            )
            return

        def make() -> None:
            engine = state.cast.default_engine()
            with project.edit(Text("Dub captions")) as edit:
                speaker = state.cast.assign(edit, [""], engine, track.language).of("")
                cues = edit.children(track.id, Cue)
                lines = put_dub_lines(edit, state.app.sequence_id, cues, speaker.id if speaker else "")
            state.follow_on_timeline([line.id for line in lines if line.take])

        state.when_engines_known(make)

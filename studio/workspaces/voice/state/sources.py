"""Where the lines of the Voice workspace come from: scripts, the sample, captions to dub."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from studio.core.errors import InputError, StudioError
from studio.core.text import Text
from studio.project.model import CaptionTrack, Cue, Line
from studio.state.app_state import AppState
from studio.voice.lines import put_dub_lines
from studio.workspaces.voice.state.cast import CastState

SCRIPT_SUFFIXES = (".fountain", ".spmd", ".txt")


class Lines(Protocol):
    """The lines of the workspace, into which the new ones go."""

    def attempt(self, action: Callable[[], object]) -> object:
        """Run an edit; None when it was refused."""
        ...

    def script_expected(self, name: str) -> None:
        """Show that a file is being read."""
        ...

    def script_failed(self, error: StudioError) -> None:
        """Show what went wrong."""
        ...

    def when_engines_known(self, action: Callable[[], None]) -> None:
        """Run it when the voices of this machine are known."""
        ...

    def cast_missing(self) -> None:
        """Give every speaker without a voice one."""
        ...

    def cue_track(self) -> CaptionTrack | None:
        """The captions that are dubbed."""
        ...

    def follow_on_timeline(self, ids: Sequence[str]) -> None:
        """Lay the film out again after these lines changed."""
        ...


class LineSources:
    """Make the lines of the shown sequence; report errors to ``lines``."""

    def __init__(self, app: AppState, cast: CastState, lines: Lines) -> None:
        self._app = app
        self._cast = cast
        self._lines = lines

    def load_script(self, text: str) -> None:
        """Make scenes and lines from a Fountain script; lines that were there keep their takes."""
        from studio.flows.film import load_script

        project, sequence = self._app.require_project(), self._app.sequence_id
        problems = self._lines.attempt(lambda: load_script(project, sequence, text))
        if problems is not None:
            if not project.children(sequence, Line):
                self._lines.script_failed(
                    InputError(
                        "no_lines",
                        Text("This script has no dialogue."),
                        Text("Write the speaker's name in capitals, with the words below it."),
                    )
                )
            self._lines.when_engines_known(self._lines.cast_missing)

    def load_script_file(self, path: Path) -> None:
        """Read a script from a file in the background, then load it."""
        from studio.flows.scenes import read_script

        self._lines.script_expected(path.name)
        self._app.tasks.run(lambda: read_script(path), self.load_script, self._lines.script_failed)

    def load_sample(self) -> None:
        """The script that comes with the app."""
        from studio.flows.film import sample_script

        self._lines.attempt(lambda: self.load_script_file(sample_script()))

    def dub_captions(self) -> None:
        """A line for every cue of the first caption track that has any, with the cue's time as its slot;
        lines that were there follow their cues and keep their takes.
        """
        project, track = self._app.require_project(), self._lines.cue_track()
        if track is None:
            self._lines.script_failed(
                InputError(
                    "no_cues",
                    Text("There are no captions to dub."),
                    Text("Transcribe or import captions in the Captions workspace."),
                )
            )
            return

        def make() -> None:
            engine = self._cast.default_engine()
            with project.edit(Text("Dub captions")) as edit:
                speaker = self._cast.assign(edit, [""], engine, track.language).of("")
                cues = edit.children(track.id, Cue)
                lines = put_dub_lines(edit, self._app.sequence_id, cues, speaker.id if speaker else "")
            self._lines.follow_on_timeline([line.id for line in lines if line.take])

        self._lines.when_engines_known(make)

"""View-model of the Voice workspace: lines to be said, their takes, and the jobs that speak them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from studio.core.errors import StudioError
from studio.core.observable import Field, State
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.model import (
    Asset,
    CaptionTrack,
    Changes,
    Cue,
    Line,
    Scene,
    Speaker,
    Take,
    Voice,
)
from studio.state.app_state import AppState, concerns
from studio.voice import takes
from studio.workspaces.voice.state.cast import CastState
from studio.workspaces.voice.state.jobs import Speaking
from studio.workspaces.voice.state.judging import Judging
from studio.workspaces.voice.state.layout import LineLayout
from studio.workspaces.voice.state.lines import LineEdits
from studio.workspaces.voice.state.rows import (
    TO_SPEAK,
    LineRow,
    RowState,
    TakeRow,
    cue_track,
    dub_is_behind,
    line_at,
    line_row,
    lines_meant,
    place_of_line,
    speaker_of,
    take_rows,
    varies,
)
from studio.workspaces.voice.state.sound import TakeSound
from studio.workspaces.voice.state.sources import LineSources


class VoiceState(State):
    """Lines of the shown sequence. ``row`` is made on demand, so that thousands of lines cost nothing;
    ``revision`` counts every change of what rows show.

    line_ids: in order. current: the line whose takes are shown, "" for none. to_speak: lines that the primary
    action would speak. behind: captions that the lines dub were changed since. error: what went wrong here,
    None when nothing.
    """

    line_ids: Field[tuple[str, ...]] = Field(())
    revision: Field[int] = Field(0)
    current: Field[str] = Field("")
    takes: Field[tuple[TakeRow, ...]] = Field(())
    has_cues: Field[bool] = Field(False)
    behind: Field[bool] = Field(False)
    to_speak: Field[int] = Field(0)
    loading: Field[str] = Field("")
    error: Field[StudioError | None] = Field(None)

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        self.speaking = Speaking(app, on_change=self._touch, on_end=self._batch_ended)
        self.cast = CastState(app)
        self.edits = LineEdits(app)
        self.sources = LineSources(self)
        self.sound = TakeSound(app)
        self._judging = Judging(app, self._touch)
        self._layout = LineLayout(app, self.script_failed)
        self._numbers: dict[str, int] = {}
        self.has_scenes = False
        self._waiting: list[Callable[[], None]] = []
        app.project_changed.connect(self._on_changes)
        app.field_changed.connect(self._on_app)
        app.queue.registry.changed.connect(self._on_engines)
        self._new_project()

    def close(self) -> None:
        """Let go of the app; for tests and for a panel that is thrown away."""
        self.app.project_changed.disconnect(self._on_changes, missing_ok=True)
        self.app.field_changed.disconnect(self._on_app, missing_ok=True)
        self.app.queue.registry.changed.disconnect(self._on_engines, missing_ok=True)
        self.speaking.close()
        self.cast.close()
        self.sound.close()

    # ---- looking

    def line(self, line_id: str) -> Line | None:
        """The line itself, None when it has gone."""
        project = self.app.project
        found = project.find(line_id) if project is not None and line_id else None
        return found if isinstance(found, Line) else None

    def row(self, line_id: str) -> LineRow | None:
        """What the table shows of a line."""
        line, project = self.line(line_id), self.app.project
        if line is None or project is None:
            return None
        return line_row(project, line, self._numbers.get(line_id, 0), self.state_of(line_id))

    def state_of(self, line_id: str) -> RowState:
        """Its jobs first, then what it is."""
        asked = self.speaking.state(line_id)
        if asked is not None:
            return asked
        judged, line = self._judging.state(line_id), self.line(line_id)
        if judged in TO_SPEAK and line is not None and not line.text.strip():
            return "wordless"
        return judged or "unknown"

    def selected_lines(self) -> list[str]:
        """Selected lines in their order; the current one when nothing is selected."""
        chosen = [line_id for line_id in self.line_ids if line_id in self.app.selection]
        return chosen or ([self.current] if self.current else [])

    def position_of(self, line_id: str) -> Ticks | None:
        """Where the line sounds on the timeline; None when nowhere yet."""
        line, project = self.line(line_id), self.app.project
        return None if line is None or project is None else place_of_line(project, line)

    def take_path(self, take_id: str) -> Path | None:
        """The sound of a take. A missing file is shown as the error."""
        project = self.app.project
        take = project.find(take_id) if project is not None else None
        if project is None or not isinstance(take, Take):
            return None
        path = self.attempt(lambda: project.path_of(project.get(take.asset, Asset)))
        return path if isinstance(path, Path) else None

    def can_speak_again(self, line_id: str) -> bool:
        """Whether speaking the line now would make something new: it is not fresh, or its engine varies."""
        line, state = self.line(line_id), self.state_of(line_id)
        if line is None or state in ("waiting", "speaking") or not line.text.strip():
            return False
        if state not in ("fresh", "overflow"):
            return True
        return varies(self.app.require_project(), line, self.app.queue.registry.spec)

    # ---- choosing

    def choose(self, ids: Sequence[str], current: str) -> None:
        """The table's selection and its current line; the picture goes to where that line sounds."""
        self.app.select(ids)
        line = self.line(current)
        moved = line is not None and current != self.current
        self._make_current(current)
        at = self.position_of(current) if moved and not self.app.playing else None
        if at is not None:
            self.app.seek(at)

    def arrive(self) -> None:
        """The workspace is shown: the line that is meant by the selection, else the one at the playhead,
        becomes the current one; selected, when nothing else is.
        """
        project = self.app.project
        if project is None or not self.line_ids or self._follow_selection():
            return
        self._make_current(line_at(project, self.line_ids, self.app.playhead))
        if not self.app.selection:
            self.app.select([self.current])

    def _follow_selection(self) -> bool:
        """Make a line current that was chosen here or elsewhere; False when none was."""
        project = self.app.project
        if project is None or not self.app.selection:
            return False
        meant = lines_meant(project, self.app.sequence_id, self.app.selection)
        known = [line_id for line_id in meant if line_id in self._numbers]
        if known and self.current not in known:
            self._make_current(min(known, key=lambda line_id: self._numbers[line_id]))
        return bool(known)

    def _make_current(self, line_id: str) -> None:
        line = self.line(line_id)
        self.current = line_id if line is not None else ""
        speaker = speaker_of(self.app.require_project(), line) if line is not None else None
        if speaker is not None:
            self.cast.current = speaker.id
        self._refresh_takes()
        self._count()

    # ---- speaking

    def speak(self) -> None:
        """The primary action: speak what needs it, of the selected lines where several are."""
        self._judging.when_known(lambda: self.speak_lines(self._to_speak()))

    def speak_lines(self, ids: Sequence[str]) -> None:
        """Speak these lines; speakers without a voice get one first."""
        lines = [line for line in map(self.line, ids) if line is not None and line.text.strip()]
        if not lines:
            return
        self.error = None

        def ask() -> None:
            self.cast_missing()
            self.speaking.start([line.id for line in lines])

        self.when_engines_known(ask)

    def cancel(self) -> None:
        """Stop speaking; what is spoken stays."""
        self._waiting.clear()
        self.loading = ""
        self.speaking.cancel()

    def retry(self) -> None:
        """Try the lines again that failed."""
        self.speak_lines([line_id for line_id in self.line_ids if self.speaking.state(line_id) == "failed"])

    # ---- takes

    def choose_take(self, take_id: str) -> None:
        """Let the current line be heard in this take."""
        project, line = self.app.require_project(), self.current
        self._resound(line, lambda: takes.choose_take(project, line, take_id))

    def star_take(self, take_id: str, starred: bool) -> None:
        """Mark a good one."""
        self.attempt(lambda: takes.star_take(self.app.require_project(), take_id, starred))

    def remove_take(self, take_id: str) -> None:
        """Delete a take; undo brings it back."""
        project = self.app.require_project()
        self._resound(self.current, lambda: takes.remove_take(project, take_id))

    def add_recording(self, path: Path) -> None:
        """Import a sound and make it a take of the current line."""
        from studio.project import imports

        project, line = self.app.require_project(), self.current

        def arrived(asset: Asset) -> None:
            self.loading = ""
            if self.app.project is project and self.line(line):
                self._resound(line, lambda: takes.add_recording(project, line, asset))

        self.loading = path.name
        self.app.tasks.run(lambda: imports.prepare(project, path), arrived, self.script_failed)

    def _resound(self, line: str, act: Callable[[], object]) -> None:
        """An edit after which a line sounds otherwise, and what follows from it, as one undo step."""
        project = self.app.require_project()
        before = project.newest_edit
        self.attempt(act)
        after = project.newest_edit
        self.follow_on_timeline([line], joins=after if after != before else 0)

    # ---- inside: following

    def _on_app(self, name: str, _value: object) -> None:
        if name == "project":
            self._new_project()
        elif name == "sequence_id":
            self._refresh()
        elif name == "selection":
            self._follow_selection()

    def _on_changes(self, changes: Changes) -> None:
        if concerns(changes, Line, Take, Speaker, Voice, Scene, Asset):
            self._refresh()
        elif concerns(changes, Cue, CaptionTrack):
            self._look_at_cues()

    def _on_engines(self) -> None:
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            self.attempt(action)
        self._judging.forget()

    def _new_project(self) -> None:
        self._judging.reset()
        self._waiting.clear()
        with self.batch():
            self.error = None
            self.loading = ""
            self.current = ""
            self.speaking.project_opened()
            self._refresh()

    def _refresh(self) -> None:
        project = self.app.project
        lines = project.children(self.app.sequence_id, Line) if project is not None else []
        self._numbers = {line.id: number for number, line in enumerate(lines, 1)}
        self.has_scenes = any(line.scene for line in lines)
        with self.batch():
            self.line_ids = tuple(self._numbers)
            self._look_at_cues()
            if self.current not in self._numbers:
                self.current = self.line_ids[0] if self.line_ids else ""
            self._refresh_takes()
            self._touch()
        self._judging.ask()

    def _refresh_takes(self) -> None:
        line, project = self.line(self.current), self.app.project
        self.takes = take_rows(project, line) if line is not None and project is not None else ()
        chosen = project.find(line.take) if line is not None and project is not None and line.take else None
        self.sound.show(chosen if isinstance(chosen, Take) else None)

    def _touch(self) -> None:
        self._count()
        self.revision = self.revision + 1

    def _count(self) -> None:
        self.to_speak = len(self._to_speak())

    def _batch_ended(self, spoken: Sequence[str], error: StudioError | None) -> None:
        self.follow_on_timeline(spoken, joins=self.speaking.edit)
        if error is not None:
            self.error = error
        elif spoken:
            self.app.say(
                Text("{spoken} lines spoken", spoken=len(spoken)) if len(spoken) > 1 else Text("Line spoken")
            )

    def follow_on_timeline(self, ids: Sequence[str], *, joins: int = 0) -> None:
        """Lay the film out again: lines sound otherwise now. joins: number of the edit that made it so."""
        self._layout.follow([line for line in map(self.line, ids) if line is not None], joins)

    def _to_speak(self) -> list[str]:
        chosen = [line_id for line_id in self.line_ids if line_id in self.app.selection]
        asked = chosen if len(chosen) > 1 else list(self.line_ids)
        return [line_id for line_id in asked if self.state_of(line_id) in TO_SPEAK]

    # ---- inside: helpers

    def _look_at_cues(self) -> None:
        track = self.cue_track()
        lines = [line for line in map(self.line, self.line_ids) if line is not None and line.cue]
        self.has_cues = track is not None
        self.behind = bool(lines and track is not None and self.app.project) and dub_is_behind(
            self.app.require_project().children(track.id, Cue) if track is not None else [], lines
        )

    def cue_track(self) -> CaptionTrack | None:
        """The captions that are dubbed: the first track that has any."""
        project = self.app.project
        return cue_track(project, self.app.sequence_id) if project is not None else None

    def cast_missing(self) -> None:
        """Give every speaker of the lines a voice who has none."""
        track = self.cue_track()
        self.cast.cast_missing(
            [line for line in map(self.line, self.line_ids) if line is not None],
            track.language if track else "en",
        )

    def when_engines_known(self, action: Callable[[], None]) -> None:
        """Do it now, or when the voices of this machine are known."""
        if self.app.queue.registry.known:
            self.attempt(action)
        else:
            self.loading = "Looking for voices"
            self._waiting.append(action)

    def attempt(self, action: Callable[[], object]) -> object:
        """Run an edit; what goes wrong is shown here. None then, else the action's value or True."""
        try:
            self.loading = ""
            result = action()
        except StudioError as error:
            self.error = error
            return None
        return True if result is None else result

    def script_failed(self, error: StudioError) -> None:
        """Show what went wrong away from the window."""
        self.loading = ""
        self.error = error

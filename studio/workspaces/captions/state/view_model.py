"""The Captions workspace without its widgets: the shown track, its rows and the selection.

Edits of cues are ``edits`` (captions_editing.py), of tracks and styles ``track_edits`` (captions_tracks.py),
files ``files`` (captions_files.py), cuts of the film ``cutting`` (captions_cuts.py), transcribing
``listening`` (captions_listening.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal, TypeVar

import msgspec

from studio.captions import cues as edits
from studio.captions import tracks
from studio.captions.rules import Rules
from studio.core.errors import StudioError
from studio.core.observable import Field, State
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Changes, Cue, Style
from studio.project.model import Sequence as SequenceEntity
from studio.state.app_state import AppState
from studio.workspaces.captions.state.cuts import Cutting
from studio.workspaces.captions.state.editing import CueEdits
from studio.workspaces.captions.state.files import CaptionFiles
from studio.workspaces.captions.state.listening import Listening
from studio.workspaces.captions.state.rows import CueRows, Listing, listed
from studio.workspaces.captions.state.tracks import TrackEdits

_AT_ONCE = 2000
"""Tracks with more cues are sorted and checked in the background."""
_MANY = 200
"""Edits that touch more cues load the track anew."""

T = TypeVar("T")


class _Kept(msgspec.Struct, frozen=True):
    """What comes back with the project. track: the one that was shown."""

    track: str = ""


class CaptionsState(State):
    """View-model of the workspace; all calls on the window's thread.

    current: id of the cue that is worked on; the playhead goes to its start when it is chosen in the table.
    selected: ids that the window's selection holds. under: id of the cue under the playhead. cursor: (cue id,
    place in its text) of the text cursor, where ``split`` cuts. edit_wanted: id of a cue whose text should be
    opened for typing. style: of the shown track.
    """

    tracks: Field[tuple[CaptionTrack, ...]] = Field(())
    track: Field[CaptionTrack | None] = Field(None)
    style: Field[Style | None] = Field(None)
    count: Field[int] = Field(0)
    marked: Field[int] = Field(0)
    loading: Field[bool] = Field(False)
    query: Field[str] = Field("")
    only_problems: Field[bool] = Field(False)
    current: Field[str] = Field("")
    current_cue: Field[Cue | None] = Field(None)
    selected: Field[frozenset[str]] = Field(frozenset())
    under: Field[str] = Field("")
    edit_wanted: Field[str] = Field("")
    writing: Field[bool] = Field(False)
    error: Field[StudioError | None] = Field(None)

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        self.rows = CueRows()
        self.cursor: tuple[str, int] | None = None
        self._load_ticket = object()
        self.listening = Listening(app, self._transcribed)
        self.edits = CueEdits(self)
        self.track_edits = TrackEdits(self)
        self.files = CaptionFiles(self)
        self.cutting = Cutting(self)
        app.field_changed.connect(self._app_changed)
        app.project_changed.connect(self._project_changed)
        self.field_changed.connect(self._own_changed)
        self._show_project()

    # ---- which track

    def choose_track(self, track_id: str) -> None:
        """Show another track."""
        if self.app.project is None or (self.track is not None and self.track.id == track_id):
            return
        found = self.app.project.find(track_id)
        if isinstance(found, CaptionTrack):
            with self.batch():
                self.track = found
                self.style = tracks.style_of_track(self.app.project, track_id)
                self.current, self.current_cue = "", None
            self.app.project.view_state.set("captions", {"track": track_id})
            self._load()

    # ---- selection and time

    def choose(self, ids: Sequence[str], current: str = "", *, seek: bool = True) -> None:
        """Select cues; the playhead goes to the current one, unless the film is playing."""
        with self.batch():
            self.current = current or (ids[0] if ids else "")
            self.current_cue = self.rows.find(self.current)
            if self.cursor is not None and self.cursor[0] != self.current:
                self.cursor = None
            self.app.select(list(ids))
        cue = self.current_cue
        if seek and cue is not None and not self.app.playing:
            self.app.seek(cue.start)
            if (
                self.app.playhead < cue.start
            ):  # the start lies between two frames: show the first with the caption
                self.app.step(1)

    def choose_neighbour(self, step: Literal[1, -1]) -> None:
        """Select the caption before or after the current one; with none, the one at the playhead or next."""
        shown = self.rows.shown
        row = self.rows.row_of(self.current)
        if row >= 0:
            row = min(max(0, row + step), len(shown) - 1)
        else:
            row = min(self.rows.row_near(self.app.playhead), len(shown) - 1)
        if row >= 0:
            self.choose([shown[row].id])

    def choose_near(self) -> None:
        """Select the caption at the playhead, else the next one, while nothing at all is selected."""
        shown = self.rows.shown
        if shown and not self.app.selection:
            row = min(self.rows.row_near(self.app.playhead), len(shown) - 1)
            self.choose([shown[row].id], seek=False)

    def chosen(self) -> list[Cue]:
        """The selected cues of the shown track in order of time."""
        found = [cue for cue_id in self.app.selection if (cue := self.rows.find(cue_id)) is not None]
        return sorted(found, key=lambda cue: (cue.start, cue.id))

    def go_to_problem(self, step: Literal[1, -1]) -> None:
        """Select the next or previous cue with a mark."""
        found = self.rows.problem_from(self.current_cue, step)
        if found is not None:
            self.choose([found.id])

    def ask_edit(self, cue_id: str) -> None:
        """Have the table open a cue's text."""
        self.edit_wanted = ""
        self.edit_wanted = cue_id

    def transcribe(self) -> None:
        """The primary action: start, or cancel what runs."""
        if self.listening.running:
            self.listening.cancel()
        else:
            self.listening.start(self.track.id if self.track is not None and not len(self.rows) else "")

    # ---- inside

    @property
    def rate(self) -> Fraction:
        """Frames per second of the sequence."""
        return self.app.sequence().frame_rate

    def rules(self, project: Project) -> Rules:
        """What a good caption is on the shown track."""
        return edits.rules_of(project, self.track.id) if self.track is not None else Rules()

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Run an edit; None when it was refused, and why is the ``error`` then."""
        self.error = None
        try:
            return action()
        except StudioError as error:
            self.error = error
            return None

    def _transcribed(self, track: CaptionTrack) -> None:
        self.choose_track(track.id)

    def _app_changed(self, name: str, value: object) -> None:
        if name in ("project", "sequence_id"):
            self._show_project()
        elif name == "playhead":
            cue = self.rows.at(self.app.playhead)
            self.under = cue.id if cue is not None else ""
        elif name == "selection":
            self._follow_selection()
        elif name == "playing" and not value:
            self.listening.refresh_source()

    def _own_changed(self, name: str, _value: object) -> None:
        if name in ("query", "only_problems"):
            self.rows.set_filter(self.query, self.only_problems)

    def _follow_selection(self) -> None:
        """The timeline or another panel selected something."""
        self.listening.refresh_source()
        self.selected = self.app.selection
        if self.current not in self.app.selection:
            chosen = self.chosen()
            under = self.rows.at(self.app.playhead)
            if self.current and not self.selected and self.rows.find(self.current) is None and under:
                self.choose([under.id], seek=False)  # undo took the cue away: go on where one stands
                return
            with self.batch():
                self.current = chosen[0].id if chosen else ""
                self.current_cue = chosen[0] if chosen else None

    def _show_project(self) -> None:
        project = self.app.project
        found = self._sequence_tracks(project)
        wanted = project.view_state.recall("captions", _Kept).track if project is not None else ""
        with self.batch():
            self.tracks = found
            self.track = next((track for track in found if track.id == wanted), found[0] if found else None)
            self.style = self._style()
            self.error = None
            self.current, self.current_cue, self.under = "", None, ""
        self.listening.project_opened()
        self._load()

    def _sequence_tracks(self, project: Project | None) -> tuple[CaptionTrack, ...]:
        if project is None or not isinstance(project.find(self.app.sequence_id), SequenceEntity):
            return ()
        return tuple(project.children(self.app.sequence_id, CaptionTrack))

    def _style(self) -> Style | None:
        if self.app.project is None or self.track is None:
            return None
        return tracks.style_of_track(self.app.project, self.track.id)

    def _load(self) -> None:
        """Read the whole track."""
        self._load_ticket = ticket = object()
        project, track = self.app.project, self.track
        if project is None or track is None:
            self._loaded(Listing())
            return
        found = project.children(track.id, Cue)
        rules = self.rules(project)
        if len(found) <= _AT_ONCE:
            self._loaded(listed(found, rules))
            return

        def done(listing: Listing) -> None:
            if self._load_ticket is ticket:
                self._loaded(listing)

        self.loading = True
        self.app.tasks.run(lambda: listed(found, rules), done, lambda error: setattr(self, "error", error))

    def _loaded(self, listing: Listing) -> None:
        self.rows.load(listing)
        with self.batch():
            self.loading = False
            self._refresh_counts()
        if not self.current and self.app.selection:
            self._follow_selection()  # made before the cues were there

    def _refresh_counts(self) -> None:
        under = self.rows.at(self.app.playhead)
        with self.batch():
            self.count, self.marked = len(self.rows), self.rows.marked
            self.current_cue = self.rows.find(self.current)
            self.under = under.id if under is not None else ""

    def _project_changed(self, changes: Changes) -> None:
        project = self.app.project
        if project is None:
            return
        if changes.kinds & {"caption_track", "sequence", "style"}:
            before = self.track
            self.tracks = self._sequence_tracks(project)
            now = next((track for track in self.tracks if before and track.id == before.id), None)
            self.track = now or (self.tracks[0] if self.tracks else None)
            self.style = self._style()
            same = before is not None and now is not None and before.language == now.language
            if not same or "sequence" in changes.kinds:
                self._load()
                return
        if changes.kinds & {"clip", "track"}:
            self.listening.refresh_source()
        if "cue" not in changes.kinds or self.track is None:
            return
        if self.loading or len(changes.ids) > _MANY:
            self._load()
        else:
            self.rows.apply(changes.ids, project.find, self.track.id)
            self._refresh_counts()

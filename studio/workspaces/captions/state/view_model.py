"""The Captions workspace without its widgets: the shown track (shown.py) and what can be done to it."""

from __future__ import annotations

import msgspec

from studio.project.model import CaptionTrack, Changes
from studio.state.app_state import AppState
from studio.workspaces.captions.state.checking import Checking
from studio.workspaces.captions.state.cuts import Cutting
from studio.workspaces.captions.state.editing import CueEdits
from studio.workspaces.captions.state.files import CaptionFiles
from studio.workspaces.captions.state.listening import Listening
from studio.workspaces.captions.state.shown import ShownTrack
from studio.workspaces.captions.state.tracks import TrackEdits

_MANY = 200
"""Edits that touch more cues load the track again."""


class _Kept(msgspec.Struct, frozen=True):
    """What comes back with the project. track: the one that was shown."""

    track: str = ""


class CaptionsState(ShownTrack):
    """View-model of the workspace: the shown track with everything that can be done to it."""

    def __init__(self, app: AppState) -> None:
        super().__init__(app)
        self.listening = Listening(app, self._transcribed)
        self.track_edits = TrackEdits(self)
        self.edits = CueEdits(self, self.track_edits.add)
        self.files = CaptionFiles(self, self.listening.listen)
        self.cutting = Cutting(self)
        self.checking = Checking(app, self.rows, self.load)
        app.field_changed.connect(self._app_changed)
        app.project_changed.connect(self._project_changed)
        self.field_changed.connect(self._own_changed)
        self._show_project()

    def transcribe(self) -> None:
        """The primary action: start, or cancel what runs."""
        if self.listening.running:
            self.listening.cancel()
        else:
            self.listening.start(self.track.id if self.track is not None and not len(self.rows) else "")

    # ---- inside

    def _transcribed(self, track: CaptionTrack) -> None:
        self.choose_track(track.id)

    def _app_changed(self, name: str, value: object) -> None:
        if name in ("project", "sequence_id"):
            self._show_project()
        elif name == "playhead":
            cue = self.rows.at(self.app.playhead)
            self.under = cue.id if cue is not None else ""
        elif name == "selection":
            self.listening.refresh_source()
            self.follow_selection()
        elif name == "playing" and not value:
            self.listening.refresh_source()

    def _own_changed(self, name: str, _value: object) -> None:
        if name in ("query", "only_problems"):
            self.rows.set_filter(self.query, self.only_problems)

    def _show_project(self) -> None:
        project = self.app.project
        found = self.sequence_tracks(project)
        wanted = project.view_state.recall("captions", _Kept).track if project is not None else ""
        with self.batch():
            self.tracks = found
            self.track = next((track for track in found if track.id == wanted), found[0] if found else None)
            self.style = self.style_now()
            self.error = None
            self.current, self.current_cue, self.under = "", None, ""
        self.listening.project_opened()
        self.load()

    def _project_changed(self, changes: Changes) -> None:
        project = self.app.project
        if project is None:
            return
        if changes.kinds & {"caption_track", "sequence", "style"}:
            before = self.track
            self.tracks = self.sequence_tracks(project)
            now = next((track for track in self.tracks if before and track.id == before.id), None)
            self.track = now or (self.tracks[0] if self.tracks else None)
            self.style = self.style_now()
            same = before is not None and now is not None and before.language == now.language
            if not same or "sequence" in changes.kinds:
                self.load()
                return
        if changes.kinds & {"clip", "track"}:
            self.listening.refresh_source()
        if "cue" not in changes.kinds or self.track is None:
            return
        if self.loading or len(changes.ids) > _MANY:
            self.load()
        else:
            self.rows.apply(changes.ids, project.find, self.track.id)
            self.refresh_counts()

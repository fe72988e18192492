"""What can be done to caption tracks and to the style of their captions; each call is one undoable edit."""

from __future__ import annotations

from typing import Any

from studio.core.ids import new_id
from studio.core.text import Text
from studio.project.model import CaptionTrack, Style, replace
from studio.workspaces.captions.state.shown import ShownTrack


class TrackEdits:
    """Edits of the shown track, and of its style."""

    def __init__(self, state: ShownTrack) -> None:
        self._state = state

    def add(self) -> None:
        """A new, empty track in the style of the shown one."""
        state = self._state

        def add() -> None:
            project = state.app.require_project()
            style = state.track.style if state.track else next((s.id for s in project.all(Style)), "")
            name = f"Captions {len(state.tracks) + 1}" if state.tracks else "Captions"
            with project.edit(Text("Add caption track")) as edit:
                new = CaptionTrack(
                    id=new_id("captions"), parent=state.app.sequence_id, name=name, style=style
                )
                edit.put(replace(new, burn=not state.tracks))
            state.choose_track(new.id)

        state.attempt(add)

    def remove(self) -> None:
        """Remove the shown track with its cues."""
        state = self._state
        if state.track is not None:
            track = state.track.id

            def remove() -> None:
                with state.app.require_project().edit(Text("Remove caption track")) as edit:
                    edit.remove(track)

            state.attempt(remove)

    def change(self, **values: Any) -> None:  # the fields' own types
        """Set name, language, burn or hidden of the shown track."""
        state = self._state
        track = state.track
        if track is not None and any(getattr(track, name) != value for name, value in values.items()):

            def put() -> None:
                with state.app.require_project().edit(
                    Text("Change caption track"), coalesce="captions.track"
                ) as edit:
                    edit.put(replace(track, **values))

            state.attempt(put)

    def change_style(self, **values: Any) -> None:
        """Set fields of the style of the shown track; a stream of changes of one field is one undo step."""
        state = self._state
        style, track = state.style, state.track
        if (
            style is None
            or track is None
            or all(getattr(style, name) == value for name, value in values.items())
        ):
            return

        def put() -> None:
            project = state.app.require_project()
            known = isinstance(project.find(style.id), Style)
            new = (
                replace(style, **values)
                if known
                else replace(style, id=new_id("style"), parent="project", **values)
            )
            with project.edit(
                Text("Change caption style"), coalesce="style." + ".".join(sorted(values))
            ) as edit:
                edit.put(new)
                if not known:
                    edit.put(replace(track, style=new.id))

        state.attempt(put)

"""What can be done to the cues of the shown caption track; each call is one undoable edit."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from studio.captions import cues as edits
from studio.captions import fixes
from studio.core import ticks
from studio.core.errors import InputError
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.handle import Project
from studio.project.model import Cue
from studio.workspaces.captions.state.shown import ShownTrack

NEW_TEXT = "New caption"


class CueEdits:
    """Edits of the shown rows. What is refused becomes the error.

    add_track: makes the track that a first cue needs, and shows it.
    """

    def __init__(self, state: ShownTrack, add_track: Callable[[], None]) -> None:
        self._state = state
        self._add_track = add_track

    def set_text(self, cue_id: str, text: str) -> bool:
        """Change a text; an emptied one deletes its cue. False when the edit was refused."""
        cue = self._state.rows.find(cue_id)
        if cue is None or cue.text == text:
            return True
        if not text.strip():
            return self._change(lambda project: edits.delete(project, [cue_id]))
        return self._change(lambda project: edits.set_text(project, cue_id, text))

    def set_times(self, cue_id: str, start: Ticks | None = None, end: Ticks | None = None) -> bool:
        """Move one or both edges, between the neighbours."""
        cue = self._state.rows.find(cue_id)
        if cue is None:
            return False
        new_start = cue.start if start is None else max(0, start)
        new_end = cue.end if end is None else end
        bounds = self._state.rows.neighbours(cue)
        return self._change(
            lambda project: edits.set_times(project, cue_id, new_start, new_end, bounds=bounds)
        )

    def set_time_text(self, cue_id: str, edge: Literal["start", "end", "duration"], text: str) -> bool:
        """A typed time, as ``ticks.parse_clock`` reads it; shown as an error when it is none."""
        state = self._state
        cue = state.rows.find(cue_id)
        try:
            value = ticks.parse_clock(text, state.rate)
        except ValueError:
            state.error = InputError(
                "not_a_time",
                Text("“{text}” is not a valid time.", text=text),
                Text("Enter a time such as 12.5, 1:02.5 or 00:01:02:12."),
            )
            return False
        if cue is None:
            return False
        if edge == "start":
            return self.set_times(cue_id, start=value)
        return self.set_times(cue_id, end=value if edge == "end" else cue.start + value)

    def edge_to_playhead(self, edge: Literal["start", "end"]) -> None:
        """Let the current cue begin or end at the playhead."""
        state = self._state
        if state.current_cue is not None:
            when = state.app.playhead
            self.set_times(state.current, **({"start": when} if edge == "start" else {"end": when}))

    def split(self) -> None:
        """Cut the current cue at the text cursor, else at the playhead, else in its middle."""
        state = self._state
        cue = state.current_cue
        if cue is None:
            return
        index, at = self._cut(cue)
        halves = state.attempt(lambda: edits.split(state.app.require_project(), cue.id, index, at))
        if halves is not None:
            state.choose([halves[1].id])

    def _cut(self, cue: Cue) -> tuple[int, Ticks | None]:
        state = self._state
        if state.cursor is not None and state.cursor[0] == cue.id:
            index = state.cursor[1]
            if cue.text[:index].strip() and cue.text[index:].strip():
                return index, None
        when = state.app.playhead
        if cue.start + edits.SHORTEST <= when <= cue.end - edits.SHORTEST:
            return text_index(cue, when), when
        return text_index(cue, (cue.start + cue.end) // 2), None

    def merge(self) -> None:
        """Merge the selected cues; a single one with the cue after it."""
        state = self._state
        chosen = state.chosen()
        if len(chosen) == 1 and (following := state.rows.following(chosen[0])) is not None:
            chosen.append(following)
        merged = state.attempt(lambda: edits.merge(state.app.require_project(), [cue.id for cue in chosen]))
        if merged is not None:
            state.choose([merged.id], seek=False)

    def shift(self, by: Ticks) -> None:
        """Move the selected cues in time."""
        chosen = [cue.id for cue in self._state.chosen()]
        if chosen and by:
            self._change(lambda project: edits.shift(project, chosen, by))

    def delete(self) -> None:
        """Delete the selected cues and select what comes next."""
        state = self._state
        chosen = state.chosen()
        if not chosen:
            return
        gone = {cue.id for cue in chosen}
        row = state.rows.row_of(chosen[-1].id)
        rest = [
            *state.rows.shown[row + 1 : row + 2],
            *reversed(state.rows.shown[max(0, row - len(gone)) : row]),
        ]
        following = next((cue.id for cue in rest if cue.id not in gone), "")
        if self._change(lambda project: edits.delete(project, sorted(gone))):
            state.choose([following] if following else [], seek=False)

    def insert(self) -> None:
        """A new cue at the playhead, or right behind the cue that is there, opened for typing."""
        state = self._state

        def add() -> Cue:
            project = state.app.require_project()
            if state.track is None:
                self._add_track()
            track = state.track
            if track is None:
                raise InputError("no_track", Text("There is no caption track."))
            when = state.app.playhead
            while (under := state.rows.at(when)) is not None:
                when = under.end + state.limits(project).gap
            return edits.insert(project, track.id, when, NEW_TEXT)

        cue = state.attempt(add)
        if cue is not None:
            state.choose([cue.id])
            state.ask_edit(cue.id)

    def fix(self, *, everything: bool = False) -> int:
        """Fix what a rule can fix, of the selected cues or of the whole track; returns how many were."""
        state = self._state
        track = state.track
        if track is None:
            return 0
        count = None
        only = [] if everything else [cue.id for cue in state.chosen()]
        if everything or only:
            count = state.attempt(lambda: fixes.fix_track(state.app.require_project(), track.id, only))
            if count == 0:
                state.app.say(Text("This cannot be fixed automatically. Shorten or split the text."))
        return count or 0

    def replace_all(self, find: str, by: str) -> int:
        """Replace a text, in any case, in the shown cues, in one edit. Returns how many cues changed."""
        wanted = re.compile(re.escape(find), re.IGNORECASE)
        hits = [cue for cue in self._state.rows.shown if find and wanted.search(cue.text)]
        changed = [edits.worded(cue, wanted.sub(lambda _match: by, cue.text)) for cue in hits]
        changed = [cue for cue in changed if cue.text.strip()]
        if changed:

            def put(project: Project) -> None:
                with project.edit(Text("Replace in captions")) as edit:
                    edits.put_all(edit, changed)

            self._change(put)
        self._state.app.say(
            Text.counted("{n} caption changed", "{n} captions changed", n=len(changed)),
            undo=bool(changed),
        )
        return len(changed)

    def _change(self, action: Callable[[Project], object]) -> bool:
        """False when the edit was refused."""
        state = self._state
        return state.attempt(lambda: (action(state.app.require_project()), True)) is not None


def text_index(cue: Cue, when: Ticks) -> int:
    """Place in a cue's text that is spoken at a time: by its words where they are known, else by its share;
    always between words where there are two.
    """
    breaks = [index for index, letter in enumerate(cue.text) if letter in " \n"]
    if not breaks:
        return len(cue.text) // 2
    if cue.words and len(cue.words) == len(breaks) + 1:
        spoken = sum(1 for word in cue.words if (word.start + word.end) // 2 <= when)
        return breaks[min(max(spoken, 1), len(breaks)) - 1]
    share = (when - cue.start) / max(1, cue.end - cue.start)
    return min(breaks, key=lambda index: abs(index - share * len(cue.text)))

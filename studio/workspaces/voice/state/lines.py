"""What can be done to lines in the Voice workspace; each call is one undoable edit."""

from __future__ import annotations

from collections.abc import Sequence

from studio.core.ids import new_id, order_between
from studio.core.text import Text
from studio.project.edits import ROOT, Edit
from studio.project.model import Line, Speaker, replace
from studio.state.app_state import AppState


class LineEdits:
    """Edits of the lines of the shown sequence. Lines that have gone are left out silently."""

    def __init__(self, app: AppState) -> None:
        self._app = app

    def set_text(self, line_id: str, text: str) -> None:
        """Change what is said; takes stay, and the line becomes stale."""
        text = " ".join(text.split())
        self._change(Text("Edit line"), [line_id], text=text)

    def set_manner(self, ids: Sequence[str], manner: str) -> None:
        """Change how it is said: the words of a parenthetical, "" for plain."""
        self._change(Text("Change delivery"), ids, manner=manner.strip().strip("()"))

    def set_speaker(self, ids: Sequence[str], speaker_id: str) -> None:
        """Let somebody else say it."""
        self._change(Text("Change speaker"), ids, speaker=speaker_id)

    def set_speaker_name(self, ids: Sequence[str], name: str) -> None:
        """As ``set_speaker``, by name; a new name makes a new speaker, who is cast when first spoken."""
        name = name.strip()
        project = self._app.require_project()
        if not name:
            return
        with project.edit(Text("Change speaker")) as edit:
            speaker = speaker_named(edit, name)
            for line in self._lines(edit, ids):
                edit.put(replace(line, speaker=speaker.id))

    def add(self, after: str = "", text: str = "") -> str:
        """A new line behind ``after`` (else at the end), of the same scene and speaker; returns its id."""
        project, sequence = self._app.require_project(), self._app.sequence_id
        with project.edit(Text("Add line")) as edit:
            lines = edit.children(sequence, Line)
            at = next((number for number, line in enumerate(lines) if line.id == after), len(lines) - 1)
            before = lines[at] if lines else None
            following = lines[at + 1].order if at + 1 < len(lines) else ""
            line = Line(
                id=new_id("line"),
                parent=sequence,
                order=order_between(before.order if before else "", following),
                text=text,
                speaker=before.speaker if before else "",
                scene=before.scene if before else "",
            )
            return edit.put(line).id

    def remove(self, ids: Sequence[str]) -> None:
        """Remove lines with their takes."""
        label = Text("Remove line") if len(ids) == 1 else Text("Remove {ids} lines", ids=len(ids))
        with self._app.require_project().edit(label) as edit:
            for line_id in ids:
                edit.remove(line_id)

    def move(self, line_id: str, by: int) -> None:
        """Move a line up (-1) or down (+1). At the edge of its scene it first joins the scene next to it."""
        project = self._app.require_project()
        with project.edit(Text("Move line")) as edit:
            lines = edit.children(self._app.sequence_id, Line)
            at = next((number for number, line in enumerate(lines) if line.id == line_id), -1)
            to = at + by
            if at < 0 or not 0 <= to < len(lines):
                return
            line, other = lines[at], lines[to]
            if line.scene != other.scene:
                edit.put(replace(line, scene=other.scene))
                return
            outer = to + by
            beyond = lines[outer].order if 0 <= outer < len(lines) else ""
            low, high = (other.order, beyond) if by > 0 else (beyond, other.order)
            edit.put(replace(line, order=order_between(low, high)))

    def _change(self, label: Text, ids: Sequence[str], **fields: str) -> None:
        with self._app.require_project().edit(label) as edit:
            for line in self._lines(edit, ids):
                edit.put(replace(line, **fields))

    def _lines(self, edit: Edit, ids: Sequence[str]) -> list[Line]:
        return [line for line in map(edit.find, ids) if isinstance(line, Line)]


def speaker_named(edit: Edit, name: str) -> Speaker:
    """The project's speaker of that name, whatever its case, made when there is none."""
    for speaker in edit.children(ROOT, Speaker):
        if speaker.name.casefold() == name.casefold():
            return speaker
    return edit.put(Speaker(id=new_id("speaker"), parent=ROOT, name=name))

"""The lines of a Fountain script without its notes and boneyard (fountain.io/syntax, 1.1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_MARKER = re.compile(r"/\*|\[\[|\n")
_NOTE_LIMIT = 5000


@dataclass
class SourceLine:
    """A line without notes and boneyard. blank: nothing stood here; hidden: only a note or boneyard stood
    here.
    """

    number: int
    text: str
    notes: list[str] = field(default_factory=list[str])
    hidden: bool = False

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def split(text: str, not_closed: Callable[[str, int], None]) -> list[SourceLine]:
    """Split into lines; boneyard goes, notes move to the line they begin on. Takes time linear in the text.

    not_closed: told the first mark of each kind that is never closed, and its line; they stay as text.
    """
    lines = _Lines()
    at = 0
    places = _Places(text)
    reported: set[str] = set()
    while True:
        match = _MARKER.search(text, at)
        lines.add(text[at : match.start() if match else len(text)])
        if match is None:
            return lines.finish()
        opener, at = match.group(), match.end()
        if opener == "\n":
            lines.end_line()
            continue
        end = _closing(places, opener, at)
        if end is None:
            if opener not in reported:
                reported.add(opener)
                not_closed(opener, lines.last.number)
            lines.add(opener)
            continue
        _take_out(lines, text[at:end], opener)
        at = end + 2


class _Lines:
    """Source lines while they are put together. A line is joined once: adding to a text that grows would
    copy it with every mark."""

    def __init__(self) -> None:
        self.last = SourceLine(1, "")
        self._pieces: list[str] = []
        self._ended: list[SourceLine] = []

    def add(self, text: str) -> None:
        """Text of the last line."""
        self._pieces.append(text)

    def end_line(self, *, hidden: bool = False) -> None:
        """Begin another line. hidden: it begins inside a note or boneyard."""
        self.last.text, self._pieces = "".join(self._pieces), []
        self._ended.append(self.last)
        self.last = SourceLine(self.last.number + 1, "", hidden=hidden)

    def finish(self) -> list[SourceLine]:
        """All lines."""
        self.end_line()
        return self._ended


class _Places:
    """The next place of a mark, for questions that only go forward: each part of the text is searched
    once."""

    def __init__(self, text: str) -> None:
        self.end = len(text)
        self._text = text
        self._next: dict[str, int] = {}

    def after(self, mark: str, at: int) -> int:
        """Where ``mark`` stands next, from ``at`` on; the end of the text where it does not."""
        place = self._next.get(mark, -1)
        if place < at:
            found = self._text.find(mark, at)
            place = self._next[mark] = found if found >= 0 else self.end
        return place


def _closing(places: _Places, opener: str, at: int) -> int | None:
    """Where the mark that closes ``opener`` stands.

    A note may run over several lines, not over an empty one (fountain.io: two spaces keep such a line).
    """
    end = places.after("*/" if opener == "/*" else "]]", at)
    if end == places.end:
        return None
    if opener == "[[" and (end + 2 > at + _NOTE_LIMIT or places.after("\n\n", at) < end):
        return None
    return end


def _take_out(lines: _Lines, body: str, opener: str) -> None:
    if opener == "[[" and body.strip():
        lines.last.notes.append(" ".join(body.split()))
    lines.last.hidden = True
    for _ in range(body.count("\n")):
        lines.end_line(hidden=True)

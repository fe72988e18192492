"""The cues of one track as rows: sorted by time, checked, filtered; kept up to date edit by edit.

A table takes the operations of ``edited`` one after another and never asks for more than a row: 100 000 cues
cost one pass when the track is opened and a few comparisons per edit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from psygnal import Signal

from studio.captions.checks import Checker
from studio.captions.rule import CueProblem
from studio.core.ticks import Ticks
from studio.project.model import Cue, Entity

Problems = dict[str, tuple[CueProblem, ...]]


def by_time(cue: Cue) -> tuple[Ticks, str]:
    """Sort key of rows."""
    return cue.start, cue.id


@dataclass(frozen=True)
class RowOp:
    """One change of the shown rows, valid after the ones before it. ``cue`` stands in ``row`` afterwards."""

    kind: Literal["insert", "remove", "change"]
    row: int
    cue: Cue | None = None


@dataclass
class Listing:
    """Cues in order of time, and what is wrong with them. Made by ``listed``, on any thread."""

    cues: list[Cue] = field(default_factory=list[Cue])
    by_id: dict[str, Cue] = field(default_factory=dict[str, Cue])
    problems: Problems = field(default_factory=dict[str, tuple[CueProblem, ...]])
    checker: Checker = field(default_factory=Checker)


def listed(cues: Iterable[Cue], checker: Checker) -> Listing:
    """Sort and check a whole track."""
    ordered = sorted(cues, key=by_time)
    return Listing(ordered, {cue.id: cue for cue in ordered}, checker.track(ordered), checker)


def shows_problem(problems: Iterable[CueProblem]) -> bool:
    """Hints are polish: they are told in the tooltip, but do not mark a row."""
    return any(problem.severity != "hint" for problem in problems)


class CueRows:
    """Rows of the cue table. One thread."""

    reset: ClassVar[Signal] = Signal()
    """Everything may differ: take ``shown`` anew."""
    edited: ClassVar[Signal] = Signal(object)
    """A list of RowOp, to be applied in order."""

    def __init__(self) -> None:
        self._listing = Listing()
        self._by_id: dict[str, Cue] = {}
        self._query = ""
        self._only_problems = False
        self._marked = 0
        self.shown: list[Cue] = []

    # ---- looking

    def __len__(self) -> int:
        return len(self._listing.cues)

    @property
    def marked(self) -> int:
        """How many cues have a problem."""
        return self._marked

    @property
    def cues(self) -> list[Cue]:
        """All cues in order of time; not to be changed."""
        return self._listing.cues

    def find(self, cue_id: str) -> Cue | None:
        """A cue of this track."""
        return self._by_id.get(cue_id)

    def problems(self, cue_id: str) -> tuple[CueProblem, ...]:
        """What is wrong with a cue, hints last."""
        found = self._listing.problems.get(cue_id, ())
        return tuple(sorted(found, key=lambda problem: ("error", "warning", "hint").index(problem.severity)))

    def index(self, cue: Cue) -> int:
        """Place of a cue among all, 0-based."""
        return bisect_left(self._listing.cues, by_time(cue), key=by_time)

    def row_of(self, cue_id: str) -> int:
        """Place of a cue among the shown ones; -1 when it is not shown."""
        cue = self._by_id.get(cue_id)
        return -1 if cue is None else _position(self.shown, cue)

    def row_near(self, when: Ticks) -> int:
        """Row of the shown cue at a time, else of the next one; their number when all are over."""
        row = bisect_right(self.shown, when, key=lambda cue: cue.start)
        return row - 1 if row and when < self.shown[row - 1].end else row

    def at(self, when: Ticks) -> Cue | None:
        """The cue that is seen at a time; of several the one that began last."""
        place = bisect_right(self._listing.cues, when, key=lambda cue: cue.start)
        for cue in reversed(self._listing.cues[max(0, place - 2) : place]):
            if when < cue.end:
                return cue
        return None

    def neighbours(self, cue: Cue) -> tuple[Ticks, Ticks | None]:
        """(end of the cue before, start of the cue after), as ``captions.cues.neighbours`` gives them."""
        cues, place = self._listing.cues, self.index(cue)
        floor = min(cues[place - 1].end, cue.start) if place else 0
        ceiling = max(cues[place + 1].start, cue.end) if place + 1 < len(cues) else None
        return floor, ceiling

    def following(self, cue: Cue) -> Cue | None:
        """The next cue."""
        cues, place = self._listing.cues, self.index(cue)
        return cues[place + 1] if place + 1 < len(cues) else None

    def problem_from(self, cue: Cue | None, step: Literal[1, -1]) -> Cue | None:
        """The next or previous cue with a mark, going round at the ends."""
        cues = self._listing.cues
        if not self._marked:
            return None
        start = self.index(cue) if cue is not None else (-1 if step > 0 else 0)
        for count in range(1, len(cues) + 1):
            found = cues[(start + step * count) % len(cues)]
            if shows_problem(self._listing.problems.get(found.id, ())):
                return found
        return None

    # ---- changing

    def load(self, listing: Listing) -> None:
        """Show another track, or the same one after a large change."""
        self._listing = listing
        self._by_id = listing.by_id
        self._marked = sum(map(shows_problem, listing.problems.values()))
        self._refilter()

    def set_filter(self, query: str, only_problems: bool) -> None:
        """Show only cues that hold ``query`` (any case) and, if wanted, have a mark."""
        wanted = query.casefold()
        if (wanted, only_problems) != (self._query, self._only_problems):
            self._query, self._only_problems = wanted, only_problems
            self._refilter()

    def apply(self, ids: Iterable[str], find: Callable[[str], Entity | None], track: str) -> None:
        """Take over an edit: ``ids`` are the entities it touched, ``find`` gives them as they are now."""
        changes: dict[str, tuple[Cue | None, Cue | None]] = {}
        for cue_id in ids:
            before, now = self._by_id.get(cue_id), find(cue_id)
            after = now if isinstance(now, Cue) and now.parent == track else None
            if before is not after:
                changes[cue_id] = (before, after)
        recheck = self._replace(changes)
        affected = self._recheck(recheck)
        ops = [op for pair in changes.values() for op in self._show(*pair)]
        for cue_id in affected - changes.keys():
            cue = self._by_id[cue_id]
            ops += self._show(cue, cue)
        if ops:
            self.edited.emit(ops)

    def _replace(self, changes: dict[str, tuple[Cue | None, Cue | None]]) -> set[str]:
        """Put the cues in their places; returns the ids whose problems may differ now."""
        cues = self._listing.cues
        recheck: set[str] = set()
        for before, _ in changes.values():
            if before is not None:
                place = self.index(before)
                del cues[place]
                del self._by_id[before.id]
                if place:
                    recheck.add(cues[place - 1].id)
        for _, after in changes.values():
            if after is not None:
                cues.insert(self.index(after), after)
                self._by_id[after.id] = after
        for cue_id, pair in changes.items():
            after = pair[1]
            recheck.add(cue_id)
            if after is not None and (place := self.index(after)):
                recheck.add(cues[place - 1].id)
        return recheck

    def _recheck(self, ids: set[str]) -> set[str]:
        """Check cues again; returns those whose problems changed."""
        affected: set[str] = set()
        for cue_id in ids:
            before = self._listing.problems.pop(cue_id, ())
            cue = self._by_id.get(cue_id)
            after: tuple[CueProblem, ...] = ()
            if cue is not None:
                following = self.following(cue)
                start = None if following is None else following.start
                after = tuple(self._listing.checker.cue(cue, start))
                if after:
                    self._listing.problems[cue_id] = after
                if after != before:
                    affected.add(cue_id)
            self._marked += shows_problem(after) - shows_problem(before)
        return affected

    def _show(self, before: Cue | None, after: Cue | None) -> list[RowOp]:
        """Bring the shown rows in step with one cue."""
        old = -1 if before is None else _position(self.shown, before)
        wanted = after is not None and self._passes(after)
        if old >= 0 and wanted and after is not None and self._stays(old, after):
            self.shown[old] = after
            return [RowOp("change", old, after)]
        ops: list[RowOp] = []
        if old >= 0:
            del self.shown[old]
            ops.append(RowOp("remove", old))
        if wanted and after is not None:
            new = bisect_left(self.shown, by_time(after), key=by_time)
            self.shown.insert(new, after)
            ops.append(RowOp("insert", new, after))
        return ops

    def _stays(self, row: int, cue: Cue) -> bool:
        after_left = row == 0 or by_time(self.shown[row - 1]) < by_time(cue)
        return after_left and (row + 1 == len(self.shown) or by_time(cue) < by_time(self.shown[row + 1]))

    def _passes(self, cue: Cue) -> bool:
        if self._only_problems and not shows_problem(self._listing.problems.get(cue.id, ())):
            return False
        return not self._query or self._query in cue.text.replace("\n", " ").casefold()

    def _refilter(self) -> None:
        if self._query or self._only_problems:
            self.shown = [cue for cue in self._listing.cues if self._passes(cue)]
        else:
            self.shown = list(self._listing.cues)
        self.reset.emit()


def _position(cues: list[Cue], cue: Cue) -> int:
    """Row of a cue, found by its time and id; -1 when it is not there."""
    place = bisect_left(cues, by_time(cue), key=by_time)
    return place if place < len(cues) and cues[place].id == cue.id else -1

"""How long opening a project of many cues takes, against reading its rows with bare sqlite3, interleaved in
one run.
"""

from __future__ import annotations

import gc
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from studio.core.ids import new_id, orders
from studio.core.ticks import TICKS_PER_SECOND
from studio.project.document import row_of
from studio.project.edits import ROOT
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue, ProjectInfo, Sequence
from studio.project.store import Store


class Measurement(NamedTuple):
    """Medians in seconds. ours: Project.open. reference: connect and fetch the rows. first_table: all cues
    decoded and sorted.
    """

    ours: float
    reference: float
    first_table: float

    @property
    def ratio(self) -> float:
        """ours / reference; the goal is 2.5."""
        return self.ours / self.reference


def build(folder: Path, cues: int) -> Path:
    """A project file with that many cues of ordinary text."""
    track = CaptionTrack(id="captions", parent="sequence", name="Captions")
    rows = [
        row_of(ProjectInfo(id=ROOT, name="Large", created="2026-01-01", sequence="sequence")),
        row_of(Sequence(id="sequence", parent=ROOT, name="Film")),
        row_of(track),
    ]
    for position, order in enumerate(orders(cues)):
        start = position * 2 * TICKS_PER_SECOND
        text = f"This is caption number {position},\nand it has a second line."
        cue = Cue(
            id=new_id("cue"),
            parent=track.id,
            order=order,
            start=start,
            end=start + TICKS_PER_SECOND,
            text=text,
        )
        rows.append(row_of(cue))
    file = folder / "Large.studio"
    Store.create(file, rows)
    return file


def measure(cues: int = 100_000, rounds: int = 5) -> Measurement:
    """Open a project of ``cues`` cues ``rounds`` times, and read its rows as often; both sides in turn."""
    ours: list[float] = []
    reference: list[float] = []
    table: list[float] = []
    with tempfile.TemporaryDirectory() as work:
        file = build(Path(work), cues)
        for _ in range(rounds):
            gc.collect()
            begin = time.perf_counter()
            connection = sqlite3.connect(file)
            rows = connection.execute("SELECT id, kind, parent, body FROM entity").fetchall()
            connection.close()
            reference.append(time.perf_counter() - begin)
            assert len(rows) == cues + 3
            del rows
            gc.collect()
            begin = time.perf_counter()
            project = Project.open(file)
            ours.append(time.perf_counter() - begin)
            begin = time.perf_counter()
            assert len(project.children("captions", Cue)) == cues
            table.append(time.perf_counter() - begin)
            project.close()
            del project
    return Measurement(statistics.median(ours), statistics.median(reference), statistics.median(table))


if __name__ == "__main__":
    found = measure()
    ours, bare, table = (round(value * 1e3) for value in found)
    print(f"open {ours} ms, bare rows {bare} ms, ratio {found.ratio:.2f}, first table {table} ms")

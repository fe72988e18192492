"""How long one durable edit takes, against a bare write and fsync of a page on the same disk, in turn."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue, replace


class Measurement(NamedTuple):
    """Milliseconds. The goal is an edit's p99 of at most 5 ms more than the disk itself takes."""

    edit_median: float
    edit_p99: float
    fsync_median: float
    fsync_p99: float


def measure(edits: int = 500, folder: Path | None = None) -> Measurement:
    """Change one cue of a project of 1000 ``edits`` times; ``folder``: where (the disk that is measured)."""
    ours: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory(dir=folder) as work, Project.create(Path(work) / "Film") as project:
        track = project.all(CaptionTrack)[0].id
        with project.edit("Add") as edit:
            cues = edit.put_all(
                [Cue(id=f"c{n}", parent=track, start=n, end=n, text="Some text") for n in range(1000)]
            )
        descriptor = os.open(Path(work) / "bare", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        for number in range(edits):
            begin = time.perf_counter()
            with project.edit("Move") as edit:
                edit.put(replace(cues[number % 1000], start=number, text=f"Some other text {number}"))
            ours.append((time.perf_counter() - begin) * 1e3)
            begin = time.perf_counter()
            os.write(descriptor, bytes(4096))
            os.fsync(descriptor)
            bare.append((time.perf_counter() - begin) * 1e3)
        os.close(descriptor)
    return Measurement(statistics.median(ours), _p99(ours), statistics.median(bare), _p99(bare))


def _p99(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]


if __name__ == "__main__":
    print(measure())

"""The same project gives the same pictures, byte for byte, whatever else the machine does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import av
import pytest

from studio.export.plan import plan
from studio.export.presets import preset
from studio.export.render import render_missing
from studio.export.segments import SegmentStore
from studio.project.handle import Project
from studio.render.timeline import snapshot

_RENDERS = 8


@pytest.fixture
def busy_machine() -> Generator[None]:
    """Two loops that take what processor there is."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def test_a_film_is_the_same_bytes_every_time_on_a_busy_machine(
    project: Project, tmp_path: Path, busy_machine: None
) -> None:
    planned = plan(snapshot(project, project.info.sequence), preset("film-mp4"))

    def rendered(number: int) -> list[bytes]:
        store = SegmentStore(tmp_path / str(number))
        render_missing(planned, store, progress=lambda *_: None, cancelled=lambda: False)
        found: list[bytes] = []
        for segment in planned.segments:
            with av.open(str(store.path(segment.key))) as part:
                found += [bytes(packet) for packet in part.demux(video=0) if packet.size]
        return found

    first = rendered(0)
    assert len(first) == planned.last
    assert all(rendered(number) == first for number in range(1, _RENDERS))

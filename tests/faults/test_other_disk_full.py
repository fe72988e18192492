"""A project on a full disk is exported to another disk."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from studio.core import ticks
from studio.media import ffmpeg
from studio.project import imports
from studio.project.handle import Project
from studio.workspaces.captions.state.listening import lay
from tests.faults.disks import needs_disk, run_on_disk

_EXPORT = """
cp -r "$2/." "$1"
mkdir -p "$1/Film/cache/segments"
dd if=/dev/zero of="$1/fill" bs=4k 2>/dev/null || true
exec "$3" -m studio export "$1/Film" --out "$4"
"""


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """A folder with the project ``Film``: one second of moving pattern."""
    clip = tmp_path / "clip.mp4"
    pattern = "testsrc2=size=160x90:rate=25:duration=1"
    ffmpeg.render(clip, ["-f", "lavfi", "-i", pattern, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-f", "mp4"])
    with Project.create(tmp_path / "original" / "Film") as project:
        (asset,) = imports.add(project, [imports.prepare(project, clip)])
        assert lay(project, project.info.sequence, asset).duration == ticks.TICKS_PER_SECOND
    return tmp_path / "original"


@needs_disk
def test_an_export_to_another_disk_does_without_the_full_one_and_says_so_once(
    original: Path, tmp_path: Path, repository: Path
) -> None:
    film = tmp_path / "film.mp4"
    ran = run_on_disk(tmp_path / "disk", "3m", _EXPORT, original, sys.executable, film, repository=repository)
    assert ran.returncode == 0, ran.stderr
    assert film.stat().st_size > 0
    notes = [line for line in ran.stderr.splitlines() if line.startswith("note:")]
    assert len(notes) == 1, ran.stderr
    assert notes[0].endswith("is on a full disk")


@needs_disk
def test_an_export_to_the_full_disk_itself_fails_for_that_reason(
    original: Path, tmp_path: Path, repository: Path
) -> None:
    disk = tmp_path / "disk"
    ran = run_on_disk(disk, "3m", _EXPORT, original, sys.executable, disk / "film.mp4", repository=repository)
    assert ran.returncode == 3
    assert "error: disk_full: " in ran.stderr
    assert "note:" not in ran.stderr

"""A small film and a project that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core import ticks
from studio.media import ffmpeg
from studio.project import imports
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue, Sequence, Track, replace
from studio.video import clips

SECOND = ticks.TICKS_PER_SECOND
SIZE = (320, 180)
SECONDS = 7


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven seconds of a moving test picture with a tone, 24 fps, B-frames."""
    path = tmp_path_factory.mktemp("media") / "film.mp4"
    ffmpeg.render(
        path,
        [
            "-f",
            "lavfi",
            "-i",
            f"testsrc2=size={SIZE[0]}x{SIZE[1]}:rate=24:duration={SECONDS}",
            "-f",
            "lavfi",
            "-i",
            f"sine=frequency=330:duration={SECONDS}:sample_rate=48000",
            "-c:v",
            "libx264",
            "-pix_fmt",
            "yuv420p",
            "-g",
            "48",
            "-c:a",
            "aac",
            "-f",
            "mp4",
        ],
    )
    return path


@pytest.fixture
def project(tmp_path: Path, film: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "Film") as made:
        sequence = made.all(Sequence)[0]
        with made.edit("Size") as edit:
            edit.put(replace(sequence, width=SIZE[0], height=SIZE[1]))
        asset = imports.import_file(made, film)
        track = next(entry for entry in made.children(sequence.id, Track) if entry.role == "video")
        clips.add_clip(made, track.id, asset, 0)
        captions = made.children(sequence.id, CaptionTrack)[0]
        with made.edit("Cues") as edit:
            for number, text in enumerate(("First words", "In the middle", "At the end")):
                start = number * 5 * SECOND // 2 + SECOND // 4
                edit.put(
                    Cue(id=f"cue{number}", parent=captions.id, start=start, end=start + SECOND, text=text)
                )
        yield made

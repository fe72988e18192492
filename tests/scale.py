"""Projects as large as they get: 100 000 cues, 25 000 images, 2 000 clips, written in a few seconds.

The session fixtures ``long_captions``, ``large_gallery`` and ``long_timeline`` (see conftest.py) are closed
projects that all tests share; a test that opens one to edit it works on a copy of its own:

with Project.open(copied(long_captions, tmp_path)) as project: ...
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from studio.core import ticks
from studio.project.document import row_of
from studio.project.handle import Project
from studio.project.model import Asset, CaptionTrack, Clip, Cue, MediaFacts, Track
from studio.wire.recipe import Recipe

SECOND = ticks.TICKS_PER_SECOND
CUES, IMAGES, CLIPS = 100_000, 25_000, 2_000


def large_project(folder: Path, *, cues: int = 0, images: int = 0, clips: int = 0) -> Path:
    """Write a closed project with so many of each, beside what every new one has; returns ``folder``.

    Cues last 0.9 s and begin each second: ids "cue_000000", on the first caption track. Images are made, with
    a recipe of their own and prompts "a red boat 17": ids "image_00017", no files. Clips are five seconds of
    one video, end to end on the first video track: ids "clip_0000", an empty file.
    """
    with Project.create(folder) as project:
        sequence, file = project.info.sequence, project.file
        captions = project.children(sequence, CaptionTrack)[0].id
        video = next(track.id for track in project.children(sequence, Track) if track.role == "video")
    recipes = [
        Recipe(engine="painter", version="1", params={"prompt": f"a red boat {n}"}, seed=n)
        for n in range(images)
    ]
    keys = [recipe.key() for recipe in recipes]
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executemany(
            "INSERT INTO recipe (key, recipe, outputs, created) VALUES (?, ?, ?, ?)",
            (
                (key, msgspec.json.encode(recipe), b"[]", "2026-01-01T00:00:00.000")
                for key, recipe in zip(keys, recipes, strict=True)
            ),
        )
        rows = [*_cues(captions, cues), *_images(keys), *_clips(video, clips)]
        connection.executemany("INSERT INTO entity (id, kind, parent, body) VALUES (?, ?, ?, ?)", rows)
    if clips:
        (folder / "film.mp4").touch()
    return folder


def copied(folder: Path, into: Path) -> Path:
    """A copy of a closed project that a test may change, below ``into``."""
    return Path(shutil.copytree(folder, into / folder.name))


@contextmanager
def statements_of(project: Project) -> Generator[list[str]]:
    """The SQL that the project's database runs meanwhile: the same number on every machine."""
    found: list[str] = []
    connection = project.database._connection
    connection.set_trace_callback(found.append)
    try:
        yield found
    finally:
        connection.set_trace_callback(None)


def _cues(track: str, count: int) -> Iterator[tuple[str, str, str, bytes]]:
    for number in range(count):
        start = number * SECOND
        yield row_of(
            Cue(
                id=f"cue_{number:06}",
                parent=track,
                order=f"a{number:06}",
                start=start,
                end=start + SECOND * 9 // 10,
                text=f"Words of cue {number}",
            )
        )


def _images(recipes: list[str]) -> Iterator[tuple[str, str, str, bytes]]:
    facts = MediaFacts(width=512, height=512)
    for number, recipe in enumerate(recipes):
        yield row_of(
            Asset(
                id=f"image_{number:05}",
                parent="project",
                order=f"a{number:05}",
                name=f"Boat {number}",
                media="image",
                sha256=hashlib.sha256(recipe.encode()).hexdigest(),
                suffix=".png",
                facts=facts,
                recipe=recipe,
                created=f"2026-01-01T00:00:00.{number:06}",
            )
        )


def _clips(track: str, count: int) -> Iterator[tuple[str, str, str, bytes]]:
    if count:
        facts = MediaFacts(
            duration=3600 * SECOND, width=1280, height=720, rate="24/1", has_video=True, has_audio=True
        )
        yield row_of(
            Asset(id="film", parent="project", name="film.mp4", media="video", source="film.mp4", facts=facts)
        )
    for number in range(count):
        yield row_of(
            Clip(
                id=f"clip_{number:04}",
                parent=track,
                order=f"a{number:04}",
                asset="film",
                start=number * 5 * SECOND,
                duration=5 * SECOND,
                source_in=number % 700 * 5 * SECOND,
            )
        )

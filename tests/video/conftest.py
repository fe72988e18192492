"""A project with two ten-second films and a picture, none of them on disk: clip edits open no file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core import ticks
from studio.project.handle import Project
from studio.project.model import Asset, MediaFacts, Sequence, Track

SECOND = ticks.TICKS_PER_SECOND


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "Film") as made:
        facts = MediaFacts(
            duration=10 * SECOND,
            width=1280,
            height=720,
            rate="24/1",
            frames=240,
            has_video=True,
            has_audio=True,
        )
        with made.edit("Import") as edit:
            for name in ("one", "two"):
                edit.put(
                    Asset(
                        id=name, parent="project", name=name, media="video", source=f"{name}.mp4", facts=facts
                    )
                )
            edit.put(Asset(id="still", parent="project", name="still", media="image", source="still.png"))
        yield made


@pytest.fixture
def track(project: Project) -> Track:
    sequence = project.all(Sequence)[0]
    return next(entry for entry in project.children(sequence.id, Track) if entry.role == "video")

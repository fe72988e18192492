"""A small project to work on."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from studio.project.handle import Project
from studio.project.model import CaptionTrack


@pytest.fixture
def project(tmp_path: Path) -> Generator[Project]:
    """A new, open project called Lighthouse."""
    with Project.create(tmp_path / "Lighthouse") as made:
        yield made


@pytest.fixture
def track(project: Project) -> str:
    """Id of its caption track."""
    return project.all(CaptionTrack)[0].id

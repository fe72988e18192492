"""The whole window without a mouse: Tab comes to everything that can be used, and everything has a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.core import ticks
from studio.media.audio import write_wav
from studio.project.handle import Project
from studio.project.imports import import_file
from studio.project.model import CaptionTrack, Clip, Cue, Line
from studio.state.workspace import WorkspaceId, workspace_ids
from studio.video import clips
from tests.image.playing import picture_file
from tests.kit.accessibility import Tour, unnamed
from tests.kit.waiting import WAIT_MS
from tests.window.windows import contents, fake_job, state

SECOND = ticks.TICKS_PER_SECOND


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A closed project with something in every workspace: a picture and a sound, captions, lines."""
    write_wav(tmp_path / "song.wav", np.zeros((48_000, 2), np.float32), 48_000)
    with Project.create(tmp_path / "Film") as project:
        for file in (picture_file(tmp_path, 1), tmp_path / "song.wav"):
            asset = import_file(project, file)
            clips.add_clip(project, clips.track_for(project, project.info.sequence, asset).id, asset, 0)
        captions = project.children(project.info.sequence, CaptionTrack)[0]
        with project.edit("Words") as edit:
            for number in range(3):
                start, end = number * SECOND, (number + 1) * SECOND
                edit.put(Cue(id=f"cue{number}", parent=captions.id, start=start, end=end, text="Words"))
                edit.put(Line(id=f"line{number}", parent=project.info.sequence, text="Aye.", speaker="MARA"))
    return tmp_path / "Film"


CHOSEN: dict[WorkspaceId, type[Clip | Cue | Line] | None] = {
    "image": None,
    "voice": Line,
    "captions": Cue,
    "video": Clip,
    "export": None,
}
"""What is selected in a workspace, so that its inspector shows all that it has."""


@pytest.mark.parametrize("workspace", workspace_ids())
def test_tab_comes_to_everything_in_the_window_and_leaves_it_again(
    workspace: WorkspaceId, start: Callable[..., Studio], film: Path, qtbot: QtBot
) -> None:
    studio = start(film)
    app, window = state(studio), studio.window
    window.resize(1920, 1200)
    job = fake_job(app, steps=1)  # its end comes after the engines, with which the forms are built again
    qtbot.waitUntil(lambda: app.queue.get(job.id).finished, timeout=WAIT_MS)
    for dock in ("library", "inspector", "jobs"):
        contents(studio).docks.want(dock, wanted=True)
    app.workspace = workspace
    chosen = CHOSEN[workspace]
    if chosen is not None:
        app.select([app.require_project().all(chosen)[0].id])
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and bool(window.focusWidget()), timeout=WAIT_MS)
    tour = Tour(window)
    assert tour.trap == "", tour.stops[-3:]
    assert tour.missed() == []
    assert tour.nameless() == []
    assert unnamed(window) == []

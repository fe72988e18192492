"""The inspector's list of effects: a new file appears in it, and what it does is exported."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from studio.core import paths, ticks
from studio.core.settings import Settings
from studio.export.process import run_export
from studio.flows import exporting
from studio.kit.bind import access
from studio.media.frames import FrameReader
from studio.media.images import save_png
from studio.project.imports import import_file
from studio.project.model import Clip, Effect, replace
from studio.render.compositor import Compositor
from studio.render.timeline import snapshot
from studio.state.app_state import AppState
from studio.video import clips
from studio.workspaces.video.state.view_model import VideoState
from studio.workspaces.video.view.effect_list import EffectList
from tests.apps import open_app

COLOUR = (200, 20, 20)


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, repository: Path) -> Iterator[AppState]:
    """A project with half a second of a red picture, and the README's effect in the user's folder."""
    folder = paths.plugins("effects")
    folder.mkdir(parents=True)
    shutil.copy(repository / "tests/data/examples/effects/invert.py", folder)
    Settings().set("plugins.own_code", True)
    picture = tmp_path / "red.png"
    save_png(picture, np.full((36, 64, 3), COLOUR, np.uint8))
    with open_app(tmp_path) as state:
        project = state.require_project()
        with project.edit("Small") as edit:
            edit.put(replace(state.sequence(), width=64, height=36))
        asset = import_file(project, picture)
        track = clips.track_for(project, state.sequence_id, asset)
        clip = clips.add_clip(project, track.id, asset, 0, duration=ticks.TICKS_PER_SECOND // 2)
        state.select([clip.id])
        yield state


@pytest.fixture
def state(app: AppState) -> Iterator[VideoState]:
    made = VideoState(app)
    yield made
    made.close()


@pytest.fixture
def shown(state: VideoState) -> Iterator[EffectList]:
    made = EffectList(state)
    made.show()
    yield made
    made.close()


def choose(shown: EffectList, kind: str) -> None:
    """Add an effect by its menu."""
    shown.add_menu.aboutToShow.emit()
    next(action for action in shown.add_menu.actions() if action.data() == kind).trigger()
    shown.refresh()


def applied(app: AppState) -> list[str]:
    clip = app.require_project().all(Clip)[0]
    return [effect.effect for effect in app.require_project().children(clip.id, Effect)]


def test_a_new_file_is_in_the_list_and_changes_exported_pixels(
    app: AppState, shown: EffectList, tmp_path: Path
) -> None:
    assert list(shown.forms) == ["transform", "crop", "colour"]
    choose(shown, "invert")
    assert list(shown.forms) == ["transform", "crop", "colour", "invert"]
    access(shown.forms["invert"].fields["amount"]).set(1.0)
    project = app.require_project()
    compositor = Compositor(snapshot(project, app.sequence_id))
    assert tuple(compositor.frame(0)[18, 32]) == tuple(255 - value for value in COLOUR)
    compositor.close()
    request = exporting.prepare(project, app.sequence_id, "film-mp4", tmp_path / "out.mp4")
    run_export(Path(request.inputs["job"]), progress=lambda *_: None, on_cancel=lambda _: None)
    with FrameReader(tmp_path / "out.mp4") as reader:
        middle = reader.frame(3)[18, 32].astype(int)
    assert np.abs(middle - [255 - value for value in COLOUR]).max() < 12


def test_several_of_a_kind_are_ordered_turned_off_and_removed(app: AppState, shown: EffectList) -> None:
    choose(shown, "invert")
    choose(shown, "crop")
    *_, second = shown.forms
    assert list(shown.forms) == ["transform", "crop", "colour", "invert", second]
    assert applied(app) == ["crop", "invert", "crop"]
    assert not shown.forms[second].move_down.isEnabled()
    shown.forms[second].move_up.trigger()
    shown.refresh()
    assert applied(app) == ["crop", "crop", "invert"]
    assert list(shown.forms)[-1] == "invert"
    shown.forms["invert"].on.click()
    assert [one.enabled for one in app.require_project().all(Effect) if one.effect == "invert"] == [False]
    shown.forms["invert"].remove.trigger()
    shown.forms[second].remove.trigger()
    shown.refresh()
    assert applied(app) == ["crop"]
    for _ in range(6):
        app.undo()
    assert applied(app) == []


def test_a_standard_effect_is_applied_where_it_is_shown(app: AppState, shown: EffectList) -> None:
    choose(shown, "invert")
    before = list(shown.forms)
    access(shown.forms["colour"].fields["exposure"]).set(1.0)
    access(shown.forms["crop"].fields["left"]).set(0.5)
    shown.refresh()
    assert list(shown.forms) == before == ["transform", "crop", "colour", "invert"]
    assert applied(app) == ["crop", "colour", "invert"]


def test_an_effect_that_is_gone_can_be_removed(app: AppState, state: VideoState) -> None:
    clip = app.require_project().all(Clip)[0]
    with app.require_project().edit("Later version") as edit:
        edit.put(Effect(id="fx", parent=clip.id, effect="sparkle", params={"amount": 1.0}))
    shown = EffectList(state)
    assert list(shown.forms) == ["transform", "crop", "colour", "sparkle"]
    assert not shown.forms["sparkle"].reset.isEnabled()
    shown.forms["sparkle"].remove.trigger()
    assert applied(app) == []

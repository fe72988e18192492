"""A newcomer adds an effect as one new file in the user's folder; a bad one is named and left out alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from studio.core import paths
from studio.core.errors import InputError
from studio.core.settings import Settings
from studio.render.effects import EFFECTS, Picture, effect, names

_SPEC = "SPEC = EffectSpec(id={id!r}, title='Mine', version=1, params=({params}))\n"
_HEAD = "from studio.render.effects import EffectSpec\nfrom studio.wire.spec import Param\n"
_APPLY = "def apply(picture, params):\n    return picture\n"


@pytest.fixture
def folder(repository: Path) -> Path:
    """The user's folder of effects with the README's example in it; the user trusts it."""
    folder = paths.plugins("effects")
    folder.mkdir(parents=True)
    shutil.copy(repository / "tests/data/examples/effects/invert.py", folder)
    Settings().set("plugins.own_code", True)
    return folder


def test_an_effect_that_is_one_new_file_changes_pixels(folder: Path) -> None:
    picture = Picture(np.array([[[0, 100, 255]]], np.uint8))
    found = effect("invert")
    assert found.apply(picture, found.spec.complete({"amount": 1.0})).rgb.tolist() == [[[255, 155, 0]]]
    assert found.apply(picture, found.spec.complete({})).rgb.tolist() == picture.rgb.tolist()
    assert EFFECTS.own() == ("invert",)


def test_effects_of_the_user_are_not_run_before_they_are_allowed(folder: Path) -> None:
    Settings().set("plugins.own_code", False)
    assert "invert" not in names()
    assert [fault.name for fault in EFFECTS.faults()] == ["invert"]
    with pytest.raises(InputError) as caught:
        effect("invert")
    assert caught.value.code == "unknown_effect"


def test_a_changed_file_of_the_user_is_another_effect_to_the_export(folder: Path) -> None:
    before = effect("invert").code
    path = folder / "invert.py"
    path.write_text(path.read_text() + "\n# another line\n")
    EFFECTS.refresh()
    assert len({before, effect("invert").code, effect("crop").code}) == 3


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("raising", "raise RuntimeError('no')", "RuntimeError: no"),
        ("wrong", "SPEC = 3\n" + _APPLY, "It does not declare SPEC as an instance of EffectSpec."),
        ("typed", _HEAD + _SPEC.format(id="typed", params="3,") + _APPLY, "A field of its EffectSpec"),
        ("unlike", _HEAD + _SPEC.format(id="other", params="") + _APPLY, "Its id is “other”"),
        ("idle", _HEAD + _SPEC.format(id="idle", params=""), "It has no function called “apply”."),
        ("crop", _HEAD + _SPEC.format(id="crop", params="") + _APPLY, "The app already has an entry"),
        (
            "high",
            _HEAD
            + _SPEC.format(
                id="high", params="Param(name='x', kind='float', default=2, maximum=1, label='X'),"
            )
            + _APPLY,
            "A default is not allowed: X must be at most 1.",
        ),
    ],
)
def test_a_bad_effect_is_named_and_left_out_alone(folder: Path, name: str, text: str, reason: str) -> None:
    (folder / f"{name}.py").write_text(text)
    assert names() == ["colour", "crop", "invert", "speed", "transform"]
    (fault,) = EFFECTS.faults()
    assert (fault.kind, fault.name) == ("effects", name)
    assert fault.reason.startswith(reason)

"""One file per effect, ``<group>/<effect>.py``: ``SPEC`` (see ``EffectSpec``) and ``apply``, a pure function
from picture to picture.

Adding an effect is adding a file, here or in the user's folder: the inspector's list and forms, keyframes,
the compositor and the export keys all derive from it. With its defaults an effect does nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.core.errors import InputError, StudioError
from studio.core.registry import Place, Registry, declared, declared_function, load_module
from studio.core.text import Text
from studio.wire.spec import Param, Value


class Picture(NamedTuple):
    """rgb: (height, width, 3) uint8. alpha: (height, width) uint8, None = opaque."""

    rgb: NDArray[np.uint8]
    alpha: NDArray[np.uint8] | None = None


class EffectSpec(msgspec.Struct, frozen=True, kw_only=True):
    """The description of an effect.

    Attributes:
        id: the file's name.
        title: what the window calls it.
        version: changes whenever the same parameters would give other pixels.
        params: its parameters; with their defaults the effect does nothing.
        places: decides where the picture lands on the canvas; the compositor applies it itself, last.
        paces: decides which frame of the source is shown; set as the clip's speed, never added by hand.
        standard: the inspector offers it for every clip without it being added.
        folded: its form is folded away until the user opens it.
    """

    id: str
    title: str
    version: int
    params: tuple[Param, ...]
    places: bool = False
    paces: bool = False
    standard: bool = False
    folded: bool = False

    def complete(self, params: dict[str, Value]) -> dict[str, Value]:
        """Parameters with defaults filled in; unknown names are dropped."""
        known = {param.name: param for param in self.params}
        defaults: dict[str, Value] = {param.name: param.default for param in self.params}
        return defaults | {name: value for name, value in params.items() if name in known}


class LoadedEffect(NamedTuple):
    """An effect that was found.

    Attributes:
        spec: its description.
        apply: gives the changed picture; the input arrays stay as they are. params are complete.
        code: sha256 of a file of the user, so that a changed file gives other export keys; "" for the app's.
    """

    spec: EffectSpec
    apply: Callable[[Picture, dict[str, Value]], Picture]
    code: str = ""


def _load(place: Place) -> LoadedEffect:
    module = load_module(place)
    spec = declared(module, "SPEC", EffectSpec)
    for param in spec.params:
        problem = param.check(param.default)
        if problem:
            raise StudioError("bad_plugin", Text("A default is not allowed: {problem}", problem=problem))
    return LoadedEffect(spec, declared_function(module, "apply"), _code(place.path) if place.own else "")


def _code(path: Path) -> str:
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _id_of(found: LoadedEffect) -> str:
    return found.spec.id


EFFECTS = Registry("effects", package=__name__, load=_load, id_of=_id_of, guarded=True)
"""The app's effects and the user's."""


def names() -> list[str]:
    """Ids of all effects, sorted."""
    return sorted(EFFECTS.all())


def effect(effect_id: str) -> LoadedEffect:
    """The effect called ``effect_id``. Raises InputError when there is none."""
    found = EFFECTS.get(effect_id)
    if found is None:
        raise InputError(
            "unknown_effect",
            Text("There is no effect called “{effect}”.", effect=effect_id),
            Text("Update the app, add the effect to the plug-ins folder, or remove it from the clip."),
        )
    return found

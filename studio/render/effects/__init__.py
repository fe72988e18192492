"""One file per effect: ``SPEC`` (parameters, see ``EffectSpec``) and ``apply``, a pure
function from picture to picture.

Adding an effect is adding a file: the inspector's form, keyframes, the compositor and the
export keys all derive from it.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import NamedTuple, Protocol, cast

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.core.errors import InputError
from studio.core.text import Text
from studio.wire.spec import Param, Value


class Picture(NamedTuple):
    """rgb: (height, width, 3) uint8. alpha: (height, width) uint8, None = opaque."""

    rgb: NDArray[np.uint8]
    alpha: NDArray[np.uint8] | None = None


class EffectSpec(msgspec.Struct, frozen=True, kw_only=True):
    """id equals the file name. version changes whenever the same parameters would give other pixels.

    places: the effect decides where the picture lands on the canvas and is applied
    by the compositor itself, last.
    """

    id: str
    title: str
    version: int
    params: tuple[Param, ...]
    places: bool = False

    def complete(self, params: dict[str, Value]) -> dict[str, Value]:
        """Parameters with defaults filled in; unknown names are dropped."""
        known = {param.name for param in self.params}
        defaults: dict[str, Value] = {param.name: param.default for param in self.params}
        return defaults | {name: value for name, value in params.items() if name in known}


class EffectModule(Protocol):
    """What every file of this package offers."""

    SPEC: EffectSpec

    @staticmethod
    def apply(picture: Picture, params: dict[str, Value]) -> Picture:
        """Return the changed picture; the input arrays stay as they are. params are complete."""
        ...


def names() -> list[str]:
    """Ids of all effects, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


@cache
def effect(effect_id: str) -> EffectModule:
    """The effect called ``effect_id``. Raises InputError when there is none."""
    if effect_id not in names():
        raise InputError(
            "unknown_effect",
            Text("This version of the app has no effect called {effect_id}.", effect_id=f"{effect_id!r}"),
            Text("Update the app."),
        )
    return cast("EffectModule", importlib.import_module(f"{__name__}.{effect_id}"))

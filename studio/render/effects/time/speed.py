"""Play a clip faster or slower. Its keyframes are the clip's pace (``project.pace``); no picture is changed
by it.
"""

from __future__ import annotations

from studio.render.effects import EffectSpec, Picture, Value
from studio.wire.spec import Param

SPEC = EffectSpec(
    id="speed",
    title="Speed",
    version=1,
    paces=True,
    params=(
        Param(
            name="speed",
            kind="float",
            default=100.0,
            minimum=10.0,
            maximum=1000.0,
            step=5.0,
            unit="%",
            label="Speed",
            help="Playback speed; the clip's length changes with it.",
        ),
    ),
)


def apply(picture: Picture, params: dict[str, Value]) -> Picture:
    """The picture as it is: which one it is was decided before."""
    return picture

"""Place, size, turn and fade a picture on the canvas."""

from __future__ import annotations

from studio.render.effects import EffectSpec, Picture, Value
from studio.wire.spec import Param

SPEC = EffectSpec(
    id="transform",
    title="Transform",
    version=1,
    places=True,
    standard=True,
    params=(
        Param(
            name="fit",
            kind="choice",
            default="contain",
            choices=("contain", "cover"),
            label="Fit",
            help="Contain shows the whole picture; cover fills the frame.",
        ),
        Param(
            name="x",
            kind="float",
            default=0.0,
            minimum=-2.0,
            maximum=2.0,
            step=0.01,
            label="X",
            help="Offset to the right, in frame widths.",
        ),
        Param(
            name="y",
            kind="float",
            default=0.0,
            minimum=-2.0,
            maximum=2.0,
            step=0.01,
            label="Y",
            help="Offset downwards, in frame heights.",
        ),
        Param(
            name="scale",
            kind="float",
            default=1.0,
            minimum=0.05,
            maximum=10.0,
            step=0.01,
            label="Scale",
            help="1 is the fitted size.",
        ),
        Param(
            name="rotation",
            kind="float",
            default=0.0,
            minimum=-3600.0,
            maximum=3600.0,
            step=1.0,
            unit="°",
            label="Rotation",
            help="Clockwise, about the picture's centre.",
        ),
        Param(
            name="opacity", kind="float", default=1.0, minimum=0.0, maximum=1.0, step=0.05, label="Opacity"
        ),
    ),
)


def apply(picture: Picture, params: dict[str, Value]) -> Picture:
    """The compositor places the picture itself, in one resampling with the fit; here it passes through."""
    return picture

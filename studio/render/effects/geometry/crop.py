"""Cut away the edges of a picture; what is left keeps its place."""

from __future__ import annotations

import numpy as np

from studio.render.effects import EffectSpec, Picture, Value
from studio.wire.spec import Param


def _edge(name: str, label: str) -> Param:
    return Param(
        name=name,
        kind="float",
        default=0.0,
        minimum=0.0,
        maximum=1.0,
        step=0.01,
        label=label,
        help="Share of the picture cropped from this side.",
    )


SPEC = EffectSpec(
    id="crop",
    title="Crop",
    version=1,
    standard=True,
    folded=True,
    params=(_edge("left", "Left"), _edge("top", "Top"), _edge("right", "Right"), _edge("bottom", "Bottom")),
)


def apply(picture: Picture, params: dict[str, Value]) -> Picture:
    """Make everything outside the kept rectangle transparent. Edges are shares of width and height, 0..1."""
    height, width = picture.rgb.shape[:2]
    left, right = round(float(params["left"]) * width), width - round(float(params["right"]) * width)
    top, bottom = round(float(params["top"]) * height), height - round(float(params["bottom"]) * height)
    alpha = np.zeros((height, width), np.uint8)
    if left < right and top < bottom:
        kept = 255 if picture.alpha is None else picture.alpha[top:bottom, left:right]
        alpha[top:bottom, left:right] = kept
    return Picture(picture.rgb, alpha)

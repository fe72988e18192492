"""Camera moves over a still picture, as keyframes of the transform effect."""

from __future__ import annotations

from studio.core.ticks import Ticks
from studio.project.model import Effect, Keyframe

# name -> ((scale, x, y) at the start, the same at the end); the picture covers the frame at every moment of
# each move, because at scale s a covering picture may shift by (s - 1) / 2 of the frame.
_MOVES: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "hold": ((1.0, 0.0, 0.0), (1.0, 0.0, 0.0)),
    "push-in": ((1.0, 0.0, 0.0), (1.14, 0.0, 0.0)),
    "pull-out": ((1.14, 0.0, 0.0), (1.0, 0.0, 0.0)),
    "pan-left": ((1.12, -0.055, 0.0), (1.12, 0.055, 0.0)),
    "pan-right": ((1.12, 0.055, 0.0), (1.12, -0.055, 0.0)),
    "rise": ((1.12, 0.0, -0.055), (1.12, 0.0, 0.055)),
    "sink": ((1.12, 0.0, 0.055), (1.12, 0.0, -0.055)),
}


def camera_move(clip_id: str, move: str, duration: Ticks) -> tuple[Effect, list[Keyframe]]:
    """The transform effect of a still that fills the frame and moves over
    ``duration``. Unknown words hold still.
    """
    start, end = _MOVES.get(move, _MOVES["hold"])
    # Ids follow from the clip's, so that laying a film out again changes nothing that is as it was.
    effect = Effect(
        id=f"{clip_id}_move", parent=clip_id, order="V", effect="transform", params={"fit": "cover"}
    )
    keyframes: list[Keyframe] = []
    for param, first, last in zip(("scale", "x", "y"), start, end, strict=True):
        if first == last:
            effect.params[param] = first
            continue
        for at, value in ((0, first), (duration, last)):
            key = Keyframe(
                id=f"{effect.id}_{param}_{min(at, 1)}",
                parent=effect.id,
                order="V",
                param=param,
                at=at,
                value=value,
                ease="smooth",
            )
            keyframes.append(key)
    return effect, keyframes

"""Basic colour: exposure, contrast, saturation, temperature, tint, gamma."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.render.effects import EffectSpec, Picture, Value
from studio.wire.spec import Param


def _knob(name: str, label: str, default: float, minimum: float, maximum: float, help_text: str) -> Param:
    return Param(
        name=name,
        kind="float",
        default=default,
        minimum=minimum,
        maximum=maximum,
        step=0.05,
        label=label,
        help=help_text,
    )


SPEC = EffectSpec(
    id="colour",
    title="Colour",
    version=1,
    standard=True,
    params=(
        _knob("exposure", "Exposure", 0.0, -4.0, 4.0, "In stops: +1 doubles the light."),
        _knob("contrast", "Contrast", 1.0, 0.0, 3.0, "Around middle grey; 1 is unchanged."),
        _knob("saturation", "Saturation", 1.0, 0.0, 3.0, "0 is black and white, 1 is unchanged."),
        _knob("temperature", "Temperature", 0.0, -1.0, 1.0, "Positive is warmer, negative cooler."),
        _knob("tint", "Tint", 0.0, -1.0, 1.0, "Positive is more magenta, negative more green."),
        _knob("gamma", "Gamma", 1.0, 0.2, 5.0, "Above 1 lifts the midtones."),
    ),
)

# Rec. 709 luma weights (ITU-R BT.709-6, 3.2).
_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


def apply(picture: Picture, params: dict[str, Value]) -> Picture:
    """Per-channel curves in one table look-up, then saturation as a mix with luma."""
    value = {name: float(number) for name, number in params.items()}
    rgb = picture.rgb
    tables = _curves(value)
    if tables is not None:
        import cv2

        rgb = np.asarray(cv2.LUT(np.ascontiguousarray(rgb), tables), np.uint8)
    if value["saturation"] != 1.0:
        rgb = _saturate(rgb, value["saturation"])
    return Picture(rgb, picture.alpha)


def _curves(value: dict[str, float]) -> NDArray[np.uint8] | None:
    """A (1, 256, 3) table, or None when every channel stays as it is."""
    if all(
        value[name] == neutral
        for name, neutral in (
            ("exposure", 0.0),
            ("contrast", 1.0),
            ("temperature", 0.0),
            ("tint", 0.0),
            ("gamma", 1.0),
        )
    ):
        return None
    level = np.linspace(0.0, 1.0, 256, dtype=np.float32)
    # Exposure acts on linear light; the display curve is taken as a 2.2 power.
    level = np.clip(level * 2.0 ** (value["exposure"] / 2.2), 0.0, 1.0) ** (1.0 / value["gamma"])
    level = (level - 0.5) * value["contrast"] + 0.5
    warm, magenta = 0.2 * value["temperature"], 0.2 * value["tint"]
    gains = (1.0 + warm + magenta / 2, 1.0 - magenta, 1.0 - warm + magenta / 2)
    table = np.stack([np.clip(level * gain, 0.0, 1.0) for gain in gains], axis=1)
    return np.round(table * 255.0).astype(np.uint8)[None]


def _saturate(rgb: NDArray[np.uint8], amount: float) -> NDArray[np.uint8]:
    import cv2

    # One 3x3 matrix: amount * identity + (1 - amount) * luma in every row.
    matrix = amount * np.eye(3, dtype=np.float32) + (1.0 - amount) * np.tile(_LUMA, (3, 1))
    return np.asarray(cv2.transform(rgb, matrix), np.uint8)

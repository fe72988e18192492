"""The objects of the starter scenes: lighthouse, house, boat, tree, and the cliff under them at sea."""

from __future__ import annotations

import math

import numpy as np
from brush import Canvas
from palette import lit, mix, object_colour, sky_colours


def paint_thing(canvas: Canvas, x: float) -> None:
    """Paints the scene's object with its foot around (x, a little under the horizon)."""
    scene = canvas.scene
    foot = canvas.horizon + canvas.uniform(0.13, 0.24)
    if scene.cliff:
        foot = canvas.horizon + canvas.uniform(0.03, 0.08)
        _paint_cliff(canvas, x, foot)
    painter = {
        "lighthouse": _paint_lighthouse,
        "house": _paint_house,
        "boat": _paint_boat,
        "tree": _paint_tree,
    }
    painter[scene.thing](canvas, x, foot, object_colour(scene))


def _paint_cliff(canvas: Canvas, x: float, top: float) -> None:
    scene = canvas.scene
    rock, grass = lit((122, 104, 88), scene, 0.9), lit((98, 140, 70), scene)
    half = canvas.uniform(0.2, 0.25)
    left, right = x - half, x + half
    if scene.side == "left":
        left = -0.05
    if scene.side == "right":
        right = canvas.aspect + 0.05
    low = canvas.uniform(0.86, 0.93)
    outer = canvas.uniform(0.02, 0.07)
    canvas.polygon([(left, top + 0.02), (right, top + 0.02), (right + outer, low), (left - outer, low)], rock)
    crack = x + canvas.uniform(-0.06, 0.06)
    canvas.polygon(
        [(crack, top + 0.06), (right, top + 0.03), (right + outer, low), (crack + 0.07, low)],
        rock * 0.82,
        False,
    )
    canvas.polygon(
        [
            (left - 0.01, top - 0.01),
            (right + 0.01, top - 0.01),
            (right + 0.015, top + 0.03),
            (left - 0.015, top + 0.03),
        ],
        grass,
    )
    foam = mix(lit((236, 242, 246), scene, 0.6), sky_colours(scene)[1], 0.2)
    canvas.box(left - outer - 0.02, low - 0.004, right + outer + 0.02, low + 0.014, foam, outline=False)


def _paint_lighthouse(canvas: Canvas, x: float, foot: float, colour: np.ndarray) -> None:
    scene = canvas.scene
    height = canvas.uniform(0.38, 0.46)
    wide, narrow = height * 0.15, height * 0.1
    top = foot - height
    dark = scene.time in ("night", "dusk")
    glow = np.array([255.0, 236.0, 150.0]) if dark else lit((220, 236, 240), scene, 0.5)
    if dark and scene.style != "line-art":
        beam = mix(sky_colours(scene)[1], glow, 0.45)
        reach = canvas.chance.choice([-1, 1]) * 0.45
        lamp = top - 0.03
        canvas.polygon(
            [(x, lamp - 0.008), (x + reach, lamp - 0.07), (x + reach, lamp + 0.04), (x, lamp + 0.008)], beam
        )
    canvas.polygon([(x - narrow, top), (x + narrow, top), (x + wide, foot), (x - wide, foot)], colour)
    stripe = lit((246, 244, 238), scene, 0.5) if scene.colour != "white" else lit((176, 178, 186), scene, 0.5)
    for low, high in ((0.2, 0.34), (0.54, 0.68)):
        edge_low, edge_high = (wide + (narrow - wide) * s for s in (low, high))
        y_low, y_high = foot - height * low, foot - height * high
        canvas.polygon(
            [(x - edge_high, y_high), (x + edge_high, y_high), (x + edge_low, y_low), (x - edge_low, y_low)],
            stripe,
        )
    canvas.box(x - narrow * 1.4, top - 0.012, x + narrow * 1.4, top + 0.006, lit((60, 60, 68), scene, 0.6))
    canvas.box(x - narrow * 0.75, top - 0.055, x + narrow * 0.75, top - 0.012, glow)
    canvas.polygon(
        [(x - narrow * 1.05, top - 0.055), (x, top - 0.105), (x + narrow * 1.05, top - 0.055)], colour * 0.85
    )


def _paint_house(canvas: Canvas, x: float, foot: float, colour: np.ndarray) -> None:
    scene = canvas.scene
    half, wall = canvas.uniform(0.13, 0.16), canvas.uniform(0.13, 0.16)
    roof_height = canvas.uniform(0.1, 0.13)
    roof = lit((92, 70, 66), scene, 0.7)
    dark = scene.time in ("night", "dusk")
    window = np.array([255.0, 218.0, 112.0]) if dark else lit((186, 214, 236), scene, 0.6)
    canvas.box(x + half * 0.4, foot - wall - roof_height * 0.95, x + half * 0.62, foot - wall, roof * 0.8)
    canvas.box(x - half, foot - wall, x + half, foot, colour)
    canvas.polygon(
        [(x - half * 1.18, foot - wall), (x, foot - wall - roof_height), (x + half * 1.18, foot - wall)], roof
    )
    canvas.box(x - half * 0.16, foot - wall * 0.58, x + half * 0.16, foot, lit((82, 56, 42), scene, 0.7))
    for centre in (-0.58, 0.58):
        left, right = x + half * (centre - 0.18), x + half * (centre + 0.18)
        canvas.box(left, foot - wall * 0.72, right, foot - wall * 0.36, window)


def _paint_boat(canvas: Canvas, x: float, foot: float, colour: np.ndarray) -> None:
    scene = canvas.scene
    half = canvas.uniform(0.12, 0.16)
    deck = foot - half * 0.42
    mast = deck - half * canvas.uniform(1.45, 1.7)
    lean = canvas.uniform(-0.03, 0.03) if scene.sea_state == "stormy" else 0.0
    sail = lit((250, 248, 240), scene, 0.5)
    turn = int(canvas.chance.choice([-1, 1]))
    canvas.stroke([(x, deck), (x + lean, mast - 0.02)], lit((70, 52, 40), scene, 0.7), 0.01)
    canvas.polygon(
        [
            (x + turn * 0.01 + lean, mast),
            (x + turn * half * 0.85, deck - 0.02),
            (x + turn * 0.012, deck - 0.02),
        ],
        sail,
    )
    canvas.polygon(
        [
            (x - turn * 0.012 + lean, mast + 0.03),
            (x - turn * half * 0.7, deck - 0.02),
            (x - turn * 0.012, deck - 0.02),
        ],
        colour,
    )
    canvas.polygon(
        [(x - half, deck), (x + half, deck), (x + half * 0.68, foot), (x - half * 0.68, foot)], colour
    )
    ripple = mix(lit((238, 244, 248), scene, 0.7), sky_colours(scene)[1], 0.3)
    canvas.box(x - half * 0.95, foot - 0.004, x + half * 0.95, foot + 0.006, ripple, outline=False)


def _paint_tree(canvas: Canvas, x: float, foot: float, colour: np.ndarray) -> None:
    scene = canvas.scene
    height = canvas.uniform(0.34, 0.42)
    trunk = lit((98, 66, 42), scene, 0.8)
    wide = height * 0.055
    canvas.polygon(
        [
            (x - wide * 0.7, foot - height * 0.55),
            (x + wide * 0.7, foot - height * 0.55),
            (x + wide, foot),
            (x - wide, foot),
        ],
        trunk,
    )
    radius = height * 0.24
    heart = foot - height * 0.68
    phase = canvas.uniform(0, math.tau)
    for blob in range(6):
        turn = phase + blob * math.tau / 6
        canvas.ellipse(
            x + radius * 0.72 * math.cos(turn),
            heart + radius * 0.62 * math.sin(turn),
            radius * 0.75,
            radius * 0.68,
            colour * 0.9,
        )
    canvas.ellipse(x, heart, radius * 1.05, radius * 0.95, colour, outline=False)
    canvas.ellipse(
        x - radius * 0.3,
        heart - radius * 0.35,
        radius * 0.5,
        radius * 0.42,
        np.minimum(colour * 1.12 + 6, 255),
        outline=False,
    )

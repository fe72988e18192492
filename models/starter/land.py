"""Backdrops, grounds and roads of the starter scenes."""

from __future__ import annotations

import math

import numpy as np
from brush import Canvas
from palette import ground_colour, lit, mix, sky_colours


def paint_backdrop(canvas: Canvas) -> None:
    """What stands on the horizon behind everything."""
    backdrop = canvas.scene.backdrop
    if backdrop in ("mountains", "snowy mountains"):
        _paint_mountains(canvas, snowy=backdrop == "snowy mountains")
    elif backdrop == "hills":
        _paint_hills(canvas)
    elif backdrop == "skyline":
        _paint_buildings(canvas, canvas.horizon + 0.01, 0.1, 0.24, 0.0)


def _paint_mountains(canvas: Canvas, snowy: bool) -> None:
    scene, base = canvas.scene, canvas.horizon + 0.02
    rock = mix(lit((112, 110, 126), scene, 0.85), sky_colours(scene)[1], 0.18)
    shade = rock * 0.74
    snow = lit((250, 252, 255), scene, 0.55)
    count = max(3, round(3 * canvas.aspect))
    order = canvas.chance.permutation(count)
    for peak in order:
        x = (peak + 0.5 + canvas.uniform(-0.25, 0.25)) / count * canvas.aspect
        height = canvas.uniform(0.2, 0.34)
        half = height * canvas.uniform(0.95, 1.25)
        top = base - height
        ridge = x + canvas.uniform(-0.04, 0.04)
        canvas.polygon([(x - half, base), (x, top), (x + half, base)], rock)
        canvas.polygon([(x, top), (x + half, base), (ridge, base)], shade, outline=False)
        if snowy:
            cap = canvas.uniform(0.42, 0.52)
            left, right = x - half * cap, x + half * cap
            line = top + height * cap
            teeth = [
                (left + (right - left) * step / 4, line + height * (0.09 if step % 2 else -0.05))
                for step in range(1, 4)
            ]
            canvas.polygon([(x, top), (left, line), *teeth, (right, line)], snow)


def _paint_hills(canvas: Canvas) -> None:
    scene, base = canvas.scene, canvas.horizon + 0.02
    for layer, green in enumerate(((96, 140, 96), (84, 132, 74))):
        colour = mix(lit(green, scene), sky_colours(scene)[1], 0.3 - 0.15 * layer)
        phase, height = canvas.uniform(0, math.tau), canvas.uniform(0.09, 0.14) - 0.03 * layer
        waves = canvas.uniform(4, 6.5)
        xs = np.linspace(0, canvas.aspect, 40)
        tops = base - height * (0.55 + 0.45 * np.sin(xs * waves + phase))
        canvas.polygon(
            [(0, base), *zip(xs.tolist(), tops.tolist(), strict=True), (canvas.aspect, base)], colour
        )


def _paint_buildings(canvas: Canvas, base: float, low: float, high: float, gap: float) -> None:
    """A row of houses with windows; none within `gap` of the middle."""
    scene = canvas.scene
    dark = scene.time in ("night", "dusk")
    window = np.array([255.0, 214.0, 110.0]) if dark else lit((190, 214, 232), scene, 0.6)
    x = -0.02
    while x < canvas.aspect:
        width = canvas.uniform(0.09, 0.15)
        middle = abs(x + width / 2 - canvas.aspect / 2)
        if middle > gap:
            reach = min(1.0, (middle - gap) * 1.6 + 0.25) if gap else 1.0
            height = canvas.uniform(low, high) * reach
            tone = canvas.uniform(88, 150)
            wall = lit((tone, tone * 0.95, tone * canvas.uniform(0.92, 1.1)), scene, 0.85)
            canvas.box(x, base - height, x + width, base, wall)
            step = 0.042
            for row in range(int(height / step)):
                for column in range(int(width / step)):
                    if canvas.chance.random() < (0.7 if dark else 0.85):
                        left, top = x + 0.014 + column * step, base - height + 0.015 + row * step
                        canvas.box(left, top, left + 0.019, top + 0.022, window, outline=False)
        x += width + 0.004


def paint_ground(canvas: Canvas) -> None:
    """The lower part of the picture, from the horizon down."""
    scene, aspect, base = canvas.scene, canvas.aspect, canvas.horizon
    colour = ground_colour(scene)
    far = mix(colour, sky_colours(scene)[1], 0.25)
    bands = 3 if scene.style == "poster" else 12
    for band in range(bands):
        top = base + (1 - base) * band / bands
        share = band / (bands - 1)
        canvas.box(0, top, aspect, 1.01, mix(far, colour * 0.94, share), outline=band == 0)
    {
        "sea": _paint_waves,
        "desert": _paint_dunes,
        "snow": _paint_drifts,
        "meadow": _paint_grass,
        "forest": _paint_forest,
        "city": _paint_city,
    }[scene.ground](canvas, colour)


def _paint_waves(canvas: Canvas, colour: np.ndarray) -> None:
    scene, base = canvas.scene, canvas.horizon
    light = mix(colour, sky_colours(scene)[1], 0.55)
    if scene.luminary != "none" and scene.sea_state == "calm":
        glint = mix(colour, (255, 236, 170) if scene.luminary == "sun" else (240, 240, 230), 0.6)
        for step in range(12):
            y = base + 0.015 + (0.94 - base) * step / 12
            half = canvas.uniform(0.02, 0.045) * (1 + 0.08 * step)
            x = canvas.luminary_x + canvas.uniform(-0.015, 0.015)
            canvas.box(x - half, y, x + half, y + 0.009, glint, outline=False)
    if scene.sea_state == "calm":
        for _ in range(int(14 * canvas.aspect)):
            x, y = canvas.uniform(0, canvas.aspect), base + (1 - base) * canvas.uniform(0.06, 0.97)
            half = 0.02 + 0.05 * (y - base) / (1 - base)
            canvas.box(x - half, y, x + half, y + 0.006, light, outline=False)
        return
    foam = lit((244, 248, 250), scene, 0.6)
    for row in range(4):
        y = base + 0.03 + (0.95 - base) * row / 4
        size = 0.04 + 0.022 * row
        offset = canvas.uniform(0, size * 2)
        crests, x = [], -offset
        while x < canvas.aspect + size * 3:
            crests += [
                (x, y + size * 0.5),
                (x + size * 1.1, y - size * canvas.uniform(0.35, 0.75)),
                (x + size * 1.5, y),
            ]
            x += size * 2.6
        tone = mix(colour * (1.12 - 0.12 * row), light, 0.1)
        canvas.polygon([(-0.5, 1.1), *crests, (canvas.aspect + 0.5, 1.1)], tone)
        for crest in range(1, len(crests), 3):
            canvas.stroke(crests[crest - 1 : crest + 2], foam, 0.009 + 0.002 * row)


def _paint_dunes(canvas: Canvas, colour: np.ndarray) -> None:
    for layer in range(3):
        xs = np.linspace(0, canvas.aspect, 30)
        phase, waves = canvas.uniform(0, math.tau), canvas.uniform(2.5, 5)
        ys = canvas.horizon + 0.06 + 0.12 * layer + 0.03 * np.sin(xs * waves + phase)
        tone = colour * (1.04 - 0.09 * (layer % 2))
        canvas.polygon([(0, 1.02), *zip(xs.tolist(), ys.tolist(), strict=True), (canvas.aspect, 1.02)], tone)


def _paint_drifts(canvas: Canvas, colour: np.ndarray) -> None:
    for layer in range(2):
        xs = np.linspace(0, canvas.aspect, 30)
        phase, waves = canvas.uniform(0, math.tau), canvas.uniform(2, 4)
        ys = canvas.horizon + 0.08 + 0.16 * layer + 0.025 * np.sin(xs * waves + phase)
        tone = mix(colour, colour * np.array([0.86, 0.92, 1.0]), 0.9 - 0.7 * layer)
        canvas.polygon([(0, 1.02), *zip(xs.tolist(), ys.tolist(), strict=True), (canvas.aspect, 1.02)], tone)


def _paint_grass(canvas: Canvas, colour: np.ndarray) -> None:
    for _ in range(int(60 * canvas.aspect)):
        x, y = (
            canvas.uniform(0, canvas.aspect),
            canvas.horizon + (1 - canvas.horizon) * canvas.uniform(0.1, 1),
        )
        size = 0.012 + 0.02 * (y - canvas.horizon)
        canvas.stroke([(x - size * 0.4, y), (x, y - size), (x + size * 0.5, y)], colour * 0.78, 0.005)


def paint_conifer(canvas: Canvas, x: float, base: float, height: float, colour: np.ndarray) -> None:
    """A dark fir of three tiers with its foot at (x, base)."""
    canvas.box(
        x - height * 0.03,
        base - height * 0.15,
        x + height * 0.03,
        base,
        lit((88, 62, 44), canvas.scene),
        False,
    )
    for tier in range(3):
        foot = base - height * (0.12 + 0.26 * tier)
        half = height * (0.24 - 0.055 * tier)
        canvas.polygon([(x - half, foot), (x, foot - height * 0.42), (x + half, foot)], colour)


def _paint_forest(canvas: Canvas, colour: np.ndarray) -> None:
    scene = canvas.scene
    fir = lit((34, 84, 50), scene)
    step = 0.075
    for row, (size, share) in enumerate(((0.24, 0.22), (0.29, 0.0))):
        for tree in range(int(canvas.aspect / step) + 2):
            x = (tree - 0.5 + canvas.uniform(-0.3, 0.3)) * step
            height = size * canvas.uniform(0.8, 1.15)
            paint_conifer(
                canvas, x, canvas.horizon + 0.03 + 0.035 * row, height, mix(fir, sky_colours(scene)[1], share)
            )


def _paint_city(canvas: Canvas, colour: np.ndarray) -> None:
    scene, middle, base = canvas.scene, canvas.aspect / 2, canvas.horizon
    _paint_buildings(canvas, base + 0.01, 0.12, 0.2, 0.0)
    _paint_buildings(canvas, base + 0.05, 0.3, 0.46, 0.17)
    walk = lit((168, 164, 158), scene, 0.9)
    canvas.box(0, base + 0.04, canvas.aspect, 1.01, walk)
    lean = canvas.uniform(-0.04, 0.04)
    road = lit((70, 70, 78), scene, 0.9)
    canvas.polygon(
        [
            (middle - 0.05, base + 0.04),
            (middle + 0.05, base + 0.04),
            (middle + 0.4 + lean, 1.01),
            (middle - 0.4 + lean, 1.01),
        ],
        road,
    )
    _paint_dashes(canvas, middle, base + 0.05, middle + lean, lit((244, 240, 214), scene, 0.6))
    if scene.weather == "rain":
        shine = (255, 214, 130) if scene.time in ("night", "dusk") else (210, 220, 230)
        for _ in range(8):
            x, y = middle + canvas.uniform(-0.3, 0.3), canvas.uniform(base + 0.16, 0.96)
            canvas.box(x, y, x + 0.012, y + 0.05, mix(road, shine, 0.5), outline=False)


def _paint_dashes(canvas: Canvas, top_x: float, top: float, bottom_x: float, colour: np.ndarray) -> None:
    for dash in range(5):
        near, far = ((dash + share) / 5 for share in (0.6, 0.1))
        corners = []
        for share, side in ((far, -1), (far, 1), (near, 1), (near, -1)):
            depth = share**1.6
            x = top_x + (bottom_x - top_x) * depth + side * (0.003 + 0.013 * depth)
            corners.append((x, top + (1 - top) * depth))
        canvas.polygon(corners, colour, outline=False)


def paint_road(canvas: Canvas, thing_x: float) -> None:
    """A road that runs to the horizon and leaves room for the object."""
    scene = canvas.scene
    middle = canvas.aspect / 2
    if scene.thing != "none":
        shift = {"left": 0.14, "centre": 0.3, "right": -0.14}[scene.side] * canvas.aspect
        middle += shift * (-1 if scene.side == "centre" and canvas.chance.random() < 0.5 else 1)
    top_x = middle + canvas.uniform(-0.06, 0.06)
    road = lit((84, 84, 92), scene, 0.9)
    top = canvas.horizon + 0.012
    canvas.polygon(
        [(top_x - 0.012, top), (top_x + 0.012, top), (middle + 0.19, 1.01), (middle - 0.19, 1.01)], road
    )
    _paint_dashes(canvas, top_x, top, middle, lit((244, 232, 190), scene, 0.6))

"""Paints a `Scene`: the same scene gives the same pixels at every call.

Shapes are drawn at twice the size with PIL and averaged down; light, weather and styles are numpy passes.
Lengths inside the painter are in picture heights, x runs from 0 to the aspect ratio, y from 0 (top) to 1.
"""

from __future__ import annotations

import math

import numpy as np
from brush import Canvas, noise_crop
from land import paint_backdrop, paint_ground, paint_road
from palette import INK, PAPER, lit, mix, sky_colours
from PIL import Image
from scenes import Scene
from things import paint_thing


def paint(scene: Scene, width: int = 256, height: int = 256) -> np.ndarray:
    """Paints the scene; uint8 RGB of shape (height, width, 3)."""
    canvas = Canvas(scene, width, height)
    _paint_sky(canvas)
    if scene.stars:
        _paint_stars(canvas)
    thing_x = canvas.place(scene.side)
    if scene.weather == "cloudy":
        _paint_clouds(canvas)
    if scene.luminary != "none":
        _paint_luminary(canvas)
    paint_backdrop(canvas)
    paint_ground(canvas)
    if scene.road:
        paint_road(canvas, thing_x)
    if scene.thing != "none":
        paint_thing(canvas, thing_x)
    if scene.birds:
        _paint_birds(canvas)
    return _finish(canvas)


def _paint_sky(canvas: Canvas) -> None:
    zenith, horizon = sky_colours(canvas.scene)
    width, height = canvas.image.size
    share = np.clip(np.arange(height) / (canvas.horizon * height), 0, 1)
    if canvas.scene.style == "poster":
        share = np.floor(share * 4) / 3
    share = np.clip(share, 0, 1)[:, None] ** 1.2
    rows = zenith * (1 - share) + horizon * share
    if canvas.scene.style == "line-art":
        rows = mix(rows, PAPER, 0.62)
    column = Image.fromarray(np.clip(rows, 0, 255).astype(np.uint8)[:, None])
    canvas.image.paste(column.resize((width, height), Image.Resampling.NEAREST))


def _paint_stars(canvas: Canvas) -> None:
    chance = canvas.chance
    colour = np.array([250.0, 246.0, 220.0]) if canvas.scene.style != "line-art" else INK
    for _ in range(int(chance.integers(28, 56) * canvas.aspect)):
        x, y = canvas.uniform(0, canvas.aspect), canvas.uniform(0, canvas.horizon * 0.85)
        radius = canvas.uniform(0.004, 0.008)
        canvas.ellipse(x, y, radius, radius, colour, outline=False)


def _paint_luminary(canvas: Canvas) -> None:
    scene = canvas.scene
    x = canvas.place(scene.luminary_side)
    radius = canvas.uniform(0.055, 0.08)
    low_sun = (
        scene.time in ("sunset", "dawn")
        and scene.backdrop == "none"
        and scene.ground in ("sea", "desert", "snow")
    )
    blocked = scene.thing != "none" and scene.side == scene.luminary_side
    y = canvas.uniform(0.34, 0.42) if low_sun and not blocked else canvas.uniform(0.11, 0.2)
    zenith, horizon = sky_colours(scene)
    sky = mix(zenith, horizon, (y / canvas.horizon) ** 1.2)
    if scene.luminary == "sun":
        colour = np.array(
            {"dawn": (255, 236, 190), "day": (255, 240, 140), "sunset": (255, 232, 130)}[scene.time], float
        )
        rings = 5
    else:
        colour, rings = np.array([248.0, 244.0, 226.0]), 4
    if scene.style not in ("line-art", "poster"):
        for ring in range(rings, 0, -1):
            share = 0.42 * (1 - ring / (rings + 1)) * (0.6 if scene.luminary != "sun" else 1)
            canvas.ellipse(
                x, y, radius * (1 + 0.22 * ring), radius * (1 + 0.22 * ring), mix(sky, colour, share)
            )
    elif scene.style == "poster":
        canvas.ellipse(x, y, radius * 1.5, radius * 1.5, mix(sky, colour, 0.3))
    canvas.ellipse(x, y, radius, radius, colour)
    if scene.luminary == "moon":
        for dx, dy, share in ((-0.3, -0.2, 0.26), (0.28, 0.1, 0.2), (-0.05, 0.42, 0.16)):
            canvas.ellipse(
                x + dx * radius, y + dy * radius, radius * share, radius * share, colour * 0.9, False
            )
    if scene.luminary == "crescent":
        canvas.ellipse(x + radius * 0.5, y - radius * 0.15, radius * 0.9, radius * 0.9, sky, outline=False)
    if scene.luminary == "sun" and scene.style == "line-art":
        for spoke in range(12):
            turn = spoke * math.tau / 12
            ends = [(x + f * radius * math.cos(turn), y + f * radius * math.sin(turn)) for f in (1.25, 1.6)]
            canvas.draw.line(canvas.points(ends), fill=tuple(int(c) for c in INK), width=canvas.pen())
    canvas.luminary_x = x


def _paint_clouds(canvas: Canvas) -> None:
    colour = mix(lit((250, 250, 250), canvas.scene, 0.75), sky_colours(canvas.scene)[1], 0.25)
    for _ in range(int(canvas.chance.integers(3, 5) * canvas.aspect + 0.5)):
        x, y = canvas.uniform(0, canvas.aspect), canvas.uniform(0.08, 0.36)
        size = canvas.uniform(0.05, 0.085)
        for puff in range(4):
            dx = (puff - 1.5) * size * 0.95
            canvas.ellipse(
                x + dx, y - canvas.uniform(0, 0.4) * size, size * 0.85, size * 0.55, colour, outline=False
            )


def _paint_birds(canvas: Canvas) -> None:
    x, y = canvas.uniform(0.15, 0.7) * canvas.aspect, canvas.uniform(0.08, 0.3)
    for _ in range(int(canvas.chance.integers(4, 8))):
        bx, by = x + canvas.uniform(-0.14, 0.26), y + canvas.uniform(-0.06, 0.12)
        span = canvas.uniform(0.022, 0.034)
        wings = [
            (bx - span, by - span * 0.5),
            (bx - span * 0.4, by - span * 0.55),
            (bx, by),
            (bx + span * 0.4, by - span * 0.55),
            (bx + span, by - span * 0.5),
        ]
        canvas.draw.line(canvas.points(wings), fill=(28, 28, 36), width=max(2, round(0.008 * canvas.scale)))


def _finish(canvas: Canvas) -> np.ndarray:
    """Weather in front of the scene and the style's last pass."""
    scene = canvas.scene
    if scene.weather == "rain":
        _paint_rain(canvas)
    if scene.weather == "snowfall":
        for _ in range(int(150 * canvas.aspect)):
            radius = canvas.uniform(0.004, 0.009)
            flake = (
                np.array([250.0, 250.0, 255.0])
                if scene.style != "line-art"
                else np.array([150.0, 156.0, 170.0])
            )
            canvas.ellipse(
                canvas.uniform(0, canvas.aspect), canvas.uniform(0, 1), radius, radius, flake, outline=False
            )
    picture = canvas.pixels()
    if scene.weather == "fog":
        picture = _fog(canvas, picture)
    if scene.style == "watercolor":
        picture = _watercolor(canvas, picture)
    return np.clip(picture + 0.5, 0, 255).astype(np.uint8)


def _paint_rain(canvas: Canvas) -> None:
    slant = canvas.uniform(0.1, 0.3)
    bright = mix(lit((225, 232, 242), canvas.scene, 0.6), sky_colours(canvas.scene)[1], 0.2)
    if canvas.scene.style == "line-art":
        bright = np.array([96.0, 110.0, 140.0])
    for _ in range(int(95 * canvas.aspect)):
        x, y = canvas.uniform(-0.1, canvas.aspect), canvas.uniform(-0.1, 1)
        length = canvas.uniform(0.06, 0.11)
        canvas.stroke([(x, y), (x - slant * length, y + length)], bright, 0.0045)


def _fog(canvas: Canvas, picture: np.ndarray) -> np.ndarray:
    haze = mix(sky_colours(canvas.scene)[1], (235, 235, 238), 0.25 if canvas.scene.time != "night" else 0.08)
    if canvas.scene.style == "line-art":
        haze = mix(haze, PAPER, 0.62)
    rows = np.linspace(0, 1, picture.shape[0], dtype=np.float32)[:, None]
    share = 0.5 * np.exp(-(((rows - canvas.horizon - 0.02) / 0.17) ** 2)) + 0.12
    share = np.clip(share + 0.07 * noise_crop(canvas, 24) * share, 0, 0.8)[..., None]
    return picture * (1 - share) + haze.astype(np.float32) * share


def _watercolor(canvas: Canvas, picture: np.ndarray) -> np.ndarray:
    """Wobbling edges, pigment that pools, and a ragged border of bare paper."""
    height, width = picture.shape[:2]
    reach = height * 0.008
    rows = np.clip(np.arange(height)[:, None] + noise_crop(canvas, 64) * reach, 0, height - 1).astype(
        np.int32
    )
    columns = np.clip(np.arange(width)[None] + noise_crop(canvas, 64) * reach, 0, width - 1).astype(np.int32)
    picture = picture[rows, columns]
    pigment = 0.84 + 0.075 * noise_crop(canvas, 40)
    paper = PAPER.astype(np.float32)
    picture = paper + (picture - paper) * np.clip(pigment, 0.55, 1)[..., None]
    edge_y = np.minimum(np.arange(height), np.arange(height)[::-1])[:, None] / height
    edge_x = np.minimum(np.arange(width), np.arange(width)[::-1])[None] / height
    edge = np.minimum(edge_y, edge_x) - 0.045 + 0.012 * noise_crop(canvas, 48)
    inside = np.clip(edge / 0.012 + 0.5, 0, 1)[..., None]
    return paper + (picture - paper) * inside

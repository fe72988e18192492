"""What the starter's painters draw with: the canvas, its strokes, and smooth noise."""

from __future__ import annotations

import functools

import numpy as np
from palette import INK, PAPER, Colour, mix
from PIL import Image, ImageDraw
from scenes import Scene

SUPERSAMPLE = 2
BAND = {"left": (0.16, 0.27), "centre": (0.45, 0.55), "right": (0.73, 0.84)}


class Canvas:
    """A picture in the making, `aspect` heights wide, with the scene's style for every stroke."""

    def __init__(self, scene: Scene, width: int, height: int) -> None:
        self.scene = scene
        self.chance = np.random.default_rng(scene.seed)
        self.size = (width, height)
        self.aspect = width / height
        self.scale = height * SUPERSAMPLE
        self.luminary_x = self.aspect / 2
        self.horizon = float(self.chance.uniform(0.52, 0.6))
        self.image = Image.new("RGB", (width * SUPERSAMPLE, height * SUPERSAMPLE))
        self.draw = ImageDraw.Draw(self.image)

    def uniform(self, low: float, high: float) -> float:
        return float(self.chance.uniform(low, high))

    def place(self, side: str) -> float:
        """A random x for something on this side."""
        low, high = BAND[side]
        return self.uniform(low, high) * self.aspect

    def ink(self, colour: Colour) -> tuple[int, int, int]:
        """The colour as this style lays it down."""
        if self.scene.style == "line-art":
            colour = mix(colour, PAPER, 0.62)
        r, g, b = np.clip(np.asarray(colour, float), 0, 255)
        return int(r), int(g), int(b)

    def points(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """Places in picture heights as pixels of the drawing."""
        return [(x * self.scale, y * self.scale) for x, y in points]

    def polygon(self, points: list[tuple[float, float]], colour: Colour, outline: bool = True) -> None:
        corners = self.points(points)
        self.draw.polygon(corners, fill=self.ink(colour))
        if outline and self.scene.style == "line-art":
            self.draw.line([*corners, corners[0]], fill=tuple(int(c) for c in INK), width=self.pen())

    def box(
        self, left: float, top: float, right: float, bottom: float, colour: Colour, outline: bool = True
    ) -> None:
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour, outline)

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour, outline: bool = True) -> None:
        box = [(x - rx) * self.scale, (y - ry) * self.scale, (x + rx) * self.scale, (y + ry) * self.scale]
        lines = outline and self.scene.style == "line-art"
        pen = {"outline": tuple(int(c) for c in INK), "width": self.pen()} if lines else {}
        self.draw.ellipse(box, fill=self.ink(colour), **pen)

    def stroke(self, points: list[tuple[float, float]], colour: Colour, thickness: float) -> None:
        self.draw.line(
            self.points(points), fill=self.ink(colour), width=max(1, round(thickness * self.scale))
        )

    def pen(self) -> int:
        """Width of a line in line art, in px of the drawing."""
        return max(2, round(0.009 * self.scale))

    def pixels(self) -> np.ndarray:
        """The picture so far, float32 (height, width, 3) in 0..255."""
        return np.asarray(self.image.reduce(SUPERSAMPLE), np.float32)


@functools.cache
def noise(cells: int) -> np.ndarray:
    """A fixed smooth noise field, float32 (1024, 1024), about N(0, 1), with features of 1024/cells px."""
    coarse = np.random.default_rng(cells).standard_normal((cells, cells)).astype(np.float32)
    return np.asarray(Image.fromarray(coarse).resize((1024, 1024), Image.Resampling.BICUBIC))


def noise_crop(canvas: Canvas, cells: int) -> np.ndarray:
    """A piece of the noise field, of the picture's size, taken at random."""
    width, height = canvas.size
    top = int(canvas.chance.integers(0, 1025 - height))
    left = int(canvas.chance.integers(0, 1025 - width))
    return noise(cells)[top : top + height, left : left + width]

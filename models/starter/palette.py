"""Colours of the starter scenes.  All colours are RGB triples of floats in 0..255."""

from __future__ import annotations

import numpy as np
from scenes import Scene

Colour = np.ndarray

PAPER = np.array([250.0, 247.0, 240.0])
INK = np.array([35.0, 32.0, 40.0])

SKY = {  # zenith, horizon
    "dawn": ((150, 172, 226), (255, 208, 196)),
    "day": ((52, 122, 224), (176, 216, 246)),
    "sunset": ((196, 84, 70), (255, 172, 60)),
    "dusk": ((72, 48, 118), (186, 104, 158)),
    "night": ((8, 12, 40), (34, 48, 96)),
}
OVERCAST = {
    "dawn": (176, 172, 184),
    "day": (150, 160, 172),
    "sunset": (176, 128, 110),
    "dusk": (96, 80, 112),
    "night": (26, 30, 46),
}
LIGHT = {
    "dawn": (0.94, 0.86, 0.9),
    "day": (1.0, 1.0, 1.0),
    "sunset": (1.0, 0.8, 0.62),
    "dusk": (0.66, 0.56, 0.76),
    "night": (0.3, 0.36, 0.58),
}
GROUND = {
    "sea": (38, 104, 158),
    "desert": (226, 176, 104),
    "snow": (240, 244, 250),
    "meadow": (104, 168, 64),
    "forest": (58, 92, 48),
    "city": (112, 112, 118),
}
OBJECT = {
    "red": (214, 36, 34),
    "yellow": (248, 204, 32),
    "blue": (36, 72, 206),
    "white": (248, 248, 244),
    "green": (40, 140, 52),
}


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`share` (0..1) of `b` in `a`."""
    return np.asarray(a, float) * (1 - share) + np.asarray(b, float) * share


def sky_colours(scene: Scene) -> tuple[Colour, Colour]:
    """Zenith and horizon colours under the scene's time and weather, before the style is applied."""
    zenith, horizon = (np.array(c, float) for c in SKY[scene.time])
    share = {"clear": 0.0, "cloudy": 0.15, "rain": 0.6, "fog": 0.55, "snowfall": 0.5}[scene.weather]
    grey = np.array(OVERCAST[scene.time], float)
    if scene.weather == "fog":
        grey = mix(grey, (225, 225, 230), 0.3 if scene.time != "night" else 0.12)
    return mix(zenith, grey, share), mix(horizon, grey, share)


def lit(colour: Colour | tuple[int, int, int], scene: Scene, strength: float = 1.0) -> Colour:
    """A surface colour under the light of the scene's time of day; `strength` 0 leaves it as at noon."""
    light = np.array(LIGHT[scene.time]) * (0.85 if scene.weather == "rain" else 1.0)
    return np.asarray(colour, float) * (1 - strength + strength * light)


def ground_colour(scene: Scene) -> Colour:
    """Mean colour of the ground under the scene's light, before the style is applied."""
    colour = np.array(GROUND[scene.ground], float)
    if scene.ground == "sea":
        if scene.sea_state == "stormy":
            colour = mix(colour, (60, 84, 98), 0.6)
        return mix(lit(colour, scene), sky_colours(scene)[1], 0.22)
    return lit(colour, scene)


def object_colour(scene: Scene) -> Colour:
    """Main colour of the scene's object; milder light than the ground's, so that its name stays visible."""
    return lit(OBJECT[scene.colour], scene, 0.5)

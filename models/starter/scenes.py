"""Descriptions of the scenes that the starter model learns, and the sampler which draws them by chance.

A `Scene` is pure data: words for what is in the picture and a seed for everything that the words leave open.
`painting.paint` turns it into pixels and `captions.caption` into a sentence.
"""

from __future__ import annotations

import dataclasses
import random
import zlib

TIMES = ("dawn", "day", "sunset", "dusk", "night")
WEATHERS = ("clear", "cloudy", "rain", "fog", "snowfall")
LUMINARIES = ("none", "sun", "moon", "crescent")
GROUNDS = ("sea", "desert", "snow", "meadow", "forest", "city")
SEA_STATES = ("calm", "stormy")
BACKDROPS = ("none", "mountains", "snowy mountains", "hills", "skyline")
OBJECTS = ("none", "lighthouse", "house", "boat", "tree")
COLOURS = ("red", "yellow", "blue", "white", "green")
SIDES = ("left", "centre", "right")
STYLES = ("plain", "watercolor", "poster", "line-art")

HELD_OUT_ONE_IN = 25
MIRRORED = {"left": "right", "centre": "centre", "right": "left"}


@dataclasses.dataclass(frozen=True)
class Scene:
    """What one picture shows.  Every word comes from the tuples above; `seed` fixes the free geometry."""

    time: str
    weather: str
    ground: str
    backdrop: str = "none"
    luminary: str = "none"
    luminary_side: str = "centre"
    stars: bool = False
    sea_state: str = "calm"
    thing: str = "none"
    colour: str = "red"
    side: str = "centre"
    cliff: bool = False
    road: bool = False
    birds: bool = False
    style: str = "plain"
    seed: int = 0

    def mirrored(self) -> Scene:
        """The scene as a mirror shows it: the words for sides change places."""
        return dataclasses.replace(self, side=MIRRORED[self.side], luminary_side=MIRRORED[self.luminary_side])

    def core(self) -> tuple[str, ...]:
        """The combination of attributes by which scenes are held out of training."""
        if self.thing == "none":
            light = self.luminary_side if self.luminary != "none" else ""
            return (self.time, self.ground, self.backdrop, self.luminary, light, self.weather)
        return (self.time, self.ground, self.thing, self.colour, self.side)


def is_held_out(scene: Scene) -> bool:
    """Whether the scene's combination of attributes, or its mirror image, is kept for the evaluation."""
    core = min("|".join(scene.core()), "|".join(scene.mirrored().core()))
    return zlib.crc32(core.encode()) % HELD_OUT_ONE_IN == 0


def any_scene(chance: random.Random) -> Scene:
    """Draws one possible scene, held out or not."""
    time = chance.choice(TIMES)
    weather = chance.choices(WEATHERS, (50, 18, 13, 8, 11))[0]
    ground = chance.choices(GROUNDS, (26, 13, 15, 17, 13, 16))[0]
    if weather == "snowfall" and ground in ("desert", "sea"):
        weather = "clear"
    style = chance.choices(STYLES, (55, 17, 14, 14))[0]
    luminary = "none"
    if weather in ("clear", "cloudy"):
        if time in ("night", "dusk"):
            luminary = chance.choices(("none", "moon", "crescent"), (30, 50, 20))[0]
        else:
            luminary = chance.choices(("none", "sun"), (35, 65))[0]
    backdrop = "none"
    if ground != "city" and weather != "fog":
        backdrop = chance.choices(BACKDROPS, (40, 20, 20, 12, 8 if ground in ("sea", "meadow") else 0))[0]
    if ground == "snow" and backdrop in ("mountains", "hills"):
        backdrop = "snowy mountains"
    thing = _any_thing(chance, ground)
    colour = chance.choice(COLOURS)
    if thing == "tree" and chance.random() < 0.35:
        colour = "green"
    side, luminary_side = chance.choice(SIDES), chance.choice(SIDES)
    if thing in ("lighthouse", "tree") and side == luminary_side:
        luminary_side = chance.choice([other for other in SIDES if other != side])
    has_road = ground in ("desert", "meadow", "snow", "forest") and chance.random() < 0.3
    return Scene(
        time=time,
        weather=weather,
        ground=ground,
        backdrop=backdrop,
        luminary=luminary,
        luminary_side=luminary_side,
        stars=time == "night" and weather == "clear" and chance.random() < 0.75,
        sea_state="stormy"
        if ground == "sea" and chance.random() < (0.7 if weather == "rain" else 0.2)
        else "calm",
        thing=thing,
        colour=colour,
        side=side,
        cliff=ground == "sea" and thing in ("lighthouse", "house", "tree"),
        road=has_road,
        birds=time != "night" and weather in ("clear", "cloudy") and chance.random() < 0.22,
        style=style,
        seed=chance.getrandbits(31),
    )


def training_scene(chance: random.Random) -> Scene:
    """Draws a scene which may be trained on: never a held-out combination."""
    while True:
        scene = any_scene(chance)
        if not is_held_out(scene):
            return scene


def _any_thing(chance: random.Random, ground: str) -> str:
    if ground == "sea":
        return chance.choices(OBJECTS, (14, 30, 10, 38, 8))[0]
    if ground == "city":
        return chance.choices(OBJECTS, (52, 8, 18, 0, 22))[0]
    return chance.choices(OBJECTS, (20, 20, 32, 0, 28))[0]

"""Does a picture show what its prompt says?  The fixed held-out prompts and the checks that score them.

Sky and ground are read from the picture's colours against the palette; objects, sides, lights, backdrops,
weather and styles by the judge of `judge.py`.  An attribute that the prompt leaves open is not scored.
"""

from __future__ import annotations

import dataclasses
import json
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
from captions import caption
from judge import Judge, words_of
from palette import PAPER, ground_colour, lit, mix, sky_colours
from scenes import GROUNDS, TIMES, Scene, any_scene, is_held_out

ATTRIBUTES = (
    "time",
    "ground",
    "thing",
    "colour",
    "side",
    "backdrop",
    "luminary",
    "luminary_side",
    "weather",
    "style",
)
COUNT = 100


@dataclasses.dataclass(frozen=True)
class HeldOutPrompt:
    """A prompt for the evaluation and the scene that it describes."""

    prompt: str
    scene: Scene

    def asked(self) -> dict[str, str]:
        """The attributes that the prompt mentions, with the word that each must have."""
        scene, asked = self.scene, {"time": self.scene.time, "ground": self.scene.ground}
        if scene.thing != "none":
            asked |= {"thing": scene.thing, "colour": scene.colour, "side": scene.side}
        if scene.luminary != "none":
            asked |= {"luminary": scene.luminary, "luminary_side": scene.luminary_side}
        if scene.backdrop != "none":
            asked["backdrop"] = scene.backdrop
        if scene.weather != "clear":
            asked["weather"] = scene.weather
        if scene.style != "plain":
            asked["style"] = scene.style
        return asked


def choose_prompts(seed: int) -> list[HeldOutPrompt]:
    """Draws held-out scenes with few attributes beside time, ground and object, and says each completely.

    Backdrops behind a forest are left out: the firs hide them, so that no check could see them.
    """
    chance = random.Random(seed)
    chosen: list[HeldOutPrompt] = []
    while len(chosen) < COUNT:
        scene = any_scene(chance)
        if scene.ground == "forest" and scene.backdrop != "none":
            continue
        entry = HeldOutPrompt("", dataclasses.replace(scene, road=False, birds=False, stars=False))
        extras = len(entry.asked()) - (2 if scene.thing == "none" else 5)
        if is_held_out(scene) and extras <= 3 and (scene.thing != "none" or extras >= 2):
            chosen.append(dataclasses.replace(entry, prompt=caption(entry.scene, chance, complete=True)))
    return chosen


def load_prompts(path: Path) -> list[HeldOutPrompt]:
    return [
        HeldOutPrompt(row["prompt"], Scene(**row["scene"]))
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]


def save_prompts(prompts: list[HeldOutPrompt], path: Path) -> None:
    rows = [
        json.dumps({"prompt": entry.prompt, "scene": dataclasses.asdict(entry.scene)}) for entry in prompts
    ]
    path.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")


def _styled(colour: np.ndarray, style: str) -> np.ndarray:
    if style == "line-art":
        return mix(colour, PAPER, 0.62)
    return mix(colour, PAPER, 0.16) if style == "watercolor" else colour


def _band(picture: np.ndarray, top: float, bottom: float) -> np.ndarray:
    """The rows between two heights (0..1) without the border, float (n, 3)."""
    height, width = picture.shape[:2]
    inset = width // 12
    return (
        picture[int(top * height) : int(bottom * height), inset : width - inset].reshape(-1, 3).astype(float)
    )


def time_of(picture: np.ndarray, scene: Scene) -> str:
    """The time of day whose palette is nearest to the sky at two heights, given weather and style."""
    high, low = (np.median(_band(picture, *rows), axis=0) for rows in ((0.07, 0.13), (0.24, 0.3)))

    def distance(time: str) -> float:
        zenith, horizon = sky_colours(dataclasses.replace(scene, time=time))
        near_zenith, near_horizon = (mix(zenith, horizon, share) for share in (0.12, 0.42))
        return float(
            np.abs(high - _styled(near_zenith, scene.style)).sum()
            + np.abs(low - _styled(near_horizon, scene.style)).sum()
        )

    return min(TIMES, key=distance)


def ground_of(picture: np.ndarray, scene: Scene) -> str:
    """The ground that most pixels at the foot of the picture are nearest to, given time and style."""
    pixels = _band(picture, 0.8, 0.94)
    colours, owners = [], []
    for ground in GROUNDS:
        other = dataclasses.replace(scene, ground=ground)
        tones = [ground_colour(other) * 0.95]
        if ground == "sea":
            tones.append(ground_colour(dataclasses.replace(other, sea_state="stormy")))
        if ground == "city":
            tones = [lit((168, 164, 158), other, 0.9), lit((70, 70, 78), other, 0.9)]
        colours += [_styled(tone, scene.style) for tone in tones]
        owners += [ground] * len(tones)
    if scene.cliff:
        colours += [_styled(lit((122, 104, 88), scene, 0.9) * tone, scene.style) for tone in (1, 0.82)]
        owners += ["cliff"] * 2
    nearest = np.abs(pixels[:, None] - np.array(colours)[None]).sum(2).argmin(1)
    votes = {
        ground: float(np.isin(nearest, [i for i, owner in enumerate(owners) if owner == ground]).mean())
        for ground in GROUNDS
    }
    return max(votes, key=lambda ground: votes[ground])


def passed(judge: Judge, pictures: list[np.ndarray], prompts: list[HeldOutPrompt]) -> list[dict[str, bool]]:
    """For every picture, whether each attribute that its prompt mentions is to be seen in it.

    Colour and side count only on the right object, the side of the light only on the right light.
    """
    results = []
    for picture, entry, seen in zip(pictures, prompts, words_of(judge, pictures), strict=True):
        seen["time"], seen["ground"] = time_of(picture, entry.scene), ground_of(picture, entry.scene)
        right = {name: seen[name] == word for name, word in entry.asked().items()}
        for part, whole in (("colour", "thing"), ("side", "thing"), ("luminary_side", "luminary")):
            if part in right:
                right[part] = right[part] and right[whole]
        results.append(right)
    return results


def shares(results: list[dict[str, bool]]) -> dict[str, float]:
    """Share of passed checks (0..1) per attribute, and over all checks under `all`."""
    rows: dict[str, list[bool]] = defaultdict(list)
    for result in results:
        for name, right in result.items():
            rows[name].append(right)
            rows["all"].append(right)
    return {name: float(np.mean(rows[name])) for name in (*ATTRIBUTES, "all") if rows[name]}

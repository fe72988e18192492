"""The grammar that says in words what a scene shows: many ways for the same picture, none of them wrong.

A caption mentions a random part of the scene, so that whatever a prompt leaves open stays free.
"""

from __future__ import annotations

import random
import string

from scenes import Scene

# The lists read better when their lines are full.
# fmt: off
TIME = {
    "dawn": (
        "at dawn", "at sunrise", "at daybreak", "in the early morning", "at first light", "in the morning",
        "in pink morning light", "dawn", "sunrise",
    ),
    "day": (
        "by day", "at noon", "during the day", "at midday", "in the daytime", "in the afternoon",
        "in bright daylight", "under a blue sky", "daylight", "noon",
    ),
    "sunset": (
        "at sunset", "at sundown", "in the evening", "at golden hour", "in the evening glow",
        "under an orange sky", "in the setting sun", "sunset", "golden hour",
    ),
    "dusk": (
        "at dusk", "at twilight", "at nightfall", "under a purple sky", "in the purple dusk",
        "in the twilight", "dusk", "twilight", "in the gloaming",
    ),
    "night": (
        "at night", "at midnight", "by night", "in the dark", "after dark", "in the dark of night",
        "late at night", "night", "under the night sky", "in the night",
    ),
}
STARS = (
    "under the stars", "with stars", "starry sky", "under a starry sky", "with many stars in the sky",
    "starlight",
)
WEATHER = {
    "clear": ("clear sky", "under a clear sky", "in clear weather", "cloudless sky"),
    "cloudy": (
        "with clouds", "cloudy sky", "under a cloudy sky", "with clouds in the sky", "some clouds", "cloudy",
    ),
    "rain": (
        "in the rain", "in heavy rain", "rainy weather", "while it rains", "raining", "on a rainy day",
        "rain", "wet and rainy", "in a downpour",
    ),
    "fog": (
        "in the fog", "in thick fog", "foggy", "in the mist", "misty", "on a foggy day", "hazy",
        "in the haze", "fog",
    ),
    "snowfall": (
        "in falling snow", "while it snows", "with snowfall", "snowing", "with snowflakes in the air",
        "in a snowstorm", "snowfall", "in a blizzard",
    ),
}
LUMINARY = {
    "sun": ("the sun", "a bright sun", "the sun in the sky", "sun"),
    "moon": (
        "a full moon", "the moon", "a bright moon", "a round moon", "the full moon in the sky", "moonlight",
        "full moon",
    ),
    "crescent": (
        "a crescent moon", "a thin moon", "a new moon", "a moon sickle", "crescent moon", "a half moon",
    ),
}
SEA = {
    "calm": (
        "a calm sea", "the calm sea", "a quiet sea", "calm water", "a still ocean", "the sea", "the ocean",
        "the water", "a lake", "smooth water", "a peaceful ocean",
    ),
    "stormy": (
        "a stormy sea", "a rough sea", "high waves", "big waves", "wild water", "a raging ocean",
        "the stormy ocean", "a choppy sea",
    ),
}
GROUND = {
    "desert": (
        "in the desert", "in a desert", "among sand dunes", "on the sand", "in a sandy desert",
        "in the dunes", "on desert sand", "in a dry desert",
    ),
    "snow": (
        "in the snow", "in a snowy field", "on snow", "in a winter landscape", "in deep snow",
        "on a snow-covered plain", "in winter", "in a snowy landscape", "in a white winter field",
    ),
    "meadow": (
        "in a meadow", "on a green meadow", "in a grassy field", "on the grass", "in a green field",
        "on a lawn", "in the countryside", "in a green landscape", "on grassland",
    ),
    "forest": (
        "in a forest", "in the woods", "in the forest", "among fir trees", "before a forest",
        "at the edge of a forest", "among pine trees", "in a pine forest", "in a clearing in the woods",
    ),
    "city": (
        "in a city", "in the city", "in a town", "on a city street", "in a street", "downtown",
        "in an urban street", "between tall buildings", "in a town street",
    ),
}
GROUND_ALONE = {
    "desert": (
        "a desert", "sand dunes", "the desert", "a sandy desert", "an empty desert", "a desert landscape",
    ),
    "snow": (
        "a snowy landscape", "a snowy field", "a winter landscape", "snow", "a snow-covered plain",
        "an empty field of snow",
    ),
    "meadow": (
        "a meadow", "a green meadow", "a grassy field", "a green field", "the countryside", "grassland",
    ),
    "forest": (
        "a forest", "the woods", "a pine forest", "fir trees", "a dark forest", "a forest of firs",
        "pine trees",
    ),
    "city": (
        "a city street", "a city", "a town", "a street in the city", "an urban street",
        "a city with tall buildings", "an empty street",
    ),
}
BACKDROP = {
    "mountains": (
        "mountains", "grey mountains", "rocky mountains", "high mountains", "bare mountains", "rocky peaks",
    ),
    "snowy mountains": (
        "snowy mountains", "snow-capped mountains", "snowy peaks", "mountains with snow", "white peaks",
        "snow-covered mountains", "the alps", "icy mountains",
    ),
    "hills": ("hills", "green hills", "rolling hills", "gentle hills", "low hills"),
    "skyline": ("a city skyline", "a skyline", "distant buildings", "a town", "a city", "houses of a city"),
}
BEHIND = ("in the background", "behind", "in the distance", "far away", "on the horizon", "in the back", "")
THING = {
    "lighthouse": ("lighthouse", "lighthouse", "light house", "lighthouse tower", "beacon tower", "beacon"),
    "house": ("house", "house", "cottage", "cabin", "home", "farmhouse", "hut", "building"),
    "boat": ("boat", "boat", "sailboat", "sailing boat", "ship", "sailing ship", "yacht"),
    "tree": ("tree", "tree", "leafy tree", "oak tree", "broad tree", "oak"),
}
COLOUR = {
    "red": ("red", "red", "bright red", "crimson", "scarlet", "dark red"),
    "yellow": ("yellow", "yellow", "golden", "bright yellow", "lemon yellow", "amber"),
    "blue": ("blue", "blue", "dark blue", "navy blue", "azure", "bright blue"),
    "white": ("white", "white", "pure white", "bright white", "ivory", "snow-white"),
    "green": ("green", "green", "dark green", "emerald", "bright green", "leaf-green"),
}
SIZE = (
    "small", "little", "lonely", "old", "big", "tall", "beautiful", "quiet", "single", "pretty", "abandoned",
    "tiny",
)
SIDE = {
    "left": (
        "on the left", "at the left", "to the left", "on the left side", "in the left of the picture",
        "left", "left of center",
    ),
    "centre": (
        "in the center", "in the centre", "in the middle", "at the center", "centered",
        "in the middle of the picture", "center",
    ),
    "right": (
        "on the right", "at the right", "to the right", "on the right side", "in the right of the picture",
        "right", "right of center",
    ),
}
CLIFF = (
    "on a cliff", "on a cliff by {sea}", "on a rock in {sea}", "on a cliff above {sea}", "on a rocky coast",
    "on the cliffs", "on an island in {sea}", "by {sea}", "at the coast",
)
ROAD = (
    "beside a road", "next to a road", "by the road", "with a road", "near a highway", "with a path",
    "at a road", "along a road",
)
BIRDS = (
    "with birds", "birds in the sky", "with flying birds", "seagulls", "with a flock of birds",
    "with gulls in the air", "birds",
)
STYLE_BEFORE = {
    "plain": (
        "a picture of", "an illustration of", "a painting of", "a scene with", "a film still of",
        "an image of", "a photo of", "a wide shot of", "a view of",
    ),
    "watercolor": (
        "a watercolor of", "a watercolor painting of", "a watercolour of", "an aquarelle of",
        "watercolor painting,", "watercolour picture of",
    ),
    "poster": (
        "a poster of", "a travel poster of", "a flat poster of", "a screen print of",
        "a minimalist poster of", "poster,", "a flat graphic of",
    ),
    "line-art": (
        "a line drawing of", "line art of", "an ink drawing of", "a sketch of", "a pencil drawing of",
        "an outline drawing of", "line-art,",
    ),
}
STYLE_AFTER = {
    "plain": (
        "detailed", "cinematic", "beautiful", "high quality", "digital art", "film still", "peaceful mood",
        "wide shot", "photo",
    ),
    "watercolor": (
        "watercolor", "watercolour", "aquarelle", "watercolor painting", "in watercolor", "watercolor style",
        "painted in watercolour",
    ),
    "poster": (
        "poster", "poster style", "flat colors", "flat poster style", "screen print", "as a travel poster",
        "minimalist poster", "poster art",
    ),
    "line-art": (
        "line art", "line-art", "line drawing", "ink drawing", "sketch", "black outlines", "comic outlines",
        "pencil sketch", "line art style",
    ),
}
# fmt: on


def caption(scene: Scene, chance: random.Random, complete: bool = False) -> str:
    """One sentence about the scene; with `complete`, every attribute is mentioned, else a random part."""

    def say(probability: float) -> bool:
        return complete or chance.random() < probability

    pick = chance.choice
    subject, extras = _subject(scene, say, pick)
    if say(0.85):
        extras.append(pick(TIME[scene.time]))
    # As with the object: only a light in the middle may go without words, or it would come twice.
    in_the_middle = scene.luminary_side == "centre"
    if scene.luminary != "none" and (say(0.55) or not in_the_middle):
        light = pick(LUMINARY[scene.luminary])
        link = pick(("with ", "", "and "))
        sided = say(0.3) or not in_the_middle
        extras.append(f"{link}{light} {pick(SIDE[scene.luminary_side])}" if sided else f"{link}{light}")
    if scene.stars and say(0.4):
        extras.append(pick(STARS))
    if (scene.weather != "clear" and say(0.75)) or (scene.weather == "clear" and chance.random() < 0.08):
        extras.append(pick(WEATHER[scene.weather]))
    if scene.road and say(0.75):
        extras.append(pick(ROAD))
    if scene.birds and say(0.6):
        extras.append(pick(BIRDS))
    first, rest = extras[:1], extras[1:]
    chance.shuffle(rest)
    if chance.random() < 0.3:
        rest = first + rest
        chance.shuffle(rest)
        first = []
    text = " ".join([subject, *first])
    for extra in rest:
        text += ("" if chance.random() < 0.45 else ",") + " " + extra
    return _styled(scene, text, say, chance)


def _subject(scene: Scene, say, pick) -> tuple[str, list[str]]:
    """What the sentence is about, and the phrases on where it stands and what is behind it."""
    extras: list[str] = []
    backdrop = pick(BACKDROP[scene.backdrop]) if scene.backdrop != "none" else ""
    sea = pick(SEA[scene.sea_state])
    if scene.thing == "none":
        alone = sea if scene.ground == "sea" else pick(GROUND_ALONE[scene.ground])
        if backdrop and say(0.8):
            if pick((True, False)):
                at_sea = scene.ground == "sea"
                where = (
                    pick(("at ", "behind ", "over ", "by ")) + sea if at_sea else pick(GROUND[scene.ground])
                )
                return backdrop, [where] if say(0.75) else []
            extras.append(f"{pick(('with ', 'before ', 'and '))}{backdrop} {pick(BEHIND)}".strip())
        return alone, extras
    words = [pick(SIZE)] if pick((True, False, False)) else []
    if say(0.5 if scene.thing == "tree" and scene.colour == "green" else 0.8):
        words.append(pick(COLOUR[scene.colour]))
    words.append(pick(THING[scene.thing]))
    article = "an" if words[0][0] in "aeiou" else "a"
    subject = f"{pick((article, article, 'the'))} {' '.join(words)}"
    # What stands in the middle needs no words for it; were any side left open, prompts without one would get
    # an object on each.
    place = pick(SIDE[scene.side]) if scene.side != "centre" or say(0.3) else ""
    if place and pick((True, False)):
        subject, place = f"{subject} {place}", ""
    if say(0.85):
        if scene.cliff:
            extras.append(pick(CLIFF).format(sea=sea))
        elif scene.ground == "sea":
            extras.append(pick(("on ", "on ", "in ", "at ")) + sea)
        else:
            extras.append(pick(GROUND[scene.ground]))
    if place:
        extras.append(place)
    if backdrop and say(0.7):
        extras.append(f"{pick(('with ', 'before ', '', 'in front of '))}{backdrop} {pick(BEHIND)}".strip())
    return subject, extras


def _styled(scene: Scene, text: str, say, chance: random.Random) -> str:
    if say(0.93 if scene.style != "plain" else 0.25):
        if chance.random() < 0.5:
            text = f"{chance.choice(STYLE_BEFORE[scene.style])} {text}"
        else:
            text = f"{text}, {chance.choice(STYLE_AFTER[scene.style])}"
    return text


def scribble(chance: random.Random) -> str:
    """A word of random letters, so that the text encoder learns to pass over words which it does not know."""
    return "".join(chance.choices(string.ascii_lowercase, k=chance.randint(3, 9)))


def disturbed(text: str, chance: random.Random) -> str:
    """The caption with, now and then, an unknown word in it or without its articles."""
    words = text.split(" ")
    if chance.random() < 0.05:
        words.insert(chance.randint(0, len(words)), scribble(chance))
    if chance.random() < 0.1:
        words = [word for word in words if word not in ("a", "an", "the")]
    return " ".join(words)


def vocabulary() -> list[str]:
    """Every word of the grammar, sorted, as the tokenizer splits them at spaces and punctuation."""
    words: set[str] = set()

    def collect(node: object) -> None:
        if isinstance(node, str):
            words.update(node.replace("{sea}", " ").replace(",", " ").replace("-", " ").split())
        elif isinstance(node, dict):
            for entry in node.values():
                collect(entry)
        elif isinstance(node, tuple):
            for entry in node:
                collect(entry)

    tables = (TIME, STARS, WEATHER, LUMINARY, SEA, GROUND, GROUND_ALONE, BACKDROP, BEHIND, THING, COLOUR)
    for table in (*tables, SIZE, SIDE, CLIFF, ROAD, BIRDS, STYLE_BEFORE, STYLE_AFTER):
        collect(table)
    words.update(
        [
            "a",
            "an",
            "the",
            "and",
            "with",
            "before",
            "at",
            "on",
            "in",
            "over",
            "by",
            "of",
            "to",
            "front",
            "behind",
        ]
    )
    return sorted(words)

"""What a film says and shows before it is a timeline: its cast, scenes, lines and takes."""

from __future__ import annotations

from studio.core.ticks import Ticks
from studio.project.model.base import Entity
from studio.project.model.words import Word
from studio.wire.spec import Value


class Voice(Entity, frozen=True, tag="voice"):
    """A voice of the cast; parent = project.

    Attributes:
        engine: engine id.
        voice: the engine's voice id.
        params: engine parameters.
    """

    name: str
    engine: str
    voice: str
    language: str = "en"
    params: dict[str, Value] = {}


class Speaker(Entity, frozen=True, tag="speaker"):
    """A character of the script or a person in the film; parent = project.

    Attributes:
        voice: id of a Voice, "" until cast.
    """

    name: str
    voice: str = ""


class Scene(Entity, frozen=True, tag="scene"):
    """A scene of a scripted film; parent = sequence.

    Attributes:
        prompt: what its picture shows.
        move: camera move (video.moves).
        picture: id of the chosen asset, "" until made.
        seed: of its picture.
        duration: set by the last layout.
    """

    heading: str
    prompt: str = ""
    move: str = "hold"
    picture: str = ""
    seed: int = 0
    duration: Ticks = 0


class Line(Entity, frozen=True, tag="line"):
    """Something to be said; parent = sequence.

    Attributes:
        manner: delivery ("whisper", "slow"...) from the parenthetical.
        scene: id of its Scene.
        slot_start: begin of the time it has.
        slot_end: end of the time it has, 0 when it is open.
        take: id of the chosen take, "" until spoken.
        cue: id of the cue it dubs, "" for script lines.
    """

    text: str
    speaker: str = ""
    manner: str = ""
    scene: str = ""
    slot_start: Ticks = 0
    slot_end: Ticks = 0
    take: str = ""
    cue: str = ""


class Take(Entity, frozen=True, tag="take"):
    """One recording of a line; parent = line.

    Attributes:
        asset: id of the sound.
        recipe: key of what made it; the line is stale when its present recipe has another key.
        words: timings from the take's start.
    """

    asset: str
    duration: Ticks
    recipe: str = ""
    words: tuple[Word, ...] = ()
    starred: bool = False
    created: str = ""


KINDS = (Voice, Speaker, Scene, Line, Take)

"""Captions: tracks of cues, and their looks."""

from __future__ import annotations

from typing import Literal

from studio.core.ticks import Ticks
from studio.project.model.base import Entity
from studio.project.model.words import Word


class CaptionTrack(Entity, frozen=True, tag="caption_track"):
    """Cues in one language; parent = sequence.

    Attributes:
        style: id of a Style.
        burn: part of the picture on export.
    """

    name: str
    language: str = "en"
    style: str = ""
    hidden: bool = False
    burn: bool = True


class Cue(Entity, frozen=True, tag="cue"):
    """A caption; parent = caption track.

    Attributes:
        text: lines separated by ``\\n``.
        words: timings where known, else empty.
    """

    start: Ticks
    end: Ticks
    text: str
    words: tuple[Word, ...] = ()
    speaker: str = ""
    line: str = ""


class Style(Entity, frozen=True, tag="style"):
    """Look of captions; parent = project. Colours as "#RRGGBB", lengths in px at 1080 lines.

    Attributes:
        size: of the letters.
        outline: width around the letters.
        box: opaque box behind the text instead of an outline.
        margin: distance from the edge of the picture.
    """

    name: str
    font: str = "DejaVu Sans"
    size: float = 54.0
    colour: str = "#FFFFFF"
    outline_colour: str = "#000000"
    outline: float = 3.0
    shadow: float = 0.0
    bold: bool = False
    italic: bool = False
    box: bool = False
    place: Literal["bottom", "middle", "top"] = "bottom"
    margin: float = 60.0


KINDS = (CaptionTrack, Cue, Style)

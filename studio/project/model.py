"""The document: frozen structs, one table of entities by id.

Every entity has an ``id``, a ``parent`` id ("" for top level) and an ``order`` key (core.ids.order_between)
that sorts it among its siblings, so a move rewrites one row. All times are ticks (core.ticks). Entities are
values: change one with ``msgspec.structs.replace`` and ``edit.put``. A new kind, or a new field with a
default, raises the minor version (schema.VERSION); anything else needs a migration and raises the major one.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, TypeVar

import msgspec

from studio.core.text import NO_TEXT, Text
from studio.core.ticks import Ticks, parse_rate


class Entity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """Base of everything in a project."""

    id: str
    parent: str = ""
    order: str = ""


E = TypeVar("E", bound="Entity")


class ProjectInfo(Entity, frozen=True, tag="project"):
    """The one entity with id "project". sequence: id of the sequence that is open.
    script: Fountain text of the film.
    """

    name: str
    created: str
    sequence: str = ""
    script: str = ""


MediaKind = Literal["video", "audio", "image", "captions", "script", "other"]


class MediaFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the probe found. Sizes are display sizes in px after rotation and pixel
    aspect; rate as "30000/1001", the mean where variable. truncated: the file ends before its tables say so.
    speech: a sound that is somebody speaking.
    """

    duration: Ticks = 0
    width: int = 0
    height: int = 0
    rate: str = ""
    variable: bool = False
    truncated: bool = False
    frames: int = 0
    has_video: bool = False
    has_audio: bool = False
    speech: bool = False
    sample_rate: int = 0
    channels: int = 0
    codec: str = ""


class Asset(Entity, frozen=True, tag="asset"):
    """A file the project knows: imported (referenced by ``source``) or made (``sha256`` in the asset store).

    source: path as given by the user for imported media (absolute, or relative to the project folder); ""
    for stored files. sha256/suffix: content address ``media/ab/<sha256><suffix>`` of a stored or collected
    file; "" while only referenced.
    fingerprint: size, mtime and hashes (``assets.fingerprint``), to notice a changed or moved source.
    recipe: key of the recipe that made it, "" for imported files. trashed: hidden, kept for undo.
    """

    name: str
    media: MediaKind
    source: str = ""
    sha256: str = ""
    suffix: str = ""
    fingerprint: str = ""
    facts: MediaFacts = MediaFacts()
    recipe: str = ""
    starred: bool = False
    trashed: bool = False
    created: str = ""
    note: str = ""


class Sequence(Entity, frozen=True, tag="sequence"):
    """A timeline. width and height in px, both even; rate as "24/1"; sample_rate in Hz.
    loudness: export target in LUFS.
    """

    name: str
    width: int = 1280
    height: int = 720
    rate: str = "24/1"
    sample_rate: int = 48_000
    loudness: float = -16.0
    duck_db: float = -12.0

    @property
    def frame_rate(self) -> Fraction:
        """The rate as a fraction of frames per second."""
        return parse_rate(self.rate)


TrackRole = Literal["video", "voice", "sound", "music"]


class Track(Entity, frozen=True, tag="track"):
    """A lane of clips; parent = sequence. Video tracks stack by order, later over
    earlier. duck: lowered under voice.
    """

    name: str
    role: TrackRole
    muted: bool = False
    hidden: bool = False
    locked: bool = False
    gain_db: float = 0.0
    duck: bool = False


class Clip(Entity, frozen=True, tag="clip"):
    """A piece of an asset on a track; parent = track. Clips of one track never
    overlap, except by ``fade_over``.

    start, duration: place on the timeline. source_in: where the piece begins in the
    asset, in the asset's own time.
    speed: "1/1" normal, "2/1" twice as fast; sound keeps its pitch. The piece spans
    ``duration * speed`` of the asset.
    fade_over: length of the cross-fade with the previous clip of the track, counted from ``start``
    (the previous clip's end lies at ``start + fade_over`` then). fade_in, fade_out: sound fades in
    ticks. gain_db: this clip's level.
    sound: whether the sound of a video asset is heard. line, scene: the voice line it speaks, the scene it
    shows; such clips are moved by the next layout of the film. A clip on a video track whose asset is an
    image stands still for ``duration``.
    """

    asset: str
    start: Ticks
    duration: Ticks
    source_in: Ticks = 0
    speed: str = "1/1"
    fade_over: Ticks = 0
    fade_in: Ticks = 0
    fade_out: Ticks = 0
    gain_db: float = 0.0
    sound: bool = True
    enabled: bool = True
    label: str = ""
    line: str = ""
    scene: str = ""

    @property
    def end(self) -> Ticks:
        """First tick after the clip."""
        return self.start + self.duration


class Effect(Entity, frozen=True, tag="effect"):
    """An effect on a clip; parent = clip. effect: id of a module in studio/render/effects.
    params: static values by name.

    Parameters with keyframes take their value from the keyframes instead.
    """

    effect: str
    params: dict[str, float | int | bool | str] = {}
    enabled: bool = True


Ease = Literal["linear", "hold", "smooth"]


class Keyframe(Entity, frozen=True, tag="keyframe"):
    """One value of one parameter; parent = effect. at: ticks from the clip's start. ease:
    how it leaves towards the next.
    """

    param: str
    at: Ticks
    value: float
    ease: Ease = "linear"


class CaptionTrack(Entity, frozen=True, tag="caption_track"):
    """Cues in one language; parent = sequence. style: id of a Style. burn: part of the picture on export."""

    name: str
    language: str = "en"
    style: str = ""
    hidden: bool = False
    burn: bool = True


class Word(msgspec.Struct, frozen=True, array_like=True):
    """A spoken word with its times, absolute on the sequence for cues, from the take's start for takes."""

    text: str
    start: Ticks
    end: Ticks


class Cue(Entity, frozen=True, tag="cue"):
    """A caption; parent = caption track. text: lines separated by ``\\n``. words:
    timings where known, else empty.
    """

    start: Ticks
    end: Ticks
    text: str
    words: tuple[Word, ...] = ()
    speaker: str = ""
    line: str = ""


class Style(Entity, frozen=True, tag="style"):
    """Look of captions; parent = project. size, outline, shadow, margin in px at
    1080 lines; colours "#RRGGBB".

    place: "bottom", "middle" or "top". box: opaque box behind the text instead of an outline.
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


class Voice(Entity, frozen=True, tag="voice"):
    """A voice of the cast; parent = project. engine: engine id, voice: the engine's voice
    id. params: engine parameters.
    """

    name: str
    engine: str
    voice: str
    language: str = "en"
    params: dict[str, float | int | bool | str] = {}


class Speaker(Entity, frozen=True, tag="speaker"):
    """A character of the script or a person in the film; parent = project. voice:
    id of a Voice, "" until cast.
    """

    name: str
    voice: str = ""


class Scene(Entity, frozen=True, tag="scene"):
    """A scene of a scripted film; parent = sequence. prompt: what its picture shows.
    move: camera move (video.moves).

    picture: id of the chosen asset, "" until made. seed: of its picture. duration: set by the last layout.
    """

    heading: str
    prompt: str = ""
    move: str = "hold"
    picture: str = ""
    seed: int = 0
    duration: Ticks = 0


class Line(Entity, frozen=True, tag="line"):
    """Something to be said; parent = sequence. manner: "whisper", "slow"... from the
    parenthetical. scene: id of its Scene.

    slot_start, slot_end: the time it has (slot_end 0: open). take: id of the chosen take, "" until spoken.
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
    """One recording of a line; parent = line. asset: the sound. words: timings from the take's start.

    recipe: key of what made it; the line is stale when its present recipe has another key.
    """

    asset: str
    duration: Ticks
    recipe: str = ""
    words: tuple[Word, ...] = ()
    starred: bool = False
    created: str = ""


class Marker(Entity, frozen=True, tag="marker"):
    """A named place; parent = sequence."""

    name: str
    at: Ticks


class ExportPreset(Entity, frozen=True, tag="export_preset"):
    """A user's own export settings; parent = project. base: id of the built-in preset it starts from."""

    name: str
    base: str
    params: dict[str, float | int | bool | str] = {}


KINDS: dict[str, type[Entity]] = {
    str(kind.__struct_config__.tag): kind
    for kind in (
        ProjectInfo,
        Asset,
        Sequence,
        Track,
        Clip,
        Effect,
        Keyframe,
        CaptionTrack,
        Cue,
        Style,
        Voice,
        Speaker,
        Scene,
        Line,
        Take,
        Marker,
        ExportPreset,
    )
}


def kind_of(entity: Entity | type[Entity]) -> str:
    """The wire word of an entity's kind, e.g. ``"cue"``."""
    return str(entity.__struct_config__.tag)


def replace(entity: E, **changes: Any) -> E:  # values are the entity's own field types
    """A copy of ``entity`` with some fields changed."""
    return msgspec.structs.replace(entity, **changes)


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What one transaction touched; each view refreshes only if it is concerned.

    kinds: words of the kinds touched. ids: entity ids put or removed. parents: their
    parent ids (before and after).
    initiator: who made the edit, so that a view can skip its own echo. label: the
    edit's name for the Undo menu.
    """

    kinds: frozenset[str]
    ids: frozenset[str]
    parents: frozenset[str] = frozenset()
    initiator: str = ""
    label: Text = NO_TEXT
    undone: bool = False

"""The timeline: sequences, tracks, clips, effects and their keyframes."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from studio.core.ticks import Ticks, parse_rate
from studio.project.model.base import Entity
from studio.wire.spec import Value


class Sequence(Entity, frozen=True, tag="sequence"):
    """A timeline.

    Attributes:
        width: in px, even.
        height: in px, even.
        rate: frames per second as "24/1".
        sample_rate: in Hz.
        loudness: export target in LUFS.
        duck_db: how much tracks that duck are lowered under voice.
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
    """A lane of clips; parent = sequence. Video tracks stack by order, later over earlier.

    Attributes:
        duck: lowered under voice.
    """

    name: str
    role: TrackRole
    muted: bool = False
    hidden: bool = False
    locked: bool = False
    gain_db: float = 0.0
    duck: bool = False


class Clip(Entity, frozen=True, tag="clip"):
    """A piece of an asset on a track; parent = track. Clips of one track never overlap, except by
    ``fade_over``.

    The piece spans ``duration * speed`` of the asset. On a video track, an asset that is an image stands
    still for ``duration``.

    Attributes:
        start: place on the timeline.
        duration: length on the timeline.
        source_in: where the piece begins in the asset, in the asset's own time.
        speed: "1/1" normal, "2/1" twice as fast; sound keeps its pitch.
        fade_over: length of the crossfade with the previous clip of the track, counted from ``start``
            (the previous clip's end lies at ``start + fade_over`` then).
        fade_in: fade of the sound.
        fade_out: fade of the sound.
        gain_db: this clip's level.
        sound: whether the sound of a video asset is heard.
        line: id of the voice line it speaks; the next layout of the film moves the clip.
        scene: id of the scene it shows; the next layout of the film moves the clip.
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
    """An effect on a clip; parent = clip.

    Attributes:
        effect: id of a module in studio/render/effects.
        params: values by name; a parameter with keyframes takes its value from them instead.
    """

    effect: str
    params: dict[str, Value] = {}
    enabled: bool = True


Ease = Literal["linear", "hold", "smooth"]


class Keyframe(Entity, frozen=True, tag="keyframe"):
    """One value of one parameter; parent = effect.

    Attributes:
        at: ticks from the clip's start.
        ease: how it leaves towards the next.
    """

    param: str
    at: Ticks
    value: float
    ease: Ease = "linear"


KINDS = (Sequence, Track, Clip, Effect, Keyframe)

"""Mixes the sound of a timeline. The same mix serves preview, export and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.core import ticks
from studio.core.errors import Cancelled
from studio.core.ticks import Ticks
from studio.media.audio import read_audio, stretch
from studio.media.retiming import hop, retime
from studio.media.stretching import FASTEST, SLOWEST
from studio.project.model import Ease
from studio.project.pace import Pace, PaceKey
from studio.render.sound.mix import duck_gain, fade, master
from studio.render.timeline import Timeline, TimelineClip, TimelineTrack

Audio = NDArray[np.float32]
"""(samples, 2), full scale is 1.0."""

Bus = Literal["voice", "ducked", "rest"]


class MixPart(msgspec.Struct, frozen=True, kw_only=True):
    """One sounding clip. identity: hash of the source's bytes (or its fingerprint). offset: of its first
    sample from the start of the mix, may be negative. samples: their number, up to the first one of a clip
    that touches this one. covered: number of samples from the offset on for which the ducked tracks stay low,
    even where this one is silent. source_in: time in the source of the first sample. speed: fraction as text.
    keys: where it changes, (ticks from the clip's start, speed, ease); see ``project.pace``.
    """

    path: str
    identity: str
    bus: Bus
    offset: int
    samples: int
    covered: int = 0
    duration: Ticks
    source_in: Ticks
    speed: str
    keys: tuple[tuple[Ticks, str, Ease], ...] = ()
    gain_db: float
    fade_in: Ticks
    fade_out: Ticks


class Mix(msgspec.Struct, frozen=True, kw_only=True):
    """All that decides the samples of a mix, and nothing else: a cache key. loudness: target in LUFS."""

    sample_rate: int
    samples: int
    duck_db: float
    loudness: float
    parts: tuple[MixPart, ...]


def mix(
    timeline: Timeline,
    start: Ticks,
    end: Ticks,
    *,
    to_loudness: bool = True,
    cancelled: Callable[[], bool] = lambda: False,
) -> Audio:
    """The stereo mix of [start, end) at the sequence's sample rate; ``planned_mix`` and ``mixed`` in one."""
    return mixed(planned_mix(timeline, start, end), to_loudness=to_loudness, cancelled=cancelled)


def planned_mix(timeline: Timeline, start: Ticks, end: Ticks) -> Mix:
    """What sounds in [start, end), in the order in which it is added up."""
    sequence = timeline.sequence
    rate = sequence.sample_rate
    return Mix(
        sample_rate=rate,
        samples=ticks.to_sample(end, rate) - ticks.to_sample(start, rate),
        duck_db=sequence.duck_db,
        loudness=sequence.loudness,
        parts=tuple(_parts(timeline, start, end)),
    )


def mixed(wanted: Mix, *, to_loudness: bool = True, cancelled: Callable[[], bool] = lambda: False) -> Audio:
    """The samples of a planned mix.

    Tracks marked ``duck`` are lowered by the sequence's ``duck_db`` while voice tracks speak, and on to the
    end of a slot that its dubbed line does not fill: half a sentence of the original would be heard. With
    ``to_loudness`` the result is brought to the sequence's loudness target in LUFS (BS.1770) with a
    true-peak limiter at -1 dBTP.
    """
    buses: dict[Bus, Audio] = {
        name: np.zeros((wanted.samples, 2), np.float32) for name in ("voice", "ducked", "rest")
    }
    for part in wanted.parts:
        if cancelled():
            raise Cancelled
        _add(buses[part.bus], part, wanted.sample_rate)
    if cancelled():
        raise Cancelled
    voices, ducked, rest = buses.pop("voice"), buses.pop("ducked"), buses.pop("rest")
    covered = [(part.offset, part.offset + part.covered) for part in wanted.parts if part.covered]
    if ducked.any() and (covered or voices.any()):
        ducked *= duck_gain(voices, wanted.sample_rate, wanted.duck_db, covered)[:, None]
    total = voices  # in place, and the others given back: an hour of sound is 1.4 GB
    total += ducked
    total += rest
    del ducked, rest
    return master(total, wanted.sample_rate, wanted.loudness, cancelled) if to_loudness else total


def _parts(timeline: Timeline, start: Ticks, end: Ticks) -> Iterator[MixPart]:
    rate = timeline.sequence.sample_rate
    for track in timeline.sounding_tracks():
        bus: Bus = "voice" if track.track.role == "voice" else "ducked" if track.track.duck else "rest"
        for entry in track.clips:
            clip = entry.clip
            if clip.sound and entry.facts.has_audio and clip.start < end and entry.heard_until > start:
                # A frame of 29.97 fps is no whole number of samples. Every clip has the samples whose moments
                # lie in it, so that a cut loses none and doubles none.
                first, last = _first_sample(clip.start, rate), _first_sample(clip.end, rate)
                late = ticks.from_sample(first, rate) - clip.start
                yield MixPart(
                    path=entry.path,
                    identity=entry.identity,
                    bus=bus,
                    offset=first - ticks.to_sample(start, rate),
                    samples=last - first,
                    covered=max(0, _first_sample(entry.covers, rate) - first),
                    duration=clip.duration,
                    source_in=clip.source_in + entry.pace.source(late),
                    speed=str(Fraction(clip.speed)),
                    keys=tuple((key.at, str(key.speed), key.ease) for key in entry.pace.keys),
                    gain_db=clip.gain_db + track.track.gain_db,
                    fade_in=max(clip.fade_in, clip.fade_over),
                    fade_out=_fade_out(track, entry),
                )


def _first_sample(at: Ticks, rate: int) -> int:
    """Index of the first sample at or after ``at``."""
    return -ticks.to_sample(-at, rate)


def _add(bus: Audio, part: MixPart, rate: int) -> None:
    """Read, stretch, fade and add the piece of a clip that lies inside the bus."""
    if part.offset + part.samples <= 0:
        return
    audio = _clip_audio(part, rate) * np.float32(10 ** (part.gain_db / 20))
    audio = fade(audio, ticks.to_sample(part.fade_in, rate), ticks.to_sample(part.fade_out, rate))
    first, last = max(part.offset, 0), min(part.offset + len(audio), len(bus))
    if first < last:
        bus[first:last] += audio[first - part.offset : last - part.offset]


def _clip_audio(part: MixPart, rate: int) -> Audio:
    pace = Pace(Fraction(part.speed), (PaceKey(at, Fraction(speed), ease) for at, speed, ease in part.keys))
    wanted = part.samples
    # One more, as both ends may fall between two samples.
    source = pace.source(part.duration) + ticks.from_sample(1, rate)
    audio = read_audio(Path(part.path), rate, 2, start=part.source_in, duration=source)
    if not pace.even or not SLOWEST <= pace.speed <= FASTEST:
        steps = (ticks.from_sample(n * hop(rate), rate) for n in range(wanted // hop(rate) + 2))
        places = np.array([ticks.to_sample(pace.source(step), rate) for step in steps], np.float64)
        audio = retime(audio, rate, places, wanted)
    elif pace.speed != 1:
        audio = stretch(audio, rate, float(pace.speed))
    result = np.zeros((wanted, 2), np.float32)
    result[: min(wanted, len(audio))] = audio[:wanted]
    return result


def _fade_out(track: TimelineTrack, entry: TimelineClip) -> Ticks:
    """The clip's own fade, or the cross-fade with the clip that follows."""
    clip = entry.clip
    for other in track.clips:
        if (
            other.clip.fade_over
            and other.clip.start < clip.end <= other.clip.start + other.clip.fade_over + 1
        ) and other.clip.start > clip.start:
            return max(clip.fade_out, other.clip.fade_over)
    return clip.fade_out

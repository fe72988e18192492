"""Puts finished parts into one file: joins segments without re-encoding, adds the sound and captions."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from studio.core import files, temporary
from studio.core.errors import Cancelled, StudioError
from studio.core.text import Text
from studio.export.plan import Plan, soft_captions
from studio.export.segments import SegmentStore, open_part
from studio.media import ffmpeg
from studio.project.model import CaptionTrack, Cue

_Timed: TypeAlias = "tuple[float, Packet[Any]]"
"""Decoding time in seconds, packet."""


class SegmentsDiffer(StudioError):
    """A cached segment was encoded with other stream parameters; ``key`` names it
    and it must be rendered again.
    """


def deliver_film(
    plan: Plan, store: SegmentStore, sound: Path | None, target: Path, *, cancelled: Callable[[], bool]
) -> None:
    """Write the film to ``target``; nothing appears under that name before it is whole. sound: an
    encoded file.

    Raises Cancelled; SegmentsDiffer when a part is missing, cut, or was encoded with other stream parameters.
    """
    soft = soft_captions(plan)
    with files.replacing(target) as partial:
        if not soft:
            _join(plan, store, sound, partial, cancelled)
            return
        with temporary.folder("deliver") as folder:
            bare = folder / "film.mp4"
            _join(plan, store, sound, bare, cancelled)
            _add_captions(soft, bare, partial, cancelled)


def _join(
    plan: Plan, store: SegmentStore, sound: Path | None, target: Path, cancelled: Callable[[], bool]
) -> None:
    """Segments one after another and the sound beside them, as MP4 that can be played while it loads."""
    with ExitStack() as stack:
        output = stack.enter_context(
            av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"})
        )
        output.metadata.update(_metadata(plan))
        # What a stream was made after stays open while packets are written: they point into it.
        first = stack.enter_context(_opened(store, plan.segments[0].key, av.open)).streams.video[0]
        picture = output.add_stream_from_template(first)
        picture.time_base = 1 / plan.rate
        timed = [_pictures(plan, store, picture, first.codec_context.extradata)]
        if sound is not None:
            opened = stack.enter_context(av.open(str(sound)))
            timed.append(_sounds(opened, output.add_stream_from_template(opened.streams.audio[0])))
        for _, packet in heapq.merge(*timed, key=_time):
            if cancelled():
                raise Cancelled
            output.mux(packet)


def _time(entry: _Timed) -> float:
    return entry[0]


def _pictures(plan: Plan, store: SegmentStore, stream: VideoStream, header: bytes | None) -> Iterator[_Timed]:
    """Packets of all segments. Times come from the plan, never from the parts."""
    for segment in plan.segments:
        # The part stays open while its packets are written.
        with _opened(store, segment.key, open_part) as part:
            if part.streams.video[0].codec_context.extradata != header:
                raise _damaged(store, segment.key, Text("A rendered segment does not match the others."))
            entries = _numbered(part, plan.rate)
            if len(entries) != segment.frames:
                raise _damaged(store, segment.key, Text("A rendered segment is damaged."))
            start = segment.first - plan.first
            for order, (packet, shown) in enumerate(entries):
                packet.stream = stream
                packet.time_base = 1 / plan.rate
                packet.pts = start + shown
                packet.dts = start + order - _REORDER
                packet.duration = 1
                yield float(packet.dts / plan.rate), packet


_REORDER = 2
"""Frames by which decoding order runs ahead with x264's default B-frame pyramid; the same for every segment.
"""


def _sounds(sound: InputContainer, stream: AudioStream) -> Iterator[_Timed]:
    source = sound.streams.audio[0]
    base = float(source.time_base or Fraction(1, source.rate))
    for packet in sound.demux(source):
        if packet.size and packet.dts is not None:
            time = packet.dts * base
            packet.stream = stream
            yield time, packet


def _opened(store: SegmentStore, key: str, opener: Callable[[Path], InputContainer]) -> InputContainer:
    try:
        return opener(store.path(key))
    except (av.FFmpegError, OSError) as error:
        raise _damaged(store, key, Text("A rendered segment is missing.")) from error


def _damaged(store: SegmentStore, key: str, message: Text) -> SegmentsDiffer:
    store.drop(key)
    return SegmentsDiffer("segment_lost", message, Text("Export again."), detail=key)


def _numbered(part: InputContainer, rate: Fraction) -> list[tuple[Packet[Any], int]]:
    """Packets in decoding order, each with its frame number inside the segment."""
    stream = part.streams.video[0]
    base = stream.time_base or Fraction(1, 1000)
    packets = [
        (packet, packet.pts) for packet in part.demux(stream) if packet.size and packet.pts is not None
    ]
    start = min((pts for _, pts in packets), default=0)
    return [(packet, round((pts - start) * base * rate)) for packet, pts in packets]


def _metadata(plan: Plan) -> dict[str, str]:
    return {"title": plan.timeline.title, "comment": "Made with Backlot Studio"}


def _add_captions(
    soft: list[tuple[CaptionTrack, list[Cue]]], film: Path, target: Path, cancelled: Callable[[], bool]
) -> None:
    """Copy ``film`` to ``target`` with caption tracks, which ffmpeg alone can write."""
    from studio.captions.formats import write_captions

    inputs = ["-i", str(film)]
    maps = ["-map", "0"]
    codecs = ["-c", "copy"]
    for number, (track, cues) in enumerate(soft):
        file = film.with_name(f"captions{number}.srt")
        write_captions(cues, file, "srt")
        inputs += ["-i", str(file)]
        maps += ["-map", f"{number + 1}:s:0"]
        codecs += [
            "-c:s",
            "mov_text",
            f"-metadata:s:s:{number}",
            f"language={_iso639_2(track.language)}",
            f"-metadata:s:s:{number}",
            f"title={track.name}",
        ]
    ffmpeg.run(
        [*inputs, *maps, *codecs, "-movflags", "+faststart", "-f", "mp4", str(target)], cancelled=cancelled
    )


def _iso639_2(language: str) -> str:
    """MP4 wants three-letter codes; the common languages, else "und"."""
    known = {
        "en": "eng",
        "de": "deu",
        "fr": "fra",
        "es": "spa",
        "it": "ita",
        "pt": "por",
        "zh": "zho",
        "ja": "jpn",
        "ko": "kor",
        "ru": "rus",
        "ar": "ara",
        "he": "heb",
        "hi": "hin",
        "nl": "nld",
        "pl": "pol",
        "sv": "swe",
        "tr": "tur",
    }
    return known.get(language.split("-", maxsplit=1)[0].lower(), "und")

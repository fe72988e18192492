"""What is in a media file: one answer for the command line, the library and the export's check."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, Literal

import av.error
import msgspec
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from studio.core.errors import InputError
from studio.core.text import Text
from studio.core.ticks import Ticks, from_seconds, to_seconds
from studio.media import container as containers
from studio.media.frame_index import FrameIndex, index_stream
from studio.media.images import picture_facts
from studio.media.orientation import display_size, orientation_of
from studio.media.sniff import refuse_playlist

ProbeKind = Literal["video", "audio", "image", "captions"]


class VideoFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One film stream. width, height: px as coded; display_*: px on screen, upright, with square pixels.

    rotation: clockwise degrees that make it upright (0, 90, 180, 270); mirrored: flipped left to right before
    that. aspect: width of a pixel over its height, e.g. "2/3". rate: "30000/1001", the mean where
    variable_rate. start: of the first frame, by the file's own clock. end: after the last frame, from the
    file's time zero.
    """

    codec: str
    width: int
    height: int
    display_width: int
    display_height: int
    rotation: int = 0
    mirrored: bool = False
    aspect: str = "1"
    rate: str = ""
    variable_rate: bool = False
    frames: int = 0
    start: Ticks = 0
    end: Ticks = 0
    pixel_format: str = ""
    language: str = "und"


class AudioFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One sound stream. rate in Hz; layout such as "stereo" or "5.1". start by the file's own clock."""

    codec: str
    rate: int
    channels: int
    layout: str = ""
    language: str = "und"
    title: str = ""
    start: Ticks = 0
    duration: Ticks = 0


class SubtitleFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One caption stream inside the file. index: its number among the file's streams."""

    codec: str
    language: str = "und"
    title: str = ""
    index: int = 0


class Probe(msgspec.Struct, frozen=True, kw_only=True):
    """All facts about a file.

    duration: from time zero (its earliest sound or picture) to its end; 0 for a picture.

    format: short name of the container or picture format. truncated: the file ends before its tables say so.
    """

    kind: ProbeKind
    format: str
    duration: Ticks = 0
    video: tuple[VideoFacts, ...] = ()
    audio: tuple[AudioFacts, ...] = ()
    subtitles: tuple[SubtitleFacts, ...] = ()
    truncated: bool = False

    @property
    def has_video(self) -> bool:
        """True for films; a still picture is no video."""
        return self.kind == "video"

    @property
    def has_audio(self) -> bool:
        """True when there is sound."""
        return bool(self.audio)

    @property
    def width(self) -> int:
        """Display width in px, 0 without a picture."""
        return self.video[0].display_width if self.video else 0

    @property
    def height(self) -> int:
        """Display height in px, 0 without a picture."""
        return self.video[0].display_height if self.video else 0

    @property
    def rate(self) -> str:
        """Frame rate such as "30000/1001", "" without a film."""
        return self.video[0].rate if self.has_video else ""

    @property
    def frames(self) -> int:
        """Number of frames of the film, 1 for a picture."""
        return self.video[0].frames if self.video else 0

    @property
    def sample_rate(self) -> int:
        """Sample rate of the first sound stream in Hz, 0 without sound."""
        return self.audio[0].rate if self.audio else 0

    @property
    def channels(self) -> int:
        """Channels of the first sound stream, 0 without sound."""
        return self.audio[0].channels if self.audio else 0

    @property
    def codec(self) -> str:
        """Codec of the film or picture, else of the sound."""
        return self.video[0].codec if self.video else self.audio[0].codec if self.audio else ""

    def report(self) -> dict[str, Any]:  # JSON values
        """What ``studio probe --json`` prints: seconds as numbers, sizes in px."""
        return {
            "kind": self.kind,
            "format": self.format,
            "duration_s": to_seconds(self.duration),
            "truncated": self.truncated,
            "video": [_report_video(stream) for stream in self.video],
            "audio": [_report_audio(stream) for stream in self.audio],
            "subtitles": [
                {"codec": stream.codec, "language": stream.language, "title": stream.title}
                for stream in self.subtitles
            ],
        }


def _report_audio(stream: AudioFacts) -> dict[str, Any]:  # JSON values
    return {
        "codec": stream.codec,
        "rate": stream.rate,
        "channels": stream.channels,
        "layout": stream.layout,
        "language": stream.language,
        "title": stream.title,
        "start_s": to_seconds(stream.start),
    }


def _report_video(stream: VideoFacts) -> dict[str, Any]:  # JSON values
    return {
        "codec": stream.codec,
        "width": stream.width,
        "height": stream.height,
        "display_width": stream.display_width,
        "display_height": stream.display_height,
        "rotation": stream.rotation,
        "mirrored": stream.mirrored,
        "pixel_aspect": stream.aspect,
        "fps": float(Fraction(stream.rate)) if stream.rate else 0.0,
        "rate": stream.rate,
        "variable_rate": stream.variable_rate,
        "frames": stream.frames,
        "start_s": to_seconds(stream.start),
        "pixel_format": stream.pixel_format,
        "language": stream.language,
    }


def probe(path: Path) -> Probe:
    """Look into ``path``. The first frame and the first sound are decoded, so that what passes can be used.

    Raises InputError: file_missing, file_is_folder, file_empty, not_allowed, playlist_refused,
    file_truncated, not_media, picture_damaged, picture_too_large, no_frames (a film without one decodable
    frame).
    """
    return probe_indexed(path)[0]


def probe_indexed(path: Path) -> tuple[Probe, FrameIndex | None]:
    """``probe`` and, for films, the frame index that it had to build anyway."""
    path = Path(path)
    if refuse_playlist(path).kind == "picture":
        return _probe_picture(path), None
    with containers.opened(path) as container:
        stream = containers.picture_stream(container)
        sounds = tuple(_sound(sound) for sound in containers.sound_streams(container))
        captions = tuple(_captions(caption) for caption in container.streams if caption.type == "subtitle")
        if stream is None and not sounds and not captions:
            raise InputError(
                "not_media",
                Text("“{name}” contains no video, audio or captions.", name=path.name),
                Text("Choose another file."),
            )
        if stream is None and sounds:
            _check_sound(container, path)
        index: FrameIndex | None = None
        video: tuple[VideoFacts, ...] = ()
        if stream is not None:
            first = _first_frame(container, stream, path)
            index = index_stream(container, stream, path)
            video = (_film(stream, first, index),)
        kind: ProbeKind = "video" if video else "audio" if sounds else "captions"
        truncated = _truncated(container, path)
        return Probe(
            kind=kind,
            format=container.format.name.split(",")[0],
            # Where a film was cut short, its pictures end; the tables still tell of the rest.
            duration=index.end if truncated and index is not None else _duration(container, index),
            video=video,
            audio=sounds,
            subtitles=captions,
            truncated=truncated,
        ), index


def _probe_picture(path: Path) -> Probe:
    facts = picture_facts(path)
    video = VideoFacts(
        codec=facts.format,
        width=facts.width,
        height=facts.height,
        display_width=facts.display_width,
        display_height=facts.display_height,
        rotation=facts.rotation,
        frames=1,
    )
    return Probe(kind="image", format=facts.format, video=(video,))


def _film(stream: VideoStream, first: VideoFrame, index: FrameIndex) -> VideoFacts:
    turn = orientation_of(first)
    aspect = stream.sample_aspect_ratio or Fraction(1)
    shown = display_size(first.width, first.height, aspect, turn)
    return VideoFacts(
        codec=_codec(stream),
        width=first.width,
        height=first.height,
        display_width=shown[0],
        display_height=shown[1],
        rotation=turn.rotation,
        mirrored=turn.mirrored,
        aspect=str(aspect),
        rate=str(index.rate),
        variable_rate=index.variable,
        frames=len(index),
        start=from_seconds(int(index.stamps[0]) * index.time_base),
        end=index.end,
        pixel_format=first.format.name,
        language=_language(stream),
    )


def _sound(stream: AudioStream) -> AudioFacts:
    base = stream.time_base or Fraction(1, stream.rate or 1)
    return AudioFacts(
        codec=_codec(stream),
        rate=stream.rate,
        channels=stream.channels,
        layout=stream.layout.name,
        language=_language(stream),
        title=stream.metadata.get("title", ""),
        start=from_seconds((stream.start_time or 0) * base),
        duration=from_seconds((stream.duration or 0) * base),
    )


def _captions(stream: Stream) -> SubtitleFacts:
    return SubtitleFacts(
        codec=_codec(stream),
        language=_language(stream),
        title=stream.metadata.get("title", ""),
        index=stream.index,
    )


def _codec(stream: Stream) -> str:
    # PyAV gives a stream of unknown codec no context, though its type stubs promise one.
    context: Any = stream.codec_context
    return str(context.codec.canonical_name) if context is not None else "unknown"


def _language(stream: Stream) -> str:
    return stream.language or "und"


def _first_frame(container: InputContainer, stream: VideoStream, path: Path) -> VideoFrame:
    """The first frame that decodes: it carries the display matrix, which the stream does not show."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            if packet is None:
                break
            for frame in packet.decode():
                return frame
        except av.error.EOFError:
            break
        except av.error.FFmpegError:
            continue
    raise InputError(
        "no_frames",
        Text("No frame of “{name}” could be decoded.", name=path.name),
        Text("Try another copy; the file may be damaged or incomplete."),
    )


def _check_sound(container: InputContainer, path: Path) -> None:
    """Decode a little sound: random bytes are easily taken for MP3."""
    decoded = 0
    packets = container.demux(containers.sound_streams(container)[0])
    for _ in range(64):
        try:
            packet = next(packets, None)
            if packet is None:
                break
            decoded += len(packet.decode())
        except av.error.EOFError:
            break
        except av.error.FFmpegError:
            continue
        if decoded:
            return
    raise InputError(
        "not_media",
        Text("The audio of “{name}” could not be decoded.", name=path.name),
        Text("Choose another file."),
    )


def _duration(container: InputContainer, index: FrameIndex | None) -> Ticks:
    zero = containers.origin(container)
    ends = [index.end] if index is not None else []
    for stream in container.streams.audio:
        if stream.duration is not None and stream.time_base is not None:
            ends.append(from_seconds(((stream.start_time or 0) + stream.duration) * stream.time_base - zero))
    if not container.streams.audio and ends:
        return max(ends)
    if container.duration is not None and len(ends) <= (index is not None):
        # Containers without stream durations (Matroska, MPEG): the container's own, in microseconds.
        ends.append(from_seconds(Fraction(container.duration, 1_000_000)))
    return max(ends, default=0)


def _truncated(container: InputContainer, path: Path) -> bool:
    """True when the sample table, or the length of a Matroska segment, names bytes behind the file's end."""
    size = path.stat().st_size
    if containers.format_of(container, "matroska"):
        return _segment_end(path) > size
    if not containers.format_of(container, "mov", "avi"):
        return False
    for stream in container.streams:
        entries = stream.index_entries
        if len(entries) and entries[-1].pos + entries[-1].size > size:
            return True
    return False


_SEGMENT = 0x18538067


def _segment_end(path: Path) -> int:
    """Where the first segment of a Matroska file ends by its own word; 0 where it does not say (RFC 8794)."""
    with path.open("rb") as file:
        for _ in range(2):  # the EBML header, then the segment
            name, length = _ebml_number(file, marked=True), _ebml_number(file)
            if name is None or length is None:
                return 0
            if name == _SEGMENT:
                return file.tell() + length
            file.seek(length, os.SEEK_CUR)
    return 0


def _ebml_number(file: BinaryIO, *, marked: bool = False) -> int | None:
    """A number of variable length; marked: with the bits that tell its length, as names are written. None for
    an unknown length or the end of the file.
    """
    head = file.read(1)
    if not head or not head[0]:
        return None
    rest = 8 - head[0].bit_length()
    tail = file.read(rest)
    value = int.from_bytes(head + tail, "big")
    mark = 1 << (7 * (rest + 1))
    if len(tail) < rest or value == 2 * mark - 1:
        return None
    return value if marked else value - mark

"""Opens media files for reading with PyAV, safely: one local file, known formats, no playlists, errors in
words.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import av.error
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Discard, Disposition
from av.video.stream import VideoStream

from studio.core.errors import InputError, StudioError
from studio.core.text import Text
from studio.media.sniff import Sniff, refuse_playlist

# Demuxers that read one self-contained file. Playlists, devices, image sequences and text art are left out on
# purpose.
_FORMATS = (
    "mov,matroska,webm,avi,mpegts,mpeg,mpegvideo,flv,asf,ogg,wav,w64,aiff,flac,mp3,aac,ac3,eac3,dts,amr,caf,au,"
    "tta,ape,wv,gif,mxf,dv,h264,hevc,obu,ivf,m4v,srt,webvtt,ass"
)


@contextmanager
def opened(path: Path) -> Generator[InputContainer]:
    """``open_media`` for a with statement."""
    container = open_media(path)
    try:
        yield container
    finally:
        container.close()


def open_media(path: Path) -> InputContainer:
    """Open ``path`` for reading; the caller closes it.

    Raises InputError: file_missing, file_is_folder, file_empty, not_allowed, playlist_refused, file_truncated
    (a known container without its tables), is_image, not_media.
    """
    found = refuse_playlist(path)
    options = {"format_whitelist": _FORMATS, "protocol_whitelist": "file"}
    try:
        # "file:" keeps a name such as "http:x" or "-y" from being read as anything but a file.
        container = av.open(f"file:{path.absolute()}", container_options=options)
    except (av.error.FFmpegError, ValueError, UnicodeError) as error:
        raise _opening_failed(path, found, error) from error
    if not container.streams:
        container.close()
        raise _opening_failed(path, found, None)
    return container


def _opening_failed(path: Path, found: Sniff, error: Exception | None) -> StudioError:
    detail = str(error or "no streams")
    if isinstance(error, av.error.PermissionError):
        return InputError(
            "not_allowed",
            Text("No permission to read “{path}”.", path=path),
            Text("Change its permissions."),
            detail,
        )
    if found.kind == "container":
        return InputError(
            "file_truncated",
            Text(
                "“{name}” appears to be a {name2} file, but its index is missing or damaged.",
                name=path.name,
                name2=found.name,
            ),
            Text("Check that the copy, recording or download is complete."),
            detail,
        )
    if found.kind == "picture":
        form = found.name.upper()
        return InputError(
            "is_image",
            Text("“{name}” is an image ({form}); it has no frames and no sound.", name=path.name, form=form),
            Text("Choose a video or sound file."),
            detail,
        )
    return InputError(
        "not_media",
        Text("“{name}” is not a video, audio or image file.", name=path.name),
        Text("Choose another file."),
        detail,
    )


def picture_stream(container: InputContainer) -> VideoStream | None:
    """The stream that is the film: the first video stream that is not cover art, and that a decoder exists
    for.
    """
    films = [stream for stream in container.streams.video if not is_cover(stream)]
    return next((stream for stream in films if has_decoder(stream)), None)


def sound_streams(container: InputContainer) -> list[AudioStream]:
    """Audio streams that can be decoded, in file order; one whose sound is all damaged has no rate."""
    return [stream for stream in container.streams.audio if has_decoder(stream) and stream.rate]


def is_cover(stream: VideoStream) -> bool:
    """True for the cover picture of a sound file."""
    return bool(stream.disposition & Disposition.attached_pic)


def has_decoder(stream: VideoStream | AudioStream) -> bool:
    """True when this build of FFmpeg can decode the stream."""
    # PyAV gives a stream of unknown codec no context, though its type stubs promise one.
    return getattr(stream, "codec_context", None) is not None


def origin(container: InputContainer) -> Fraction:
    """Timestamp in seconds that counts as time zero of the file: the earliest start of its sound and picture
    streams.

    Same rule as FFmpeg's ``AVFormatContext.start_time``, but exact where that is rounded to microseconds.
    """
    starts = [
        stream.start_time * stream.time_base
        for stream in (*container.streams.video, *container.streams.audio)
        if stream.start_time is not None and stream.time_base
        if not (isinstance(stream, VideoStream) and is_cover(stream))
    ]
    return min(starts, default=Fraction(0))


def only(container: InputContainer, stream: VideoStream | AudioStream) -> None:
    """Let the demuxer drop the packets of all other streams."""
    for other in container.streams:
        if other.index != stream.index:
            other.discard = Discard.all


def format_of(container: InputContainer, *names: str) -> bool:
    """True when the container's format is one of ``names`` (FFmpeg's short demuxer names)."""
    return not set(names).isdisjoint(container.format.name.split(","))

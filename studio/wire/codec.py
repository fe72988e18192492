"""Length-prefixed msgpack frames over a byte stream: 4 bytes big-endian length,
then the body, at most 64 MiB.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

import msgspec

from studio.core.decoding import UNDECODABLE
from studio.core.errors import StudioError
from studio.core.text import NO_TEXT, Text
from studio.core.text_hooks import text_decoded, text_encoded
from studio.wire.messages import Command, Event

MAX_FRAME = 64 * 1024 * 1024
_LENGTH = struct.Struct(">I")


class StreamBroken(StudioError):
    """The other side sent something that is not a message of this protocol; the
    stream cannot be trusted any more.
    """


_command_decoder: msgspec.msgpack.Decoder[Command] = msgspec.msgpack.Decoder(Command, dec_hook=text_decoded)
_event_decoder: msgspec.msgpack.Decoder[Event] = msgspec.msgpack.Decoder(Event, dec_hook=text_decoded)


def write_message(stream: BinaryIO, message: Command | Event) -> None:
    """Write and flush one message. Raises StreamBroken("frame_too_large") above 64 MiB;
    OSError when the pipe is closed.
    """
    body = msgspec.msgpack.encode(message, enc_hook=text_encoded)
    if len(body) > MAX_FRAME:
        raise StreamBroken(
            "frame_too_large",
            Text("A message of {body} bytes exceeds the stream limit.", body=len(body)),
        )
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read_command(stream: BinaryIO) -> Command | None:
    """Read the next command; None at the end of the stream. Raises StreamBroken."""
    body = _read_frame(stream)
    if body is None:
        return None
    try:
        return _command_decoder.decode(body)
    except UNDECODABLE as error:
        raise StreamBroken(
            "bad_message", Text("The app sent an unknown message to the model process."), NO_TEXT, str(error)
        ) from error


def read_event(stream: BinaryIO) -> Event | None:
    """Read the next event; None at the end of the stream. Raises StreamBroken."""
    body = _read_frame(stream)
    if body is None:
        return None
    try:
        return _event_decoder.decode(body)
    except UNDECODABLE as error:
        raise StreamBroken(
            "bad_message", Text("The model process sent an unknown message."), NO_TEXT, str(error)
        ) from error


def _read_frame(stream: BinaryIO) -> bytes | None:
    head = _read_exactly(stream, _LENGTH.size)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MAX_FRAME:
        raise StreamBroken(
            "frame_too_large",
            Text(
                "A frame of {length} bytes exceeds the limit of {max_frame}.",
                length=length,
                max_frame=MAX_FRAME,
            ),
        )
    body = _read_exactly(stream, length)
    if body is None and length:
        raise StreamBroken("stream_cut", Text("The stream ended in the middle of a message."))
    return body or b""


def _read_exactly(stream: BinaryIO, size: int) -> bytes | None:
    chunks: list[bytes] = []
    missing = size
    while missing:
        chunk = stream.read(missing)
        if not chunk:
            if chunks:
                raise StreamBroken("stream_cut", Text("The stream ended in the middle of a message."))
            return None
        chunks.append(chunk)
        missing -= len(chunk)
    return b"".join(chunks)

"""What was found out about encoded bytes before, so that unchanged ones need not be decoded again.

Every finding is kept under a digest of the very bytes it was measured on. Whoever asks has read those bytes
from the finished file, so a file that holds anything else is measured anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import av
import msgspec
from av.packet import Packet
from av.stream import Stream

from studio.core import files
from studio.core.decoding import UNDECODABLE
from studio.core.errors import StudioError
from studio.core.log import logger

_FILE = "findings.msgpack"
_MOST = 20_000


class Findings:
    """One number per digest, in a file beside the segments that may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        """Read what is known; a missing or damaged file is an empty one."""
        self._path = folder / _FILE
        self._known: dict[str, float] = {}
        self._changed = False
        with suppress(OSError, *UNDECODABLE):
            self._known = msgspec.msgpack.decode(self._path.read_bytes(), type=dict[str, float])

    def get(self, what: str, digest: str) -> float | None:
        """The finding ``what`` about these bytes."""
        return self._known.get(f"{what}:{digest}")

    def measured(self, what: str, digest: str, measure: Callable[[], float]) -> float:
        """The finding ``what`` about these bytes; measured when it is not known."""
        value = self.get(what, digest)
        if value is None:
            value = self._known[f"{what}:{digest}"] = float(measure())
            self._changed = True
        return value

    def save(self) -> None:
        """Write what is new; the oldest findings go when there are too many."""
        if not self._changed:
            return
        newest = dict(list(self._known.items())[-_MOST:])
        try:
            files.write_soon(self._path, msgspec.msgpack.encode(newest))
        except StudioError as error:
            logger("export").warning("findings were not kept: %s", error)
        self._changed = False


class StreamDigest:
    """Digest of a stream's codec header and packets, in their order."""

    def __init__(self, stream: Stream) -> None:
        context: Any = stream.codec_context
        self._hash = hashlib.blake2b(context.extradata or b"", digest_size=16)

    def add(self, packet: Packet[Any]) -> None:
        """The next packet."""
        self._hash.update(packet.size.to_bytes(8, "little"))
        self._hash.update(packet)

    @property
    def text(self) -> str:
        """Hex digest of all so far."""
        return self._hash.hexdigest()


def sound_digest(path: Path) -> str:
    """Digest of the first sound stream of a file; "" when it has none or cannot be read."""
    try:
        with av.open(str(path)) as container:
            stream = container.streams.audio[0]
            digest = StreamDigest(stream)
            for packet in container.demux(stream):
                if packet.size:
                    digest.add(packet)
            return digest.text
    except (av.FFmpegError, OSError, IndexError):
        return ""

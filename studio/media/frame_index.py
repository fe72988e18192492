"""Where every frame of a film lies: the table that makes frame access exact for any container.

A frame's identity is its presentation timestamp (pts), never a count of decoded frames: threaded decoders,
open GOPs, edit lists and damaged packets all make counts lie. The table comes from the container's own index
where that tells everything, else from one pass over the packets (nothing is decoded).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av.error
import msgspec
import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

from studio.core import files
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError
from studio.core.text import Text
from studio.core.ticks import TICKS_PER_SECOND, Ticks, from_pts, from_seconds
from studio.media import container as containers

_VERSION = 4
_SUFFIX = ".frames"
# Every rate that cameras, editors and the web use; a table that fits one of them is constant.
_COMMON_RATES = tuple(
    Fraction(n, d)
    for n, d in (
        (24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (48, 1), (50, 1), (60000, 1001), (60, 1),
        (10, 1), (12, 1), (15, 1), (15000, 1001), (20, 1), (100, 1), (120000, 1001), (120, 1), (240, 1),
    )
)  # fmt: skip
_LATE_START = from_seconds(Fraction(1, 100))


@dataclass(frozen=True, eq=False)
class FrameIndex:
    """Frames of one video stream in display order.

    stamps: (n,) int64, pts in units of ``time_base`` seconds, strictly ascending. starts: (n,) int64, first
    tick of each frame in the file's own time (0 = the file's earliest sound or picture). keys: (k,) int64,
    indices of the frames at which decoding can start, ascending, never empty. key_stamps: (k,) int64, the
    timestamp to hand to the demuxer's seek for each. rate: frames per second, the mean where ``variable``.
    end: first tick after the last frame.
    """

    time_base: Fraction
    stamps: NDArray[np.int64]
    starts: NDArray[np.int64]
    keys: NDArray[np.int64]
    key_stamps: NDArray[np.int64]
    rate: Fraction
    variable: bool
    end: Ticks

    def __len__(self) -> int:
        return len(self.stamps)

    def at(self, when: Ticks) -> int:
        """Index of the frame on screen at ``when``; the first or last one outside the film."""
        position = int(np.searchsorted(self.starts, when + self._slack, side="right")) - 1
        return min(max(position, 0), len(self) - 1)

    def start(self, index: int) -> Ticks:
        """First tick of frame ``index``."""
        return int(self.starts[index])

    def until(self, index: int) -> Ticks:
        """First tick after frame ``index``."""
        return int(self.starts[index + 1]) if index + 1 < len(self) else self.end

    def position_of(self, stamp: int) -> int:
        """Index of the frame with this pts, or -1."""
        position = int(np.searchsorted(self.stamps, stamp))
        return position if position < len(self) and int(self.stamps[position]) == stamp else -1

    def key_before(self, index: int) -> int:
        """Position in ``keys`` of the last frame at or before ``index`` at which decoding can start; 0 if
        there is none.
        """
        return max(int(np.searchsorted(self.keys, index, side="right")) - 1, 0)

    @property
    def _slack(self) -> Ticks:
        # Constant rates: the rounding of one tick. Variable ones: the container's own rounding, up to a
        # millisecond.
        return min(from_pts(1, self.time_base), TICKS_PER_SECOND // 1000) if self.variable else 1

    def save(self, path: Path) -> None:
        """Write the table to ``path``, durably."""
        stored = _Stored(
            version=_VERSION,
            time_base=str(self.time_base),
            rate=str(self.rate),
            variable=self.variable,
            end=self.end,
            stamps=self.stamps.astype("<i8").tobytes(),
            starts=self.starts.astype("<i8").tobytes(),
            keys=self.keys.astype("<i8").tobytes(),
            key_stamps=self.key_stamps.astype("<i8").tobytes(),
        )
        files.write_bytes(path, msgspec.msgpack.encode(stored))

    @staticmethod
    def load(path: Path) -> FrameIndex | None:
        """Read a saved table; None when it is absent, damaged or of another version (build it again then)."""
        try:
            stored = msgspec.msgpack.decode(path.read_bytes(), type=_Stored)
            if stored.version != _VERSION:
                return None
            stamps, starts, keys, key_stamps = (
                np.frombuffer(data, "<i8")
                for data in (stored.stamps, stored.starts, stored.keys, stored.key_stamps)
            )
            base, rate = Fraction(stored.time_base), Fraction(stored.rate)
        except (OSError, *UNDECODABLE):
            return None
        if not len(stamps) or len(stamps) != len(starts) or not len(keys) or len(keys) != len(key_stamps):
            return None
        if base <= 0 or rate <= 0 or keys[0] < 0 or keys[-1] >= len(stamps):
            return None
        if any((np.diff(ascending) <= 0).any() for ascending in (stamps, starts, keys)):
            return None
        return FrameIndex(base, stamps, starts, keys, key_stamps, rate, stored.variable, stored.end)


class _Stored(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    time_base: str
    rate: str
    variable: bool
    end: int
    stamps: bytes
    starts: bytes
    keys: bytes
    key_stamps: bytes


def build(path: Path) -> FrameIndex:
    """Index the film in ``path``.

    Raises InputError as ``open_media`` does, and "no_picture" when there is no film in it.
    """
    with containers.opened(path) as container:
        stream = containers.picture_stream(container)
        if stream is None:
            raise InputError(
                "no_picture",
                Text("“{name}” has no video track.", name=path.name),
                Text("Check that it is not an audio file."),
            )
        return index_stream(container, stream, path)


def cached(path: Path, folder: Path, key: str) -> FrameIndex:
    """The index of ``path`` from ``folder/<key>.frames``, built and kept there when it is not.

    key: content key of the file.
    """
    place = index_path(folder, key)
    found = FrameIndex.load(place)
    if found is None:
        found = build(path)
        found.save(place)
    return found


def index_path(folder: Path, key: str) -> Path:
    """File in which the index of the content ``key`` is kept."""
    return folder / f"{key}{_SUFFIX}"


def index_stream(container: InputContainer, stream: VideoStream, path: Path) -> FrameIndex:
    """Index ``stream`` of an open container; reads it to the end where packets must be walked."""
    packets = _from_entries(container, stream, path) or _from_packets(container, stream)
    if packets is None:
        packets = _from_frames(path)
    if not packets:
        raise InputError(
            "no_frames",
            Text("“{name}” has a video track without any frames.", name=path.name),
            Text("Check that the copy, recording or download is complete."),
        )
    return _table(container, stream, packets)


@dataclass(frozen=True)
class _Frame:
    """One coded frame. seek: timestamp that makes the demuxer land on it, for a key frame."""

    stamp: int
    seek: int
    key: bool
    length: int = 0


def _from_entries(container: InputContainer, stream: VideoStream, path: Path) -> list[_Frame] | None:
    """Frames from the container's index, or None where it does not say everything.

    Entries hold decode times, which are display times only without re-ordering. Matroska's index is a sparse
    list of cues.
    """
    if not containers.format_of(container, "mov", "avi") or stream.codec_context.has_b_frames:
        return None
    entries = stream.index_entries
    if stream.frames and len(entries) < stream.frames:
        return None
    size = path.stat().st_size
    frames = [
        _Frame(entry.timestamp, entry.timestamp, entry.is_keyframe)
        for entry in entries
        if not entry.is_discard and entry.size > 0 and entry.pos + entry.size <= size
    ]
    # A decoder may find out about re-ordering late (has_b_frames grows); the first packet tells whether pts =
    # dts.
    if not frames or not frames[0].key or not _shown_as_decoded(container, stream, frames[0].stamp):
        return None
    return frames


def _shown_as_decoded(container: InputContainer, stream: VideoStream, first: int) -> bool:
    for packet in container.demux(stream):
        return packet.pts == packet.dts == first
    return False


def _from_packets(container: InputContainer, stream: VideoStream) -> list[_Frame] | None:
    """Frames from one pass over the packets; None where packets carry no display times."""
    # MP4's seek takes display times too: with decode times it lands one key frame early (mov_seek_stream).
    by_display = containers.format_of(container, "matroska", "mov")
    hidden = stream.codec_context.name == "vp8"
    frames: list[_Frame] = []
    containers.only(container, stream)
    _rewind(container, stream)
    for packet in _walk(container, stream):
        if packet.size == 0 or packet.is_discard:
            continue
        if hidden and not memoryview(packet)[0] & 0x10:
            continue  # VP8's alternative reference frames are never shown (RFC 6386, 9.1: show_frame)
        stamp = packet.pts
        if stamp is None:
            if stream.codec_context.has_b_frames or packet.dts is None:
                return None
            stamp = packet.dts
        decode = packet.dts if packet.dts is not None else stamp
        frames.append(
            _Frame(
                stamp, stamp if by_display else min(decode, stamp), packet.is_keyframe, packet.duration or 0
            )
        )
    return frames


def _walk(container: InputContainer, stream: VideoStream) -> Iterable[av.Packet[VideoStream]]:
    """Packets up to the end or to the first damage that the demuxer cannot step over."""
    try:
        yield from container.demux(stream)
    except av.error.FFmpegError:
        return


def _rewind(container: InputContainer, stream: VideoStream) -> None:
    entries = stream.start_time or 0
    try:
        container.seek(min(entries, 0), stream=stream, backward=True)
    except av.error.FFmpegError:
        return  # raw streams cannot seek; nothing but stream headers has been read from them


def _from_frames(path: Path) -> list[_Frame]:
    """Frames by decoding everything, for old containers without display times.

    Only the start is a safe place to seek to.
    """
    frames: list[_Frame] = []
    with containers.opened(path) as container:
        stream = containers.picture_stream(container)
        assert stream is not None, "the caller found it"
        stream.thread_type = "FRAME"
        for packet in _walk(container, stream):
            try:
                decoded = packet.decode()
            except av.error.InvalidDataError:
                continue
            for frame in decoded:
                stamp = frame.pts if frame.pts is not None else frame.dts
                if stamp is not None:
                    frames.append(_Frame(stamp, stamp, not frames, frame.duration or 0))
    return frames


def _table(container: InputContainer, stream: VideoStream, frames: list[_Frame]) -> FrameIndex:
    stamps, chosen = np.unique(np.array([frame.stamp for frame in frames], np.int64), return_index=True)
    ordered = [frames[position] for position in chosen]
    keys = np.array([n for n, frame in enumerate(ordered) if frame.key] or [0], np.int64)
    key_stamps = np.array([ordered[n].seek for n in keys], np.int64)
    base = stream.time_base
    assert base is not None, "every demuxed stream has a time base"
    rate, variable = find_rate(stamps, base, (stream.guessed_rate, stream.average_rate, stream.base_rate))
    # AVI has no display times: its first frame "starts" late by the decoder's delay only.
    zero = int(stamps[0]) * base if containers.format_of(container, "avi") else containers.origin(container)
    first = from_seconds(int(stamps[0]) * base - zero)
    if 0 < first < _LATE_START:
        first = 0  # a few milliseconds of rounding or audio priming (WebM), not an intended gap
    last = ordered[-1].length * base if variable and ordered[-1].length > 0 else 1 / rate
    if variable:
        starts = _scaled(stamps - stamps[0], base) + first
    else:
        starts = _scaled(np.arange(len(stamps), dtype=np.int64), 1 / rate) + first
    return FrameIndex(
        base, stamps, starts, keys, key_stamps, rate, variable, int(starts[-1]) + from_seconds(last)
    )


def _scaled(counts: NDArray[np.int64], seconds: Fraction) -> NDArray[np.int64]:
    """``counts * seconds`` in ticks, rounded to the nearest, without overflow."""
    unit = seconds * TICKS_PER_SECOND
    if unit.denominator == 1:
        return counts * int(unit)
    if len(counts) and int(counts[-1]) * unit.numerator * 2 < 2**62:
        return (2 * counts * unit.numerator + unit.denominator) // (2 * unit.denominator)
    return np.array([round(int(count) * unit) for count in counts], np.int64)


def find_rate(
    stamps: NDArray[np.int64], base: Fraction, hints: Iterable[Fraction | None] = ()
) -> tuple[Fraction, bool]:
    """(frames per second, variable?) of ascending pts in units of ``base`` seconds.

    A rate is constant when every pts lies within the rounding of its container of an even grid.
    """
    known = list(dict.fromkeys(hint for hint in hints if hint))
    if len(stamps) < 2:
        return (known[0] if known else Fraction(25)), False
    mean = Fraction(len(stamps) - 1) / (int(stamps[-1] - stamps[0]) * base)
    # A few frames in milliseconds fit several rates: the container's word comes first, if it is a usual one.
    told = [rate for rate in known if rate in _COMMON_RATES]
    usual = sorted(_COMMON_RATES, key=lambda rate: abs(rate - mean))
    for rate in (*told, *usual, *known):
        if abs(rate / mean - 1) < Fraction(1, 20) and _fits(stamps, 1 / (rate * base)):
            return rate, False
    even = int(stamps[1] - stamps[0])
    if _fits(stamps, Fraction(even)):
        return 1 / (even * base), False
    return mean.limit_denominator(100_000), True


def _fits(stamps: NDArray[np.int64], step: Fraction) -> bool:
    """True when the pts stand ``step`` units apart, up to one unit of rounding where a unit is small against
    the step.
    """
    ideal = np.arange(len(stamps)) * float(step) + float(stamps[0])
    allowed = 1.001 if step >= 8 else 0.01
    return bool(np.abs(stamps - ideal).max() <= allowed)

"""Exact frames of a film: any frame by number or time, or a run of them at the speed of the decoder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, cast

import av.error
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from studio.core.errors import InputError
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.media import container as containers
from studio.media import frame_index
from studio.media.frame_index import FrameIndex
from studio.media.orientation import Orientation, display_size, orientation_of

Frame = NDArray[np.uint8]
Threads = Literal["slice", "frame"]
_BUFFERS = 4
_LARGEST_STEP = 8


class FrameReader:
    """Reads display-oriented RGB frames: rotation and pixel aspect applied, odd sizes kept.

    Belongs to one thread at a time. threads: "slice" answers single frames soonest, "frame" plays fastest.
    height: lines of the frames, None = the film's own; smaller ones are scaled quickly, for previews. index:
    the film's index where the caller has it. Arrays may be handed out twice: do not write into them. Raises
    InputError as ``open_media`` does, "no_picture" without a film, "no_frames" when nothing of it can be
    decoded.
    """

    def __init__(
        self,
        path: Path,
        *,
        threads: str = "slice",
        index: FrameIndex | None = None,
        height: int | None = None,
    ) -> None:
        self.path = Path(path)
        self.index = index or frame_index.build(self.path)
        self._decoder = _Decoder(self.path, self.index, "FRAME" if threads == "frame" else "SLICE")
        self._reformatter = VideoReformatter()
        self._shrinker = VideoReformatter()
        self._buffers = _Buffers()
        self._height = height
        self._orientation: Orientation | None = None
        self._shown: tuple[int, Frame] | None = None
        self._missing: set[int] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.index)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the frames in px."""
        shape = (self._shown[1] if self._shown else self.frame(0)).shape
        return shape[1], shape[0]

    def close(self) -> None:
        """Close the file. The reader is not usable afterwards."""
        self._decoder.close()
        self._shown = None

    def frame(self, index: int) -> Frame:
        """Frame ``index`` (0-based, display order): (height, width, 3) uint8 RGB.

        A frame that is damaged beyond decoding shows the nearest one before it. Raises
        InputError("no_such_frame").
        """
        if not 0 <= index < len(self.index):
            raise InputError(
                "no_such_frame",
                Text("Frame {index} does not exist.", index=index),
                Text(
                    "Choose a frame from 0 to {index} of “{name}”.",
                    name=self.path.name,
                    index=len(self.index) - 1,
                ),
            )
        if self._shown and self._shown[0] == index:
            return self._shown[1]
        picture = self._rgb(self._find(index))
        self._shown = (index, picture)
        return picture

    def frame_at(self, when: Ticks) -> Frame:
        """The frame on screen at ``when`` in the file's own time; the first or last one outside the film."""
        return self.frame(self.index.at(when))

    def frames(self, first: int = 0, stop: int | None = None) -> Iterator[Frame]:
        """Frames ``first`` up to, not including, ``stop`` (None = the end), in order, one for each index."""
        stop = len(self.index) if stop is None else min(stop, len(self.index))
        position = first
        while position < stop:
            picture = self.frame(position)
            yield picture
            position += 1
            for found, decoded in self._decoder.ahead(position - 1):
                # Damaged frames leave holes: the picture before stays on screen.
                while position < min(found, stop):
                    yield picture
                    position += 1
                if position >= stop:
                    self._decoder.hold(found, decoded)
                    return
                picture = self._rgb(decoded)
                self._shown = (position, picture)
                yield picture
                position += 1
                if position >= stop:
                    return

    def _find(self, index: int) -> VideoFrame:
        """Decode frame ``index``, or the nearest one before it that can be decoded."""
        decoder = self._decoder
        if decoder.reaches(index):
            found = self._forward(index)
            if found is not None and (found[0] == index or index in self._missing):
                return found[1]
        best: tuple[int, VideoFrame] | None = None
        for key in self._starts(index):
            if key < 0:
                decoder.restart()
            else:
                decoder.seek(key)
            found = self._forward(index)
            if found is not None and (best is None or best[0] > index or found[0] <= index):
                best = found
            if best is not None and (best[0] == index or index in self._missing):
                return best[1]
        if best is None:
            raise InputError(
                "no_frames",
                Text("No frame of “{name}” could be decoded.", name=self.path.name),
                Text("Try another copy; the file may be damaged."),
            )
        self._missing.add(index)
        return best[1]

    def _starts(self, index: int) -> Iterator[int]:
        """Key frames to start from, one after the other; -1 stands for the very beginning of the file.

        The first one does, unless the container's seek lands late or the key frame is damaged.
        """
        key = self.index.key_before(index)
        yield key
        step = 1
        while key > 0 and step <= _LARGEST_STEP:
            key = max(key - step, 0)
            step *= 2
            yield key
        if key == 0:
            yield -1

    def _forward(self, index: int) -> tuple[int, VideoFrame] | None:
        """Decode on to ``index``; where that frame does not come, the last one before it, else the first one
        after it.
        """
        best: tuple[int, VideoFrame] | None = None
        for found, decoded in self._decoder.run():
            if found <= index or best is None:
                best = (found, decoded)
            if found >= index:
                if found > index:
                    self._decoder.hold(found, decoded)
                break
        return best

    def _rgb(self, decoded: VideoFrame) -> Frame:
        if self._orientation is None:
            self._orientation = orientation_of(decoded)
        turn = self._orientation
        width, height = display_size(decoded.width, decoded.height, self._decoder.aspect, turn)
        scaled = self._height is not None and self._height != height
        if scaled and self._height is not None:
            width, height = max(1, round(width * self._height / height)), self._height
        columns, rows = (height, width) if turn.sideways else (width, height)
        if (columns, rows) == (decoded.width, decoded.height):
            return turn.apply(self._buffers.copy(self._reformatter.reformat(decoded, format="rgb24")))
        if scaled:
            # First smaller, then RGB: a third less work than both at once, and averaging does not shimmer.
            smaller = self._shrinker.reformat(decoded, columns, rows, interpolation=Interpolation.AREA)
            small = self._reformatter.reformat(smaller, format="rgb24")
        else:
            small = self._reformatter.reformat(
                decoded, columns, rows, "rgb24", interpolation=Interpolation.BICUBIC
            )
        return turn.apply(self._buffers.copy(small))


class _Buffers:
    """Arrays for frames, used again once nobody else holds them.

    Fresh memory costs a page fault per 4 KiB, a fifth of all the time spent on a 1080p frame.
    """

    def __init__(self) -> None:
        self._arrays: list[Frame] = []

    def copy(self, picture: VideoFrame) -> Frame:
        """An rgb24 frame as (height, width, 3) array."""
        plane = picture.planes[0]
        # The type stubs do not say that a plane is a buffer.
        rows = np.frombuffer(cast(bytes, plane), np.uint8).reshape(picture.height, plane.line_size)
        array = self._take((picture.height, picture.width, 3))
        np.copyto(array.reshape(picture.height, -1), rows[:, : picture.width * 3])
        return array

    def _take(self, shape: tuple[int, int, int]) -> Frame:
        idle = _references([np.empty(0, np.uint8)], 0)
        for position in range(len(self._arrays)):  # enumerate would hold a reference of its own
            if self._arrays[position].shape == shape and _references(self._arrays, position) == idle:
                found = self._arrays[position]
                found.setflags(write=True)  # a frame cache may have locked it
                return found
        fresh = np.empty(shape, np.uint8)
        self._arrays = [*self._arrays, fresh][-_BUFFERS:]
        return fresh


def _references(arrays: list[Frame], position: int) -> int:
    return sys.getrefcount(arrays[position])


class _Decoder:
    """Decodes one video stream and says of each frame which one it is."""

    def __init__(self, path: Path, index: FrameIndex, threading: Literal["FRAME", "SLICE"]) -> None:
        self._path = path
        self._index = index
        self._threading: Literal["FRAME", "SLICE"] = threading
        self._held: tuple[int, VideoFrame] | None = None
        self._open()

    def _open(self) -> None:
        self._container = containers.open_media(self._path)
        stream = containers.picture_stream(self._container)
        if stream is None:
            self._container.close()
            raise InputError(
                "no_picture",
                Text("“{name}” has no video track.", name=self._path.name),
                Text("Check that it is not an audio file."),
            )
        self._stream: VideoStream = stream
        stream.thread_type = self._threading
        containers.only(self._container, stream)
        self.aspect = stream.sample_aspect_ratio
        self._last = -1
        self._frames: Iterator[tuple[int, VideoFrame]] | None = self._decode()

    def close(self) -> None:
        self._held = None
        self._frames = None
        self._container.close()

    def restart(self) -> None:
        """Begin again at the first packet, by opening the file anew (for streams that cannot seek)."""
        self.close()
        self._open()

    def reaches(self, index: int) -> bool:
        """True when decoding on is the quickest exact way to frame ``index``."""
        if self._frames is None or index <= self._last:
            return self._held is not None and self._held[0] == index
        return self._index.keys[self._index.key_before(index)] <= self._last + 1

    def seek(self, key: int) -> None:
        """Go to key frame number ``key`` of the index."""
        self._held = None
        try:
            self._container.seek(int(self._index.key_stamps[key]), stream=self._stream, backward=True)
        except av.error.FFmpegError:
            self.restart()
            return
        self._last = -1
        self._frames = self._decode()

    def hold(self, index: int, frame: VideoFrame) -> None:
        """Give a frame back that was read too far; it comes again first."""
        self._held = (index, frame)

    def ahead(self, after: int) -> Iterator[tuple[int, VideoFrame]]:
        """Frames that follow frame ``after`` without a seek; nothing when the decoder stands elsewhere."""
        if self._last == after or (self._held is not None and self._held[0] > after):
            yield from self.run()

    def run(self) -> Iterator[tuple[int, VideoFrame]]:
        """Go on decoding: (index, frame), ascending."""
        if self._held is not None:
            held, self._held = self._held, None
            yield held
        while self._frames is not None:
            found = next(self._frames, None)
            if found is None:
                self._frames = None
                return
            self._last = found[0]
            yield found

    def _decode(self) -> Iterator[tuple[int, VideoFrame]]:
        stamps = self._index.stamps
        following = -2
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
                if packet is None:
                    return
                decoded = packet.decode()
            except av.error.EOFError:
                return
            except av.error.FFmpegError:
                continue  # a damaged packet: its frames are missing, the next ones may be whole
            for frame in decoded:
                stamp = frame.pts if frame.pts is not None else frame.dts
                if stamp is None:
                    continue
                if not (0 <= following < len(stamps) and stamps[following] == stamp):
                    following = self._index.position_of(stamp)
                    if following < 0:
                        continue
                yield following, frame
                following += 1

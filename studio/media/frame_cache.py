"""Decoded frames in memory, shared by everybody who draws. Seeking never empties it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

import numpy as np
from numpy.typing import NDArray

Frame = NDArray[np.uint8]


class FrameCache:
    """Least recently used frames go first once ``max_bytes`` are passed. Safe to use from several threads.

    Keys name content, such as (source hash, pts, scale, effect-stack hash), so undo, split and move find
    their frames again. Frames are shared: ``put`` makes them read-only.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._frames: OrderedDict[Hashable, Frame] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._frames)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._frames

    @property
    def bytes(self) -> int:
        """Memory in use by frames."""
        return self._bytes

    def get(self, key: Hashable) -> Frame | None:
        """The frame, which now counts as used last, or None."""
        with self._lock:
            frame = self._frames.get(key)
            if frame is not None:
                self._frames.move_to_end(key)
            return frame

    def put(self, key: Hashable, frame: Frame) -> None:
        """Keep ``frame`` under ``key``. A frame larger than the whole budget is not kept."""
        frame.setflags(write=False)
        with self._lock:
            self._drop(key)
            if frame.nbytes > self._max_bytes:
                return
            self._frames[key] = frame
            self._bytes += frame.nbytes
            self._shrink()

    def resize(self, max_bytes: int) -> None:
        """Change the budget."""
        with self._lock:
            self._max_bytes = max_bytes
            self._shrink()

    def discard(self, unwanted: Callable[[Hashable], bool]) -> None:
        """Forget the frames whose key is ``unwanted``, such as those of a source that changed on disk."""
        with self._lock:
            for key in [key for key in self._frames if unwanted(key)]:
                self._drop(key)

    def _drop(self, key: Hashable) -> None:
        frame = self._frames.pop(key, None)
        if frame is not None:
            self._bytes -= frame.nbytes

    def _shrink(self) -> None:
        while self._bytes > self._max_bytes:
            _, frame = self._frames.popitem(last=False)
            self._bytes -= frame.nbytes

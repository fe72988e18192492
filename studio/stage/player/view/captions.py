"""Captions over the playing picture, drawn by libass as the export draws them, ahead of time and away
from the window.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtGui import QImage

from studio.core.errors import StudioError
from studio.core.log import logger
from studio.core.ticks import Ticks
from studio.project.model import Cue, Style
from studio.render.timeline import Timeline, TimelineCaptions
from studio.state.background import Tasks

_KEPT = 128
_AT_ONCE = 2
_OVERLAPPING = 8


class Overlay(NamedTuple):
    """A cut-out to lay over a frame of ``size`` px at (x, y)."""

    picture: QImage
    x: int
    y: int
    size: tuple[int, int]


_Key = tuple[tuple[str, ...], Style, tuple[int, int]]


class CaptionOverlays:
    """Pictures of cues by (texts, style, frame size). ``arrived`` is called when a new one is there."""

    def __init__(self, tasks: Tasks, arrived: Callable[[], None]) -> None:
        self._tasks = tasks
        self._arrived = arrived
        self._ready: OrderedDict[_Key, Overlay | None] = OrderedDict()
        self._asked: set[_Key] = set()

    def at(self, timeline: Timeline, when: Ticks, size: tuple[int, int]) -> list[Overlay]:
        """What is ready of the captions seen at ``when``; what is not is drawn now, and the cue after
        it too.
        """
        found: list[Overlay] = []
        for captions in timeline.captions:
            if captions.track.hidden:
                continue
            cues = _cues_at(captions, when)
            overlay = self._overlay(cues, captions.style, size) if cues else None
            if overlay is not None:
                found.append(overlay)
            following = _next_start(captions, when)
            if following is not None:
                self._overlay(_cues_at(captions, following), captions.style, size)
        return found

    def _overlay(self, cues: list[Cue], style: Style, size: tuple[int, int]) -> Overlay | None:
        key = (tuple(cue.text for cue in cues), style, size)
        if key in self._ready:
            self._ready.move_to_end(key)
            return self._ready[key]
        if key not in self._asked and len(self._asked) < _AT_ONCE:
            self._asked.add(key)

            def failed(error: StudioError) -> None:
                logger("ui").warning("a caption cannot be drawn: %s %s", error.message, error.detail)
                self._keep(key, None)

            self._tasks.run(
                lambda: _draw(cues, style, size), lambda overlay: self._keep(key, overlay), failed
            )
        return self._ready.get(key)

    def _keep(self, key: _Key, overlay: Overlay | None) -> None:
        self._asked.discard(key)
        self._ready[key] = overlay
        while len(self._ready) > _KEPT:
            self._ready.popitem(last=False)
        self._arrived()


def _draw(cues: Iterable[Cue], style: Style, size: tuple[int, int]) -> Overlay | None:
    import numpy as np

    from studio.render.text.captions import caption_picture
    from studio.stage.player.view.render import to_qimage

    picture = caption_picture(*size, list(cues), style)
    rows, columns = np.flatnonzero(picture[..., 3].any(axis=1)), np.flatnonzero(picture[..., 3].any(axis=0))
    if not len(rows):
        return None
    top, left = int(rows[0]), int(columns[0])
    cut = picture[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
    return Overlay(to_qimage(cut), left, top, size)


def _cues_at(captions: TimelineCaptions, when: Ticks) -> list[Cue]:
    # Cues are sorted by start; more than a few at once never overlap.
    last = bisect_right(captions.cues, when, key=_start)
    return [
        cue
        for cue in captions.cues[max(0, last - _OVERLAPPING) : last]
        if when < cue.end and cue.text.strip()
    ]


def _next_start(captions: TimelineCaptions, when: Ticks) -> Ticks | None:
    last = bisect_right(captions.cues, when, key=_start)
    return captions.cues[last].start if last < len(captions.cues) else None


def _start(cue: Cue) -> Ticks:
    return cue.start

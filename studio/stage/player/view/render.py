"""The render thread: owns the compositors, answers the newest request, never queues."""

from __future__ import annotations

from pathlib import Path
from threading import Condition
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from studio.core import temporary
from studio.core.errors import StudioError
from studio.core.log import logger
from studio.kit.i18n import said, translate
from studio.kit.threads import WindowThread
from studio.media.films import Films
from studio.media.frame_cache import FrameCache
from studio.render.timeline import Timeline, only
from studio.stage.player.view.tolerant import card, tolerant_snapshot

if TYPE_CHECKING:
    from studio.project.handle import Project
    from studio.project.model import Clip
    from studio.render.compositor import Compositor

Size = tuple[int, int]


class RenderThread(WindowThread):
    """Renders frames of one sequence. Its methods are for the window's thread and return at once.

    Signals (queued to the window): ``frame_ready`` (picture, frame index, whether a light copy of a film is
    seen in it); ``timeline_ready`` (Timeline, or None when there is nothing to show) after the project was
    edited.
    """

    frame_ready = Signal(QImage, int, bool)
    timeline_ready = Signal(object)

    def __init__(self, cache: FrameCache, films: Films, parent: QObject | None = None) -> None:
        super().__init__("render", self._end_soon, parent)
        self._cache = cache
        self._films = films
        self._changed = Condition()
        self._source: tuple[Project, str] | None = None
        self._stale = False
        self._wanted: tuple[int, Size, bool, bool, Clip | None] | None = None
        self._stopping = False
        self._timeline: Timeline | None = None
        self._compositors: dict[bool, Compositor] = {}

    def set_source(self, project: Project | None, sequence_id: str) -> None:
        """Show another sequence."""
        with self._changed:
            self._source = (project, sequence_id) if project is not None and sequence_id else None
            self._stale = True
            self._wanted = None
            self._changed.notify()

    def invalidate(self) -> None:
        """The sequence was edited: take it over before the next frame."""
        with self._changed:
            self._stale = True
            self._changed.notify()

    def request(
        self,
        index: int,
        size: Size,
        *,
        running: bool = False,
        draft: bool = False,
        alone: Clip | None = None,
    ) -> None:
        """Render frame ``index`` at ``size``; an older request that has not begun is forgotten.

        running: one of many that follow each other (decodes ahead). draft: soon rather than fine. alone: show
        nothing but this clip, a version of one of the sequence.
        """
        with self._changed:
            self._wanted = (index, size, running, draft, alone)
            self._changed.notify()

    def _end_soon(self) -> None:
        with self._changed:
            self._stopping = True
            self._changed.notify()

    # ---- on the thread

    def run(self) -> None:
        """Wait for something to do and do the newest."""
        with temporary.folder("cards") as folder:
            try:
                while self._next(folder):
                    pass
            finally:
                self._drop_compositors()

    def _next(self, cards: Path) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or self._stale or self._wanted is not None)
            if self._stopping:
                return False
            stale, source = self._stale, self._source
            wanted = None if stale else self._wanted
            self._stale = False
            if not stale:
                self._wanted = None
        if stale:
            self._take_over(source, cards)
        elif wanted is not None:
            index, size, running, draft, alone = wanted
            picture = self._picture(index, size, running, draft, alone)
            made_by = self._compositors.get(running)
            self.frame_ready.emit(picture, index, made_by is not None and made_by.drafted)
        return True

    def _take_over(self, source: tuple[Project, str] | None, cards: Path) -> None:
        before = self._timeline
        self._timeline = None
        if source is not None:
            try:
                self._timeline = tolerant_snapshot(*source, cards)
            except StudioError as error:
                logger("ui").warning("the sequence cannot be shown: %s", error.message)
        if self._timeline is None or (before and before.sequence.id != self._timeline.sequence.id):
            self._drop_compositors()
        for compositor in self._compositors.values():
            if self._timeline is not None:
                compositor.set_timeline(self._timeline)
        self.timeline_ready.emit(self._timeline)

    def _picture(self, index: int, size: Size, running: bool, draft: bool, alone: Clip | None) -> QImage:
        timeline = self._timeline
        if timeline is None:
            return QImage()
        try:
            compositor = self._compositor(timeline, running)
            compositor.size = size
            compositor.draft = draft
            compositor.set_timeline(timeline if alone is None else only(timeline, alone))
            return to_qimage(compositor.frame(index))
        except StudioError as error:
            return card(size, said(error.message), said(error.hint))
        except OSError as error:
            return card(size, translate("Player", "This frame cannot be read"), str(error))

    def _compositor(self, timeline: Timeline, running: bool) -> Compositor:
        if running not in self._compositors:
            from studio.render.compositor import Compositor

            threads = "frame" if running else "slice"
            self._compositors[running] = Compositor(
                timeline, cache=self._cache, threads=threads, films=self._films
            )
        return self._compositors[running]

    def _drop_compositors(self) -> None:
        for compositor in self._compositors.values():
            compositor.close()
        self._compositors.clear()


def to_qimage(frame: NDArray[np.uint8]) -> QImage:
    """A picture of its own from (h, w, 3) RGB or (h, w, 4) RGBA, in the format that paints fastest."""
    height, width, channels = frame.shape
    packed = np.ascontiguousarray(frame)
    if channels == 4:
        form, target = QImage.Format.Format_RGBA8888, QImage.Format.Format_ARGB32_Premultiplied
    else:
        form, target = QImage.Format.Format_RGB888, QImage.Format.Format_RGB32
    return QImage(packed.data, width, height, packed.strides[0], form).convertToFormat(target)

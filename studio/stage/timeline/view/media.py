"""Waveforms, posters and filmstrips of what lies on the timeline: made away from the window and kept; one
waveform at a time.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from studio.core import ticks
from studio.core.errors import Cancelled, StudioError
from studio.core.ticks import Ticks
from studio.kit.widgets.thumbs import ThumbLoader
from studio.project.model import Asset, Clip
from studio.state.app_state import AppState

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from studio.media.peaks import Peaks
    from studio.project.pace import Pace

_KEPT = 64
_RAMP_COLUMNS = 16
_STRIP_BYTES = 192 << 20  # one takes up to 4 MB
_LEAST_COLUMNS, _MOST_COLUMNS = 12, 120
_SECONDS_PER_COLUMN = 2
_LOOK_AGAIN_S = 2.0


class Strip(NamedTuple):
    """Frames of a film side by side; frame k shows the middle of the k-th part of its ``duration``."""

    picture: QPixmap
    columns: int
    duration: Ticks

    def column(self, when: Ticks) -> int:
        """The frame nearest to a time of the film."""
        return min(self.columns - 1, max(0, when * self.columns // self.duration))


class TimelineMedia(QObject):
    """``peaks`` and ``poster`` answer at once with what is there; ``ready`` tells when more has come."""

    ready = Signal()

    def __init__(self, app: AppState, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._peaks: OrderedDict[str, Peaks | None] = OrderedDict()
        self._missing: dict[str, tuple[float, bool]] = {}
        self._wanted: list[str] = []
        self._busy = ""
        self._thumbs = ThumbLoader(192, self)
        self._strips = ThumbLoader(None, self, keep_bytes=_STRIP_BYTES)
        self._ended = Event()
        app.sources.field_changed.connect(self._on_sources)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)
        for loader in (self._thumbs, self._strips):
            loader.ready.connect(lambda _key: self.ready.emit())

    @Slot()
    def stop(self) -> None:
        """Let go of files and threads; a filmstrip that is not whole is given up. Safe to call twice."""
        self._ended.set()
        self._app.sources.field_changed.disconnect(self._on_sources, missing_ok=True)
        self._thumbs.stop()
        self._strips.stop()
        self.forget()

    def forget(self) -> None:
        """Another project: close its waveforms."""
        for peaks in self._peaks.values():
            if peaks is not None:
                peaks.close()
        self._peaks.clear()
        self._missing.clear()
        self._wanted.clear()

    def peaks(self, asset: Asset) -> Peaks | None:
        """The waveform of an asset, if it is there; None too where it has no sound."""
        if not asset.facts.has_audio:
            return None
        key = self._app.sources.version(asset)
        if key in self._peaks:
            self._peaks.move_to_end(key)
            return self._peaks[key]
        if asset.id not in self._wanted and asset.id != self._busy:
            self._wanted.append(asset.id)
            self._next()
        return None

    def _on_sources(self, _name: str, _value: object) -> None:
        self._missing.clear()
        self.ready.emit()

    def missing(self, asset: Asset) -> bool:
        """Its file is not where it was; looked up at most every two seconds."""
        now = time.monotonic()
        known = self._missing.get(asset.id)
        if known is None or now >= known[0]:
            known = now + _LOOK_AGAIN_S, self._gone(asset)
            self._missing[asset.id] = known
        return known[1]

    def _gone(self, asset: Asset) -> bool:
        project = self._app.project
        if project is None:
            return False
        try:
            project.path_of(asset)
        except StudioError:
            return True
        return False

    def poster(self, asset: Asset) -> QPixmap | None:
        """A small picture of a film or still, if it is there."""
        project = self._app.project
        if project is None or asset.media not in ("video", "image"):
            return None
        still = asset.media == "image"
        try:
            path, folder = project.path_of(asset), project.cache / "thumbs"
        except StudioError:  # the file, or the whole project, is no longer where it was
            return None
        return self._thumbs.get(self._app.sources.version(asset), _poster_maker(path, folder, still=still))

    def strip(self, asset: Asset) -> Strip | None:
        """Frames all along a film, if they are there."""
        project, length = self._app.project, asset.facts.duration
        if project is None or asset.media != "video" or not length:
            return None
        try:
            path, folder = project.path_of(asset), project.cache / "thumbs"
        except StudioError:
            return None
        columns = min(
            _MOST_COLUMNS, max(_LEAST_COLUMNS, round(ticks.to_seconds(length) / _SECONDS_PER_COLUMN))
        )
        picture = self._strips.get(
            self._app.sources.version(asset),
            _strip_maker(path, folder, columns, self._ended),
        )
        return Strip(picture, columns, length) if picture is not None else None

    def _next(self) -> None:
        """Build the next waveform; never two at once, so that other work of the window is not held up."""
        project = self._app.project
        if self._busy or not self._wanted or project is None:
            return
        wanted = self._wanted.pop(0)
        asset = project.find(wanted)
        if not isinstance(asset, Asset):
            return
        self._busy, key = wanted, self._app.sources.version(asset)

        def done(peaks: Peaks | None) -> None:
            self._busy = ""
            if self._app.project is not project:
                if peaks is not None:
                    peaks.close()
            else:
                self._peaks[key] = peaks
                while len(self._peaks) > _KEPT:
                    _, old = self._peaks.popitem(last=False)
                    if old is not None:
                        old.close()
                self.ready.emit()
            self._next()

        try:
            path, folder = project.path_of(asset), project.cache / "peaks"
        except StudioError:
            done(None)
            return
        self._app.tasks.run(lambda: _open_peaks(path, folder), done, lambda _error: done(None))


def _strip_maker(path: Path, folder: Path, columns: int, ended: Event) -> Callable[[], QImage | None]:
    def make() -> QImage | None:
        from studio.media import thumbs
        from studio.media.content import content_key

        try:
            made = thumbs.filmstrip(path, folder, content_key(path), columns, cancelled=ended.is_set)
        except Cancelled:
            return None
        return QImage(str(made))

    return make


def _open_peaks(path: Path, folder: Path) -> Peaks:
    from studio.media.content import content_key
    from studio.media.peaks import cached

    return cached(path, folder, content_key(path))


def _poster_maker(path: Path, folder: Path, *, still: bool) -> Callable[[], QImage | None]:
    def make() -> QImage | None:
        from studio.media import thumbs
        from studio.media.content import content_key

        key = content_key(path)
        make_poster = thumbs.picture_poster if still else thumbs.film_poster
        return QImage(str(make_poster(path, folder, key)))

    return make


def clip_window(
    peaks: Peaks, clip: Clip, pace: Pace, when: Callable[[float], Ticks], left: float, columns: int
) -> NDArray[np.float32]:
    """(columns, 3) of ``Peaks.window`` for pixels of a clip from ``left`` on; ``when``: time of a pixel."""
    import numpy as np

    # Where the speed changes, every few columns have a scale of their own.
    width = columns if pace.even else _RAMP_COLUMNS
    edges = [*range(0, columns, width), columns]
    times = [clip.source_in + pace.source(when(left + edge) - clip.start) for edge in edges]
    parts = zip(pairwise(times), pairwise(edges), strict=True)
    return np.concatenate([peaks.window(*span, last - first) for span, (first, last) in parts])

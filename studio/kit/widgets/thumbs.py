"""Lazy thumbnails: pictures are made in two background threads and arrive in the window's thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from studio.core.log import logger

_KEEP_BYTES = 64 << 20
"""What is in view must fit, or it would be made again and again. At the size of `picture_size`, a screen full
of square thumbnails takes about as much as the screen, 33 MB for 4K.
"""
_WIDEST = 16 / 9


class _Relay(QObject):
    """Carries a picture to the window's thread. Outlives its loader, so that a late one finds an object."""

    made = Signal(str, object)


def picture_size(cell: QSize) -> int:
    """Longest side of a picture up to 16:9 that covers ``cell``, in device pixels of the sharpest screen."""
    ratio = QGuiApplication.devicePixelRatio(cast("QGuiApplication", QGuiApplication.instance()))
    return round(max(cell.width(), cell.height()) * _WIDEST * ratio)


class ThumbLoader(QObject):
    """Keeps the thumbnails used last, as many as fit into ``keep_bytes``.

    size: longest side in device pixels of what is larger, None: as they are made.
    ``get(key, make)`` returns the pixmap, or None and makes it in the background; then ``ready(key)`` comes.
    ``make`` runs in another thread: it may read files, never touch widgets or the project.
    """

    ready = Signal(str)

    def __init__(
        self, size: int | None, parent: QObject | None = None, *, keep_bytes: int = _KEEP_BYTES
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._keep_bytes = keep_bytes
        self._held_bytes = 0
        self._pixmaps: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._wanted: set[str] = set()
        self._stopped = False
        # Not a QThreadPool: its destructor waits for threads that wait for Python's lock, which we may hold.
        executor = ThreadPoolExecutor(2, thread_name_prefix="thumbs")
        relay = _Relay(QCoreApplication.instance())
        relay.made.connect(self._arrived, Qt.ConnectionType.QueuedConnection)
        self._executor, self._relay = executor, relay

        def end() -> None:
            executor.shutdown(wait=False, cancel_futures=True)
            relay.deleteLater()

        self.destroyed.connect(end)

    def get(self, key: str, make: Callable[[], QImage | None]) -> QPixmap | None:
        """The thumbnail if it is there; else it is on its way. None too where none can be made."""
        if key in self._pixmaps:
            self._pixmaps.move_to_end(key)
            return self._pixmaps[key]
        if key not in self._wanted and not self._stopped:
            self._wanted.add(key)
            self._executor.submit(_load, key, make, self._size, self._relay)
        return None

    @property
    def held_bytes(self) -> int:
        """Memory of the thumbnails kept."""
        return self._held_bytes

    def forget(self, key: str) -> None:
        """Make it again when next asked: its picture changed."""
        self._held_bytes -= _bytes_of(self._pixmaps.pop(key, None))
        self._wanted.discard(key)

    def stop(self) -> None:
        """Drop what waits and let what runs finish. Afterwards nothing new is made."""
        self._stopped = True
        self._executor.shutdown(wait=True, cancel_futures=True)

    @Slot(str, object)
    def _arrived(self, key: str, made: object) -> None:
        if key not in self._wanted:
            return
        self._wanted.discard(key)
        pixmap = QPixmap.fromImage(cast("QImage", made)) if made is not None else None
        self._pixmaps[key] = pixmap
        self._held_bytes += _bytes_of(pixmap)
        while self._held_bytes > self._keep_bytes and len(self._pixmaps) > 1:
            self._held_bytes -= _bytes_of(self._pixmaps.popitem(last=False)[1])
        self.ready.emit(key)


def _bytes_of(pixmap: QPixmap | None) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8 if pixmap is not None else 0


def _load(key: str, make: Callable[[], QImage | None], size: int | None, relay: _Relay) -> None:
    """In a background thread."""
    try:
        image = make()
    except Exception:  # noqa: BLE001  a broken file costs its thumbnail, and the log says why
        logger("ui").warning("no thumbnail for %s", key, exc_info=True)
        image = None
    if image is not None and image.isNull():
        image = None
    if image is not None and size is not None and max(image.width(), image.height()) > size:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(size, size, keep, smooth)
    relay.made.emit(key, image)

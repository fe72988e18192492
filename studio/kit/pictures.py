"""Pictures from files and from previews as QImages. The functions that read files may run on any thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from studio.core.errors import StudioError
from studio.core.log import logger


def read_picture(path: Path) -> QImage:
    """The upright picture of a file. Raises InputError as ``media.images.load_image`` does."""
    from studio.media import images

    pixels = images.load_image(path)
    height, width, channels = pixels.shape
    form = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
    return QImage(pixels.tobytes(), width, height, width * channels, form).copy()


def read_poster(path: Path, cache: Path, film: bool = False) -> QImage | None:
    """A small picture of a file, kept in the cache folder; None where none can be made.

    A picture whose cache cannot be written, as on a full disk, is read as a whole instead.
    """
    from studio.media import thumbs
    from studio.media.content import content_key

    try:
        key = content_key(path)
        place = (thumbs.film_poster if film else thumbs.picture_poster)(path, cache, key)
    except StudioError as error:
        logger("ui").info("no poster of %s is kept: %s", path.name, error)
        try:
            return None if film else read_picture(path)
        except StudioError:
            return None  # a missing or damaged file is marked where its entry is drawn
    return QImage(str(place))

"""Pictures that engines are given: upright, in 8 bits, with words where they cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.core.errors import InputError
from studio.core.text import Text

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF", "PPM", "AVIF")
"""Those that the app imports; none of them reads another file or a script."""


def opened(path: Path) -> Image:
    """The picture as it is shown: RGB, or RGBA where it has transparency. Raises InputError."""
    import numpy as np
    from PIL import Image, ImageOps

    Image.init()
    formats = [name for name in _FORMATS if name in Image.OPEN]
    try:
        with Image.open(path, formats=formats) as source:
            picture = ImageOps.exif_transpose(source)
            if picture.mode.startswith("I"):  # Pillow would cut off what is above 255 instead of scaling it
                picture = Image.fromarray(
                    (np.asarray(picture).astype(np.float64) / 257).round().astype(np.uint8)
                )
            return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise InputError(
            "not_a_picture",
            Text("“{name}” is not a readable image.", name=path.name),
            Text("Choose another."),
            str(error),
        ) from error

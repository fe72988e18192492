"""Pictures in and out: opened safely, upright, in plain RGB; written whole or not at all."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps, PngImagePlugin, UnidentifiedImageError

from studio.core import files
from studio.core.errors import InputError, StudioError
from studio.core.text import Text
from studio.media.sniff import refuse_playlist

MAX_PIXELS = 89_478_485
"""Largest picture that is opened, in px: Pillow's own limit against decompression bombs (a 268 MB RGB
picture).
"""

# Formats whose decoders take no other file and no script; EPS, PDF, FITS and the like are left out on
# purpose.
_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF", "PPM", "AVIF")

_BROKEN = (
    OSError, ValueError, SyntaxError, EOFError, TypeError, LookupError, OverflowError, struct.error,
)  # fmt: skip
"""What Pillow's decoders raise for files that are damaged."""


class PictureFacts(NamedTuple):
    """width, height: px as stored.

    display_width, display_height: px when upright. rotation: clockwise degrees that make it so.
    """

    format: str
    width: int
    height: int
    display_width: int
    display_height: int
    rotation: int
    pages: int


def load_image(path: Path) -> NDArray[np.uint8]:
    """The upright picture as (height, width, 3) uint8 sRGB, or (height, width, 4) where it has transparency.

    Raises InputError: file_missing, file_empty, not_picture, picture_too_large, picture_damaged.
    """
    with _open(path) as picture:
        try:
            upright = ImageOps.exif_transpose(picture)
            return np.array(_plain(upright, picture))
        except _BROKEN as error:
            raise _damaged(path, error) from error


def picture_facts(path: Path) -> PictureFacts:
    """Format and size, from the header alone. Raises InputError as ``load_image`` does."""
    with _open(path) as picture:
        turns = {3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}
        try:
            rotation = turns.get(int(picture.getexif().get(0x0112, 1)), 0)
        except _BROKEN:
            rotation = 0  # a broken EXIF block says nothing; the picture itself may be whole
        try:
            pages = int(getattr(picture, "n_frames", 1))
        except _BROKEN:
            pages = 1  # the first one is what is shown
        width, height = picture.size
        shown = (height, width) if rotation in (90, 270) else (width, height)
        return PictureFacts(
            str(picture.format).lower(),
            width,
            height,
            shown[0],
            shown[1],
            rotation,
            pages,
        )


def save_png(path: Path, array: NDArray[np.uint8], info: Mapping[str, str] | None = None) -> None:
    """Write (h, w), (h, w, 3) or (h, w, 4) uint8 as PNG with the text chunks ``info``, whole or not at all.

    The caller says what may be told in ``info``; nothing else about the machine or the user is written.
    """
    files.write_bytes(path, png_bytes(array, info))


def png_bytes(array: NDArray[np.uint8], info: Mapping[str, str] | None = None) -> bytes:
    """The bytes that ``save_png`` writes."""
    chunks = PngImagePlugin.PngInfo()
    for key, text in (info or {}).items():
        chunks.add_itxt(key, text)
    out = BytesIO()
    # Level 4: within 5 % of the size of level 6 in half its time, for pictures of this kind.
    Image.fromarray(np.ascontiguousarray(array)).save(out, "PNG", pnginfo=chunks, compress_level=4)
    return out.getvalue()


def read_png_info(path: Path) -> dict[str, str]:
    """Text chunks of a PNG. Raises InputError as ``load_image`` does."""
    with _open(path) as picture:
        try:
            picture.load()  # text may follow the pixels
        except _BROKEN as error:
            raise _damaged(path, error) from error
        return {str(key): value for key, value in picture.info.items() if isinstance(value, str)}


def save_small(path: Path, array: NDArray[np.uint8], quality: int = 82) -> None:
    """Write (h, w, 3) uint8 as WebP or JPEG by the suffix of ``path``, whole or not at all."""
    out = BytesIO()
    Image.fromarray(np.ascontiguousarray(array)).save(
        out, "WEBP" if path.suffix == ".webp" else "JPEG", quality=quality
    )
    files.write_bytes(path, out.getvalue())


def fitted(array: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """The picture scaled down to fit into width x height px, aspect kept; smaller ones stay as they are."""
    rows, columns = array.shape[:2]
    scale = min(width / columns, height / rows)
    if scale >= 1:
        return array
    size = (max(1, round(columns * scale)), max(1, round(rows * scale)))
    return np.array(
        Image.fromarray(np.ascontiguousarray(array)).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    )


def _open(path: Path) -> Image.Image:
    refuse_playlist(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(path, formats=_formats())
    except UnidentifiedImageError as error:
        raise InputError(
            "not_picture",
            Text("“{name}” is not an image.", name=path.name),
            Text("Use PNG, JPEG, WebP, TIFF or BMP."),
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(path) from error
    except _BROKEN as error:
        raise _damaged(path, error) from error
    if picture.width * picture.height > MAX_PIXELS:
        picture.close()
        raise _too_large(path)
    return picture


@cache
def _formats() -> tuple[str, ...]:
    """Those of the allowed formats that this build of Pillow knows."""
    Image.init()
    return tuple(name for name in _FORMATS if name in Image.OPEN)


def _too_large(path: Path) -> StudioError:
    return InputError(
        "picture_too_large",
        Text(
            "“{name}” has more than {max_pixels} million pixels.",
            name=path.name,
            max_pixels=MAX_PIXELS // 1000000,
        ),
        Text("Scale it down first."),
    )


def _damaged(path: Path, error: Exception) -> StudioError:
    return InputError(
        "picture_damaged",
        Text("“{name}” is damaged or incomplete.", name=path.name),
        Text("Try another copy."),
        str(error),
    )


def _plain(picture: Image.Image, original: Image.Image) -> Image.Image:
    """The picture as 8-bit sRGB, with alpha where it has any."""
    if picture.mode.startswith("I"):
        # 16-bit grey: PIL would clip it to 8 bits instead of scaling.
        values = np.asarray(picture).astype(np.float64)
        picture = Image.fromarray(
            (values / (65535 if values.max() > 255 else 255) * 255).round().astype(np.uint8)
        )
    clear = picture.has_transparency_data
    target = "RGBA" if clear else "RGB"
    profile = original.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK", "L") and not clear:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            return converted if converted is not None else picture.convert(target)
        except (ImageCms.PyCMSError, OSError):
            return picture.convert(target)  # a broken profile must not keep the picture out
    return picture.convert(target)

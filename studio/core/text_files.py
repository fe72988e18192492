"""Bytes of a text file as text, whatever wrote them."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from studio.core.errors import InputError
from studio.core.files import describe_os_error, require_file
from studio.core.text import Text

MAX_BYTES = 64 * 1024 * 1024
_HEAD = 4096

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def read_text(path: Path) -> str:
    """Text of a caption or script file with ``\\n`` line ends.

    Raises InputError: file_missing, file_empty, file_too_large (over 64 MiB), not_text.
    """
    text = decode(read_data(path))
    if text is None:
        raise not_text(path)
    return text


def not_text(path: Path) -> InputError:
    """Return the error of a file that is binary."""
    return InputError(
        "not_text",
        Text("“{name}” is not a text file.", name=path.name),
        Text("Choose a caption file such as SRT or VTT."),
    )


def is_text(path: Path) -> bool:
    """Return whether a file begins like text: without zero bytes, except as UTF-16 with a byte order mark.

    False for one over 64 MiB. Raises OSError.
    """
    if path.stat().st_size > MAX_BYTES:
        return False
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
    return b"\0" not in head or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def read_data(path: Path) -> bytes:
    """Bytes of a caption or script file.

    Raises InputError: file_missing, file_empty, file_too_large (over 64 MiB).
    """
    require_file(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = Text(
                "“{name}” is {size} MB, too large for a text file.", name=path.name, size=size >> 20
            )
            raise InputError("file_too_large", message, Text("Check that it is not a video."))
        return path.read_bytes()
    except OSError as error:
        raise describe_os_error(error, path) from error


def decode(data: bytes) -> str | None:
    """UTF-8, UTF-16 and UTF-32 with or without mark (32 only with), else Windows-1252; None for binary
    data.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _guess(data)
    if encoding is None:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        # Bytes that Windows-1252 leaves open are C1 control characters in Latin-1.
        text = data.decode("latin-1" if encoding == "cp1252" else encoding, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _guess(data: bytes) -> str | None:
    sample = data[:65536]
    zeros = sample.count(0)
    if zeros:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if zeros * 4 > len(sample) and min(even, odd) * 10 < max(even, odd):
            return "utf-16-le" if odd > even else "utf-16-be"
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        control = sum(sample.count(value) for value in range(32) if value not in (9, 10, 12, 13, 27))
        return None if control * 50 > len(sample) else "cp1252"
    return "utf-8"


def clean(text: str) -> str:
    """Caption text as the app keeps it: lines without blank ones, outer spaces and control characters."""
    if _ODD.search(text):
        text = _ODD.sub(_mended, text.replace("\r\n", "\n"))
    if "\n" not in text:
        return text.strip()
    return "\n".join([line for line in map(str.strip, text.split("\n")) if line])


def _mended(match: re.Match[str]) -> str:
    """What stands for a character that captions cannot hold."""
    character = match.group()
    if character in "\r\x0b\x0c\x85\u2028\u2029":
        return "\n"
    return " " if character == "\t" else "\ufffd" if character >= "\ud800" else ""

"""Reads script files, whatever wrote them."""

from __future__ import annotations

from pathlib import Path

from studio.core.errors import InputError

SCRIPT_SUFFIXES = (".fountain", ".spmd", ".txt")
_LARGEST = 8 << 20


def read_script(path: Path) -> str:
    """The text of a script file. Raises InputError for what is no text, or far too long for a script."""
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError("not_a_script", f"{path.name} is too large to be a script.")
        data = path.read_bytes()
    except OSError as error:
        raise InputError("unreadable", f"{path.name} cannot be read.", "", str(error)) from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        raise InputError("not_a_script", f"{path.name} is not a text.", "Choose a Fountain script.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")

"""EBU STL (EBU Tech 3264), the exchange format of European television, through ttconv."""

from __future__ import annotations

import io

from studio.captions.formats import FormatSpec, _ttconv
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError
from studio.core.text import Text
from studio.project.model import Cue

SPEC = FormatSpec(id="stl", title="EBU STL", suffixes=(".stl",), binary=True)

_MARK = slice(3, 6)  # the disk format code, "STL25.01" or "STL30.01", stands behind the code page
_STARTS_AT = slice(256, 264)  # time code of the start of the programme, often 10:00:00:00
_HEADER, _BLOCK = 1024, 128


def read(data: bytes) -> list[Cue]:
    """Take the subtitles with times from the start of the programme; comments go."""
    from ttconv.stl import reader
    from ttconv.stl.config import STLReaderConfiguration

    if not sniff(data):
        raise InputError(
            "bad_captions",
            Text("this is not an EBU STL file."),
            Text("Export it again as EBU STL, or choose another file."),
        )
    whole = len(data) - (len(data) - _HEADER) % _BLOCK  # a torn last block would not be read at all
    starts = STLReaderConfiguration(program_start_tc="TCP" if data[_STARTS_AT].isdigit() else None)
    try:
        return _ttconv.cues_of_document(reader.to_model(io.BytesIO(data[:whole]), starts))
    except UNDECODABLE as error:  # what ttconv lets through
        raise InputError(
            "bad_captions",
            Text("this is not a readable EBU STL file."),
            Text("Export it again as EBU STL, or choose another file."),
            f"{type(error).__name__}: {error}",
        ) from error


def sniff(data: bytes) -> float:
    """The code of the disk format."""
    return 1.0 if data[_MARK] == b"STL" and len(data) >= _HEADER else 0.0

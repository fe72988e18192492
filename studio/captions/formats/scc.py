"""Scenarist closed captions (CEA-608 of North American television), through ttconv."""

from __future__ import annotations

from studio.captions.formats import FormatSpec, _ttconv
from studio.captions.parsing import bad
from studio.core.decoding import UNDECODABLE
from studio.core.text import Text
from studio.project.model import Cue

SPEC = FormatSpec(id="scc", title="Scenarist SCC", suffixes=(".scc",))

_HEADER = "Scenarist_SCC"


def read(text: str) -> list[Cue]:
    """Take pop-on, paint-on and roll-up captions; positions and colours go."""
    from ttconv.scc import reader

    if _HEADER not in text[:1000]:
        raise bad(1, Text("the file does not begin with “{header} V1.0”.", header=_HEADER))
    try:
        return _ttconv.cues_of_document(reader.to_model(text))
    except UNDECODABLE as error:  # what ttconv lets through
        raise bad(1, Text("this is not readable SCC.")) from error


def sniff(text: str) -> float:
    """The header is prescribed."""
    return 1.0 if text.startswith(_HEADER) else 0.0

"""Documents of ttconv as cues."""

from __future__ import annotations

from typing import Any

from studio.captions.formats import srt
from studio.project.model import Cue


def cues_of_document(document: Any) -> list[Cue]:  # ttconv has no types
    """Return what a ``ttconv.model.ContentDocument`` shows, to the millisecond. Raises what ttconv raises."""
    from ttconv.srt import writer

    subrip: str = writer.from_model(document)
    return srt.read(subrip) if subrip.strip() else []

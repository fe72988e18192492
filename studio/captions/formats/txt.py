"""Plain text: what is said, without times."""

from __future__ import annotations

from collections.abc import Sequence

from studio.captions.formats import FormatSpec, TrackFacts
from studio.project.model import Cue

SPEC = FormatSpec(id="txt", title="Plain text", suffixes=(".txt",), readable=False, writable=True, rank=5)


def write(cues: Sequence[Cue], _track: TrackFacts) -> str:
    """Write one caption after another."""
    return "".join(f"{cue.text}\n" for cue in cues)

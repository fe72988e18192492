"""What pysubs2 reads, as cues."""

from __future__ import annotations

from studio.captions.parsing import bad, cues_of
from studio.core.decoding import UNDECODABLE
from studio.core.text import Text
from studio.core.text_files import clean
from studio.core.ticks import TICKS_PER_SECOND
from studio.project.model import Cue


def read(text: str) -> list[Cue]:
    """Return the cues of a file whose format pysubs2 finds out."""
    import pysubs2
    from pysubs2.exceptions import Pysubs2Error

    try:
        subs = pysubs2.SSAFile.from_string(text, fps=None)
    except (Pysubs2Error, *UNDECODABLE) as error:
        raise bad(1, Text("the caption format is not recognised.")) from error
    milli = TICKS_PER_SECOND // 1000
    return cues_of(
        [
            (event.start * milli, event.end * milli, clean(event.plaintext))
            for event in subs
            if not event.is_comment
        ]
    )

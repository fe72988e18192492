from collections.abc import Sequence
from fractions import Fraction

from studio.captions.formats import FormatSpec, TrackFacts
from studio.captions.parsing import bad, cues_of
from studio.core.text import Text
from studio.core.ticks import from_seconds, to_seconds
from studio.project.model import Cue

SPEC = FormatSpec(id="tsv", title="Tab-separated", suffixes=(".tsv",), writable=True)


def read(text: str) -> list[Cue]:
    entries: list[tuple[int, int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            start, end, words = line.split("\t", 2)
            times = [from_seconds(Fraction(value)) for value in (start, end)]
        except ValueError as error:
            raise bad(number, Text("this is not start, end and text.")) from error
        entries.append((*times, words.replace("\\n", "\n")))
    return cues_of(entries)


def write(cues: Sequence[Cue], track: TrackFacts) -> str:
    rows = [(to_seconds(cue.start), to_seconds(cue.end), cue.text.replace("\n", "\\n")) for cue in cues]
    return "".join(f"{start:.3f}\t{end:.3f}\t{words}\n" for start, end, words in rows)

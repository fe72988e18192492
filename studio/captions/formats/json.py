"""The app's own JSON, which keeps every tick and word; that of Whisper is read, too."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from studio.captions.formats import FormatSpec, TrackFacts
from studio.captions.words import running_text, seconds, words_data
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError
from studio.core.ids import new_id, orders
from studio.core.text import Text
from studio.core.text_files import clean
from studio.core.ticks import Ticks, from_seconds
from studio.project.model import Cue, Word

SPEC = FormatSpec(id="json", title="JSON with words", suffixes=(".json",), writable=True, words=True, rank=4)


class _Word(msgspec.Struct, frozen=True):
    start_s: float | None = None
    end_s: float | None = None
    start: float | None = None
    end: float | None = None
    text: str = ""
    word: str = ""


class _Cue(msgspec.Struct, frozen=True):
    start_s: float | None = None
    end_s: float | None = None
    start: float | None = None
    end: float | None = None
    text: str = ""
    words: tuple[_Word, ...] = ()


class _File(msgspec.Struct, frozen=True):
    cues: tuple[_Cue, ...] = ()
    segments: tuple[_Cue, ...] = ()


def read(text: str) -> list[Cue]:
    """Take ``cues``, or Whisper's ``segments`` with start and end in seconds."""
    try:
        file = msgspec.json.decode(text.encode("utf-8", "replace"), type=_File)
    except UNDECODABLE as error:
        message = Text("this is not a JSON file with a list of cues.")
        raise InputError("bad_captions", message, Text("Export it again as JSON."), str(error)) from error
    found: list[tuple[Ticks, Ticks, str, tuple[Word, ...]]] = []
    for entry in file.cues or file.segments:
        start, end = _span(entry)
        words = tuple(Word(word.text or word.word.strip(), *_span(word)) for word in entry.words)
        shown = clean(entry.text) or running_text(words)
        if shown:
            found.append((start, max(end, start + 1), shown, words))
    found.sort(key=lambda entry: entry[0])
    return [
        Cue(id=new_id("cue"), order=key, start=start, end=end, text=shown, words=words)
        for key, (start, end, shown, words) in zip(orders(len(found)), found, strict=True)
    ]


def write(cues: Sequence[Cue], track: TrackFacts) -> str:
    """Write the cues with their words, and all words once more in a row."""
    document = {
        "language": track.language,
        "cues": [
            {
                "start_s": seconds(cue.start),
                "end_s": seconds(cue.end),
                "text": cue.text,
                "words": words_data(cue.words),
            }
            for cue in cues
        ],
        "words": words_data(word for cue in cues for word in cue.words),
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1).decode() + "\n"


def sniff(text: str) -> float:
    """An object with keys."""
    return 0.5 if text.startswith("{") and '"' in text else 0.0


def _span(entry: _Cue | _Word) -> tuple[Ticks, Ticks]:
    start = entry.start_s if entry.start_s is not None else entry.start
    end = entry.end_s if entry.end_s is not None else entry.end
    if start is None or end is None or not max(abs(start), abs(end)) < 1e7:
        raise InputError(
            "bad_captions",
            Text("an entry has no valid start_s and end_s."),
            Text("Export it again as JSON."),
        )
    return from_seconds(start), from_seconds(end)

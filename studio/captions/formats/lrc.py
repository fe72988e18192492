"""Lyrics: ``[mm:ss.xx]text``, several times on one line, ``<mm:ss.xx>`` before words, ``[offset:ms]``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import msgspec

from studio.captions.formats import FormatSpec
from studio.captions.parsing import SHORTEST, bad, cues_of
from studio.core.text import Text
from studio.core.text_files import clean
from studio.core.ticks import TICKS_PER_SECOND, Ticks, from_seconds
from studio.project.model import Cue, Word

SPEC = FormatSpec(id="lrc", title="Lyrics", suffixes=(".lrc",), words=True)

_LAST: Ticks = 5 * TICKS_PER_SECOND
_STAMP = re.compile(r"\[(\d{1,4}):(\d{1,2}(?:[.:]\d{1,3})?)\]")
_WORD = re.compile(r"<(\d{1,4}):(\d{1,2}(?:[.:]\d{1,3})?)>")
_OFFSET = re.compile(r"^\s*[+-]?\d{1,9}\s*$")
_TAG = re.compile(r"^\[([a-zA-Z#]+):(.*)\]$")


def read(text: str) -> list[Cue]:
    """Let a line last until the next one, the last for five seconds."""
    offset = 0
    found: list[tuple[Ticks, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        stamps = list(_stamps(line))
        if stamps:
            body = line[stamps[-1][1] :]
            found += [(at, body) for at, _ in stamps]
        elif tag := _TAG.match(line):
            if tag.group(1).lower() == "offset" and _OFFSET.match(tag.group(2)):
                offset = int(tag.group(2)) * TICKS_PER_SECOND // 1000
        elif line and not found:
            raise bad(number, Text("“{line}” does not start with a time such as [00:12.50].", line=line[:60]))
    found.sort(key=lambda entry: entry[0])
    entries: list[tuple[Ticks, Ticks, str]] = []
    timed: list[tuple[Word, ...]] = []
    for position, (at, body) in enumerate(found):
        start = max(0, at - offset)
        following = found[position + 1][0] - offset if position + 1 < len(found) else start + _LAST
        end = min(following, start + 2 * _LAST) if following > start else start + SHORTEST
        plain = clean(_WORD.sub("", body))
        if plain:
            entries.append((start, end, plain))
            timed.append(_words(body, end, offset))
    cues = cues_of(entries)
    return [msgspec.structs.replace(cue, words=words) for cue, words in zip(cues, timed, strict=True)]


def _stamps(line: str) -> Iterator[tuple[Ticks, int]]:
    at = 0
    while match := _STAMP.match(line, at):
        yield _time(match), match.end()
        at = match.end()


def _time(match: re.Match[str]) -> Ticks:
    return from_seconds(int(match.group(1)) * 60 + Fraction(match.group(2).replace(":", ".")))


def _words(body: str, end: Ticks, offset: Ticks) -> tuple[Word, ...]:
    marks = list(_WORD.finditer(body))
    words: list[Word] = []
    for position, mark in enumerate(marks):
        following = marks[position + 1] if position + 1 < len(marks) else None
        text = body[mark.end() : following.start() if following else None].strip()
        if text:
            start = _time(mark) - offset
            stop = _time(following) - offset if following else end
            words.append(Word(text, start, max(start, stop)))
    return tuple(words)

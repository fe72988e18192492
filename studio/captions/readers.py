"""Parsers of caption formats: text in, cues out. Each raises InputError with the number of the line it
cannot read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

import msgspec

from studio.core.errors import InputError
from studio.core.ids import new_id, orders
from studio.core.text import Text
from studio.core.text_files import clean
from studio.core.ticks import TICKS_PER_SECOND, Ticks, from_seconds
from studio.project.model import Cue, Word
from studio.render.text.ass import unescape

_MILLI = TICKS_PER_SECOND // 1000
_SHORTEST = 40 * _MILLI
_LAST_LYRIC = 5 * TICKS_PER_SECOND
_CLOCK = r"(?:(\d{1,4})[:])?(\d{1,4})[:](\d{1,2})(?:[.,](\d{1,9}))?"
_ARROW = re.compile(rf"^\s*{_CLOCK}\s*-+>\s*{_CLOCK}(?:\s.*)?$")
_SBV = re.compile(rf"^\s*{_CLOCK}\s*,\s*{_CLOCK}\s*$")
_TAG = re.compile(r"</?(?:b|i|u|s|font)(?:\s[^<>]*)?/?>|\{\\[^{}]*\}", re.IGNORECASE)
_VTT_TAG = re.compile(r"</?[^<>]*>")
_JOINED = re.compile("([<{-])\u2060")
_LRC_STAMP = re.compile(r"\[(\d{1,4}):(\d{1,2}(?:[.:]\d{1,3})?)\]")
_LRC_WORD = re.compile(r"<(\d{1,4}):(\d{1,2}(?:[.:]\d{1,3})?)>")
_LRC_OFFSET = re.compile(r"^\s*[+-]?\d{1,9}\s*$")
_LRC_TAG = re.compile(r"^\[([a-zA-Z#]+):(.*)\]$")
_ASS_TIME = re.compile(r"^\s*(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[.:,](\d{1,3}))?\s*$")


def bad(line: int, message: Text) -> InputError:
    """The error of a line that cannot be read."""
    return InputError(
        "bad_captions",
        Text("line {line}: {message}", line=line, message=message),
        Text("Fix the file in a text editor, or choose another file."),
    )


def cues_of(entries: Sequence[tuple[Ticks, Ticks, str]]) -> list[Cue]:
    """Cues from (start, end, text), in order of start, empty ones left out; an end before its start is
    moved.
    """
    filled = sorted((entry for entry in entries if entry[2]), key=lambda entry: entry[0])
    return [
        Cue(
            id=new_id("cue"),
            order=key,
            start=start,
            end=max(end, start + _SHORTEST) if end <= start else end,
            text=text,
        )
        for key, (start, end, text) in zip(orders(len(filled)), filled, strict=True)
    ]


def read_srt(text: str) -> list[Cue]:
    """SubRip. Accepts missing numbers and blank lines, dots for commas, and strips ``<i>``-like tags."""
    return _arrows(text, _srt_text)


def read_vtt(text: str) -> list[Cue]:
    """WebVTT (W3C): NOTE, STYLE and REGION blocks are passed over, tags and entities resolved."""
    kept: list[str] = []
    skipping = False
    for number, line in enumerate(text.split("\n")):
        word = line.split(None, 1)[0] if line.strip() else ""
        if not word:
            skipping = False
        elif (not kept or not kept[-1].strip()) and word in ("NOTE", "STYLE", "REGION") and "-->" not in line:
            skipping = True
        header = number == 0 and line.lstrip("\ufeff").startswith("WEBVTT")
        kept.append("" if skipping or header else line)
    return _arrows("\n".join(kept), _vtt_text)


def _srt_text(text: str) -> str:
    return _JOINED.sub(r"\1", _TAG.sub("", text) if "<" in text or "{" in text else text)


def _vtt_text(text: str) -> str:
    return html.unescape(_VTT_TAG.sub("", text)) if "<" in text or "&" in text else text


def _arrows(text: str, plain: Callable[[str], str]) -> list[Cue]:
    """Blocks that begin with ``start --> end``."""
    lines = text.split("\n")
    times: list[tuple[int, Ticks, Ticks]] = []
    for number, line in enumerate(lines):
        if "->" not in line:
            continue
        match = _ARROW.match(line)
        if match:
            times.append((number, _clock(match.groups()[:4]), _clock(match.groups()[4:])))
        elif line.lstrip()[:1].isdigit() and "-->" in line and _heads_block(lines, number):
            raise bad(number + 1, Text("“{line}” is not a start and end time.", line=line.strip()[:60]))
    if not times and clean(text):
        number = next(number for number, line in enumerate(lines) if line.strip())
        raise bad(
            number + 1,
            Text("no caption starts here; the file has no time such as 00:00:01,000 --> 00:00:02,000."),
        )
    entries: list[tuple[Ticks, Ticks, str]] = []
    for position, (number, start, end) in enumerate(times):
        last = times[position + 1][0] if position + 1 < len(times) else len(lines)
        body = lines[number + 1 : _without_label(lines, number + 1, last) if last < len(lines) else last]
        entries.append((start, end, clean(plain("\n".join(body)))))
    return cues_of(entries)


def _heads_block(lines: list[str], number: int) -> bool:
    """Whether a line stands where the times of a block belong: first, after a blank line, or after a bare
    number.
    """
    before = lines[number - 1].strip() if number else ""
    return not before or before.isdigit()


def _without_label(lines: list[str], first: int, end: int) -> int:
    """Where the text before the next times ends: its number or name, after a blank line, is not part of
    it.
    """
    if end - 1 < first or not lines[end - 1].strip():
        return end
    after_blank = end - 2 >= first and not lines[end - 2].strip()
    return end - 1 if after_blank or end - 1 == first or lines[end - 1].strip().isdigit() else end


def read_sbv(text: str) -> list[Cue]:
    """YouTube SBV: ``0:00:01.000,0:00:03.000`` and the text below."""
    entries: list[tuple[Ticks, Ticks, list[str]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        match = _SBV.match(line)
        if match:
            entries.append((_clock(match.groups()[:4]), _clock(match.groups()[4:]), []))
        elif line.strip():
            if not entries:
                raise bad(number, Text("“{line}” is not a start and end time.", line=line.strip()[:60]))
            entries[-1][2].append(line.replace("[br]", "\n"))
    return cues_of([(start, end, clean("\n".join(lines))) for start, end, lines in entries])


def read_lrc(text: str) -> list[Cue]:
    """Lyrics: ``[mm:ss.xx]text``, several times on one line, ``<mm:ss.xx>`` before words, ``[offset:ms]``."""
    offset = 0
    found: list[tuple[Ticks, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        stamps = list(_stamps(line))
        if stamps:
            body = line[stamps[-1][1] :]
            found += [(at, body) for at, _ in stamps]
        elif tag := _LRC_TAG.match(line):
            if tag.group(1).lower() == "offset" and _LRC_OFFSET.match(tag.group(2)):
                offset = int(tag.group(2)) * _MILLI
        elif line and not found:
            raise bad(number, Text("“{line}” does not start with a time such as [00:12.50].", line=line[:60]))
    found.sort(key=lambda entry: entry[0])
    entries: list[tuple[Ticks, Ticks, str]] = []
    timed: list[tuple[Word, ...]] = []
    for position, (at, body) in enumerate(found):
        start = max(0, at - offset)
        following = found[position + 1][0] - offset if position + 1 < len(found) else start + _LAST_LYRIC
        end = min(following, start + 2 * _LAST_LYRIC) if following > start else start + _SHORTEST
        plain = clean(_LRC_WORD.sub("", body))
        if plain:
            entries.append((start, end, plain))
            timed.append(_lyric_words(body, end, offset))
    cues = cues_of(entries)
    return [msgspec.structs.replace(cue, words=words) for cue, words in zip(cues, timed, strict=True)]


def _stamps(line: str) -> Iterator[tuple[Ticks, int]]:
    at = 0
    while match := _LRC_STAMP.match(line, at):
        yield _lyric_time(match), match.end()
        at = match.end()


def _lyric_time(match: re.Match[str]) -> Ticks:
    return from_seconds(int(match.group(1)) * 60 + Fraction(match.group(2).replace(":", ".")))


def _lyric_words(body: str, end: Ticks, offset: Ticks) -> tuple[Word, ...]:
    marks = list(_LRC_WORD.finditer(body))
    words: list[Word] = []
    for position, mark in enumerate(marks):
        following = marks[position + 1] if position + 1 < len(marks) else None
        text = body[mark.end() : following.start() if following else None].strip()
        if text:
            start = _lyric_time(mark) - offset
            stop = _lyric_time(following) - offset if following else end
            words.append(Word(text, start, max(start, stop)))
    return tuple(words)


def read_ass(text: str) -> list[Cue]:
    """ASS and SSA: Dialogue lines of [Events] in the order its Format line gives; overrides and drawings
    go.
    """
    section, fields = (
        "",
        ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"],
    )
    entries: list[tuple[Ticks, Ticks, str]] = []
    known = False
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip("\ufeff \t")
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].lower()
            known = known or section == "events"
        elif section == "events" and line.startswith("Format:"):
            fields = [name.strip().lower() for name in line[7:].split(",")]
            if not {"start", "end", "text"} <= set(fields):
                raise bad(number, Text("the Format line of [Events] does not list Start, End and Text."))
        elif section == "events" and line.startswith("Dialogue:"):
            values = line[9:].split(",", len(fields) - 1)
            if len(values) < len(fields):
                raise bad(
                    number,
                    Text(
                        "the Dialogue line has {values} of {fields} fields.",
                        values=len(values),
                        fields=len(fields),
                    ),
                )
            row = dict(zip(fields, values, strict=True))
            entries.append(
                (_ass_time(row["start"], number), _ass_time(row["end"], number), unescape(row["text"]))
            )
    if not known:
        raise bad(1, Text("the file has no [Events] section."))
    return cues_of(entries)


def _ass_time(text: str, number: int) -> Ticks:
    match = _ASS_TIME.match(text)
    if match is None:
        raise bad(number, Text("“{text}” is not a valid time.", text=text.strip()[:40]))
    return _clock(match.groups())


def _clock(parts: Sequence[str | None]) -> Ticks:
    """(hours, minutes, seconds, decimals) as ticks."""
    hours, minutes, seconds, decimals = parts
    whole = (int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)) * TICKS_PER_SECOND
    if not decimals:
        return whole
    unit = 10 ** len(decimals)
    return whole + (2 * int(decimals) * TICKS_PER_SECOND + unit) // (2 * unit)

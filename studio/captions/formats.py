"""Caption files: reads SRT, VTT, ASS, SSA, TTML, SBV, LRC, MicroDVD and the app's own JSON; writes SRT,
VTT, ASS, JSON, TXT.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from studio.captions import readers
from studio.captions.words import running_text
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError
from studio.core.files import write_text
from studio.core.ids import new_id, orders
from studio.core.text import Text
from studio.core.text_files import clean, read_text
from studio.core.ticks import TICKS_PER_SECOND, Ticks, from_seconds
from studio.project.model import Cue, Style, Word
from studio.render.text.ass import ass_document

WRITABLE = ("srt", "vtt", "ass", "json", "txt")
"""Format words of ``write_captions``."""

_WIDTH, _HEIGHT = 1920, 1080
_WORD_JOINER = "\u2060"
_SRT_SPECIAL = re.compile(r"<(?=/?(?:b|i|u|s|font)(?:\s[^<>]*)?/?>)|\{(?=\\)|-(?=->)", re.IGNORECASE)


def read_captions(path: Path) -> list[Cue]:
    """The cues of a caption file in order of time, with fresh ids, order keys and no parent.

    The format is known by its suffix, and for an unknown suffix by its content. Raises InputError:
    ``bad_captions`` with the line number, ``not_text``, ``unknown_captions``, ``file_missing``,
    ``file_empty``, ``file_too_large``.
    """
    text = read_text(path)
    suffix = path.suffix.lower()
    reader = _READERS.get(suffix) or _recognise(text)
    if reader is None:
        raise InputError(
            "unknown_captions",
            Text("“{name}” is not in a supported caption format.", name=path.name),
            Text("Use SRT, VTT, ASS, SSA, TTML, SBV, LRC or JSON."),
        )
    try:
        return reader(text)
    except InputError as error:
        raise InputError(
            error.code,
            Text("“{name}”: {message}", name=path.name, message=error.message),
            error.hint,
            error.detail,
        ) from error
    except UNDECODABLE as error:
        raise InputError(
            "bad_captions",
            Text("{name} cannot be read as captions.", name=path.name),
            Text("Export the captions again, or choose another file."),
            f"{type(error).__name__}: {error}",
        ) from error


def write_captions(
    cues: Iterable[Cue],
    path: Path,
    format: str,  # noqa: A002 - the word users know
    *,
    style: Style | None = None,
    language: str = "",
) -> None:
    """Write cues that show something to ``path``, durably. format: one of ``WRITABLE``. Raises InputError,
    StudioError.
    """
    write_text(path, captions_text(cues, format, style=style, language=language))


def captions_text(
    cues: Iterable[Cue],
    format: str,  # noqa: A002
    *,
    style: Style | None = None,
    language: str = "",
) -> str:
    """Cues as the text of a file. Text is escaped so that it reads back as it is."""
    shown = [(cue, clean(cue.text)) for cue in cues]
    shown = [(cue, text) for cue, text in shown if text]
    if format == "srt":
        return "\n".join(
            f"{number}\n{_times(cue, ',')}\n{_srt_text(text)}\n"
            for number, (cue, text) in enumerate(shown, 1)
        )
    if format == "vtt":
        return "WEBVTT\n" + "".join(f"\n{_times(cue, '.')}\n{_vtt_text(text)}\n" for cue, text in shown)
    if format == "ass":
        look = style or Style(id="style_default", name="Default")
        return ass_document([cue for cue, _ in shown], look, _WIDTH, _HEIGHT)
    if format == "txt":
        return "".join(f"{text}\n" for _, text in shown)
    if format == "json":
        return _json([cue for cue, _ in shown], language)
    raise InputError(
        "unknown_format",
        Text("Captions cannot be exported as {format}.", format=format),
        Text("Choose one of: {writable}.", writable=", ".join(WRITABLE)),
    )


def format_of(path: Path) -> str:
    """The format word that a file name asks for. Raises InputError("unknown_format")."""
    word = path.suffix.lower().removeprefix(".")
    if word not in WRITABLE:
        hint = Text(
            "End the file name with one of: {value}.", value=", ".join(f".{known}" for known in WRITABLE)
        )
        raise InputError(
            "unknown_format",
            Text("Captions cannot be exported in the format of “{name}”.", name=path.name),
            hint,
        )
    return word


def words_data(words: Iterable[Word]) -> list[dict[str, str | float]]:
    """Words as the JSON of the command line has them: text, start_s, end_s."""
    return [
        {"text": word.text, "start_s": _seconds(word.start), "end_s": _seconds(word.end)} for word in words
    ]


# ---- writing


def _times(cue: Cue, point: str) -> str:
    start = max(0, _millis(cue.start))
    return f"{_clock(start, point)} --> {_clock(max(_millis(cue.end), start + 1), point)}"


def _millis(at: Ticks) -> int:
    return (2 * at * 1000 + TICKS_PER_SECOND) // (2 * TICKS_PER_SECOND)


def _clock(millis: int, point: str) -> str:
    seconds, part = divmod(millis, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{part:03}"


def _srt_text(text: str) -> str:
    """SRT has no escapes: an invisible word joiner keeps tags, overrides and arrows from being read as
    such.
    """
    if "<" in text or "{" in text or "-->" in text:
        text = _SRT_SPECIAL.sub(rf"\g<0>{_WORD_JOINER}", text)
    return text


def _vtt_text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _seconds(at: Ticks) -> float:
    """Seconds that read back as the same tick (1.4 ns)."""
    return round(at / TICKS_PER_SECOND, 10)


def _json(cues: Sequence[Cue], language: str) -> str:
    document = {
        "language": language,
        "cues": [
            {
                "start_s": _seconds(cue.start),
                "end_s": _seconds(cue.end),
                "text": clean(cue.text),
                "words": words_data(cue.words),
            }
            for cue in cues
        ],
        "words": words_data(word for cue in cues for word in cue.words),
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1).decode() + "\n"


# ---- reading JSON, TTML and the rest


class _JsonWord(msgspec.Struct, frozen=True):
    start_s: float | None = None
    end_s: float | None = None
    start: float | None = None
    end: float | None = None
    text: str = ""
    word: str = ""


class _JsonCue(msgspec.Struct, frozen=True):
    start_s: float | None = None
    end_s: float | None = None
    start: float | None = None
    end: float | None = None
    text: str = ""
    words: tuple[_JsonWord, ...] = ()


class _JsonFile(msgspec.Struct, frozen=True):
    cues: tuple[_JsonCue, ...] = ()
    segments: tuple[_JsonCue, ...] = ()


def _read_json(text: str) -> list[Cue]:
    """The app's own JSON, and Whisper's (``segments`` with start and end in seconds)."""
    try:
        file = msgspec.json.decode(text.encode("utf-8", "replace"), type=_JsonFile)
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


def _span(entry: _JsonCue | _JsonWord) -> tuple[Ticks, Ticks]:
    start = entry.start_s if entry.start_s is not None else entry.start
    end = entry.end_s if entry.end_s is not None else entry.end
    if start is None or end is None or not max(abs(start), abs(end)) < 1e7:
        raise InputError(
            "bad_captions",
            Text("an entry has no valid start_s and end_s."),
            Text("Export it again as JSON."),
        )
    return from_seconds(start), from_seconds(end)


def _read_ttml(text: str) -> list[Cue]:
    """TTML and IMSC through ttconv."""
    from xml.etree import ElementTree

    from ttconv.imsc import reader
    from ttconv.srt import writer

    try:
        # An encoding declaration would be refused: the text is decoded already.
        tree = ElementTree.ElementTree(ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text)))  # noqa: S314
        document = reader.to_model(tree)
        subrip = writer.from_model(document) if document is not None else None
    except ElementTree.ParseError as error:
        raise readers.bad(error.position[0], Text("the XML is not well-formed.")) from error
    except UNDECODABLE as error:  # what ttconv lets through
        raise readers.bad(1, Text("this is not readable TTML.")) from error
    if subrip is None:
        raise readers.bad(1, Text("the file is XML, but not TTML."))
    return readers.read_srt(subrip) if subrip.strip() else []


def _read_other(text: str) -> list[Cue]:
    """MicroDVD, MPL2, TMP and SAMI through pysubs2."""
    import pysubs2
    from pysubs2.exceptions import Pysubs2Error

    try:
        subs = pysubs2.SSAFile.from_string(text, fps=None)
    except (Pysubs2Error, *UNDECODABLE) as error:
        raise readers.bad(1, Text("the caption format is not recognised.")) from error
    milli = TICKS_PER_SECOND // 1000
    return readers.cues_of(
        [
            (event.start * milli, event.end * milli, clean(event.plaintext))
            for event in subs
            if not event.is_comment
        ]
    )


_Reader = Callable[[str], list[Cue]]
_READERS: dict[str, _Reader] = {
    ".srt": readers.read_srt,
    ".vtt": readers.read_vtt,
    ".webvtt": readers.read_vtt,
    ".ass": readers.read_ass,
    ".ssa": readers.read_ass,
    ".sbv": readers.read_sbv,
    ".lrc": readers.read_lrc,
    ".ttml": _read_ttml,
    ".dfxp": _read_ttml,
    ".imsc": _read_ttml,
    ".xml": _read_ttml,
    ".json": _read_json,
    ".sub": _read_other,
    ".smi": _read_other,
}
READABLE = tuple(_READERS)
"""Suffixes of files that ``read_captions`` takes."""


def _recognise(text: str) -> _Reader | None:
    """The format of a file with a foreign suffix."""
    head = text[:20_000].lstrip("\ufeff \n\t")
    if head.startswith("WEBVTT"):
        return readers.read_vtt
    if head.startswith("[Script Info]") or "\n[Events]" in head:
        return readers.read_ass
    if head.startswith("{") and '"' in head:
        return _read_json
    if head.startswith("<") and "<tt" in head:
        return _read_ttml
    return readers.read_srt if "-->" in head else None

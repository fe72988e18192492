"""The look of captions as an ASS document. libass draws it in the preview, the export and the command line
alike.

Format: Advanced SubStation Alpha v4+ as libass reads it (libass wiki, "ASS File Format Guide").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.core.text_files import clean
from studio.core.ticks import TICKS_PER_SECOND, Ticks
from studio.project.model import Cue, Style

LINES = 1080
"""Sizes of a Style count in px of a picture this high."""

_ALIGNMENT = {"bottom": 2, "middle": 5, "top": 8}  # numpad places
_ESCAPED = re.compile(r"\\(?=[Nnh{}])")
_COLOUR = re.compile(r"^#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})?$")
_STYLE_FORMAT = (
    "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
    "Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
    "MarginR, MarginV, Encoding"
)
_WORD_JOINER = "\u2060"


def ass_document(cues: Iterable[Cue], style: Style, width: int, height: int, offset: Ticks = 0) -> str:
    """A whole ASS file for a picture of ``width`` x ``height`` px. offset is added to every time.

    Times are rounded down to ASS's hundredths of a second: a cue that begins on a frame is seen on that
    frame.
    """
    resolution = max(1, round(LINES * width / max(1, height)))
    head = (
        "[Script Info]\n"
        "; Made by Backlot Studio\n"
        "ScriptType: v4.00+\n"
        f"PlayResX: {resolution}\nPlayResY: {LINES}\nLayoutResX: {resolution}\nLayoutResY: {LINES}\n"
        "WrapStyle: 0\nScaledBorderAndShadow: yes\nYCbCr Matrix: None\n\n"
        "[V4+ Styles]\n"
        f"Format: {_STYLE_FORMAT}\n{style_line(style)}\n\n"
        "[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    )
    lines: list[str] = []
    for cue in cues:
        text = escape(cue.text)
        if text:
            start, end = _hundredths(cue.start + offset), _hundredths(cue.end + offset)
            if end > 0:
                shown = f"{_time(max(0, start))},{_time(max(end, start + 1))}"
                lines.append(f"Dialogue: 0,{shown},Default,,0,0,0,,{text}\n")
    return head + "".join(lines)


def style_line(style: Style, name: str = "Default") -> str:
    """One ``Style:`` line. A box is drawn in the outline's colour, ``outline`` px wider than the text.

    Encoding -1 is libass's word for: a line begins on the side where the writing of its first letter begins.
    """
    font = re.sub(r"[,\n\r\x00-\x1f]", " ", style.font).strip() or "DejaVu Sans"
    outline, back = colour(style.outline_colour), colour("#00000080")
    padding = max(style.outline, 6.0) if style.box else style.outline
    fields = [
        name, font, _number(style.size), colour(style.colour), colour(style.colour), outline, back,
        "-1" if style.bold else "0", "-1" if style.italic else "0", "0", "0", "100", "100", "0", "0",
        "3" if style.box else "1", _number(padding), _number(style.shadow), str(_ALIGNMENT[style.place]),
        "60", "60", str(round(max(0.0, style.margin))), "-1",
    ]  # fmt: skip
    return "Style: " + ",".join(fields)


def colour(text: str) -> str:
    """``#RRGGBB`` or ``#RRGGBBAA`` (AA = opacity) as ``&HAABBGGRR`` (AA = transparency); odd text is
    white.
    """
    match = _COLOUR.match(text)
    red, green, blue, alpha = match.groups() if match else ("FF", "FF", "FF", None)
    return f"&H{255 - int(alpha or 'FF', 16):02X}{blue}{green}{red}".upper()


def escape(text: str) -> str:
    """Caption text for a Dialogue line: nothing in it is read as an override, line ends become ``\\N``."""
    text = clean(text)
    if "\\" in text:
        # A backslash cannot be escaped in ASS; an invisible word joiner keeps it from its letter.
        text = _ESCAPED.sub("\\\\" + _WORD_JOINER, text)
    return text.replace("{", "\\{").replace("}", "\\}").replace("\n", "\\N")


def unescape(text: str) -> str:
    """Text of a Dialogue line without overrides and drawings; the inverse of ``escape``."""
    out: list[str] = []
    drawing, at = False, 0
    while at < len(text):
        if text[at] == "{" and (end := text.find("}", at)) >= 0:
            for scale in re.findall(r"\\p(\d+)", text[at:end]):
                drawing = scale != "0"
            at = end + 1
            continue
        pair = text[at : at + 2]
        piece = {
            "\\N": "\n",
            "\\n": "\n",
            "\\h": "\u00a0",
            "\\{": "{",
            "\\}": "}",
            "\\" + _WORD_JOINER: "\\",
        }.get(pair)
        if not drawing:
            out.append(piece if piece is not None else text[at])
        at += 2 if piece is not None else 1
    return clean("".join(out))


def _hundredths(at: Ticks) -> int:
    return at * 100 // TICKS_PER_SECOND


def _time(hundredths: int) -> str:
    seconds, part = divmod(hundredths, 100)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{part:02}"


def _number(value: float) -> str:
    return f"{max(0.0, value):g}"

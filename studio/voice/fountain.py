"""Reads Fountain, the plain-text screenplay syntax (fountain.io/syntax, 1.1). Never raises on odd text.

Beyond the standard, notes carry directions for this app: ``[[move: push-in]]`` sets the camera move of the
scene,
``[[voice: en-gb+f3]]`` beside a character's words asks for a voice, ``[[voice KEEPER: en-gb+f3]]`` does so
from anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from studio.core.errors import Problem
from studio.core.text import NO_TEXT, Text
from studio.voice.script import Script, ScriptLine, ScriptScene
from studio.voice.source_lines import SourceLine, split

_TITLE_KEYS = frozenset(
    (
        "title",
        "credit",
        "author",
        "authors",
        "source",
        "notes",
        "draft date",
        "date",
        "contact",
        "copyright",
        "revision",
        "language",
        "format",
        "font",
    )
)
_TITLE_ENTRY = re.compile(r"^([^\s:][^:]{0,60}):\s*(.*)$")
_SCENE = re.compile(r"^(?:INT\.?/EXT|EXT\.?/INT|I/E|INT|EXT|EST)(?:\.|\s)\s*\S", re.IGNORECASE)
_SCENE_NUMBER = re.compile(r"\s*#[^#\s][^#]{0,30}#\s*$")
_PAGE_BREAK = re.compile(r"^={3,}\s*$")
_SECTION = re.compile(r"^(#{1,6})\s*(.*)$")
_EXTENSION = re.compile(r"\s*\([^()]*\)?\s*$")
_DIRECTION = re.compile(r"^\s*(move|voice)\b([^:=]*)[:=]\s*(.+?)\s*$", re.IGNORECASE | re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\\*\w])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![*\w])")
_UNDERLINE = re.compile(r"(?<![\\\w])_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)")
_ESCAPE = re.compile(r"\\([*_\\\[\]!@#>~.=/])")
_CUE_LIMIT = 120
_PAUSES = frozenset({"beat", "pause", "a beat", "long pause", "then", "continuing", "cont'd", "contd"})


def parse(text: str) -> Script:
    """Read a whole script. Anything that is not understood is kept as action or reported in ``problems``."""
    return _Reader(text).read()


@dataclass
class _Draft:
    """A scene while it is being read."""

    heading: str = ""
    section: int = 0
    number: int = 0
    synopsis: list[str] = field(default_factory=list[str])
    actions: list[str] = field(default_factory=list[str])
    lines: list[ScriptLine] = field(default_factory=list[ScriptLine])
    notes: list[str] = field(default_factory=list[str])
    titles: list[str] = field(default_factory=list[str])
    move: str = ""

    @property
    def begun(self) -> bool:
        """True when something happens in it, beyond its heading and picture."""
        return bool(self.actions or self.lines or self.titles)

    def finish(self) -> ScriptScene:
        return ScriptScene(
            heading=self.heading,
            synopsis=" ".join(self.synopsis),
            actions=tuple(self.actions),
            lines=tuple(self.lines),
            move=self.move,
            notes=tuple(self.notes),
            titles=tuple(self.titles),
            number=self.number,
        )


class _Reader:
    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self.drafts: list[_Draft] = []
        self.characters: dict[str, str] = {}  # casefolded -> as first written
        self.voices: dict[str, str] = {}
        self.fields: dict[str, str] = {}
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        self.source = split(
            text,
            lambda opener, number: self._warn(
                "not_closed", Text("“{opener}” is never closed and is read as text.", opener=opener), number
            ),
        )

    def read(self) -> Script:
        at = self._title_page()
        while at < len(self.source):
            at = self._element(at)
        if not self.drafts:
            self._warn("script_empty", Text("The script has no scenes."), 0)
        elif not any(draft.lines for draft in self.drafts):
            hint = Text("Write the speaker's name in capitals, with the words below it.")
            self._warn("script_silent", Text("This script has no dialogue."), 0, hint)
        fields = self.fields
        return Script(
            title=fields.get("title", ""),
            credit=fields.get("credit", ""),
            author=fields.get("author") or fields.get("authors", ""),
            fields=fields,
            scenes=tuple(draft.finish() for draft in self.drafts),
            characters=tuple(self.characters.values()),
            voices=self.voices,
            problems=tuple(self.problems),
        )

    def _warn(self, code: str, message: Text, number: int, hint: Text = NO_TEXT) -> None:
        where = Text("line {number}", number=number) if number else ""
        self.problems.append(Problem(code, message, where, hint, severity="warning"))

    # ---- title page

    def _title_page(self) -> int:
        """Read ``Key: value`` entries before the first blank line; return the index of the first line of
        the script.
        """
        at = 0
        while at < len(self.source) and self.source[at].blank:
            at += 1
        start = at
        first = _TITLE_ENTRY.match(self.source[at].text) if at < len(self.source) else None
        if first is None or first.group(1).strip().lower() not in _TITLE_KEYS:
            return start
        key = ""
        while at < len(self.source) and not self.source[at].blank:
            text = self.source[at].text
            entry = _TITLE_ENTRY.match(text)
            if entry and not text[0].isspace():
                key = entry.group(1).strip().lower()
                self.fields[key] = _plain(entry.group(2))
            elif key:
                self.fields[key] = f"{self.fields[key]} {_plain(text)}".strip()
            at += 1
        return at

    # ---- elements

    def _element(self, at: int) -> int:
        """Read the element that begins at line ``at``; return the index of the line after it."""
        line = self.source[at]
        text = line.text.strip()
        if not text:
            self._notes(line)
            return at + 1
        before = self.source[at - 1].text.strip() if at else ""
        after_blank = not before or before[0] in "=#"
        if _PAGE_BREAK.match(text):
            pass
        elif text.startswith("=") and text[1:].strip():
            self._synopsis(line, _plain(text[1:]))
        elif (section := _SECTION.match(text)) and section.group(2).strip():
            self._open(_Draft(_plain(section.group(2)), len(section.group(1)), line.number))
        elif self._is_heading(text, after_blank):
            heading = _SCENE_NUMBER.sub("", text.removeprefix("."))
            self._open(_Draft(_plain(heading), 0, line.number))
        elif text.startswith(">"):
            if text.endswith("<") and len(text) > 1:
                self._draft(line).titles.append(_plain(text[1:-1]))
        elif text.startswith("~"):
            self._say(line.number, "", "sing", _plain(text[1:]))
        elif after_blank and (name := self._character(at)):
            return self._dialogue(at, name)
        elif after_blank and _is_transition(text) and self._blank_at(at + 1):
            pass
        else:
            return self._action(at)
        self._notes(line)
        return at + 1

    @staticmethod
    def _is_heading(text: str, after_blank: bool) -> bool:
        if text.startswith("."):
            return len(text) > 1 and text[1] != "." and not text[1].isspace()
        return after_blank and bool(_SCENE.match(text))

    def _blank_at(self, at: int) -> bool:
        return at >= len(self.source) or self.source[at].blank

    def _draft(self, line: SourceLine) -> _Draft:
        """The scene being read; words before any heading make a scene of their own."""
        if not self.drafts:
            self.drafts.append(_Draft(number=line.number))
        return self.drafts[-1]

    def _open(self, draft: _Draft) -> None:
        """Begin a scene. A section that only introduces it (nothing happens in it) becomes part of it."""
        last = self.drafts[-1] if self.drafts else None
        if last and last.section and not last.begun and (not draft.section or draft.section > last.section):
            self.drafts.pop()
            draft.synopsis, draft.move, draft.notes = last.synopsis, last.move, last.notes
            draft.synopsis = [] if draft.section else draft.synopsis
        elif last and not last.heading and not last.begun and not last.synopsis:
            self.drafts.pop()
            draft.notes = last.notes
        self.drafts.append(draft)

    def _synopsis(self, line: SourceLine, text: str) -> None:
        """The picture of the scene; once the scene has begun, another synopsis is its next picture."""
        draft = self._draft(line)
        if draft.begun:
            draft = _Draft(draft.heading, draft.section, line.number)
            self.drafts.append(draft)
        draft.synopsis.append(text)

    def _action(self, at: int) -> int:
        paragraph: list[str] = []
        first = at
        while at < len(self.source) and (self.source[at].hidden or not self.source[at].blank):
            line = self.source[at]
            text = line.text.strip()
            if at > first and (text[:1] in ("=", "#", ">", "~") or self._is_heading(text, after_blank=False)):
                break
            paragraph.append(_plain(text.removeprefix("!")))
            at += 1
        body = " ".join(" ".join(paragraph).split())
        if body:
            self._draft(self.source[first]).actions.append(body)
        for line in self.source[first:at]:
            self._notes(line)
        return at

    # ---- dialogue

    def _character(self, at: int) -> str:
        """The name in a character cue, "" when line ``at`` is none."""
        text = self.source[at].text.strip()
        if text.startswith("!") or len(text) > _CUE_LIMIT:
            return ""
        forced = text.startswith("@")
        name = text.removeprefix("@").removesuffix("^").strip()
        while (shorter := _EXTENSION.sub("", name)) != name and "(" in name:
            name = shorter
        name = " ".join(_plain(name).split())
        following = at + 1
        while following < len(self.source) and self.source[following].hidden and self.source[following].blank:
            following += 1
        if not name or self._blank_at(following):
            return ""
        if forced:
            return name
        letters = any(character.isalpha() for character in name)
        # str.isupper is False for scripts without case; those names need the "@" (fountain.io: forced
        # character).
        return name if letters and name.isupper() and not _is_transition(text) else ""

    def _dialogue(self, at: int, name: str) -> int:
        name = self.characters.setdefault(name.casefold(), name)
        dual = self.source[at].text.rstrip().endswith("^")
        self._notes(self.source[at], name)
        manner, words, number = "", list[str](), 0
        at += 1
        while at < len(self.source):
            line = self.source[at]
            text = line.text.strip()
            if not text and not line.hidden and line.text != "  ":
                break
            if text.startswith("(") and text.endswith(")"):
                words = self._flush(number, name, manner, words, dual)
                direction = _plain(text[1:-1])
                manner = manner if direction.lower() in _PAUSES else direction
            elif text.startswith("~"):
                words = self._flush(number, name, manner, words, dual)
                self._flush(line.number, name, "sing", [_plain(text[1:])], dual)
            elif text:
                number = number if words else line.number
                words.append(_plain(text))
            self._notes(line, name)
            at += 1
        self._flush(number, name, manner, words, dual)
        return at

    def _flush(self, number: int, name: str, manner: str, words: list[str], dual: bool) -> list[str]:
        self._say(number, name, manner, " ".join(words), dual)
        return []

    def _say(self, number: int, name: str, manner: str, text: str, dual: bool = False) -> None:
        text = " ".join(text.split())
        if not text:
            return
        if not any(character.isalnum() for character in text):
            self._warn("nothing_to_say", Text("“{text}” contains nothing to speak.", text=text[:30]), number)
            return
        line = ScriptLine(character=name, text=text, manner=manner, number=number, dual=dual)
        self._draft(SourceLine(number, "")).lines.append(line)

    # ---- notes

    def _notes(self, line: SourceLine, speaker: str = "") -> None:
        for note in line.notes:
            direction = _DIRECTION.match(note)
            if direction is None:
                self._draft(line).notes.append(note)
                continue
            word, subject, value = direction.group(1).lower(), direction.group(2).strip(), direction.group(3)
            if word == "move":
                self._draft(line).move = "-".join(value.lower().replace("_", " ").replace("-", " ").split())
            elif subject or speaker:
                self.voices[self.characters.get(subject.casefold(), subject) if subject else speaker] = value
            else:
                self._warn(
                    "voice_of_whom",
                    Text("[[{note}]] does not name a character.", note=note),
                    line.number,
                    Text("Put it next to the character's name, or write [[voice NAME: ...]]."),
                )


def _is_transition(text: str) -> bool:
    """``CUT TO:`` and its kin; the caller has seen to the blank lines around it."""
    return text.endswith("TO:") and text.isupper()


def _plain(text: str) -> str:
    """Text without emphasis marks and escapes."""
    if "_" in text:
        text = _UNDERLINE.sub(r"\1", text)
    if "*" in text:
        text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return (_ESCAPE.sub(r"\1", text) if "\\" in text else text).strip()

"""Finding the template that an English sentence was made from, and saying it in another language.

Qt-free code says what it has to say in finished English sentences: errors, undo labels (which the journal
keeps), stages of jobs in other processes. Their templates are collected from the source into the Linguist
files (`packaging/sentences.py`), so the window can tell that "boat.wav has no sound." is "{name} has no
sound." with a name, and translate it. This is for display alone: nothing is decided by it, and what no
template fits stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

FIELDS = frozenset(
    {"label", "message", "hint", "stage", "reason", "why", "sentence", "what", "title", "verdict", "level"}
    | {"problem", "phase", "words", "needs", "track", "source", "where", "duration_words"}
)
"""Fields of templates that hold words to be translated in their turn; others hold names and numbers."""

NUMBERS = frozenset({"number", "hours", "minutes", "seconds", "when", "clock"})
"""Fields of templates that are filled by digits alone, and by what stands between digits."""
_FIELD = re.compile(r"{([a-z_]+?)(\d*)}")
_KEPT = 2000
"""Answers remembered: the same few sentences are shown again and again."""


class _Template:
    """One template; its pattern is made when a sentence first begins and ends like it."""

    def __init__(self, text: str, translation: str) -> None:
        self.text, self.translation = text, translation
        self.start, self.end = text[: text.index("{")], text[text.rindex("}") + 1 :]
        self.strict = not any(letter.isalpha() for letter in _FIELD.sub("", text))
        """Has no letters of its own, only joins sentences: fits when one of them is known."""

    def fields(self, sentence: str) -> dict[str, str] | None:
        """What fills the fields, when ``sentence`` was made from this template."""
        if not (sentence.startswith(self.start) and sentence.endswith(self.end)):
            return None
        match = self._pattern.fullmatch(sentence)
        return None if match is None else match.groupdict()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        pattern, at, seen = "", 0, set[str]()
        for field in _FIELD.finditer(self.text):
            name = field[1] + field[2]
            filling = r"[\d.,:]+" if field[1] in NUMBERS else ".*?"
            pattern += re.escape(self.text[at : field.start()])
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>{filling})"
            seen.add(name)
            at = field.end()
        return re.compile(pattern + re.escape(self.text[at:]), re.DOTALL)


class Sentences:
    """Translates finished sentences. texts: template or plain text -> translation. words: more plain texts,
    such as names of settings, that may fill a field in any case of letters.
    """

    def __init__(self, texts: Mapping[str, str], words: Mapping[str, str] | None = None) -> None:
        self._exact = {text: translation for text, translation in texts.items() if not _FIELD.search(text)}
        self._words = {text.lower(): translation for text, translation in (words or {}).items()}
        fielded = [text for text in texts if _FIELD.search(text)]
        # The more words of its own a template has, the surer it is the one.
        fielded.sort(key=lambda text: -len(_FIELD.sub("", text)))
        self._templates = [_Template(text, texts[text]) for text in fielded]
        self._answers: dict[str, str | None] = {}

    def translate(self, text: str) -> str | None:
        """``text`` in the other language, or None when no template fits."""
        if text in (answers := self._answers):
            return answers[text]
        answer = self._whole(text) or self._parts(text, (" · ", "\n")) or self._filled(text)
        if len(answers) >= _KEPT:  # a new table: the player's thread may be looking into the old one
            self._answers = {}
        self._answers[text] = answer
        return answer

    def _whole(self, text: str) -> str | None:
        return self._exact.get(text) or self._exact.get(text[:1].lower() + text[1:])

    def _parts(self, text: str, marks: Iterable[str]) -> str | None:
        """Sentences in a row, when at least one of them is known."""
        for mark in marks:
            parts = text.split(mark)
            said = [self.translate(part) for part in parts] if len(parts) > 1 else []
            if any(said):
                return mark.join(new or old for new, old in zip(said, parts, strict=True))
        return None

    def _filled(self, text: str) -> str | None:
        for template in self._templates:
            values = template.fields(text)
            if values is None:
                continue
            said = {
                name: self._inner(value)
                for name, value in values.items()
                if name.rstrip("0123456789") in FIELDS
            }
            if template.strict and not any(said.values()):
                continue
            return template.translation.format(**values | {name: new for name, new in said.items() if new})
        return None

    def _inner(self, value: str) -> str | None:
        value = value.strip()
        return self.translate(value) or self._words.get(value.lower()) or self._parts(value, ("; ",))

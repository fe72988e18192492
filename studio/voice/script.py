"""A film script as data: scenes with their picture, camera move and lines. ``fountain.parse`` makes it from
text.
"""

from __future__ import annotations

import re

import msgspec

from studio.core.errors import Problem
from studio.voice.writing import language_of

_HEADING_PREFIX = re.compile(r"^(?:INT\.?/EXT|EXT\.?/INT|I/E|INT|EXT|EST)[. ]+\s*", re.IGNORECASE)
_PROMPT_LIMIT = 300


class ScriptLine(msgspec.Struct, frozen=True, kw_only=True):
    """One thing said. character: "" for a lyric that nobody sings. manner: the parenthetical's words, ""
    for none.

    number: 1-based line of the script where the words begin. dual: spoken together with the line before it.
    """

    character: str
    text: str
    manner: str = ""
    number: int = 0
    dual: bool = False


class ScriptScene(msgspec.Struct, frozen=True, kw_only=True):
    """One picture and what is said over it.

    heading: as written, without scene number. synopsis: what its picture shows. actions: paragraphs of
    action. move: word of ``[[move: ...]]``, "" when the script names none. notes: all other notes. titles:
    centred text.
    """

    heading: str = ""
    synopsis: str = ""
    actions: tuple[str, ...] = ()
    lines: tuple[ScriptLine, ...] = ()
    move: str = ""
    notes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    number: int = 0

    @property
    def prompt(self) -> str:
        """What the picture shows: the synopsis, else the action, else the heading in plain words, else what
        is written or said; at most 300 characters.
        """
        text = self.synopsis or " ".join(self.actions)
        if not text:
            parts = re.split(r"\s+[-–—]+\s+", _HEADING_PREFIX.sub("", self.heading))
            text = ", ".join(part.strip().lower() for part in parts if part.strip())
        text = text or " ".join([*self.titles, *(line.text for line in self.lines)])
        if len(text) > _PROMPT_LIMIT:
            cut = text.rfind(" ", 0, _PROMPT_LIMIT)
            text = text[: cut if cut > 0 else _PROMPT_LIMIT]
        return text


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """A whole script. fields: every entry of the title page by lower-case key. characters: in order of
    appearance.

    voices: character -> what ``[[voice: ...]]`` notes ask for. problems: what the reader did not
    understand; never errors.
    """

    title: str = ""
    credit: str = ""
    author: str = ""
    fields: dict[str, str] = {}
    scenes: tuple[ScriptScene, ...] = ()
    characters: tuple[str, ...] = ()
    voices: dict[str, str] = {}
    problems: tuple[Problem, ...] = ()

    @property
    def language(self) -> str:
        """The title page's ``Language:`` entry as written, e.g. ``"en-GB"``, else what the letters of the
        lines tell; "" when they tell nothing.
        """
        written = self.fields.get("language", "").strip()
        return written or language_of(" ".join(line.text for scene in self.scenes for line in scene.lines))

    @property
    def spoken_words(self) -> int:
        """Number of words to be spoken, for estimates of length."""
        return sum(len(line.text.split()) for scene in self.scenes for line in scene.lines)

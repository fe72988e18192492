"""Sentences for people as values: a template with named fields and what fills them.

``Text("“{name}” has no sound.", name=path.name)`` is a string, the finished English sentence, so it prints,
logs and compares as one. It also remembers its template, by which the window translates it (kit.i18n.said)
and the journal stores it. A plain ``str`` is never translated: names, prompts and other words of the user
stay as they are, also inside of a sentence.

Standard library only: the window's first paint imports this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, LiteralString, TypeAlias

_FIELD = re.compile(r"{{|}}|{(\w+)}")

Argument: TypeAlias = "str | int | float"
"""What fills a field: words of the user, a number, or a Text that is translated in its turn."""

Data: TypeAlias = "str | list[Any]"
"""A Text as JSON: the template alone, or [template, arguments] or [template, arguments, singular]."""


def _filled(template: str, arguments: Mapping[str, Argument]) -> str:
    """Fill ``{name}`` fields.

    Not ``str.format``: a template may come from a foreign file, and that reads attributes and pads to any
    width.
    """
    if not arguments:
        return template

    def filling(found: re.Match[str]) -> str:
        return str(arguments.get(found[1], found[0])) if found[1] else found[0][0]

    return _FIELD.sub(filling, template)


def _argument(value: object) -> Argument:
    return value if isinstance(value, str | int | float) else str(value)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802  the name that lupdate knows
    """Mark ``text`` for translation and return it as it is; the view translates it when it is shown."""
    return text


class Text(str):
    """A sentence that can be said in another language.

    Attributes:
        template: the English sentence with ``{name}`` fields; the key of the translation catalogue.
        arguments: what fills the fields, by name.
        singular: the template for a count of one ("" when nothing is counted); the count is argument ``n``.
    """

    __slots__ = ("arguments", "singular", "template")

    template: str
    arguments: Mapping[str, Argument]
    singular: str

    def __new__(cls, template: LiteralString = "", /, **arguments: object) -> Text:
        """Make a sentence.

        template: written out where it is made, so that the catalogue can collect it. arguments: what fills
        its ``{name}`` fields; all but numbers and texts is taken by its ``str``.
        """
        return cls._made(template, {name: _argument(value) for name, value in arguments.items()})

    @classmethod
    def _made(cls, template: str, arguments: Mapping[str, Argument], singular: str = "") -> Text:
        chosen = singular if singular and arguments.get("n") == 1 else template
        self = super().__new__(cls, _filled(chosen, arguments))
        self.template, self.arguments, self.singular = template, arguments, singular
        return self

    @classmethod
    def counted(cls, singular: LiteralString, plural: LiteralString, /, n: int, **arguments: object) -> Text:
        """Make a sentence about ``n`` things, filled in as ``{n}``.

        The catalogue's key is ``plural``; its translation has as many forms as the language needs.
        """
        return cls._made(
            plural, {"n": n} | {name: _argument(value) for name, value in arguments.items()}, singular
        )

    @classmethod
    def verbatim(cls, words: str) -> Text:
        """Make a text of words that are not translated: of the user, a library, another program."""
        return words if isinstance(words, Text) else cls._made("{words}", {"words": words})

    @classmethod
    def declared(cls, words: str) -> Text:
        """Make a text of words that a SPEC or a setting declares for the user: its label, its title."""
        return cls._made(words, {})

    @classmethod
    def joined(cls, separator: str, parts: Iterable[str]) -> Text:
        """Make one text of several in a row, each translated by itself."""
        found = {f"p{number}": part for number, part in enumerate(parts)}
        marks = separator.replace("{", "{{").replace("}", "}}")
        return cls._made(marks.join(f"{{{name}}}" for name in found), found)

    def __reduce__(self) -> tuple[Any, ...]:
        return from_data, (to_data(self),)

    def filled(self, **arguments: object) -> Text:
        """Return the sentence with its fields filled, for templates that lie in a table."""
        filled = {name: _argument(value) for name, value in arguments.items()}
        return self._made(self.template, filled, self.singular)

    def said(self, translate: Callable[[str, int], str]) -> str:
        """Return the sentence in another language.

        translate: (template, count or -1) -> the template in that language, or "" when it is not known.
        """
        count = self.arguments.get("n", -1) if self.singular else -1
        template = translate(self.template, count if isinstance(count, int) else -1)
        if not template:
            template = self.singular if self.singular and count == 1 else self.template
        said = {
            name: value.said(translate) if isinstance(value, Text) else value
            for name, value in self.arguments.items()
        }
        return _filled(template, said)


NO_TEXT = Text()
"""Nothing to say."""

_MAKE = Text._made  # pyright: ignore[reportPrivateUsage]


def to_data(words: str) -> Data:
    """Return a text as JSON can hold it."""
    return _parts(words) if isinstance(words, Text) and words.arguments else str(words)


def _parts(words: Text) -> list[Any]:
    # A text inside of a text is a list even without arguments: a plain string is the user's.
    arguments = {
        name: _parts(value) if isinstance(value, Text) else value for name, value in words.arguments.items()
    }
    return [words.template, arguments, *([words.singular] if words.singular else [])]


def from_data(data: object) -> Text:
    """Return the text that ``to_data`` wrote; a plain string is one without fields.

    Raises ValueError for anything else.
    """
    match data:
        case str():
            return _MAKE(data, {})
        case [str(template), dict() as arguments, *singular] if all(isinstance(one, str) for one in singular):
            filled = {str(name): _from_argument(value) for name, value in arguments.items()}
            return _MAKE(template, filled, *singular[:1])
        case _:
            raise ValueError("not a sentence")


def _from_argument(value: object) -> Argument:
    if isinstance(value, list):
        return from_data(value)
    if isinstance(value, str | int | float):
        return value
    raise ValueError("not an argument of a sentence")

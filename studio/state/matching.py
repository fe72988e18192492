"""How well a few typed letters or words find a title: for the command palette."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_BY_WORDS = 100.0
"""What a hit by whole words or their beginnings is worth more than one by scattered letters."""


def match(query: str, title: str, words: str = "") -> float | None:
    """Return how well ``query`` finds a row: None not at all, higher is better.

    Each word of the query must be, begin or be part of a word of the title or, worth less, of ``words``
    (synonyms). Where one is not, the query's letters must occur in order in the title.
    """
    asked = _WORD.findall(query.casefold())
    if not asked:
        return 0.0
    in_title, in_words = _WORD.findall(title.casefold()), _WORD.findall(words.casefold())
    total = 0.0
    for part in asked:
        best = max(_hit(part, in_title) * 2.0, _hit(part, in_words))
        if not best:
            return score(query, title)
        total += best
    whole = " ".join(in_title)
    phrase = " ".join(asked)
    bonus = 8.0 if whole == phrase else 4.0 if whole.startswith(phrase) else 2.0 if phrase in whole else 0.0
    return _BY_WORDS + total / len(asked) + bonus - 0.01 * len(title)


def _hit(part: str, words: list[str]) -> float:
    """How well one word of the query finds one of ``words``; 0 when not. Earlier ones count more."""
    best = 0.0
    for place, word in enumerate(words):
        kind = 4.0 if word == part else 3.0 if word.startswith(part) else 1.0 if part in word else 0.0
        if kind == 1.0 and len(part) < 3:
            kind = 0.0  # a letter or two inside of a word is in almost every word
        best = max(best, kind - 0.05 * min(place, 10) if kind else 0.0)
    return best


def score(query: str, text: str) -> float | None:
    """How well ``query`` finds ``text``: None not at all, higher is better.

    The letters of the query must occur in order. Letters that start a word or follow the one before
    count more, skipped letters count less; a match at the very start counts most.
    """
    wanted, where = query.casefold().replace(" ", ""), text.casefold()
    if not wanted:
        return 0.0
    best: float | None = None
    for start, letter in enumerate(where):
        if letter == wanted[0]:
            found = _score_from(wanted, where, start)
            if found is not None and (best is None or found > best):
                best = found
    return best


def _score_from(wanted: str, where: str, start: int) -> float | None:
    total, position, before = 0.0, start, -2
    for letter in wanted:
        position = where.find(letter, position)
        if position < 0:
            return None
        word_start = position == 0 or not where[position - 1].isalnum()
        joined = position == before + 1
        total += 1.0 + (2.0 if word_start else 0.0) + (1.5 if joined else 0.0)
        total -= 0.0 if joined or before < 0 else 0.05 * (position - before)
        before, position = position, position + 1
    return total + (2.0 if start == 0 else 0.0) - 0.01 * len(where)

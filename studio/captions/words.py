"""Words with times: spread over a span, matched to another text, joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from studio.captions.breaks import join, tokens, width
from studio.core.ticks import TICKS_PER_SECOND, Ticks
from studio.project.model import Word


def spread(text: str | Sequence[str], start: Ticks, end: Ticks) -> tuple[Word, ...]:
    """Words of a text with times in proportion to their widths, where nothing better is known."""
    parts = tokens(text) if isinstance(text, str) else list(text)
    sizes = [max(width(part), 1) for part in parts]
    total, passed = sum(sizes), 0
    words: list[Word] = []
    for part, size in zip(parts, sizes, strict=True):
        first = start + (end - start) * passed // total
        passed += size
        words.append(Word(part, first, start + (end - start) * passed // total))
    return tuple(words)


def running_text(words: Sequence[Word]) -> str:
    """Words as one line of text."""
    return join([word.text for word in words])


def words_data(words: Iterable[Word]) -> list[dict[str, str | float]]:
    """Return words as the JSON of files and the command line has them: text, start_s, end_s."""
    return [{"text": word.text, "start_s": seconds(word.start), "end_s": seconds(word.end)} for word in words]


def seconds(at: Ticks) -> float:
    """Return seconds that read back as the same tick (1.4 ns)."""
    return round(at / TICKS_PER_SECOND, 10)


def retime(text: str, words: Sequence[Word], start: Ticks, end: Ticks) -> tuple[Word, ...]:
    """The words of ``text`` with the times of the ``words`` they replace.

    Equal words keep their times exactly; changed stretches share the time of what they stand for; without
    ``words`` the text is spread over [start, end). Used after a text edit, and to give recognised or spoken
    words their script's spelling.
    """
    parts = tokens(text)
    if not parts:
        return ()
    if not words:
        return spread(parts, start, end)
    timed: list[Word] = []
    # autojunk would take frequent words such as "the" for noise in long texts.
    matcher = SequenceMatcher(
        None, [_key(word.text) for word in words], [_key(part) for part in parts], autojunk=False
    )
    for kind, old, old_end, new, new_end in matcher.get_opcodes():
        if kind == "equal":
            timed += [
                Word(part, word.start, word.end)
                for part, word in zip(parts[new:new_end], words[old:old_end], strict=True)
            ]
        elif new < new_end:
            first, last = _span(words, old, old_end, start, end)
            timed += spread(parts[new:new_end], first, last)
    return tuple(timed)


def _span(words: Sequence[Word], old: int, old_end: int, start: Ticks, end: Ticks) -> tuple[Ticks, Ticks]:
    """The time that replaced words had; for added words, the pause they stand in."""
    if old < old_end:
        return words[old].start, words[old_end - 1].end
    first = words[old - 1].end if old else min(start, words[0].start)
    last = words[old].start if old < len(words) else max(end, words[-1].end)
    return first, max(first, last)


def _key(text: str) -> str:
    """A word as it sounds: without case and punctuation."""
    kept = "".join(character for character in text.lower() if character.isalnum())
    return kept or text

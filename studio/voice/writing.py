"""Which language a text is in, as far as its letters tell."""

from __future__ import annotations

import re
from typing import NamedTuple


class _Writing(NamedTuple):
    """letters: of this writing. language: BCP-47 tag of most who use it. others: that are written so too."""

    letters: re.Pattern[str]
    language: str
    others: frozenset[str] = frozenset()


_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff]")
_WRITINGS = (
    _Writing(re.compile(f"[{_HAN}]"), "zh", frozenset({"cmn", "yue", "hak", "nan", "ja", "ko"})),
    _Writing(re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"), "ko"),
    _Writing(
        re.compile("[\u0400-\u052f]"),
        "ru",
        frozenset({"uk", "bg", "sr", "mk", "be", "kk", "ky", "tt", "mn", "ba", "cv", "bs"}),
    ),
    _Writing(re.compile("[\u0370-\u03ff\u1f00-\u1fff]"), "el", frozenset({"grc"})),
    _Writing(
        re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
        "ar",
        frozenset({"fa", "ur", "ps", "ku", "ug", "sd"}),
    ),
    _Writing(re.compile("[\u0590-\u05ff]"), "he", frozenset({"iw", "yi"})),
    _Writing(re.compile("[\u0900-\u097f]"), "hi", frozenset({"mr", "ne", "sa", "kok"})),
    _Writing(re.compile("[\u0e00-\u0e7f]"), "th"),
)


def language_of(text: str, language: str = "") -> str:
    """``language`` (a BCP-47 tag), or the likely one where most letters of ``text`` are of a writing that it
    does not use: a Russian sentence in an English film is Russian.
    """
    if text.isascii():
        return language
    letters = sum(character.isalpha() for character in text)
    spoken = language.partition("-")[0].lower()
    kana = len(_KANA.findall(text))
    for writing in _WRITINGS:
        known = len(writing.letters.findall(text))
        if writing.language == "zh" and kana and 2 * (known + kana) > letters:
            return language if spoken == "ja" else "ja"
        if 2 * known > letters:
            return language if spoken in {writing.language, *writing.others} else writing.language
    return language

"""Where a text may be broken, and how good each place is: after sentences, after clauses, before
conjunctions.

Order of preference after the Netflix Timed Text Style Guide (line treatment) and the BBC Subtitle
Guidelines: break at punctuation, before conjunctions and prepositions; never part an article from its noun,
a number from its unit, a title from its name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

GLUED = 1000.0
"""Cost of a place that is never broken."""

SENTENCE, CLAUSE, CONJUNCTION, PREPOSITION, PLAIN, FUNCTION = 0.0, 2.0, 4.0, 5.5, 8.0, 15.0


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SENTENCE_END = re.compile(r"[.!?…。！？؟।]+[\"'”’»)\]」』）]*$")
_CLAUSE_END = re.compile(r"[,;:—–、，；：،؛]+[\"'”’»)\]」』）]*$|^[-–—]$")
_ABBREVIATION = _set("""
    mr. mrs. ms. dr. st. prof. rev. gen. sgt. capt. lt. col. mme. m. sr. jr. no. nr. fig. vs. e.g. i.e.
    approx. vol. p. pp. hr. fr. sra. dra.
""")
_TITLES = _ABBREVIATION - {"e.g.", "i.e.", "vs.", "jr.", "sr."}
_COUNTED = _set("""
    chapter page number figure table step scene act part room route
""")
_NUMBER = re.compile(r"^[$€£¥+−-]?\d[\d.,:/\u00a0%°]*$")
_NUMBER_WORD = _set("""
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty
    seventy eighty ninety hundred thousand million billion
""")
_UNIT = _set("""
    % percent ° °c °f degrees km m cm mm mi ft in kg g mg lb lbs oz l ml s ms min h hz khz mhz ghz kb mb gb
    tb v w kw kwh a.m. p.m. am pm fps px mph km/h bc ad hundred thousand million billion trillion dollars
    euros pounds cents miles feet inches meters metres kilometers kilometres kilograms grams liters litres
    seconds minutes hours days weeks months years € $ £ usd eur
""")
_CURRENCY = frozenset("$€£¥")

_CONJUNCTIONS = _set("""
    and but or nor so yet because that which who when where while if although though unless until since then
    than whether und oder aber denn weil dass wenn ob et ou mais car donc que qui quand y o pero porque
    cuando e ma perché quando se mas и но или что когда
""")
_PREPOSITIONS = _set("""
    of in on at to for with from by about into over under after before between through during against
    without within across behind beyond like near von mit für auf aus bei nach zu über unter de en dans pour
    avec sans sur con por para sin sobre di da per em в на с для
""")
_ARTICLES = _set("""
    a an the my your his her its our their this these those every each no not very is are was were be been
    has have had will would can could should must do does did i we they he she it you i'm it's don't can't
    der die das den dem ein eine einen le la les un une des du el los las una il lo gli os as um uma
""")

# Characters of scripts that are written without spaces between words: kana, Han, CJK punctuation, Thai,
# Lao, Khmer, Burmese.
_NO_SPACE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3000-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
    "\U00020000-\U0003ffff]"
)
_TOKEN = re.compile(
    "[\u2e80-\u2fdf\u3003-\u3007\u3012-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    "[\u3001\u3002\u3009\u300b\u300d\u300f\u3011\uff01-\uff0f\uff1a\uff1b\uff1f\u30fb\u30fc\u3041\u3043\u3045\u3047\u3049"
    "\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7]*"
    "|[^\\s\u2e80-\u2fdf\u3003-\u3007\u3012-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)  # kinsoku: closing punctuation and small kana stay with the character before them (JIS X 4051)


# Of these, the ones that numbers stand close to: 2024年, 3つ.
_CLOSE = re.compile(
    "[\u3000-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
)


def width(text: str) -> int:
    """Columns a text takes: full-width characters and emoji 2, combining marks and joiners 0, others 1."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


@lru_cache(maxsize=4096)
def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def tokens(text: str) -> list[str]:
    """Pieces between which a line may end: words; single characters of Chinese and Japanese."""
    if text.isascii() or not _NO_SPACE.search(text):
        return text.split()
    found: list[str] = []
    for chunk in text.split():
        # Opening brackets belong to what follows them.
        for token in _TOKEN.findall(chunk):
            if found and found[-1][-1] in "「『（【《〈“" and chunk.find(found[-1]) >= 0:
                found[-1] += token
            else:
                found.append(token)
    return found


def spaced(left: str, right: str) -> bool:
    """Whether a space stands between two neighbouring tokens."""
    if not left or not right:
        return False
    if left.isascii() and right.isascii():
        return True
    last, first = left[-1], right[0]
    if (_CLOSE.match(last) and first.isdigit()) or (_CLOSE.match(first) and (last.isdigit() or last == "%")):
        return False
    return not (_NO_SPACE.match(last) and _NO_SPACE.match(first))


def join(parts: Sequence[str]) -> str:
    """Tokens as running text, with spaces where the script uses them."""
    text = " ".join(parts)
    if text.isascii() or not _NO_SPACE.search(text):
        return text
    joined = ""
    for left, right in zip(("", *parts), parts, strict=False):
        joined += f" {right}" if spaced(left, right) else right
    return joined


@lru_cache(maxsize=16384)
def _class(token: str) -> tuple[bool, bool, bool, bool, str]:
    """(ends a sentence, ends a clause, is a number, is a title or counted noun, bare lower-case word)."""
    lower = token.lower()
    bare = lower.strip(".,;:!?…\"'“”‘’()[]«»")
    number = bool(_NUMBER.match(lower.rstrip(".,;:!?"))) or bare in _NUMBER_WORD
    abbreviated = lower in _ABBREVIATION or (len(lower) == 2 and lower[1] == "." and lower[0].isalpha())
    ends = not abbreviated and bool(_SENTENCE_END.search(token))
    clause = not ends and bool(_CLAUSE_END.search(token))
    return ends, clause, number, lower in _TITLES or bare in _COUNTED, bare


def ends_sentence(token: str) -> bool:
    """Whether a sentence ends after this token."""
    return _class(token)[0]


def glued(left: str, right: str) -> bool:
    """Whether two tokens stay on one line and in one cue: number and unit, title and name, currency and
    amount.
    """
    if left[-1:].isdigit() and _CLOSE.match(right):
        return True
    ends, clause, number, title, _ = _class(left)
    if ends or clause:
        return False
    _, _, number_right, _, bare_right = _class(right)
    if number and (bare_right in _UNIT or right.lower().rstrip(",;:!?") in _UNIT):
        return True
    if number_right and (title or left[-1:] in _CURRENCY):
        return True
    return left.lower() in _TITLES and right[:1].isupper()


@lru_cache(maxsize=65536)
def break_cost(left: str, right: str) -> float:
    """How bad it is to break between two tokens: 0 after a sentence, up to ``FUNCTION``; ``GLUED`` for
    never.
    """
    if glued(left, right):
        return GLUED
    ends, clause, _, _, bare = _class(left)
    if ends:
        return SENTENCE
    if clause:
        return CLAUSE
    if bare in _ARTICLES or bare in _CONJUNCTIONS or bare in _PREPOSITIONS:
        return FUNCTION
    following = _class(right)[4]
    if following in _CONJUNCTIONS:
        return CONJUNCTION
    return PREPOSITION if following in _PREPOSITIONS else PLAIN

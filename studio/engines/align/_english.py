"""How written English is spoken: numbers, signs and abbreviations as words, unknown words as sounds. Pure
functions.
"""

from __future__ import annotations

import re
import unicodedata

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_SIGNS = {"&": "and", "+": "plus", "@": "at", "%": "percent", "=": "equals", "#": "number", "°": "degrees"}
_CURRENCIES = {
    "$": ("dollar", "dollars", "cents"),
    "£": ("pound", "pounds", "pence"),
    "€": ("euro", "euros", "cents"),
}

_PART = re.compile(
    r"(?P<money>[$£€])(?P<amount>\d[\d,]*)(?:\.(?P<cents>\d\d))?"
    r"|(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"|(?P<ordinal>\d[\d,]*)(?:st|nd|rd|th)\b"
    r"|(?P<decade>\d\d+)'?s\b"
    r"|(?P<number>\d+(?:,\d{3})+|\d+)(?:\.(?P<fraction>\d+))?"
    r"|(?P<letters>(?:[a-z]\.){2,})"
    r"|(?P<word>[a-z]+(?:'[a-z]+)*)"
    r"|(?P<sign>[&+@%=#°])",
)


def spoken_words(token: str) -> list[str]:
    """The words that a reader says for one written token, in lower case; none for a dash or other silent
    marks.

    ``"$3.50"`` is three dollars and fifty cents, ``"1984"`` nineteen eighty four, ``"U.S."`` u s,
    ``"well-known"`` two words.
    """
    plain = unicodedata.normalize("NFKD", token.replace("\u2019", "'").replace("\u02bc", "'"))
    plain = "".join(character for character in plain if not unicodedata.combining(character)).lower()
    found: list[str] = []
    for match in _PART.finditer(plain):
        found.extend(_spoken_part(match))
    return found


def _spoken_part(match: re.Match[str]) -> list[str]:
    part = match.groupdict()
    if part["money"]:
        return _money(part["money"], part["amount"], part["cents"])
    if part["hour"]:
        minute = int(part["minute"])
        tail = ["o'clock"] if minute == 0 else (["oh"] if minute < 10 else []) + cardinal(minute)
        return cardinal(int(part["hour"])) + tail
    if part["ordinal"]:
        return ordinal(_whole(part["ordinal"]))
    if part["decade"]:
        *head, last = _year(int(part["decade"]))
        return [*head, last[:-1] + "ies" if last.endswith("y") else last + "s"]
    if part["number"]:
        fraction = part["fraction"]
        if fraction:
            return [*cardinal(_whole(part["number"])), "point", *(_ONES[int(digit)] for digit in fraction)]
        return _year(int(part["number"])) if "," not in part["number"] else cardinal(_whole(part["number"]))
    if part["letters"]:
        return part["letters"].replace(".", " ").split()
    return [part["word"] or _SIGNS[part["sign"]]]


def _whole(digits: str) -> int:
    return int(digits.replace(",", ""))


def _money(sign: str, amount: str, cents: str | None) -> list[str]:
    one, many, small = _CURRENCIES[sign]
    whole = _whole(amount)
    words = [*cardinal(whole), one if whole == 1 else many]
    return [*words, "and", *cardinal(int(cents)), small] if cents and int(cents) else words


def cardinal(number: int) -> list[str]:
    """``342`` as three hundred forty two; from a thousand trillion on digit by digit."""
    if number >= 10**15:
        return [_ONES[int(digit)] for digit in str(number)]
    if number < 20:
        return [_ONES[number]]
    if number < 100:
        return [_TENS[number // 10], *([_ONES[number % 10]] if number % 10 else [])]
    scale, name = next((scale, name) for scale, name in _SCALES if number >= scale)
    rest = number % scale
    return [*cardinal(number // scale), name, *(cardinal(rest) if rest else [])]


def ordinal(number: int) -> list[str]:
    """``21`` as twenty first."""
    *head, last = cardinal(number)
    if last in _ORDINALS:
        return [*head, _ORDINALS[last]]
    return [*head, last[:-1] + "ieth" if last.endswith("y") else last + "th"]


def _year(number: int) -> list[str]:
    """Four digits are read as a year where people do: 1066, 1984, 2024, but two thousand five."""
    century, rest = divmod(number, 100)
    if not 1100 <= number <= 2099 or 2000 <= number <= 2009:
        return cardinal(number)
    if rest == 0:
        return [*cardinal(century), "hundred"]
    return [*cardinal(century), *(["oh"] if rest < 10 else []), *cardinal(rest)]


# ---- sounds

_PHONES = {
    # espeak-ng's mnemonics of American English -> phones of the CMU dictionary, without stress
    "aI3": "AY ER", "aI@": "AY ER", "aU3": "AW ER", "aU@": "AW ER", "i@3": "IH R", "i@": "IY AH",
    "U@": "UH R", "O@": "AO R", "o@": "AO R", "A@": "AA R", "e@": "EH R", "3:": "ER", "A:": "AA",
    "O:": "AO", "i:": "IY", "u:": "UW", "aI": "AY", "aU": "AW", "eI": "EY", "oU": "OW", "OI": "OY",
    "@L": "AH L", "I2": "IH", "O2": "AO", "I#": "IH", "tS": "CH", "dZ": "JH", "t#": "T", "t2": "T",
    "r-": "R", "n-": "AH N", "l^": "L", "@2": "AH", "@5": "AH", "a#": "AH", "E#": "EH", "0#": "AA",
    "@": "AH", "3": "ER", "a": "AE", "A": "AA", "E": "EH", "I": "IH", "i": "IY", "O": "AO", "o": "OW",
    "U": "UH", "u": "UW", "V": "AH", "0": "AA", "e": "EH", "p": "P", "b": "B", "t": "T", "d": "D", "k": "K",
    "g": "G", "f": "F", "v": "V", "T": "TH", "D": "DH", "s": "S", "z": "Z", "S": "SH", "Z": "ZH", "h": "HH",
    "m": "M", "n": "N", "N": "NG", "l": "L", "r": "R", "w": "W", "j": "Y", "x": "K", "C": "HH", "R": "R",
    "H": "HH", "Q": "G", "c": "K", "q": "K", "B": "V", "y": "UW",
}  # fmt: skip


def cmu_phones(mnemonics: str) -> str:
    """espeak-ng's sounds of a word (``"d_'a_S_w_U_d"``) as CMU phones (``"D AE SH W UH D"``); ``""`` when
    none is known.
    """
    phones: list[str] = []
    for sound in mnemonics.replace(" ", "_").split("_"):
        sound = sound.lstrip("',%=")
        while sound:
            length = next((size for size in (3, 2, 1) if sound[:size] in _PHONES), 0)
            if length:
                phones.append(_PHONES[sound[:length]])
            sound = sound[length or 1 :]
    return " ".join(phones)

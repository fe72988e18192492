"""Identifiers and fractional ordering keys."""

from __future__ import annotations

import secrets

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def new_id(prefix: str = "") -> str:
    """A new random identifier, 12 url-safe characters after the prefix, e.g. ``"cue_Xc0..."``."""
    body = secrets.token_urlsafe(9)
    return f"{prefix}_{body}" if prefix else body


def order_between(before: str, after: str) -> str:
    """A key that sorts strictly between two keys (``""`` stands for the open end on either side).

    Keys are fractions in base 62 written as text, so a move in a list rewrites one row
    (Figma's and Evan Wallace's "fractional indexing"). Raises ValueError when ``before >= after``.
    """
    if after and before >= after:
        raise ValueError(f"no key between {before!r} and {after!r}")
    if not after:
        return _order_after(before)
    key = ""
    position = 0
    while True:
        low = _DIGITS.index(before[position]) if position < len(before) else 0
        high = _DIGITS.index(after[position]) if after and position < len(after) else len(_DIGITS)
        if high - low > 1:
            return key + _DIGITS[low + max((high - low) // 2, 1)]
        key += _DIGITS[low]
        if high - low == 1:
            after = ""
        position += 1


def orders(count: int, before: str = "", after: str = "") -> list[str]:
    """``count`` ascending keys between two keys, evenly spread so that later inserts stay short."""
    if count <= 0:
        return []
    if not after and count > 1:
        width = 1
        while len(_DIGITS) ** width < 2 * count:
            width += 1
        span = len(_DIGITS) ** width
        stem = _order_after(before) if before else ""  # no longer for every batch behind another
        return [stem + _base62((index + 1) * span // (count + 1), width) for index in range(count)]
    middle = order_between(before, after)
    half = count // 2
    return [*orders(half, before, middle), middle, *orders(count - half - 1, middle, after)]


def _order_after(before: str) -> str:
    """The next key when appending: a counter whose width doubles, so 100 000 appends
    need seven digits, not thousands.
    """
    full = len(before) - len(before.lstrip(_DIGITS[-1]))
    width = full + 1
    value = 0
    for digit in before[full:].ljust(width, "0")[:width]:
        value = value * len(_DIGITS) + _DIGITS.index(digit)
    value += 1
    if value % len(_DIGITS) == 0:
        value += 1  # a key never ends in "0": nothing would sort between it and its stem
    digits: list[str] = []
    for _ in range(width):
        value, digit_value = divmod(value, len(_DIGITS))
        digits.append(_DIGITS[digit_value])
    return _DIGITS[-1] * full + "".join(reversed(digits))


def _base62(value: int, width: int) -> str:
    digits: list[str] = []
    for _ in range(width):
        value, digit = divmod(value, len(_DIGITS))
        digits.append(_DIGITS[digit])
    text = "".join(reversed(digits)).rstrip("0")
    return text or "1"

"""Text from files as it may be shown: names and titles can hold sequences that a terminal obeys."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_CONTROL = "\x00-\x1f\x7f-\x9f"  # C0, DEL and C1: ESC and CSI begin a sequence
_DIRECTION = "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # turn the order of what is read around
_LONE = "\ud800-\udfff"  # bytes of a name that are not UTF-8 (PEP 383), and halves of characters

_UNSHOWABLE = re.compile(f"[{_CONTROL}{_DIRECTION}{_LONE}]")
_UNSHOWABLE_BUT_LINES = re.compile(f"(?![\n\t])[{_CONTROL}{_DIRECTION}{_LONE}]")
_IN_JSON = re.compile(f"[\x7f-\x9f{_DIRECTION}]")
_BYTES = range(0xDC80, 0xDD00)


def printable(text: str, *, lines: bool = False) -> str:
    r"""``text`` with characters that a terminal would obey written out, such as ``\x1b``; a byte of a name
    that is not UTF-8 as ``\xff``. lines: line ends and tabs stay.
    """
    return (_UNSHOWABLE_BUT_LINES if lines else _UNSHOWABLE).sub(_written_out, text)


def json_text(values: Mapping[str, Any], *, indent: int | None = None) -> str:
    """A JSON object that is valid in UTF-8 and safe to show. What is not UTF-8 in a name is U+FFFD, once for
    each byte.
    """
    text = json.dumps(values, ensure_ascii=False, indent=indent)
    text = re.sub(f"[{_LONE}]", "\ufffd", text)
    return _IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _written_out(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code in _BYTES:
        return f"\\x{code - 0xDC00:02x}"
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(found.group()) or (
        f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    )

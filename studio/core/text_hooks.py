"""How msgspec writes and reads the texts inside of structs (core.text)."""

from __future__ import annotations

from typing import Any

from studio.core.text import Text, from_data, to_data


def text_encoded(value: Any) -> Any:
    """``enc_hook``: a Text as the JSON of ``core.text.to_data``. Raises TypeError for other types."""
    if isinstance(value, Text):
        return to_data(value)
    raise TypeError(f"no encoding for {type(value).__name__}")


def text_decoded(kind: type, value: Any) -> Any:
    """``dec_hook``: ``text_encoded`` backwards; a plain string is a text without fields.

    Raises ValueError for anything else, NotImplementedError for other types.
    """
    if kind is Text:
        return from_data(value)
    raise NotImplementedError(f"no decoding for {kind.__name__}")

"""What decoders and parsers raise for bytes that are not what was asked for.

Files of other people, of other tools, and the app's own after a damage: whatever is in them, reading ends in
a value or in one of these errors. Standard library alone: the window's first paint reads files, too.
"""

from __future__ import annotations

UNDECODABLE = (
    ValueError,  # json, msgspec's DecodeError, tomllib, text that is not UTF-8, a number of 5000 digits
    TypeError,  # another type than expected, also a column of a database that holds a number
    LookupError,  # a part that is missing
    AttributeError,  # a list where an object belongs
    ArithmeticError,  # 1e999 as a whole number; a rate of 0
    RecursionError,  # nested deeper than the decoder goes
    MemoryError,  # larger than fits
)
"""For ``except`` around the decoding alone, so that a mistake of the app is not taken for a damaged file."""

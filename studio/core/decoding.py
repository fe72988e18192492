"""What msgspec raises for bytes that are not what was asked for. Apart from `errors`: the window shows itself
before msgspec is imported.
"""

from __future__ import annotations

import msgspec

UNDECODABLE = (msgspec.MsgspecError, UnicodeDecodeError)
"""For ``except``: text that is no UTF-8 has an error of its own."""

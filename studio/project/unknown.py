"""Keep what this build does not know when it rewrites an entity.

A later build may have written fields, also inside of lists, that this one does not read. An edit here changes
only what it knows: the new body is a three-way merge of

- the stored body (``raw``),
- what this build reads of it, encoded again (``known``), and
- what this build wants to store (``new``).

Where ``new`` equals ``known`` nothing was changed here, so the stored value stays as it is.
"""

from __future__ import annotations

from typing import Any, cast

import msgspec

Json = Any
"""What a JSON text decodes to: dict, list, str, int, float, bool or None."""


def merged(raw: bytes, known: bytes, new: bytes) -> bytes:
    """Return the body to store: ``new`` with everything of ``raw`` that is not in ``known``.

    All three are JSON objects. Raises msgspec.DecodeError when one is not JSON.
    """
    if raw == known:
        return new
    decode = msgspec.json.decode
    return msgspec.json.encode(_merged(decode(raw), decode(known), decode(new)))


def _merged(raw: Json, known: Json, new: Json) -> Json:
    if _same(new, known):
        return raw
    if isinstance(raw, dict) and isinstance(known, dict) and isinstance(new, dict):
        return _merged_objects(
            cast("dict[str, Json]", raw), cast("dict[str, Json]", known), cast("dict[str, Json]", new)
        )
    if isinstance(raw, list) and isinstance(known, list) and isinstance(new, list):
        return _merged_lists(cast("list[Json]", raw), cast("list[Json]", known), cast("list[Json]", new))
    return new


def _merged_objects(raw: dict[str, Json], known: dict[str, Json], new: dict[str, Json]) -> dict[str, Json]:
    # A key of `raw` that is neither in `known` nor in `new` is unknown here, or a default written out.
    result = {
        key: _merged(value, known.get(key), new[key]) if key in new else value
        for key, value in raw.items()
        if key in new or key not in known
    }
    return result | {key: value for key, value in new.items() if key not in raw}


def _merged_lists(raw: list[Json], known: list[Json], new: list[Json]) -> list[Json]:
    """Elements that were only moved, or kept among others, keep what is unknown in them."""
    if len(raw) > len(known):  # an array-like struct (a word with its times) with more fields than known here
        read = len(known)
        return [*map(_merged, raw[:read], known, new[:read]), *new[read:], *raw[read:]]
    places: dict[bytes, list[int]] = {}
    for place in range(len(known) - 1, -1, -1):
        places.setdefault(msgspec.json.encode(known[place]), []).append(place)
    aligned = len(known) == len(new)
    result: list[Json] = []
    for place, value in enumerate(new):
        found = places.get(msgspec.json.encode(value))
        if aligned and not _same(known[place], value) and not found:
            result.append(_merged(raw[place], known[place], value))
        else:
            result.append(raw[found.pop()] if found else value)
    return result


def _same(one: Json, other: Json) -> bool:
    """Equality that tells True from 1 and 1 from 1.0."""
    return one == other and msgspec.json.encode(one) == msgspec.json.encode(other)

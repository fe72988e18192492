"""A recipe says how a thing was made; its key is the cache key. Same recipe, same device: same bytes."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that decides the bytes of a generated thing.

    engine: engine id (= file name). version: the engine's own version word.
    models: (file name, sha256) of every model file used, sorted. params: the engine's
    parameters, defaults filled in.
    seed: None where the engine has no randomness. inputs: (role, sha256 of the bytes), sorted by role.
    """

    engine: str
    version: str
    params: dict[str, Any]  # values are str | int | float | bool | None, as the engine's SPEC declares
    seed: int | None = None
    models: tuple[tuple[str, str], ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()

    def key(self) -> str:
        """Hex SHA-256 of the canonical JSON (sorted keys, integers and floats told apart by value only)."""
        canonical = msgspec.json.encode(self, order="sorted")
        return hashlib.sha256(canonical).hexdigest()

"""Small things a view remembers per project (open tab, zoom, splitter): durable, but neither undoable nor in
the journal.
"""

from __future__ import annotations

import sqlite3
from typing import Any, TypeVar

import msgspec

from studio.core.decoding import UNDECODABLE
from studio.core.errors import StudioError
from studio.core.log import logger
from studio.project.bounds import MOST_VIEW_STATE
from studio.project.store import Store

_PREFIX = "view."
_Shape = TypeVar("_Shape", bound=msgspec.Struct)


class ViewState:
    """Key and JSON-able value per project. A read-only project remembers only until it is closed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._values: dict[str, Any] = {}  # any JSON value, as the view gave it
        room = MOST_VIEW_STATE
        for row, size in store.query(
            "SELECT rowid, length(key) + length(value) FROM meta WHERE key GLOB 'view.*' ORDER BY rowid DESC"
        ):
            room -= size
            if room < 0:
                logger("project").warning("view state of %d bytes is left out", size)
                continue
            key, value = store.query("SELECT key, value FROM meta WHERE rowid = ?", (row,))[0]
            try:
                self._values[key.removeprefix(_PREFIX)] = msgspec.json.decode(value)
            except UNDECODABLE as error:
                logger("project").warning("view state %s is left out: %s", key, error)

    def get(self, key: str, default: Any = None) -> Any:  # a JSON value
        """The value last set, else ``default``."""
        return self._values.get(key, default)

    def recall(self, key: str, shape: type[_Shape]) -> _Shape:
        """The value last set as a struct whose fields all have defaults; the defaults when it does not fit,
        as the file may come from another version or another person.
        """
        try:
            return msgspec.convert(self._values.get(key, {}), shape)
        except UNDECODABLE as error:
            logger("project").warning("view state %s is left out: %s", key, error)
            return shape()

    def set(self, key: str, value: Any) -> None:  # a JSON value
        """Remember a value; None forgets it.

        A full disk is logged, not raised: no view should fail over this.
        """
        if self._values.get(key) == value:
            return
        body = msgspec.json.encode(value)
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        if self._store.read_only:
            return
        try:
            with self._store.transaction() as connection:
                self._write(connection, key, None if value is None else body)
        except StudioError as error:
            logger("project").warning("view state %s could not be kept: %s", key, error.message)

    def _write(self, connection: sqlite3.Connection, key: str, body: bytes | None) -> None:
        if body is None:
            connection.execute("DELETE FROM meta WHERE key = ?", (_PREFIX + key,))
        else:
            connection.execute(
                "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_PREFIX + key, body)
            )

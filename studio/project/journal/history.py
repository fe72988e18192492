"""The journal: every edit with its inverse, in the same transaction as its rows.

Undo and redo replay it, also after a restart.

An operation is a list of (id, body before, body after); ``null`` stands for "not there". Undo writes the
befores, redo the afters. A new edit drops what was undone. The journal is capped by its size in bytes,
oldest edits first.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import msgspec

from studio.core.decoding import UNDECODABLE
from studio.core.errors import StudioError
from studio.core.text import NO_TEXT, Text, from_data, to_data
from studio.project.bounds import MOST_VALUE
from studio.project.store import Store

CAP_BYTES = 64 * 1024 * 1024
COALESCE_SECONDS = 3.0
"""An edit with the same coalescing key within this time after the last one continues it (a drag, typing in
one field).
"""

_COMPRESS_ABOVE = 4096
_MOST_BYTES = MOST_VALUE
_LABEL = "substr(label, 1, 4000)"  # no label of the app's is near this; a foreign one may fill the memory


class Step(msgspec.Struct, array_like=True):
    """One entity's change: JSON bodies before and after, ``null`` for "not there"."""

    id: str
    before: msgspec.Raw
    after: msgspec.Raw


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One edit as the history list shows it.

    undone: it waits for redo. size: bytes it takes in the journal.
    """

    seq: int
    label: Text
    created: str
    undone: bool
    size: int


_decoder = msgspec.json.Decoder(list[Step])


class History:
    """Undo and redo over the store's journal table.

    The ``record`` and ``mark`` methods run inside the caller's transaction.
    """

    def __init__(self, store: Store, cap_bytes: int = CAP_BYTES) -> None:
        self._store = store
        self._cap = cap_bytes
        self._open_key = ""
        self._open_until = 0.0
        self._next_undo: tuple[int, Text] | None = None
        self._next_redo: tuple[int, Text] | None = None
        self._size = 0
        self._draft: tuple[tuple[int, Text], int] | None = None
        self._load()

    def _load(self) -> None:
        self._size = int(self._store.query("SELECT coalesce(sum(size), 0) FROM journal")[0][0])
        self._load_heads()

    def _load_heads(self) -> None:
        # Undone edits are always the newest ones, so both heads are found from the end, without a scan.
        done = self._store.query(
            f"SELECT seq, {_LABEL} FROM journal WHERE undone = 0 ORDER BY seq DESC LIMIT 1"
        )
        last = done[0][0] if done else 0
        undone = self._store.query(
            f"SELECT seq, {_LABEL} FROM journal WHERE seq > ? ORDER BY seq LIMIT 1", (last,)
        )
        self._next_undo = _head(done)
        self._next_redo = _head(undone)

    @property
    def present(self) -> int:
        """Number of the edit that undo would take back, 0 when there is none."""
        return self._next_undo[0] if self._next_undo else 0

    @property
    def undo_label(self) -> Text:
        """Label of the edit that undo would take back, "" when there is none."""
        return self._next_undo[1] if self._next_undo else NO_TEXT

    @property
    def redo_label(self) -> Text:
        """Label of the edit that redo would make again, "" when there is none."""
        return self._next_redo[1] if self._next_redo else NO_TEXT

    @property
    def newest(self) -> int:
        """Number of the edit that undo would take back, 0 when there is none."""
        return self._next_undo[0] if self._next_undo else 0

    def seal(self) -> None:
        """End the running coalescing (mouse release): the next edit is an undo step of its own."""
        self._open_key = ""

    def entries(self, limit: int) -> list[HistoryEntry]:
        """The newest ``limit`` edits, newest first, undone ones included."""
        rows = self._store.query(
            f"SELECT seq, {_LABEL}, substr(created, 1, 40), undone, size FROM journal"
            " ORDER BY seq DESC LIMIT ?",
            (limit,),
        )
        return [
            HistoryEntry(seq=seq, label=_label_in(label), created=created, undone=bool(undone), size=size)
            for seq, label, created, undone, size in rows
        ]

    def record(
        self, connection: sqlite3.Connection, label: Text, coalesce: str, steps: list[Step], joins: int = 0
    ) -> None:
        """Append one edit, or merge it into the last one: when its coalescing key continues, or when that is
        the one it joins, whose label stays.
        """
        size = self._size
        reload = self._next_redo is not None
        if reload:
            connection.execute("DELETE FROM journal WHERE undone = 1")
        head = self._next_undo
        joined = bool(joins) and head is not None and head[0] == joins
        continues = bool(coalesce) and coalesce == self._open_key and time.monotonic() < self._open_until
        if (joined or continues) and head and not reload:
            label = head[1] if joined else label
            old, old_size = connection.execute(
                "SELECT operation, size FROM journal WHERE seq = ?", (head[0],)
            ).fetchone()
            blob = _pack(merge(steps_of(old), steps))
            seq, size = head[0], size - old_size
            connection.execute(
                "UPDATE journal SET label = ?, size = ?, operation = ? WHERE seq = ?",
                (_label_data(label), len(blob), blob, seq),
            )
        else:
            blob = _pack(steps)
            created = datetime.now(UTC).isoformat(timespec="milliseconds")
            seq = (
                connection.execute(
                    "INSERT INTO journal (label, coalesce, created, size, operation) VALUES (?, ?, ?, ?, ?)",
                    (_label_data(label), coalesce, created, len(blob), blob),
                ).lastrowid
                or 0
            )
        size += len(blob)
        if size > self._cap:
            self._trim(connection)
            reload = True
        self._draft = None if reload else ((seq, label), size)

    def recorded(self, coalesce: str) -> None:
        """Take note of a committed ``record``."""
        self._open_key, self._open_until = coalesce, time.monotonic() + COALESCE_SECONDS
        if self._draft is None:
            self._load()
        else:
            self._next_undo, self._size = self._draft

    def peek(self, *, redo: bool) -> tuple[int, Text, list[Step]] | None:
        """(seq, label, steps) of the edit that undo (or redo) would replay."""
        head = self._next_redo if redo else self._next_undo
        if head is None:
            return None
        rows = self._store.query("SELECT operation FROM journal WHERE seq = ?", (head[0],))
        return (*head, steps_of(rows[0][0])) if rows else None

    def mark(self, connection: sqlite3.Connection, seq: int, *, undone: bool) -> None:
        """Note that an edit was undone or redone."""
        connection.execute("UPDATE journal SET undone = ? WHERE seq = ?", (int(undone), seq))

    def marked(self) -> None:
        """Take note of a committed ``mark``."""
        self.seal()
        self._load_heads()

    def _trim(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute("SELECT seq, size FROM journal ORDER BY seq DESC").fetchall()
        total = 0
        for position, (seq, bytes_) in enumerate(rows):
            total += bytes_
            if total > self._cap and position:  # the newest edit can always be undone
                connection.execute("DELETE FROM journal WHERE seq <= ?", (seq,))
                return


def _head(rows: list[tuple[Any, ...]]) -> tuple[int, Text] | None:
    return (rows[0][0], _label_in(rows[0][1])) if rows else None


def _label_data(label: Text) -> str:
    """Return the label as the journal's column holds it: the template alone, or JSON with its arguments."""
    data = to_data(label)
    return data if isinstance(data, str) else msgspec.json.encode(data).decode()


def _label_in(column: str) -> Text:
    """Return the label in the column; one that an older build wrote is a finished English sentence."""
    if column.startswith("["):
        with suppress(*UNDECODABLE):
            return from_data(msgspec.json.decode(column))
    return from_data(column)


def merge(old: list[Step], new: list[Step]) -> list[Step]:
    """Two edits as one: the befores of the first, the afters of the second."""
    merged = {step.id: step for step in old}
    for step in new:
        first = merged.get(step.id)
        merged[step.id] = Step(step.id, first.before if first else step.before, step.after)
    return list(merged.values())


def _pack(steps: list[Step]) -> bytes:
    blob = msgspec.json.encode(steps)
    return zlib.compress(blob, 1) if len(blob) > _COMPRESS_ABOVE else blob


def steps_of(blob: bytes) -> list[Step]:
    """The steps in a journal row. Raises StudioError("history_broken")."""
    try:
        return _decoder.decode(blob if blob.startswith(b"[") else _unpacked(blob))
    except (*UNDECODABLE, zlib.error) as error:
        raise StudioError(
            "history_broken",
            Text("This step of the history could not be read."),
            Text("Check the project."),
            str(error),
        ) from error


def _unpacked(blob: bytes) -> bytes:
    """A compressed operation; one that grows beyond all measure is none of ours."""
    opener = zlib.decompressobj()
    data = opener.decompress(blob, _MOST_BYTES)
    if not opener.eof:
        raise zlib.error("cut off, or larger than any edit")
    return data

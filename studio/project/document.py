"""The document in memory: every entity by id, decoded when first asked for, indexed by parent and kind.

Thread rule: ``apply`` is called by the one thread that edits; reads are safe from any thread, because
entities are immutable and each call sees a whole transaction or none of it. For several calls that must
agree with each other take a ``frozen`` copy.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import cast

import msgspec

from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError, StudioError
from studio.core.log import logger
from studio.core.text import Text
from studio.project.database import Row, describing
from studio.project.model import KINDS, Asset, E, Entity, kind_of
from studio.project.unknown import merged

_DECODERS: dict[str, msgspec.json.Decoder[Entity]] = {}


def _plain(value: object) -> str:
    """A sentence that becomes the user's own, as the name of what was made, is plain text from then on."""
    if isinstance(value, Text):
        return str(value)
    raise TypeError(f"JSON has no {type(value).__name__}")


_encoder = msgspec.json.Encoder(enc_hook=_plain)
_ADDRESS = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


class _Head(msgspec.Struct):
    """What every entity of every version has in its body."""

    kind: str
    id: str
    parent: str = ""


_head_decoder = msgspec.json.Decoder(_Head)


def encode(entity: Entity) -> bytes:
    """The JSON body of an entity, with its kind. Raises TypeError for values that JSON does not have."""
    return _encoder.encode(entity)


def decode(kind: str, body: bytes) -> Entity:
    """The entity in a JSON body. Raises StudioError("entity_broken") when it is none of this app's."""
    decoder = _DECODERS.get(kind)
    if decoder is None:
        known = KINDS.get(kind)
        if known is None:
            raise StudioError(
                "entity_broken", Text("This app does not support objects of type “{kind}”.", kind=kind)
            )
        decoder = _DECODERS[kind] = msgspec.json.Decoder(known)
    try:
        return decoder.decode(body)
    except UNDECODABLE as error:
        raise StudioError(
            "entity_broken",
            Text("A {kind} in the project could not be read.", kind=kind),
            Text("Check the project."),
            str(error),
        ) from error


def decode_row(row: Row) -> Entity:
    """The entity in a row; where a damaged body disagrees with it, the row is right: it is indexed."""
    entity_id, kind, parent, body = row
    entity = decode(kind, body)
    if entity.id != entity_id or entity.parent != parent:
        logger("project").warning("%s %s does not agree with its row", kind, entity_id)
        entity = msgspec.structs.replace(entity, id=entity_id, parent=parent)
    return entity


def row_in(body: bytes) -> Row:
    """Return the row that a JSON body of any version belongs into, its kind known here or not.

    Raises StudioError("entity_broken") when the body has no kind or id.
    """
    try:
        head = _head_decoder.decode(body)
    except UNDECODABLE as error:
        raise StudioError(
            "entity_broken",
            Text("An entry in the project could not be read."),
            Text("Check the project."),
            str(error),
        ) from error
    return head.id, head.kind, head.parent, body


def body_in(row: Row) -> bytes | None:
    """Return the body of a row with the row's own id, kind and parent in it, or None when it is not JSON."""
    entity_id, kind, parent, body = row
    try:
        if row_in(body)[:3] == row[:3]:
            return body
        fields = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except (StudioError, *UNDECODABLE):
        return None
    return msgspec.json.encode(fields | {"kind": kind, "id": entity_id, "parent": parent})


def addresses_in(body: bytes) -> set[str]:
    """Return all in a body that can be the name of a stored file, in fields known here or not."""
    return {found.decode() for found in _ADDRESS.findall(body)}


def of_kind(entity: Entity | None, entity_id: str, kind: type[E]) -> E:
    """``entity`` when it is of this kind. Raises InputError("entity_missing")."""
    if not isinstance(entity, kind):
        word = kind_of(kind).replace("_", " ")
        raise InputError(
            "entity_missing",
            Text("There is no {word} “{entity_id}” in this project.", word=word, entity_id=entity_id),
        )
    return entity


class Document:
    """Entities by id. Made from undecoded rows; a broken row is logged once and treated as absent (check.py
    reports it).
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._cells: dict[str, Row | Entity] = {row[0]: row for row in rows}
        # Stored bodies of decoded entities that hold more than this build reads.
        self._stored: dict[str, bytes] = {}
        # parent -> kind -> ids; the inner dict is an insertion-ordered set.
        self._index: dict[str, dict[str, dict[str, None]]] = {}
        last: tuple[str, str] | None = None
        ids: dict[str, None] = {}
        for entity_id, kind, parent, _body in cast("Iterable[Row]", self._cells.values()):
            # Siblings mostly lie side by side, so the two look-ups are rare.
            if last is None or last[0] != parent or last[1] != kind:
                last = parent, kind
                ids = self._index.setdefault(parent, {}).setdefault(kind, {})
            ids[entity_id] = None
        self._sorted: dict[tuple[str | None, str], list[Entity]] = {}
        self._mutex = threading.RLock()

    def __len__(self) -> int:
        return len(self._cells)

    def __contains__(self, entity_id: object) -> bool:
        return entity_id in self._cells

    def find(self, entity_id: str) -> Entity | None:
        """The entity with this id, or None."""
        cell = self._cells.get(entity_id)
        if isinstance(cell, tuple):
            try:
                entity = decode_row(cell)
            except StudioError as error:
                logger("project").error(
                    "%s %s is left out: %s (%s)", cell[1], entity_id, error.message, error.detail
                )
                return None
            with self._mutex:
                # Only if no edit has put another value there meanwhile.
                if self._cells.get(entity_id) is cell:
                    self._cells[entity_id] = entity
                    if _encoder.encode(entity) != cell[3] and (stored := body_in(cell)) is not None:
                        self._stored[entity_id] = stored
            return entity
        return cell

    def get(self, entity_id: str, kind: type[E]) -> E:
        """The entity with this id and kind. Raises InputError("entity_missing") when there is none."""
        entity = self.find(entity_id)
        return of_kind(entity, entity_id, kind)

    def children(self, parent: str, kind: type[E]) -> list[E]:
        """Entities of one kind below ``parent``, sorted by their order keys."""
        return self._list(parent, kind)

    def all(self, kind: type[E]) -> list[E]:
        """Every entity of one kind, sorted by order key, whatever the parent."""
        return self._list(None, kind)

    def child_ids(self, parent: str) -> list[str]:
        """Ids of everything directly below ``parent``, in no promised order."""
        with self._mutex:
            return [entity_id for ids in self._index.get(parent, {}).values() for entity_id in ids]

    def kinds(self) -> dict[str, int]:
        """How many entities there are of each kind."""
        counts: dict[str, int] = {}
        with self._mutex:
            for by_kind in self._index.values():
                for kind, ids in by_kind.items():
                    counts[kind] = counts.get(kind, 0) + len(ids)
        return counts

    def entities(self) -> Iterator[Entity]:
        """Every readable entity, as of now."""
        for entity_id in list(self._cells):
            entity = self.find(entity_id)
            if entity is not None:
                yield entity

    def rows(self) -> list[Row]:
        """Every entity as a row, as it would be stored."""
        with self._mutex:
            return [
                cell if isinstance(cell, tuple) else (*row_of(cell)[:3], self._body_of(cell))
                for cell in self._cells.values()
            ]

    def unread(self) -> list[bytes]:
        """Return every body that holds, or may hold, more than this build reads: unknown kinds and fields,
        broken rows, and rows that nobody has asked for yet.
        """
        with self._mutex:
            rows = [cell for cell in self._cells.values() if isinstance(cell, tuple)]
            return [*self._stored.values(), *(row[3] for row in rows)]

    def body(self, entity_id: str) -> bytes | None:
        """The stored JSON of an entity, what this build does not know of it included; None when there is no
        such entity, or its body is not JSON.
        """
        with self._mutex:
            cell = self._cells.get(entity_id)
            if cell is None:
                return None
            return body_in(cell) if isinstance(cell, tuple) else self._body_of(cell)

    def rewritten(self, entity: Entity, body: bytes) -> bytes:
        """Return ``body``, the JSON of ``entity`` as this build writes it, with what is stored of the entity
        and this build does not know.
        """
        before = self.find(entity.id)
        stored = self._stored.get(entity.id)
        return body if before is None or stored is None else merged(stored, encode(before), body)

    def _body_of(self, entity: Entity) -> bytes:
        return self._stored.get(entity.id) or encode(entity)

    def place(self, entity_id: str) -> tuple[str, str] | None:
        """(kind, parent) of an entity without decoding it, or None."""
        cell = self._cells.get(entity_id)
        if cell is None:
            return None
        return (cell[1], cell[2]) if isinstance(cell, tuple) else (kind_of(cell), cell.parent)

    def frozen(self) -> Document:
        """A copy that no later edit changes, for a worker thread that must see one state; entities are
        shared.
        """
        copy = Document()
        with self._mutex:
            copy._cells = dict(self._cells)
            copy._stored = dict(self._stored)
            copy._index = {
                parent: {kind: dict(ids) for kind, ids in kinds.items()}
                for parent, kinds in self._index.items()
            }
            copy._sorted = dict(self._sorted)
        return copy

    def apply(self, states: Mapping[str, Row | None], ready: Mapping[str, Entity] | None = None) -> None:
        """Take over one committed transaction: rows by entity id, None for what was removed.

        ready: the entities of some of these rows, where they are decoded already and hold nothing else. Only
        the thread that edits calls this.
        """
        ready = ready or {}
        with self._mutex:
            for entity_id, row in states.items():
                self._forget(entity_id)
                if row is None:
                    continue
                _id, kind, parent, _body = row
                self._cells[entity_id] = ready.get(entity_id, row)
                self._index.setdefault(parent, {}).setdefault(kind, {})[entity_id] = None
                self._drop_sorted(parent, kind)

    def _forget(self, entity_id: str) -> None:
        place = self.place(entity_id)
        if place is None:
            return
        kind, parent = place
        del self._cells[entity_id]
        self._stored.pop(entity_id, None)
        by_kind = self._index[parent]
        del by_kind[kind][entity_id]
        if not by_kind[kind]:
            del by_kind[kind]
            if not by_kind:
                del self._index[parent]
        self._drop_sorted(parent, kind)

    def _drop_sorted(self, parent: str, kind: str) -> None:
        self._sorted.pop((parent, kind), None)
        self._sorted.pop((None, kind), None)

    def _list(self, parent: str | None, kind: type[E]) -> list[E]:
        word = kind_of(kind)
        with self._mutex:
            known = self._sorted.get((parent, word))
            if known is None:
                if parent is not None:
                    ids: Iterable[str] = self._index.get(parent, {}).get(word, {})
                else:
                    ids = [entity_id for kinds in self._index.values() for entity_id in kinds.get(word, {})]
                found = [entity for entity in map(self.find, ids) if entity is not None]
                found.sort(key=_sort_key)
                known = self._sorted[parent, word] = found
            return cast("list[E]", known.copy())


def row_of(entity: Entity) -> Row:
    """The row that stores an entity."""
    return entity.id, kind_of(entity), entity.parent, encode(entity)


def _sort_key(entity: Entity) -> tuple[str, str]:
    return entity.order, entity.id


def sources_inside(file: Path) -> list[Path]:
    """Relative paths of the imported files that a closed document names inside the project's folder."""
    with describing(file), closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT body FROM entity WHERE kind = 'asset'").fetchall()
    found: set[Path] = set()
    for (body,) in rows:
        with suppress(StudioError):  # what cannot be read is reported by check.py
            asset = decode("asset", body)
            if isinstance(asset, Asset) and asset.source and not asset.sha256:
                found.add(Path(asset.source))
    return sorted(path for path in found if not path.is_absolute() and ".." not in path.parts)

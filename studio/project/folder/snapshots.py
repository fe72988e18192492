"""Verified copies of the document in ``backups/``, thinned by age.

Media are not copied: they are immutable and stay.

A snapshot is SQLite's VACUUM INTO a temporary file, ``quick_check``, fsync, rename: a snapshot that has its
name is sound. Its file ends in ``.studio-backup``, so that nobody opens it in place by a double click.
"""

from __future__ import annotations

import math
import os
import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import msgspec

from studio.core.errors import InputError, StudioError
from studio.core.files import copy_file, replacing, safe_name
from studio.core.log import logger
from studio.core.own_folders import is_link, own_files, own_folder
from studio.core.text import Text
from studio.project.database import quick_check, settle
from studio.project.folder.lock import ProjectLock

SUFFIX = ".studio-backup"
REPLACED = "replaced"
"""Label of what a project was before a copy of it was restored."""
_NAME = re.compile(r"(\d{8}T\d{6}Z)(?:-([^/]*))?" + re.escape(SUFFIX))
_NUMBER = re.compile(r"\.(\d{1,6})\Z")
_STAMP = "%Y%m%dT%H%M%SZ"

_HOUR, _DAY, _MONTH = 3600.0, 86_400.0, 30 * 86_400.0
_AGES = ((_HOUR, 300.0), (_DAY, _HOUR), (_MONTH, _DAY), (float("inf"), 7 * _DAY))
"""(up to this age, keep one in this many seconds); the idea is Kdenlive's backup classes."""

_EVERY_S = 600.0
"""Automatic copies of a document that changes are at least this far apart."""


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """One copy. taken: UTC. label: "" for automatic ones. size in bytes."""

    path: Path
    taken: datetime
    label: str
    size: int


class Copied(Protocol):
    """What a snapshot is taken of: the store of an open project."""

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy to ``target``, which does not exist."""
        ...


class Snapshots:
    """The ``backups`` folder of one project file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._folder = file.parent / "backups"

    def all(self) -> list[Snapshot]:
        """Every snapshot, newest first; those dated in the future last: they were made before the clock was
        set back, nobody knows when.
        """
        now = datetime.now(UTC)
        files = own_files(self._folder, _NAME)
        found = [copy for path, facts in files if (copy := _snapshot(path, facts.st_size)) is not None]
        return sorted(found, key=lambda snapshot: (snapshot.taken <= now, *_order(snapshot)), reverse=True)

    def take(self, document: Copied, label: str = "", *, keep: int) -> Path:
        """Copy the open project's document and thin the older copies to ``keep``.

        On any thread; edits may go on.

        Raises StudioError("disk_full"), InputError("project_damaged") when the copy is not sound (it is then
        not kept).
        """
        target = self._target(label)
        with replacing(target) as temporary:
            document.copy_to(temporary)
            found = quick_check(temporary)
            if found:
                raise InputError(
                    "project_damaged",
                    Text("“{name}” is damaged, so the copy was not kept.", name=self._file.name),
                    Text("Restore an older copy."),
                    "\n".join(found[:20]),
                )
        self.thin(keep)
        return target

    def take_file(self, label: str) -> Path:
        """Copy a closed file as it is, byte by byte; it may be of another version or damaged."""
        target = self._target(label)
        copy_file(self._file, target)
        return target

    def due_in(self) -> float:
        """Seconds until a copy is due: 0 now, inf when nothing changed since the newest one, or when there is
        no folder of the project's own to keep it in. Copies dated in the future do not count.
        """
        if is_link(self._folder):
            return math.inf
        now = time.time()
        newest = next((copy for copy in self.all() if copy.taken.timestamp() <= now), None)
        if newest is None:
            return 0.0
        wal = self._file.with_name(self._file.name + "-wal")
        changed = max(path.stat().st_mtime for path in (self._file, wal) if path.exists())
        taken = newest.taken.timestamp()
        return max(0.0, taken + _EVERY_S - now) if changed > taken + 1 else math.inf

    def thin(self, keep: int, now: datetime | None = None) -> list[Path]:
        """Remove what ``thinned`` names and return it."""
        gone = thinned(self.all(), keep, now or datetime.now(UTC))
        for snapshot in gone:
            try:
                snapshot.path.unlink()
            except OSError as error:
                logger("project").warning("snapshot %s could not be removed: %s", snapshot.path.name, error)
        return [snapshot.path for snapshot in gone]

    def restore(self, snapshot: Path) -> None:
        """Put a snapshot in the place of the document.

        The project must be closed; what it was is kept as a snapshot.

        Raises InputError("project_busy") when it is open somewhere, "project_damaged" when the snapshot is
        not sound.
        """
        found = quick_check(snapshot)
        if found:
            raise InputError(
                "project_damaged",
                Text("“{name}” is damaged.", name=snapshot.name),
                Text("Choose another copy."),
                "\n".join(found[:20]),
            )
        lock = ProjectLock.acquire(self._file.parent)
        if lock is None:
            raise InputError(
                "project_busy", Text("“{stem}” is open.", stem=self._file.stem), Text("Close it first.")
            )
        try:
            if self._file.exists():
                self._settle_aside()
            copy_file(snapshot, self._file)
        finally:
            lock.release()

    def _settle_aside(self) -> None:
        """Keep the present file with its WAL, and take the WAL out of the way: it must not be replayed onto
        the snapshot.
        """
        try:
            settle(self._file)
        except StudioError as error:
            logger("project").warning(
                "%s cannot be settled, it is kept as it is: %s", self._file.name, error.detail
            )
        kept = self.take_file(REPLACED)
        for tail in ("-wal", "-shm"):
            rest = self._file.with_name(self._file.name + tail)
            if rest.exists():
                rest.replace(kept.with_name(kept.name + tail))

    def _target(self, label: str) -> Path:
        folder = own_folder(self._file.parent, self._folder.name)
        words = f"-{safe_name(label)}" if label else ""
        stem = f"{datetime.now(UTC).strftime(_STAMP)}{words}"
        candidate, number = folder / f"{stem}{SUFFIX}", 2
        while os.path.lexists(candidate):  # a link that leads nowhere is a name that is taken, too
            candidate = folder / f"{stem}{'' if words else '-'}.{number}{SUFFIX}"
            number += 1
        return candidate


def thinned(snapshots: list[Snapshot], keep: int, now: datetime) -> list[Snapshot]:
    """Which snapshots may go: dense while young, sparse when old, at most ``keep`` unlabelled ones.

    Within an hour one per five minutes stays, within a day one per hour, within 30 days one per day, then
    one per week. The newest always stays, and so do labelled ones (before a migration, before a restore,
    made by the user). Those dated in the future have no age: they stay, and take no other's place.
    """
    past = [snapshot for snapshot in snapshots if snapshot.taken <= now]
    newest_first = sorted(past, key=_order, reverse=True)
    plain = [snapshot for snapshot in newest_first if not snapshot.label or snapshot.label.startswith(".")]
    kept: list[Snapshot] = []
    buckets: set[tuple[int, int]] = set()
    for snapshot in plain:
        age = (now - snapshot.taken).total_seconds()
        rank = next(index for index, (limit, _every) in enumerate(_AGES) if age <= limit)
        bucket = rank, int(snapshot.taken.timestamp() // _AGES[rank][1])
        if bucket not in buckets or not kept:
            buckets.add(bucket)
            kept.append(snapshot)
    if len(kept) > keep:
        # Evenly spread over the ranks of age, so that old copies do not all fall to a busy hour.
        step = (len(kept) - 1) / max(keep - 1, 1)
        chosen = {round(position * step) for position in range(max(keep, 1))}
        kept = [snapshot for position, snapshot in enumerate(kept) if position in chosen]
    stays = {snapshot.path for snapshot in kept}
    return [snapshot for snapshot in plain if snapshot.path not in stays]


def _order(snapshot: Snapshot) -> tuple[datetime, int]:
    """Sorts copies by their age; several of one second by the number that ``_target`` gave them."""
    number = _NUMBER.search(snapshot.label)
    return snapshot.taken, int(number[1]) if number else 1


def _snapshot(path: Path, size: int) -> Snapshot | None:
    """The copy with this name, or None for a name with no such day."""
    match = _NAME.fullmatch(path.name)
    try:
        taken = datetime.strptime(match[1] if match else "", _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Snapshot(path=path, taken=taken, label=(match and match[2]) or "", size=size)

"""The list of recent projects on the start page: ``recent.json`` in the user's data folder, newest first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from studio.core import files, paths
from studio.core.decoding import UNDECODABLE
from studio.core.errors import StudioError
from studio.core.log import logger

MOST = 30


class RecentProject(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the list.

    file: the ``.studio`` file. opened: UTC, ISO 8601. pinned ones stay on top and are never dropped.
    """

    file: str
    name: str
    opened: str
    pinned: bool = False

    @property
    def exists(self) -> bool:
        """Whether the file is still there."""
        try:
            return Path(self.file).is_file()
        except (OSError, ValueError):  # a name that is too long, a folder of somebody else
            return False


class RecentProjects:
    """Reads and writes the list; a list that cannot be read or written is logged and never stops the app."""

    def __init__(self) -> None:
        self._path = paths.user_data() / "recent.json"

    def all(self) -> list[RecentProject]:
        """The list, pinned first, then newest first; files that are gone included (``exists`` tells)."""
        try:
            found = msgspec.json.decode(self._path.read_bytes(), type=list[RecentProject])
        except FileNotFoundError:
            return []
        except (OSError, *UNDECODABLE) as error:
            logger("project").warning("recent.json cannot be read: %s", error)
            return []
        return sorted(
            sorted(found, key=lambda entry: entry.opened, reverse=True), key=lambda entry: not entry.pinned
        )

    def add(self, file: Path, name: str = "") -> None:
        """Put a project on top of the list. name: by default the file's."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        pinned = any(entry.pinned for entry in self.all() if entry.file == str(file))
        entry = RecentProject(file=str(file), name=name or file.stem, opened=now, pinned=pinned)
        self._write([entry, *(old for old in self.all() if old.file != str(file))])

    def move(self, before: Path, after: Path) -> None:
        """A project was renamed: it keeps its place in the list."""
        self._write(
            [
                msgspec.structs.replace(entry, file=str(after), name=after.stem)
                if entry.file == str(before)
                else entry
                for entry in self.all()
                if entry.file != str(after)
            ]
        )

    def remove(self, file: Path | str) -> None:
        """Take a project off the list; the project itself is not touched."""
        self._write([entry for entry in self.all() if entry.file != str(file)])

    def pin(self, file: Path | str, *, pinned: bool) -> None:
        """Keep a project on top of the list, or no longer."""
        self._write(
            [
                msgspec.structs.replace(entry, pinned=pinned) if entry.file == str(file) else entry
                for entry in self.all()
            ]
        )

    def _write(self, entries: list[RecentProject]) -> None:
        pinned = [entry for entry in entries if entry.pinned]
        others = [entry for entry in entries if not entry.pinned][:MOST]
        try:
            files.write_bytes(
                self._path, msgspec.json.format(msgspec.json.encode([*pinned, *others]), indent=2)
            )
        except StudioError as error:
            logger("project").warning("recent.json cannot be written: %s", error)

"""Which models there are, and which of them lie on this machine."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from studio.catalog.check import folder_problem, folder_stamp
from studio.catalog.entries import ModelEntry
from studio.core import paths
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError, Problem
from studio.core.log import logger
from studio.core.text import Text


class Catalog:
    """The app's ``models/catalog.toml`` with the user's own ``catalog.toml`` laid over it, entry by entry.

    problems: entries that were left out, and why; the others are there.
    """

    def __init__(
        self, shipped: Path | None = None, own: Path | None = None, downloads: Path | None = None
    ) -> None:
        """By default the installation's and the user's files; they are read when first asked for."""
        self._shipped = shipped or paths.shipped_models() / "catalog.toml"
        self._own = own or paths.user_data() / "catalog.toml"
        self._downloads = downloads or paths.downloaded_models()
        self._entries: dict[str, tuple[ModelEntry, Path]] | None = None
        self._looked_into: dict[Path, tuple[tuple[object, ...], str | None]] = {}
        self.problems: list[Problem] = []

    def entries(self) -> tuple[ModelEntry, ...]:
        """Every model, in the order of the files."""
        return tuple(entry for entry, _ in self._loaded().values())

    def for_task(self, task: str) -> tuple[ModelEntry, ...]:
        """The models of one task."""
        return tuple(entry for entry in self.entries() if entry.task == task)

    def get(self, model: str) -> ModelEntry:
        """One entry. Raises InputError("unknown_model")."""
        found = self._loaded().get(model)
        if found is None:
            raise InputError(
                "unknown_model", Text("There is no model called “{model}” in the catalogue.", model=model)
            )
        return found[0]

    def target(self, model: str) -> Path:
        """Folder that a download of this model ends in."""
        return self._downloads / self.get(model).id

    def present(self, model: str) -> Path | None:
        """The folder of a model when it is complete, else None. Looks at names and sizes only; hashes were
        checked when the files came.

        A folder of that name which the user put into the models folder by hand counts too, if nothing in it
        is refused.
        """
        found = self._loaded().get(model)
        if found is None:
            return self._by_hand(model)
        entry, base = found
        if entry.path:
            folder = base / entry.path
            return (
                folder if folder.is_dir() and all((folder / name).is_file() for name in entry.needs) else None
            )
        folder = self._downloads / entry.id
        complete = all(_size(folder / file.name) == file.size for file in entry.files)
        return folder if complete else None

    def holding(self, names: Sequence[str]) -> tuple[str, ...]:
        """Ids of the models on this machine that have all files of these names in their folder: those of the
        catalogue first, then those put there by hand.
        """
        by_hand = sorted(self._downloads.iterdir()) if self._downloads.is_dir() else []
        ids = dict.fromkeys([entry.id for entry in self.entries()] + [folder.name for folder in by_hand])
        return tuple(model for model in ids if self._holds(model, names))

    def _holds(self, model: str, names: Sequence[str]) -> bool:
        folder = self.present(model)
        return folder is not None and all((folder / name).is_file() for name in names)

    def _by_hand(self, model: str) -> Path | None:
        folder = self._downloads / model
        if not model or Path(model).name != model or model.startswith(".") or not folder.is_dir():
            return None
        return folder if self._problem_in(folder) is None else None

    def _problem_in(self, folder: Path) -> str | None:
        """``folder_problem``, which reads many megabytes: once, as long as the files stay the same."""
        stamp = folder_stamp(folder)
        known = self._looked_into.get(folder)
        if known is None or known[0] != stamp:
            known = self._looked_into[folder] = (stamp, folder_problem(folder))
            if known[1]:
                logger("catalog").warning("%s is not used: %s", folder, known[1])
        return known[1]

    def _loaded(self) -> dict[str, tuple[ModelEntry, Path]]:
        if self._entries is None:
            entries: dict[str, tuple[ModelEntry, Path]] = {}
            for file in (self._shipped, self._own):
                for entry in self._read(file):
                    entries[entry.id] = (entry, file.parent)
            self._entries = entries
        return self._entries

    def _read(self, file: Path) -> list[ModelEntry]:
        try:
            document = tomllib.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        except (OSError, *UNDECODABLE) as error:
            self.problems.append(
                Problem(
                    "bad_catalog",
                    Text("“{name}” could not be read: {error}", name=file.name, error=error),
                    str(file),
                )
            )
            return []
        rows = document.get("model", [])
        if not isinstance(rows, list):
            self.problems.append(Problem("bad_catalog", Text("List models as [[model]] tables."), str(file)))
            return []
        entries = [self._entry(row, file) for row in rows]
        return [entry for entry in entries if entry is not None]

    def _entry(self, row: Any, file: Path) -> ModelEntry | None:  # a table of the TOML file
        try:
            entry = msgspec.convert(row, ModelEntry)
            wrong = entry.problems()
        except UNDECODABLE as error:
            entry, wrong = None, [Text.verbatim(str(error))]
        name = row.get("id", "?") if isinstance(row, dict) else "?"
        self.problems += [Problem("bad_model_entry", sentence, f"{file.name}: {name}") for sentence in wrong]
        return None if wrong else entry


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1

"""A result store that is a plain folder: for work without a project, on the command line and in the app's own
cache."""

from __future__ import annotations

import math
import os
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from studio.core import private
from studio.core.decoding import UNDECODABLE
from studio.core.files import describe_os_error, replacing, sha256_file, sync_file, sync_folder, write_bytes
from studio.core.log import logger
from studio.jobs.model import JobOutput
from studio.jobs.results import WorkFile
from studio.wire.recipe import Recipe

_GRACE_S = 3600.0


class _Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One recipe file: ``recipes/<key>.json``. outputs: paths relative to the folder."""

    recipe: Recipe
    outputs: tuple[JobOutput, ...]


class ResultFolder:
    """``media/ab/<sha256>.<ext>`` and ``recipes/<key>.json``; several processes may share it.

    max_bytes: oldest results go first when the folder grows beyond it by a twentieth; None keeps everything.
    """

    def __init__(self, folder: Path, max_bytes: int | None = None) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._unlooked = math.inf
        """Bytes kept since the folder was last looked through, which takes as long as it has files."""

    def lookup(self, key: str) -> tuple[JobOutput, ...] | None:
        """See ResultStore."""
        path = self._recipe_path(key)
        try:
            entry = msgspec.json.decode(path.read_bytes(), type=_Entry)
        except FileNotFoundError:
            return None
        except (OSError, *UNDECODABLE) as error:
            logger("jobs").warning("result %s cannot be read and is made again: %s", key, error)
            return None
        outputs = tuple(
            msgspec.structs.replace(output, path=str(self._folder / output.path)) for output in entry.outputs
        )
        if not all(Path(output.path).is_file() for output in outputs):
            return None
        with suppress(OSError):
            os.utime(path)  # least recently used goes first
        return outputs

    def keep(self, recipe: Recipe, files: Sequence[WorkFile]) -> tuple[JobOutput, ...]:
        """See ResultStore."""
        kept = tuple(self._keep_file(result) for result in files)
        relative = tuple(
            msgspec.structs.replace(output, path=Path(output.path).relative_to(self._folder).as_posix())
            for output in kept
        )
        write_bytes(
            self._recipe_path(recipe.key()), msgspec.json.encode(_Entry(recipe=recipe, outputs=relative))
        )
        if self._max_bytes is not None:
            self._unlooked += sum(Path(output.path).stat().st_size for output in kept)
            if self._unlooked > self._max_bytes / 20:
                self._thin(self._max_bytes)
                self._unlooked = 0
        return kept

    def _keep_file(self, result: WorkFile) -> JobOutput:
        digest = sha256_file(result.path)
        suffix = result.path.suffix.lower()
        target = self._folder / "media" / digest[:2] / f"{digest}{suffix}"
        if not target.is_file():
            move_durably(result.path, target)
        return JobOutput(role=result.role, path=str(target), sha256=digest, suffix=suffix, meta=result.meta)

    def _recipe_path(self, key: str) -> Path:
        return self._folder / "recipes" / f"{key}.json"

    def _thin(self, room: int) -> None:
        entries = sorted((self._folder / "recipes").glob("*.json"), key=_used, reverse=True)
        keep, gone = set[str](), set[str]()
        for path in entries:
            try:
                outputs = msgspec.json.decode(path.read_bytes(), type=_Entry).outputs
                room -= sum((self._folder / output.path).stat().st_size for output in outputs)
            except (OSError, *UNDECODABLE):
                path.unlink(missing_ok=True)
                continue
            names = {output.path for output in outputs}
            if room >= 0 or path == entries[0]:
                keep |= names
            else:
                path.unlink(missing_ok=True)
                gone |= names
        for path in (self._folder / "media").rglob("*"):
            name = path.relative_to(self._folder).as_posix()
            # What nothing names may be another process's, which writes the recipe last.
            if path.is_file() and name not in keep and (name in gone or _used(path) < time.time() - _GRACE_S):
                path.unlink(missing_ok=True)


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another process was quicker
        return 0.0


def move_durably(source: Path, target: Path) -> None:
    """Move a file to its final name: flushed and renamed on one disk, copied durably across disks. Raises
    StudioError."""
    try:
        private.make_folder(target.parent)
        if source.stat().st_dev == target.parent.stat().st_dev:
            sync_file(source)
            source.replace(target)
            sync_folder(target.parent)
            return
        with replacing(target) as temporary:
            shutil.copyfile(source, temporary)
        source.unlink()
    except OSError as error:
        raise describe_os_error(error, target) from error

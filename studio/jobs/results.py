"""Where results are kept: the protocol every result store fulfils."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from studio.jobs.model import JobOutput
from studio.wire.recipe import Recipe


@dataclass(frozen=True)
class WorkFile:
    """A finished file in a job's work folder, on its way into a store."""

    role: str
    path: Path
    meta: dict[str, Any] = field(default_factory=dict[str, Any])


class ResultStore(Protocol):
    """Keeps the files a recipe made. Both methods are called on a lane's thread."""

    def lookup(self, key: str) -> tuple[JobOutput, ...] | None:
        """What the recipe with this key made before, when every file is still there; else None."""
        ...

    def keep(self, recipe: Recipe, files: Sequence[WorkFile]) -> tuple[JobOutput, ...]:
        """Hash the files, move them into the store durably, remember the recipe. Raises
        StudioError("disk_full")..."""
        ...

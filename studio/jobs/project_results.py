"""A project's asset store and recipe book as a result store."""

from __future__ import annotations

from collections.abc import Sequence

from studio.jobs.model import JobOutput
from studio.jobs.results import WorkFile
from studio.project.assets import AssetStore
from studio.project.handle import Project
from studio.project.recipes import StoredOutput
from studio.wire.recipe import Recipe


class ProjectResults:
    """Results of jobs whose store is this project; the edit that places them is made by the handler of the
    purpose."""

    def __init__(self, project: Project) -> None:
        self._assets = project.store
        self._recipes = project.recipes

    def lookup(self, key: str) -> tuple[JobOutput, ...] | None:
        """See ResultStore."""
        result = self._recipes.lookup(key)
        return (
            None if result is None else tuple(_job_output(self._assets, output) for output in result.outputs)
        )

    def keep(self, recipe: Recipe, files: Sequence[WorkFile]) -> tuple[JobOutput, ...]:
        """See ResultStore."""
        stored: list[StoredOutput] = []
        for result in files:
            sha256, suffix = self._assets.keep(result.path)
            stored.append(StoredOutput(role=result.role, sha256=sha256, suffix=suffix, meta=result.meta))
        self._recipes.keep(recipe, tuple(stored))
        return tuple(_job_output(self._assets, output) for output in stored)


def _job_output(assets: AssetStore, output: StoredOutput) -> JobOutput:
    path = assets.path(output.sha256, output.suffix)
    return JobOutput(
        role=output.role, path=str(path), sha256=output.sha256, suffix=output.suffix, meta=output.meta
    )

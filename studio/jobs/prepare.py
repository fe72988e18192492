"""From a request to a recipe: parameters completed and checked, inputs and model files hashed. Runs on a
lane's thread."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.core.errors import InputError, JobFailed, Problem, raise_problems
from studio.core.files import require_file
from studio.core.text import Text
from studio.jobs.cancel import CancelToken
from studio.jobs.machine import MachineFacts
from studio.jobs.model import JobRequest
from studio.jobs.registry import EngineRegistry
from studio.wire.recipe import Recipe
from studio.wire.spec import EngineSpec, EngineState

_NOT_WEIGHTS = frozenset(
    (".md", ".py", ".png", ".jpg", ".webp", ".svg", ".log", ".csv", ".ipynb", ".lock", ".part")
)
"""Files that lie beside a model's weights and never change what it makes."""

_SEED_BITS = 32


@dataclass(frozen=True)
class Prepared:
    """All a worker needs beside the work folder, and the recipe that names the result."""

    spec: EngineSpec
    params: dict[str, Any]
    seed: int | None
    models: dict[str, str]
    recipe: Recipe


def prepare(
    request: JobRequest, registry: EngineRegistry, facts: MachineFacts, token: CancelToken
) -> Prepared:
    """Check and complete a request. Raises InputError, ValidationFailed, JobFailed("engine_not_ready"),
    Cancelled."""
    state = registry.get(request.engine)
    spec = state.spec
    params, wrong = spec.complete(request.params)
    raise_problems([Problem("bad_parameter", sentence) for sentence in wrong])
    models = _models(state, params, registry)
    input_hashes: dict[str, str] = {}
    for role, path in sorted(request.inputs.items()):
        token.check()
        input_hashes[role] = facts.sha256(require_file(Path(path)))
    model_hashes: list[tuple[str, str]] = []
    for name, path in _model_files(spec, models):
        token.check()
        model_hashes.append((name, facts.sha256(path)))
    seed = seed_for(spec, request)
    recipe = recipe_for(spec, params, seed, input_hashes, model_hashes)
    return Prepared(spec, params, seed, {name: str(folder) for name, folder in models.items()}, recipe)


def recipe_for(
    spec: EngineSpec,
    params: dict[str, Any],
    seed: int | None,
    input_hashes: dict[str, str],
    model_hashes: list[tuple[str, str]],
) -> Recipe:
    """The recipe of one run; params complete, hashes by role and by ``model id/file name``."""
    return Recipe(
        engine=spec.id,
        version=spec.version,
        params=params,
        seed=seed,
        models=tuple(sorted(model_hashes)),
        inputs=tuple(sorted(input_hashes.items())),
    )


def seed_for(spec: EngineSpec, request: JobRequest) -> int | None:
    """The request's seed; a fresh one when the engine has randomness and none was given; None when it has
    none."""
    if not spec.seeded:
        return None
    return request.seed if request.seed is not None else secrets.randbits(_SEED_BITS)


def _models(state: EngineState, params: dict[str, Any], registry: EngineRegistry) -> dict[str, Path]:
    """Folders of the models this run uses: those the SPEC names and the one its parameter ``model`` names."""
    if not state.ready:
        raise JobFailed(
            "engine_not_ready",
            Text("{title} cannot run on this machine. {reason}", title=state.spec.title, reason=state.reason),
            Text("Choose another engine, or install what is missing under Models."),
        )
    wanted = [needed.model for needed in state.spec.models]
    chosen = params.get("model")
    if isinstance(chosen, str) and chosen:
        if registry.models.present(chosen) is None:
            raise InputError(
                "model_missing",
                Text("The model “{chosen}” is not installed on this machine.", chosen=chosen),
                Text("Download it under Models."),
            )
        wanted.append(chosen)
    found = {name: registry.models.present(name) for name in wanted}
    return {name: folder for name, folder in found.items() if folder is not None}


def _model_files(spec: EngineSpec, models: dict[str, Path]) -> Iterator[tuple[str, Path]]:
    named = {needed.model: needed.name for needed in spec.models if needed.name}
    for model, folder in sorted(models.items()):
        if model in named:
            yield f"{model}/{named[model]}", folder / named[model]
            continue
        for path in sorted(folder.rglob("*")):
            hidden = any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)
            if path.is_file() and not hidden and path.suffix.lower() not in _NOT_WEIGHTS:
                yield f"{model}/{path.relative_to(folder).as_posix()}", path

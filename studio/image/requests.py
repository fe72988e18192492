"""From what the user asks for to jobs: one request per picture, each with its own seed and so recipe."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from studio.core.errors import Problem, raise_problems
from studio.core.ids import new_id
from studio.core.text import Text
from studio.jobs.model import JobRequest
from studio.wire.recipe import Recipe
from studio.wire.spec import EngineSpec

PURPOSE = "image.generate"
"""Purpose of the jobs built here; ``results.register`` places what they make."""

MOST = 64
"""Pictures in one order."""

_SEED_BITS = 32
_TITLE_LENGTH = 60


@dataclass(frozen=True)
class PictureOrder:
    """Everything about one order of pictures; the same value serves the check, the estimate and the run.

    width, height: px; 0 is the model's own size. seed: of the first picture, the next ones count up; None
    draws one for each. params: the engine's further parameters by name; names it does not have are left out.
    """

    prompt: str
    negative: str = ""
    width: int = 0
    height: int = 0
    seed: int | None = None
    count: int = 1
    params: dict[str, Any] = field(default_factory=dict[str, Any])  # as the engine's SPEC declares


def build(order: PictureOrder, spec: EngineSpec, store: str = "") -> tuple[JobRequest, ...]:
    """One request per picture. store: name of the result store, ``AppState.store_name``.

    Raises ValidationFailed with every problem at once: empty prompt, count, values the engine refuses.
    """
    params, problems = _params(order, spec)
    if not order.prompt.strip():
        problems.insert(
            0, Problem("prompt_empty", Text("The prompt is empty."), hint=Text("Describe the image."))
        )
    if not 1 <= order.count <= MOST:
        problems.append(
            Problem("bad_count", Text("You can generate 1 to {most} images at a time.", most=MOST))
        )
    raise_problems(problems)
    seeds = _seeds(order.seed, order.count)
    return tuple(_request(spec, params, seed, store) for seed in seeds)


def again(recipe: Recipe, spec: EngineSpec, store: str = "", seed: int | None = None) -> JobRequest:
    """The same recipe with another seed: a variation. seed: None draws one.

    Parameters that the engine no longer has are left out. Raises ValidationFailed when it refuses a value.
    """
    names = {param.name for param in spec.params}
    params = {name: value for name, value in recipe.params.items() if name in names}
    _, wrong = spec.complete(params)
    raise_problems([Problem("bad_parameter", sentence) for sentence in wrong])
    return _request(spec, params, secrets.randbits(_SEED_BITS) if seed is None else seed, store)


def title_of(prompt: str) -> Text:
    """A prompt as one short line, cut between words."""
    line = " ".join(prompt.split())
    if len(line) <= _TITLE_LENGTH:
        return Text.verbatim(line)
    cut = line[: _TITLE_LENGTH - 1]
    return Text.verbatim((cut.rpartition(" ")[0] or cut).rstrip(" ,;:.") + "…")


def _params(order: PictureOrder, spec: EngineSpec) -> tuple[dict[str, Any], list[Problem]]:
    names = {param.name for param in spec.params}
    wanted = order.params | {
        "prompt": " ".join(order.prompt.split()),
        "negative": " ".join(order.negative.split()),
        "width": order.width,
        "height": order.height,
    }
    params = {name: value for name, value in wanted.items() if name in names}
    _, wrong = spec.complete(params)
    return params, [Problem("bad_parameter", sentence) for sentence in wrong]


def _seeds(first: int | None, count: int) -> list[int]:
    if first is None:
        return [secrets.randbits(_SEED_BITS) for _ in range(count)]
    return [(first + index) % (1 << _SEED_BITS) for index in range(count)]


def _request(spec: EngineSpec, params: dict[str, Any], seed: int, store: str) -> JobRequest:
    # The id of the picture to come is chosen now: a result that is delivered twice lands in one place.
    return JobRequest(
        engine=spec.id,
        title=title_of(str(params.get("prompt", ""))),
        params=params,
        seed=seed,
        workspace="image",
        purpose=PURPOSE,
        target={"asset": new_id("asset")},
        store=store,
    )

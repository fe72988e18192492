"""The order for pictures as it is being written: words, size, seed, engine and its parameters."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from studio.core.observable import Field, State
from studio.core.text import Text
from studio.image.metadata import PictureText
from studio.image.requests import PictureOrder
from studio.project.model import MediaFacts
from studio.state.app_state import AppState
from studio.wire.recipe import Recipe
from studio.wire.spec import EngineSpec, Param

_ORDER_PARAMS = (
    Param(name="size", kind="size", default="256x256", label="Size", help="Width and height of the image."),
    Param(
        name="count",
        kind="int",
        default=1,
        label="Images",
        minimum=1,
        maximum=16,
        step=1,
        help="How many images to generate, each with its own seed.",
    ),
    Param(
        name="seed",
        kind="seed",
        default=None,
        label="Seed",
        help="Starting noise of the image. The same seed and settings give the same image.",
    ),
)

OWN_FIELDS = frozenset({"prompt", "negative", "width", "height", "strength", "size", "count", "seed"})
"""Parameters that the workspace shows in its own way; strength belongs to making one picture from another."""

_KEPT = ("prompt", "negative", "size", "seed", "count", "engine", "params")


class KeptOrder(msgspec.Struct, frozen=True):
    """An unfinished order as it comes back with the project; current: the picture that was shown."""

    prompt: str = ""
    negative: str = ""
    size: str = "256x256"
    seed: int | None = None
    count: Annotated[int, msgspec.Meta(ge=1, le=16)] = 1
    engine: str = ""
    params: dict[str, Any] = {}  # any JSON value; the form shows those that its engine takes
    current: str = ""


class OrderState(State):
    """What the form of the Image workspace holds. seed: None for a new one with every picture; params: what
    was chosen of the engine's own parameters.
    """

    prompt: Field[str] = Field("")
    negative: Field[str] = Field("")
    size: Field[str] = Field("256x256")
    seed: Field[int | None] = Field(None)
    count: Field[int] = Field(1)
    engine: Field[str] = Field("")
    params: Field[dict[str, Any]] = Field(factory=dict)
    engines: Field[tuple[EngineSpec, ...]] = Field(())

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app

    @property
    def spec(self) -> EngineSpec | None:
        """SPEC of the chosen engine; None while the engines are not known."""
        return next((spec for spec in self.engines if spec.id == self.engine), None)

    def form_params(self) -> tuple[Param, ...]:
        """What the form shows: size, number and seed of the pictures, then what the engine declares."""
        from msgspec.structs import replace as changed

        shown = list(_ORDER_PARAMS)
        for param in self.spec.params if self.spec is not None else ():
            if param.name in OWN_FIELDS:
                continue
            models = self.models() if param.name == "model" else ()
            if models:
                first = param.default if param.default in models else models[0]
                param = changed(param, kind="choice", choices=models, default=first)
            shown.append(param)
        return tuple(shown)

    def form_values(self) -> dict[str, Any]:
        """Values for ``form_params``, defaults where nothing was chosen."""
        defaults = {param.name: param.default for param in self.form_params()}
        chosen = {name: value for name, value in self.params.items() if name in defaults}
        return defaults | chosen | {"size": self.size, "count": self.count, "seed": self.seed}

    def set_param(self, name: str, value: Any) -> None:  # a value of the parameter's own kind
        """Change one value of the form."""
        if name in ("size", "count", "seed"):
            setattr(self, name, value)
        else:
            self.params = self.params | {name: value}

    def models(self) -> tuple[str, ...]:
        """Ids of the image models that lie on this machine."""
        from studio.catalog.index import Catalog

        present = self.app.queue.registry.models.present
        return tuple(entry.id for entry in Catalog().for_task("image") if present(entry.id) is not None)

    def order(self) -> PictureOrder:
        """What Generate would make now."""
        width, _, height = self.size.partition("x")
        return PictureOrder(
            prompt=self.prompt,
            negative=self.negative,
            width=int(width or 0),
            height=int(height or 0),
            seed=self.seed,
            count=self.count,
            params=self.params,
        )

    # ---- settings from pictures

    def use_recipe(self, recipe: Recipe, facts: MediaFacts) -> None:
        """Write the order that made a picture of these facts into the form, seed locked."""
        params = dict(recipe.params)
        size = (params.get("width") or facts.width, params.get("height") or facts.height)
        with self.batch():
            self.prompt = str(params.get("prompt", ""))
            self.negative = str(params.get("negative", ""))
            self.size = f"{size[0]}x{size[1]}"
            self.seed = recipe.seed
            self.engine = recipe.engine
            self.params = {name: value for name, value in params.items() if name not in OWN_FIELDS}

    def use_text(self, text: PictureText) -> None:
        """Write what a dropped file says of its making into the form; what it does not say stays."""
        known = {param.name for param in self.spec.params} if self.spec is not None else set[str]()
        extra = {"steps": text.steps, "guidance": text.guidance}
        with self.batch():
            self.prompt, self.negative = text.prompt, text.negative
            if text.width and text.height:
                self.size = f"{text.width}x{text.height}"
            if text.seed is not None:
                self.seed = text.seed
            self.params = self.params | {n: v for n, v in extra.items() if v is not None and n in known}
        self.app.say(Text("Settings loaded from a {source} image", source=text.source))

    # ---- what comes back with the project

    def kept(self) -> dict[str, Any]:
        """The unfinished order, as it is stored with the project."""
        return {name: getattr(self, name) for name in _KEPT}

    def recall(self, known: KeptOrder) -> None:
        """Take over what ``kept`` gave."""
        engines = [spec.id for spec in self.engines]
        with self.batch():
            self.prompt, self.negative, self.size = known.prompt, known.negative, known.size
            self.seed, self.count, self.params = known.seed, known.count, dict(known.params)
            if known.engine in engines or (known.engine and not engines):
                self.engine = known.engine

    def refresh_engines(self) -> None:
        """Engines have been found or lost."""
        states = self.app.queue.registry.for_task("image")
        self.engines = tuple(state.spec for state in states if state.ready)
        if self.engines and self.spec is None:
            self.engine = self.engines[0].id

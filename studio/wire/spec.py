"""What an engine says of itself. The panel's form, the CLI flags, the downloader and the
conformance tests derive from it.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from studio.core.text import NO_TEXT, Text

TASKS = frozenset(
    (
        "image",
        "upscale",
        "speech",
        "recognise",
        "align",
        "vad",
        "translate",
        "separate",
        "mask",
        "track",
        "fill",
        "fake",
    )
)
"""Task words that this version knows. An engine with another one is listed, and nothing asks for it."""

ParamKind = Literal["int", "float", "bool", "choice", "text", "seed", "size"]


_LARGEST = 1e300  # beyond, and for what is no number at all, JSON has no word

Value = float | int | bool | str
"""What a parameter may be set to."""


class Param(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One parameter of an engine.

    default: the value used when none is given. minimum/maximum/step: for int and float, in ``unit``.
    choices: the allowed words of a choice. help: one sentence for the tooltip and ``--help``.
    advanced: shown folded away. live: False when changing it never changes the result's
    bytes (kept out of the recipe).
    """

    name: str
    kind: ParamKind
    default: Any  # str | int | float | bool | None, by kind
    label: str
    help: str = ""
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    unit: str = ""
    choices: tuple[str, ...] = ()
    advanced: bool = False

    def check(self, value: Any) -> Text | None:
        """Return a sentence when ``value`` is not allowed, else None."""
        if self.kind == "bool":
            return (
                None
                if isinstance(value, bool)
                else Text("{label} must be on or off.", label=Text.declared(self.label))
            )
        if self.kind in ("int", "seed"):
            if value is None and self.kind == "seed":
                return None
            if not isinstance(value, int) or isinstance(value, bool):
                return Text("{label} must be a whole number.", label=Text.declared(self.label))
        elif self.kind == "float":
            if not isinstance(value, (int, float)) or isinstance(value, bool) or not abs(value) <= _LARGEST:
                return Text("{label} must be a number.", label=Text.declared(self.label))
        elif self.kind == "choice":
            return (
                None
                if value in self.choices
                else Text(
                    "{label} must be one of {choices}.",
                    label=Text.declared(self.label),
                    choices=", ".join(self.choices),
                )
            )
        elif not isinstance(value, str):
            return Text("{label} must be text.", label=Text.declared(self.label))
        if isinstance(value, (int, float)):
            if self.minimum is not None and value < self.minimum:
                return Text(
                    "{label} must be at least {minimum}{unit}.",
                    label=Text.declared(self.label),
                    minimum=f"{self.minimum:g}",
                    unit=self.unit,
                )
            if self.maximum is not None and value > self.maximum:
                return Text(
                    "{label} must be at most {maximum}{unit}.",
                    label=Text.declared(self.label),
                    maximum=f"{self.maximum:g}",
                    unit=self.unit,
                )
        return None


class ModelFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A model the engine needs; files are found by the catalogue under ``model`` (id in models/catalog.toml).

    name: path inside the model's folder. optional: the engine runs without it.
    """

    model: str
    name: str = ""
    optional: bool = False


class Voice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One voice that a speech engine offers. language: BCP-47 tag, e.g. ``"en-GB"``.
    gender: "female", "male" or "".
    """

    id: str
    name: str
    language: str
    gender: str = ""


class EngineSpec(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An engine's description. id: folder and file name in studio/engines, joined by an underscore.

    task: a word of ``TASKS``.

    version: changes whenever the same recipe would give other bytes. licence: SPDX id
    of engine and weights together.
    requires: importable module names beyond the app's own; missing ones make the
    engine "not ready" with a reason.
    models: model ids of the catalogue that must be present; none for an embedded default.
    model_files: names by which a folder is known as a model for this engine, whose parameter ``model``
    chooses among them; the engine is ready when at least one such folder is on this machine.
    heavy: wants the big lane (a whole GPU, or all cores for long); light engines run beside it.
    min_vram_mb: 0 means it runs on the CPU as well. languages: BCP-47 primary tags, empty = any.
    capabilities: words such as "word_timings", "img2img", "inpaint", "stream".
    """

    id: str
    task: str
    title: str
    version: str
    licence: str
    params: tuple[Param, ...] = ()
    requires: tuple[str, ...] = ()
    models: tuple[ModelFile, ...] = ()
    model_files: tuple[str, ...] = ()
    heavy: bool = False
    min_vram_mb: int = 0
    languages: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    commercial_use: bool = True
    embedded: bool = True
    seeded: bool = False

    def defaults(self) -> dict[str, Any]:
        """Every parameter with its default."""
        return {param.name: param.default for param in self.params}

    def complete(self, params: dict[str, Any]) -> tuple[dict[str, Any], list[Text]]:
        """Fill in defaults and return (all parameters, sentences about wrong or unknown ones)."""
        known = {param.name: param for param in self.params}
        problems = [
            Text("{title} has no setting called “{name}”.", title=Text.declared(self.title), name=name)
            for name in params
            if name not in known
        ]
        values = self.defaults() | {name: value for name, value in params.items() if name in known}
        for name, value in values.items():
            problem = known[name].check(value)
            if problem:
                problems.append(problem)
            elif known[name].kind == "float":
                values[name] = float(value)  # 5 and 5.0 are one setting, and one recipe
        return values, problems


class EngineState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An engine as found on this machine: its SPEC, whether it can run, why not, its voices.

    own: it comes from the user's plug-in folder.
    """

    spec: EngineSpec
    ready: bool
    reason: Text = NO_TEXT
    voices: tuple[Voice, ...] = ()
    own: bool = False

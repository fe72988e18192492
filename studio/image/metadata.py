"""What made a picture, written into the PNG that leaves the app, and read from the files of other tools.

Stored files are never touched: the text goes into the copy that ``save_as`` writes. Two chunks are written:
our own JSON under ``backlot``, and ``parameters`` as AUTOMATIC1111 wrote it, which most galleries understand.
Read are both, and what InvokeAI, SwarmUI and ComfyUI write.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from studio import __version__
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError
from studio.core.text import Text
from studio.project.targets import Guard, replacing
from studio.wire.recipe import Recipe

OWN_KEY = "backlot"
_FORMAT = 1
_LARGEST, _DIGITS = 2**63, 19  # seeds go up to here; a larger number is no setting of a picture
_PAIR = re.compile(r'\s*([A-Za-z][\w \-/]*?):\s*("(?:\\.|[^"\\])*"|[^,]*)(?:,|$)')


@dataclass(frozen=True)
class PictureText:
    """What a file says of how it was made; None and "" where it says nothing. source: the tool's name."""

    source: str
    prompt: str = ""
    negative: str = ""
    seed: int | None = None
    steps: int | None = None
    guidance: float | None = None
    width: int | None = None
    height: int | None = None
    model: str = ""


def info_of(recipe: Recipe, width: int, height: int) -> dict[str, str]:
    """The text chunks for a picture made by ``recipe``. Nothing in them tells of the machine or the user."""
    own = {"format": _FORMAT, "app": f"Backlot Studio {__version__}", "recipe": msgspec.to_builtins(recipe)}
    return {
        "parameters": parameters_text(recipe, width, height),
        OWN_KEY: msgspec.json.encode(own, order="sorted").decode(),
    }


def parameters_text(recipe: Recipe, width: int, height: int) -> str:
    """The ``parameters`` text of AUTOMATIC1111's web UI: prompt, negative, then one line of settings."""
    params = recipe.params
    lines = [str(params.get("prompt", ""))]
    if params.get("negative"):
        lines.append(f"Negative prompt: {params['negative']}")
    settings: dict[str, object] = {
        "Steps": params.get("steps"),
        "Sampler": params.get("scheduler"),
        "CFG scale": params.get("guidance"),
        "Seed": recipe.seed,
        "Size": f"{width}x{height}",
        "Model": params.get("model"),
        "Model hash": recipe.models[0][1][:10] if recipe.models else None,
        "Version": f"Backlot Studio {__version__}",
    }
    lines.append(", ".join(f"{name}: {value}" for name, value in settings.items() if value not in (None, "")))
    return "\n".join(lines)


def save_as(source: Path, target: Path, recipe: Recipe | None, guard: Guard) -> None:
    """Write the picture ``source`` as PNG to ``target`` with its making in it.
    Any thread; whole or not at all.

    Raises InputError as ``media.images.load_image`` and ``project.targets.replacing`` do,
    StudioError("disk_full").
    """
    from studio.media import images

    picture = images.load_image(source)
    height, width = picture.shape[:2]
    info = info_of(recipe, width, height) if recipe is not None else None
    with replacing(target, guard) as writing:
        images.save_png(writing.temporary, picture, info)


def read(path: Path) -> PictureText:
    """How a PNG says it was made. Raises InputError("no_parameters") when it says nothing we understand."""
    from studio.media import images

    found = parse(images.read_png_info(path))
    if found is None:
        raise InputError(
            "no_parameters",
            Text("“{name}” does not contain its generation settings.", name=path.name),
            Text("Use the original image; the settings are lost when another program saves it."),
        )
    return found


def parse(info: Mapping[str, str]) -> PictureText | None:
    """The same from the text chunks; None when none of them is known."""
    for key, reader in (
        (OWN_KEY, _own),
        ("invokeai_metadata", _invoke),
        ("parameters", _parameters),
        ("prompt", _comfy),
    ):
        if key in info:
            try:
                # Pillow gives a subclass of str, which msgspec does not take.
                found = reader(str(info[key]))
            except UNDECODABLE:
                continue  # another tool's text is data: what does not fit is not understood, never an error
            if found is not None:
                return found
    return None


def _own(text: str) -> PictureText:
    document = msgspec.json.decode(text)
    recipe = msgspec.convert(document["recipe"], Recipe)
    params = recipe.params
    return PictureText(
        "Backlot Studio",
        str(params.get("prompt", "")),
        str(params.get("negative", "")),
        recipe.seed,
        _whole(params.get("steps")),
        _number(params.get("guidance")),
        _whole(params.get("width")) or None,
        _whole(params.get("height")) or None,
        str(params.get("model", "")),
    )


def _parameters(text: str) -> PictureText | None:
    if text.lstrip().startswith("{"):
        return _swarm(text)
    head, _, last = text.rstrip().rpartition("\n")
    pairs = {name.strip().lower(): value.strip().strip('"') for name, value in _PAIR.findall(last)}
    if "steps" not in pairs and "seed" not in pairs:
        return None
    prompt, _, negative = head.partition("Negative prompt:")
    width, _, height = pairs.get("size", "").partition("x")
    return PictureText(
        "AUTOMATIC1111",
        prompt.strip(),
        negative.strip(),
        _whole(pairs.get("seed")),
        _whole(pairs.get("steps")),
        _number(pairs.get("cfg scale")),
        _whole(width),
        _whole(height),
        pairs.get("model", ""),
    )


def _swarm(text: str) -> PictureText:
    made = msgspec.json.decode(text)["sui_image_params"]
    return PictureText(
        "SwarmUI",
        str(made.get("prompt", "")),
        str(made.get("negativeprompt", "")),
        _whole(made.get("seed")),
        _whole(made.get("steps")),
        _number(made.get("cfgscale")),
        _whole(made.get("width")),
        _whole(made.get("height")),
        str(made.get("model", "")),
    )


def _invoke(text: str) -> PictureText:
    made = msgspec.json.decode(text)
    model = made.get("model")
    return PictureText(
        "InvokeAI",
        str(made.get("positive_prompt") or ""),
        str(made.get("negative_prompt") or ""),
        _whole(made.get("seed")),
        _whole(made.get("steps")),
        _number(made.get("cfg_scale") or made.get("guidance")),
        _whole(made.get("width")),
        _whole(made.get("height")),
        str(model.get("name", "")) if isinstance(model, dict) else "",
    )


def _comfy(text: str) -> PictureText | None:
    """The first sampler node of a ComfyUI graph and the texts its two conditions come from."""
    graph: dict[str, Any] = msgspec.json.decode(text, type=dict[str, Any])
    nodes = [node["inputs"] for node in graph.values() if "KSampler" in str(node.get("class_type", ""))]
    if not nodes:
        return None
    inputs = nodes[0]
    return PictureText(
        "ComfyUI",
        _comfy_text(graph, inputs.get("positive")),
        _comfy_text(graph, inputs.get("negative")),
        _whole(inputs.get("seed", inputs.get("noise_seed"))),
        _whole(inputs.get("steps")),
        _number(inputs.get("cfg")),
    )


def _comfy_text(graph: dict[str, Any], link: object, depth: int = 8) -> str:
    """Follow a link [node, output] to the node that holds the text."""
    while isinstance(link, list) and link and depth:
        inputs = graph.get(str(link[0]), {}).get("inputs", {})
        if isinstance(inputs.get("text"), str):
            return inputs["text"]
        link = inputs.get("text") or inputs.get("conditioning")
        depth -= 1
    return ""


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < _LARGEST else None
    text = str(value).strip() if isinstance(value, str) else ""
    return int(text) if text.isdecimal() and len(text) < _DIGITS else None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if math.isfinite(number) else None

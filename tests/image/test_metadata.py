from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from studio.core.errors import InputError
from studio.image import metadata
from studio.media.images import load_image, read_png_info, save_png
from studio.project.targets import Guard
from studio.wire.recipe import Recipe
from tests.image.playing import picture_file

RECIPE = Recipe(
    engine="image_diffusers",
    version="1",
    params={
        "prompt": "a red boat, calm sea: dawn",
        "negative": "people",
        "width": 64,
        "height": 48,
        "steps": 12,
        "guidance": 4.5,
        "model": "starter",
        "scheduler": "auto",
    },
    seed=4_000_000_000,
    models=(("starter/unet.safetensors", "ab" * 32),),
)


def test_a_saved_picture_keeps_its_pixels_and_tells_how_it_was_made(tmp_path: Path) -> None:
    source = picture_file(tmp_path, 1)
    before = source.read_bytes()
    metadata.save_as(source, tmp_path / "out.png", RECIPE, Guard())
    assert source.read_bytes() == before
    assert np.array_equal(load_image(tmp_path / "out.png"), load_image(source))
    assert metadata.read(tmp_path / "out.png") == metadata.PictureText(
        "Backlot Studio", "a red boat, calm sea: dawn", "people", 4_000_000_000, 12, 4.5, 64, 48, "starter"
    )


def test_nothing_in_the_text_tells_of_the_machine(tmp_path: Path) -> None:
    metadata.save_as(picture_file(tmp_path, 1), tmp_path / "out.png", RECIPE, Guard())
    text = " ".join(read_png_info(tmp_path / "out.png").values())
    assert str(Path.home()) not in text
    assert str(tmp_path) not in text


def test_other_tools_can_read_the_parameters_text() -> None:
    text = metadata.parameters_text(RECIPE, 64, 48)
    assert text.splitlines()[:2] == ["a red boat, calm sea: dawn", "Negative prompt: people"]
    found = metadata.parse({"parameters": text})
    assert found is not None
    assert (found.prompt, found.negative, found.seed) == (
        "a red boat, calm sea: dawn",
        "people",
        4_000_000_000,
    )
    assert (found.steps, found.guidance, found.width, found.height) == (12, 4.5, 64, 48)


A1111 = """masterpiece, a castle
on a hill
Negative prompt: blurry, text
more
Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7, Seed: 1234, Size: 512x768, \
Model hash: abc, Model: some_v1, Lora hashes: "a: 12, b: 34", Version: v1.9.0"""
SWARM = json.dumps(
    {"sui_image_params": {"prompt": "fox", "seed": 3, "steps": 8, "cfgscale": 2.5, "width": 320}}
)
INVOKE = json.dumps(
    {"positive_prompt": "owl", "negative_prompt": None, "seed": 9, "steps": 4, "model": {"name": "m"}}
)
_SAMPLER = {"seed": 42, "steps": 20, "cfg": 8.0, "positive": ["6", 0], "negative": ["7", 0]}
COMFY = json.dumps(
    {
        "3": {"class_type": "KSampler", "inputs": _SAMPLER},
        "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a bottle"}},
        "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "watermark"}},
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("parameters", A1111, ("AUTOMATIC1111", "masterpiece, a castle\non a hill", 1234, 20)),
        ("parameters", SWARM, ("SwarmUI", "fox", 3, 8)),
        ("invokeai_metadata", INVOKE, ("InvokeAI", "owl", 9, 4)),
        ("prompt", COMFY, ("ComfyUI", "a bottle", 42, 20)),
    ],
)
def test_settings_are_read_from_pictures_of_other_tools(
    key: str, text: str, expected: tuple[str, str, int, int]
) -> None:
    found = metadata.parse({key: text})
    assert found is not None
    assert (found.source, found.prompt, found.seed, found.steps) == expected


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"recipe": 3}', "Steps", '{"1": 2}', '{"1": {"inputs": []}}']
)
@pytest.mark.parametrize("key", ["backlot", "parameters", "invokeai_metadata", "prompt"])
def test_text_that_is_not_understood_is_no_error(key: str, text: str) -> None:
    found = metadata.parse({key: text})
    assert found is None or found.prompt == ""


def test_a_picture_without_text_says_so(tmp_path: Path) -> None:
    save_png(tmp_path / "plain.png", np.zeros((4, 4, 3), np.uint8))
    with pytest.raises(InputError) as caught:
        metadata.read(tmp_path / "plain.png")
    assert caught.value.code == "no_parameters"

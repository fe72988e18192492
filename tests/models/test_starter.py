"""The starter image model: its scenes, captions and picture checks and, where they are there, its weights."""

from __future__ import annotations

import dataclasses
import random
import sys
from pathlib import Path

import numpy as np
import pytest

STARTER = Path(__file__).resolve().parents[2] / "models" / "starter"
sys.path.insert(0, str(STARTER))

from adherence import load_prompts, passed, shares  # noqa: E402
from captions import caption, vocabulary  # noqa: E402
from judge import load_judge  # noqa: E402
from painting import paint  # noqa: E402
from scenes import Scene, is_held_out, training_scene  # noqa: E402

PIPELINE = STARTER / "pipeline"
WEIGHTS = PIPELINE / "unet" / "diffusion_pytorch_model.safetensors"
needs_weights = pytest.mark.skipif(not WEIGHTS.exists(), reason="the weights are not in this checkout")

FILM_PROMPTS = {
    "a red lighthouse on a cliff at sunset": {"thing": "lighthouse", "colour": "red", "time": "sunset"},
    "a small boat on a calm sea at night with a full moon": {
        "thing": "boat",
        "time": "night",
        "luminary": "moon",
    },
    "snowy mountains at dawn, watercolor": {"backdrop": "snowy mountains", "style": "watercolor"},
    "a city street in the rain at night": {"ground": "city", "time": "night"},
    "a house beside a road in a desert": {"thing": "house", "ground": "desert"},
    "a yellow tree on the left in a meadow at noon": {"thing": "tree", "side": "left", "colour": "yellow"},
    "a blue house on the right in the snow at dusk": {"thing": "house", "side": "right", "time": "dusk"},
    "a forest at night, line art": {"ground": "forest", "style": "line-art"},
}


@pytest.fixture(scope="module")
def judge():
    return load_judge(STARTER / "judge.safetensors")


@pytest.fixture(scope="module")
def prompts():
    return load_prompts(STARTER / "held_out.json")


@pytest.fixture(scope="module")
def pipeline():
    torch = pytest.importorskip("torch")
    diffusers = pytest.importorskip("diffusers")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HF_HUB_OFFLINE", "1")
        loaded = diffusers.StableDiffusionPipeline.from_pretrained(
            PIPELINE, dtype=torch.float32, local_files_only=True
        )
    loaded.set_progress_bar_config(disable=True)
    return loaded


def draw(pipeline, prompts: list[str], seed: int, steps: int = 20, **options) -> list[np.ndarray]:
    import torch

    generators = [torch.Generator().manual_seed(seed + index) for index in range(len(prompts))]
    answer = pipeline(prompts, num_inference_steps=steps, guidance_scale=4.0, generator=generators, **options)
    return [np.asarray(image) for image in answer.images]


def test_the_same_scene_is_painted_with_the_same_pixels():
    for seed in range(12):
        scene = training_scene(random.Random(seed))
        assert np.array_equal(paint(scene), paint(scene))
        assert not np.array_equal(paint(scene), paint(dataclasses.replace(scene, seed=scene.seed + 1)))


def test_the_same_chance_gives_the_same_scene_and_caption():
    first, second = random.Random(5), random.Random(5)
    for _ in range(50):
        scene = training_scene(first)
        assert scene == training_scene(second)
        assert caption(scene, first) == caption(scene, second)


def test_wide_pictures_have_the_size_that_was_asked_for():
    assert paint(training_scene(random.Random(1)), 320, 192).shape == (192, 320, 3)


def test_every_word_of_a_caption_is_in_the_vocabulary():
    words, chance = set(vocabulary()), random.Random(2)
    for _ in range(500):
        text = caption(training_scene(chance), chance)
        assert set(text.replace(",", " ").replace("-", " ").split()) <= words


def test_training_never_draws_a_held_out_combination(prompts):
    cores = {entry.scene.core() for entry in prompts}
    assert len({entry.prompt for entry in prompts}) == len(prompts) == 100
    assert all(is_held_out(entry.scene) and is_held_out(entry.scene.mirrored()) for entry in prompts)
    chance = random.Random(9)
    scenes: list[Scene] = [training_scene(chance) for _ in range(20_000)]
    assert not cores & {scene.core() for scene in scenes}
    texts = {caption(scene, chance) for scene in scenes}
    assert not texts & {entry.prompt for entry in prompts}


def test_the_checks_accept_true_renders_and_refuse_other_pictures(judge, prompts):
    pictures = [
        paint(dataclasses.replace(entry.scene, seed=500 + index)) for index, entry in enumerate(prompts)
    ]
    right = shares(passed(judge, pictures, prompts))
    assert right["all"] >= 0.95
    assert min(right.values()) >= 0.9
    for turn in (17, 43):
        others = pictures[turn:] + pictures[:turn]
        assert shares(passed(judge, others, prompts))["all"] <= 0.30


@needs_weights
def test_all_files_together_stay_under_100_megabytes():
    assert sum(path.stat().st_size for path in STARTER.rglob("*") if path.is_file()) <= 100_000_000


@needs_weights
def test_a_seed_gives_the_same_picture_twice_and_another_seed_another(pipeline):
    prompt = ["a red lighthouse on a cliff at sunset"]
    first, again, other = (draw(pipeline, prompt, seed, steps=6)[0] for seed in (3, 3, 4))
    assert first.shape == (256, 256, 3)
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@needs_weights
def test_words_outside_the_vocabulary_do_not_break_the_tokenizer(pipeline):
    tokenizer = pipeline.tokenizer
    ids = tokenizer("Ein Xylophon, naïve 日本 #42 on a cliff!").input_ids
    assert len(ids) > 5
    assert tokenizer.convert_tokens_to_ids("cliff") in ids
    assert draw(pipeline, ["zeppelin over the xylophone " * 30], seed=1, steps=2)[0].shape == (256, 256, 3)


@needs_weights
def test_wide_pictures_come_in_the_asked_size(pipeline):
    assert draw(pipeline, ["a city street at night"], seed=1, steps=4, width=320, height=192)[0].shape == (
        192,
        320,
        3,
    )


@needs_weights
def test_stock_image_to_image_and_inpainting_run(pipeline):
    import torch
    from diffusers import StableDiffusionImg2ImgPipeline, StableDiffusionInpaintPipeline
    from PIL import Image

    start = paint(Scene("day", "clear", "meadow", thing="house", colour="red", seed=4))
    mask = np.zeros((256, 256), np.uint8)
    mask[64:224, 64:192] = 255
    image_to_image = StableDiffusionImg2ImgPipeline(**pipeline.components, requires_safety_checker=False)
    inpainting = StableDiffusionInpaintPipeline(**pipeline.components, requires_safety_checker=False)
    options = {
        "prompt": "a blue house in a meadow by day",
        "image": Image.fromarray(start),
        "num_inference_steps": 8,
    }
    for editor in (image_to_image, inpainting):
        editor.set_progress_bar_config(disable=True)
    edited = image_to_image(**options, strength=0.5, generator=torch.Generator().manual_seed(1)).images[0]
    filled = inpainting(
        **options, mask_image=Image.fromarray(mask), generator=torch.Generator().manual_seed(1)
    ).images[0]
    assert edited.size == filled.size == (256, 256)
    untouched = np.abs(np.asarray(filled, int)[:40] - start[:40].astype(int)).mean()
    assert untouched < 16


@needs_weights
def test_four_of_five_checks_pass_on_prompts_never_trained_on(pipeline, judge, prompts):
    chosen = prompts[::4]
    pictures = draw(pipeline, [entry.prompt for entry in chosen], seed=300)
    right = shares(passed(judge, pictures, chosen))
    assert right["all"] >= 0.8, right
    assert min(right["thing"], right["colour"], right["side"], right["time"]) >= 0.6, right


@needs_weights
def test_eight_film_prompts_are_obeyed(pipeline, judge):
    from judge import words_of

    pictures = draw(pipeline, list(FILM_PROMPTS), seed=11)
    seen = words_of(judge, pictures)
    checks = [
        row[name] == word
        for row, asked in zip(seen, FILM_PROMPTS.values(), strict=True)
        for name, word in asked.items()
    ]
    assert np.mean(checks) >= 0.8


@needs_weights
@pytest.mark.parametrize("thing", ["house", "tree", "lighthouse"])
def test_a_prompt_without_a_side_has_its_object_once_and_in_the_middle(pipeline, thing):
    pictures = draw(pipeline, [f"a red {thing} in a green meadow at noon"] * 4, seed=0)
    for picture in pictures:
        spans = _red_spans(picture)
        assert len(spans) == 1, spans
        start, end = spans[0]
        assert 0.35 < (start + end) / 2 / picture.shape[1] < 0.65


def _red_spans(picture: np.ndarray) -> list[tuple[int, int]]:
    """Stretches of columns, at least 8 px wide, with red in 8 px or more of each."""
    red, green, blue = picture.astype(int).transpose(2, 0, 1)
    columns = ((red > green + 60) & (red > blue + 60)).sum(axis=0) >= 8
    steps = np.diff(np.concatenate([[0], columns.astype(int), [0]]))
    spans = zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True)
    return [(start, end) for start, end in spans if end - start >= 8]

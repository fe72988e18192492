"""image_diffusers: the same picture as a bare diffusers script, previews, cancel, siblings, safety of model
folders.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio.core.errors import Cancelled, InputError, StudioError
from studio.engines.image import _latents
from studio.engines.image import diffusers as image_diffusers
from studio.engines.image.diffusers import SPEC
from studio.wire.engine import Request, SavesMemory
from tests.engines.harness import RecordingContext, run_engine
from tests.engines.tiny_models import make_flux, make_stable_diffusion


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Models this small are slower on many threads, the more so on a busy machine."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_stable_diffusion(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def engine(model: Path) -> image_diffusers.ImageDiffusers:
    made = image_diffusers.create()
    made.load("cpu", {"tiny": model})
    return made


def paint(
    engine: Any, ctx: RecordingContext, seed: int = 7, inputs: dict[str, Path] | None = None, **params: Any
) -> np.ndarray:
    values = {"prompt": "a red lighthouse on the sea", "steps": 4, "model": "tiny", **params}
    run_engine(engine, SPEC, ctx, values, inputs, seed)
    path, meta = ctx.outputs["image"]
    pixels = np.asarray(Image.open(path))
    assert (meta["height"], meta["width"], 3) == pixels.shape
    assert meta["seed"] == seed
    return pixels


def bare(model: Path, seed: int = 7, scheduler: str = "", **arguments: Any) -> np.ndarray:
    """What a script of ten lines makes of the same request."""
    import diffusers
    import torch

    pipeline = diffusers.StableDiffusionPipeline.from_pretrained(model, dtype=torch.float32)
    pipeline.set_progress_bar_config(disable=True)
    if scheduler:
        pipeline.scheduler = getattr(diffusers, scheduler).from_config(pipeline.scheduler.config)
    values = {"num_inference_steps": 4, "guidance_scale": 5.0, **arguments}
    generator = torch.Generator("cpu").manual_seed(seed)
    return np.asarray(pipeline("a red lighthouse on the sea", generator=generator, **values).images[0])


def test_the_picture_is_bit_for_bit_that_of_a_bare_script(engine: Any, model: Path, tmp_path: Path) -> None:
    assert np.array_equal(paint(engine, RecordingContext(tmp_path / "a")), bare(model))
    assert np.array_equal(
        paint(
            engine,
            RecordingContext(tmp_path / "b"),
            9,
            width=96,
            height=64,
            negative="the night",
            guidance=3.0,
        ),
        bare(model, 9, width=96, height=64, negative_prompt="the night", guidance_scale=3.0),
    )


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("ddim", "DDIMScheduler"),
        ("dpm++", "DPMSolverMultistepScheduler"),
        ("euler", "EulerDiscreteScheduler"),
    ],
)
def test_schedulers_are_chosen_by_word_for_one_run(
    engine: Any, model: Path, tmp_path: Path, word: str, name: str
) -> None:
    before = paint(engine, RecordingContext(tmp_path / "a"))
    assert np.array_equal(
        paint(engine, RecordingContext(tmp_path / "b"), scheduler=word), bare(model, scheduler=name)
    )
    assert np.array_equal(paint(engine, RecordingContext(tmp_path / "c")), before)


def test_seeds_repeat_and_differ(engine: Any, tmp_path: Path) -> None:
    first, again, other = (
        paint(engine, RecordingContext(tmp_path / str(index)), seed) for index, seed in enumerate((1, 1, 2))
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_progress_counts_steps_and_previews_come_between(engine: Any, tmp_path: Path) -> None:
    ctx = RecordingContext(tmp_path / "job")
    paint(engine, ctx, steps=6)
    assert [done for stage, done, total in ctx.stages if stage == "denoising" and total == 6] == list(
        range(7)
    )
    assert len(ctx.previews) == 5
    assert all(max(preview.size) <= 512 and preview.mode == "RGB" for preview in ctx.previews)


STARTER = Path(__file__).parents[3] / "models" / "starter" / "pipeline"


@pytest.mark.skipif(not (STARTER / "vae").is_dir(), reason="models/starter has no weights yet")
def test_the_preview_looks_like_the_picture_that_the_latents_hold() -> None:
    import torch
    from diffusers import AutoencoderTiny

    class Pipeline:
        vae = AutoencoderTiny.from_pretrained(STARTER, subfolder="vae", dtype=torch.float32).eval()

    to_rgb = _latents.fit_preview(Pipeline())
    assert to_rgb is not None
    truth = np.zeros((128, 128, 3), np.float32)
    truth[:80], truth[80:], truth[40:100, 50:90] = (-0.2, 0.3, 0.9), (-0.6, 0.1, -0.6), (0.8, -0.7, -0.6)
    with torch.inference_mode():
        latents = Pipeline.vae.encode(torch.from_numpy(truth).permute(2, 0, 1)[None]).latents
    picture = _latents.preview(latents * Pipeline.vae.config.scaling_factor, to_rgb)
    assert picture is not None
    assert picture.size == (96, 96)
    seen = picture.resize((128, 128))
    assert np.corrcoef(np.asarray(seen, np.float32).ravel(), truth.ravel())[0, 1] > 0.8


def test_latents_of_another_shape_have_no_preview() -> None:
    import torch

    to_rgb = np.zeros((5, 3), np.float32)
    assert _latents.preview(torch.zeros(1, 64, 16), to_rgb) is None
    assert _latents.preview(torch.zeros(1, 16, 8, 8), to_rgb) is None
    assert _latents.preview(torch.zeros(1, 4, 8, 8), to_rgb) is not None


def test_cancel_stops_at_the_next_step_and_the_model_stays_warm(engine: Any, tmp_path: Path) -> None:
    before = paint(engine, RecordingContext(tmp_path / "before"))
    ctx = RecordingContext(tmp_path / "job", cancel_at=4)
    with pytest.raises(Cancelled):
        paint(engine, ctx, steps=50)
    assert ctx.checks == 4
    assert max(done for _, done, _ in ctx.stages) == 2
    assert list(ctx.workdir.iterdir()) == []
    assert np.array_equal(paint(engine, RecordingContext(tmp_path / "after")), before)


def test_sizes_are_rounded_to_what_the_model_can_make(engine: Any, tmp_path: Path) -> None:
    assert paint(engine, RecordingContext(tmp_path / "a"), width=101, height=1).shape == (8, 104, 3)
    assert paint(engine, RecordingContext(tmp_path / "b")).shape == (64, 64, 3)


def test_a_picture_is_varied_and_a_mask_is_filled_leaving_the_rest_untouched(
    engine: Any, tmp_path: Path
) -> None:
    before = np.random.default_rng(3).integers(0, 255, (72, 102, 3), np.uint8)
    Image.fromarray(before).save(tmp_path / "before.png")
    ctx = RecordingContext(tmp_path / "vary")
    varied = paint(engine, ctx, inputs={"image": tmp_path / "before.png"}, strength=0.5)
    assert varied.shape == (72, 104, 3)
    assert [done for _, done, _ in ctx.stages] == [0, 1, 2]
    mask = np.zeros((72, 104), np.uint8)
    mask[20:50, 30:70] = 255
    Image.fromarray(mask).save(tmp_path / "mask.png")
    Image.fromarray(varied).save(tmp_path / "varied.png")
    inputs = {"image": tmp_path / "varied.png", "mask": tmp_path / "mask.png"}
    filled = paint(engine, RecordingContext(tmp_path / "fill"), inputs=inputs, strength=1.0)
    assert np.array_equal(filled[mask == 0], varied[mask == 0])
    assert not np.array_equal(filled[30:40, 40:60], varied[30:40, 40:60])


def test_a_flow_model_keeps_the_shape_of_the_picture_it_starts_from(tmp_path: Path) -> None:
    made = image_diffusers.create()
    made.load("cpu", {"flux": make_flux(tmp_path / "models" / "flux")})
    Image.fromarray(np.full((64, 128, 3), 90, np.uint8)).save(tmp_path / "wide.png")
    varied = paint(made, RecordingContext(tmp_path / "vary"), inputs={"image": tmp_path / "wide.png"})
    assert varied.shape == (64, 128, 3)
    Image.fromarray(np.full((64, 128), 255, np.uint8)).save(tmp_path / "mask.png")
    inputs = {"image": tmp_path / "wide.png", "mask": tmp_path / "mask.png"}
    assert paint(made, RecordingContext(tmp_path / "fill"), inputs=inputs).shape == (64, 128, 3)


def test_every_sibling_that_takes_a_size_is_told_the_size(tmp_path: Path) -> None:
    import diffusers

    Image.fromarray(np.full((64, 128, 3), 90, np.uint8)).save(tmp_path / "wide.png")
    Image.fromarray(np.full((64, 128), 255, np.uint8)).save(tmp_path / "mask.png")
    told = 0
    for name, family in image_diffusers._FAMILIES.items():
        for sibling, roles in ((name, ()), (family.img2img, ("image",)), (family.inpaint, ("image", "mask"))):
            if not sibling:
                continue
            kind = getattr(diffusers, sibling)
            made = image_diffusers.create()
            made._class_name, made._pipelines = name, {name: object()}
            places = {"image": tmp_path / "wide.png", "mask": tmp_path / "mask.png"}
            request = Request(params=SPEC.defaults(), inputs={role: places[role] for role in roles})
            arguments = made._arguments(request, kind.__new__(kind))
            known = signature(kind.__call__).parameters
            assert set(arguments) <= set(known), sibling
            if "width" in known:
                told += 1
                assert (arguments["width"], arguments["height"]) == ((128, 64) if roles else (1024, 1024))
    assert told > 20


def test_guidance_counts_where_a_model_asks_for_a_negative_prompt(tmp_path: Path) -> None:
    made = image_diffusers.create()
    made._class_name, made._pipelines = "QwenImagePipeline", {"QwenImagePipeline": object()}
    assert made._arguments(Request(params=SPEC.defaults()), object())["negative_prompt"] == " "
    made._class_name, made._pipelines = "FluxPipeline", {"FluxPipeline": object()}
    assert "negative_prompt" not in made._arguments(Request(params=SPEC.defaults()), object())


def test_few_steps_and_little_strength_still_change_the_picture(engine: Any, tmp_path: Path) -> None:
    before = np.random.default_rng(3).integers(0, 255, (64, 64, 3), np.uint8)
    Image.fromarray(before).save(tmp_path / "before.png")
    for steps, strength in ((1, 0.5), (4, 0.05), (4, 0.2)):
        ctx = RecordingContext(tmp_path / f"{steps}-{strength}")
        inputs = {"image": tmp_path / "before.png"}
        assert paint(engine, ctx, inputs=inputs, steps=steps, strength=strength).shape == (64, 64, 3)
        assert ctx.stages[-1] == ("denoising", 1, 1)


def test_out_of_memory_leads_to_the_next_plan_until_none_is_left(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import diffusers
    import torch

    kind = diffusers.StableDiffusionPipeline
    placed: list[str] = []
    room = iter((False, False, True))
    paint_really = kind.__call__

    def paint_when_there_is_room(pipeline: Any, **arguments: Any) -> Any:
        if not next(room):
            raise torch.OutOfMemoryError("no room")
        return paint_really(pipeline, **arguments)

    # A card that this machine need not have; what is put on it stays where it is.
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda _device: (80e9, 80e9))
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda _device: (9, 0))
    monkeypatch.setattr(kind, "to", lambda pipeline, *_: placed.append("whole"))
    monkeypatch.setattr(kind, "enable_model_cpu_offload", lambda *_, **__: placed.append("parts"))
    monkeypatch.setattr(kind, "enable_sequential_cpu_offload", lambda *_, **__: placed.append("layers"))
    monkeypatch.setattr(kind, "__call__", paint_when_there_is_room)
    made = image_diffusers.create()
    made.load("cuda:0", {"tiny": model})
    assert isinstance(made, SavesMemory)
    for _ in range(2):
        with pytest.raises(torch.OutOfMemoryError):
            paint(made, RecordingContext(tmp_path / "full"), dtype="float32")
        assert made.save_memory()
    assert paint(made, RecordingContext(tmp_path / "fits"), dtype="float32").shape == (64, 64, 3)
    assert placed[-1] == "layers"
    assert [word for number, word in enumerate(placed) if placed[number - 1] != word or not number] == [
        "whole",
        "parts",
        "layers",
    ]
    assert made.save_memory() == ""


def test_an_apple_chip_is_not_asked_for_what_only_cuda_knows(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import diffusers
    import torch

    moved: list[str] = []
    monkeypatch.setattr(diffusers.StableDiffusionPipeline, "to", lambda _pipeline, where: moved.append(where))
    for new_enough, precision in ((True, torch.bfloat16), (False, torch.float32)):
        monkeypatch.setattr(torch.backends.mps, "is_macos_or_newer", lambda *_, answer=new_enough: answer)
        made = image_diffusers.create()
        made.load("mps", {"tiny": model})
        assert made._pipelines["StableDiffusionPipeline"].unet.dtype == precision
        assert made.save_memory() == ""
    assert moved == ["mps", "mps"]


def test_wrong_pictures_and_a_lone_mask_are_refused(engine: Any, tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture", "utf-8")
    with pytest.raises(InputError) as failure:
        paint(engine, RecordingContext(tmp_path / "a"), inputs={"image": tmp_path / "text.png"})
    assert failure.value.code == "not_a_picture"
    with pytest.raises(InputError) as failure:
        paint(engine, RecordingContext(tmp_path / "b"), inputs={"mask": tmp_path / "text.png"})
    assert failure.value.code == "image_missing"


def test_unloading_frees_the_model_and_loading_brings_the_same_back(model: Path, tmp_path: Path) -> None:
    made = image_diffusers.create()
    made.load("cpu", {"tiny": model})
    before = paint(made, RecordingContext(tmp_path / "a"))
    made.unload()
    made.load("cpu", {"tiny": model})
    assert np.array_equal(paint(made, RecordingContext(tmp_path / "b")), before)


def test_another_precision_is_loaded_when_asked_for(model: Path, tmp_path: Path) -> None:
    made = image_diffusers.create()
    made.load("cpu", {"tiny": model})
    full = paint(made, RecordingContext(tmp_path / "a"))
    half = paint(made, RecordingContext(tmp_path / "b"), dtype="bfloat16")
    assert not np.array_equal(full, half)
    assert np.abs(full.astype(int) - half).mean() < 20
    assert np.array_equal(paint(made, RecordingContext(tmp_path / "c")), full)


def test_models_that_could_run_code_are_refused(model: Path, tmp_path: Path) -> None:
    def load(name: str) -> str:
        with pytest.raises(StudioError) as failure:
            image_diffusers.create().load("cpu", {name: tmp_path / name})
        return failure.value.code

    for name in ("code", "pickle", "auto_map", "custom", "unknown", "broken"):
        shutil.copytree(model, tmp_path / name)
    (tmp_path / "code" / "unet" / "pipeline.py").write_text("print()", "utf-8")
    (tmp_path / "pickle" / "unet" / "diffusion_pytorch_model.bin").write_bytes(b"\x80\x04.")
    (tmp_path / "auto_map" / "unet" / "config.json").write_text('{"auto_map": {}}', "utf-8")
    for name, part, value in (
        ("custom", "unet", ["my_module", "MyUnet"]),
        ("unknown", "_class_name", "EvilPipeline"),
    ):
        index = tmp_path / name / "model_index.json"
        index.write_text(json.dumps(json.loads(index.read_text("utf-8")) | {part: value}), "utf-8")
    (tmp_path / "broken" / "model_index.json").write_text("{", "utf-8")
    assert [load(name) for name in ("code", "pickle", "auto_map", "custom")] == ["model_refused"] * 4
    assert load("unknown") == "model_unknown"
    assert load("broken") == "model_broken"
    assert load("missing") == "model_missing"
    with pytest.raises(StudioError):
        image_diffusers.create().load("cpu", {})


def test_every_known_class_and_its_siblings_are_in_diffusers() -> None:
    import diffusers

    for name, family in image_diffusers._FAMILIES.items():
        for part in (name, family.img2img, family.inpaint):
            assert not part or hasattr(diffusers, part), part

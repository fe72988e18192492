"""Pictures from text (and from pictures) by any diffusers pipeline of an explicit list of classes.

A model is a folder in diffusers format with safetensors weights. Its ``model_index.json`` names the pipeline
class; only classes listed in ``_FAMILIES`` are made, so nothing that a model folder says can run code of its
own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.core.errors import InputError, StudioError
from studio.core.text import Text
from studio.engines import _models, _pictures
from studio.engines.image import _latents
from studio.wire.engine import JobContext, Request
from studio.wire.spec import EngineSpec, Param, Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image


@dataclass(frozen=True)
class _Family:
    """What this engine must know of a pipeline class beyond its signature.

    img2img, inpaint: sibling classes that share its components. guidance: name of the argument that follows
    the prompt more or less closely. blank_negative: guidance works with a negative prompt only, so a blank
    one stands in. schedulers: the classic noise schedulers fit (not the flow-matching models). multiple:
    sizes in px are multiples of this.
    """

    img2img: str = ""
    inpaint: str = ""
    guidance: str = "guidance_scale"
    negative: bool = True
    blank_negative: bool = False
    schedulers: bool = False
    multiple: int = 16


_FAMILIES = {
    "StableDiffusionPipeline": _Family(
        "StableDiffusionImg2ImgPipeline", "StableDiffusionInpaintPipeline", schedulers=True, multiple=8
    ),
    "StableDiffusionXLPipeline": _Family(
        "StableDiffusionXLImg2ImgPipeline", "StableDiffusionXLInpaintPipeline", schedulers=True, multiple=8
    ),
    "StableDiffusion3Pipeline": _Family("StableDiffusion3Img2ImgPipeline", "StableDiffusion3InpaintPipeline"),
    "FluxPipeline": _Family("FluxImg2ImgPipeline", "FluxInpaintPipeline", negative=False),
    "Flux2Pipeline": _Family(negative=False),
    "Flux2KleinPipeline": _Family(inpaint="Flux2KleinInpaintPipeline", negative=False),
    "ZImagePipeline": _Family("ZImageImg2ImgPipeline", "ZImageInpaintPipeline"),
    "QwenImagePipeline": _Family(
        "QwenImageImg2ImgPipeline",
        "QwenImageInpaintPipeline",
        guidance="true_cfg_scale",
        blank_negative=True,
    ),
    "ChromaPipeline": _Family("ChromaImg2ImgPipeline", "ChromaInpaintPipeline"),
    "ErnieImagePipeline": _Family(),
    "Krea2Pipeline": _Family(),
    "HunyuanImagePipeline": _Family(guidance="distilled_guidance_scale"),
}

_SCHEDULERS = {
    "ddim": "DDIMScheduler",
    "dpm++": "DPMSolverMultistepScheduler",
    "euler": "EulerDiscreteScheduler",
}
_RESERVE_MB = 2500
"""Memory of a card that a run needs beside the weights at about 1024 px."""
_PLANS = (
    "",
    "the parts of the model take turns on the graphics card",
    "the layers of the model take turns on the graphics card",
)
"""What each way to place a model on a card means, from the fastest to the thriftiest."""

SPEC = EngineSpec(
    id="image_diffusers",
    task="image",
    title=Text("Diffusers"),
    version="2",
    licence="Apache-2.0",
    requires=("torch", "diffusers", "transformers"),
    model_files=("model_index.json",),
    heavy=True,
    seeded=True,
    capabilities=("preview", "img2img", "inpaint"),
    params=(
        Param(name="prompt", kind="text", default="", label="Prompt", help="What the image should show."),
        Param(
            name="negative",
            kind="text",
            default="",
            label="Negative prompt",
            help="What the image should not show.",
        ),
        Param(name="model", kind="text", default="starter", label="Model", help="Id of the model folder."),
        Param(
            name="width",
            kind="int",
            default=0,
            label="Width",
            minimum=0,
            maximum=4096,
            step=8,
            unit=" px",
            help="0 uses the model's native size.",
        ),
        Param(
            name="height",
            kind="int",
            default=0,
            label="Height",
            minimum=0,
            maximum=4096,
            step=8,
            unit=" px",
            help="0 uses the model's native size.",
        ),
        Param(
            name="steps",
            kind="int",
            default=24,
            label="Steps",
            minimum=1,
            maximum=150,
            step=1,
            help="More steps add detail but take longer; distilled models need 4 to 8.",
        ),
        Param(
            name="guidance",
            kind="float",
            default=5.0,
            label="Guidance",
            minimum=0.0,
            maximum=30.0,
            step=0.5,
            help="How closely to follow the prompt; use 0 or 1 with distilled models.",
        ),
        Param(
            name="scheduler",
            kind="choice",
            default="auto",
            label="Scheduler",
            choices=("auto", *_SCHEDULERS),
            advanced=True,
            help="Denoising schedule. Automatic uses the model's own.",
        ),
        Param(
            name="strength",
            kind="float",
            default=0.6,
            label="Strength",
            minimum=0.05,
            maximum=1.0,
            step=0.05,
            help="With a source image: how much of it to change.",
        ),
        Param(
            name="dtype",
            kind="choice",
            default="auto",
            label="Precision",
            choices=("auto", "float32", "bfloat16", "float16"),
            advanced=True,
            help="Automatic uses float32 on the CPU and half precision on the GPU.",
        ),
    ),
)


def create() -> ImageDiffusers:
    """A new engine, not loaded."""
    return ImageDiffusers()


class ImageDiffusers:
    """Makes one picture per run with the pipeline that its model's folder describes."""

    def __init__(self) -> None:
        # Pipelines are made by class name at run time, so their type is not known here.
        self._pipelines: dict[str, Any] = {}
        self._folder = Path()
        self._class_name = ""
        self._device = "cpu"
        self._dtype = ""
        self._plan = 0
        self._to_rgb: NDArray[np.float32] | None = None

    def load(self, device: str, models: dict[str, Path]) -> None:
        """Load the model of the one folder given. Raises StudioError when it is missing, unsafe or of an
        unknown class.
        """
        self._folder = _models.only_folder(models, Text("image model"))
        self._class_name = _pipeline_class(self._folder)
        self._device, self._plan = device, 0
        self._open("auto")

    def unload(self) -> None:
        """Drop the model."""
        self._pipelines.clear()
        self._to_rgb = None

    def voices(self) -> tuple[Voice, ...]:
        """None: this engine paints."""
        return ()

    def run(self, request: Request, ctx: JobContext) -> None:
        """Make one picture.

        Inputs ``image`` and ``mask`` (white is made anew) choose the model's img2img or inpaint pipeline. The
        same seed gives the picture that the bare pipeline gives with
        ``torch.Generator("cpu").manual_seed(seed)``.
        """
        import torch

        params = request.params
        self._open(params["dtype"])
        pipeline = self._pipeline_for(request)
        seed = request.seed or 0
        ctx.check_cancelled()
        try:
            with self._scheduler(pipeline, params["scheduler"]):
                arguments = self._arguments(request, pipeline)
                steps = _step_count(arguments)
                ctx.progress(Text("denoising"), 0, steps)
                picture = pipeline(
                    **arguments,
                    generator=torch.Generator("cpu").manual_seed(seed),
                    callback_on_step_end=partial(self._after_step, ctx, steps, arguments),
                ).images[0]
        except torch.OutOfMemoryError:
            self._pipelines.clear()  # the worker asks for a thriftier plan next and runs the job once more
            raise
        ctx.check_cancelled()
        if "mask" in request.inputs:
            picture = _blended(arguments["image"], picture, arguments["mask_image"])
        path = ctx.workdir / "image.png"
        picture.save(path, compress_level=3)
        ctx.output("image", path, width=picture.width, height=picture.height, seed=seed)

    def save_memory(self) -> str:
        """The next way to place the model on a graphics card; the next run loads it so. "" when there is none
        left.
        """
        if not self._device.startswith("cuda") or self._plan + 1 >= len(_PLANS):
            return ""
        self._plan += 1
        self._pipelines.clear()
        return _PLANS[self._plan]

    # ---- loading

    def _open(self, dtype: str) -> None:
        """Have the text-to-image pipeline loaded in this precision, by the present memory plan."""
        if dtype == "auto":
            dtype = _precision(self._device)
        if self._pipelines and dtype == self._dtype:
            return
        import diffusers
        import torch

        self._pipelines.clear()
        pipeline = getattr(diffusers, self._class_name).from_pretrained(
            self._folder, dtype=getattr(torch, dtype), use_safetensors=True, local_files_only=True
        )
        pipeline.set_progress_bar_config(disable=True)
        self._place(pipeline)
        self._pipelines[self._class_name] = pipeline
        self._dtype = dtype
        self._to_rgb = _latents.fit_preview(pipeline)

    def _place(self, pipeline: Any) -> None:
        """Put the weights where they fit: all on the card, one component at a time, or one layer at a
        time.
        """
        if not self._device.startswith("cuda"):
            if (
                self._device != "cpu"
            ):  # Apple's chips share their memory with the processor: no plan saves any
                pipeline.to(self._device)
            return
        import torch

        sizes = [
            sum(weight.numel() * weight.element_size() for weight in part.parameters()) / 1e6
            for part in pipeline.components.values()
            if isinstance(part, torch.nn.Module)
        ]
        free = torch.cuda.mem_get_info(self._device)[0] / 1e6 - _RESERVE_MB
        plan = max(self._plan, 0 if sum(sizes) < free else 1 if max(sizes) < free else 2)
        if plan > 0 and hasattr(pipeline.vae, "enable_tiling"):
            pipeline.vae.enable_tiling()
        match plan:
            case 0:
                pipeline.to(self._device)
            case 1:
                pipeline.enable_model_cpu_offload(device=self._device)
            case _:
                pipeline.enable_sequential_cpu_offload(device=self._device)
        self._plan = plan

    def _pipeline_for(self, request: Request) -> Any:
        """The pipeline of what is asked for, made of the loaded components. Raises InputError when there is
        none.
        """
        family = _FAMILIES[self._class_name]
        name = self._class_name
        if "mask" in request.inputs:
            name = family.inpaint
        elif "image" in request.inputs:
            name = family.img2img
        if "mask" in request.inputs and "image" not in request.inputs:
            raise InputError(
                "image_missing", Text("A mask needs the image it belongs to."), Text("Choose an image.")
            )
        if not name:
            what = Text("fill a mask") if "mask" in request.inputs else Text("start from an image")
            raise InputError(
                "not_supported", Text("This model cannot {what}.", what=what), Text("Choose another model.")
            )
        if name not in self._pipelines:
            import diffusers
            import torch

            base = self._pipelines[self._class_name]
            # The components are named one by one: left to itself, from_pipe drops an AutoencoderTiny.
            made = getattr(diffusers, name).from_pipe(
                base, **base.components, dtype=getattr(torch, self._dtype)
            )
            made.set_progress_bar_config(disable=True)
            if self._plan > 0:
                self._place(made)
            self._pipelines[name] = made
        return self._pipelines[name]

    def _scheduler(self, pipeline: Any, word: str) -> _Swapped:
        if word == "auto":
            return _Swapped(pipeline, pipeline.scheduler)
        if not _FAMILIES[self._class_name].schedulers:
            raise InputError(
                "not_supported",
                Text("This model has its own scheduler and does not support {word}.", word=word),
                Text("Choose the automatic scheduler."),
            )
        import diffusers

        made = getattr(diffusers, _SCHEDULERS[word]).from_config(pipeline.scheduler.config)
        return _Swapped(pipeline, made)

    # ---- running

    def _arguments(self, request: Request, pipeline: Any) -> dict[str, Any]:
        """The pipeline's keyword arguments, pictures opened and scaled."""
        params, family = request.params, _FAMILIES[self._class_name]
        own = _own_size(self._pipelines[self._class_name])
        picture = (
            _pictures.opened(request.inputs["image"]).convert("RGB") if "image" in request.inputs else None
        )
        width, height = picture.size if picture else (own, own)
        width = _rounded(params["width"] or width, family.multiple)
        height = _rounded(params["height"] or height, family.multiple)
        arguments: dict[str, Any] = {
            "prompt": params["prompt"],
            "num_inference_steps": params["steps"],
            family.guidance: params["guidance"],
        }
        if family.negative and (params["negative"] or family.blank_negative):
            arguments["negative_prompt"] = params["negative"] or " "
        if picture is not None:
            arguments["image"] = picture.resize((width, height))
            arguments["strength"] = params["strength"]
            while int(arguments["num_inference_steps"] * params["strength"]) < 1:
                arguments["num_inference_steps"] += 1  # so few that strength would leave none to run
        if "mask" in request.inputs:
            arguments["mask_image"] = (
                _pictures.opened(request.inputs["mask"]).convert("L").resize((width, height))
            )
        # The first siblings take the picture's size; the others would squash it to their own when not told.
        if "width" in signature(type(pipeline).__call__).parameters:
            arguments |= {"width": width, "height": height}
        return arguments

    def _after_step(
        self,
        ctx: JobContext,
        steps: int,
        arguments: dict[str, Any],
        pipeline: Any,
        index: int,
        timestep: Any,
        tensors: dict[str, Any],
    ) -> dict[str, Any]:
        """diffusers' callback after each step: progress, cancel, preview."""
        ctx.check_cancelled()
        ctx.progress(Text("denoising"), min(index + 1, steps), steps)
        if self._to_rgb is not None and index + 1 < steps and ctx.wants_preview():
            picture = _latents.preview(tensors["latents"], self._to_rgb)
            if picture is not None:
                ctx.preview(picture)
        return {}


class _Swapped:
    """Give a pipeline a scheduler for one run and put the model's own back."""

    def __init__(self, pipeline: Any, scheduler: Any) -> None:
        self._pipeline, self._scheduler, self._own = pipeline, scheduler, pipeline.scheduler

    def __enter__(self) -> None:
        self._pipeline.scheduler = self._scheduler

    def __exit__(self, *_: object) -> None:
        self._pipeline.scheduler = self._own


def _pipeline_class(folder: Path) -> str:
    """The pipeline class that a model folder asks for. Raises StudioError when the folder is unsafe or the
    class unknown.
    """
    facts = _models.read_facts(folder, "model_index.json")
    for part, value in facts.items():
        if isinstance(value, list) and value and value[0] not in (None, "diffusers", "transformers"):
            raise _models.refused(folder, Text("its {part} comes from {value}", part=part, value=value[0]))
    name = str(facts.get("_class_name"))
    if name not in _FAMILIES:
        raise StudioError(
            "model_unknown",
            Text("“{name}” was made for {name2}, which is not supported.", name=folder.name, name2=name),
            Text("Supported: {families}.", families=", ".join(sorted(_FAMILIES))),
        )
    return name


def _precision(device: str) -> str:
    """Half where the device is good at it: bfloat16 keeps the range of float32, float16 does not."""
    import torch

    if device.startswith("cuda"):
        return "bfloat16" if torch.cuda.get_device_capability(device)[0] >= 8 else "float16"
    if device == "mps" and torch.backends.mps.is_macos_or_newer(14, 0):
        return "bfloat16"
    return "float32"


# ---- pictures


def _blended(before: Image, after: Image, mask: Image) -> Image:
    """The new picture inside the mask, the old one outside, bit for bit; the edge is softened inwards."""
    from PIL import Image, ImageChops, ImageFilter

    hard = mask.point([0] * 128 + [255] * 128)
    soft = ImageChops.multiply(hard, hard.filter(ImageFilter.GaussianBlur(4)))
    return Image.composite(after, before, soft)


def _own_size(pipeline: Any) -> int:
    """Edge in px of the pictures that the model was made for."""
    core = getattr(pipeline, "unet", None) or getattr(pipeline, "transformer", None)
    sample = getattr(core.config, "sample_size", None) if core is not None else None
    return sample * pipeline.vae_scale_factor if isinstance(sample, int) else 1024


def _rounded(size: int, multiple: int) -> int:
    return max(round(size / multiple) * multiple, multiple)


def _step_count(arguments: dict[str, Any]) -> int:
    """Steps that will really be run: starting from a picture, only the share that strength leaves."""
    steps = arguments["num_inference_steps"]
    return max(int(steps * arguments.get("strength", 1.0)), 1)

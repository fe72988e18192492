"""Enlarge a picture without a model: Lanczos resampling and an unsharp mask."""

from __future__ import annotations

from pathlib import Path

from studio.core.errors import StudioError
from studio.core.text import Text
from studio.engines import _pictures
from studio.wire.engine import JobContext, Request
from studio.wire.spec import EngineSpec, Param, Voice

SPEC = EngineSpec(
    id="upscale_lanczos",
    task="upscale",
    title=Text("Lanczos with sharpening"),
    version="2",
    licence="GPL-3.0-or-later",
    params=(
        Param(
            name="scale",
            kind="float",
            default=2.0,
            minimum=1.0,
            maximum=8.0,
            step=0.5,
            label="Scale",
            unit="x",
        ),
        Param(
            name="sharpen",
            kind="float",
            default=0.6,
            minimum=0.0,
            maximum=2.0,
            step=0.1,
            label="Sharpen",
            help="Strength of the unsharp mask.",
        ),
    ),
)

_MAX_PIXELS = 64_000_000


class UpscaleLanczos:
    """One resize in linear steps of Pillow's Lanczos filter (radius 3)."""

    def load(self, device: str, models: dict[str, Path]) -> None:
        """Nothing to load."""

    def run(self, request: Request, ctx: JobContext) -> None:
        """inputs ``image`` -> output ``image`` (PNG), ``scale`` times as wide and high."""
        from PIL import Image, ImageFilter

        scale, sharpen = float(request.params["scale"]), float(request.params["sharpen"])
        ctx.progress(Text("upscaling"))
        picture = _pictures.opened(request.inputs["image"])
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        if size[0] * size[1] > _MAX_PIXELS:
            raise StudioError(
                "too_large",
                Text("The upscaled image would be {size} × {size2} pixels.", size=size[0], size2=size[1]),
                Text("Choose a smaller scale."),
            )
        picture = picture.resize(size, Image.Resampling.LANCZOS)
        ctx.check_cancelled()
        if sharpen:
            # The blur that upscaling leaves is about as wide as a source pixel.
            picture = picture.filter(
                ImageFilter.UnsharpMask(radius=scale * 0.8, percent=round(100 * sharpen), threshold=2)
            )
        target = ctx.workdir / "image.png"
        picture.save(target)
        ctx.output("image", target, width=size[0], height=size[1])

    def unload(self) -> None:
        """Nothing to free."""

    def voices(self) -> tuple[Voice, ...]:
        """Not a speech engine."""
        return ()


def create() -> UpscaleLanczos:
    """A new engine."""
    return UpscaleLanczos()

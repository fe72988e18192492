from pathlib import Path

from studio.core.text import Text
from studio.wire.engine import JobContext, Request
from studio.wire.spec import EngineSpec, Param, Voice

SPEC = EngineSpec(
    id="upscale_nearest",
    task="upscale",
    title="Nearest pixel",
    version="1",
    licence="GPL-3.0-or-later",
    params=(Param(name="scale", kind="int", default=2, minimum=1, maximum=8, label="Scale", unit="x"),),
)


class UpscaleNearest:
    def load(self, device: str, models: dict[str, Path]) -> None:
        """Nothing to load."""

    def run(self, request: Request, ctx: JobContext) -> None:
        from PIL import Image

        ctx.check_cancelled()
        ctx.progress(Text("enlarging"))
        scale = request.params["scale"]
        with Image.open(request.inputs["image"], formats=["PNG", "JPEG", "WEBP"]) as source:
            size = source.width * scale, source.height * scale
            picture = source.convert("RGB").resize(size, Image.Resampling.NEAREST)
        ctx.check_cancelled()
        picture.save(ctx.workdir / "image.png")
        ctx.output("image", ctx.workdir / "image.png", width=picture.width, height=picture.height)

    def unload(self) -> None:
        """Nothing to free."""

    def voices(self) -> tuple[Voice, ...]:
        return ()


def create() -> UpscaleNearest:
    return UpscaleNearest()

"""upscale_lanczos: what is enlarged is the picture as it is shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.core.errors import InputError
from studio.engines.upscale import lanczos as upscale_lanczos
from studio.engines.upscale.lanczos import SPEC
from tests.engines.harness import RecordingContext, run_engine


def enlarged(place: Path, tmp_path: Path) -> Image.Image:
    ctx = RecordingContext(tmp_path / f"job-{place.name}")
    run_engine(upscale_lanczos.create(), SPEC, ctx, {"scale": 2.0, "sharpen": 0.0}, {"image": place})
    with Image.open(ctx.outputs["image"][0]) as picture:
        return picture.copy()


def test_a_photo_held_sideways_stays_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn clockwise to show
    pixels = np.zeros((20, 40, 3), np.uint8)
    pixels[:, :20] = 255  # its left half is the upper half when shown
    Image.fromarray(pixels).save(tmp_path / "photo.jpg", exif=exif)
    picture = enlarged(tmp_path / "photo.jpg", tmp_path)
    assert picture.size == (40, 80)
    assert np.asarray(picture)[:30].min() > 200
    assert np.asarray(picture)[50:].max() < 60


def test_a_transparent_palette_stays_transparent(tmp_path: Path) -> None:
    Image.new("P", (10, 10)).save(tmp_path / "logo.png", transparency=0)
    picture = enlarged(tmp_path / "logo.png", tmp_path)
    assert picture.mode == "RGBA"
    assert np.asarray(picture)[..., 3].max() == 0


def test_sixteen_bits_of_grey_keep_their_tones(tmp_path: Path) -> None:
    ramp = np.tile(np.linspace(0, 65535, 64).astype(np.uint16), (8, 1))
    Image.fromarray(ramp).save(tmp_path / "ramp.png")
    tones = np.asarray(enlarged(tmp_path / "ramp.png", tmp_path).convert("L"))[8]
    assert abs(float(tones.mean()) - 127.5) < 2
    assert (np.diff(tones.astype(int)) >= 0).all()


@pytest.mark.parametrize("suffix", ["gif", "avif", "webp", "tiff", "bmp", "ppm"])
def test_every_format_that_is_imported_is_enlarged(tmp_path: Path, suffix: str) -> None:
    Image.new("RGB", (10, 10), "red").save(tmp_path / f"red.{suffix}")
    assert enlarged(tmp_path / f"red.{suffix}", tmp_path).size == (20, 20)


def test_what_is_no_picture_is_told_in_words(tmp_path: Path) -> None:
    Image.effect_noise((300, 300), 50).save(tmp_path / "cut.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "cut.png").read_bytes()[:4000])
    (tmp_path / "text.png").write_text("no picture")
    for name in ("cut.png", "text.png"):
        with pytest.raises(InputError) as caught:
            enlarged(tmp_path / name, tmp_path)
        assert caught.value.code == "not_a_picture"

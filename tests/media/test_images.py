"""Pictures are opened safely and upright, and written whole."""

from __future__ import annotations

import struct
import zlib
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from studio.core.errors import InputError
from studio.media import images
from studio.media.orientation import UPRIGHT, display_size


def pattern(width: int = 6, height: int = 4) -> np.ndarray:
    return np.random.default_rng(5).integers(0, 256, (height, width, 3), np.uint8)


@pytest.mark.parametrize("suffix", ["png", "tiff", "bmp", "ppm"])
def test_lossless_pictures_come_back_as_they_were(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"p.{suffix}"
    Image.fromarray(pattern()).save(path)
    assert np.array_equal(images.load_image(path), pattern())


def test_transparency_is_kept_and_only_where_there_is_any(tmp_path: Path) -> None:
    clear = np.dstack([pattern(), np.full((4, 6), 77, np.uint8)])
    images.save_png(tmp_path / "a.png", clear)
    assert np.array_equal(images.load_image(tmp_path / "a.png"), clear)
    Image.fromarray(pattern()).quantize(16).save(tmp_path / "p.png")
    assert images.load_image(tmp_path / "p.png").shape == (4, 6, 3)
    Image.fromarray(pattern()).convert("L").save(tmp_path / "g.png")
    assert images.load_image(tmp_path / "g.png").shape == (4, 6, 3)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_are_turned_upright(orientation: int, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    upright = pattern(8, 4)
    mirrored = upright[:, ::-1]
    stored = {
        1: upright,
        2: mirrored,
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: np.rot90(mirrored, 1),
        6: np.rot90(upright, 1),
        7: np.rot90(mirrored, -1),
        8: np.rot90(upright, -1),
    }[orientation]
    Image.fromarray(np.ascontiguousarray(stored)).save(tmp_path / "p.png", exif=exif)
    assert np.array_equal(images.load_image(tmp_path / "p.png"), upright)
    facts = images.picture_facts(tmp_path / "p.png")
    assert (facts.display_width, facts.display_height) == (8, 4)


def test_sixteen_bit_grey_is_scaled_not_clipped(tmp_path: Path) -> None:
    Image.fromarray(np.array([[0, 32768, 65535]], np.uint16)).save(tmp_path / "d.png")
    assert images.load_image(tmp_path / "d.png")[0, :, 0].tolist() == [0, 128, 255]


def test_print_colours_and_colour_profiles_become_plain_rgb(tmp_path: Path) -> None:
    Image.new("CMYK", (4, 4), (0, 255, 255, 0)).save(tmp_path / "c.jpg")
    red = images.load_image(tmp_path / "c.jpg")[0, 0]
    assert red[0] > 200
    assert red[1] < 60
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(pattern()).save(tmp_path / "i.png", icc_profile=profile)
    assert np.abs(images.load_image(tmp_path / "i.png").astype(int) - pattern()).max() <= 1
    Image.fromarray(pattern()).save(tmp_path / "b.png", icc_profile=b"broken profile")
    assert np.array_equal(images.load_image(tmp_path / "b.png"), pattern())


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        images.load_image(path)
    return caught.value.code


def test_what_cannot_be_shown_is_refused_in_words(tmp_path: Path) -> None:
    images.save_png(tmp_path / "whole.png", np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8))
    (tmp_path / "cut.png").write_bytes((tmp_path / "whole.png").read_bytes()[:4000])
    assert refused(tmp_path / "cut.png") == "picture_damaged"
    (tmp_path / "text.png").write_text("not a picture", encoding="utf-8")
    assert refused(tmp_path / "text.png") == "not_picture"
    (tmp_path / "empty.png").write_bytes(b"")
    assert refused(tmp_path / "empty.png") == "file_empty"
    assert refused(tmp_path / "absent.png") == "file_missing"
    (tmp_path / "page.png").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n")
    assert refused(tmp_path / "page.png") == "not_picture"


def test_a_decompression_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    for side in (12_000, 60_000):

        def chunk(kind: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
        (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + body)
        assert refused(tmp_path / "bomb.png") == "picture_too_large"


def test_text_in_a_png_comes_back_and_nothing_else_is_told(tmp_path: Path) -> None:
    info = {"prompt": "a lighthouse, 灯塔 \n second line", "seed": "7"}
    images.save_png(tmp_path / "p.png", pattern(), info)
    assert images.read_png_info(tmp_path / "p.png") == info
    images.save_png(tmp_path / "q.png", pattern())
    assert images.read_png_info(tmp_path / "q.png") == {}
    assert sorted(found.name for found in tmp_path.iterdir()) == ["p.png", "q.png"]


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert images.png_bytes(pattern(), {"a": "b"}) == images.png_bytes(pattern(), {"a": "b"})


def test_fitting_keeps_the_aspect_and_never_enlarges() -> None:
    assert images.fitted(pattern(400, 100), 200, 200).shape == (50, 200, 3)
    assert images.fitted(pattern(), 200, 200).shape == (4, 6, 3)
    assert images.fitted(pattern(1000, 2), 100, 100).shape == (1, 100, 3)


def test_a_broken_second_page_does_not_keep_the_first_one_out(tmp_path: Path) -> None:
    place = tmp_path / "x.tiff"
    Image.new("RGB", (20, 10)).save(place, save_all=True, append_images=[Image.new("RGB", (21, 10))])
    data = bytearray(place.read_bytes())
    width_of_the_second = b"\x00\x01\x04\x00\x01\x00\x00\x00\x15"
    data[data.index(width_of_the_second) + 1] = 7  # the tag of a width (256) becomes another one
    place.write_bytes(data)
    assert images.picture_facts(place)[1:3] == (20, 10)
    assert images.load_image(place).shape == (10, 20, 3)


def test_pixels_of_an_impossible_shape_count_as_square() -> None:
    for aspect in (Fraction(2_130_706_433), Fraction(1, 65_535), Fraction(0)):
        assert display_size(1920, 1080, aspect, UPRIGHT) == (1920, 1080)
    assert display_size(720, 576, Fraction(64, 45), UPRIGHT) == (1024, 576)

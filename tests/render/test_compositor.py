"""Frames of a timeline, from real files."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from studio.core import paths, ticks
from studio.core.settings import Settings
from studio.media import ffmpeg
from studio.media.frame_cache import FrameCache
from studio.media.frames import FrameReader
from studio.media.images import save_png
from studio.project.model import Clip, Keyframe, MediaFacts, Sequence, Track
from studio.render.compositor import Compositor
from studio.render.effects import Picture, effect, names
from studio.render.keyframes import value_at
from studio.render.timeline import Timeline, TimelineClip, TimelineEffect, TimelineTrack

SECOND = ticks.TICKS_PER_SECOND
SIZE = (160, 90)


def still(tmp_path: Path, name: str, colour: tuple[int, int, int], size: tuple[int, int] = SIZE) -> str:
    path = tmp_path / f"{name}.png"
    save_png(path, np.full((size[1], size[0], 3), colour, np.uint8))
    return str(path)


def entry(
    path: str, start: float, length: float, *effects: TimelineEffect, fade: float = 0.0, media: str = "image"
) -> TimelineClip:
    clip = Clip(
        id=path,
        asset=path,
        start=int(start * SECOND),
        duration=int(length * SECOND),
        fade_over=int(fade * SECOND),
    )
    return TimelineClip(clip=clip, path=path, media=media, identity=path, facts=MediaFacts(), effects=effects)


def timeline(*tracks: tuple[TimelineClip, ...], size: tuple[int, int] = SIZE, rate: str = "24/1") -> Timeline:
    sequence = Sequence(id="s", name="s", width=size[0], height=size[1], rate=rate)
    lanes = tuple(
        TimelineTrack(track=Track(id=str(n), name="v", role="video"), clips=clips)
        for n, clips in enumerate(tracks)
    )
    return Timeline(sequence=sequence, tracks=lanes, captions=())


def transform(**params: float | str) -> TimelineEffect:
    return TimelineEffect(effect="transform", params=dict(params))


def test_outside_all_clips_it_is_black(tmp_path: Path) -> None:
    compositor = Compositor(timeline((entry(still(tmp_path, "red", (255, 0, 0)), 1, 1),)))
    assert compositor.frame(0).max() == 0
    assert tuple(compositor.frame(24)[45, 80]) == (255, 0, 0)
    assert compositor.frame(48).max() == 0


def test_a_crossfade_goes_evenly_from_one_picture_to_the_next(tmp_path: Path) -> None:
    red, blue = still(tmp_path, "red", (200, 0, 0)), still(tmp_path, "blue", (0, 0, 200))
    compositor = Compositor(timeline((entry(red, 0, 2), entry(blue, 1, 2, fade=1.0))))
    assert tuple(compositor.frame(24)[0, 0]) == (200, 0, 0)
    assert np.allclose(compositor.frame(36)[0, 0], (100, 0, 100), atol=1)
    assert tuple(compositor.frame(48)[0, 0]) == (0, 0, 200)


def test_contain_leaves_bars_and_cover_fills(tmp_path: Path) -> None:
    square = still(tmp_path, "square", (0, 255, 0), (90, 90))
    contained = Compositor(timeline((entry(square, 0, 1),))).frame(0)
    assert contained[45, 10].max() == 0
    assert contained[45, 80, 1] == 255
    covered = Compositor(timeline((entry(square, 0, 1, transform(fit="cover")),))).frame(0)
    assert covered.min(axis=(0, 1))[1] == 255


def test_position_scale_and_opacity_place_a_picture_over_another(tmp_path: Path) -> None:
    red, white = still(tmp_path, "red", (255, 0, 0)), still(tmp_path, "white", (255, 255, 255))
    small = transform(scale=0.5, x=0.25, y=0.25, opacity=0.5)
    frame = Compositor(timeline((entry(red, 0, 1),), (entry(white, 0, 1, small),))).frame(0)
    assert tuple(frame[10, 10]) == (255, 0, 0)
    assert np.allclose(frame[67, 120], (255, 128, 128), atol=1)


def test_a_smaller_preview_is_the_same_picture(tmp_path: Path) -> None:
    path = tmp_path / "ramp.png"
    ramp = np.tile(np.linspace(0, 255, 320).astype(np.uint8)[None, :, None], (180, 1, 3))
    save_png(path, ramp)
    line = timeline((entry(str(path), 0, 1, transform(scale=1.3, x=0.1)),), size=(320, 180))
    full = Compositor(line).frame(0)
    half = Compositor(line, size=(160, 90)).frame(0)
    shrunk = full.reshape(90, 2, 160, 2, 3).mean(axis=(1, 3))
    assert np.abs(shrunk - half).max() <= 3


def test_keyframes_move_the_picture_smoothly(tmp_path: Path) -> None:
    keys = tuple(
        Keyframe(id=str(n), param="scale", at=at, value=value, ease="smooth")
        for n, (at, value) in enumerate(((0, 1.0), (SECOND, 2.0)))
    )
    values = [value_at(keys, SECOND * n // 8) for n in range(9)]
    assert values[0] == 1.0
    assert values[4] == pytest.approx(1.5)
    assert values[-1] == 2.0
    assert values == sorted(values)
    path = still(tmp_path, "red", (255, 0, 0))
    step = TimelineEffect(effect="transform", params={"fit": "contain"}, keyframes=keys)
    assert Compositor(timeline((entry(path, 0, 1, step),))).frame(12)[45, 80, 0] == 255


def test_hold_keeps_its_value_until_the_next_keyframe() -> None:
    keys = (
        Keyframe(id="a", param="p", at=0, value=1.0, ease="hold"),
        Keyframe(id="b", param="p", at=10, value=5.0),
    )
    assert [value_at(keys, at) for at in (-5, 0, 9, 10, 99)] == [1.0, 1.0, 1.0, 5.0, 5.0]


def test_every_effect_leaves_the_picture_alone_with_its_defaults(repository: Path) -> None:
    """The effect of the README is one of them."""
    shutil.copytree(repository / "tests/data/examples/effects", paths.plugins("effects"))
    Settings().set("plugins.own_code", True)
    assert "invert" in names()
    rng = np.random.default_rng(1)
    picture = Picture(rng.integers(0, 256, (40, 60, 3), dtype=np.uint8))
    for name in names():
        module = effect(name)
        assert module.spec.id == name
        result = module.apply(picture, module.spec.complete({}))
        assert np.array_equal(result.rgb, picture.rgb), name
        assert result.alpha is None or result.alpha.min() == 255


def test_colour_does_what_its_words_say() -> None:
    grey = Picture(np.full((4, 4, 3), 128, np.uint8))
    module = effect("colour")

    def shown(**params: float) -> np.ndarray:
        return module.apply(grey, module.spec.complete(dict(params))).rgb[0, 0].astype(int)

    assert (shown(exposure=1.0) > 128).all()
    warm = shown(temperature=0.5)
    assert warm[0] > 128 > warm[2]
    red = Picture(np.array([[[200, 40, 40]]], np.uint8))
    flat = module.apply(red, module.spec.complete({"saturation": 0.0})).rgb[0, 0]
    assert int(flat.max()) - int(flat.min()) <= 1


def test_crop_shows_what_lies_below(tmp_path: Path) -> None:
    red, white = still(tmp_path, "red", (255, 0, 0)), still(tmp_path, "white", (255, 255, 255))
    crop = TimelineEffect(effect="crop", params={"left": 0.5})
    frame = Compositor(timeline((entry(red, 0, 1),), (entry(white, 0, 1, crop),))).frame(0)
    assert tuple(frame[45, 40]) == (255, 0, 0)
    assert tuple(frame[45, 120]) == (255, 255, 255)


def test_every_frame_of_a_film_on_the_timeline_is_its_own(media: Path) -> None:
    from studio.media.images import load_image

    film = str(media / "video" / "counter.mp4")
    line = timeline((entry(film, 0, 3, media="video"),), size=(1920, 1080), rate="10/1")
    compositor = Compositor(line, cache=FrameCache(200_000_000))
    for number in (29, 0, 19, 9):
        truth = load_image(media / "video" / "counter" / f"frame{number + 1:03d}.png")[..., :3].astype(int)
        assert np.abs(compositor.frame(number).astype(int) - truth).mean() < 2.0
    compositor.close()


def numbers(film: Path, rate: str, count: int, speed: str = "1/1") -> list[int]:
    """Which frame of ``film`` each of the first frames of a sequence shows."""
    clip = TimelineClip(
        clip=Clip(id="c", asset="a", start=0, duration=60 * SECOND, speed=speed),
        path=str(film),
        media="video",
        identity="a",
        facts=MediaFacts(),
    )
    with FrameReader(film) as reader:
        known = {hash(reader.frame(n).tobytes()): n for n in range(len(reader))}
        compositor = Compositor(timeline((clip,), size=reader.size, rate=rate))
    try:
        return [known.get(hash(compositor.frame(n).tobytes()), -1) for n in range(count)]
    finally:
        compositor.close()


def counted(path: Path, count: int, rate: str) -> Path:
    """A film in which every frame is another one."""
    source = f"testsrc2=size=64x36:rate={rate},noise=alls=20:allf=t"
    codec = ["-frames:v", str(count), "-c:v", "ffv1", "-pix_fmt", "bgr0"]
    ffmpeg.run(["-f", "lavfi", "-i", source, *codec, "-y", str(path)])
    return path


def test_a_film_that_begins_a_little_late_still_shows_frame_for_frame(media: Path) -> None:
    """webvtt.mkv: its first frame comes 23 ms after its sound, at 20 frames a second."""
    assert numbers(media / "video" / "webvtt.mkv", "20/1", 20) == list(range(20))


def test_millisecond_timestamps_never_show_the_neighbour(tmp_path: Path) -> None:
    """Matroska rounds to milliseconds; the film begins two frames after its sound does."""
    plain = counted(tmp_path / "plain.mkv", 30, "24000/1001")
    late = tmp_path / "late.mkv"
    sound = ["-f", "lavfi", "-t", "2", "-i", "sine"]
    ffmpeg.run(
        [*sound, "-itsoffset", "0.0839", "-i", str(plain), "-map", "1:v", "-map", "0:a", "-c:v", "copy",
         "-y", str(late)]
    )  # fmt: skip
    assert numbers(late, "24000/1001", 30) == [0, 0, *range(28)]


def test_other_rates_and_speeds_take_every_nth_frame_exactly(tmp_path: Path) -> None:
    film = counted(tmp_path / "film.mkv", 48, "48")
    assert numbers(film, "24/1", 20) == list(range(0, 40, 2))
    assert numbers(film, "48/1", 20, "1/2") == [n // 2 for n in range(20)]
    assert numbers(film, "48/1", 20, "2/1") == list(range(0, 40, 2))

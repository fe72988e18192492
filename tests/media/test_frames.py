"""Every frame that is asked for is the right one, whatever the container does."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.core import ticks
from studio.core.errors import InputError
from studio.media import ffmpeg, frame_index, frames
from studio.media.ffmpeg import Encoder
from studio.media.frames import FrameReader

from .conftest import MakeClip, coded_frame, number_of

VARIANTS: dict[str, tuple[str, ...]] = {
    "b-frames.mp4": ("-c:v", "libx264", "-g", "12", "-bf", "3", "-c:a", "aac"),
    "open-gop.mp4": ("-c:v", "libx264", "-x264-params", "open-gop=1:keyint=12:bframes=3", "-an"),
    "open-gop.mkv": ("-c:v", "libx265", "-x265-params", "open-gop=1:keyint=12:log-level=none", "-an"),
    "no-b-frames.mp4": ("-c:v", "libx264", "-g", "12", "-bf", "0", "-c:a", "aac"),
    "one-key.mp4": ("-c:v", "libx264", "-g", "999", "-bf", "3", "-an"),
    "all-keys.mp4": ("-c:v", "libx264", "-g", "1", "-bf", "0", "-an"),
    "b-frames.mkv": ("-c:v", "libx264", "-g", "12", "-bf", "3", "-c:a", "aac"),
    "vp9.webm": ("-c:v", "libvpx-vp9", "-g", "12", "-cpu-used", "8", "-c:a", "libopus"),
    "vp8.webm": ("-c:v", "libvpx", "-g", "12", "-auto-alt-ref", "1", "-lag-in-frames", "12", "-an"),
    "av1.mkv": ("-c:v", "libsvtav1", "-preset", "12", "-crf", "10", "-g", "12", "-an"),
    "stream.ts": ("-c:v", "libx264", "-g", "12", "-bf", "3", "-c:a", "aac"),
    "old.avi": ("-c:v", "mpeg4", "-q:v", "2", "-g", "12", "-bf", "2", "-c:a", "mp3"),
    "mpeg2.mpg": ("-c:v", "mpeg2video", "-q:v", "2", "-g", "12", "-bf", "2", "-c:a", "mp2"),
    "pro.mov": ("-c:v", "prores_ks", "-c:a", "pcm_s16le"),
    "motion.avi": ("-c:v", "mjpeg", "-q:v", "2", "-an"),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_frames_come_right_in_any_order_from_any_container(name: str, make_clip: MakeClip) -> None:
    path = make_clip(name, *VARIANTS[name])
    order = [*range(60), *random.Random(7).sample(range(60), 60), 59, 0, 30, 29, 31]
    with FrameReader(path) as reader:
        assert len(reader) == 60
        assert reader.index.rate == 25
        assert not reader.index.variable
        assert [number_of(reader.frame(index)) for index in order] == order


@pytest.mark.parametrize("name", ["b-frames.mp4", "b-frames.mkv", "no-b-frames.mp4", "stream.ts", "old.avi"])
def test_a_seek_lands_on_its_key_frame_and_not_a_group_earlier(name: str, make_clip: MakeClip) -> None:
    path = make_clip(name, *VARIANTS[name])
    index = frame_index.build(path)
    decoder = frames._Decoder(path, index, "SLICE")
    for key, wanted in enumerate(index.keys.tolist()):
        decoder.seek(key)
        assert next(decoder.run())[0] == wanted
    decoder.close()


@pytest.mark.parametrize("name", ["b-frames.mp4", "vp9.webm", "stream.ts"])
@pytest.mark.parametrize("threads", ["slice", "frame"])
def test_a_run_of_frames_equals_the_single_frames(name: str, threads: str, make_clip: MakeClip) -> None:
    path = make_clip(name, *VARIANTS[name])
    with FrameReader(path, threads=threads) as reader:
        assert [number_of(frame) for frame in reader.frames(17, 41)] == list(range(17, 41))
        assert number_of(reader.frame(3)) == 3
        assert [number_of(frame) for frame in reader.frames(4, 9)] == list(range(4, 9))
        assert [number_of(frame) for frame in reader.frames(50)] == list(range(50, 60))
        assert [number_of(frame) for frame in reader.frames()] == list(range(60))


def test_time_finds_the_frame_that_is_on_screen(h264_clip: Path) -> None:
    with FrameReader(h264_clip) as reader:
        for index in (0, 1, 7, 59):
            start = ticks.from_frame(index, Fraction(25))
            assert number_of(reader.frame_at(start)) == index
            assert number_of(reader.frame_at(start + ticks.from_seconds(0.039))) == index
        assert number_of(reader.frame_at(-5)) == 0
        assert number_of(reader.frame_at(ticks.from_seconds(99))) == 59


@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_variable_frame_rate_keeps_each_frames_own_time(suffix: str, make_clip: MakeClip) -> None:
    # Frame n starts at n * 40 ms plus n * (n - 1) ms: every frame lasts longer than the one before.
    path = make_clip(
        f"vfr.{suffix}", "-vf", "settb=1/1000,setpts=N*40+N*(N-1)", "-fps_mode", "passthrough",
        "-enc_time_base", "1:1000", "-c:v", "libx264", "-bf", "3", "-g", "12", "-an",
    )  # fmt: skip
    with FrameReader(path) as reader:
        index = reader.index
        assert index.variable
        assert len(index) == 60
        for number in (0, 1, 2, 30, 59):
            start = ticks.from_seconds(Fraction(number * 40 + number * (number - 1), 1000))
            assert index.start(number) == start
            assert number_of(reader.frame_at(start)) == number
            assert number_of(reader.frame_at(index.until(number) - ticks.from_seconds(0.003))) == number


def test_millisecond_timestamps_do_not_disturb_a_constant_rate(make_clip: MakeClip) -> None:
    path = make_clip(
        "ntsc.mkv",
        "-vf",
        "setpts=N/(30000/1001)/TB",
        "-r",
        "30000/1001",
        "-c:v",
        "libx264",
        "-an",
        "-frames:v",
        "60",
    )
    with FrameReader(path) as reader:
        rate = Fraction(30000, 1001)
        assert (reader.index.rate, reader.index.variable) == (rate, False)
        for number in range(60):
            assert reader.index.at(ticks.from_frame(number, rate)) == number


def test_a_film_that_starts_late_counts_from_the_start_of_its_sound(make_clip: MakeClip) -> None:
    late = make_clip("late.mp4", "-vf", "setpts=PTS+1.6/TB", "-c:v", "libx264", "-c:a", "aac")
    with FrameReader(late) as reader:
        assert reader.index.start(0) == ticks.from_seconds(1.6)
        assert number_of(reader.frame_at(ticks.from_seconds(Fraction(2)))) == 10
        assert number_of(reader.frame_at(0)) == 0


def test_a_stream_that_starts_at_ten_seconds_begins_at_time_zero(make_clip: MakeClip) -> None:
    path = make_clip("offset.ts", "-output_ts_offset", "10", "-c:v", "libx264", "-an")
    with FrameReader(path) as reader:
        assert reader.index.start(0) == 0
        assert number_of(reader.frame_at(ticks.from_seconds(0.4))) == 10


def test_an_edit_list_hides_the_frames_before_the_cut(h264_clip: Path, make_clip: MakeClip) -> None:
    cut = make_clip("cut.mp4", "-c", "copy", before=("-ss", "0.6"), source=h264_clip)
    with FrameReader(cut) as reader:
        numbers = [number_of(frame) for frame in reader.frames()]
        assert numbers == list(range(60))[-len(numbers) :]
        assert numbers[0] == 15
        assert number_of(reader.frame(20)) == 35
        assert number_of(reader.frame(0)) == 15


@pytest.mark.parametrize(("degrees", "clockwise"), [(90, 270), (180, 180), (270, 90)])
def test_a_turned_phone_clip_stands_upright(
    degrees: int, clockwise: int, h264_clip: Path, make_clip: MakeClip
) -> None:
    path = make_clip(
        f"turned{degrees}.mp4", "-c", "copy", before=("-display_rotation", str(degrees)), source=h264_clip
    )
    with FrameReader(path) as reader, FrameReader(h264_clip) as plain:
        upright = reader.frame(5)
        assert np.array_equal(upright, np.rot90(plain.frame(5), -clockwise // 90))
        assert reader.size == ((96, 160) if clockwise % 180 else (160, 96))


def test_a_mirrored_clip_is_shown_mirrored(h264_clip: Path, make_clip: MakeClip) -> None:
    path = make_clip("mirrored.mp4", "-c", "copy", before=("-display_hflip",), source=h264_clip)
    with FrameReader(path) as reader, FrameReader(h264_clip) as plain:
        assert np.array_equal(reader.frame(5), plain.frame(5)[:, ::-1])


def test_pixels_that_are_not_square_are_shown_square(media: Path) -> None:
    with FrameReader(media / "video/sar_2by3.mp4") as reader:
        assert reader.size == (427, 360)


@pytest.mark.parametrize("size", [(161, 97), (33, 31), (1, 1), (1001, 2)])
def test_odd_sizes_keep_every_pixel(size: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "odd.mkv"
    with Encoder(path, size=size, rate=Fraction(25), options=["-c:v", "ffv1", "-pix_fmt", "bgr0"]) as encoder:
        noise = np.random.default_rng(3).integers(0, 256, (3, size[1], size[0], 3), np.uint8)
        for frame in noise:
            encoder.write(frame)
    with FrameReader(path) as reader:
        assert reader.size == size
        for index in (2, 0, 1):
            assert np.array_equal(reader.frame(index), noise[index])


def test_a_preview_has_the_height_that_was_asked_for(h264_clip: Path) -> None:
    with FrameReader(h264_clip, height=48) as reader:
        assert reader.size == (80, 48)
        assert [number_of(frame) for frame in reader.frames(10, 20)] == list(range(10, 20))


def test_frames_that_are_kept_stay_as_they_were(h264_clip: Path) -> None:
    with FrameReader(h264_clip, threads="frame") as reader:
        kept = [frame[::2] for number, frame in enumerate(reader.frames()) if number % 3]
        kept.append(reader.frame(0))
        list(reader.frames(10, 30))
        assert [number_of(frame) for frame in kept] == [*(number for number in range(60) if number % 3), 0]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("hd.mp4", ("-colorspace", "bt709", "-color_range", "tv", "-pix_fmt", "yuv420p")),
        ("full.mp4", ("-vf", "scale=out_range=pc", "-color_range", "pc", "-pix_fmt", "yuv444p")),
        ("deep.mp4", ("-pix_fmt", "yuv420p10le")),
    ],
)
def test_a_preview_has_the_colours_of_the_film(
    name: str, options: tuple[str, ...], tmp_path: Path, make_clip: MakeClip
) -> None:
    hues = tmp_path / "hues.mkv"
    with Encoder(
        hues, size=(160, 96), rate=Fraction(25), options=["-c:v", "ffv1", "-pix_fmt", "bgr0"]
    ) as encoder:
        encoder.write(
            np.repeat(np.repeat(np.random.default_rng(4).integers(0, 256, (2, 4, 3), np.uint8), 48, 0), 40, 1)
        )
    path = make_clip(name, *options, "-c:v", "libx264", "-crf", "5", source=hues)
    with FrameReader(path) as film, FrameReader(path, height=48) as preview:
        whole, small = film.frame(0).astype(int), preview.frame(0).astype(int)
        for row in (12, 36):
            for column in (10, 30, 50, 70):
                assert np.abs(whole[2 * row, 2 * column] - small[row, column]).max() <= 3


def test_one_frame_is_a_film(tmp_path: Path) -> None:
    path = tmp_path / "one.mp4"
    with Encoder(path, size=(160, 96), rate=Fraction(24), options=["-c:v", "libx264"]) as encoder:
        encoder.write(coded_frame(5, 160, 96))
    with FrameReader(path) as reader:
        assert len(reader) == 1
        assert reader.index.end == ticks.from_frame(1, Fraction(24))
        assert [number_of(frame) for frame in reader.frames()] == [5]


def test_a_frame_outside_the_film_is_refused(h264_clip: Path) -> None:
    with FrameReader(h264_clip) as reader:
        for index in (-1, 60):
            with pytest.raises(InputError) as caught:
                reader.frame(index)
            assert caught.value.code == "no_such_frame"


def test_a_sound_file_has_no_frames(make_clip: MakeClip) -> None:
    with pytest.raises(InputError) as caught:
        FrameReader(make_clip("tone.m4a", "-vn", "-c:a", "aac"))
    assert caught.value.code == "no_picture"


def test_damage_in_the_middle_costs_only_the_damaged_frames(make_clip: MakeClip, tmp_path: Path) -> None:
    path = make_clip("no-b-frames.mp4", *VARIANTS["no-b-frames.mp4"])
    index = frame_index.build(path)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 300] = bytes(300)
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(data)
    with FrameReader(broken) as reader:
        played = [number_of(frame) for frame in reader.frames()]
        assert len(played) == len(index) == 60
        assert [number for number, found in enumerate(played) if number == found][:12] == list(range(12))
        assert played[-1] == 59
        singles = [number_of(reader.frame(number)) for number in range(59, -1, -1)]
        assert sum(number == found for number, found in enumerate(reversed(singles))) >= 36


def test_an_unfinished_copy_shows_the_frames_it_has(make_clip: MakeClip, tmp_path: Path) -> None:
    path = make_clip("front.mp4", "-c:v", "libx264", "-bf", "0", "-g", "12", "-an", "-movflags", "+faststart")
    data = path.read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(data[: len(data) * 2 // 3])
    with FrameReader(cut) as reader:
        assert 1 < len(reader) < 60
        last = len(reader) - 1
        assert number_of(reader.frame(last)) == last


def test_every_frame_of_the_counter_equals_its_true_picture(media: Path) -> None:
    path = media / "video/counter.mp4"
    true = {
        number - 1: np.asarray(
            Image.open(media / f"video/counter/frame{number:03}.png").convert("RGB"), np.int16
        )[::3]
        for number in (1, 10, 20, 30)
    }
    with FrameReader(path) as reader:
        assert len(reader) == 30
        for index in reversed(range(30)):
            frame = reader.frame(index)[::3].astype(np.int16)
            differences = {number: float(np.abs(frame - picture).mean()) for number, picture in true.items()}
            best = min(differences, key=lambda number: differences[number])
            if index in true:
                assert best == index
                assert differences[index] < 2.5
            else:
                assert differences[best] > 0.3


def test_real_clips_read_the_same_one_by_one_and_in_a_run(media: Path) -> None:
    for name in ("bbb_30s.webm", "cuts.mp4", "webvtt.mkv", "run.mp4"):
        with (
            FrameReader(media / "video" / name, height=36) as one,
            FrameReader(media / "video" / name, height=36) as run,
        ):
            first = min(len(one) // 2, 100)
            for offset, frame in enumerate(run.frames(first, first + 12)):
                if offset % 4 == 3:
                    assert np.array_equal(frame, one.frame(first + offset)), (name, offset)


def test_an_index_survives_its_cache_file(h264_clip: Path, tmp_path: Path) -> None:
    built = frame_index.cached(h264_clip, tmp_path, "key")
    place = frame_index.index_path(tmp_path, "key")
    read = frame_index.FrameIndex.load(place)
    assert read is not None
    for name in ("stamps", "starts", "keys", "key_stamps"):
        assert np.array_equal(getattr(read, name), getattr(built, name))
    assert (read.rate, read.variable, read.end, read.time_base) == (
        built.rate,
        built.variable,
        built.end,
        built.time_base,
    )
    place.write_bytes(place.read_bytes()[:50])
    assert frame_index.FrameIndex.load(place) is None
    assert len(frame_index.cached(h264_clip, tmp_path, "key")) == 60


def test_frames_numbered_by_a_hostile_name_are_read(h264_clip: Path, tmp_path: Path) -> None:
    for name in ("%03d.mp4", "-i.mp4", "a:b 'c' [d],e;f.mp4", "ünïcode 映画.mp4", "http:x.mp4"):
        odd = tmp_path / name
        odd.write_bytes(h264_clip.read_bytes())
        with FrameReader(odd) as reader:
            assert number_of(reader.frame(42)) == 42


def test_ffmpeg_is_the_one_that_made_the_clips() -> None:
    assert ffmpeg.works_encoder("libx264")

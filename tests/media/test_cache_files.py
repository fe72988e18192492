"""What is derived from media and kept: frames in memory, waveforms, posters, filmstrips, proxies,
inspections.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread

import msgspec
import numpy as np
import pytest

from studio.core import ticks
from studio.core.errors import Cancelled, InputError
from studio.media import audio, images, inspect, inspect_child, peaks, proxies, thumbs
from studio.media.content import content_key
from studio.media.frame_cache import FrameCache
from studio.media.frame_index import FrameIndex, build
from studio.media.frames import FrameReader
from studio.media.probe import probe

from .conftest import MakeClip, number_of


def frame(value: int, size: int = 100) -> np.ndarray:
    return np.full(size, value, np.uint8)


def test_the_frame_cache_forgets_the_least_recently_used_first() -> None:
    cache = FrameCache(300)
    for key in "abc":
        cache.put(key, frame(ord(key)))
    assert cache.get("a") is not None
    cache.put("d", frame(1))
    assert [key in cache for key in "abcd"] == [True, False, True, True]
    assert cache.bytes == 300


def test_the_frame_cache_keeps_its_budget_whatever_is_put() -> None:
    cache = FrameCache(250)
    cache.put("huge", frame(0, 251))
    assert len(cache) == 0
    cache.put("a", frame(1))
    cache.put("a", frame(2, 50))
    assert cache.bytes == 50
    cache.put("b", frame(3, 200))
    cache.resize(100)
    assert (len(cache), cache.bytes) == (0, 0)


def test_cached_frames_cannot_be_drawn_upon() -> None:
    cache = FrameCache(1000)
    cache.put("a", frame(1))
    with pytest.raises(ValueError, match="read-only"):
        cache.get("a")[0] = 9


def test_frames_of_a_changed_source_can_be_forgotten() -> None:
    cache = FrameCache(1000)
    for number in range(4):
        cache.put(("old" if number % 2 else "new", number), frame(number))
    cache.discard(lambda key: isinstance(key, tuple) and key[0] == "old")
    assert len(cache) == 2
    assert cache.bytes == 200


def test_the_frame_cache_is_shared_by_threads() -> None:
    cache = FrameCache(2_000)
    wrong: list[int] = []

    def work(seed: int) -> None:
        for key in np.random.default_rng(seed).integers(0, 60, 3000).tolist():
            found = cache.get(key)
            if found is None:
                cache.put(key, frame(key))
            elif found[0] != key:
                wrong.append(key)

    threads = [Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert cache.bytes == 100 * len(cache) <= 2_000


def test_a_waveform_shows_what_the_samples_say(tmp_path: Path) -> None:
    rate = 48_000
    sound = np.random.default_rng(2).standard_normal((rate * 20 + 777, 2)).astype(np.float32) * 0.1
    sound[rate * 5] = 0.9
    sound[rate * 7, 1] = -0.8
    sound[rate * 10 : rate * 12] = 0
    peaks.write(tmp_path / "x.peaks", [sound[:1000], sound[1000:70_000], sound[70_000:]], rate)
    opened = peaks.Peaks(tmp_path / "x.peaks")
    assert opened.samples == len(sound)
    second = ticks.TICKS_PER_SECOND
    whole = opened.window(0, 20 * second, 20)
    for column in range(20):
        part = sound[column * rate : (column + 1) * rate]
        # Columns may borrow up to a sixteenth from their neighbours.
        assert whole[column, 0] <= part.min() + 1e-4
        assert whole[column, 1] >= part.max() - 1e-4
        assert whole[column, 2] == pytest.approx(np.sqrt((part**2).mean()), rel=0.15, abs=0.02)
    assert whole[5, 1] == pytest.approx(0.9, abs=1e-4)
    close = opened.window(5 * second - second // 100, 5 * second + second // 100, 4)
    assert close[0, 1] < 0.5
    assert close[3, 1] < 0.5
    assert close[2, 1] == pytest.approx(0.9, abs=1e-4)
    assert not opened.window(int(10.1 * second), int(11.9 * second), 50).any()
    assert not opened.window(30 * second, 40 * second, 5).any()
    edge = opened.window(-10 * second, 10 * second, 4)
    assert not edge[:2].any()
    assert edge[2:, 1].min() > 0.2
    opened.close()


def test_a_waveform_is_cheap_at_every_zoom(tmp_path: Path) -> None:
    blocks = (np.full((48_000, 1), 0.25, np.float32) for _ in range(120))
    peaks.write(tmp_path / "x.peaks", blocks, 48_000)
    opened = peaks.Peaks(tmp_path / "x.peaks")
    for seconds in (0.01, 1, 30, 120):
        window = opened.window(0, ticks.from_seconds(seconds), 700)
        assert window.shape == (700, 3)
        assert np.allclose(window, 0.25, atol=1e-3)
    assert (tmp_path / "x.peaks").stat().st_size < 120 * 48_000 / 256 * 6 * 1.4
    opened.close()


def test_a_waveform_is_made_once_and_found_by_content(h264_clip: Path, tmp_path: Path) -> None:
    key = content_key(h264_clip)
    first = peaks.cached(h264_clip, tmp_path, key)
    made = peaks.peaks_path(tmp_path, key).stat().st_mtime_ns
    assert first.duration == pytest.approx(ticks.from_seconds(2.4), abs=ticks.from_seconds(0.03))
    assert first.window(0, first.duration, 10)[:, 1].max() > 0.1
    first.close()
    moved = tmp_path / "renamed.mp4"
    moved.write_bytes(h264_clip.read_bytes())
    peaks.cached(moved, tmp_path, content_key(moved)).close()
    assert peaks.peaks_path(tmp_path, key).stat().st_mtime_ns == made


def test_an_empty_sound_has_a_flat_waveform(tmp_path: Path) -> None:
    peaks.write(tmp_path / "x.peaks", [], 48_000)
    opened = peaks.Peaks(tmp_path / "x.peaks")
    assert opened.duration == 0
    assert not opened.window(0, 1000, 5).any()
    opened.close()


def test_a_damaged_waveform_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.peaks").write_bytes(b"x" * 200)
    with pytest.raises(InputError) as caught:
        peaks.Peaks(tmp_path / "x.peaks")
    assert caught.value.code == "peaks_damaged"


def test_a_waveform_that_is_damaged_or_of_an_older_app_is_made_again(h264_clip: Path, tmp_path: Path) -> None:
    key = content_key(h264_clip)
    peaks.cached(h264_clip, tmp_path, key).close()
    place = peaks.peaks_path(tmp_path, key)
    whole = place.read_bytes()
    for damaged in (b"", whole[:10], whole[:40], whole[:-7], b"BLPEAKS1" + whole[8:], whole[:8] + bytes(40)):
        place.write_bytes(damaged)
        with pytest.raises(InputError):
            peaks.Peaks(place)
        peaks.cached(h264_clip, tmp_path, key).close()
        assert place.read_bytes() == whole


def test_a_frame_table_that_is_damaged_counts_as_absent(h264_clip: Path, tmp_path: Path) -> None:
    index = build(h264_clip)
    place = tmp_path / "x.frames"
    index.save(place)
    assert FrameIndex.load(place) is not None
    whole = place.read_bytes()
    stored = msgspec.msgpack.decode(whole)
    last = len(index).to_bytes(8, "little")
    for change in (
        {"rate": "a lot"},
        {"rate": "1/0"},
        {"time_base": "-1/25"},
        {"stamps": stored["stamps"][:-3]},
        {"starts": stored["starts"][8:]},
        {"starts": stored["starts"][8:] + stored["starts"][:8]},
        {"keys": last, "key_stamps": stored["key_stamps"][:8]},
    ):
        place.write_bytes(msgspec.msgpack.encode(stored | change))
        assert FrameIndex.load(place) is None, change
    place.write_bytes(whole.replace(b"rate", b"\xff\xffte"))
    assert FrameIndex.load(place) is None


def test_content_keys_tell_files_apart_and_follow_moves(tmp_path: Path) -> None:
    data = np.random.default_rng(1).bytes(5 << 20)
    (tmp_path / "a").write_bytes(data)
    (tmp_path / "b").write_bytes(data)
    assert content_key(tmp_path / "a") == content_key(tmp_path / "b")
    (tmp_path / "b").write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert content_key(tmp_path / "a") != content_key(tmp_path / "b")
    (tmp_path / "b").write_bytes(data + b"x")
    assert content_key(tmp_path / "a") != content_key(tmp_path / "b")


def test_a_filmstrip_shows_evenly_spaced_frames(h264_clip: Path, tmp_path: Path) -> None:
    strip = images.load_image(thumbs.filmstrip(h264_clip, tmp_path, "k", 6))
    assert strip.shape == (72, 6 * 120, 3)
    assert [number_of(strip[:, n * 120 : (n + 1) * 120]) for n in range(6)] == [5, 15, 25, 35, 45, 55]


def test_a_poster_is_not_black_when_the_film_is_not(make_clip: MakeClip, tmp_path: Path) -> None:
    path = make_clip("dark.mp4", "-vf", "fade=in:start_frame=25:nb_frames=1", "-c:v", "libx264", "-an")
    poster = images.load_image(thumbs.film_poster(path, tmp_path, "k"))
    assert poster.shape == (96, 160, 3)
    assert poster.mean() > 30


@pytest.mark.parametrize("kind", ["constant.mp4", "variable.mkv", "turned.mp4", "late.ts"])
def test_a_proxy_has_the_frames_and_times_of_its_film(
    kind: str, h264_clip: Path, make_clip: MakeClip, tmp_path: Path
) -> None:
    made = {
        "constant.mp4": lambda: h264_clip,
        "variable.mkv": lambda: make_clip(
            "v.mkv", "-vf", "setpts=(N*40+N*N)/1000/TB", "-fps_mode", "passthrough", "-c:v", "libx264", "-an"
        ),
        "turned.mp4": lambda: make_clip(
            "t.mp4", "-c", "copy", before=("-display_rotation", "90"), source=h264_clip
        ),
        "late.ts": lambda: make_clip("l.ts", "-c:v", "libx264", "-c:a", "aac"),
    }
    path = made[kind]()
    facts = probe(path)
    proxy = proxies.make(path, tmp_path, "k", (facts.width, facts.height), lines=48)
    with FrameReader(path) as film, FrameReader(proxy) as light:
        assert len(light.index.keys) == len(light) == len(film) == 60
        assert light.size[1] == 48
        times = [(reader.index.starts - reader.index.starts[0]).tolist() for reader in (film, light)]
        tick = ticks.from_seconds(0.002)
        assert all(abs(one - other) <= tick for one, other in zip(*times, strict=True))
        if kind != "turned.mp4":
            order = [59, 0, 31, 7]
            assert [number_of(light.frame(number)) for number in order] == order


def test_long_groups_and_large_pictures_deserve_a_proxy(h264_clip: Path) -> None:
    index = FrameIndex.load(Path(inspect_child.look(h264_clip, h264_clip.parent).index))
    assert index is not None
    every = replace(index, keys=np.arange(60), key_stamps=np.arange(60))
    one = replace(index, keys=np.array([0]), key_stamps=np.array([0]))
    assert not proxies.worthwhile((1920, 1080), every), "every frame decodes alone"
    assert proxies.worthwhile((3840, 2160), every)
    assert proxies.worthwhile((1920, 1080), one)
    assert not proxies.worthwhile((320, 180), one), "small pictures decode quickly"


def test_a_cancelled_proxy_leaves_no_file(h264_clip: Path, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        proxies.make(h264_clip, tmp_path, "k", (160, 96), cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_an_inspection_hands_over_probe_index_and_poster(h264_clip: Path, tmp_path: Path) -> None:
    found = inspect.inspect(h264_clip, tmp_path / "cache")
    assert found.probe == probe(h264_clip)
    assert found.key == content_key(h264_clip)
    index = FrameIndex.load(Path(found.index))
    assert index is not None
    assert len(index) == 60
    assert images.load_image(Path(found.thumb)).shape == (96, 160, 3)


def test_a_sound_and_a_picture_are_inspected_too(make_clip: MakeClip, tmp_path: Path) -> None:
    sound = inspect_child.look(make_clip("tone.wav", "-vn"), tmp_path)
    assert (sound.probe.kind, sound.index, sound.thumb) == ("audio", "", "")
    images.save_png(tmp_path / "p.png", np.zeros((900, 600, 4), np.uint8))
    picture = inspect_child.look(tmp_path / "p.png", tmp_path)
    assert images.load_image(Path(picture.thumb)).shape == (384, 256, 3)
    assert picture.probe.kind == "image"


def test_a_refusal_in_the_child_is_told_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "x.mp4").write_text("#EXTM3U\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        inspect.inspect(tmp_path / "x.mp4", tmp_path)
    assert caught.value.code == "playlist_refused"


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("import os; os.abort()", "media_crash"),
        ("print('not a verdict')", "media_crash"),
        ("import threading; threading.Event().wait()", "media_timeout"),
    ],
)
def test_a_child_that_dies_or_hangs_costs_only_the_file(
    program: str, code: str, h264_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspect, "child_command", lambda: [sys.executable, "-c", program])
    with pytest.raises(InputError) as caught:
        inspect.inspect(h264_clip, tmp_path, timeout_s=1 if code == "media_timeout" else 60)
    assert caught.value.code == code


@pytest.mark.skipif(sys.platform == "win32", reason="no address-space limit on Windows")
def test_the_child_runs_no_module_of_the_folder_it_is_started_in(
    h264_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "msgspec.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nraise SystemExit(7)\n")
    monkeypatch.chdir(tmp_path)
    assert inspect.inspect(h264_clip, tmp_path / "cache").probe.kind == "video"
    assert not (tmp_path / "ran").exists()


def test_the_child_cannot_take_all_memory(tmp_path: Path) -> None:
    program = (
        "from studio.media import inspect_child; inspect_child._limit()\n"
        "try:\n    bytearray(inspect_child.MEMORY_LIMIT)\nexcept MemoryError:\n    print('limited')"
    )
    child = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    if sys.platform == "linux":
        assert child.stdout.strip() == "limited"


def test_the_package_costs_the_window_nothing_at_start() -> None:
    heavy = "('av', 'numpy', 'PIL', 'cv2')"
    program = f"import sys, studio.media; print([name for name in {heavy} if name in sys.modules])"
    child = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert child.stdout.strip() == "[]"


def test_sound_modules_do_not_load_scipy_until_they_measure() -> None:
    program = "import sys, studio.media.audio; print('scipy' in sys.modules, 'pyloudnorm' in sys.modules)"
    child = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert child.stdout.strip() == "False False"
    assert audio.loudness(np.ones((100, 1), np.float32), 48_000) < 10

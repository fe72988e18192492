"""Durable files, ids and settings."""

from __future__ import annotations

import errno
import logging
import os
import random
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core import files
from studio.core.errors import InputError, Problem, StudioError, ValidationFailed, raise_problems
from studio.core.ids import new_id, order_between, orders
from studio.core.log import start_file_log
from studio.core.settings import SETTINGS, Settings, check


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "notes.txt"
    files.write_text(target, "old")

    def fail() -> None:
        with files.replacing(target) as temporary:
            temporary.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_makes_missing_folders(tmp_path: Path) -> None:
    files.write_bytes(tmp_path / "a" / "b.bin", b"x")
    assert (tmp_path / "a" / "b.bin").read_bytes() == b"x"
    assert files.sha256_file(tmp_path / "a" / "b.bin").startswith("2d711642b726b044")


def test_names_from_free_text_are_legal_everywhere() -> None:
    assert files.safe_name('a/b\\c:d*?"<>|') == "a b c d"
    assert files.safe_name("CON") == "untitled"
    assert files.safe_name("  ..  ") == "untitled"
    assert files.safe_name("Späte Ebbe 晚") == "Späte Ebbe 晚"


def test_names_never_are_devices_of_windows_or_longer_than_a_disk_takes(tmp_path: Path) -> None:
    for device in ("nul.txt", "con.a.b", "COM1 .studio", "lpt9"):
        assert files.safe_name(device) == "untitled"
    assert files.safe_name("console.log") == "console.log"
    for letter in ("a", "é", "灯", "𠀀"):
        name = files.safe_name(letter * 300)
        assert set(name) == {letter}
        files.write_bytes(tmp_path / f"{name} 99.studiopack", b"x")


def test_a_file_of_the_longest_name_can_be_replaced(tmp_path: Path) -> None:
    for stem in ("a" * 251, "灯" * 83):
        target = tmp_path / f"{stem}.mp4"
        files.write_bytes(target, b"old")
        files.write_soon(target, b"new")
        assert target.read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_volume_that_cannot_flush_its_cache_or_folders_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    flushed: list[int] = []
    fsync = os.fsync

    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "not on this volume")

    def flush(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        flushed.append(descriptor)
        fsync(descriptor)

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", unsupported)
    monkeypatch.setattr(os, "fsync", flush)
    files.write_bytes(tmp_path / "x", b"on a network volume")
    assert (tmp_path / "x").read_bytes() == b"on a network volume"
    assert len(flushed) == 1


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    assert files.unique_path(path) == path
    path.touch()
    assert files.unique_path(path).name == "film 2.mp4"


@pytest.mark.parametrize(
    ("make", "code"), [("none", "file_missing"), ("folder", "file_is_folder"), ("empty", "file_empty")]
)
def test_an_unusable_input_says_why(tmp_path: Path, make: str, code: str) -> None:
    path = tmp_path / "x"
    if make == "folder":
        path.mkdir()
    elif make == "empty":
        path.touch()
    with pytest.raises(InputError) as error:
        files.require_file(path)
    assert error.value.code == code


def test_problems_are_raised_together_and_warnings_do_not_stop() -> None:
    raise_problems([Problem("odd", "Odd.", severity="warning")])
    with pytest.raises(ValidationFailed) as error:
        raise_problems([Problem("one", "First.", "scene 1"), Problem("two", "Second.")])
    assert str(error.value) == "scene 1: First. (1 more)"
    assert len(error.value.problems) == 2
    assert isinstance(error.value, StudioError)


@given(st.integers(0, 400), st.randoms(use_true_random=False))
def test_an_order_key_fits_between_any_two(count: int, chance: random.Random) -> None:
    keys = orders(5)
    for _ in range(count):
        place = chance.randrange(len(keys) + 1)
        before, after = keys[place - 1] if place else "", keys[place] if place < len(keys) else ""
        key = order_between(before, after)
        assert before < key
        assert not after or key < after
        keys.insert(place, key)
    assert keys == sorted(set(keys))


def test_many_appends_keep_order_keys_short() -> None:
    key = ""
    for _ in range(20_000):
        following = order_between(key, "")
        assert following > key
        key = following
    assert len(key) <= 8


@pytest.mark.parametrize("count", [2, 5, 100])
def test_keys_of_one_batch_behind_another_stay_short(count: int) -> None:
    keys: list[str] = []
    for _ in range(1000):
        keys += orders(count, keys[-1] if keys else "")
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) <= 12
    assert not any(key.endswith("0") for key in keys)


def test_ids_differ() -> None:
    assert len({new_id("cue") for _ in range(1000)}) == 1000


def test_every_setting_has_an_allowed_default_and_words() -> None:
    for setting in SETTINGS:
        assert check(setting, setting.default) is None, setting.key
        assert setting.title
        assert setting.help.endswith(".")
        assert len(setting.choices) == len(setting.choice_titles)


def test_settings_come_back_and_refuse_what_is_not_allowed(studio_home: Path) -> None:
    settings = Settings()
    heard: list[tuple[str, object]] = []
    settings.changed.connect(lambda key, value: heard.append((key, value)))
    settings.set("look.theme", "light")
    assert heard == [("look.theme", "light")]
    assert Settings().get("look.theme") == "light"
    with pytest.raises(InputError):
        settings.set("look.theme", "pink")
    with pytest.raises(KeyError):
        settings.get("look.nothing")


def test_a_broken_settings_file_does_not_stop_the_start(studio_home: Path) -> None:
    studio_home.mkdir(parents=True, exist_ok=True)
    (studio_home / "settings.json").write_text("{not json")
    assert Settings().get("look.theme") == "dark"
    assert (studio_home / "settings.broken.json").exists()


def test_a_file_written_soon_replaces_the_old_one_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "job.msgpack"
    files.write_soon(target, b"one")
    files.write_soon(target, b"two")
    assert [path.name for path in target.parent.iterdir()] == ["job.msgpack"]
    assert target.read_bytes() == b"two"
    with pytest.raises(StudioError):
        files.write_soon(target / "below", b"three")


@pytest.mark.parametrize("body", [b'{"look.theme": "\xfc"}', b'{"\xff": 1}', b"[1]", b"\xff\xfe{\x00}\x00"])
def test_settings_that_are_no_text_or_no_table_do_not_stop_the_start(studio_home: Path, body: bytes) -> None:
    studio_home.mkdir()
    (studio_home / "settings.json").write_bytes(body)
    assert Settings().get("look.theme") == "dark"
    assert (studio_home / "settings.broken.json").read_bytes() == body


def test_without_a_folder_for_it_nothing_is_logged_and_the_start_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "file"))
    before = list(logging.getLogger("studio").handlers)
    start_file_log("nowhere")
    assert logging.getLogger("studio").handlers == before


def test_two_windows_do_not_undo_each_others_settings(studio_home: Path) -> None:
    one, other = Settings(), Settings()
    one.set("look.theme", "light")
    other.set("look.language", "zh_CN")
    one.set("projects.snapshots", 30)
    found = Settings()
    assert [found.get(key) for key in ("look.theme", "look.language", "projects.snapshots")] == [
        "light",
        "zh_CN",
        30,
    ]

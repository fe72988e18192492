"""Folders of the app's own inside a folder that anyone may have made."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from studio.core.errors import InputError
from studio.core.own_folders import first_link, is_own_file, linked_part, open_regular, own_files, own_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")


def test_a_folder_is_made_but_not_through_a_link(tmp_path: Path) -> None:
    root, other = tmp_path / "root", tmp_path / "other"
    other.mkdir()
    with pytest.raises(InputError):
        own_folder(root, "a")
    assert not root.exists(), "a project that was moved away is not begun again in its old place"
    root.mkdir()
    assert own_folder(root, "a", "b") == root / "a" / "b"
    (root / "c").symlink_to(other)
    for names in (("c",), ("c", "d")):
        with pytest.raises(InputError) as caught:
            own_folder(root, *names)
        assert caught.value.code == "linked_folder"
    assert list(other.iterdir()) == []


def test_a_root_that_is_a_link_is_where_the_user_pointed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "root").symlink_to(tmp_path / "real")
    own_folder(tmp_path / "root", "a")
    assert (tmp_path / "real" / "a").is_dir()
    assert linked_part(tmp_path / "root", tmp_path / "root" / "a") is None


def test_the_first_link_is_found_at_any_depth_and_not_followed(tmp_path: Path) -> None:
    deep = own_folder(tmp_path, "a", "b")
    assert first_link(tmp_path / "a") is None
    assert first_link(tmp_path / "nothing") is None
    (deep / "up").symlink_to(tmp_path)
    assert first_link(tmp_path / "a") == deep / "up"


def test_only_regular_files_with_matching_names_are_listed(tmp_path: Path) -> None:
    (tmp_path / "1.x").write_bytes(b"")
    (tmp_path / "1.xy").write_bytes(b"")
    (tmp_path / "2.x").mkdir()
    (tmp_path / "3.x").symlink_to(tmp_path / "1.x")
    os.mkfifo(tmp_path / "4.x")
    assert [path.name for path, _ in own_files(tmp_path, re.compile(r"\d\.x"))] == ["1.x"]
    assert is_own_file(tmp_path, tmp_path / "1.x")
    assert not is_own_file(tmp_path, tmp_path / "3.x")


def test_a_way_up_is_no_way_inside(tmp_path: Path) -> None:
    own_folder(tmp_path, "a")
    (tmp_path / "x").write_bytes(b"")
    assert not is_own_file(tmp_path / "a", tmp_path / "a" / ".." / "x")


def test_what_is_not_a_regular_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(InputError) as caught:
            open_regular(tmp_path / name)
        assert caught.value.code == "linked_file"
    with open_regular(tmp_path / "file") as handle:
        assert handle.read() == b"x"


def test_a_file_with_two_names_is_read_but_not_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "twin").hardlink_to(tmp_path / "file")
    open_regular(tmp_path / "file").close()
    with pytest.raises(InputError):
        open_regular(tmp_path / "file", os.O_RDWR)

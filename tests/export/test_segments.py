"""The store of finished parts deletes and overwrites nothing but parts of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.core.errors import InputError
from studio.export.segments import SegmentStore

KEY = "ab" * 32
OTHER = "cd" * 32


def part(store: SegmentStore, key: str, used: int, folder: Path) -> Path:
    made = folder / "part.mkv"
    made.write_bytes(b"x" * 1000)
    kept = store.keep(key, made)
    os.utime(kept, (used, used))
    return kept


def test_the_part_that_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    store = SegmentStore(tmp_path / "segments")
    old, new = part(store, KEY, 1, tmp_path), part(store, OTHER, 2, tmp_path)
    store.thin(1500)
    assert (old.exists(), new.exists()) == (False, True)


def test_files_that_are_not_parts_are_left_alone(tmp_path: Path) -> None:
    store = SegmentStore(tmp_path / "segments")
    kept = part(store, KEY, 2, tmp_path)
    foreign = [
        tmp_path / "segments" / "Docs" / "thesis.odt",
        tmp_path / "segments" / "ab" / "thesis.odt",
        tmp_path / "segments" / "ab" / f"{OTHER}.mkv",
        tmp_path / "segments" / "ab" / f"{KEY}.odt",
    ]
    for path in foreign:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"y" * 5000)
        os.utime(path, (1, 1))
    store.thin(1500)
    assert all(path.exists() for path in foreign)
    assert kept.exists()
    store.thin(0)
    assert all(path.exists() for path in foreign)
    assert not kept.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
@pytest.mark.parametrize("linked", ["segments", "segments/ab", f"segments/ab/{KEY}.mkv"])
def test_links_are_not_followed(tmp_path: Path, linked: str) -> None:
    precious = tmp_path / "home" / "ab" / f"{KEY}.mkv"
    precious.parent.mkdir(parents=True)
    precious.write_bytes(b"precious")
    os.utime(precious, (1, 1))
    link = tmp_path / linked
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to({"segments": precious.parent.parent, "ab": precious.parent}.get(link.name, precious))
    store = SegmentStore(tmp_path / "segments")
    store.thin(0)
    store.drop(KEY)
    made = tmp_path / "part.mkv"
    made.write_bytes(b"made")
    if link.suffix:
        assert not store.has(KEY)
        assert store.keep(KEY, made).read_bytes() == b"made"  # in the place of the link
    else:
        with pytest.raises(InputError) as caught:
            store.keep(KEY, made)
        assert caught.value.code == "linked_folder"
    assert (precious.read_bytes(), precious.stat().st_mtime) == (b"precious", 1)

"""The folder of results without a project, which several processes share."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from studio.jobs.result_folder import ResultFolder
from studio.jobs.results import WorkFile
from studio.wire.recipe import Recipe


def recipe(number: int) -> Recipe:
    return Recipe(engine="fake", version="1", params={"number": number})


def keep(folder: ResultFolder, tmp_path: Path, number: int, size: int = 100) -> Path:
    made = tmp_path / f"made{number}.bin"
    made.write_bytes(bytes([number]) * size)
    return Path(folder.keep(recipe(number), [WorkFile("data", made)])[0].path)


def test_a_file_whose_recipe_another_process_is_about_to_write_stays(tmp_path: Path) -> None:
    folder = ResultFolder(tmp_path / "results", max_bytes=150)
    first = keep(folder, tmp_path, 1)
    fresh = first.parent / f"{'ab' * 32}.bin"
    stale = first.parent / f"{'cd' * 32}.bin"
    for orphan in (fresh, stale):
        orphan.write_bytes(b"without a recipe")
    os.utime(stale, (time.time() - 7200, time.time() - 7200))
    second = keep(folder, tmp_path, 2)
    assert [path.exists() for path in (first, second, fresh, stale)] == [False, True, True, False]
    assert folder.lookup(recipe(1).key()) is None


def test_small_results_are_not_paid_for_by_looking_through_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ResultFolder(tmp_path / "results", max_bytes=10_000)
    keep(folder, tmp_path, 0)
    looked: list[int] = []
    thin = folder._thin
    monkeypatch.setattr(folder, "_thin", lambda room: (looked.append(room), thin(room)))
    for number in range(1, 121):
        keep(folder, tmp_path, number)
    assert 10 <= len(looked) <= 24
    media = [path for path in (tmp_path / "results" / "media").rglob("*") if path.is_file()]
    assert 95 <= len(media) <= 106

"""What the benchmark's rows say of the numbers they were given."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("bench_rows")


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("bench_window")


def test_a_slow_spell_of_the_machine_does_not_change_the_ratio(rows: ModuleType) -> None:
    found = rows.Timings(ours=[1.1, 11.0, 1.1], reference=[1.0, 10.0, 1.0])
    assert found.ratio == pytest.approx(1.1)
    row = rows.compared("export", "<= 1.10x", 1.101, found)
    assert row.met
    assert row.noisy


def test_a_steady_reference_is_not_called_noisy_and_a_missed_goal_is_told(rows: ModuleType) -> None:
    row = rows.compared("export", "<= 1.10x", 1.1, rows.Timings([1.2] * 5, [1.0, 1.01, 0.99, 1.0, 1.5]))
    assert (row.met, row.noisy) == (False, False)


def test_the_longest_delay_is_judged_as_it_was_and_told_without_the_waiting(
    window: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer: dict[str, Any] = {
        "idle": [1.0] * 200,
        "busy": [2.0] * 199 + [150.0],
        "own": [2.0] * 199 + [12.0],
        "done": {"pictures": 4},
    }
    child = tmp_path / "child.py"
    child.write_text(f"print({json.dumps(json.dumps(answer))})")
    monkeypatch.setattr(window, "_CHILD", child)
    monkeypatch.setattr(importlib.import_module("bench_film"), "make_clip", lambda path, seconds: path)
    typical, longest = window.loop(1)
    assert (typical.met, longest.met, longest.ours) == (True, False, 150.0)
    assert longest.note == "without waiting for a processor: at most 12 ms"

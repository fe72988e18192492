"""Rows about the project file: one durable edit, opening a large project."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from bench_rows import Row

_FOLDER = Path(__file__).resolve().parent.parent / "tests" / "benchmarks"


def durable_edit(rounds: int) -> list[Row]:
    """p99 of an edit that is on the disk when it returns; the reference is a page written and synced."""
    found = _module("durable_edit").measure(edits=100 * rounds)
    more = found.edit_p99 - found.fsync_p99
    return [
        Row(
            name="durable edit, p99",
            goal="<= 5 ms p99",
            ours=found.edit_p99,
            reference=found.fsync_p99,
            unit="ms",
            ratio=found.edit_p99 / found.fsync_p99,
            met=found.edit_p99 <= 5.0,
            note=f"{more:+.1f} ms beside the disk itself; "
            f"medians {found.edit_median:.2f} and {found.fsync_median:.2f} ms",
        )
    ]


def open_project(rounds: int) -> list[Row]:
    """Open 100 000 cues, against reading their rows with sqlite3."""
    found = _module("project_open").measure(rounds=rounds)
    return [
        Row(
            name="open a project of 100 000 cues",
            goal="<= 2.5x",
            ours=found.ours * 1e3,
            reference=found.reference * 1e3,
            unit="ms",
            ratio=found.ratio,
            met=found.ratio <= 2.5,
            note=f"the first table of all cues takes another {found.first_table * 1e3:.0f} ms",
        )
    ]


def _module(name: str) -> ModuleType:
    """A measurement of ``tests/benchmarks``, by its file: a package called tests would hide that folder."""
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", _FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

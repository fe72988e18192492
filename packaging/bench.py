"""Measure the app against public tools and floors: ``packaging/bench.py [--json] [--rounds N] [NAME...]``.

Prints name, ours, reference, ratio, goal. Both sides of a row run in turn in this one run, and medians are
shown. A row whose reference varied by more than 10 % is marked ``noisy``: a busy machine, whose ratios are
not to be trusted to a few percent. A row that fails says so, and the others go on.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import time
import traceback
from dataclasses import asdict

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python still reads this far and gets a sentence
    sys.exit(f"error: Backlot Studio needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

import setup_env
from bench_rows import Row

ROWS = {
    "start": "bench_window:start",
    "loop": "bench_window:loop",
    "frames": "bench_film:frames",
    "export": "bench_film:exports",
    "image": "bench_jobs:image",
    "speech": "bench_jobs:speech",
    "edit": "bench_store:durable_edit",
    "open": "bench_store:open_project",
    "cancel": "bench_jobs:cancel",
}


def main() -> int:
    """Answers 0 when every row has numbers, met or not; 1 when one could not be measured."""
    parser = _parser()
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in ROWS]
    if unknown:
        parser.error(f"there is no row called {unknown[0]}; choose from {', '.join(ROWS)}")
    if os.path.realpath(sys.prefix) != os.path.realpath(setup_env.VENV):
        return _in_the_environment()
    sys.path.insert(0, str(setup_env.ROOT))
    os.environ["HF_HUB_OFFLINE"] = "1"
    before = _load()
    began = time.monotonic()
    rows: list[Row] = []
    for name in arguments.names or list(ROWS):
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        for row in _measure(name, arguments.rounds):
            rows.append(row)
            if not arguments.json:
                print(_line(row), flush=True)
    facts = {
        "load_before": before,
        "load_after": _load(),
        "processors": os.cpu_count(),
        "seconds": time.monotonic() - began,
    }
    if arguments.json:
        print(
            json.dumps(
                {**facts, "rows": [asdict(row) | {"noisy": row.noisy} for row in rows]}, ensure_ascii=False
            )
        )
    else:
        print(f"\nload average {before:.1f} before, {_load():.1f} after, on {os.cpu_count()} processors")
    return 1 if any(row.error for row in rows) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bench.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        choices=[*ROWS, []],
        help=f"rows: {', '.join(ROWS)}; all when left out",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--rounds", type=int, default=5, metavar="N", help="runs of each side (default 5; films at most 3)"
    )
    return parser


def _in_the_environment() -> int:
    """Go on with the app's own Python."""
    try:
        setup_env.prepare()
    except setup_env.SetupFailed as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return subprocess.call([str(setup_env.PYTHON), *sys.argv])


def _measure(name: str, rounds: int) -> list[Row]:
    module, _, function = ROWS[name].partition(":")
    try:
        return getattr(importlib.import_module(module), function)(rounds)
    except Exception as error:  # noqa: BLE001  one row's failure is its own; the rest are still measured
        traceback.print_exc()
        return [Row(name=name, goal="", error=f"{type(error).__name__}: {error}")]


def _load() -> float:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _line(row: Row) -> str:
    if row.error:
        return f"{row.name:<42} FAILED  {row.error}"
    reference = "-" if row.reference is None else f"{row.reference:.4g} {row.unit}"
    ratio = "-" if row.ratio is None else f"{row.ratio:.2f}x"
    verdict = "" if row.met is None else "met" if row.met else "MISSED"
    spread = (
        "" if row.spread is None else f"reference spread {row.spread:.0%}{' (noisy)' if row.noisy else ''}; "
    )
    ours = f"{row.ours:.4g} {row.unit}"
    numbers = f"{ours:>11} {reference:>11} {ratio:>7}  {row.goal:<18} {verdict:<7}"
    return f"{row.name:<42} {numbers} {spread}{row.note}"


if __name__ == "__main__":
    sys.exit(main())

"""The same services without a window: ``studio VERB ...``. See ``studio --help``."""

from __future__ import annotations

from collections.abc import Sequence

from studio.cli.console import run_verb
from studio.cli.parser import build_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit status: 0 done, 2 wrong input, 3 job failed, 130 stopped by Ctrl+C."""
    return run_verb(build_parser(), argv)

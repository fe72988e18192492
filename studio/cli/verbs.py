"""What every verb's parser has in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from studio.cli.console import Console, Result

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[Any]  # pyright: ignore[reportPrivateUsage]  (argparse gives it no public name)


def add_verb(
    verbs: Verbs,
    name: str,
    help_text: str,
    example: str,
    run: Callable[[argparse.Namespace, Console], Result],
) -> argparse.ArgumentParser:
    """A parser for one verb with ``--json``, ``--quiet``, an example, and its function."""
    parser = verbs.add_parser(
        name,
        help=help_text,
        description=help_text,
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object as the last line of stdout; U+FFFD stands for what is not UTF-8",
    )
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")
    parser.set_defaults(run=run)
    return parser


class _Late:
    """Words that are looked up when they are printed."""

    def __init__(self, words: Callable[[], Iterable[str]]) -> None:
        self._words = words

    def __str__(self) -> str:
        return ", ".join(self._words())


def list_in_help(action: argparse.Action, words: Callable[[], Iterable[str]]) -> None:
    """Let ``%(known)s`` in an option's help list ``words``; they are looked up when the help is printed."""
    vars(action)["known"] = _Late(words)


def size(text: str) -> tuple[int, int]:
    """Read ``WxH``."""
    width, cross, height = text.lower().partition("x")
    if not cross or not all(side.isdecimal() and int(side) > 0 for side in (width, height)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 256x256")
    return int(width), int(height)

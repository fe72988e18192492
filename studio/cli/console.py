"""How a verb talks: results on stdout, progress and errors on stderr, JSON last with ``--json``."""

from __future__ import annotations

import argparse
import io
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from studio.cli.terminal import json_text, printable
from studio.core.errors import Cancelled, StudioError, ValidationFailed
from studio.core.log import logger, start_file_log
from studio.core.text import Text

Result = dict[str, Any]
"""JSON object of a verb. Not printed: ``_text``, the same in words, and ``_status``, the exit status (0 if
left out)."""

EXIT_PROBLEMS = 3
EXIT_CANCELLED = 130


class Parser(argparse.ArgumentParser):
    """argparse with this app's one-line errors."""

    def error(self, message: str) -> NoReturn:
        """Print ``error: bad_arguments: ...`` and leave with status 2."""
        sys.stderr.write(f"error: bad_arguments: {printable(message)}. See {self.prog} --help\n")
        raise SystemExit(2)


class Console:
    """Progress on stderr: one line that is rewritten on a terminal, a line per stage elsewhere."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty()
        self._stage = ""
        self._tenth = -1

    def progress(self, stage: Text, done: int = 0, total: int | None = None) -> None:
        """Show where the work stands."""
        if self._quiet:
            return
        words = printable(stage)
        share = f" {100 * done // total}%" if total else ""
        if self._live:
            sys.stderr.write(f"\r\033[K{words}{share}")
            sys.stderr.flush()
            return
        tenth = 10 * done // total if total else 0
        if stage != self._stage or tenth > self._tenth:
            sys.stderr.write(f"{stage}{share}\n")
            sys.stderr.flush()
        self._stage, self._tenth = stage, tenth

    def note(self, text: str) -> None:
        """A line for people on stderr."""
        self.clear()
        sys.stderr.write(f"{printable(text)}\n")

    def clear(self) -> None:
        """End a live line."""
        if self._live and not self._quiet:
            sys.stderr.write("\r\033[K")


def run_verb(parser: Parser, argv: Sequence[str] | None) -> int:
    """Parse, run, print; every expected failure is one line, never a traceback."""
    _guard_streams()
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as leave:
        return int(leave.code or 0)
    console = Console(quiet=bool(getattr(arguments, "quiet", False)))
    start_file_log("studio-cli")
    _clean_up_when_told_to_end()
    try:
        result = _call(arguments.run, arguments, console)
        console.clear()
        status = int(result.pop("_status", 0))
        _print_result(result, arguments)
    except (Cancelled, KeyboardInterrupt):
        console.note("stopped")
        return EXIT_CANCELLED
    except StudioError as error:
        _print_error(console, error)
        return error.exit_code
    except BrokenPipeError:
        # The reader (head, less) has gone; nothing more can be printed, not even by the interpreter's exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  (never a traceback: the log has it)
        logger("cli").exception("unexpected failure of %s", arguments.verb)
        console.note(
            f"error: unexpected: {type(error).__name__}: {error}. "
            "The log has the details (studio doctor names it)."
        )
        return 3
    return status


def _guard_streams() -> None:
    """What a terminal of another encoding cannot show, and what libraries warn of, is written out, too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(_Printable())


class _Printable(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """One record as a line or more."""
        return printable(super().format(record), lines=True)


def _clean_up_when_told_to_end() -> None:
    """A polite kill, or the end of the terminal, is Ctrl+C: what is half done is removed."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _call(
    run: Callable[[argparse.Namespace, Console], Result], arguments: argparse.Namespace, console: Console
) -> Result:
    return run(arguments, console)


def _print_result(result: Result, arguments: argparse.Namespace) -> None:
    text = result.pop("_text", None)
    if not getattr(arguments, "json", False):
        print(printable(text, lines=True) if text is not None else json_text(result, indent=2))
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # RFC 8259, whatever the terminal's encoding
    print(json_text(result))


def _print_error(console: Console, error: StudioError) -> None:
    words = f"{error.message} {error.hint}".strip().replace("\n", " ")
    console.note(f"error: {error.code}: {words}")
    if isinstance(error, ValidationFailed):
        for problem in error.problems[1:6]:
            where = Text("{where}: ", where=problem.where) if problem.where else ""
            console.note(f"  also: {where}{problem.message}")

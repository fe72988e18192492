"""``studio``: chooses the window, a command-line verb or the worker by the arguments, and nothing else."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing takes a while to import, and Ctrl+C may come meanwhile
    from typing import NoReturn

_INTERRUPTED = 130  # 128 + SIGINT, what a shell reports for a program that Ctrl+C ended


def main(argv: list[str] | None = None) -> int:
    """Run ``studio ARGS``; answers the exit status.

    No argument, or one that is an existing folder or names a ``.studio`` file: the window. ``worker`` first:
    the child process of the job queue; ``export-child``: that of an export. Anything else: a verb of the
    command line.
    """
    arguments = sys.argv[1:] if argv is None else argv
    try:
        from importlib import import_module  # here, as Ctrl+C may come during any import

        import_module("studio.core.telemetry").switch_off()
        return int(import_module(_module_for(arguments)).main(arguments) or 0)
    except KeyboardInterrupt:
        # The verb removed its partial files on the way up; here only the traceback is kept away.
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output left (``studio probe f | head -1``): stop without a second error at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _module_for(arguments: list[str]) -> str:
    """Name of the module whose ``main(arguments)`` serves these arguments; nothing else is imported."""
    if not arguments:
        return "studio.app"
    if arguments[0] == "worker":
        return "studio.worker.main"
    if arguments[0] == "export-child":
        return "studio.export.child"
    if len(arguments) == 1 and not arguments[0].startswith("-"):
        from pathlib import Path

        path = Path(arguments[0])
        if path.suffix == ".studio" or path.is_dir():
            return "studio.app"
    return "studio.cli"


def run() -> NoReturn:
    """``main`` as a whole process.

    After Ctrl+C the interpreter's own end is left out: a library whose import was cut off half-way may crash
    in it, and Python may end itself by the signal instead of giving the status.
    """
    status = main()
    if status == _INTERRUPTED:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                continue  # nobody reads it any more
        os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    run()

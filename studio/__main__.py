"""``studio``: chooses the window, a command-line verb or the worker by the arguments, and nothing else."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

_INTERRUPTED = 130  # 128 + SIGINT, what a shell reports for a program that Ctrl+C ended


def main(argv: list[str] | None = None) -> int:
    """Run ``studio ARGS``; answers the exit status.

    No argument, or one that is an existing folder or names a ``.studio`` file: the window. ``worker`` first:
    the child process of the job queue; ``export-child``: that of an export. Anything else: a verb of the
    command line.
    """
    arguments = sys.argv[1:] if argv is None else argv
    module = _module_for(arguments)
    try:
        return int(import_module(module).main(arguments) or 0)
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
        path = Path(arguments[0])
        if path.suffix == ".studio" or path.is_dir():
            return "studio.app"
    return "studio.cli"


if __name__ == "__main__":
    sys.exit(main())

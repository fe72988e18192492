"""Set up and run every check: ``python3 packaging/test.py [-- ARGUMENTS OF pytest]``.

Lint, import contracts, types, then the tests. All run, whatever fails first; the exit status is 1 when any
failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python still reads this far and gets a sentence
    sys.exit(f"error: Backlot Studio needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

import setup_env

_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"


def main() -> int:
    """Answers the exit status."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--"]:
        arguments = arguments[1:]
    try:
        setup_env.prepare("test")
        return _check(arguments)
    except setup_env.SetupFailed as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _check(pytest_arguments: list[str]) -> int:
    steps = {
        "lint": ["-m", "ruff", "check", "."],
        "import contracts": ["-c", _LINT_IMPORTS],
        "types": ["-m", "pyright"],
        "tests": ["-m", "pytest", *pytest_arguments],
    }
    # Modules are called by name, not by their scripts: those name the folder this environment was made in.
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    lines: list[str] = []
    failed = False
    for name, command in steps.items():
        print(f"== {name}", flush=True)
        began = time.monotonic()
        status = subprocess.run(
            [str(setup_env.PYTHON), *command], cwd=setup_env.ROOT, env=environment, check=False
        ).returncode
        failed = failed or status != 0
        verdict = "ok" if status == 0 else f"FAILED ({status})"
        lines.append(f"{name:<20}{verdict:<14}{time.monotonic() - began:7.1f} s")
        print(lines[-1], flush=True)
    print("\n" + "\n".join(lines), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

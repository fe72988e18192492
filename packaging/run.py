"""Start Backlot Studio from a checkout: ``python3 packaging/run.py [ARGUMENTS OF studio]``.

The first start makes ``.venv`` and installs the dependencies; later starts go straight on. Needs nothing but
Python >= 3.11.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python still reads this far and gets a sentence
    sys.exit(f"error: Backlot Studio needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

import setup_env


def main() -> int:
    """Set up, then become the app; answers an exit status only where the set-up failed."""
    arguments = sys.argv[1:]
    window = _opens_window(arguments)
    film = window and not arguments and not _has_display()
    try:
        setup_env.prepare(window=window and not film)
    except setup_env.SetupFailed as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The next start goes on from here.", file=sys.stderr)
        return 130
    return _become(_film_arguments() if film else arguments)


def _opens_window(arguments: list[str]) -> bool:
    """No argument or one project: the same rule as studio/__main__.py."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        return not arguments
    return arguments[0].endswith(".studio") or Path(arguments[0]).is_dir()


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _film_arguments() -> list[str]:
    """``film SAMPLE --out FILM``: what a machine without a screen shows of the app."""
    sys.path.insert(0, str(setup_env.ROOT))
    from studio.core import paths

    sample = min((setup_env.ROOT / "assets" / "samples").glob("*.fountain"))
    folder = paths.projects_home()
    folder.mkdir(parents=True, exist_ok=True)
    film = folder / f"{sample.stem}.mp4"
    setup_env.say(f"There is no display, so no window: making the sample film instead, {film}")
    return ["film", str(sample), "--out", str(film)]


def _become(arguments: list[str]) -> int:
    # -P: a folder called "studio" where the user happens to stand is not the app.
    command = [str(setup_env.PYTHON), "-P", "-m", "studio", *arguments]
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


if __name__ == "__main__":
    sys.exit(main())

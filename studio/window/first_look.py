"""What the first frame of the window needs to know, read with the standard library alone.

``core.settings`` and ``project.recent`` hold the same values, checked; they are loaded after the first
paint, because their libraries (msgspec, psygnal) would add a third to the time until the window is there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from studio.core import paths
from studio.core.decoding import UNDECODABLE

_Theme = Literal["dark", "light", "system"]
_RECENT_SHOWN = 6


@dataclass(frozen=True)
class FirstLook:
    """theme, language: as in the settings. reopen: open the last project. recent: ``.studio`` files that are
    still there, newest first. first_start: nothing was ever opened here.
    """

    theme: _Theme = "dark"
    language: str = "system"
    reopen: bool = True
    reduced_motion: bool = False
    recent: tuple[Path, ...] = ()
    first_start: bool = True


def read() -> FirstLook:
    """Read both files; whatever cannot be read or is not as expected takes its default."""
    settings = _load(paths.user_data() / "settings.json")
    values: dict[str, Any] = settings if isinstance(settings, dict) else {}
    entries = _load(paths.user_data() / "recent.json")
    return FirstLook(
        theme=theme_word(values.get("look.theme")),
        language=str(values.get("look.language", "system")),
        reopen=values.get("projects.reopen") is not False,
        reduced_motion=values.get("look.reduced_motion") is True,
        recent=_recent(entries if isinstance(entries, list) else []),
        first_start=entries is None,
    )


def theme_word(word: object) -> _Theme:
    """A stored theme word as the theme takes it; what is unknown becomes dark."""
    return "light" if word == "light" else "system" if word == "system" else "dark"


def _recent(entries: list[Any]) -> tuple[Path, ...]:
    known = [entry for entry in entries if isinstance(entry, dict) and isinstance(entry.get("file"), str)]
    known.sort(key=lambda entry: str(entry.get("opened", "")), reverse=True)
    return tuple(path for entry in known if _is_file(path := Path(entry["file"])))[:_RECENT_SHOWN]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that is too long, a folder of somebody else
        return False


def _load(path: Path) -> Any:  # any JSON value; None when there is none
    try:
        return json.loads(path.read_bytes())
    except (OSError, *UNDECODABLE):
        return None

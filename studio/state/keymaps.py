"""Key maps: which keys run which command, as TOML in ``assets/keymaps`` and the user's ``keymaps`` folder.

    title = "Like Premiere Pro"
    help = "One sentence for the preferences."

    [keys]
    "video.split_here" = "Ctrl+K"
    "help.palette" = ["Ctrl+Shift+P"]
    "view.jobs" = []                     # no key

A map says only what differs from the commands' own keys. On top of the chosen map lie the user's own changes,
``keys.toml`` in the user data folder, of the same form. What is wrong in a file is named and left out, alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from psygnal import Signal

from studio.core import files, paths
from studio.core.decoding import UNDECODABLE
from studio.core.errors import Problem
from studio.core.log import logger
from studio.core.settings import Settings
from studio.core.text import Text
from studio.state.commands import Command, CommandTable

SETTING = "keys.map"
_BIGGEST = 256 * 1024
_MODIFIER = r"(?:Ctrl|Shift|Alt|Meta)"
_KEY = re.compile(rf"(?:{_MODIFIER}\+)*(?:\S|[A-Z][A-Za-z]*\d{{0,2}})")

Keys = dict[str, tuple[str, ...]]
"""Keys by command id; () for none."""


@dataclass(frozen=True)
class KeyMap:
    """One file.

    Attributes:
        id: the file's name without its suffix.
        title: for the preferences.
        help: one sentence about it.
        keys: what it says.
        problems: what was wrong in the file and is left out.
    """

    id: str
    title: str
    help: str = ""
    keys: Keys = field(default_factory=dict[str, tuple[str, ...]])
    problems: tuple[Problem, ...] = ()


def read_map(path: Path) -> KeyMap:
    """Read one file; whatever cannot be used is among the ``problems``."""
    try:
        found: dict[str, Any] = tomllib.loads(path.read_bytes()[:_BIGGEST].decode("utf-8"))
    except OSError as error:
        described = files.describe_os_error(error, path)
        return KeyMap(path.stem, path.stem, problems=(Problem(described.code, described.message, path.name),))
    except UNDECODABLE as error:
        words = Text("The file is not valid TOML: {error}", error=error)
        return KeyMap(path.stem, path.stem, problems=(Problem("bad_key_map", words, path.name),))
    problems: list[Problem] = []

    def wrong(words: Text) -> None:
        problems.append(Problem("bad_key_map", words, path.name, severity="warning"))

    for name in found.keys() - {"title", "help", "keys"}:
        wrong(Text("“{name}” means nothing in a key map.", name=name))
    keys: Keys = {}
    table = found.get("keys", {})
    if not isinstance(table, dict):
        wrong(Text("“keys” must be a table."))
        table = {}
    for command_id, value in table.items():
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
            wrong(Text("The keys of “{id}” must be text or a list of texts.", id=command_id))
            continue
        bad = [key for key in listed if not _KEY.fullmatch(key)]
        for key in bad:
            wrong(Text("“{key}” is not a key. Write it as “Ctrl+Shift+K”.", key=key))
        keys[str(command_id)] = tuple(key for key in listed if key not in bad)
    title, words = found.get("title"), found.get("help")
    return KeyMap(
        path.stem,
        title if isinstance(title, str) and title.strip() else path.stem,
        words if isinstance(words, str) else "",
        keys,
        tuple(problems),
    )


def key_maps() -> list[KeyMap]:
    """The app's maps, our own first, then the user's; a user's map of the same name replaces ours."""
    found: dict[str, KeyMap] = {}
    for folder in (paths.assets() / "keymaps", paths.user_data() / "keymaps"):
        for path in sorted(folder.glob("*.toml")):
            found[path.stem] = read_map(path)
    return sorted(found.values(), key=lambda one: (one.id != "backlot", one.title))


def own_file() -> Path:
    """Where the user's changes are."""
    return paths.user_data() / "keys.toml"


def clashes(commands: Iterable[Command], keys: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """By command id: ids of the others that share a key with it where both are usable."""
    by_key: dict[str, list[Command]] = {}
    for command in commands:
        for key in keys.get(command.id, command.keys):
            by_key.setdefault(key, []).append(command)
    found: dict[str, list[str]] = {}
    for rivals in by_key.values():
        for one in rivals:
            others = [other.id for other in rivals if other is not one and other.meets(one)]
            if others:
                found.setdefault(one.id, []).extend(others)
    return found


def resolve(commands: Iterable[Command], layers: Iterable[KeyMap]) -> tuple[Keys, list[Problem]]:
    """Keys of all layers, the later on top, and what is wrong with them.

    Of two commands that would share a key, the one of the upper layer keeps it; else the first in the table.
    """
    rows = list(commands)
    known = {command.id for command in rows}
    keys: Keys = {}
    rank: dict[str, int] = {}
    problems: list[Problem] = []
    for level, layer in enumerate(layers, start=1):
        problems += layer.problems
        for command_id, given in layer.keys.items():
            if command_id not in known:
                words = Text("There is no command called “{id}”.", id=command_id)
                problems.append(Problem("unknown_command", words, layer.title, severity="warning"))
            else:
                keys[command_id], rank[command_id] = given, level
    taken: dict[str, list[Command]] = {}
    for command in sorted(rows, key=lambda row: -rank.get(row.id, 0)):
        kept: list[str] = []
        for key in keys.get(command.id, command.keys):
            rival = next((other for other in taken.get(key, []) if other.meets(command)), None)
            if rival is None:
                kept.append(key)
                taken.setdefault(key, []).append(command)
            elif rank.get(rival.id, 0) == rank.get(command.id, 0):
                words = Text(
                    "{key} runs “{first}”; “{second}” has no key.", key=key, first=rival.id, second=command.id
                )
                problems.append(Problem("key_conflict", words, severity="warning"))
        if tuple(kept) != command.keys:
            keys[command.id] = tuple(kept)
        else:
            keys.pop(command.id, None)
    return keys, problems


class ActiveKeys:
    """The keys of one command table: the chosen map and the user's own changes.

    Signals: ``changed``. ``problems`` is what is wrong in the files, told in the log as well.
    """

    changed = Signal()

    def __init__(self, table: CommandTable, settings: Settings) -> None:
        self._table = table
        self._settings = settings
        self.problems: list[Problem] = []
        self.maps: list[KeyMap] = []
        self.own: Keys = {}
        """The user's changes."""
        self.read()
        settings.changed.connect(self._on_setting)

    def read(self) -> None:
        """Read all files again."""
        self.maps = key_maps()
        own = read_map(own_file()) if own_file().exists() else KeyMap("keys", "keys.toml")
        self.own = dict(own.keys)
        self._own_problems = own.problems
        self._apply()
        for problem in self.problems:
            logger("keys").warning("%s: %s", problem.where or "key map", problem.message)

    @property
    def chosen(self) -> KeyMap:
        """The map in use; our own where the chosen one has gone."""
        wanted = self._settings.get("keys.map")
        fallback = self.maps[0] if self.maps else KeyMap("backlot", "Backlot Studio")
        return next((one for one in self.maps if one.id == wanted), fallback)

    def choose(self, map_id: str) -> None:
        """Use another map. The user's changes stay on top."""
        self._settings.set(SETTING, map_id)

    def wanted(self, command_id: str) -> tuple[str, ...]:
        """The keys that map and user give a command, whether or not they clash."""
        command = self._table.find(command_id)
        return self.own.get(command_id, self.chosen.keys.get(command_id, command.keys))

    def conflicts(self) -> dict[str, list[str]]:
        """By command id: the commands that want one of its keys, too."""
        return clashes(self._table, {command.id: self.wanted(command.id) for command in self._table})

    def set_keys(self, command_id: str, keys: tuple[str, ...]) -> None:
        """Change the keys of one command for good. Raises StudioError when it cannot be written."""
        command = self._table.find(command_id)
        if keys == self.chosen.keys.get(command_id, command.keys):
            self.own.pop(command_id, None)
        else:
            self.own[command_id] = keys
        self._write()

    def reset(self, command_id: str = "") -> None:
        """Back to the keys of the map: one command, or all. Raises StudioError when it cannot be written."""
        if command_id:
            self.own.pop(command_id, None)
        else:
            self.own.clear()
        self._write()

    def _write(self) -> None:
        lines = ["# Changes to the key map, made in the preferences.", "", "[keys]"]
        for command_id, keys in sorted(self.own.items()):
            lines.append(f"{_quoted(command_id)} = [{', '.join(map(_quoted, keys))}]")
        self._apply()
        files.write_bytes(own_file(), ("\n".join(lines) + "\n").encode("utf-8"))

    def _apply(self) -> None:
        own = KeyMap("keys", "keys.toml", keys=self.own, problems=tuple(self._own_problems))
        keys, self.problems = resolve(self._table, (self.chosen, own))
        self._table.set_keys(keys)
        self.changed.emit()

    def _on_setting(self, key: str, _value: object) -> None:
        if key == SETTING:
            self._apply()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

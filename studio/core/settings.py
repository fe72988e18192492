"""The user's settings: declared once with title, help, range and default; the preferences
dialog and checks derive from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Literal

import msgspec
from psygnal import Signal

from studio.core import files, paths
from studio.core.decoding import UNDECODABLE
from studio.core.errors import InputError, StudioError
from studio.core.log import logger
from studio.core.text import Text

Value = str | int | float | bool


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """One declared setting. key: ``section.name``. choices: allowed words of a choice,
    with titles in ``choice_titles``.
    """

    key: str
    title: str
    help: str
    default: Value
    kind: Literal["bool", "int", "float", "choice", "text", "folder"]
    choices: tuple[str, ...] = ()
    choice_titles: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""

    @property
    def section(self) -> str:
        """Page of the preferences dialog."""
        return self.key.partition(".")[0]


SETTINGS: tuple[Setting, ...] = (  # of the whole app; workspaces declare their own
    Setting(
        key="look.theme",
        title="Theme",
        help="Dark keeps the focus on the picture.",
        default="dark",
        kind="choice",
        choices=("dark", "light", "system"),
        choice_titles=("Dark", "Light", "System default"),
    ),
    Setting(
        key="look.language",
        title="Language",
        help="Interface language; takes effect after a restart.",
        default="system",
        kind="choice",
        choices=("system", "en", "zh_CN"),
        choice_titles=("System default", "English", "简体中文"),
    ),
    Setting(
        key="look.reduced_motion",
        title="Reduced motion",
        help="Turns off animations.",
        default=False,
        kind="bool",
    ),
    Setting(
        key="keys.map",
        title="Key map",
        help="Which keys run which command; see the page of keys.",
        default="backlot",
        kind="text",
    ),
    Setting(
        key="projects.folder",
        title="New project location",
        help="Folder where new projects are created.",
        default="",
        kind="folder",
    ),
    Setting(
        key="projects.reopen",
        title="Open last project on startup",
        help="If off, the start page is shown.",
        default=True,
        kind="bool",
    ),
    Setting(
        key="projects.snapshots",
        title="Snapshots to keep",
        help="Verified copies of the project document; older ones are thinned out.",
        default=24,
        kind="int",
        minimum=2,
        maximum=500,
    ),
    Setting(
        key="media.proxies",
        title="Create proxies",
        help="Lightweight copies of long videos for smooth scrubbing.",
        default=True,
        kind="bool",
    ),
    Setting(
        key="media.cache_gb",
        title="Frame cache",
        help="Maximum memory for decoded frames.",
        default=1.0,
        kind="float",
        minimum=0.1,
        maximum=64.0,
        unit=" GB",
    ),
    Setting(
        key="jobs.device",
        title="Device",
        help="Takes effect after a restart. Automatic uses the first GPU with enough free memory, "
        "or else the CPU.",
        default="auto",
        kind="choice",
        choices=("auto", "cpu", "cuda:0", "cuda:1"),
        choice_titles=("Automatic", "CPU", "First GPU", "Second GPU"),
    ),
    Setting(
        key="jobs.idle_minutes",
        title="Keep models loaded",
        help="Minutes a model stays in memory after its last job.",
        default=15,
        kind="int",
        minimum=0,
        maximum=720,
        unit=" min",
    ),
    Setting(
        key="jobs.notify",
        title="Notify me when a job ends",
        help="Only when the window is in the background.",
        default=True,
        kind="bool",
    ),
    Setting(
        key="plugins.own_code",
        title="Load my own effects",
        help="Takes effect after a restart. Effects and caption rules in the plug-ins folder run inside "
        "the app, so only add files you trust.",
        default=False,
        kind="bool",
    ),
)


class Settings:
    """Reads and writes ``settings.json`` in the user's data folder; keys of newer versions are kept."""

    changed = Signal(str, object)
    """(key, new value), after it is on disk or ``not_saved`` has told why it is not."""
    not_saved = Signal(StudioError)
    """Why a new value lasts only as long as the app."""

    def __init__(self) -> None:
        """Without a file, or with one that cannot be read, everything has its default."""
        self._path = paths.user_data() / "settings.json"
        self._values: dict[str, Any] = {}  # from JSON; checked on get
        self._changes: dict[str, Value] = {}
        self._declared = {setting.key: setting for setting in SETTINGS}
        self.problem: StudioError | None = None
        """Why the file could not be read; None when it could, or there is none."""
        try:
            self._values = self._read()
        except StudioError as error:
            logger("settings").warning("settings.json cannot be read, defaults are used: %s", error)
            self.problem = error

    def _read(self) -> dict[str, Any]:  # JSON values
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Any])
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as error:
            raise files.describe_os_error(error, self._path) from error
        except UNDECODABLE as error:
            # A broken settings file must not keep the app from starting; it is
            # kept beside for the curious.
            logger("settings").warning("settings.json is damaged, defaults are used: %s", error)
            with suppress(OSError):
                self._path.replace(self._path.with_suffix(".broken.json"))
            return {}

    def declare(self, settings: Iterable[Setting]) -> None:
        """Take in more settings, of a workspace. Raises ValueError when a key is declared already."""
        for setting in settings:
            if setting.key in self._declared:
                raise ValueError(f"the setting {setting.key} is declared twice")
            self._declared[setting.key] = setting

    def declared(self) -> tuple[Setting, ...]:
        """Return all declared settings, those of one section together."""
        sections = dict.fromkeys(setting.section for setting in self._declared.values())
        return tuple(
            setting
            for section in sections
            for setting in self._declared.values()
            if setting.section == section
        )

    def get(self, key: str) -> Value:
        """The value of a declared setting; its default when unset or no longer allowed.
        Raises KeyError when undeclared.
        """
        setting = self._declared[key]
        value = self._values.get(key, setting.default)
        return setting.default if check(setting, value) else value

    def set(self, key: str, value: Value) -> None:
        """Store a value durably; where that fails it holds until the app ends. Raises InputError when it is
        not allowed."""
        setting = self._declared[key]
        problem = check(setting, value)
        if problem:
            raise InputError("bad_setting", problem)
        if self._values.get(key) == value:
            return
        self._values[key] = self._changes[key] = value
        try:
            # Another window may have written since: of this one only what was changed here counts.
            stored = msgspec.json.encode(self._read() | self._changes)
            files.write_bytes(self._path, msgspec.json.format(stored, indent=2))
        except StudioError as error:
            logger("settings").warning("settings could not be saved: %s", error)
            self.not_saved.emit(error)
        self.changed.emit(key, value)


def check(setting: Setting, value: object) -> Text | None:
    """A sentence when ``value`` is not allowed for ``setting``, else None."""
    if setting.kind == "bool":
        return (
            None
            if isinstance(value, bool)
            else Text("{title} must be on or off.", title=Text.declared(setting.title))
        )
    if setting.kind in ("text", "folder"):
        return (
            None
            if isinstance(value, str)
            else Text("{title} must be text.", title=Text.declared(setting.title))
        )
    if setting.kind == "choice":
        return (
            None
            if value in setting.choices
            else Text(
                "{title} must be one of {choices}.",
                title=Text.declared(setting.title),
                choices=", ".join(setting.choices),
            )
        )
    if isinstance(value, bool) or not isinstance(value, int if setting.kind == "int" else (int, float)):
        return Text("{title} must be a number.", title=Text.declared(setting.title))
    if setting.minimum is not None and value < setting.minimum:
        return Text(
            "{title} must be at least {minimum}{unit}.",
            title=Text.declared(setting.title),
            minimum=f"{setting.minimum:g}",
            unit=setting.unit,
        )
    if setting.maximum is not None and value > setting.maximum:
        return Text(
            "{title} must be at most {maximum}{unit}.",
            title=Text.declared(setting.title),
            maximum=f"{setting.maximum:g}",
            unit=setting.unit,
        )
    return None

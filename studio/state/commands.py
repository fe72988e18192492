"""The command table: every user action is one row. Menus, shortcuts and the palette are views of it.

    table = CommandTable(app_state)
    table.register(
        Command("edit.undo", QT_TRANSLATE_NOOP("Commands", "Undo"), lambda app: app.undo(), icon="undo",
        keys=("Ctrl+Z",),
                menu="Edit", group="1 history", when=lambda app: app.can_undo),
    )
    table.run("edit.undo")

``run`` and ``when`` get the table's context (the app state). After anything changed that a ``when`` or
``checked`` looks at, call `CommandTable.refresh`; views then ask again. No Qt here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from psygnal import Signal

from studio.core.text import QT_TRANSLATE_NOOP
from studio.state.workspace import workspaces

Context = Any  # the app's state; the table never looks inside, only the commands' own functions do


_FIRST_MENUS = (
    QT_TRANSLATE_NOOP("Menus", "File"),
    QT_TRANSLATE_NOOP("Menus", "Edit"),
    QT_TRANSLATE_NOOP("Menus", "View"),
)
_LAST_MENUS = (QT_TRANSLATE_NOOP("Menus", "Help"),)


def menu_order() -> tuple[str, ...]:
    """Return the menus of the menu bar in order: each workspace has one, called as it is.

    A path such as ``"File/Export"`` makes a submenu.
    """
    return (*_FIRST_MENUS, *(one.title for one in workspaces()), *_LAST_MENUS)


def always(_context: Context) -> bool:
    """A command that can always be used."""
    return True


@dataclass(frozen=True)
class Command:
    """One user action.

    id: "cue.split": stable, for settings and tests. title: English, marked by `QT_TRANSLATE_NOOP`,
    sentence case, with "…" when it asks more before it acts. keys: Qt's portable names ("Ctrl+K",
    "Space"); the first is shown. menu: "Edit" or a path; "" keeps it out of the menus. group: commands
    of one group stand together between separators, groups in alphabetical order. when: can it be used
    now? checked: for commands that switch something on and off. palette: listed in the command palette.
    workspace: only usable there ("captions"); its keys are free elsewhere. words: more words to find it by.
    repeat: a key held down runs it again and again. subject: what it would act on now, for example the label
    of the edit that Undo takes back; it stands behind the title in menu and tooltip.
    """

    id: str
    title: str
    run: Callable[[Context], object]
    icon: str = ""
    keys: tuple[str, ...] = ()
    menu: str = ""
    group: str = ""
    when: Callable[[Context], bool] = always
    checked: Callable[[Context], bool] | None = None
    palette: bool = True
    workspace: str | None = None
    words: str = ""
    repeat: bool = False
    subject: Callable[[Context], str] | None = None


class CommandTable:
    """All commands, by id.

    Signals: ``changed`` (rows or usability), ``ran`` (a command's id, after it ran).
    """

    changed = Signal()
    ran = Signal(str)

    def __init__(self, context: Context = None) -> None:
        self.context: Context = context
        self._commands: dict[str, Command] = {}
        self._workspace: str | None = None

    def register(self, *commands: Command) -> None:
        """Add rows. Raises ValueError when an id is taken, or a key by a command usable at the same time."""
        for command in commands:
            if command.id in self._commands:
                raise ValueError(f"command {command.id} is registered twice")
            for key in command.keys:
                rival = self.by_key(key, command.workspace)
                if rival is not None:
                    raise ValueError(f"{key} belongs to {rival.id} already, not to {command.id}")
            self._commands[command.id] = command
        self.changed.emit()

    def find(self, command_id: str) -> Command:
        """The command of that id. Raises KeyError."""
        return self._commands[command_id]

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __len__(self) -> int:
        return len(self._commands)

    def by_key(self, key: str, workspace: str | None = None) -> Command | None:
        """The command that ``key`` runs in ``workspace``; None: the command that would clash anywhere."""
        for command in self._commands.values():
            if key in command.keys and (
                command.workspace is None or workspace is None or command.workspace == workspace
            ):
                return command
        return None

    def for_menu(self, menu: str) -> list[list[Command]]:
        """Commands of exactly this menu, in groups; within a group in order of registration."""
        groups: dict[str, list[Command]] = {}
        for command in self._commands.values():
            if command.menu == menu:
                groups.setdefault(command.group, []).append(command)
        return [groups[name] for name in sorted(groups)]

    def menus(self) -> list[str]:
        """Top-level menus that have commands, in the order of `menu_order`, others after them."""
        used = dict.fromkeys(
            command.menu.split("/")[0] for command in self._commands.values() if command.menu
        )
        known = menu_order()
        return [name for name in known if name in used] + [name for name in used if name not in known]

    def submenus(self, menu: str) -> list[str]:
        """Names of the submenus right below ``menu``."""
        prefix = menu + "/"
        below = (command.menu.removeprefix(prefix) for command in self if command.menu.startswith(prefix))
        return list(dict.fromkeys(path.split("/")[0] for path in below))

    def for_workspace(self, workspace: str | None) -> list[Command]:
        """Commands with keys that work in ``workspace``, its own first. For the F1 page of keys."""
        keyed = [command for command in self._commands.values() if command.keys]
        own = [command for command in keyed if workspace is not None and command.workspace == workspace]
        return own + [command for command in keyed if command.workspace is None]

    @property
    def workspace(self) -> str | None:
        """Workspace now in front; commands of other workspaces cannot be used."""
        return self._workspace

    def set_workspace(self, workspace: str | None) -> None:
        """Tell which workspace is in front."""
        if workspace != self._workspace:
            self._workspace = workspace
            self.changed.emit()

    def enabled(self, command_id: str) -> bool:
        """True when the command can be used now, in the workspace in front."""
        command = self._commands[command_id]
        if command.workspace is not None and command.workspace != self._workspace:
            return False
        return command.when(self.context)

    def is_checked(self, command_id: str) -> bool:
        """True when the command switches something that is on."""
        command = self._commands[command_id]
        return command.checked is not None and command.checked(self.context)

    def subject(self, command_id: str) -> str:
        """What the command would act on now, "" where it does not say."""
        command = self._commands[command_id]
        return command.subject(self.context) if command.subject is not None else ""

    def run(self, command_id: str) -> bool:
        """Run a command and return True; return False when it cannot be used now.

        Raises what the command raises.
        """
        if not self.enabled(command_id):
            return False
        self._commands[command_id].run(self.context)
        self.ran.emit(command_id)
        self.refresh()
        return True

    def refresh(self) -> None:
        """Something that decides about usability changed: views ask again."""
        self.changed.emit()


def score(query: str, text: str) -> float | None:
    """How well ``query`` finds ``text``: None not at all, higher is better.

    The letters of the query must occur in order. Letters that start a word or follow the one before
    count more, skipped letters count less; a match at the very start counts most.
    """
    wanted, where = query.casefold().replace(" ", ""), text.casefold()
    if not wanted:
        return 0.0
    best: float | None = None
    for start, letter in enumerate(where):
        if letter == wanted[0]:
            found = _score_from(wanted, where, start)
            if found is not None and (best is None or found > best):
                best = found
    return best


def _score_from(wanted: str, where: str, start: int) -> float | None:
    total, position, before = 0.0, start, -2
    for letter in wanted:
        position = where.find(letter, position)
        if position < 0:
            return None
        word_start = position == 0 or not where[position - 1].isalnum()
        joined = position == before + 1
        total += 1.0 + (2.0 if word_start else 0.0) + (1.5 if joined else 0.0)
        total -= 0.0 if joined or before < 0 else 0.05 * (position - before)
        before, position = position, position + 1
    return total + (2.0 if start == 0 else 0.0) - 0.01 * len(where)

"""The command table: every user action is one row. Menus, keys, palette and ``studio do`` are views of it.

    app.commands.register(
        Command("edit.undo", QT_TRANSLATE_NOOP("Commands", "Undo"), lambda app: app.undo(), icon="undo",
                keys=("Ctrl+Z",), menu="Edit", group="1 history", when=("writable", "undo")),
    )
    app.commands.run("edit.undo")

``run`` gets the table's context (the app state) and the command's parameters. What decides about usability is
a set of words, the facts (state.facts, and ``facts`` of each workspace's commands); after anything changed
that a fact looks at, call `CommandTable.look`. No Qt here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from psygnal import Signal

from studio.core.errors import InputError, Problem, raise_problems
from studio.core.text import NO_TEXT, QT_TRANSLATE_NOOP, Text
from studio.state.workspace import workspaces
from studio.wire.spec import Param

Context = Any  # the app's state; the table never looks inside, only the commands' own functions do
FactSource = Callable[[Context], Iterable[str]]


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


@dataclass(frozen=True)
class Command:
    """One user action."""

    id: str
    """Stable, for key maps, settings and scripts: "cue.split"."""
    title: str
    """English, marked by `QT_TRANSLATE_NOOP`, sentence case, with "…" when it asks more before it acts."""
    run: Callable[..., object]
    """Called with the context and the parameters by name; returns the result as JSON can hold it."""
    icon: str = ""
    keys: tuple[str, ...] = ()
    """Default keys in Qt's portable names ("Ctrl+K", "Space"); key maps may say otherwise."""
    menu: str = ""
    """"Edit" or a path; "" keeps it out of the menus."""
    group: str = ""
    """Commands of one group stand together between separators, groups in alphabetical order."""
    when: tuple[str, ...] = ()
    """Facts that must all hold for it to be usable."""
    checked: str = ""
    """The fact that says whether what it switches is on; "" for commands that switch nothing."""
    params: tuple[Param, ...] = ()
    """What it can be told; in the window it asks for what is left out."""
    headless: bool = True
    """Whether it can run without a window; False for what is about the view."""
    jobs: bool = False
    """It needs engines or queues jobs; the command line waits for them."""
    palette: bool = True
    """Listed in the command palette."""
    workspaces: tuple[str, ...] = ()
    """Where its keys work and where it is usable; () for everywhere."""
    words: str = ""
    """More words to find it by."""
    repeat: bool = False
    """A key held down runs it again and again."""
    subject: Callable[[Context], str] | None = None
    """What it would act on now, such as the edit that Undo takes back; shown behind the title."""

    @property
    def hue(self) -> str | None:
        """The one workspace it belongs to, whose colour its icon wears."""
        return self.workspaces[0] if len(self.workspaces) == 1 else None

    def meets(self, other: Command) -> bool:
        """Return whether both can be usable at the same time, so that one key cannot mean both."""
        return not self.workspaces or not other.workspaces or bool({*self.workspaces} & {*other.workspaces})

    def check(self, given: Mapping[str, object]) -> dict[str, object]:
        """Return ``given`` when its names and values are allowed.

        Raises ValidationFailed with every problem.
        """
        known = {param.name: param for param in self.params}
        problems: list[Problem] = []
        for name, value in given.items():
            wrong = (
                known[name].check(value)
                if name in known
                else Text("“{id}” has no parameter called “{name}”.", id=self.id, name=name)
            )
            if wrong is not None:
                hint = Text("Parameters: {names}.", names=", ".join(known) or "-")
                problems.append(Problem("bad_parameter", wrong, hint=hint))
        raise_problems(problems)
        return dict(given)


class CommandTable:
    """All commands, by id.

    Signals: ``changed`` (rows, usability or keys), ``keys_changed``, ``ran`` (a command's id, after it ran).
    """

    changed = Signal()
    keys_changed = Signal()
    ran = Signal(str)

    def __init__(self, context: Context = None, switch: Callable[[str], object] | None = None) -> None:
        """switch: brings a workspace to the front, for commands called from elsewhere."""
        self.context: Context = context
        self.needs: dict[str, Text] = {}
        """What to say to somebody who lacks a fact."""
        self._switch = switch
        self._commands: dict[str, Command] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._sources: list[FactSource] = []
        self._facts: frozenset[str] | None = None
        self._workspace: str | None = None

    # ---- rows

    def register(self, *commands: Command) -> None:
        """Add rows. Raises ValueError when an id is taken, or a key by a command usable at the same time."""
        for command in commands:
            if command.id in self._commands:
                raise ValueError(f"command {command.id} is registered twice")
            for key in command.keys:
                rival = next((row for row in self if key in row.keys and row.meets(command)), None)
                if rival is not None:
                    raise ValueError(f"{key} belongs to {rival.id} already, not to {command.id}")
            self._commands[command.id] = command
        self.refresh()

    def add_facts(self, source: FactSource) -> None:
        """Let ``source`` name more facts whenever they are looked at."""
        self._sources.append(source)
        self._facts = None

    def find(self, command_id: str) -> Command:
        """The command of that id. Raises KeyError."""
        return self._commands[command_id]

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __len__(self) -> int:
        return len(self._commands)

    def __contains__(self, command_id: object) -> bool:
        return command_id in self._commands

    # ---- keys

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The active keys of a command: those of the key map, else its own."""
        return self._keys.get(command_id, self._commands[command_id].keys)

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Use these keys; commands that are left out have their own."""
        self._keys = dict(keys)
        self.refresh()
        self.keys_changed.emit()

    def by_key(self, key: str, workspace: str | None = None) -> Command | None:
        """The command that ``key`` runs in ``workspace``; with None, the first anywhere."""
        for command in self:
            here = not command.workspaces or workspace is None or workspace in command.workspaces
            if here and key in self.keys(command.id):
                return command
        return None

    def for_workspace(self, workspace: str | None) -> list[Command]:
        """Commands with keys that work in ``workspace``: its own first. For the F1 page of keys."""
        keyed = [command for command in self if self.keys(command.id)]
        own = [command for command in keyed if workspace is not None and workspace in command.workspaces]
        return own + [command for command in keyed if not command.workspaces]

    # ---- menus

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

    # ---- usability

    @property
    def workspace(self) -> str | None:
        """Workspace now in front; commands of others cannot be used."""
        return self._workspace

    def set_workspace(self, workspace: str | None) -> None:
        """Tell which workspace is in front."""
        if workspace != self._workspace:
            self._workspace = workspace
            self.refresh()

    @property
    def facts(self) -> frozenset[str]:
        """What is so now; computed once after each change."""
        if self._facts is None:
            found = {word for source in self._sources for word in source(self.context)}
            if self._workspace is not None:
                found.add(f"workspace:{self._workspace}")
            self._facts = frozenset(found)
        return self._facts

    def in_front(self, command: Command) -> bool:
        """Return whether the command belongs to where the user is."""
        return not command.workspaces or self._workspace in command.workspaces

    def enabled(self, command_id: str) -> bool:
        """True when the command can be used now, in the workspace in front."""
        command = self._commands[command_id]
        return self.in_front(command) and self.facts.issuperset(command.when)

    def reachable(self, command_id: str) -> bool:
        """True when `call` may work: usable now, or in a workspace that can be brought to the front."""
        command = self._commands[command_id]
        return self.enabled(command_id) or (not self.in_front(command) and self._workspace is not None)

    def lacking(self, command_id: str) -> Text:
        """Why the command cannot be used now, "" when it can."""
        command = self._commands[command_id]
        missing = next((fact for fact in command.when if fact not in self.facts), "")
        if missing:
            return self.needs.get(missing, Text("It cannot be used now."))
        return NO_TEXT if self.in_front(command) else Text("It belongs to another workspace.")

    def is_checked(self, command_id: str) -> bool:
        """True when the command switches something that is on."""
        return self._commands[command_id].checked in self.facts

    def subject(self, command_id: str) -> str:
        """What the command would act on now, "" where it does not say."""
        command = self._commands[command_id]
        return command.subject(self.context) if command.subject is not None else ""

    # ---- running

    def run(self, command_id: str, **params: object) -> bool:
        """Run a command and return True; return False when it cannot be used now, as keys and menus do.

        Raises what the command raises.
        """
        self._facts = None
        if not self.enabled(command_id):
            return False
        self._run(self._commands[command_id], params)
        return True

    def call(self, command_id: str, **params: object) -> object:
        """Run a command from anywhere, bringing its workspace to the front, and return its result.

        Raises InputError when there is no such command, a parameter is wrong or it cannot be used now, and
        what the command raises.
        """
        command = self._commands.get(command_id)
        if command is None:
            raise InputError(
                "unknown_command",
                Text("There is no command called “{id}”.", id=command_id),
                Text("See “studio do --list”."),
            )
        command.check(params)
        if not self.in_front(command) and self._switch is not None:
            self._switch(command.workspaces[0])
        self._facts = None
        lacking = self.lacking(command_id)
        if lacking:
            raise InputError("not_now", lacking)
        return self._run(command, params)

    def _run(self, command: Command, params: Mapping[str, object]) -> object:
        result = command.run(self.context, **params)
        self.ran.emit(command.id)
        self.refresh()
        return result

    def look(self, *_: object) -> None:
        """Something changed that facts may look at: views ask again where one has changed."""
        before, self._facts = self._facts, None
        if self.facts != before:
            self.changed.emit()

    def refresh(self) -> None:
        """Rows, keys or subjects changed: views ask again."""
        self._facts = None
        self.changed.emit()

"""``studio do``: one command of the window's table, on a project, without a window."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.console import Console, Result
from studio.cli.session import finish_jobs
from studio.cli.verbs import add_verb
from studio.core.errors import InputError, Problem, StudioError, raise_problems
from studio.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.cli.verbs import Verbs
    from studio.jobs.queue import JobQueue
    from studio.jobs.session import JobSession
    from studio.state.app_state import AppState
    from studio.state.commands import Command
    from studio.wire.spec import Param


def add_verbs(verbs: Verbs) -> None:
    """Add ``do`` to the grammar."""
    parser = add_verb(
        verbs,
        "do",
        "run a command of the window on a project, without a window",
        "studio do video.split_here --at 12.5 Harbour\n"
        "         studio do cue.export --param path=harbour.srt Harbour\n"
        "         studio do --list",
        _do,
    )
    command = parser.add_argument("command", metavar="COMMAND", help="its id, for example edit.undo")
    project = parser.add_argument("project", metavar="PROJECT", type=Path, help="folder or .studio file")

    class _List(argparse.Action):
        """Neither a command nor a project is needed then."""

        def __call__(self, _parser: object, namespace: argparse.Namespace, *_: object) -> None:
            namespace.list = True
            command.required = project.required = False

    parser.add_argument("--list", action=_List, nargs=0, default=False, help="name all commands and stop")
    parser.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter of the command"
    )
    parser.add_argument(
        "--select", action="append", default=[], metavar="ID", help="select this first (clip, cue, line, …)"
    )
    parser.add_argument("--at", metavar="TIME", help="move the playhead there first: 12.5 or 0:12.5")


def _do(arguments: argparse.Namespace, console: Console) -> Result:
    if arguments.list:
        return _listing()
    command = _command(arguments.command)
    params = read_params(command, arguments.param)
    with open_app(arguments.project, jobs=command.jobs) as (app, session):
        result = run_command(app, command, params, arguments.select, arguments.at)
        if session is not None:
            finish_jobs(session, console)
            raise_failures(app)
        said = str(app.message.text) if app.message is not None else ""
    return {"command": command.id, "result": result, "said": said, "_text": _words(result) or said or "done"}


def _listing() -> Result:
    from studio.state.registration import all_commands

    rows = sorted(all_commands(), key=lambda command: command.id)
    width = max(len(command.id) for command in rows)
    lines = [
        f"{command.id:{width}}  {command.title}{_usage(command)}" for command in rows if command.headless
    ]
    return {"commands": [_described(command) for command in rows], "_text": "\n".join(lines)}


def _usage(command: Command) -> str:
    return "".join(f" [--param {param.name}={param.kind.upper()}]" for param in command.params)


def _described(command: Command) -> dict[str, Any]:
    return {
        "id": command.id,
        "title": str(command.title),
        "headless": command.headless,
        "jobs": command.jobs,
        "when": list(command.when),
        "workspaces": list(command.workspaces),
        "keys": list(command.keys),
        "params": [
            {"name": param.name, "kind": param.kind, "default": param.default, "label": param.label}
            for param in command.params
        ],
    }


def _command(command_id: str) -> Command:
    """The command of that id. Raises InputError when there is none, or it is about the window."""
    from studio.state.registration import all_commands

    known = {command.id: command for command in all_commands()}
    if command_id not in known:
        near = difflib.get_close_matches(command_id, known, 1)
        hint = Text("Did you mean {id}?", id=near[0]) if near else Text("See “studio do --list”.")
        raise InputError("unknown_command", Text("There is no command called “{id}”.", id=command_id), hint)
    command = known[command_id]
    if not command.headless:
        raise InputError(
            "needs_window",
            Text("“{id}” is about the window and cannot run without one.", id=command_id),
            Text("See “studio do --list” for those that can."),
        )
    return command


def read_params(command: Command, given: Sequence[str]) -> dict[str, object]:
    """``NAME=VALUE`` texts as the values that the command's parameters want.

    Raises InputError with every problem.
    """
    kinds = {param.name: param for param in command.params}
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for text in given:
        name, sign, value = text.partition("=")
        if not sign:
            wrong = Text("“{text}” is not of the form NAME=VALUE.", text=text)
            problems.append(Problem("bad_parameter", wrong))
        else:
            values[name] = _value(kinds.get(name), value)
    raise_problems(problems)
    return command.check(values)


def _value(param: Param | None, text: str) -> object:
    """The text as its kind; as it is where it cannot be, for `Param.check` to say so."""
    try:
        if param is not None and param.kind in ("int", "seed"):
            return int(text)
        if param is not None and param.kind == "float":
            return float(text)
    except ValueError:
        return text
    if param is not None and param.kind == "bool":
        return {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}.get(
            text.lower(), text
        )
    return text


@contextmanager
def open_app(path: Path, *, jobs: bool) -> Generator[tuple[AppState, JobSession | None]]:
    """The state of a window that shows this project; with ``jobs`` also workers for it."""
    from studio.catalog.index import Catalog
    from studio.core.settings import Settings
    from studio.flows import deliveries
    from studio.jobs.queue import JobQueue
    from studio.jobs.registry import EngineRegistry
    from studio.jobs.session import JobSession
    from studio.jobs.store import JobStore
    from studio.project.handle import Project
    from studio.state.app_state import AppState
    from studio.state.background import InlineTasks
    from studio.state.registration import register_commands

    def shown(queue: JobQueue) -> AppState:
        app = AppState(Settings(), queue, InlineTasks())
        register_commands(app)
        deliveries.register(queue, lambda: app.project)
        app.set_project(project)
        return app

    project = Project.open(path)
    if jobs:
        with JobSession(Catalog()) as session:
            session.wait_for_engines()
            app = shown(session.queue)
            try:
                yield app, session
            finally:
                app.set_project(None)  # closes the project
        return
    queue = JobQueue(JobStore(None), EngineRegistry())
    app = shown(queue)
    try:
        yield app, None
    finally:
        app.set_project(None)
        queue.close()


def run_command(
    app: AppState,
    command: Command,
    params: dict[str, object],
    select: Sequence[str] = (),
    at: str | None = None,
) -> object:
    """Select, go to a time, run, and return the result.

    The workspace that the project was left in stays. Raises what the command raises or shows.
    """
    left_in = app.workspace
    if command.workspaces and app.workspace not in command.workspaces:
        app.workspace = command.workspaces[0]
    if at is not None:
        app.seek(_time(app, at))
    if select:
        _select(app, select)
    result = app.commands.call(command.id, **params)
    raise_failures(app)
    if command.workspaces and app.project is not None:
        app.workspace = left_in
    return result


def raise_failures(app: AppState) -> None:
    """Raise what a window would show: the app's error, or that of one of its workspaces."""
    for owner in (app, *app.parts):
        error = getattr(owner, "error", None)
        if isinstance(error, StudioError):
            raise error


def _select(app: AppState, ids: Sequence[str]) -> None:
    project = app.require_project()
    missing = [entity_id for entity_id in ids if project.find(entity_id) is None]
    if missing:
        raise InputError(
            "entity_missing",
            Text("Nothing in this project has the id “{id}”.", id=missing[0]),
            Text("Check the id."),
        )
    app.select(list(ids))


def _time(app: AppState, text: str) -> int:
    from studio.core import ticks

    try:
        return ticks.parse_clock(text, app.sequence().frame_rate)
    except ValueError:
        raise InputError(
            "not_a_time",
            Text("“{text}” is not a valid time.", text=text),
            Text("Enter a time such as 12.5, 1:02.5 or 00:01:02:12."),
        ) from None


def _words(result: object) -> str:
    """A result for people: its values by name."""
    if not isinstance(result, dict):
        return "" if result is None else str(result)
    shown = {name: value for name, value in result.items() if value not in (None, "", [])}
    return "\n".join(
        f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in shown.items()
    )

"""The commands of the whole app: projects, history, workspaces, views, help.

What only a window can do is an intent that the window follows ("window.…", see window.shell).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from studio.core.errors import InputError
from studio.core.files import unique_path
from studio.core.text import QT_TRANSLATE_NOOP, Text
from studio.state import projects, receiving
from studio.state.app_state import AppState
from studio.state.commands import Command
from studio.state.film import FilmState
from studio.state.workspace import WorkspaceId, workspaces
from studio.wire.spec import Param

DOCKS = ("library", "inspector", "jobs", "timeline")
_FILE = Param(name="path", kind="text", default="", label=QT_TRANSLATE_NOOP("Params", "File"))
_NAME = Param(name="name", kind="text", default="", label=QT_TRANSLATE_NOOP("Params", "Name"))


def new_project(app: AppState, name: str = "") -> dict[str, object]:
    """Make a project and show it; without a name it is called "Untitled" and can be renamed at once."""
    app.new_project(projects.projects_folder(app), name or "Untitled")
    return _opened(app)


def open_project(app: AppState, path: str = "") -> object:
    """Open a project; without a path the user chooses one."""
    if not path:
        return app.intents.ask("window.open")
    receiving.open_any(app, Path(path))
    return _opened(app)


def rename_project(app: AppState, name: str = "") -> object:
    """Give the open project another name; without one the user types it."""
    if not name:
        return app.intents.ask("window.rename")
    projects.rename(app, name)
    return _opened(app)


def duplicate_project(app: AppState) -> object:
    """Copy the open project next to itself and open the copy."""
    project = app.require_project()
    folder = unique_path(project.folder.with_name(f"{project.name} copy"))
    app.in_background(
        Text("Duplicating {name}", name=project.name), lambda: project.duplicate(folder), app.open_project
    )
    return {"path": str(folder)}


def import_files(app: AppState, path: str = "") -> object:
    """Import a file; without a path the user chooses."""
    if not path:
        return app.intents.ask("window.import")
    if not Path(path).exists():
        raise InputError("file_missing", Text("“{path}” does not exist.", path=path), Text("Check the path."))
    receiving.receive(app, [Path(path)])
    return None


def film_from_script(app: AppState, path: str = "") -> object:
    """Make a film of a script in a project of its own."""
    return receiving.film_from(app, Path(path)) if path else app.intents.ask("window.script")


def close_project(app: AppState) -> None:
    """Back to the start page."""
    app.set_project(None)


def _opened(app: AppState) -> dict[str, object]:
    """Name and folder of the project in front; a window opens it a little later."""
    project = app.project
    return {} if project is None else {"name": project.name, "path": str(project.folder)}


def _ask(intent: str, *arguments: object) -> Callable[[AppState], object]:
    """A command that only the window can carry out."""
    return lambda app: app.intents.ask(intent, *arguments)


def commands() -> list[Command]:
    """All of them; their context is the AppState."""
    return [*_file(), *_edit(), *_film(), *_workspaces(), *_views(), *_help()]


def _file() -> list[Command]:
    noop = QT_TRANSLATE_NOOP
    return [
        Command("project.new", noop("Commands", "New project"), new_project, icon="plus", keys=("Ctrl+N",),
                menu="File", group="1 project", params=(_NAME,), words="create"),
        Command("project.open", noop("Commands", "Open project…"), open_project, icon="folder-open",
                keys=("Ctrl+O",), menu="File", group="1 project", params=(_FILE,), words="load"),
        Command("project.film", noop("Commands", "Make a film from a script…"), film_from_script, icon="film",
                menu="File", group="1 project", params=(_FILE,), headless=False,
                words="fountain screenplay scenes"),
        Command("project.rename", noop("Commands", "Rename project…"), rename_project, icon="pencil",
                menu="File", group="2 this", when=("writable",), params=(_NAME,), words="name title"),
        Command("project.duplicate", noop("Commands", "Duplicate project"), duplicate_project,
                icon="duplicate", menu="File", group="2 this", when=("project",), words="copy save as"),
        Command("project.close", noop("Commands", "Close project"), close_project, icon="home",
                keys=("Ctrl+W",), menu="File", group="2 this", when=("project",), words="start page"),
        Command("project.import", noop("Commands", "Import files…"), import_files, icon="import",
                keys=("Ctrl+I",), menu="File", group="3 import", when=("writable",), params=(_FILE,),
                words="video sound picture captions script add media"),
        Command("app.preferences", noop("Commands", "Preferences…"), _ask("window.preferences"),
                icon="settings", keys=("Ctrl+,",), menu="File", group="8 app", headless=False,
                words="settings options"),
        Command("app.quit", noop("Commands", "Quit"), _ask("window.quit"), keys=("Ctrl+Q",), menu="File",
                group="9 quit", headless=False, words="exit"),
    ]  # fmt: skip


def _film() -> list[Command]:
    noop = QT_TRANSLATE_NOOP
    return [
        Command("film.make", noop("Commands", "Make film from current script"),
                lambda app: app.part(FilmState).make(), icon="film", menu="Video", group="9 film",
                when=("film possible",), jobs=True, words="pictures voices scenes lay out"),
        Command("film.cancel", noop("Commands", "Stop making the film"),
                lambda app: app.part(FilmState).cancel(), menu="Video", group="9 film",
                when=("film making",), words="cancel"),
    ]  # fmt: skip


def _undo(app: AppState) -> object:
    label = app.require_project().undo_label
    app.undo()
    return {"label": label}


def _redo(app: AppState) -> object:
    label = app.require_project().redo_label
    app.redo()
    return {"label": label}


def _undo_label(app: AppState) -> str:
    return app.project.undo_label if app.project is not None and not app.project.read_only else ""


def _redo_label(app: AppState) -> str:
    return app.project.redo_label if app.project is not None and not app.project.read_only else ""


def _edit() -> list[Command]:
    noop = QT_TRANSLATE_NOOP
    return [
        Command("edit.undo", noop("Commands", "Undo"), _undo, icon="undo", keys=("Ctrl+Z",), menu="Edit",
                group="1 history", repeat=True, when=("writable", "undo"), subject=_undo_label,
                words="back revert"),
        Command("edit.redo", noop("Commands", "Redo"), _redo, icon="redo", keys=("Ctrl+Shift+Z", "Ctrl+Y"),
                menu="Edit", group="1 history", repeat=True, when=("writable", "redo"), subject=_redo_label,
                words="again forward"),
        Command("edit.history", noop("Commands", "History"), _ask("window.history"), icon="clock",
                keys=("Ctrl+Shift+H",), menu="Edit", group="1 history", when=("writable", "history"),
                headless=False, words="undo redo back steps edits"),
    ]  # fmt: skip


def _go(workspace: WorkspaceId, app: AppState) -> dict[str, object]:
    app.workspace = workspace
    return {"workspace": workspace}


def _workspaces() -> list[Command]:
    rows = [
        Command(f"workspace.{one.id}", Text("Go to {workspace}", workspace=Text.declared(one.title)),
                partial(_go, one.id), icon=one.icon, keys=(f"Ctrl+{one.key}",), menu="View",
                group="1 workspaces", when=("project",), words="workspace show")
        for one in workspaces()
    ]  # fmt: skip
    primary = QT_TRANSLATE_NOOP("Commands", "Run or cancel the main action")
    return [
        *rows,
        Command("workspace.primary", primary, _ask("window.primary"), icon="generate",
                keys=("Ctrl+Return", "Ctrl+Enter"), when=("project",), headless=False,
                words="generate speak transcribe render export cancel"),
    ]  # fmt: skip


def _set_theme(word: str, app: AppState) -> dict[str, object]:
    app.settings.set("look.theme", word)
    return {"theme": word}


def _views() -> list[Command]:
    noop = QT_TRANSLATE_NOOP
    titles = {
        "library": (noop("Commands", "Library"), "Ctrl+Shift+L"),
        "inspector": (noop("Commands", "Inspector"), "Ctrl+Shift+I"),
        "jobs": (noop("Commands", "Jobs"), "Ctrl+Shift+J"),
        "timeline": (noop("Commands", "Timeline"), "Ctrl+Shift+T"),
    }
    docks = [
        Command(f"view.{name}", titles[name][0], _ask("window.dock", name), icon=name,
                keys=(titles[name][1],), menu="View", group="2 docks", words="show hide dock panel",
                when=(f"dock {name} usable",), checked=f"dock {name}", headless=False)
        for name in DOCKS
    ]  # fmt: skip
    themes = [
        Command(f"view.theme_{word}", title, partial(_set_theme, word), icon=name, menu="View/Theme",
                words="theme colours look", checked=f"theme:{word}")
        for word, title, name in (
            ("dark", noop("Commands", "Dark theme"), "moon"),
            ("light", noop("Commands", "Light theme"), "sun"),
            ("system", noop("Commands", "System theme"), "palette"),
        )
    ]  # fmt: skip
    return [
        *docks,
        Command("view.reset", noop("Commands", "Reset layout"), _ask("window.reset"), icon="refresh",
                menu="View", group="3 window", headless=False, words="docks default"),
        Command("view.full_screen", noop("Commands", "Full screen"), _ask("window.full_screen"), icon="fit",
                keys=("F11",), menu="View", group="3 window", headless=False, words="maximise"),
        *themes,
    ]  # fmt: skip


def _help() -> list[Command]:
    noop = QT_TRANSLATE_NOOP
    return [
        Command("help.palette", noop("Commands", "Find a command…"), _ask("window.palette"), icon="search",
                keys=("Ctrl+K",), menu="Help", group="1 find", palette=False, headless=False),
        Command("help.keys", noop("Commands", "Keyboard shortcuts for this workspace"), _ask("window.keys"),
                icon="keyboard", keys=("F1",), menu="Help", group="1 find", headless=False,
                words="shortcuts help"),
        Command("help.about", noop("Commands", "About Backlot Studio"), _ask("window.about"), icon="info",
                menu="Help", group="2 about", headless=False, words="version licence"),
    ]  # fmt: skip

"""The commands of the whole window: projects, history, workspaces, views, help.
Workspaces and player bring their own.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from studio.core import paths
from studio.core.files import unique_path
from studio.core.text import QT_TRANSLATE_NOOP, Text
from studio.state.app_state import AppState
from studio.state.commands import Command
from studio.state.film import FilmState
from studio.state.shell import Shell
from studio.state.workspace import WorkspaceId, workspaces

DOCKS = ("library", "inspector", "jobs", "timeline")


def projects_folder(app: AppState) -> Path:
    """Where new projects go: the user's choice, else the folder for documents."""
    chosen = str(app.settings.get("projects.folder"))
    return Path(chosen) if chosen else paths.projects_home()


def new_project(app: AppState) -> None:
    """Make a project and show it; its name can be typed over at once."""
    app.new_project(projects_folder(app), "Untitled")


def rename_project(app: AppState, name: str) -> None:
    """Give the open project another name, with its folder and file."""
    project = app.require_project()
    before, file = str(project.folder), project.file
    app.attempt(lambda: project.rename(name))
    if str(project.folder) != before:
        app.queue.rename_store(before, str(project.folder))
        app.project_moved.emit(file)
        app.say(Text("The project is now called “{name}”", name=project.name))


def duplicate_project(app: AppState) -> None:
    """Copy the open project beside itself and open the copy."""
    project = app.require_project()
    folder = unique_path(project.folder.with_name(f"{project.name} copy"))
    app.in_background(
        Text("Duplicating {name}", name=project.name), lambda: project.duplicate(folder), app.open_project
    )


def close_project(app: AppState) -> None:
    """Back to the start page."""
    app.set_project(None)


def has_project(app: AppState) -> bool:
    """A project is open."""
    return app.project is not None


def writable(app: AppState) -> bool:
    """A project is open that can be changed."""
    return app.project is not None and not app.project.read_only


def commands(shell: Shell) -> list[Command]:
    """All of them; their context is the AppState."""
    return [*_file(shell), *_edit(shell), *_film(), *_workspaces(shell), *_views(shell), *_help(shell)]


def _file(shell: Shell) -> list[Command]:
    return [
        Command(
            "project.new",
            QT_TRANSLATE_NOOP("Commands", "New project"),
            new_project,
            icon="plus",
            keys=("Ctrl+N",),
            menu="File",
            group="1 project",
        ),
        Command(
            "project.open",
            QT_TRANSLATE_NOOP("Commands", "Open project…"),
            lambda _: shell.ask_open(),
            icon="folder-open",
            keys=("Ctrl+O",),
            menu="File",
            group="1 project",
        ),
        Command(
            "project.film",
            QT_TRANSLATE_NOOP("Commands", "Make a film from a script…"),
            lambda _: shell.ask_script(),
            icon="film",
            menu="File",
            group="1 project",
            words="fountain screenplay scenes",
        ),
        Command(
            "project.rename",
            QT_TRANSLATE_NOOP("Commands", "Rename project…"),
            lambda _: shell.begin_rename(),
            icon="pencil",
            menu="File",
            group="2 this",
            when=writable,
        ),
        Command(
            "project.duplicate",
            QT_TRANSLATE_NOOP("Commands", "Duplicate project"),
            duplicate_project,
            icon="duplicate",
            menu="File",
            group="2 this",
            when=has_project,
            words="copy save as",
        ),
        Command(
            "project.close",
            QT_TRANSLATE_NOOP("Commands", "Close project"),
            close_project,
            icon="home",
            keys=("Ctrl+W",),
            menu="File",
            group="2 this",
            when=has_project,
            words="start page",
        ),
        Command(
            "project.import",
            QT_TRANSLATE_NOOP("Commands", "Import files…"),
            lambda _: shell.ask_import(),
            icon="import",
            keys=("Ctrl+I",),
            menu="File",
            group="3 import",
            when=writable,
            words="video sound picture captions script add media",
        ),
        Command(
            "app.preferences",
            QT_TRANSLATE_NOOP("Commands", "Preferences…"),
            lambda _: shell.show_preferences(),
            icon="settings",
            keys=("Ctrl+,",),
            menu="File",
            group="8 app",
            words="settings options",
        ),
        Command(
            "app.quit",
            QT_TRANSLATE_NOOP("Commands", "Quit"),
            lambda _: shell.quit(),
            keys=("Ctrl+Q",),
            menu="File",
            group="9 quit",
            words="exit",
        ),
    ]


def _film() -> list[Command]:
    return [
        Command(
            "film.make",
            QT_TRANSLATE_NOOP("Commands", "Make film from current script"),
            lambda app: app.part(FilmState).make(),
            icon="film",
            menu="Video",
            group="9 film",
            when=lambda app: app.part(FilmState).possible,
            words="pictures voices scenes lay out",
        ),
        Command(
            "film.cancel",
            QT_TRANSLATE_NOOP("Commands", "Stop making the film"),
            lambda app: app.part(FilmState).cancel(),
            menu="Video",
            group="9 film",
            when=lambda app: app.part(FilmState).making,
        ),
    ]


def _edit(shell: Shell) -> list[Command]:
    return [
        Command(
            "edit.undo",
            QT_TRANSLATE_NOOP("Commands", "Undo"),
            lambda app: app.undo(),
            icon="undo",
            keys=("Ctrl+Z",),
            menu="Edit",
            group="1 history",
            repeat=True,
            when=lambda app: writable(app) and bool(app.project.undo_label),
            subject=lambda app: app.project.undo_label if writable(app) else "",
        ),
        Command(
            "edit.redo",
            QT_TRANSLATE_NOOP("Commands", "Redo"),
            lambda app: app.redo(),
            icon="redo",
            keys=("Ctrl+Shift+Z", "Ctrl+Y"),
            menu="Edit",
            group="1 history",
            repeat=True,
            when=lambda app: writable(app) and bool(app.project.redo_label),
            subject=lambda app: app.project.redo_label if writable(app) else "",
        ),
        Command(
            "edit.history",
            QT_TRANSLATE_NOOP("Commands", "History"),
            lambda _: shell.show_history(),
            icon="clock",
            keys=("Ctrl+Shift+H",),
            menu="Edit",
            group="1 history",
            when=lambda app: writable(app) and bool(app.project.undo_label or app.project.redo_label),
            words="undo redo back steps edits",
        ),
    ]


def _go(workspace: WorkspaceId, app: AppState) -> None:
    app.workspace = workspace


def _workspaces(shell: Shell) -> list[Command]:
    rows = [
        Command(
            f"workspace.{one.id}",
            Text("Go to {workspace}", workspace=Text.declared(one.title)),
            partial(_go, one.id),
            icon=one.icon,
            keys=(f"Ctrl+{one.key}",),
            menu="View",
            group="1 workspaces",
            when=has_project,
        )
        for one in workspaces()
    ]
    rows.append(
        Command(
            "workspace.primary",
            QT_TRANSLATE_NOOP("Commands", "Run or cancel the main action"),
            lambda _: shell.run_primary(),
            icon="generate",
            keys=("Ctrl+Return", "Ctrl+Enter"),
            when=has_project,
            words="generate speak transcribe render export cancel",
        )
    )
    return rows


def _views(shell: Shell) -> list[Command]:
    titles = {
        "library": (QT_TRANSLATE_NOOP("Commands", "Library"), "Ctrl+Shift+L"),
        "inspector": (QT_TRANSLATE_NOOP("Commands", "Inspector"), "Ctrl+Shift+I"),
        "jobs": (QT_TRANSLATE_NOOP("Commands", "Jobs"), "Ctrl+Shift+J"),
        "timeline": (QT_TRANSLATE_NOOP("Commands", "Timeline"), "Ctrl+Shift+T"),
    }
    docks = [
        Command(
            f"view.{name}",
            titles[name][0],
            lambda _, name=name: shell.toggle_dock(name),
            icon=name,
            keys=(titles[name][1],),
            menu="View",
            group="2 docks",
            words="show hide dock panel",
            when=lambda _, name=name: shell.dock_usable(name),
            checked=lambda _, name=name: shell.dock_shown(name),
        )
        for name in DOCKS
    ]
    themes = [
        Command(
            f"view.theme_{word}",
            title,
            lambda app, word=word: app.settings.set("look.theme", word),
            icon=name,
            menu="View/Theme",
            words="theme colours look",
            checked=lambda app, word=word: app.settings.get("look.theme") == word,
        )
        for word, title, name in (
            ("dark", QT_TRANSLATE_NOOP("Commands", "Dark theme"), "moon"),
            ("light", QT_TRANSLATE_NOOP("Commands", "Light theme"), "sun"),
            ("system", QT_TRANSLATE_NOOP("Commands", "System theme"), "palette"),
        )
    ]
    return [
        *docks,
        Command(
            "view.reset",
            QT_TRANSLATE_NOOP("Commands", "Reset layout"),
            lambda _: shell.reset_layout(),
            icon="refresh",
            menu="View",
            group="3 window",
        ),
        Command(
            "view.full_screen",
            QT_TRANSLATE_NOOP("Commands", "Full screen"),
            lambda _: shell.toggle_full_screen(),
            icon="fit",
            keys=("F11",),
            menu="View",
            group="3 window",
        ),
        *themes,
    ]


def _help(shell: Shell) -> list[Command]:
    return [
        Command(
            "help.palette",
            QT_TRANSLATE_NOOP("Commands", "Find a command…"),
            lambda _: shell.show_palette(),
            icon="search",
            keys=("Ctrl+K",),
            menu="Help",
            group="1 find",
            palette=False,
        ),
        Command(
            "help.keys",
            QT_TRANSLATE_NOOP("Commands", "Keyboard shortcuts for this workspace"),
            lambda _: shell.show_keys(),
            icon="keyboard",
            keys=("F1",),
            menu="Help",
            group="1 find",
            words="shortcuts help",
        ),
        Command(
            "help.about",
            QT_TRANSLATE_NOOP("Commands", "About Backlot Studio"),
            lambda _: shell.show_about(),
            icon="info",
            menu="Help",
            group="2 about",
            words="version licence",
        ),
    ]

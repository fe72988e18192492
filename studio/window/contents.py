"""What the window shows of the application's state: workspaces, docks, commands, errors, drops.

The window itself is only a frame (it must be on the screen before any of this is loaded).
"""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from studio.core.errors import StudioError
from studio.core.log import logger
from studio.jobs.model import Job
from studio.kit.actions import Actions
from studio.kit.bind import Bindings
from studio.kit.panel import Panel
from studio.kit.signals import Relay
from studio.kit.widgets.drop import DropOverlay
from studio.kit.widgets.empty_state import EmptyState
from studio.project.model import Changes
from studio.state import projects
from studio.state.app_state import AppState
from studio.state.film import FilmState
from studio.state.keymaps import ActiveKeys
from studio.state.registration import register_commands
from studio.state.restoring import CopyAtHand
from studio.state.workspace import WorkspaceId, find_workspace, load
from studio.window.command_palette import CommandPalette
from studio.window.docks.inspector import InspectorDock
from studio.window.docks.jobs import JobsDock
from studio.window.drops import offer_for
from studio.window.frame import MainWindow
from studio.window.history import HistoryPopover
from studio.window.overlay import ErrorOverlay
from studio.window.palette_sources import palette_entries
from studio.window.shell import WindowShell
from studio.window.status_bar import StatusLine
from studio.window.top_bar_jobs import TopBarJobs

_LIBRARY = "studio.window.docks.library:LibraryDock"
_TIMELINE = "studio.stage.timeline.view.dock:TimelineDock"


class WindowContents(QObject):
    """Fills a MainWindow.

    Attributes:
        front: the panel in front, None on the start page.
        panels: those that were made, by the id of their workspace.
        shell: does what commands ask of the window.
    """

    def __init__(self, window: MainWindow, app: AppState) -> None:
        super().__init__(window)
        self.window = window
        self.app = app
        self.docks = window.docks
        self.table = app.commands
        self.shell = WindowShell(self)
        self.table.add_facts(self.shell.facts)
        register_commands(app)
        self.keys = ActiveKeys(self.table, app.settings)
        self.actions = Actions(self.table, window)
        self.palette = CommandPalette(self.actions, window)
        self.palette.add_source(partial(palette_entries, app, self.shell.show_preferences))
        self.history = HistoryPopover(app, window.top_bar.history, window)
        self.panels: dict[WorkspaceId, QWidget] = {}
        self.front: Panel | None = None
        self._named = ""
        self._jobs = TopBarJobs(window.top_bar, app.queue, app.tasks, self)
        self.errors = ErrorOverlay(window.centre)
        self._inspector = InspectorDock()
        self.bindings = Bindings(self)
        self.status = StatusLine(window.statusBar(), app, self.bindings)
        self._relay = Relay(self)
        self._fill()
        self._watch()

    # ---- set-up

    def _fill(self) -> None:
        bar = self.window.top_bar
        bar.undo.setDefaultAction(self.actions.action("edit.undo"))
        bar.redo.setDefaultAction(self.actions.action("edit.redo"))
        bar.history.setDefaultAction(self.actions.action("edit.history"))
        for name, button in bar.docks.items():
            if name == "jobs":
                continue
            button.setDefaultAction(self.actions.action(f"view.{name}"))
        bar.jobs.setCheckable(True)
        bar.jobs.clicked.connect(self._toggle_jobs)
        bar.on_search(self.palette.open)
        bar.renamed.connect(self._rename)
        bar.set_project_menu(self._project_menu())
        main_menu = QMenu(self.window)
        main_menu.aboutToShow.connect(self._fill_menu)
        bar.set_menu(main_menu)
        self._main_menu = main_menu
        self.docks.keep_room(self._width_needed)
        self.docks.provide("inspector", lambda: self._inspector)
        self.docks.provide("jobs", lambda: JobsDock(self.app))
        self.docks.provide("library", lambda: self._optional(_LIBRARY))
        self.docks.provide("timeline", lambda: self._optional(_TIMELINE))
        self.drops = DropOverlay(self.window.centre, lambda files: offer_for(self.app, files))
        settings = self._settings()
        self.docks.restore(settings)
        recent = settings.value("palette/recent", [])
        self.palette.recent = [str(item) for item in recent] if isinstance(recent, list) else []

    def _watch(self) -> None:
        app = self.app
        self.actions.failed.connect(self._on_failed)
        self._relay.listen(self.table.ran, self._on_ran)
        self.docks.changed.connect(self._docks_changed)
        self.window.saving.connect(self.save)
        self.window.rail.workspace_chosen.connect(self._choose_workspace)
        self.bindings.call(app, "project", self._show_project)
        self.bindings.call(app, "workspace", self._show_workspace)
        self.bindings.call(app, "error", self._show_error)
        self.bindings.call(app.part(FilmState), "making", self._show_making)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.applicationStateChanged.connect(self._application_changed)
        self._relay.listen(app.project_changed, self._on_changes)
        self._relay.listen(app.queue.job_changed, self._on_job)
        self._relay.listen(app.queue.job_removed, self._jobs.forget)
        self._relay.listen(app.queue.lane_changed, self.status.show_lane)
        self._relay.listen(app.queue.problem_changed, self.status.show_queue)

    @Slot(Qt.ApplicationState)
    def _application_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.app.sources.look()  # other programs may have written the files meanwhile

    @Slot(object)
    def save(self, settings: QSettings) -> None:
        """Remember docks and recent commands."""
        self.docks.save(settings)
        settings.setValue("palette/recent", self.palette.recent)

    def close(self) -> None:
        """Let go of the application's state."""
        if self.front is not None:
            self.front.left()
            self.front = None
        player = sys.modules.get("studio.stage.player.view.playback")  # only when a workspace has made one
        if player is not None:
            player.close_player(self.app)
        thumbs = sys.modules.get("studio.kit.widgets.thumbs")
        if thumbs is not None:
            for loader in self.window.findChildren(thumbs.ThumbLoader):
                loader.stop()
        self.bindings.disconnect_all()
        self._relay.drop()
        self.actions.close()

    @staticmethod
    def _settings() -> QSettings:
        from studio.window.docks.arrangement import window_settings

        return window_settings()

    def _optional(self, part: str) -> QWidget | None:
        """Make a part, ``"module:Class"``; None, and a line in the log, when this build lacks it."""
        try:
            made: QWidget = load(part)(self.app)
        except ModuleNotFoundError as error:
            if error.name is None or not error.name.startswith("studio."):
                raise
            logger("ui").warning("%s is not part of this build", part)
            return None
        return made

    def _show_making(self, making: bool) -> None:
        if making:
            self.docks.want("jobs", wanted=True)

    # ---- project and workspaces

    def _show_project(self, project: Any) -> None:  # Project or None; the name would cost an import
        window = self.window
        self._show_name(project)
        window.rail.setEnabled(project is not None)
        self._jobs.look_soon()
        if project is None:
            self._leave()
            window.stack.setCurrentWidget(window.start_page)
            window.rail.set_workspace(None)
            self.docks.set_usable(library=False, inspector=False, timeline=False, jobs=True)
        else:
            self._show_workspace(self.app.workspace)
            if self._untitled_fresh(project):
                window.top_bar.begin_rename()

    def _show_name(self, project: Any) -> None:
        name = "" if project is None else project.name
        self.window.top_bar.show_project(name, read_only=project is not None and project.read_only)
        self.window.setWindowTitle(f"{name} – {self._app_name()}" if name else self._app_name())

    @staticmethod
    def _app_name() -> str:
        from studio.core import paths

        return paths.APP_NAME

    def _untitled_fresh(self, project: Any) -> bool:
        fresh = self._named == "new"
        self._named = ""
        return fresh and project.name.startswith("Untitled")

    def _show_workspace(self, workspace: WorkspaceId) -> None:
        if self.app.project is None:
            return
        panel = self._panel(workspace)
        if panel is self.front:
            return
        focused = QApplication.focusWidget()
        if focused is None or not self.window.rail.isAncestorOf(focused):
            self.window.centre.setFocus()  # else Qt hands the keys of a hidden widget to any other
        self._leave()
        self.window.rail.set_workspace(workspace)
        self.window.stack.setCurrentWidget(panel)
        self._inspector.show_workspace(workspace)
        manifest = find_workspace(workspace)
        timeline = manifest is not None and manifest.uses_timeline and isinstance(panel, Panel)
        self.docks.set_usable(
            library=True, inspector=self._inspector.has(workspace), timeline=timeline, jobs=True
        )
        if isinstance(panel, Panel):
            self.front = panel
            panel.shown()
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            self.window.centre.setFocus()

    def _leave(self) -> None:
        front, self.front = self.front, None
        if front is not None:
            front.left()

    def _panel(self, workspace: WorkspaceId) -> QWidget:
        if workspace not in self.panels:
            manifest = find_workspace(workspace)
            made = self._optional(manifest.view) if manifest is not None else None
            if made is None:
                made = EmptyState(
                    manifest.icon if manifest is not None else "error",
                    self.tr("This workspace is not in this build"),
                    self.tr("Coming in a later version."),
                    workspace=workspace,
                )
            self.panels[workspace] = made
            self.window.stack.addWidget(made)
            if isinstance(made, Panel):
                inspector = made.inspector()
                if inspector is not None:
                    self._inspector.add(workspace, inspector)
        return self.panels[workspace]

    def _width_needed(self) -> int:
        """px of the window's width that the rail and the workspace in front need."""
        front = self.window.stack.currentWidget()
        return self.window.rail.width() + (front.minimumSizeHint().width() if front is not None else 0)

    def _choose_workspace(self, workspace: WorkspaceId) -> None:
        self.app.workspace = workspace

    # ---- following

    def _on_changes(self, _changes: Changes) -> None:
        if self.app.project is not None:  # a rename comes as a change
            self._show_name(self.app.project)

    def _docks_changed(self) -> None:
        self.window.top_bar.jobs.setChecked(self.docks.shown("jobs"))
        self.table.look()

    def _on_job(self, job: Job) -> None:
        self._jobs.follow(job)
        if job.finished and not self.window.isActiveWindow() and self.app.settings.get("jobs.notify"):
            QApplication.alert(self.window)

    def _on_ran(self, command_id: str) -> None:
        self._named = "new" if command_id == "project.new" else self._named

    def _on_failed(self, error: StudioError) -> None:
        self.app.fail(error)

    def _show_error(self, error: StudioError | None) -> None:
        way = None
        if isinstance(error, CopyAtHand):
            way = self.tr("Restore"), partial(self.app.restore_project, error)
        self.errors.show_error(error, lambda: self.app.fail(None), way)

    def _toggle_jobs(self) -> None:
        self.docks.toggle("jobs")

    def _rename(self, name: str) -> None:
        projects.rename(self.app, name)

    # ---- menus

    def _fill_menu(self) -> None:
        self._main_menu.clear()
        for name in self.table.menus():
            self._main_menu.addMenu(self.actions.menu(name, self._main_menu))

    def _project_menu(self) -> QMenu:
        menu = QMenu(self.window)
        for command_id in (
            "project.rename",
            "project.duplicate",
            "",
            "project.new",
            "project.open",
            "",
            "project.close",
        ):
            if command_id:
                menu.addAction(self.actions.action(command_id))
            else:
                menu.addSeparator()
        return menu

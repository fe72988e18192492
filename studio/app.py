"""The window's composition root: the only file that knows everything.

Order of the start: theme, window with rail and start page, first paint. Only then, on a thread of the pool,
the job queue, the engine registry and the supervisor; then the state, the last project, the worker lanes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from studio.core import paths
from studio.core.text import Text
from studio.kit import i18n
from studio.kit.theme import Theme
from studio.window import first_look
from studio.window.first_look import FirstLook
from studio.window.frame import MainWindow
from studio.window.runtime.garbage import Garbage
from studio.window.runtime.singletons import hold_singletons

if TYPE_CHECKING:
    from studio.core.errors import StudioError
    from studio.core.settings import Settings
    from studio.jobs.queue import JobQueue
    from studio.jobs.supervisor import Supervisor
    from studio.project.recent import RecentProjects
    from studio.state.app_state import AppState
    from studio.state.running import RunningMarker
    from studio.window.beginnings import Beginnings
    from studio.window.contents import WindowContents
    from studio.window.runtime.background import PoolTasks
    from studio.window.runtime.job_thread import JobThreads
    from studio.window.runtime.keeping import Keeping


class Services(NamedTuple):
    """What lives as long as the window and needs no window."""

    settings: Settings
    queue: JobQueue
    supervisor: Supervisor


def main(argv: list[str] | None = None) -> int:
    """Open the window on the project named in ``argv``, else on the last one, else on the sample film.

    Answers the exit status: 2 where there is no display.
    """
    arguments = list(argv or [])
    if not _has_display():
        print("error: no_display: There is no display. Use the command line: studio --help", file=sys.stderr)  # noqa: T201
        return 2
    look = first_look.read()
    application = make_application(look)
    studio = Studio(look, Path(arguments[0]) if arguments else None)
    signals = _close_on_signals(studio)
    studio.window.show()
    status = application.exec()
    studio.end()
    if signals is not None:
        signals.setEnabled(False)
    return status


def _close_on_signals(studio: Studio) -> QSocketNotifier | None:
    """Ctrl+C and a polite kill close the window as its button does. Python's own handlers wait until
    some Python code runs, which in an idle window is never.
    """
    if sys.platform == "win32":
        return None
    import signal

    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, studio)
    notifier.activated.connect(studio.window.close)
    return notifier


def make_application(look: FirstLook) -> QApplication:
    """The QApplication with language and theme on."""
    hold_singletons()
    QApplication.setApplicationName(paths.APP_NAME)
    QApplication.setDesktopFileName("backlot-studio")
    application = QApplication([paths.APP_NAME])
    i18n.install(application, look.language)
    theme = Theme(application, look.theme)
    if look.reduced_motion:
        theme.set_reduce_motion(True)
    return application


class Studio(QObject):
    """One window with its services, from the first paint to the last thread."""

    def __init__(self, look: FirstLook, project: Path | None = None) -> None:
        super().__init__()
        self._garbage = Garbage(self)
        self._look = look
        self._wanted = project or (look.recent[0] if look.recent and look.reopen else None)
        self._asked_for = project is not None
        self._after_project: Callable[[], None] | None = None
        self.app: AppState | None = None
        self.contents: WindowContents | None = None
        self._services: Services | None = None
        self._threads: JobThreads | None = None
        self._tasks: PoolTasks | None = None
        self._marker: RunningMarker | None = None
        self._beginnings: Beginnings | None = None
        self._keeping: Keeping | None = None
        self.window = MainWindow()
        self.window.show_recent(list(look.recent))
        self.window.first_painted.connect(self._start, Qt.ConnectionType.QueuedConnection)
        self.window.closing.connect(self.end)
        if self._wanted is not None:
            self.window.top_bar.show_project(self._wanted.stem)

    # ---- start

    @Slot()
    def _start(self) -> None:
        """After the first paint: everything that takes time, away from this thread."""
        from studio.window.runtime.background import PoolTasks

        self._tasks = PoolTasks(self)
        self._tasks.run(_build_services, self._on_services, self._on_no_services)

    def _on_no_services(self, error: StudioError) -> None:
        from studio.window.overlay import ErrorOverlay

        self._garbage.settle()
        overlay = ErrorOverlay(self.window.centre)
        overlay.show_error(error, self.window.close)

    def _on_services(self, services: Services) -> None:
        from studio.state.app_state import AppState
        from studio.state.film import FilmState
        from studio.state.running import RunningMarker
        from studio.window.contents import WindowContents
        from studio.window.runtime.job_thread import JobThreads
        from studio.window.runtime.keeping import Keeping

        assert self._tasks is not None
        self._services = services
        self._marker = RunningMarker()
        self.app = AppState(services.settings, services.queue, self._tasks)
        sys.excepthook = self._excepthook
        self._register_results(self.app)
        self.app.part(FilmState)
        self.contents = WindowContents(self.window, self.app)
        self._connect_start_page()
        services.settings.changed.connect(self._on_setting)
        self._bind(self.contents.bindings)
        self._keeping = Keeping(self.app, self)
        self._threads = JobThreads(services.queue, services.supervisor.lanes, self)
        self._threads.start()
        self._garbage.settle()
        self._open_first()

    def _register_results(self, app: AppState) -> None:
        from studio.flows import deliveries, exporting

        assert self._services is not None
        deliveries.register(app.queue, lambda: app.project)
        exporting.register(app.queue, self._services.supervisor.tasks)

    def _bind(self, bindings: object) -> None:
        from studio.kit.bind import Bindings
        from studio.state.film import FilmState

        assert isinstance(bindings, Bindings)
        assert self.app is not None
        bindings.call(self.app, "project", self._on_project, now=False)
        bindings.call(self.app, "error", self._on_error, now=False)
        self.app.part(FilmState).finished.connect(self._on_film)
        self.app.project_moved.connect(self._on_moved)

    def _open_first(self) -> None:
        """The project asked for; after a crash the start page; else the last one;
        at the very first the sample.
        """
        assert self.app is not None
        assert self._marker is not None
        unclean = self._marker.unclean
        if unclean is not None and not self._asked_for:
            self.window.top_bar.show_project("")
            self.window.start_page.show_crash(unclean.project, unclean.attempts)
            return
        self.app.queue.resume_interrupted()
        if self._wanted is not None:
            self.app.open_project(self._wanted)
        elif self._look.first_start:
            self._show_sample()

    # ---- start page

    def _connect_start_page(self) -> None:
        page = self.window.start_page
        page.new_wanted.connect(self._new)
        page.open_wanted.connect(self._open)
        page.script_wanted.connect(self._ask_script)
        page.sample_wanted.connect(self._show_sample)
        page.recent_chosen.connect(self._open_recent)
        page.card_chosen.connect(self._begin)

    @Slot()
    def _new(self) -> None:
        assert self.contents is not None
        self.contents.actions.run("project.new")

    @Slot()
    def _open(self) -> None:
        assert self.contents is not None
        self.contents.actions.run("project.open")

    @Slot()
    def _ask_script(self) -> None:
        assert self.contents is not None
        self.contents.actions.run("project.film")

    @Slot(object)
    def _open_recent(self, path: Path) -> None:
        assert self.app is not None
        self.app.open_project(path)

    @Slot(str)
    def _begin(self, card: str) -> None:
        """A card of the start page."""
        from studio.window.beginnings import Beginnings

        assert self.app is not None
        assert self.contents is not None
        if self._beginnings is None:
            self._beginnings = Beginnings(self.contents)
        self._beginnings.begin(card)

    @Slot()
    def _show_sample(self) -> None:
        """Open the sample film, and begin to make what it lacks."""
        from studio.flows import film
        from studio.state import projects

        assert self.app is not None
        app = self.app
        self._after_project = self._make_film
        home = projects.projects_folder(app)
        app.in_background(Text("Preparing the sample film"), lambda: film.open_sample(home), app.open_project)

    def _make_film(self) -> None:
        """Once the sample is open."""
        assert self.app is not None
        app = self.app
        project = app.project
        if project is None or project.read_only:
            return
        from studio.project.model import Clip
        from studio.state.film import FilmState

        if project.all(Clip):  # made before; laying it out again would undo what the user did since
            app.workspace = "video"
            return
        app.workspace = "image"  # where the pictures appear
        app.part(FilmState).make()

    def _on_film(self, problems: tuple[str, ...]) -> None:
        assert self.app is not None
        if self.app.workspace == "image":  # unless the user went elsewhere meanwhile
            self.app.workspace = "video"

    # ---- following

    def _on_project(self, project: object) -> None:
        from studio.project.handle import Project
        from studio.project.recent import RecentProjects

        known = RecentProjects()
        if isinstance(project, Project):
            known.add(project.file, project.name)
            self.window.start_page.hide_crash()
        self._note_project(known)
        then, self._after_project = self._after_project, None
        if isinstance(project, Project) and then is not None:
            QTimer.singleShot(0, self, then)

    def _on_moved(self, before: Path) -> None:
        from studio.project.recent import RecentProjects

        assert self.app is not None
        known = RecentProjects()
        known.move(before, self.app.require_project().file)
        self._note_project(known)

    def _note_project(self, known: RecentProjects) -> None:
        """Which project is open, and what it is called, for the start page and for the next start."""
        assert self.app is not None
        if self._marker is not None:
            self._marker.note(self.app.project.file if self.app.project is not None else None)
        self.window.show_recent([Path(entry.file) for entry in known.all() if entry.exists])

    def _on_error(self, error: object) -> None:
        if error is not None and self.app is not None and self.app.project is None:
            self._after_project = None
            self.window.top_bar.show_project("")

    def _on_setting(self, key: str, value: object) -> None:
        theme = Theme.current()
        if key == "look.theme":
            theme.set_choice(first_look.theme_word(value))
        elif key == "look.reduced_motion":
            theme.set_reduce_motion(True if value else None)
        elif key == "jobs.idle_minutes" and self._services is not None:
            self._services.supervisor.keep_loaded(float(str(value)))

    def _excepthook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """A mistake in a slot: logged, and shown in words; the window goes on."""
        import traceback

        from psygnal import EmitLoopError

        from studio.core.errors import StudioError
        from studio.core.log import logger
        from studio.state.background import as_studio_error

        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        while isinstance(error, EmitLoopError) and isinstance(error.__cause__, Exception):
            error = error.__cause__  # psygnal wraps what an observer raises
        logger("ui").error("an unexpected error", exc_info=error)
        shown = as_studio_error(error)
        if not isinstance(error, StudioError):
            shown.detail = "".join(traceback.format_exception(error))[-8000:]
        if self.app is not None:
            self.app.fail(shown)

    # ---- end

    @Slot()
    def end(self) -> None:
        """Stop lanes and threads, close the project; safe to call twice. Nothing durable is cancelled."""
        services, self._services = self._services, None
        if services is not None:
            assert self.app is not None
            services.supervisor.stop()  # first, for the workers die meanwhile
            if self._keeping is not None:
                self._keeping.close()
            if self.contents is not None:
                self.contents.close()
            self.app.set_project(None)
            if self._threads is not None:
                self._threads.end()
            services.supervisor.close()
            services.queue.close()
        if self._tasks is not None:
            self._tasks.wait()
            self._tasks = None
        if self._marker is not None:
            self._marker.clear()
            self._marker = None
        self._garbage.close()  # last, when no other thread runs
        if services is not None:
            sys.excepthook = sys.__excepthook__


def _build_services() -> Services:
    """On a thread of the pool. The imports here are most of the time."""
    from studio.catalog.index import Catalog
    from studio.core import temporary
    from studio.core.log import start_file_log
    from studio.core.settings import Settings
    from studio.jobs.queue import JobQueue
    from studio.jobs.registry import EngineRegistry
    from studio.jobs.store import JobStore
    from studio.jobs.supervisor import Supervisor

    start_file_log()
    temporary.sweep()
    settings = Settings()
    registry = EngineRegistry(Catalog(), paths.plugins("engines"))
    queue = JobQueue(JobStore.open_user(), registry)
    supervisor = Supervisor(
        queue,
        devices=(str(settings.get("jobs.device")),),
        idle_minutes=float(settings.get("jobs.idle_minutes")),
    )
    # What the window needs next is imported here too, where nobody waits for it.
    for module in ("studio.project.handle", "studio.state.app_state", "studio.window.contents"):
        import_module(module)
    return Services(settings, queue, supervisor)


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

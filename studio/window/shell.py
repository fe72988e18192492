"""What the commands of the whole window ask of it: choose files, open dialogs, show and hide its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.kit.focus import take_typed
from studio.state import app_commands, projects, receiving

if TYPE_CHECKING:
    from studio.kit.panel import Panel
    from studio.state.app_state import AppState
    from studio.state.commands import CommandTable
    from studio.state.keymaps import ActiveKeys
    from studio.window.command_palette import CommandPalette
    from studio.window.docks.arrangement import DockSet
    from studio.window.frame import MainWindow
    from studio.window.history import HistoryPopover


class Parts(Protocol):
    """What the shell needs of the window's contents."""

    @property
    def app(self) -> AppState: ...
    @property
    def window(self) -> MainWindow: ...
    @property
    def docks(self) -> DockSet: ...
    @property
    def front(self) -> Panel | None: ...
    @property
    def history(self) -> HistoryPopover: ...
    @property
    def palette(self) -> CommandPalette: ...
    @property
    def keys(self) -> ActiveKeys: ...
    @property
    def table(self) -> CommandTable: ...


class WindowShell(QObject):
    """Follows the intents "window.…" of the commands, and tells the facts of the docks."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        films = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation))
        self._media = films if films.is_dir() else Path.home()
        parts.app.intents.follow(self._intent)

    def _intent(self, name: str) -> Callable[..., object] | None:
        actions: dict[str, Callable[..., object]] = {
            "window.open": self.ask_open,
            "window.import": self.ask_import,
            "window.script": self.ask_script,
            "window.rename": self.begin_rename,
            "window.palette": self.show_palette,
            "window.history": self.show_history,
            "window.keys": self.show_keys,
            "window.preferences": self.show_preferences,
            "window.about": self.show_about,
            "window.primary": self.run_primary,
            "window.dock": self._parts.docks.toggle,
            "window.reset": self._parts.docks.reset,
            "window.full_screen": self.toggle_full_screen,
            "window.quit": self.quit,
        }
        return actions.get(name)

    def facts(self, _context: object) -> Iterator[str]:
        """dock NAME, dock NAME usable: it is shown, it means something where the user is."""
        docks = self._parts.docks
        for name in app_commands.DOCKS:
            if docks.shown(name):
                yield f"dock {name}"
            if docks.usable(name):
                yield f"dock {name} usable"

    def ask_open(self) -> None:
        """Let the user choose a project."""
        words = self.tr("Projects (*.studio *.studiopack)")
        self._ask_files(self.tr("Open project"), words, QFileDialog.FileMode.ExistingFile, self._open_first)

    def _open_first(self, files: list[Path]) -> None:
        receiving.open_any(self._parts.app, files[0])

    def ask_import(self) -> None:
        """Let the user choose files."""
        self._ask_files(
            self.tr("Import files"),
            "",
            QFileDialog.FileMode.ExistingFiles,
            lambda files: receiving.receive(self._parts.app, files),
            media=True,
        )

    def ask_media(self, title: str, then: Callable[[Path], object]) -> None:
        """Let the user choose one video or recording."""
        words = self.tr("Video and audio (*)")
        one = QFileDialog.FileMode.ExistingFile
        self._ask_files(title, words, one, lambda files: then(files[0]), media=True)

    def ask_script(self) -> None:
        """Let the user choose a script; its film is made in a new project."""
        self._ask_files(
            self.tr("Make a film from a script"),
            self.tr("Scripts ({kinds})").format(kinds="*.fountain *.spmd *.txt"),
            QFileDialog.FileMode.ExistingFile,
            lambda files: receiving.film_from(self._parts.app, files[0]),
        )

    def _ask_files(
        self,
        title: str,
        words: str,
        mode: QFileDialog.FileMode,
        then: Callable[[list[Path]], object],
        *,
        media: bool = False,
    ) -> None:
        """media: begin where media were chosen last, else in the user's films; otherwise in the projects."""
        folder = self._media if media else projects.projects_folder(self._parts.app)
        dialog = QFileDialog(self._parts.window, title, str(folder), words)
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def chosen(names: list[str]) -> None:
            if media:
                self._media = Path(names[0]).parent
            self._parts.app.attempt(lambda: then([Path(name) for name in names]))

        dialog.filesSelected.connect(chosen)
        dialog.open()

    def begin_rename(self) -> None:
        """Edit the name in the top bar."""
        self._parts.window.top_bar.begin_rename()

    def show_palette(self) -> None:
        """Open the palette."""
        self._parts.palette.open()

    def show_history(self) -> None:
        """The list of edits; put away when it is shown."""
        self._parts.history.toggle()

    def show_keys(self) -> None:
        """The keys of the workspace in front."""
        from studio.window.dialogs.keys import KeysDialog

        desk = self._parts
        of_parts = desk.front.keys() if desk.front is not None else []
        self._open_dialog(KeysDialog(desk.table, desk.table.workspace, desk.window, of_parts))

    def show_preferences(self, setting: str = "") -> None:
        """The preferences, at one setting where it is given."""
        from studio.window.dialogs.preferences import PreferencesDialog

        parts = self._parts
        dialog = PreferencesDialog(parts.app.settings, parts.table, parts.keys, parts.window)
        self._open_dialog(dialog)
        if setting:
            dialog.show_setting(setting)

    def show_about(self) -> None:
        """Versions, licences and plug-ins."""
        from studio.state.plugins import plug_ins
        from studio.window.dialogs.about import AboutDialog

        found = plug_ins(self._parts.app.queue.registry)
        self._open_dialog(AboutDialog(found, self._parts.window))

    def _open_dialog(self, dialog: QWidget) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def run_primary(self) -> None:
        """The primary action of the workspace in front."""
        if self._parts.front is not None:
            take_typed()
            self._parts.front.primary()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self._parts.window.setWindowState(self._parts.window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def quit(self) -> None:
        """Close the window."""
        self._parts.window.close()

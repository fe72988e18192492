"""The window's docks: library left, inspector and jobs right, timeline below; where they are comes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from studio.core import paths

STATE_VERSION = 1
"""Raise it when a dock is renamed or moved: older layouts then fall back to the default one."""

_AREAS = {
    "library": Qt.DockWidgetArea.LeftDockWidgetArea,
    "inspector": Qt.DockWidgetArea.RightDockWidgetArea,
    "jobs": Qt.DockWidgetArea.RightDockWidgetArea,
    "timeline": Qt.DockWidgetArea.BottomDockWidgetArea,
}
_WANTED_AT_FIRST = {"library": False, "inspector": True, "jobs": False, "timeline": True}
_FIRST_SIZE = QSize(1440, 900)
_JOBS_HEIGHT = 300  # room for three jobs


def window_settings() -> QSettings:
    """``window.ini`` in the user's data folder: place and size of the window, its docks, recent commands."""
    return QSettings(str(paths.user_data() / "window.ini"), QSettings.Format.IniFormat)


class DockSet(QObject):
    """A dock is shown while the user wants it and it means something where the user is.

    ``changed``: a wish changed, so that the commands that show it ask again.
    """

    changed = Signal()

    def __init__(self, window: QMainWindow, titles: dict[str, str]) -> None:
        super().__init__(window)
        self._window = window
        self._wanted = dict(_WANTED_AT_FIRST)
        self._usable = dict.fromkeys(_AREAS, False)
        self._makers: dict[str, Callable[[], QWidget | None]] = {}
        self._docks: dict[str, QDockWidget] = {}
        window.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks
        )
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        for name, area in _AREAS.items():
            dock = QDockWidget(titles[name], window)
            dock.setObjectName(f"dock_{name}")  # saveState knows docks by this name
            dock.hide()
            if name == "timeline":
                dock.setTitleBarWidget(QWidget())  # its own ruler is its head
                dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
            dock.installEventFilter(self)
            window.addDockWidget(area, dock)
            self._docks[name] = dock

    def provide(self, name: str, make: Callable[[], QWidget | None]) -> None:
        """``make`` gives the content, called when it is first shown; None: there is no such dock."""
        self._makers[name] = make

    def wanted(self, name: str) -> bool:
        """Whether the user wants it."""
        return self._wanted[name]

    def usable(self, name: str) -> bool:
        """Whether it means something where the user is."""
        return self._usable[name]

    def toggle(self, name: str) -> None:
        """Show or hide it."""
        self.want(name, wanted=not self._wanted[name])

    def want(self, name: str, *, wanted: bool) -> None:
        """Note the user's wish and follow it."""
        self._wanted[name] = wanted
        self._apply(name)
        self.changed.emit()

    def set_usable(self, **usable: bool) -> None:
        """Tell which docks mean something where the user is now."""
        for name, value in usable.items():
            self._usable[name] = value
        for name in _AREAS:
            self._apply(name)
        self.changed.emit()

    def _apply(self, name: str) -> None:
        dock = self._docks[name]
        shown = self._wanted[name] and self._usable[name]
        if shown and dock.widget() is None:
            maker = self._makers.get(name)
            content = maker() if maker else None
            if content is None:
                self._usable[name] = False
                dock.hide()
                return
            dock.setWidget(content)
        appears = shown and dock.isHidden()
        dock.setVisible(shown)
        if name == "jobs" and appears and dock.height() < _JOBS_HEIGHT:
            pair = [self._docks["inspector"], dock]
            self._window.resizeDocks(pair, [2 * _JOBS_HEIGHT, _JOBS_HEIGHT], Qt.Orientation.Vertical)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            for name, dock in self._docks.items():
                if dock is watched:
                    event.ignore()
                    self.want(name, wanted=False)
                    return True
        return False

    # ---- coming back

    def save(self, settings: QSettings) -> None:
        """Remember wishes, sizes and places."""
        settings.setValue("state", self._window.saveState(STATE_VERSION))
        for name, wanted in self._wanted.items():
            settings.setValue(f"docks/{name}", wanted)

    def restore(self, settings: QSettings) -> None:
        """Bring back what was saved; the default layout where nothing usable was."""
        state = settings.value("state")
        known = isinstance(state, QByteArray) and self._window.restoreState(state, STATE_VERSION)
        for name in _AREAS:
            if known:
                self._wanted[name] = (
                    str(settings.value(f"docks/{name}", self._wanted[name])).lower() == "true"
                )
            self._docks[name].hide()
        if not known:
            self._default_sizes()

    def reset(self) -> None:
        """The layout of the first start."""
        for name, area in _AREAS.items():
            dock = self._docks[name]
            dock.setFloating(False)
            self._window.removeDockWidget(dock)
            self._window.addDockWidget(area, dock)
        self._wanted = dict(_WANTED_AT_FIRST)
        for name in _AREAS:
            self._apply(name)
        self._default_sizes()
        self.changed.emit()

    def _default_sizes(self) -> None:
        side = [self._docks["library"], self._docks["inspector"], self._docks["jobs"]]
        self._window.resizeDocks(side, [280, 340, 340], Qt.Orientation.Horizontal)
        self._window.resizeDocks([self._docks["timeline"]], [220], Qt.Orientation.Vertical)


def restore_geometry(window: QMainWindow, settings: QSettings) -> None:
    """Size and place of the window as it was; at first 1440x900, or what the screen has room for."""
    geometry = settings.value("geometry")
    if isinstance(geometry, QByteArray) and window.restoreGeometry(geometry):
        return
    screen = window.screen()
    window.resize(_FIRST_SIZE.boundedTo(screen.availableSize()) if screen else _FIRST_SIZE)

"""The window's docks: library left, inspector and jobs right, timeline below; where they are comes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from studio.core import paths
from studio.window.docks.title import DockTitle

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
_FRAME = QSize(16, 48)
"""About what a desktop puts around a window; it tells only when the window is there."""
_JOBS_HEIGHT = 300  # room for three jobs


def window_settings() -> QSettings:
    """``window.ini`` in the user's data folder: place and size of the window, its docks, recent commands."""
    return QSettings(str(paths.user_data() / "window.ini"), QSettings.Format.IniFormat)


class DockSet(QObject):
    """A dock is shown while the user wants it, it means something where the user is, and there is room for it
    beside the workspace: in a narrow window the side that was wished for last stays, the other folds away.

    ``changed``: which docks are shown changed, so that the commands that show it ask again.
    """

    changed = Signal()

    def __init__(self, window: QMainWindow, titles: dict[str, str]) -> None:
        super().__init__(window)
        self._window = window
        self._wanted = dict(_WANTED_AT_FIRST)
        self._usable = dict.fromkeys(_AREAS, False)
        self._wishes = list(_AREAS)  # in the order in which they were last wished for
        self._folded: frozenset[str] = frozenset()
        self._needed: Callable[[], int] = int
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
            else:
                dock.setTitleBarWidget(DockTitle(dock))
            dock.installEventFilter(self)
            window.addDockWidget(area, dock)
            self._docks[name] = dock
        window.installEventFilter(self)

    def keep_room(self, needed: Callable[[], int]) -> None:
        """``needed`` tells how many px of the window's width are not for docks."""
        self._needed = needed

    def provide(self, name: str, make: Callable[[], QWidget | None]) -> None:
        """``make`` gives the content, called when it is first shown; None: there is no such dock."""
        self._makers[name] = make

    def wanted(self, name: str) -> bool:
        """Whether the user wants it."""
        return self._wanted[name]

    def usable(self, name: str) -> bool:
        """Whether it means something where the user is."""
        return self._usable[name]

    def shown(self, name: str) -> bool:
        """Whether it is wanted, usable, and not folded away for want of room."""
        return self._wanted[name] and self._usable[name] and name not in self._folded

    def toggle(self, name: str) -> None:
        """Show or hide it."""
        self.want(name, wanted=not self.shown(name))

    def want(self, name: str, *, wanted: bool) -> None:
        """Note the user's wish and follow it."""
        self._wanted[name] = wanted
        if wanted:
            self._wishes.remove(name)
            self._wishes.append(name)
        self._arrange()

    def set_usable(self, **usable: bool) -> None:
        """Tell which docks mean something where the user is now."""
        for name, value in usable.items():
            self._usable[name] = value
        self._arrange()

    def _arrange(self) -> None:
        """Show what is to be shown now."""
        for name in _AREAS:
            self._make(name)
        self._folded = self._without_room()
        for name in _AREAS:
            self._apply(name)
        self.changed.emit()

    def _make(self, name: str) -> None:
        if self._wanted[name] and self._usable[name] and self._docks[name].widget() is None:
            maker = self._makers.get(name)
            content = maker() if maker else None
            if content is None:
                self._usable[name] = False
            else:
                self._docks[name].setWidget(content)

    def _without_room(self) -> frozenset[str]:
        """Docks at a side for which the window is too narrow; the side wished for last always stays."""
        sides: dict[Qt.DockWidgetArea, list[str]] = {}
        for name in reversed(self._wishes):
            area = self._window.dockWidgetArea(self._docks[name])
            beside = area in (Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea)
            if self._wanted[name] and self._usable[name] and beside and not self._docks[name].isFloating():
                sides.setdefault(area, []).append(name)
        room = self._window.width() - self._needed()
        folded: set[str] = set()
        for number, names in enumerate(sides.values()):
            room -= max(self._docks[name].minimumSizeHint().width() for name in names)
            if number and room < 0:
                folded.update(names)
        return frozenset(folded)

    def _apply(self, name: str) -> None:
        dock = self._docks[name]
        shown = self.shown(name)
        appears = shown and dock.isHidden()
        dock.setVisible(shown)
        if name == "jobs" and appears and dock.height() < _JOBS_HEIGHT:
            pair = [self._docks["inspector"], dock]
            self._window.resizeDocks(pair, [2 * _JOBS_HEIGHT, _JOBS_HEIGHT], Qt.Orientation.Vertical)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self._without_room() != self._folded:
                self._arrange()
        elif event.type() == QEvent.Type.Close:
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
        self._arrange()
        self._default_sizes()

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
    room = screen.availableSize() - _FRAME if screen else _FIRST_SIZE
    window.resize(_FIRST_SIZE.boundedTo(room))

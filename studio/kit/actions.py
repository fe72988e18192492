"""QActions, menus and buttons from the command table. Nothing else in the window makes a QAction with a
shortcut.

    actions = Actions(table, window)
    window.setMenuBar(actions.menu_bar())
    toolbar.addWidget(actions.button("edit.undo"))
    actions.context_menu(["cue.split", "cue.merge", "", "cue.delete"], parent).popup(position)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QMenu,
    QMenuBar,
    QToolButton,
    QWidget,
)

from studio.core.errors import StudioError
from studio.core.text import Text
from studio.kit.i18n import said
from studio.kit.icons import icon
from studio.kit.signals import Relay
from studio.kit.theme import SIZES
from studio.state.app_state import AppState
from studio.state.commands import Command, CommandTable

_ARROWS = frozenset({"Left", "Right", "Up", "Down"})
_LONGEST_SUBJECT = 48
_LIST_KEYS = _ARROWS | {"Home", "End", "PgUp", "PgDown", "Return", "Del"}


def title_of(command: Command) -> str:
    """The command's title in the user's language."""
    title = command.title
    return said(title) if isinstance(title, Text) else QCoreApplication.translate("Commands", title)


def key_words(key: str) -> str:
    """A key as this desktop writes it, e.g. "Ctrl+K" or "⌘K"."""
    words = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return words.replace("Return", "Enter")  # what the key is called on keyboards


def keys_of(table: CommandTable, command_id: str) -> str:
    """The first active key of a command in words; "" when it has none, or is not in the table."""
    keys = table.keys(command_id) if command_id in table else ()
    return key_words(keys[0]) if keys else ""


def name_button(button: QToolButton, app: AppState, command_id: str, label: str) -> None:
    """Label a button that does what a command does; its tooltip shows the active key, whatever the key map.

    May be called again with another label.
    """
    known = button.property("labelled") is not None
    button.setProperty("labelled", label)
    button.setAccessibleName(label)

    def show() -> None:
        shown, keys = str(button.property("labelled")), keys_of(app.commands, command_id)
        button.setToolTip(f"{shown} ({keys})" if keys else shown)

    if not known:
        Relay(button).listen(app.commands.keys_changed, show)
    show()


def named(title: str, subject: str) -> str:
    """A title with what the command acts on, e.g. "Undo Move clip"."""
    if not subject:
        return title
    shown = said(subject)
    if len(shown) > _LONGEST_SUBJECT:
        shown = f"{shown[: _LONGEST_SUBJECT - 1].rstrip()}…"
    return QCoreApplication.translate("Actions", "{command} {subject}").format(command=title, subject=shown)


def tip_of(command: Command, keys: str, subject: str = "") -> str:
    """Tooltip: title, what it acts on, and keys."""
    title = named(title_of(command).rstrip("…"), subject)
    return f"{title} ({keys})" if keys else title


def claimed_keys(widget: QWidget | None) -> frozenset[str]:
    """Keys that the focused widget needs for itself, in Qt's portable names.

    Space presses a button that was reached with Tab, arrows move in a list: while such a widget has the
    focus, commands on the bare key stand back. Text fields need no entry: Qt asks them first. A widget
    names more keys in its dynamic property ``claims``, as a text such as "Left Right Space".
    """
    if widget is None:
        return frozenset()
    own = widget.property("claims")
    if isinstance(own, str):
        return frozenset(own.split())
    if isinstance(widget, QAbstractButton):
        return frozenset({"Space"})
    if isinstance(widget, QAbstractItemView):
        return _LIST_KEYS
    if isinstance(widget, QAbstractSlider):
        return _ARROWS
    if isinstance(widget, QComboBox):
        return _ARROWS | {"Space"}
    return frozenset()


class Actions(QObject):
    """The QActions of one window, live: enabled, checked, named and given keys as the table says.

    ``failed`` carries the StudioError of a command that could not do its work, for the window to show.
    """

    failed = Signal(object)
    _stale = Signal()

    def __init__(self, table: CommandTable, window: QWidget) -> None:
        super().__init__(window)
        self.table = table
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._claimed: frozenset[str] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._stale.connect(self._soon.start)  # queued by Qt itself when it comes from another thread
        self._forward = self._make_forward()
        table.changed.connect(self._forward)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
        self.refresh()

    def _make_forward(self) -> Callable[[], None]:
        stale = self._stale

        def forward() -> None:
            stale.emit()

        return forward

    def close(self) -> None:
        """Let go of the table; call when the window closes."""
        self.table.changed.disconnect(self._forward, missing_ok=True)

    def action(self, command_id: str) -> QAction:
        """The QAction of a command. Raises KeyError."""
        if command_id not in self._actions:
            self._add(self.table.find(command_id))
        return self._actions[command_id]

    def run(self, command_id: str) -> None:
        """Run a command as its menu entry would: expected errors go to ``failed``."""
        try:
            self.table.run(command_id)
        except StudioError as error:
            self.failed.emit(error)

    def call(self, command_id: str) -> None:
        """Run a command from anywhere, in its own workspace; expected errors go to ``failed``."""
        try:
            self.table.call(command_id)
        except StudioError as error:
            self.failed.emit(error)

    def _add(self, command: Command) -> None:
        action = QAction(self)
        action.setObjectName(command.id)
        action.setData(command.id)
        action.setCheckable(bool(command.checked))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(command.repeat)
        if command.icon:
            action.setIcon(icon(command.icon, command.hue))
            # In a menu the tick stands where the icon would be.
            action.setIconVisibleInMenu(not command.checked)
        action.triggered.connect(self._triggered)
        self._actions[command.id] = action
        self._window.addAction(action)
        self._update(command, action)

    def _update(self, command: Command, action: QAction) -> None:
        subject = self.table.subject(command.id)
        action.setText(named(title_of(command), subject).replace("&", "&&"))
        action.setToolTip(tip_of(command, keys_of(self.table, command.id), subject))
        action.setShortcuts(
            [QKeySequence(key) for key in self.table.keys(command.id) if key not in self._claimed]
        )
        action.setEnabled(self.table.enabled(command.id))
        if command.checked:
            action.setChecked(self.table.is_checked(command.id))

    @Slot()
    def refresh(self) -> None:
        """Bring every action up to date with the table."""
        for command in self.table:
            if command.id in self._actions:
                self._update(command, self._actions[command.id])
            else:
                self._add(command)

    @Slot(bool)
    def _triggered(self, _checked: bool = False) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.run(str(sender.data()))

    @Slot(QWidget, QWidget)
    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        claimed = claimed_keys(new)
        if claimed != self._claimed:
            touched = claimed ^ self._claimed
            self._claimed = claimed
            for command in self.table:
                if command.id in self._actions and touched.intersection(self.table.keys(command.id)):
                    self._update(command, self._actions[command.id])

    # ---- views

    def menu_bar(self) -> QMenuBar:
        """A menu bar with every menu of the table."""
        bar = QMenuBar(self._window)
        for name in self.table.menus():
            bar.addMenu(self.menu(name, bar))
        return bar

    def menu(self, path: str, parent: QWidget | None = None) -> QMenu:
        """The menu at ``path`` ("File" or "File/Export") with its submenus."""
        menu = QMenu(QCoreApplication.translate("Menus", path.rsplit("/", 1)[-1]), parent or self._window)
        for group in self.table.for_menu(path):
            if not menu.isEmpty():
                menu.addSeparator()
            for command in group:
                menu.addAction(self.action(command.id))
        for name in self.table.submenus(path):
            menu.addMenu(self.menu(f"{path}/{name}", menu))
        menu.setToolTipsVisible(False)
        return menu

    def context_menu(self, command_ids: Sequence[str], parent: QWidget | None = None) -> QMenu:
        """A menu of these commands; "" makes a separator. It deletes itself when it closes."""
        menu = QMenu(parent or self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command_id in command_ids:
            if command_id:
                menu.addAction(self.action(command_id))
            else:
                menu.addSeparator()
        return menu

    def button(self, command_id: str, *, text: bool = False, size: int = SIZES.icon_small) -> QToolButton:
        """A tool button that is always in step with the command.

        With ``text`` its title stands beside the icon.
        """
        action = self.action(command_id)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(size, size))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(title_of(self.table.find(command_id)))
        if text:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

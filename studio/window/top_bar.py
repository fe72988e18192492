"""The bar above everything: menu, project name, undo and redo, search, docks and jobs."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from studio.kit.icons import icon
from studio.kit.theme import SIZES, set_kind

_SEARCH_WIDTH = 320
_NAME_WIDTH = 260
_MOST_SHOWN = 8
"""A number of jobs for which the button keeps room."""


class TopBar(QWidget):
    """Painted before anything else is loaded; ``window.attach`` gives its buttons their actions.

    ``renamed`` carries the name that the user typed.
    """

    renamed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(SIZES.top_bar + 1)  # the line below it
        self.menu_button = self._tool("menu", self.tr("Menu"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.name_button = QPushButton(self.tr("Backlot Studio"))
        set_kind(self.name_button, "flat")
        self.name_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.name_button.setMaximumWidth(_NAME_WIDTH)
        self.name_edit = QLineEdit()
        self.name_edit.setAccessibleName(self.tr("Project name"))
        self.name_edit.setFixedWidth(_NAME_WIDTH)
        self.name_edit.hide()
        self.name_edit.editingFinished.connect(self._end_rename)
        self.name_edit.installEventFilter(self)
        self.undo, self.redo = self._tool("undo", self.tr("Undo")), self._tool("redo", self.tr("Redo"))
        self.history = self._tool("clock", self.tr("History"))
        self.search = QPushButton(icon("search"), self.tr("Find a command") + "   Ctrl+K")
        self.search.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        self.search.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.search.setAccessibleName(self.tr("Find a command"))
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.docks = {name: self._tool(name, "") for name in ("library", "timeline", "inspector", "jobs")}
        self.jobs = self.docks["jobs"]
        self.jobs.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.use = QLabel(self)
        """Filled by ``top_bar_jobs.UseMeter`` while jobs run; its place is kept, so that nothing moves."""
        held = self.use.sizePolicy()
        held.setRetainSizeWhenHidden(True)
        self.use.setSizePolicy(held)
        self.use.hide()
        self._old_name = ""
        self._focus_before: QWidget | None = None
        self._build()
        self.show_job_count(_MOST_SHOWN)
        self.jobs.setMinimumWidth(self.jobs.sizeHint().width())
        self.show_job_count(0)

    def _tool(self, name: str, label: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setIconSize(QSize(SIZES.icon_small + 2, SIZES.icon_small + 2))
        button.setMinimumSize(30, 30)
        button.setToolTip(label)
        button.setAccessibleName(label)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 1)
        row.setSpacing(4)
        left = (self.menu_button, self.name_button, self.name_edit, self.undo, self.redo, self.history)
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        row.addStretch(1)
        row.addWidget(self.use)
        for button in self.docks.values():
            row.addWidget(button)

    # ---- the project's name

    def show_project(self, name: str, *, read_only: bool = False) -> None:
        """Name what is open, "" when nothing is; a name that is being typed is left alone while it stays."""
        if name != self._old_name:
            self._end_rename(keep=False)
        shown = name or self.tr("Backlot Studio")
        if read_only:
            shown = self.tr("{name} (read only)").format(name=shown)
        self.name_button.setText(shown.replace("&", "&&"))
        self.name_button.setAccessibleName(self.tr("Project {name}").format(name=shown) if name else shown)
        self.name_button.setToolTip(self.tr("Project: rename, duplicate, close"))
        self._old_name = name

    def set_project_menu(self, menu: QMenu) -> None:
        """What a click on the name offers."""
        self.name_button.setMenu(menu)

    def set_menu(self, menu: QMenu) -> None:
        """What the menu button offers."""
        self.menu_button.setMenu(menu)

    def begin_rename(self) -> None:
        """Put a field in place of the name, its text selected."""
        if not self._old_name:
            return
        self._focus_before = QApplication.focusWidget()
        self.name_edit.setText(self._old_name)
        self.name_button.hide()
        self.name_edit.show()
        self.name_edit.selectAll()
        self.name_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _end_rename(self, *, keep: bool = True) -> None:
        if self.name_edit.isHidden():
            return
        name = self.name_edit.text().strip()
        before, self._focus_before = self._focus_before, None
        if self.name_edit.hasFocus() and before is not None and shiboken6.isValid(before):
            self.name_edit.blockSignals(True)  # it would tell once more that editing has ended
            before.setFocus(Qt.FocusReason.OtherFocusReason)  # else the button beside it would have it
            self.name_edit.blockSignals(False)
        self.name_edit.hide()
        self.name_button.show()
        if keep and name and name != self._old_name:
            self.renamed.emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.name_edit
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self._end_rename(keep=False)
            return True
        return False

    # ---- jobs

    def show_job_count(self, active: int) -> None:
        """How many jobs wait or run."""
        self.jobs.setText(self.tr("Jobs") if not active else self.tr("Jobs · {count}").format(count=active))
        self.jobs.setAccessibleName(self.tr("Jobs, {count} active").format(count=active))

    def on_search(self, function: Callable[[], object]) -> None:
        """Call ``function`` when the user wants to search."""
        self.search.clicked.connect(function)

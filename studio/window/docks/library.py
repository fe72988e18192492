"""The library dock: import, find, name, mend and use the files of the project."""

from __future__ import annotations

from pathlib import Path

import shiboken6
from PySide6.QtCore import QPoint, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.core.errors import StudioError
from studio.core.text import Text
from studio.kit.bind import Bindings
from studio.kit.i18n import said
from studio.kit.icons import icon
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.drop import DropOffer, DropOverlay
from studio.kit.widgets.empty_state import EmptyState
from studio.kit.widgets.error_card import ErrorCard
from studio.kit.widgets.search_field import SearchField
from studio.state.app_state import AppState
from studio.state.library import LibraryItem, LibraryState, Use
from studio.window.docks.library_view import LibraryView

_MOST_USES = 20


class LibraryDock(QWidget):
    """Every file the project knows."""

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self.app = app
        self.state = LibraryState(app)
        self.bindings = Bindings(self)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(240)
        self.view = LibraryView(self)
        self.search = SearchField(self.tr("Search the library"), self)
        self.kind = self._combo(
            self.tr("File type"),
            (
                ("all", self.tr("All types")),
                ("video", self.tr("Video")),
                ("audio", self.tr("Audio")),
                ("image", self.tr("Images")),
                ("captions", self.tr("Captions")),
                ("script", self.tr("Scripts")),
            ),
        )
        self.show_only = self._combo(
            self.tr("Filter files"),
            (
                ("all", self.tr("All files")),
                ("used", self.tr("Used")),
                ("unused", self.tr("Unused")),
                ("missing", self.tr("Missing")),
                ("changed", self.tr("Changed")),
                ("trash", self.tr("Trash")),
            ),
        )
        self.add = QPushButton(icon("import"), self.tr("Import…"), self)
        self.add.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        self.add_menu = QMenu(self.add)
        self.add_menu.addAction(icon("file"), self.tr("Files…"), self.ask_files)
        self.add_menu.addAction(icon("folder"), self.tr("Folder…"), self.ask_folder)
        self.add.setMenu(self.add_menu)
        self.grid = IconButton("library", self.tr("Grid view"), checkable=True, parent=self)
        self.mend = QPushButton(icon("link"), "", self)
        self.clear_trash = QPushButton(icon("trash"), self.tr("Empty trash"), self)
        self.error = ErrorCard(self)
        self.rename_field = QLineEdit(self)
        self.rename_field.setAccessibleName(self.tr("New name"))
        self.rename_field.hide()
        self._renaming = ""
        self._build()
        self._bind()

    def _combo(self, label: str, words: tuple[tuple[str, str], ...]) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(label)
        combo.setToolTip(label)
        for value, text in words:
            combo.addItem(text, value)
        return combo

    def _build(self) -> None:
        self.empty = EmptyState(
            "library",
            self.tr("Nothing here yet"),
            self.tr("Drop videos, audio or images."),
            self.tr("Import files"),
        )
        self.empty.hint.set_columns(200)
        self.nothing = QLabel(self.tr("No matching files."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_kind(self.nothing, "dim")
        self.pages = QStackedWidget()
        for page in (self.view, self.empty, self.nothing):
            self.pages.addWidget(page)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.search, 1)
        top.addWidget(self.grid)
        filters = QHBoxLayout()
        filters.setSpacing(6)
        filters.addWidget(self.kind, 1)
        filters.addWidget(self.show_only, 1)
        for button in (self.mend, self.clear_trash):
            button.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        head = QVBoxLayout()
        head.setContentsMargins(8, 8, 8, 6)
        head.setSpacing(6)
        head.addLayout(top)
        head.addLayout(filters)
        for widget in (self.error, self.rename_field, self.mend, self.clear_trash):
            head.addWidget(widget)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 6, 8, 8)
        self.found = QLabel()
        set_kind(self.found, "caption")
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)
        self.drops = DropOverlay(self, self._decide)

    def _bind(self) -> None:
        b, state = self.bindings, self.state
        b.bind(state, "kind", self.kind)
        b.bind(state, "show", self.show_only)
        b.bind(state, "grid", self.grid)
        b.call(state, "grid", self.view.set_grid)
        b.call(state, "query", self._show_query)
        b.connect(self.search.query_changed, self._search)
        for name in ("items", "total", "missing_count", "show"):
            b.call(state, name, self._show_items)
        b.call(state, "error", self._show_error)
        b.call(self.app, "project", self._show_project)
        b.call(self.app, "selection", self._show_selection)
        b.connect(self.view.chosen, self._chosen)
        b.connect(self.view.opened, self._opened)
        b.connect(self.view.delete_requested, self._delete)
        b.connect(self.view.menu_requested, self._menu)
        b.connect(self.empty.triggered, self.ask_files)
        b.connect(self.mend.clicked, self.ask_where)
        b.connect(self.clear_trash.clicked, state.empty_trash)
        b.connect(self.error.dismissed, state.dismiss_error)
        b.connect(self.rename_field.returnPressed, self._renamed)
        b.connect(self.rename_field.editingFinished, self._end_rename)

    # ---- showing

    def _show_project(self, project: object) -> None:
        for widget in (self.add, self.search, self.kind, self.show_only):
            widget.setEnabled(project is not None)
        self.empty.primary.setEnabled(project is not None)

    def _show_items(self, _value: object = None) -> None:
        state, project = self.state, self.app.project
        cache = project.cache if project is not None and not project.read_only else None
        self.view.set_items(state.items, cache)
        plain = not state.query and state.kind == "all" and state.show == "all"
        page = self.view if state.items else self.empty if plain else self.nothing
        self.pages.setCurrentWidget(page)
        shown, total = len(state.items), state.total
        many = said(Text.counted("{n} file", "{n} files", n=total))
        words = many if shown == total else f"{shown} / {total}"
        self.found.setText(words if total else "")
        missing = state.missing_count
        self.mend.setVisible(missing > 0)
        self.mend.setText(said(Text.counted("Locate missing file…", "Locate {n} missing files…", n=missing)))
        self.clear_trash.setVisible(state.show == "trash" and bool(state.items))

    def _show_query(self, query: str) -> None:
        if self.search.query() != query:
            self.search.setText(query)

    def _show_error(self, error: StudioError | None) -> None:
        if error is None:
            self.error.clear()
        else:
            self.error.show_error(error)

    def _show_selection(self, selection: frozenset[str]) -> None:
        mine = {item.id for item in self.state.items} & selection
        if mine and mine != set(self.view.selected_ids()):
            self.view.choose(mine)

    # ---- doing

    @Slot(str)
    def _search(self, query: str) -> None:
        self.state.query = query

    @Slot(list)
    def _chosen(self, ids: list[str]) -> None:
        if ids:
            self.app.select(ids)

    @Slot(str)
    def _opened(self, asset_id: str) -> None:
        if self.state.show != "trash":
            self.state.put_on_timeline([asset_id])

    @Slot(list)
    def _delete(self, ids: list[str]) -> None:
        if self.state.show != "trash":
            self.state.trash(ids)

    @Slot(list, object)
    def _menu(self, ids: list[str], where: QPoint) -> None:
        self.menu(ids).popup(where)

    def menu(self, ids: list[str]) -> QMenu:
        """What can be done with these files. It deletes itself when it closes."""
        state = self.state
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if state.show == "trash":
            menu.addAction(icon("undo"), self.tr("Restore"), lambda: state.restore(ids))
            return menu
        items = [item for item in state.items if item.id in ids]
        if any(item.media in ("video", "audio", "image") and not item.missing for item in items):
            menu.addAction(icon("timeline"), self.tr("Add to timeline"), lambda: state.put_on_timeline(ids))
        if len(items) == 1:
            self._add_single(menu, items[0])
        menu.addSeparator()
        menu.addAction(icon("trash"), self.tr("Move to trash"), lambda: state.trash(ids))
        return menu

    def _add_single(self, menu: QMenu, item: LibraryItem) -> None:
        menu.addAction(icon("pencil"), self.tr("Rename"), lambda: self.begin_rename(item.id))
        asset, project = self.state.asset(item.id), self.app.project
        if item.changed and project is not None and not project.read_only:
            menu.addAction(icon("refresh"), self.tr("Reload"), lambda: self.app.sources.reload([item.id]))
        if asset is not None and asset.source:
            menu.addAction(icon("link"), self.tr("Relink…"), lambda: self.ask_file_of(item.id))
        uses = self.state.uses(item.id)
        if not uses:
            return
        where = menu.addMenu(icon("search"), self.tr("Where used"))
        for use in uses[:_MOST_USES]:
            self._add_use(where, use)

    def _add_use(self, menu: QMenu, use: Use) -> None:
        words = said(use.words)
        short = words if len(words) <= 60 else words[:59] + "…"
        action = menu.addAction(short.replace("&", "&&"), lambda: self.state.go_to(use))
        action.setEnabled(use.at is not None)

    def begin_rename(self, asset_id: str) -> None:
        """Let the user type another name; Enter keeps it, leaving the field does not."""
        asset = self.state.asset(asset_id)
        if asset is not None:
            self._renaming = asset_id
            self.rename_field.setText(asset.name)
            self.rename_field.show()
            self.rename_field.setFocus()
            self.rename_field.selectAll()

    @Slot()
    def _renamed(self) -> None:
        asset_id, self._renaming = self._renaming, ""
        self.rename_field.hide()
        if asset_id:
            self.state.rename(asset_id, self.rename_field.text())

    @Slot()
    def _end_rename(self) -> None:
        self._renaming = ""
        self.rename_field.hide()

    # ---- asking for files

    def _decide(self, paths: list[Path]) -> DropOffer | None:
        if self.app.project is None or not paths:
            return None
        one = self.tr("Add {name} to the library").format(name=paths[0].name)
        many = self.tr("Add {n} files to the library").format(n=len(paths))
        return DropOffer(one if len(paths) == 1 else many, self.state.bring_in)

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self.window(), title)
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    @Slot()
    def ask_files(self) -> None:
        """Choose files to import."""
        dialog = self._dialog(self.tr("Import files"), QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._files_chosen)
        dialog.open()

    @Slot()
    def ask_folder(self) -> None:
        """Choose a folder whose media is imported."""
        dialog = self._dialog(self.tr("Import folder"), QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(self._files_chosen)
        dialog.open()

    @Slot(list)
    def _files_chosen(self, names: list[str]) -> None:
        self.state.bring_in([Path(name) for name in names])

    @Slot()
    def ask_where(self) -> None:
        """Choose a folder in which the missing files are looked for."""
        dialog = self._dialog(self.tr("Locate missing files"), QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.state.relink_from(Path(name)))
        dialog.open()

    def ask_file_of(self, asset_id: str) -> None:
        """Choose the file of one asset."""
        dialog = self._dialog(self.tr("Locate file"), QFileDialog.FileMode.ExistingFile)
        state = self.state

        def chosen(name: str) -> None:
            if shiboken6.isValid(self):
                state.relink(asset_id, Path(name))

        dialog.fileSelected.connect(chosen)
        dialog.open()

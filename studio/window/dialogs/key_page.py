"""The page of the preferences for keys: the map, and the keys of every command, marked where two clash."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.core.errors import StudioError
from studio.kit.actions import key_words, title_of
from studio.kit.i18n import said, translate
from studio.kit.icons import icon
from studio.kit.signals import Relay
from studio.kit.theme import set_kind
from studio.kit.widgets.search_field import SearchField
from studio.state.commands import CommandTable
from studio.state.keymaps import ActiveKeys
from studio.state.matching import match

_TITLE, _KEYS, _MARK = range(3)
_ID = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class _KeyDelegate(QStyledItemDelegate):
    """Edits the first key of a row; Backspace leaves it without."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QKeySequenceEdit(parent)
        editor.setMaximumSequenceLength(1)
        editor.setClearButtonEnabled(True)
        editor.editingFinished.connect(lambda: self.commitData.emit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QKeySequenceEdit):
            keys: tuple[str, ...] = index.data(_ID) or ()
            editor.setKeySequence(QKeySequence(keys[0] if keys else ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        page: Any = self.parent()
        if isinstance(editor, QKeySequenceEdit):
            text = editor.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
            page.change(index.row(), text)


class KeyPage(QWidget):
    """Changes hold at once. A row that the user changed is marked and can be reset."""

    def __init__(self, table: CommandTable, keys: ActiveKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands, self._active = table, keys
        self.map = QComboBox()
        self.map.setAccessibleName(self.tr("Key map"))
        for one in keys.maps:
            self.map.addItem(translate("KeyMaps", one.title), one.id)
        self.map.setCurrentIndex(self.map.findData(keys.chosen.id))
        self.map.currentIndexChanged.connect(self._choose_map)
        self.search = SearchField(self.tr("Search commands"))
        self.search.query_changed.connect(self._filter)
        self.list = QTableWidget(0, 3)
        self.list.setAccessibleName(self.tr("Keys of the commands"))
        self.list.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Key"), ""])
        self.list.verticalHeader().hide()
        self.list.setShowGrid(False)
        self.list.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.list.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        header = self.list.horizontalHeader()
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_KEYS, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_MARK, QHeaderView.ResizeMode.Stretch)
        self._delegate = _KeyDelegate(self)
        self.list.setItemDelegateForColumn(_KEYS, self._delegate)
        self.list.currentCellChanged.connect(self._enable)
        self.reset = QPushButton(self.tr("Reset"))
        self.reset.setToolTip(self.tr("Give the selected command the key of the map again"))
        self.reset.clicked.connect(self._reset)
        self.reset_all = QPushButton(self.tr("Reset all"))
        self.reset_all.clicked.connect(self._reset_all)
        self.problems = QLabel()
        self.problems.setWordWrap(True)
        set_kind(self.problems, "warn")
        self._lay_out()
        self._rows: list[str] = []
        self._fill()
        Relay(self).listen(keys.changed, self._show)

    def _lay_out(self) -> None:
        label = QLabel(self.tr("Key map"))
        label.setBuddy(self.map)
        top = QHBoxLayout()
        for widget in (label, self.map):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.search)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for widget in (self.reset, self.reset_all):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.problems)
        column.addLayout(foot)

    def _fill(self) -> None:
        rows = sorted(self._commands, key=lambda command: (command.menu or "~", command.id))
        self._rows = [command.id for command in rows]
        self.list.setRowCount(len(rows))
        for row, command in enumerate(rows):
            for column in (_TITLE, _KEYS, _MARK):
                item = QTableWidgetItem()
                if column != _KEYS:
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.list.setItem(row, column, item)
            self._item(row, _TITLE).setText(title_of(command).rstrip("…"))
            if command.icon:
                self._item(row, _TITLE).setIcon(icon(command.icon, command.hue))
        self._show()

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.list.item(row, column)
        assert item is not None
        return item

    def _show(self) -> None:
        clashes = self._active.conflicts()
        for row, command_id in enumerate(self._rows):
            keys = self._active.wanted(command_id)
            self._item(row, _KEYS).setText(", ".join(key_words(key) for key in keys))
            self._item(row, _KEYS).setData(_ID, keys)
            font = self._item(row, _KEYS).font()
            font.setBold(command_id in self._active.own)
            self._item(row, _KEYS).setFont(font)
            rivals = map(self._commands.find, clashes.get(command_id, []))
            others = [title_of(rival).rstrip("…") for rival in rivals]
            mark = self._item(row, _MARK)
            mark.setText(self.tr("Also: {names}").format(names=", ".join(others)) if others else "")
            mark.setIcon(icon("warning", tone="warn") if others else QIcon())
        lines = [f"{one.where} {said(one.message)}".strip() for one in self._active.problems]
        self.problems.setText("\n".join(lines))
        self.problems.setVisible(bool(lines))
        self._enable()

    @Slot()
    def _enable(self, *_: object) -> None:
        self.reset.setEnabled(self._current() in self._active.own)
        self.reset_all.setEnabled(bool(self._active.own))

    def _current(self) -> str:
        row = self.list.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else ""

    def change(self, row: int, key: str) -> None:
        """Give the command of a row this key, "" for none."""
        self._write(lambda: self._active.set_keys(self._rows[row], (key,) if key else ()))

    @Slot()
    def _reset(self) -> None:
        command_id = self._current()
        if command_id:
            self._write(lambda: self._active.reset(command_id))

    @Slot()
    def _reset_all(self) -> None:
        self._write(self._active.reset)

    def _write(self, action: Any) -> None:
        try:
            action()
        except StudioError as error:
            self.problems.setText(said(error.message))
            self.problems.show()

    @Slot(int)
    def _choose_map(self, index: int) -> None:
        self._active.choose(str(self.map.itemData(index)))

    @Slot(str)
    def _filter(self, query: str) -> None:
        for row, command_id in enumerate(self._rows):
            command = self._commands.find(command_id)
            shown = f"{title_of(command)} {command.title}"
            self.list.setRowHidden(row, bool(query) and match(query, shown, command.words) is None)

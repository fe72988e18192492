"""Editors inside the table of lines."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.voice.manner import EXAMPLES
from studio.workspaces.voice.state.view_model import VoiceState

Index = QModelIndex | QPersistentModelIndex

_NAME_WIDTH = 150
_MANNER_WIDTH = 130
_AROUND = 20
"""px that a field needs beside its words."""


class FieldDelegate(QStyledItemDelegate):
    """A field as wide as its words, as far as the table goes; it grows with them."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.textChanged.connect(lambda _text: _fit(field))
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        super().updateEditorGeometry(editor, option, index)
        _fit(editor)


def _fit(field: QWidget) -> None:
    table = field.parentWidget()
    if isinstance(field, QLineEdit) and table is not None:
        words = field.fontMetrics().horizontalAdvance(field.text()) + _AROUND
        field.resize(max(field.width(), min(words, table.width() - field.x())), field.height())


class SpeakerDelegate(QStyledItemDelegate):
    """A list of the speakers in which a new name may be typed."""

    def __init__(self, state: VoiceState, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        combo = QComboBox(parent)
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.addItems([row.name for row in self._state.cast.rows])
        # Later: Enter chooses too, and the table closes the editor then by itself.
        combo.activated.connect(lambda: QTimer.singleShot(0, combo, lambda: self._chosen(combo)))
        return combo

    def _chosen(self, combo: QComboBox) -> None:
        if combo.isVisible():
            self.commitData.emit(combo)
            self.closeEditor.emit(combo)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        super().updateEditorGeometry(editor, option, index)
        # The arrow takes room: a name that fits the column would not fit the editor.
        editor.resize(max(editor.width(), editor.sizeHint().width(), _NAME_WIDTH), editor.height())

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(model.index(index.row(), index.column()), editor.currentText())


class MannerDelegate(FieldDelegate):
    """A field that offers the manners which are understood; any other words may be typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = super().createEditor(parent, option, index)
        assert isinstance(field, QLineEdit)
        known = QCompleter(list(EXAMPLES), field)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        known.setMaxVisibleItems(len(EXAMPLES))
        field.setCompleter(known)
        if not index.data(Qt.ItemDataRole.EditRole):
            QTimer.singleShot(0, field, known.complete)  # all of them, where nothing is written yet
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        super().updateEditorGeometry(editor, option, index)
        editor.resize(max(editor.width(), _MANNER_WIDTH), editor.height())

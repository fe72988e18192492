"""Editors inside the table of lines."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.state.voice_state import VoiceState

Index = QModelIndex | QPersistentModelIndex


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
        combo.activated.connect(lambda: (self.commitData.emit(combo), self.closeEditor.emit(combo)))
        return combo

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        super().updateEditorGeometry(editor, option, index)
        # The arrow takes room: a name that fits the column would not fit the editor.
        editor.resize(max(editor.width(), editor.sizeHint().width(), 150), editor.height())

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(model.index(index.row(), index.column()), editor.currentText())

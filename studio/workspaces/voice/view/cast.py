"""The cast, in the inspector of the Voice workspace: speakers, their voices to search
and to try, and how they speak.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QBrush, QColor, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from studio.kit.bind import Bindings
from studio.kit.icons import icon
from studio.kit.selection import choose
from studio.kit.theme import SIZES, Theme, set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.param_form import ParamForm
from studio.kit.widgets.search_field import SearchField
from studio.kit.widgets.section import Section
from studio.workspaces.voice.state.cast import CastState, VoiceEntry
from studio.workspaces.voice.state.rows import CastRow, short_voice
from studio.workspaces.voice.view.delegate import FieldDelegate

Index = QModelIndex | QPersistentModelIndex


class CastModel(QAbstractTableModel):
    """Speakers with their voices; names are edited in place."""

    def __init__(self, state: CastState, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self.rows: tuple[CastRow, ...] = ()

    def show(self, rows: tuple[CastRow, ...]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Speaker"), self.tr("Voice"), self.tr("Lines"))[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == 0 else flags

    def data(self, index: Index, role: int = 0) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        texts = (row.name, short_voice(row.voice) or self.tr("None yet"), str(row.lines))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 1:
            return row.voice
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return texts[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() > 0:
            return QBrush(QColor(Theme.current().tokens.text_dim))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.EditRole and 0 <= index.row() < len(self.rows):
            row = self.rows[index.row()]
            self._state.attempt(lambda: self._state.rename(row.id, str(value)))
            return True
        return False


class VoiceModel(QAbstractTableModel):
    """Voices that fit the search."""

    def __init__(self, state: CastState, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self.voices: tuple[VoiceEntry, ...] = ()
        self._blank = QPixmap(SIZES.icon_small, SIZES.icon_small)  # keeps the names in line
        self._blank.fill(Qt.GlobalColor.transparent)

    def show(self, voices: tuple[VoiceEntry, ...]) -> None:
        """Other voices."""
        self.beginResetModel()
        self.voices = voices
        self.endResetModel()

    def refresh(self) -> None:
        """Another voice is in use."""
        if self.voices:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.voices) - 1, 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.voices)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = 0) -> Any:
        if not 0 <= index.row() < len(self.voices):
            return None
        voice = self.voices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            name = short_voice(voice.name) if self._state.language else voice.name
            return name if index.column() == 0 else voice.language
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{voice.name} ({voice.id})"
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and self._in_use(voice):
            return icon("check", tone="ok")
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._blank
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            return QBrush(QColor(Theme.current().tokens.text_dim))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column() * 2)
        return None

    def _in_use(self, voice: VoiceEntry) -> bool:
        row = self._state.row()
        return row is not None and (row.engine, row.voice_id) == (voice.engine, voice.id)


def _alignment(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column == 2 else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter


class CastInspector(QScrollArea):
    """Speakers above; below, the voice of the chosen one."""

    def __init__(self, state: CastState, bindings: Bindings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._filling = False
        self._params: tuple[object, ...] = ()
        self.setProperty("workspace", "voice")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setMinimumWidth(248)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(12, 8, 12, 12)
        self._column.setSpacing(8)
        self.setWidget(body)
        self._build_cast()
        self._build_voices()
        self._build_params()
        bindings.call(state, "languages", self._show_languages)
        bindings.call(state, "voices", self._show_voices)
        bindings.call(state, "rows", self._show_cast)
        bindings.call(state, "current", lambda _value: self._show_current())
        bindings.call(state, "revision", lambda _value: self._show_current())
        bindings.call(state, "picked", lambda _value: self._show_picked())
        bindings.call(state, "trying", self._show_trying)

    # ---- building

    def _build_cast(self) -> None:
        section = Section(self.tr("Cast"), parent=self)
        self.cast_model = CastModel(self._state, self)
        self.cast = _table(self.cast_model, self.tr("Cast"))
        self.cast.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.cast.setColumnWidth(0, 92)
        self.cast.setColumnWidth(2, 48)
        self.cast.setItemDelegateForColumn(0, FieldDelegate(self.cast))
        self.cast.selectionModel().currentChanged.connect(self._speaker_chosen)
        self._add = IconButton("plus", self.tr("Add speaker"), parent=self)
        self._add.clicked.connect(self._add_speaker)
        self._remove = IconButton("trash", self.tr("Remove speaker"), parent=self)
        self._remove.clicked.connect(self._remove_speaker)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addStretch(1)
        row.addWidget(self._add)
        row.addWidget(self._remove)
        section.body.addWidget(self.cast)
        section.body.addLayout(row)
        self._column.addWidget(section)

    def _build_voices(self) -> None:
        self._voice_title = QLabel(self)
        self._voice_title.setFont(Theme.current().font(bold=True))
        self.search = SearchField(self.tr("Search voices"), self)
        self.search.query_changed.connect(self._search)
        self.language = QComboBox(self)
        self.language.setAccessibleName(self.tr("Language"))
        self.language.currentIndexChanged.connect(self._language_chosen)
        self.voice_model = VoiceModel(self._state, self)
        self.voices = _table(self.voice_model, self.tr("Voices"))
        self.voices.horizontalHeader().hide()
        self.voices.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.voices.setColumnWidth(1, 64)
        self.voices.setMinimumHeight(150)
        self.voices.selectionModel().currentChanged.connect(self._voice_picked)
        self.voices.activated.connect(self._use)
        self.search.left_downwards.connect(self.voices.setFocus)
        self._none = QLabel(self.tr("No voices match."), self)
        set_kind(self._none, "dim")
        self.try_button = QPushButton(icon("play"), self.tr("Preview"), self)
        self.try_button.clicked.connect(self._try)
        self.use_button = QPushButton(self)
        self.use_button.clicked.connect(self._use)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.try_button)
        buttons.addWidget(self.use_button, 1)
        for widget in (self._voice_title, self.search, self.language, self._none):
            self._column.addWidget(widget)
        self._column.addWidget(self.voices, 1)
        self._column.addLayout(buttons)

    def _build_params(self) -> None:
        self.form = ParamForm(parent=self)
        self.form.value_changed.connect(self._param_changed)
        self._column.addSpacing(4)
        self._column.addWidget(self.form)

    # ---- showing

    def _show_cast(self, rows: tuple[CastRow, ...]) -> None:
        self._filling = True
        self.cast_model.show(rows)
        self.cast.setFixedHeight(min(max(len(rows), 2), 6) * SIZES.table_row + 38)
        self._filling = False
        self._show_current()

    def _show_current(self) -> None:
        state, row = self._state, self._state.row()
        self._filling = True
        ids = [known.id for known in self.cast_model.rows]
        if row is not None and row.id in ids:
            choose(self.cast, self.cast_model.index(ids.index(row.id), 0))
        params = state.params()
        if params != self._params:
            self._params = params
            self.form.set_params(params)
        self.form.set_values(state.param_values())
        self.form.setVisible(bool(params))
        self._filling = False
        self._voice_title.setText(
            self.tr("Voice of {name}").format(name=row.name) if row else self.tr("Voices")
        )
        self._remove.setEnabled(row is not None and row.lines == 0)
        silent = row is None or not row.lines
        self._remove.set_label(
            self.tr("Remove speaker") if silent else self.tr("A speaker with lines cannot be removed")
        )
        if row is not None and row.language and not state.language and not state.query:
            state.language = row.language.lower().partition("-")[0]
        self.voice_model.refresh()
        self._show_picked()

    def _show_languages(self, languages: tuple[str, ...]) -> None:
        self._filling = True
        self.language.clear()
        self.language.addItem(self.tr("All languages"), "")
        for name, tag in sorted((_language_name(tag), tag) for tag in languages):
            self.language.addItem(name, tag)
        self.language.setCurrentIndex(max(0, self.language.findData(self._state.language)))
        self._filling = False

    def _show_voices(self, voices: tuple[VoiceEntry, ...]) -> None:
        self._filling = True
        self.voice_model.show(voices)
        self.voices.setColumnHidden(1, bool(self._state.language))  # the names tell the region then
        self._none.setVisible(not voices)
        self.language.setCurrentIndex(max(0, self.language.findData(self._state.language)))
        self._filling = False
        self._show_picked()

    def _show_picked(self) -> None:
        state, row = self._state, self._state.row()
        found = [(voice.engine, voice.id) for voice in self.voice_model.voices]
        self._filling = True
        if state.picked in found:
            index = self.voice_model.index(found.index(state.picked), 0)
            if self.voices.currentIndex().row() != index.row():
                choose(self.voices, index)
                self.voices.scrollTo(index)
        elif self.voices.currentIndex().isValid():
            self.voices.setCurrentIndex(QModelIndex())  # a row that looks chosen would be a lie
            self.voices.clearSelection()
        self._filling = False
        other = row is not None and bool(state.picked[1]) and state.picked != (row.engine, row.voice_id)
        self.use_button.setEnabled(other)
        self.use_button.setText(self.tr("Use for {name}").format(name=row.name) if row else self.tr("Use"))
        self.try_button.setEnabled(bool(state.picked[1]) and not state.trying)

    def _show_trying(self, trying: bool) -> None:
        self.try_button.setText(self.tr("Speaking…") if trying else self.tr("Preview"))
        self._show_picked()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The list gets its height after this.
        QTimer.singleShot(0, self._scroll_to_voice)

    @Slot()
    def _scroll_to_voice(self) -> None:
        self.voices.scrollTo(self.voices.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    # ---- doing

    @Slot(QModelIndex, QModelIndex)
    def _speaker_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._filling and 0 <= current.row() < len(self.cast_model.rows):
            self._state.current = self.cast_model.rows[current.row()].id

    @Slot(QModelIndex, QModelIndex)
    def _voice_picked(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._filling and 0 <= current.row() < len(self.voice_model.voices):
            voice = self.voice_model.voices[current.row()]
            self._state.picked = (voice.engine, voice.id)

    @Slot(str)
    def _search(self, query: str) -> None:
        self._state.query = query

    @Slot(int)
    def _language_chosen(self, _index: int) -> None:
        if not self._filling:
            self._state.language = str(self.language.currentData() or "")

    @Slot()
    def _try(self) -> None:
        self._state.try_voice()

    @Slot()
    def _use(self, *_args: object) -> None:
        self._state.attempt(lambda: self._state.use(*self._state.picked))

    def _param_changed(self, name: str, value: Any) -> None:
        if not self._filling:
            self._state.attempt(lambda: self._state.set_param(name, value))

    @Slot()
    def _add_speaker(self) -> None:
        names = {row.name.casefold() for row in self._state.rows}
        word = self.tr("Speaker {number}")
        number = next(n for n in range(1, len(names) + 2) if word.format(number=n).casefold() not in names)
        self._state.attempt(lambda: self._state.add_speaker(word.format(number=number)))
        self.cast.setFocus()
        self.cast.edit(self.cast.currentIndex().siblingAtColumn(0))

    @Slot()
    def _remove_speaker(self) -> None:
        self._state.attempt(lambda: self._state.remove(self._state.current))


def _table(model: QAbstractTableModel, name: str) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(SIZES.table_row)
    table.horizontalHeader().setHighlightSections(False)
    set_kind(table.horizontalHeader(), "plain")
    table.horizontalHeader().setMinimumSectionSize(24)
    return table


def _language_name(tag: str) -> str:
    locale = QLocale(tag)
    if locale.language() == QLocale.Language.C:
        return tag
    return QLocale.languageToString(locale.language())

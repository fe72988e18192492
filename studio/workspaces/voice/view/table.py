"""The table of lines in the Voice workspace: rows made on demand, edited in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from studio.core import ticks
from studio.core.text import QT_TRANSLATE_NOOP
from studio.kit.icons import icon
from studio.kit.selection import choose
from studio.kit.theme import SIZES, Theme, set_kind
from studio.voice.manner import EXAMPLES, manners_of
from studio.workspaces.voice.state.rows import LineRow, short_voice
from studio.workspaces.voice.state.view_model import VoiceState
from studio.workspaces.voice.view.delegate import FieldDelegate, MannerDelegate, SpeakerDelegate

Index = QModelIndex | QPersistentModelIndex

PLAY, NUMBER, SCENE, SPEAKER, TEXT, MANNER, VOICE, STATE, LENGTH = range(9)

_READ = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_EDITED = _READ | Qt.ItemFlag.ItemIsEditable

_WIDTHS = {
    PLAY: 32,
    NUMBER: 40,
    SCENE: 120,
    SPEAKER: 96,
    MANNER: 98,
    VOICE: 150,
    STATE: 124,
    LENGTH: 92,
}

_WORDS_WIDTH = 260
"""What the words of a line get at least, before other columns give way."""

_SMALLEST = 600
"""px of width below which the words of a line would have no room in any case."""

_HEADERS = (
    "",
    "#",
    QT_TRANSLATE_NOOP("VoiceTable", "Scene"),
    QT_TRANSLATE_NOOP("VoiceTable", "Speaker"),
    QT_TRANSLATE_NOOP("VoiceTable", "Line"),
    QT_TRANSLATE_NOOP("VoiceTable", "Delivery"),
    QT_TRANSLATE_NOOP("VoiceTable", "Voice"),
    QT_TRANSLATE_NOOP("VoiceTable", "Status"),
    QT_TRANSLATE_NOOP("VoiceTable", "Length"),
)

STATES: dict[str, tuple[str, str, str]] = {
    "unspoken": ("mic", "dim", QT_TRANSLATE_NOOP("VoiceTable", "Not spoken")),
    "stale": ("refresh", "warn", QT_TRANSLATE_NOOP("VoiceTable", "Out of date")),
    "overflow": ("warning", "danger", QT_TRANSLATE_NOOP("VoiceTable", "Too long")),
    "fresh": ("ok", "ok", QT_TRANSLATE_NOOP("VoiceTable", "Spoken")),
    "waiting": ("clock", "dim", QT_TRANSLATE_NOOP("VoiceTable", "Queued")),
    "speaking": ("voice", "text", QT_TRANSLATE_NOOP("VoiceTable", "Speaking")),
    "failed": ("error", "danger", QT_TRANSLATE_NOOP("VoiceTable", "Failed")),
    "wordless": ("pencil", "dim", QT_TRANSLATE_NOOP("VoiceTable", "No text yet")),
    "unknown": ("", "dim", ""),
}
"""State -> (icon, tone, words)."""

_TIPS = {
    "stale": QT_TRANSLATE_NOOP(
        "VoiceTable", "Text, voice or delivery has changed since the line was spoken."
    ),
    "overflow": QT_TRANSLATE_NOOP("VoiceTable", "Longer than the time available, even when spoken faster."),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("VoiceTable", text) if text else ""


class LineModel(QAbstractTableModel):
    """Lines of the state; nothing is kept here but their order."""

    def __init__(self, state: VoiceState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.ids: tuple[str, ...] = state.line_ids
        self.playing = ""
        self._manner_inside = False
        self._rows: dict[str, LineRow | None] = {}

    def refresh(self) -> bool:
        """Show the state as it is now; True when lines came, went or moved, and
        the view has lost its selection.
        """
        self._rows.clear()
        if self.ids != self.state.line_ids:
            self.beginResetModel()
            self.ids = self.state.line_ids
            self.endResetModel()
            return True
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, LENGTH))
        return False

    def show_manner_in_text(self, inside: bool) -> None:
        """Put the manner before the words, as a script does, where its column has no room."""
        if inside != self._manner_inside:
            self._manner_inside = inside
            self.refresh()

    def set_playing(self, line_id: str) -> None:
        """Which line is heard now."""
        self.playing = line_id
        if self.ids:
            self.dataChanged.emit(self.index(0, PLAY), self.index(len(self.ids) - 1, PLAY))

    def row_at(self, index: Index) -> LineRow | None:
        """The line of an index."""
        return self._row(self.ids[index.row()]) if 0 <= index.row() < len(self.ids) else None

    def _row(self, line_id: str) -> LineRow | None:
        # A view asks for every cell and role on its own.
        if line_id not in self._rows:
            self._rows[line_id] = self.state.row(line_id)
        return self._rows[line_id]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _tr(_HEADERS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _EDITED if index.column() in (SPEAKER, TEXT, MANNER) else _READ

    def data(self, index: Index, role: int = 0) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index)
            case Qt.ItemDataRole.EditRole:
                return {SPEAKER: row.speaker, TEXT: row.text, MANNER: row.manner}.get(column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case Qt.ItemDataRole.DecorationRole:
                return self._icon(row, column)
            case Qt.ItemDataRole.ForegroundRole:
                return _brush(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.FontRole:
                return Theme.current().font(tabular=True) if column in (NUMBER, LENGTH) else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, index)
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        edits, text = self.state.edits, str(value).strip()
        if index.column() == TEXT and text and text != row.text:
            self.state.attempt(lambda: edits.set_text(row.id, text))
        elif index.column() == MANNER and text != row.manner:
            self.state.attempt(lambda: edits.set_manner(self._together(row.id), text))
        elif index.column() == SPEAKER and text and text != row.speaker:
            self.state.attempt(lambda: edits.set_speaker_name(self._together(row.id), text))
        return True

    def _together(self, line_id: str) -> list[str]:
        """A manner or speaker given to one of several selected lines is given to all of them."""
        chosen = self.state.selected_lines()
        return chosen if line_id in chosen else [line_id]

    def _text(self, row: LineRow, index: Index) -> str:
        match index.column():
            case 1:
                return str(row.number)
            case 2:
                above = self._row(self.ids[index.row() - 1]) if index.row() else None
                return "" if above is not None and above.scene == row.scene else row.scene
            case 3:
                return row.speaker or "–"
            case 4:
                return f"({row.manner}) {row.text}" if row.manner and self._manner_inside else row.text
            case 5:
                return row.manner
            case 6:
                return short_voice(row.voice) or "–"
            case 7:
                return _tr(STATES[row.state][2])
            case 8:
                return _length(row)
            case _:
                return ""

    def _tip(self, row: LineRow, column: int) -> str | None:
        if column == PLAY:
            return self.tr("Play line") if row.takes else None
        if column == STATE:
            return _tr(_TIPS.get(row.state, "")) or None
        if column == LENGTH and row.slot:
            return self.tr("Spoken length / time available")
        if column == MANNER and not manners_of(row.manner):
            known = self.tr("Available deliveries: {manners}").format(manners=", ".join(EXAMPLES))
            plain = self.tr("Unknown delivery; spoken normally.")
            return f"{plain}\n{known}" if row.manner else known
        who = f"{row.speaker}: {row.voice}" if row.voice else row.speaker
        return {NUMBER: row.scene, SCENE: row.scene, TEXT: row.text, VOICE: row.voice, SPEAKER: who}.get(
            column
        )

    def _icon(self, row: LineRow, column: int) -> Any:
        if column == PLAY and row.takes:
            return icon("stop" if row.id == self.playing else "play")
        if column == STATE and STATES[row.state][0]:
            name, tone, _words = STATES[row.state]
            return icon(name, tone=tone)
        return None

    def _spoken(self, row: LineRow, index: Index) -> str | None:
        if index.column() == PLAY:
            return self.tr("Play line {number}").format(number=row.number)
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column in (NUMBER, LENGTH) else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter


def _brush(row: LineRow, column: int) -> QBrush | None:
    tokens = Theme.current().tokens
    if column == STATE:
        return QBrush(QColor(tokens.tone(STATES[row.state][1])))
    if column == LENGTH and row.state == "overflow":
        return QBrush(QColor(tokens.danger))
    if column in (NUMBER, SCENE, MANNER, VOICE, LENGTH):
        return QBrush(QColor(tokens.text_dim))
    return None


def _length(row: LineRow) -> str:
    if not row.duration and not row.slot:
        return ""
    spoken = f"{ticks.to_seconds(row.duration):.1f}" if row.duration else "–"
    return f"{spoken} / {ticks.to_seconds(row.slot):.1f} s" if row.slot else f"{spoken} s"


class LineTable(QTableView):
    """Selection goes to the state; ``play_requested`` carries a line's id,
    ``remove_requested`` asks for the selected ones.
    """

    play_requested = Signal(str)
    remove_requested = Signal()

    def __init__(self, state: VoiceState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._restoring = False
        self._telling = False
        self.lines = LineModel(state, self)
        self.setModel(self.lines)
        self.setAccessibleName(self.tr("Lines"))
        self.setMinimumWidth(_SMALLEST)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        self.setTabKeyNavigation(False)
        self.setItemDelegateForColumn(SPEAKER, SpeakerDelegate(state, self))
        self.setItemDelegateForColumn(MANNER, MannerDelegate(self))
        self.setItemDelegateForColumn(TEXT, FieldDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(SIZES.row)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        set_kind(header, "plain")  # its words stand over those of the cells
        header.setMinimumSectionSize(28)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)

    def refresh(self) -> None:
        """Show the state as it is now."""
        if self.lines.refresh():
            self.restore_selection()
        self._fit_columns()

    def restore_selection(self) -> None:
        """Select what the state says is selected."""
        self._restoring = True
        selection = QItemSelection()
        for number, line_id in enumerate(self.lines.ids):
            if line_id in self._state.app.selection:
                index = self.lines.index(number, 0)
                selection.select(index, self.lines.index(number, LENGTH))
        flags = QItemSelectionModel.SelectionFlag
        if selection.isEmpty() and self._state.current in self.lines.ids:
            number = self.lines.ids.index(self._state.current)
            selection.select(self.lines.index(number, 0), self.lines.index(number, LENGTH))
        model = self.selectionModel()
        model.select(selection, flags.ClearAndSelect)
        if self._state.current in self.lines.ids:
            current = self.lines.index(self.lines.ids.index(self._state.current), TEXT)
            model.setCurrentIndex(current, flags.NoUpdate)
            self.scrollTo(current)
        self._restoring = False

    def follow(self) -> None:
        """Another line is current: select it, unless this table has chosen it itself."""
        if not self._telling:
            self.restore_selection()

    def show_line(self, line_id: str, *, edit: bool = False) -> None:
        """Choose one line, and begin to edit its words if asked."""
        if line_id in self.lines.ids:
            index = self.lines.index(self.lines.ids.index(line_id), TEXT)
            choose(self, index)
            if edit:
                self.edit(index)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._tell()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._tell()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        # Narrow: the words come first. Scene and voice are in tips then, the manner stands before the words.
        scenes = _WIDTHS[SCENE] if self._state.has_scenes else 0
        room = self.viewport().width() - sum(_WIDTHS.values()) + _WIDTHS[SCENE] - scenes - _WORDS_WIDTH
        for column in (SCENE, VOICE, MANNER):
            hidden = room < 0
            self.setColumnHidden(column, hidden or (column == SCENE and not scenes))
            if hidden:
                room += scenes if column == SCENE else _WIDTHS[column]
            if column == MANNER:
                self.lines.show_manner_in_text(hidden)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        row = self.lines.row_at(index)
        if (
            index.column() == PLAY
            and row is not None
            and row.takes
            and event.button() == Qt.MouseButton.LeftButton
        ):
            self.play_requested.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # a key that the editor left over
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.lines.index(self.currentIndex().row(), TEXT))
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if self._restoring:
            return
        # Ranges: asking for each row of thousands would take a good part of a second.
        ranges: Any = self.selectionModel().selection()  # a list of ranges, which its type does not say
        spans = sorted((span.top(), span.bottom()) for span in ranges)
        rows = {row for top, bottom in spans for row in range(top, bottom + 1)}
        ids = [self.lines.ids[row] for row in sorted(rows) if row < len(self.lines.ids)]
        current = self.currentIndex().row()
        self._telling = True
        try:
            self._state.choose(ids, self.lines.ids[current] if 0 <= current < len(self.lines.ids) else "")
        finally:
            self._telling = False

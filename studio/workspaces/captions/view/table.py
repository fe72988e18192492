"""`CueTable`: the cues of a track, edited in place. Rows have one height: 100 000 scroll like ten."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QFont, QIcon, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from studio.kit.actions import keys_of, title_of
from studio.kit.icons import icon
from studio.kit.theme import SIZES, Theme
from studio.workspaces.captions.state.view_model import CaptionsState
from studio.workspaces.captions.view.table_model import SEVERITY, TIMES, Column, CueModel

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 44
"""Two lines of text with room around them."""

_NARROW = 540
_MENU = (
    "play", "insert", "split", "merge", "delete", "", "start_here", "end_here", "earlier", "later", "", "fix",
    "fix_all",
)  # fmt: skip
"""Commands of the context menu; "" makes a separator."""
_WIDTHS = {
    Column.MARK: 30,
    Column.NUMBER: 42,
    Column.START: 74,
    Column.END: 74,
    Column.DURATION: 52,
    Column.SPEED: 42,
}


class CueText(QPlainTextEdit):
    """The editor of a text, as high as its text. Enter is done, Shift+Enter breaks a line, Esc takes back."""

    def __init__(self, parent: QWidget, state: CaptionsState, cue: str) -> None:
        super().__init__(parent)
        self._state, self._cue = state, cue
        self._filled = False
        self._cell = QRect()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.cursorPositionChanged.connect(self._moved)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def show_text(self, text: str) -> None:
        """Fill it, once: what is being typed is never overwritten."""
        if not self._filled:
            self._filled = True
            self.setPlainText(text)
            self.selectAll()

    def place(self, cell: QRect) -> None:
        """Lie over this cell of the table, and beyond it where the text is longer."""
        self._cell = cell
        self._grow()

    @Slot()
    def _grow(self) -> None:
        if self._cell.isNull():
            return
        lines = round(self.document().size().height())  # a plain text counts in lines, wrapped ones too
        around = self.height() - self.viewport().height() + 2 * round(self.document().documentMargin())
        height = max(self._cell.height(), lines * self.fontMetrics().lineSpacing() + around)
        top = self._cell.center().y() - height // 2
        table = self.parentWidget()
        if table is not None:
            top = max(0, min(top, table.height() - height))
        self.setGeometry(self._cell.x(), top, self._cell.width(), height)

    @Slot()
    def _moved(self) -> None:
        self._state.cursor = (self._cue, self.textCursor().position())


class CueDelegate(QStyledItemDelegate):
    """Paints rows and opens editors."""

    def __init__(self, model: CueModel, state: CaptionsState, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._state = model, state
        self._read_theme()
        Theme.current().theme_changed.connect(self._read_theme)

    @Slot()
    def _read_theme(self) -> None:
        """Fonts are made once, not for each cell."""
        theme = Theme.current()
        self._fonts = {True: theme.font(tabular=True), False: theme.font()}
        self._marks = {word: icon(name, tone=tone) for word, (name, tone) in SEVERITY.items()}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = Theme.current().tokens
        cue = self._model.cue(index.row())
        if cue is None:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        under = cue.id == self._state.under
        column = Column(index.column())
        rect = QRect(option.rect)
        if selected:
            painter.fillRect(rect, QColor(tokens.selection))
        elif under:
            painter.fillRect(rect, QColor(tokens.control))
        if under and column == Column.MARK:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), QColor(tokens.hue("captions")))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        row = self._model.row(index.row())
        if column == Column.MARK:
            if row.severity:
                side = SIZES.icon_small
                box = QRect(rect.x() + 8, rect.y() + (rect.height() - side) // 2, side, side)
                self._marks[row.severity].paint(painter, box)
            return
        painter.setFont(self._font(column))
        plain = tokens.text if column in (Column.TEXT, Column.START) else tokens.text_dim
        if column == Column.SPEED and row.severity and self._too_fast(cue.id):
            plain = tokens.warn if row.severity == "warning" else tokens.danger
        painter.setPen(QColor(tokens.selection_text if selected else plain))
        inside = rect.adjusted(6, 2, -6, -3)
        if column == Column.TEXT:
            lines = painter.fontMetrics()
            shown = "\n".join(
                lines.elidedText(line, Qt.TextElideMode.ElideRight, inside.width())
                for line in row.text.split("\n")[:2]
            )
            if row.text.count("\n") > 1:
                shown += " …"
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        else:
            text = str(index.data(Qt.ItemDataRole.DisplayRole))
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)

    def _too_fast(self, cue: str) -> bool:
        return any(problem.code == "speed" for problem in self._state.rows.problems(cue))

    def _font(self, column: Column) -> QFont:
        return self._fonts[column != Column.TEXT]

    # ---- editors

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        cue = self._model.cue(index.row())
        if index.column() == Column.TEXT and cue is not None:
            editor = CueText(parent, self._state, cue.id)
            editor.setAccessibleName(self.tr("Caption text"))
            return editor
        line = QLineEdit(parent)
        line.setFont(self._font(Column.START))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setAccessibleName(self.tr("Time"))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, CueText):
            editor.show_text(text)
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        text = editor.toPlainText() if isinstance(editor, CueText) else ""
        if isinstance(editor, QLineEdit):
            text = editor.text()
        model.setData(index, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        if isinstance(editor, CueText):
            editor.place(rect.adjusted(0, -1, 0, 1))
        else:
            top = rect.y() + (rect.height() - SIZES.row) // 2
            editor.setGeometry(rect.x(), top, rect.width(), SIZES.row)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, CueText) and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.type() == QEvent.Type.KeyPress and enter:
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    editor.insertPlainText("\n")
                    return True
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                return True
        return super().eventFilter(editor, event)


class CueTable(QTableView):
    """Table over a CaptionsState. Enter or a double click opens the text, the playhead follows the row."""

    def __init__(self, state: CaptionsState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.cues = CueModel(state)
        self.setModel(self.cues)
        self._delegate = CueDelegate(self.cues, state, self)
        self.setItemDelegate(self._delegate)
        self._following = False
        self._under = -1
        self._build()
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.cues.modelReset.connect(self._restore_selection)
        self.cues.applied.connect(self._restore_selection)

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Captions"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setProperty("claims", "Up Down PgUp PgDown Home End Return Enter Del F2")
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setMinimumSectionSize(24)
        for column, width in _WIDTHS.items():
            columns.resizeSection(column, width)
        columns.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)

    # ---- from the state

    def show_current(self, cue_id: str) -> None:
        """Bring the selection of the state into the table, and the current cue into sight."""
        if self._following:
            return
        self._restore_selection()
        row = self._state.rows.row_of(cue_id)
        if row >= 0:
            self.scrollTo(self.cues.index(row, Column.TEXT))

    def show_under(self, cue_id: str) -> None:
        """Mark the cue under the playhead; while the film plays it stays in sight."""
        before, self._under = self._under, self._state.rows.row_of(cue_id) if cue_id else -1
        for row in {before, self._under} - {-1}:
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), ROW_HEIGHT)
        playing = self._state.app.playing and self.state() != QAbstractItemView.State.EditingState
        if playing and self._under >= 0:
            self.scrollTo(self.cues.index(self._under, Column.TEXT))

    def edit_text(self, cue_id: str) -> None:
        """Open the text of a cue."""
        row = self._state.rows.row_of(cue_id)
        if row >= 0:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            index = self.cues.index(row, Column.TEXT)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.edit(index)

    def finish_editing(self) -> None:
        """Take over what is being typed, so that a command works on it."""
        editor = self.indexWidget(self.currentIndex()) or self.viewport().focusWidget()
        if isinstance(editor, CueText | QLineEdit) and self.state() == QAbstractItemView.State.EditingState:
            cursor = self._state.cursor
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._state.cursor = cursor

    @Slot()
    def _restore_selection(self) -> None:
        """After a reset, or when something else selected cues."""
        wanted = QItemSelection()
        rows = sorted(row for cue in self._state.chosen() if (row := self._state.rows.row_of(cue.id)) >= 0)
        start = previous = -2
        for row in [*rows, -2]:
            if row != previous + 1:
                if start >= 0:
                    wanted.select(self.cues.index(start, 0), self.cues.index(previous, len(Column) - 1))
                start = row
            previous = row
        self._following = True
        try:
            self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            current = self._state.rows.row_of(self._state.current)
            if current >= 0:
                index = self.cues.index(current, Column.TEXT)
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        finally:
            self._following = False

    @Slot(QItemSelection, QItemSelection)
    def _selection_changed(self, _new: QItemSelection, _old: QItemSelection) -> None:
        if self._following or self.cues.applying:
            return
        found = [self.cues.cue(index.row()) for index in self.selectionModel().selectedRows(Column.TEXT)]
        ids = [cue.id for cue in found if cue is not None]
        current = self.cues.cue(self.currentIndex().row())
        self._following = True
        try:
            self._state.choose(ids, current.id if current is not None and current.id in ids else "")
        finally:
            self._following = False

    # ---- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # a key that the editor left over
        elif event.key() == Qt.Key.Key_Delete:
            self._state.edits.delete()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            index = self.currentIndex()
            if index.isValid():
                self.edit(index if index.column() in TIMES else self.cues.index(index.row(), Column.TEXT))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table = self._state.app.commands
        for name in _MENU:
            if not name:
                menu.addSeparator()
                continue
            command = table.find(f"cue.{name}")
            keys = keys_of(table, command.id)
            title = f"{title_of(command)}\t{keys}" if keys else title_of(command)
            action = QAction(icon(command.icon) if command.icon else QIcon(), title, menu)
            action.setEnabled(table.enabled(command.id))
            action.setData(command.id)
            menu.addAction(action)
        menu.triggered.connect(self._menu_chosen)
        menu.popup(event.globalPos())

    @Slot(object)
    def _menu_chosen(self, action: object) -> None:
        self._state.app.commands.run(str(action.data()))  # type: ignore[attr-defined]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        for column in (Column.END, Column.NUMBER):
            self.setColumnHidden(column, narrow)
        self.setColumnHidden(Column.DURATION, self.width() < _NARROW - 100)

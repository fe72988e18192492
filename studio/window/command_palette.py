"""The command palette (Ctrl+K): every command, and what else the window offers, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio.kit.actions import Actions, keys_of, title_of
from studio.kit.icons import icon
from studio.kit.theme import SIZES, Theme, set_kind
from studio.kit.widgets.paint import draw_elided
from studio.kit.widgets.search_field import SearchField
from studio.state.matching import match

_ENTRY = Qt.ItemDataRole.UserRole + 1
_ROWS = 10
_ROW_HEIGHT = 32
_RECENT = 12
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class PaletteEntry:
    """One line of the palette.

    Attributes:
        where: the dim words behind the title ("Edit", "Engine").
        keys: shown at the right.
        words: more words to find it by.
        weight: what it counts more or less than others that match as well.
    """

    id: str
    title: str
    run: Callable[[], object]
    icon: str = ""
    where: str = ""
    keys: str = ""
    workspace: str | None = None
    enabled: bool = True
    words: str = ""
    weight: float = 0.0


def rank(query: str, entries: Iterable[PaletteEntry], recent: Sequence[str]) -> list[PaletteEntry]:
    """Entries that match, best first. Without a query: recently used ones, then all in their order."""
    order = {key: len(recent) - index for index, key in enumerate(recent)}
    if not query.strip():
        return sorted(entries, key=lambda entry: (-order.get(entry.id, 0), not entry.enabled))
    ranked: list[tuple[float, int, PaletteEntry]] = []
    for index, entry in enumerate(entries):
        found = match(query, entry.title, f"{entry.where} {entry.words}")
        if found is not None:
            bonus = (0.5 if entry.id in order else 0.0) - (4.0 if not entry.enabled else 0.0) + entry.weight
            ranked.append((found + bonus, -index, entry))
    return [entry for _, _, entry in sorted(ranked, key=lambda item: item[:2], reverse=True)]


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[PaletteEntry] = []

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        return entry if role == _ENTRY else None

    def show(self, entries: list[PaletteEntry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: PaletteEntry = index.data(_ENTRY)
        theme = Theme.current()
        tokens = theme.tokens
        area = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 5, 5)
        mode = QIcon.Mode.Normal if entry.enabled else QIcon.Mode.Disabled
        if entry.icon:
            mark = QRect(area.left() + 10, area.center().y() - 7, 16, 16)
            shown = icon(entry.icon, entry.workspace)
            shown.paint(painter, mark, Qt.AlignmentFlag.AlignCenter, mode, QIcon.State.On)
        dim = tokens.selection_text if chosen else tokens.text_dim
        ink = tokens.selection_text if chosen else tokens.text
        if not entry.enabled:
            dim = ink = tokens.text_disabled
        painter.setFont(theme.font(SIZES.font_caption))
        keys_width = painter.fontMetrics().horizontalAdvance(entry.keys)
        painter.setPen(QColor(dim))
        right = area.adjusted(0, 0, -12, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.keys)
        painter.setFont(theme.font())
        text = area.adjusted(38, 0, -24 - keys_width, 0)
        painter.setPen(QColor(ink))
        draw_elided(painter, text, entry.title)
        width = painter.fontMetrics().horizontalAdvance(entry.title) + 10
        painter.setPen(QColor(dim))
        painter.setFont(theme.font(SIZES.font_caption))
        draw_elided(painter, text.adjusted(width, 1, 0, 1), entry.where)
        painter.restore()


class CommandPalette(QFrame):
    """An overlay at the top of ``window``. `open` shows it; Enter runs, Esc or a click beside it closes.

    ``add_source`` adds a function that gives more entries (engines, presets, settings). ``recent`` is
    the list of ids used last, newest first, for the window to keep; ``recent_changed`` tells when it changed.
    """

    recent_changed = Signal(list)

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._window = window
        self._sources: list[Callable[[], Iterable[PaletteEntry]]] = []
        self._entries: list[PaletteEntry] = []
        self._focus_before: QWidget | None = None
        self.recent: list[str] = []
        self.setProperty("kind", "popup")
        self.setAccessibleName(self.tr("Command palette"))
        self.setAutoFillBackground(True)
        self.field = SearchField(
            self.tr("Find a command, a setting, a preset, an engine or a project…"), self
        )
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self._model = _Model(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.clicked.connect(self._clicked)
        self.nothing = QLabel(self.tr("No matching commands."), self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setFixedHeight(48)
        set_kind(self.nothing, "dim")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.field, self.list, self.nothing):
            column.addWidget(widget)
        window.installEventFilter(self)
        self.hide()

    def add_source(self, source: Callable[[], Iterable[PaletteEntry]]) -> None:
        """Ask ``source`` for entries each time the palette opens."""
        self._sources.append(source)

    @Slot()
    def open(self) -> None:
        """Show with an empty query."""
        self._focus_before = QApplication.focusWidget()
        found = [*self._commands(), *(entry for source in self._sources for entry in source())]
        self._entries = list({entry.id: entry for entry in reversed(found)}.values())[
            ::-1
        ]  # the first of each
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _commands(self) -> Iterable[PaletteEntry]:
        table = self._actions.table
        for command in table:
            if not command.palette:
                continue
            menu = command.menu.split("/")[0]
            yield PaletteEntry(
                command.id,
                title_of(command),
                _runner(self._actions, command.id),
                command.icon,
                QCoreApplication.translate("Menus", menu) if menu else "",
                keys_of(table, command.id),
                command.hue,
                table.reachable(command.id),
                f"{command.words} {command.title}",
            )

    @Slot(str)
    def _search(self, query: str) -> None:
        self._model.show(rank(query, self._entries, self.recent)[:60])
        found = self._model.rowCount()
        self.list.setVisible(found > 0)
        self.nothing.setVisible(found == 0)
        self.list.ensurePolished()  # only then is its frame known
        self.list.setFixedHeight(min(_ROWS, max(1, found)) * _ROW_HEIGHT + 2 * self.list.frameWidth())
        if found:
            self.list.setCurrentIndex(self._model.index(0))
        self._place()

    def _place(self) -> None:
        width = min(560, self._window.width() - 32)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._window.width() - width) // 2, 48)

    def _run(self, index: QModelIndex) -> None:
        entry = index.data(_ENTRY)
        if not isinstance(entry, PaletteEntry) or not entry.enabled:
            return
        self.close_palette()
        self.recent = [entry.id, *(key for key in self.recent if key != entry.id)][:_RECENT]
        self.recent_changed.emit(self.recent)
        entry.run()

    @Slot()
    def close_palette(self) -> None:
        """Hide and give the focus back."""
        self.hide()
        before, self._focus_before = self._focus_before, None
        if before is not None and shiboken6.isValid(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self._window.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self._run(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._field_key(event)
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _field_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in steps:
            count = max(1, self._model.rowCount())
            row = (self.list.currentIndex().row() + steps[Qt.Key(key)]) % count
            self.list.setCurrentIndex(self._model.index(row))
        else:
            return False
        return True


def _runner(actions: Actions, command_id: str) -> Callable[[], object]:
    return lambda: actions.call(command_id)

"""The list, or grid, of files in the library: thumbnails, marks, drag out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.kit.icons import icon
from studio.kit.pictures import read_poster
from studio.kit.theme import SIZES, Theme, Tokens
from studio.kit.widgets.paint import checkerboard, draw_elided
from studio.kit.widgets.thumbs import ThumbLoader, picture_size
from studio.state.library import ASSET_MIME, LibraryItem

_ITEM = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_ROW = 52
_THUMB = QSize(64, 40)
_CELL = QSize(124, 112)

KIND_ICONS = {
    "video": "film",
    "audio": "sound",
    "image": "image",
    "captions": "captions",
    "script": "text",
    "other": "file",
}


class _LibraryModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[LibraryItem, ...] = ()

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.items):
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (item.name, item.facts, item.path) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.name}, {self.mark(item)}" if self.mark(item) else item.name
        return item if role == _ITEM else None

    def mark(self, item: LibraryItem) -> str:
        """The word of the item's mark."""
        if item.missing or item.changed:
            return self.tr("Missing") if item.missing else self.tr("Changed")
        return "" if item.used else self.tr("Unused")

    def replace(self, items: tuple[LibraryItem, ...]) -> None:
        same = [item.id for item in items] == [item.id for item in self.items]
        if not same:
            self.beginResetModel()
        self.items = items
        if not same:
            self.endResetModel()
        elif items:
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [ASSET_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        mime = QMimeData()
        mime.setData(ASSET_MIME, "\n".join(self.items[row].id for row in rows).encode())
        return mime


class _LibraryDelegate(QStyledItemDelegate):
    def __init__(self, view: LibraryView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return _CELL if self._view.grid else QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item: LibraryItem = index.data(_ITEM)
        tokens = Theme.current().tokens
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        back = QRectF(option.rect).adjusted(2, 1, -2, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(tokens.selection if chosen else tokens.control))
            painter.drawRoundedRect(back, SIZES.radius - 2, SIZES.radius - 2)
        if self._view.grid:
            self._paint_cell(painter, QRect(option.rect).adjusted(8, 7, -8, -6), item, chosen)
        else:
            self._paint_row(painter, QRect(option.rect).adjusted(8, 6, -10, -6), item, chosen)
        if chosen and self._view.hasFocus() and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.focus), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(back.adjusted(0.5, 0.5, -0.5, -0.5), SIZES.radius - 2, SIZES.radius - 2)
        painter.restore()

    def _paint_row(self, painter: QPainter, area: QRect, item: LibraryItem, chosen: bool) -> None:
        tokens, theme = Theme.current().tokens, Theme.current()
        self._paint_picture(painter, QRect(area.topLeft(), _THUMB), item)
        left = area.left() + _THUMB.width() + 10
        text = QRect(left, area.top() + 2, area.right() - left, 18)
        painter.setFont(theme.font())
        painter.setPen(QColor(tokens.selection_text if chosen else tokens.text))
        draw_elided(painter, text, item.name)
        painter.setFont(theme.font(SIZES.font_caption, tabular=True))
        below = text.translated(0, 19)
        word = self._view.mark_of(item)
        if word:
            width = painter.fontMetrics().horizontalAdvance(word)
            tone = _tone(item, tokens)
            painter.setPen(QColor(tokens.selection_text if chosen else tone))
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, word)
            below.setRight(below.right() - width - 8)
        painter.setPen(QColor(tokens.selection_text if chosen else tokens.text_dim))
        draw_elided(painter, below, item.facts)

    def _paint_cell(self, painter: QPainter, area: QRect, item: LibraryItem, chosen: bool) -> None:
        tokens, theme = Theme.current().tokens, Theme.current()
        picture = QRect(area.left(), area.top(), area.width(), area.height() - 32)
        self._paint_picture(painter, picture, item)
        painter.setFont(theme.font(SIZES.font_caption))
        painter.setPen(QColor(tokens.selection_text if chosen else tokens.text))
        line = QRect(area.left(), picture.bottom() + 3, area.width(), 15)
        draw_elided(painter, line, item.name)
        tone = _tone(item, tokens)
        painter.setPen(QColor(tokens.selection_text if chosen else tone))
        words = [part for part in (self._view.mark_of(item), item.facts) if part]
        draw_elided(painter, line.translated(0, 14), " · ".join(words))

    def _paint_picture(self, painter: QPainter, area: QRect, item: LibraryItem) -> None:
        tokens = Theme.current().tokens
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(area), 4, 4)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(area, QColor(tokens.control_pressed))
        pixmap = self._view.pixmap_of(item)
        if pixmap is None:
            name, tone = ("unlink", "danger") if item.missing else (KIND_ICONS[item.media], "dim")
            mark = QRect(0, 0, 20, 20)
            mark.moveCenter(area.center())
            icon(name, tone=tone).paint(painter, mark)
        else:
            shown = pixmap.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, shown.width(), shown.height())
            place.moveCenter(area.center())
            if pixmap.hasAlphaChannel():
                painter.fillRect(place, checkerboard(4))
            painter.drawPixmap(place, pixmap)
        painter.restore()


def _tone(item: LibraryItem, tokens: Tokens) -> str:
    """Colour of an item's mark."""
    return tokens.danger if item.missing else tokens.warn if item.changed else tokens.text_dim


class LibraryView(QListView):
    """Files of the project. Signals carry asset ids."""

    chosen = Signal(list)
    opened = Signal(str)
    delete_requested = Signal(list)
    menu_requested = Signal(list, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = False
        self._cache: Path | None = None
        self._items = _LibraryModel(self)
        self.thumbs = ThumbLoader(picture_size(_CELL), self)
        self.thumbs.ready.connect(self._repaint)
        self.setAccessibleName(self.tr("Project files"))
        self.setModel(self._items)
        self.setItemDelegate(_LibraryDelegate(self))
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.setProperty("kind", "strip")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.activated.connect(self._activated)
        self.selectionModel().selectionChanged.connect(self._selected)

    def set_grid(self, grid: bool) -> None:
        """Cells side by side, or rows."""
        self.grid = grid
        self.setFlow(QListView.Flow.LeftToRight if grid else QListView.Flow.TopToBottom)
        self.setWrapping(grid)
        self.scheduleDelayedItemsLayout()

    def set_items(self, items: tuple[LibraryItem, ...], cache: Path | None) -> None:
        """Show these files; what was chosen stays chosen. cache: folder that keeps thumbnails."""
        before = set(self.selected_ids())
        was = {item.id: item for item in self._items.items}
        for item in items:
            old = was.get(item.id, item)
            if (old.path, old.version) != (item.path, item.version):
                self.thumbs.forget(item.id)
        self._cache = cache
        self.blockSignals(True)
        self._items.replace(items)
        if set(self.selected_ids()) != before:
            self.choose(before)
        self.blockSignals(False)

    def choose(self, ids: set[str]) -> None:
        """Select these files."""
        model = self.selectionModel()
        model.clearSelection()
        for row, item in enumerate(self._items.items):
            if item.id in ids:
                model.select(self._items.index(row), model.SelectionFlag.Select)

    def selected_ids(self) -> list[str]:
        """Chosen files in order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._items.items[row].id for row in rows if row < len(self._items.items)]

    def mark_of(self, item: LibraryItem) -> str:
        """The word of an item's mark, "" when there is nothing to say."""
        return self._items.mark(item)

    def pixmap_of(self, item: LibraryItem) -> QPixmap | None:
        """The thumbnail, or None where there is none (yet)."""
        if item.missing or not item.path or item.media not in ("video", "image") or self._cache is None:
            return None
        path, cache, film = Path(item.path), self._cache, item.media == "video"

        def make() -> QImage | None:
            return read_poster(path, cache, film)

        return self.thumbs.get(item.id, make)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected_ids():
            self.delete_requested.emit(self.selected_ids())
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _repaint(self, _key: str = "") -> None:
        self.viewport().update()

    @Slot()
    def _selected(self) -> None:
        self.chosen.emit(self.selected_ids())

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        item = index.data(_ITEM)
        if isinstance(item, LibraryItem):
            self.opened.emit(item.id)

    @Slot(QPoint)
    def _menu(self, position: QPoint) -> None:
        if self.selected_ids():
            self.menu_requested.emit(self.selected_ids(), self.viewport().mapToGlobal(position))

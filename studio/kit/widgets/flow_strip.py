"""`FlowStrip`: results in one row of thumbnails: choose, star, drag out, context menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
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
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.kit.icons import icon
from studio.kit.selection import choose
from studio.kit.theme import SIZES, Theme
from studio.kit.widgets.paint import checkerboard, draw_elided, workspace_of
from studio.kit.widgets.thumbs import ThumbLoader, picture_size

_ITEM = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class FlowItem:
    """One result. ``make`` gives its picture in a background thread (see `ThumbLoader`).

    caption: one short line under the picture. busy: still being made; its preview comes by `set_preview`.
    """

    id: str
    title: str
    make: Callable[[], QImage | None]
    caption: str = ""
    star: bool = False
    busy: bool = False


class _FlowModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: list[FlowItem] = []

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.items):
            return None
        item = self.items[index.row()]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole):
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("{title}, starred").format(title=item.title) if item.star else item.title
        return item if role == _ITEM else None

    def replace(self, items: Sequence[FlowItem]) -> None:
        if [item.id for item in items] == [item.id for item in self.items]:
            self.items = list(items)
            if items:
                self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()


class _FlowDelegate(QStyledItemDelegate):
    def __init__(self, strip: FlowStrip) -> None:
        super().__init__(strip)
        self._strip = strip

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._strip.cell_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item: FlowItem = index.data(_ITEM)
        tokens = Theme.current().tokens
        area = QRect(option.rect).adjusted(4, 4, -4, -4)
        state = option.state
        picture = self._strip.picture_rect(area)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_picture(painter, picture, item)
        if state & QStyle.StateFlag.State_Selected:
            ring = QColor(tokens.hue(workspace_of(self._strip)))
            painter.setPen(QPen(ring, SIZES.focus_ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(picture).adjusted(-2, -2, 2, 2), SIZES.radius, SIZES.radius)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if item.star or hovered:
            self._paint_star(painter, self._strip.star_rect(picture), item.star)
        if item.caption:
            painter.setFont(Theme.current().font(SIZES.font_caption, tabular=True))
            painter.setPen(QColor(tokens.text_dim))
            line = QRect(area.left(), picture.bottom() + 4, area.width(), 16)
            draw_elided(painter, line, item.caption, Qt.AlignmentFlag.AlignCenter)
        painter.restore()

    def _paint_picture(self, painter: QPainter, area: QRect, item: FlowItem) -> None:
        tokens = Theme.current().tokens
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(area), SIZES.radius - 2, SIZES.radius - 2)
        painter.save()
        painter.setClipPath(clip)
        pixmap = self._strip.pixmap_of(item)
        if pixmap is None:
            painter.fillRect(area, QColor(tokens.control))
            mark = icon("clock" if item.busy else "image")
            mark.paint(painter, QRect(area.center() - QPoint(9, 9), QSize(20, 20)))
        else:
            if pixmap.hasAlphaChannel():
                painter.fillRect(area, checkerboard(6))
            painter.drawPixmap(area, pixmap, self._cover(pixmap, area))
        painter.restore()

    @staticmethod
    def _cover(pixmap: QPixmap, area: QRect) -> QRect:
        """The middle part of the pixmap that has the shape of ``area``."""
        scale = max(area.width() / pixmap.width(), area.height() / pixmap.height())
        size = QSize(round(area.width() / scale), round(area.height() / scale))
        return QRect(
            QPoint((pixmap.width() - size.width()) // 2, (pixmap.height() - size.height()) // 2), size
        )

    @staticmethod
    def _paint_star(painter: QPainter, area: QRect, star: bool) -> None:
        tokens = Theme.current().tokens
        ground = QColor(tokens.panel)
        ground.setAlphaF(0.82)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, 4, 4)
        tone = "warn" if star else "dim"
        icon("star-filled" if star else "star", tone=tone).paint(painter, area.adjusted(3, 3, -3, -3))


class FlowStrip(QListView):
    """A horizontal strip (or, with ``wrap``, a grid) of results.

    Arrows move, Enter opens, Delete asks to delete, a click on the star toggles it. Signals carry item ids.
    """

    current_changed = Signal(str)
    selection_changed = Signal(list)
    opened = Signal(str)
    star_toggled = Signal(str, bool)
    delete_requested = Signal(list)
    menu_requested = Signal(list, QPoint)

    def __init__(
        self,
        label: str = "",
        *,
        thumb: QSize | None = None,
        wrap: bool = False,
        captions: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._thumb = thumb or QSize(96, 96)
        self._captions = captions
        self._previews: dict[str, QPixmap] = {}
        self._model = _FlowModel(self)
        self.thumbs = ThumbLoader(picture_size(self._thumb), self)
        self.thumbs.ready.connect(self._repaint)
        self.setAccessibleName(label or self.tr("Results"))
        self.setModel(self._model)
        self.setItemDelegate(_FlowDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(wrap)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setProperty("kind", "strip")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.activated.connect(self._activated)
        if not wrap:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setFixedHeight(self.cell_size().height() + 14)

    def cell_size(self) -> QSize:
        """Size of one cell in px."""
        return QSize(self._thumb.width() + 8, self._thumb.height() + 8 + (20 if self._captions else 0))

    def picture_rect(self, area: QRect) -> QRect:
        """Where the picture is within a cell's inner area."""
        return QRect(area.topLeft(), self._thumb)

    @staticmethod
    def star_rect(picture: QRect) -> QRect:
        """Where the star is on a picture."""
        return QRect(picture.right() - 25, picture.top() + 4, 22, 22)

    def set_items(self, items: Sequence[FlowItem]) -> None:
        """Show ``items`` in order; what was chosen stays chosen while it is still there."""
        chosen, current = self.selected_ids(), self.current_id()
        self._model.replace(items)
        known = {item.id for item in items}
        self._previews = {key: value for key, value in self._previews.items() if key in known}
        if self.selected_ids() != chosen or self.current_id() != current:
            self.blockSignals(True)
            self.select(current, [key for key in chosen if key in known])
            self.blockSignals(False)

    def select(self, current: str, others: Sequence[str] = ()) -> None:
        """Choose ``current`` (and ``others`` with it) and scroll to it."""
        rows = {item.id: row for row, item in enumerate(self._model.items)}
        if current in rows:
            choose(self, self._model.index(rows[current]))
            self.scrollTo(self.currentIndex())
        for key in others:
            if key in rows and key != current:
                flag = self.selectionModel().SelectionFlag.Select
                self.selectionModel().select(self._model.index(rows[key]), flag)

    def current_id(self) -> str:
        """The item with the focus, or ""."""
        item = self.currentIndex().data(_ITEM)
        return item.id if isinstance(item, FlowItem) else ""

    def selected_ids(self) -> list[str]:
        """Chosen items in order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._model.items[row].id for row in rows if row < len(self._model.items)]

    def set_preview(self, item_id: str, image: QImage) -> None:
        """Show how far a busy item is."""
        self._previews[item_id] = QPixmap.fromImage(image)
        self._repaint()

    def pixmap_of(self, item: FlowItem) -> QPixmap | None:
        """What to paint for an item now."""
        if item.busy:
            return self._previews.get(item.id)
        made = self.thumbs.get(item.id, item.make)
        return made if made is not None else self._previews.get(item.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected_ids():
            self.delete_requested.emit(self.selected_ids())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        item = index.data(_ITEM) if index.isValid() else None
        if isinstance(item, FlowItem) and event.button() == Qt.MouseButton.LeftButton:
            inner = self.visualRect(index).adjusted(4, 4, -4, -4)
            if self.star_rect(self.picture_rect(inner)).contains(event.position().toPoint()):
                self.star_toggled.emit(item.id, not item.star)
                return
        super().mousePressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_id())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit(self.selected_ids())

    @Slot(str)
    def _repaint(self, _key: str = "") -> None:
        self.viewport().update()

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        item = index.data(_ITEM)
        if isinstance(item, FlowItem):
            self.opened.emit(item.id)

    @Slot(QPoint)
    def _menu(self, position: QPoint) -> None:
        if self.selected_ids():
            self.menu_requested.emit(self.selected_ids(), self.viewport().mapToGlobal(position))

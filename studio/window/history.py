"""The list of edits under the Undo button: newest first, the present marked, a click goes there."""

from __future__ import annotations

from datetime import datetime

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QHideEvent, QIcon, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio.kit.i18n import said
from studio.kit.icons import icon
from studio.kit.signals import Relay
from studio.kit.theme import SIZES, Theme
from studio.kit.widgets.paint import draw_elided
from studio.state.app_state import AppState
from studio.state.edit_history import HistoryRow, rows, step_towards

_ROW = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 28
_WIDTH = 320
_SHOWN = 14
_Index = QModelIndex | QPersistentModelIndex


def _tr(text: str) -> str:
    return QCoreApplication.translate("HistoryPopover", text)


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[HistoryRow] = []

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.label(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return row if role == _ROW else None

    def label(self, row: HistoryRow) -> str:
        """What the row is called."""
        return said(row.label) if row.seq else _tr("Before these edits")

    def show(self, found: list[HistoryRow]) -> None:
        """Take over another list."""
        self.beginResetModel()
        self.rows = found
        self.endResetModel()

    def _spoken(self, row: HistoryRow) -> str:
        words = [self.label(row)]
        if row.made is not None:
            words.append(_time(row.made))
        if row.present:
            words.append(_tr("current state"))
        elif row.undone:
            words.append(_tr("undone"))
        return ", ".join(words)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(_WIDTH // 2, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: HistoryRow = index.data(_ROW)
        theme = Theme.current()
        tokens = theme.tokens
        area = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection if chosen else tokens.control))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 5, 5)
        if row.present:
            mark = QRect(area.left() + 8, area.center().y() - 7, 16, 16)
            mode = QIcon.Mode.Selected if chosen else QIcon.Mode.Active
            icon("chevron-right").paint(painter, mark, Qt.AlignmentFlag.AlignCenter, mode)
        ink = tokens.selection_text if chosen else tokens.text_dim if row.undone else tokens.text
        painter.setFont(theme.font(SIZES.font_caption))
        when = _time(row.made) if row.made is not None else ""
        painter.setPen(QColor(tokens.selection_text if chosen else tokens.text_dim))
        right = area.adjusted(0, 0, -10, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, when)
        room = painter.fontMetrics().horizontalAdvance(when)
        font = QFont(theme.font())
        if row.present:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        draw_elided(painter, area.adjusted(30, 0, -22 - room, 0), index.data())
        painter.restore()


class HistoryPopover(QFrame):
    """An overlay of ``window`` below ``button``; Esc or a click beside it closes.

    The way to a far state takes one turn of the event loop per edit, so that the window goes on meanwhile.
    """

    def __init__(self, app: AppState, button: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._button = button
        self._window = window
        self._focus_before: QWidget | None = None
        self._target = 0
        self.setProperty("kind", "popup")
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("History"))
        self._model = _Model(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Edits, newest first"))
        self.list.clicked.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.list)
        self._step = QTimer(self, singleShot=True, interval=0)
        self._step.timeout.connect(self._walk)
        self._relay = Relay(self)
        self._relay.listen(app.project_changed, self._refresh)
        self._relay.listen(app.field_changed, self._on_field)
        self.hide()

    @Slot()
    def toggle(self) -> None:
        """Show, or hide when shown."""
        if self.isVisible():
            self.close_popover()
        else:
            self.open()

    def open(self) -> None:
        """Show the edits, the present one chosen."""
        self._focus_before = QApplication.focusWidget()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)  # for clicks beside it; hideEvent ends that
        self.show()
        self._refresh()
        self.raise_()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def close_popover(self) -> None:
        """Hide and give the focus back."""
        self.hide()
        before, self._focus_before = self._focus_before, None
        if before is not None and shiboken6.isValid(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self._window.setFocus(Qt.FocusReason.PopupFocusReason)

    # ---- going

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        row = index.data(_ROW)
        if isinstance(row, HistoryRow):
            self._target = row.seq
            self._step.start()

    @Slot()
    def _walk(self) -> None:
        if self._app.project is not None and step_towards(self._app, self._target):
            self._step.start()

    # ---- following

    def _on_field(self, name: str, _value: object) -> None:
        if name == "project":
            self._step.stop()
            self.hide()

    def _refresh(self, _changes: object = None) -> None:
        project = self._app.project
        if project is None or not self.isVisible():
            return
        top = self.list.verticalScrollBar().value()
        kept = self._current()
        found = rows(project)
        self._model.show(found)
        wanted = kept if any(row.seq == kept for row in found) else project.present
        number = next((number for number, row in enumerate(found) if row.seq == wanted), 0)
        self.list.verticalScrollBar().setValue(top)
        self.list.setCurrentIndex(self._model.index(number))
        self._place(len(found))

    def _current(self) -> int | None:
        row = self.list.currentIndex().data(_ROW)
        return row.seq if isinstance(row, HistoryRow) else None

    def _place(self, count: int) -> None:
        top = self._button.mapTo(self._window, QPoint(0, self._button.height() + 4))
        room = self._window.height() - top.y() - 16
        self.list.setFixedHeight(min(count, _SHOWN, max(1, room // _HEIGHT - 1)) * _HEIGHT + 4)
        self.setFixedWidth(_WIDTH)
        self.adjustSize()
        self.move(max(8, min(top.x(), self._window.width() - _WIDTH - 8)), top.y())

    def hideEvent(self, event: QHideEvent) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            at = event.globalPosition().toPoint()
            if not any(part.rect().contains(part.mapFromGlobal(at)) for part in (self, self._button)):
                self.hide()
            return False
        if watched is not self.list:
            return False
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                self.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.close_popover()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go(self.list.currentIndex())
                return True
        return False


def _time(made: datetime) -> str:
    """The time of day, with the date when that is another one."""
    return made.strftime("%H:%M" if made.date() == datetime.now(made.tzinfo).date() else "%Y-%m-%d %H:%M")

"""The cue table's model: texts are made when they are first seen, and kept until their cue changes."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from studio.captions.fitting import reading_speed
from studio.captions.rule import CueProblem
from studio.core import ticks
from studio.kit.i18n import said
from studio.project.model import Cue
from studio.workspaces.captions.state.rows import RowOp, shows_problem
from studio.workspaces.captions.state.view_model import CaptionsState

Index = QModelIndex | QPersistentModelIndex
_KEPT = 4000


class Column(IntEnum):
    """Columns of the cue table, in order."""

    MARK = 0
    NUMBER = 1
    START = 2
    END = 3
    DURATION = 4
    SPEED = 5
    TEXT = 6


TIMES = {Column.START: "start", Column.END: "end", Column.DURATION: "duration"}
"""Columns with a time to type."""

SEVERITY = {"error": ("error", "danger"), "warning": ("warning", "warn")}
"""Icon and tone of a mark."""


class Row(NamedTuple):
    """What one row says."""

    start: str
    end: str
    duration: str
    speed: str
    text: str
    severity: str
    tip: str


def tip_of(problems: tuple[CueProblem, ...]) -> str:
    """Reasons, one a line, with their source."""
    return "\n".join(f"• {said(problem.message)}\n   {problem.source}" for problem in problems)


class CueModel(QAbstractTableModel):
    """Shown cues of a CaptionsState. A view asks for what it shows; nothing is made for rows out of sight.

    ``applied`` follows each edit; while ``applying`` the view's selection is not the user's.
    """

    applied = Signal()

    def __init__(self, state: CaptionsState) -> None:
        super().__init__()
        self._state = state
        self._cues: list[Cue] = []
        self._texts: dict[str, Row] = {}
        self.applying = False
        self._reset()

    def attach(self) -> None:
        """Follow the state; ``detach`` ends it."""
        self._state.rows.reset.connect(self._reset)
        self._state.rows.edited.connect(self._apply)

    def detach(self) -> None:
        """Let go of the state."""
        self._state.rows.reset.disconnect(self._reset, missing_ok=True)
        self._state.rows.edited.disconnect(self._apply, missing_ok=True)

    # ---- what a view asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self._cues)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() in TIMES or index.column() == Column.TEXT:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column == Column.TEXT else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.SPEED:
            return QCoreApplication.translate("CueModel", "Reading speed in characters per second")
        if role == Qt.ItemDataRole.DisplayRole:
            return _title(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._cues):
            return None
        column = Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index.row(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column == Column.TEXT else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.row(index.row()).tip or None
        if role == Qt.ItemDataRole.AccessibleTextRole and column == Column.MARK:
            return self.row(index.row()).tip
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        cue = self.cue(index.row())
        if role != Qt.ItemDataRole.EditRole or cue is None:
            return False
        column = Column(index.column())
        if column == Column.TEXT:
            return self._state.edits.set_text(cue.id, str(value))
        if column in TIMES and str(value) != self._text(index.row(), column):
            edge = TIMES[column]
            assert edge in ("start", "end", "duration")
            return self._state.edits.set_time_text(cue.id, edge, str(value))
        return False

    # ---- for table and delegate

    def cue(self, row: int) -> Cue | None:
        """The cue in a row."""
        return self._cues[row] if 0 <= row < len(self._cues) else None

    def row(self, number: int) -> Row:
        """The texts of a row."""
        cue = self._cues[number]
        known = self._texts.get(cue.id)
        if known is None:
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            known = self._texts[cue.id] = self._written(cue)
        return known

    def _written(self, cue: Cue) -> Row:
        problems = self._state.rows.problems(cue.id)
        marked = shows_problem(problems)
        return Row(
            ticks.clock(cue.start),
            ticks.clock(cue.end),
            f"{ticks.to_seconds(cue.end - cue.start):.2f}",
            f"{min(reading_speed(cue), 999):.0f}",
            cue.text,
            problems[0].severity if marked else "",
            tip_of(problems),
        )

    def _text(self, number: int, column: Column) -> str:
        if column == Column.MARK:
            return ""
        if column == Column.NUMBER:
            return str(self._state.rows.index(self._cues[number]) + 1)
        row = self.row(number)
        return {
            Column.START: row.start,
            Column.END: row.end,
            Column.DURATION: row.duration,
            Column.SPEED: row.speed,
            Column.TEXT: row.text,
        }[column]

    # ---- following the state

    def _reset(self) -> None:
        self.beginResetModel()
        self._cues = list(self._state.rows.shown)
        self._texts.clear()
        self.endResetModel()

    def _apply(self, ops: list[RowOp]) -> None:
        self.applying = True
        try:
            for op in ops:
                self._apply_one(op)
        finally:
            self.applying = False
        self.applied.emit()

    def _apply_one(self, op: RowOp) -> None:
        nowhere = QModelIndex()
        if op.kind == "remove":
            self.beginRemoveRows(nowhere, op.row, op.row)
            self._texts.pop(self._cues[op.row].id, None)
            del self._cues[op.row]
            self.endRemoveRows()
        elif op.cue is not None and op.kind == "insert":
            self.beginInsertRows(nowhere, op.row, op.row)
            self._cues.insert(op.row, op.cue)
            self._texts.pop(op.cue.id, None)
            self.endInsertRows()
        elif op.cue is not None:
            self._cues[op.row] = op.cue
            self._texts.pop(op.cue.id, None)
            self.dataChanged.emit(self.index(op.row, 0), self.index(op.row, len(Column) - 1))


def _title(column: Column) -> str:
    return {
        Column.MARK: "",
        Column.NUMBER: QCoreApplication.translate("CueModel", "#"),
        Column.START: QCoreApplication.translate("CueModel", "Start"),
        Column.END: QCoreApplication.translate("CueModel", "End"),
        Column.DURATION: QCoreApplication.translate("CueModel", "Length"),
        Column.SPEED: QCoreApplication.translate("CueModel", "CPS"),
        Column.TEXT: QCoreApplication.translate("CueModel", "Text"),
    }[column]

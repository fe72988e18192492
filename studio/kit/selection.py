"""Choosing a row of a list or table from the program."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QAbstractItemView


def choose(view: QAbstractItemView, index: QModelIndex) -> None:
    """Make a row the current one and the only one chosen.

    ``QAbstractItemView.setCurrentIndex`` asks the keyboard how to select: with Ctrl held, as for Undo or
    Generate, it would leave the row unchosen.
    """
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

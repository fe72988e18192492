"""The keys of the workspace in front, and those that work everywhere; made from the command table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.kit.actions import title_of
from studio.kit.theme import SIZES, set_kind
from studio.state.commands import Command, CommandTable
from studio.state.workspace import find_workspace

_SIZE = QSize(560, 640)


class KeysDialog(QDialog):
    """Not modal. workspace: whose keys come first, None for the start page; of_parts: (what, key) of its
    parts that take keys themselves, behind its commands.
    """

    def __init__(
        self,
        table: CommandTable,
        workspace: str | None,
        parent: QWidget | None = None,
        of_parts: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(_SIZE)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        keyed = table.for_workspace(workspace)
        own = _rows(table, [command for command in keyed if command.workspaces])
        own += [(what, key.split(" / ")) for what, key in of_parts]
        if own and workspace is not None:
            manifest = find_workspace(workspace)
            title = manifest.title if manifest is not None else workspace
            column.addWidget(self._title(QCoreApplication.translate("Menus", title)))
            column.addLayout(self._grid(own))
            column.addSpacing(16)
        column.addWidget(self._title(self.tr("All workspaces")))
        column.addLayout(self._grid(_rows(table, [command for command in keyed if not command.workspaces])))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _title(self, text: str) -> QLabel:
        title = QLabel(text)
        set_kind(title, "title")
        return title

    def _grid(self, rows: list[tuple[str, list[str]]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SIZES.pad_large)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, (what, words) in enumerate(rows):
            grid.addWidget(QLabel(what), row, 0)
            keys = QHBoxLayout()
            keys.setSpacing(4)
            for key in dict.fromkeys(word.replace("Return", "Enter") for word in words):
                shown = QLabel(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
                set_kind(shown, "key")
                keys.addWidget(shown)
            grid.addLayout(keys, row, 1, Qt.AlignmentFlag.AlignRight)
        return grid


def _rows(table: CommandTable, commands: list[Command]) -> list[tuple[str, list[str]]]:
    return [(title_of(command).rstrip("…"), list(table.keys(command.id))) for command in commands]

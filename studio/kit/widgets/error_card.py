"""`ErrorCard`: what failed, why, and what to do, shown where it happened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from studio.core.errors import InputError, StudioError
from studio.kit.i18n import said
from studio.kit.icons import IconLabel, icon
from studio.kit.theme import SIZES, Theme, set_kind
from studio.kit.widgets.buttons import IconButton

_WORDS_AT = SIZES.icon + 8
"""px from the mark's left edge to the words."""
_FLAT_INSET = 12
"""px from the edge of a flat button, which is not seen, to its icon."""


def report_text(error: StudioError) -> str:
    """The error as text for a bug report, in English: message, hint, code, log."""
    lines = [error.message, error.hint, f"code: {error.code}", "", error.detail]
    return "\n".join(line for index, line in enumerate(lines) if line or index == 3).strip() + "\n"


class ErrorCard(QFrame):
    """Hidden until `show_error`. The close button and `clear` hide it again.

    The user's way forward is a button: pass ``action`` as (label, function).
    """

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error: StudioError | None = None
        self._action: Callable[[], object] | None = None
        self.setProperty("kind", "error")
        self._message = self._label()
        self._message.setFont(Theme.current().font(bold=True))
        self._hint = self._label()
        self._act = QPushButton(self)
        self._act.clicked.connect(self._run_action)
        self._act.hide()
        self._details = QPushButton(self.tr("Details"), self)
        self._copy = QPushButton(self.tr("Copy report"), self)
        for button, name in ((self._details, "chevron-down"), (self._copy, "copy")):
            set_kind(button, "flat")
            button.setIcon(icon(name))
            button.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        self._details.clicked.connect(self._fold)
        self._copy.clicked.connect(self._copy_report)
        self._log = QPlainTextEdit(self)
        self._log.setReadOnly(True)
        self._log.setAccessibleName(self.tr("Details"))
        self._log.setFont(Theme.current().font(SIZES.font_caption, mono=True))
        self._log.setFixedHeight(132)
        self._build()
        self.hide()

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _build(self) -> None:
        close = IconButton("close", self.tr("Dismiss"), parent=self)
        close.clicked.connect(self._dismiss)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(IconLabel("error", SIZES.icon, "danger", self), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._message)
        words.addWidget(self._hint)
        top.addLayout(words, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._buttons = buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self._act, self._details, self._copy):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 8, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(buttons)
        column.addWidget(self._log)

    def show_error(self, error: StudioError, action: tuple[str, Callable[[], object]] | None = None) -> None:
        """Show ``error`` in place of an earlier one."""
        self._error = error
        self._message.setText(said(error.message))
        self._hint.setText(said(error.hint))
        self._hint.setVisible(bool(error.hint))
        self._action = action[1] if action else None
        self._act.setVisible(action is not None)
        self._act.setText(action[0] if action else "")
        self._details.setVisible(bool(error.detail))
        # Nobody reports that a field was empty.
        self._copy.setVisible(bool(error.detail) or not isinstance(error, InputError))
        self._buttons.setContentsMargins(_WORDS_AT if action else _WORDS_AT - _FLAT_INSET, 0, 0, 0)
        self._log.setPlainText(error.detail)
        self._set_folded(True)
        self.setAccessibleName(self.tr("Error: {message}").format(message=self._message.text()))
        self.show()

    def clear(self) -> None:
        """Hide without telling anyone."""
        self._error = None
        self.hide()

    def _set_folded(self, folded: bool) -> None:
        self._log.setVisible(not folded)
        self._details.setIcon(icon("chevron-down" if folded else "chevron-up"))

    @Slot()
    def _fold(self) -> None:
        self._set_folded(not self._log.isHidden())

    @Slot()
    def _run_action(self) -> None:
        if self._action is not None:
            self._action()

    @Slot()
    def _copy_report(self) -> None:
        if self._error is not None:
            QGuiApplication.clipboard().setText(report_text(self._error))
            self._copy.setText(self.tr("Copied"))

    @Slot()
    def _dismiss(self) -> None:
        self.clear()
        self.dismissed.emit()

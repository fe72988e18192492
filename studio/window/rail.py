"""The rail on the left: one button a workspace, each with its hue."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from studio.kit.i18n import translate
from studio.kit.icons import icon
from studio.kit.theme import SIZES, Theme
from studio.state.workspace import Workspace, WorkspaceId, workspaces


class Rail(QWidget):
    """Emits ``workspace_chosen`` with the id of the workspace that the user picks."""

    workspace_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(SIZES.rail + 16)
        self.setAccessibleName(self.tr("Workspaces"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 8)
        layout.setSpacing(4)
        self._group = QButtonGroup(self)
        self._buttons: dict[WorkspaceId, QToolButton] = {}
        for workspace in workspaces():
            button = _button(workspace)
            self._group.addButton(button)
            self._buttons[workspace.id] = button
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
            button.clicked.connect(self._on_clicked)
        layout.addStretch(1)

    def set_workspace(self, workspace: WorkspaceId | None) -> None:
        """Show which workspace is in front; None, or one that this build lacks: none of them."""
        button = self._buttons.get(workspace or "")
        if button is not None:
            button.setChecked(True)
            return
        checked = self._group.checkedButton()
        if checked is not None:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def _on_clicked(self) -> None:
        button = self._group.checkedButton()
        if button is not None:
            self.workspace_chosen.emit(str(button.property("rail")))


def _button(workspace: Workspace) -> QToolButton:
    title = translate("Menus", workspace.title)
    button = QToolButton()
    button.setText(title)
    button.setIcon(icon(workspace.icon, workspace=workspace.id))
    button.setIconSize(QSize(24, 24))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setFont(Theme.current().font(SIZES.font_caption))
    button.setCheckable(True)
    button.setAutoRaise(True)
    button.setFixedSize(SIZES.rail + 8, 52)
    button.setToolTip(f"{title} (Ctrl+{workspace.key})")
    button.setAccessibleName(title)
    button.setProperty("rail", workspace.id)
    button.setProperty("workspace", workspace.id)
    return button

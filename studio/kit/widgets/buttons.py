"""Small buttons: `IconButton` (an icon with a tooltip) and `Segmented` (one of a few words)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget

from studio.kit.icons import icon
from studio.kit.theme import SIZES


class IconButton(QToolButton):
    """A square button with an icon. ``label`` is its tooltip and its name for screen readers.

    Connect ``clicked``, or ``toggled`` when ``checkable``; checked, the icon wears the hue of ``workspace``.
    """

    def __init__(
        self,
        name: str,
        label: str,
        *,
        workspace: str | None = None,
        checkable: bool = False,
        size: int = SIZES.icon_small,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setIcon(icon(name, workspace))
        self.setIconSize(QSize(size, size))
        self.setFixedSize(size + 12, size + 12)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_label(label)

    def setMenu(self, menu: QMenu) -> None:
        super().setMenu(menu)
        # Qt sends no Leave to a button whose menu was open when the pointer left it.
        menu.aboutToHide.connect(self._let_go)

    @Slot()
    def _let_go(self) -> None:
        under = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, under)
        self.update()

    def set_label(self, label: str, keys: str = "") -> None:
        """Change what the button says of itself; ``keys`` is shown in the tooltip."""
        self.setAccessibleName(label)
        self.setToolTip(f"{label} ({keys})" if keys else label)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self.setIcon(icon(name, self._workspace))


class Segmented(QWidget):
    """A row of joined buttons of which one is chosen: ``options`` are (value, label) or (value, label, icon).

    Left and Right move the choice. ``label`` names the group for screen readers.
    """

    value_changed = Signal(object)

    def __init__(
        self, options: Sequence[tuple[str, ...]], label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(label)
        self._group = QButtonGroup(self)
        self._values = [option[0] for option in options]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, option in enumerate(options):
            row.addWidget(self._make(index, len(options), option))
        row.addStretch(1)
        self._group.button(0).setChecked(True)
        self._group.buttonToggled.connect(self._toggled)

    def _make(self, index: int, count: int, option: tuple[str, ...]) -> QToolButton:
        button = QToolButton(self)
        button.setText(option[1])
        button.setAccessibleName(option[1])
        button.setToolTip(option[1])
        if len(option) > 2:
            button.setIcon(icon(option[2]))
            button.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        edge = "first" if index == 0 else "last" if index == count - 1 else "middle"
        button.setProperty("segment", True)
        button.setProperty("edge", edge)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(button, index)
        return button

    def value(self) -> str:
        """The chosen value."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Choose ``value``; one that is not offered leaves the choice as it is."""
        if value in self._values:
            self._group.button(self._values.index(str(value))).setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        button = self._group.button((self._group.checkedId() + step) % len(self._values))
        button.setChecked(True)
        button.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(QAbstractButton, bool)
    def _toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self.value_changed.emit(self._values[self._group.id(button)])

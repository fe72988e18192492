"""`SizeField`: width and height of a picture, by preset or by number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.kit.theme import set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.number_field import NumberEdit

DEFAULT_PRESETS: tuple[tuple[int, int], ...] = ((256, 256), (512, 512), (768, 512), (1024, 1024), (1344, 768))


def parse_size(text: str) -> tuple[int, int]:
    """Read ``"512x768"``. Raises ValueError."""
    width, _, height = text.lower().replace("×", "x").partition("x")
    return int(width), int(height)


class SizeField(QWidget):
    """W x H in px, each a multiple of ``multiple``.

    ``value()`` is text such as ``"512x512"``, as engines take it.
    """

    value_changed = Signal(object)

    def __init__(
        self,
        presets: Sequence[tuple[int, int]] = DEFAULT_PRESETS,
        *,
        minimum: int = 64,
        maximum: int = 4096,
        multiple: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._multiple = multiple
        self._setting = False
        self.presets = QComboBox(self)
        self.presets.setAccessibleName(self.tr("Size preset"))
        for width, height in presets:
            self.presets.addItem(f"{width} × {height}", f"{width}x{height}")
        self.presets.addItem(self.tr("Custom size"), "")
        self.width_edit = self._number(self.tr("Width"), minimum, maximum)
        self.height_edit = self._number(self.tr("Height"), minimum, maximum)
        self.swap = IconButton("swap", self.tr("Swap width and height"), parent=self)
        self.swap.clicked.connect(self._swap)
        times = QLabel("×", self)
        set_kind(times, "dim")
        row = QHBoxLayout()
        row.setSpacing(4)
        for widget, stretch in ((self.width_edit, 1), (times, 0), (self.height_edit, 1), (self.swap, 0)):
            row.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.presets)
        column.addLayout(row)
        self.setFocusProxy(self.presets)
        self.presets.currentIndexChanged.connect(self._preset_chosen)
        self.set_value(f"{presets[0][0]}x{presets[0][1]}")

    def _number(self, label: str, minimum: int, maximum: int) -> NumberEdit:
        edit = NumberEdit(
            minimum=minimum, maximum=maximum, step=self._multiple, unit="px", label=label, parent=self
        )
        edit.value_changed.connect(self._number_changed)
        edit.value_committed.connect(self._round)
        return edit

    def value(self) -> str:
        """``"WxH"`` in px."""
        return f"{self.width_edit.value()}x{self.height_edit.value()}"

    def size_px(self) -> tuple[int, int]:
        """(width, height) in px."""
        return int(self.width_edit.value()), int(self.height_edit.value())

    def set_value(self, value: object) -> None:
        """Show ``"WxH"``; text that is no size is ignored."""
        try:
            width, height = parse_size(str(value))
        except ValueError:
            return
        if self.size_px() == (width, height) and self.presets.currentIndex() >= 0:
            self._match_preset()
            return
        self._setting = True
        self.width_edit.set_value(width)
        self.height_edit.set_value(height)
        self._setting = False
        self._match_preset()
        self.value_changed.emit(self.value())

    def _match_preset(self) -> None:
        index = self.presets.findData(self.value())
        self.presets.blockSignals(True)
        self.presets.setCurrentIndex(index if index >= 0 else self.presets.count() - 1)
        self.presets.blockSignals(False)

    @Slot(int)
    def _preset_chosen(self, index: int) -> None:
        if self.presets.itemData(index):
            self.set_value(self.presets.itemData(index))

    @Slot(object)
    def _number_changed(self, _value: object) -> None:
        if not self._setting:
            self._match_preset()
            self.value_changed.emit(self.value())

    @Slot(object)
    def _round(self, _value: object) -> None:
        width, height = (round(side / self._multiple) * self._multiple for side in self.size_px())
        self.set_value(f"{width}x{height}")

    @Slot()
    def _swap(self) -> None:
        width, height = self.size_px()
        self.set_value(f"{height}x{width}")

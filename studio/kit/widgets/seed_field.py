"""`SeedField`: the seed of a generation, with a die and a lock."""

from __future__ import annotations

import random

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from studio.kit.theme import Theme
from studio.kit.widgets.buttons import IconButton

SEED_LIMIT = 2**32


class SeedField(QWidget):
    """Seed of the next result. Unlocked: a new one each time (``value()`` is None). Locked: always this one.

    The die throws a new seed and locks it; typing one locks it too. `show_last` tells which seed was
    used, so that locking after a good result keeps it.
    """

    value_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: int | None = None
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(self.tr("Seed"))
        self.edit.setFont(Theme.current().font(tabular=True))
        self.edit.setMaxLength(10)
        self.edit.editingFinished.connect(self._typed)
        self.die = IconButton("die", self.tr("New seed"), parent=self)
        self.die.clicked.connect(self._throw)
        self.lock = IconButton("unlock", "", checkable=True, parent=self)
        self.lock.toggled.connect(self._locked)
        self.setFocusProxy(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget, stretch in ((self.edit, 1), (self.die, 0), (self.lock, 0)):
            row.addWidget(widget, stretch)
        self._seed: int | None = None
        self._refresh()

    def value(self) -> int | None:
        """The locked seed (0..2^32-1), or None for a new one each time."""
        return self._seed

    def set_value(self, value: object) -> None:
        """Lock ``value``, or unlock with None."""
        seed = value % SEED_LIMIT if isinstance(value, int) else None
        changed = seed != self._seed
        self._seed = seed
        self._refresh()
        if changed:
            self.value_changed.emit(seed)

    def show_last(self, seed: int) -> None:
        """Tell which seed made the last result; the lock keeps this one."""
        self._last = seed
        self._refresh()

    def _refresh(self) -> None:
        locked = self._seed is not None
        self.edit.setText(str(self._seed) if locked else "")
        self.edit.setPlaceholderText(self.tr("Random"))
        self.lock.blockSignals(True)
        self.lock.setChecked(locked)
        self.lock.blockSignals(False)
        self.lock.set_icon("lock" if locked else "unlock")
        keep = self.tr("Lock seed") if self._last is None else self.tr("Lock last seed, {seed}")
        self.lock.set_label(self.tr("Use a new seed each time") if locked else keep.format(seed=self._last))

    @Slot()
    def _typed(self) -> None:
        text = self.edit.text().strip()
        if text.isdecimal():
            self.set_value(int(text))
        elif text:
            self._refresh()
        else:
            self.set_value(None)

    @Slot()
    def _throw(self) -> None:
        self.set_value(random.randrange(SEED_LIMIT))

    @Slot(bool)
    def _locked(self, locked: bool) -> None:
        if not locked:
            self.set_value(None)
        else:
            self.set_value(self._last if self._last is not None else random.randrange(SEED_LIMIT))

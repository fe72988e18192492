"""What is shown while no project is open: three ways to begin, recent projects, new and open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.kit.icons import IconLabel, icon
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.start_card import StartCard
from studio.state.workspace import find_workspace

_COLUMN = 760


class StartPage(QWidget):
    """Emits what the user wants; the window does it."""

    card_chosen = Signal(str)
    """"image", "captions" or "voice"."""
    new_wanted = Signal()
    open_wanted = Signal()
    script_wanted = Signal()
    sample_wanted = Signal()
    recent_chosen = Signal(object)
    """Path of a recent project."""

    def __init__(self) -> None:
        super().__init__()
        title = QLabel(self.tr("What would you like to make?"))
        set_kind(title, "title")
        cards = QHBoxLayout()
        cards.setSpacing(12)
        for workspace, heading, words in (
            ("image", self.tr("Make an image"), self.tr("Describe it in words and watch it appear.")),
            (
                "captions",
                self.tr("Caption a video"),
                self.tr("Drop a video to turn its speech into captions."),
            ),
            ("voice", self.tr("Dub a video"), self.tr("Speak a video's captions in another voice.")),
        ):
            manifest = find_workspace(workspace)
            if manifest is None:
                continue
            card = StartCard(manifest, heading, words)
            card.chosen.connect(self.card_chosen)
            cards.addWidget(card, 1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._crash_notice())
        column.addWidget(title)
        column.addLayout(cards)
        column.addSpacing(12)
        column.addLayout(self._buttons())
        column.addWidget(self._recent_list())
        column.addStretch(3)
        holder = QWidget()
        holder.setMaximumWidth(_COLUMN)
        holder.setLayout(column)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(holder, 100)  # as wide as it may be, less only where the window has no room
        outer.addStretch(1)

    def show_crash(self, project: Path | None, attempts: int) -> None:
        """Say that the last run died, and offer what was open. attempts: runs in a row that died."""
        words = self.tr(
            "Backlot Studio did not close properly last time. Your work is safe: every edit was "
            "saved as you made it."
        )
        if attempts > 2:
            words += " " + self.tr(
                "This has happened {count} times in a row. See the log in the data folder for details."
            ).format(count=attempts)
        self._crash_words.setText(words)
        self._crashed = project
        self.crash_open.setVisible(project is not None)
        if project is not None:
            self.crash_open.setText(self.tr("Reopen {name}").format(name=project.stem).replace("&", "&&"))
        self.crash.show()

    def hide_crash(self) -> None:
        """Nothing to tell."""
        self.crash.hide()

    def _crash_notice(self) -> QWidget:
        self._crashed: Path | None = None
        self.crash = QFrame()
        set_kind(self.crash, "card")
        self._crash_words = QLabel()
        self._crash_words.setWordWrap(True)
        self.crash_open = QPushButton(icon("folder-open"), "")
        self.crash_open.clicked.connect(self._on_crash_open)
        row = QHBoxLayout(self.crash)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel("warning", SIZES.icon, "warn"))
        row.addWidget(self._crash_words, 1)
        row.addWidget(self.crash_open)
        self.crash.hide()
        return self.crash

    def _on_crash_open(self) -> None:
        if self._crashed is not None:
            self.recent_chosen.emit(self._crashed)

    def set_recent(self, projects: list[Path]) -> None:
        """Show the last projects, newest first."""
        self._recent.clear()
        for path in projects[:6]:
            item = QListWidgetItem(icon("film"), path.stem)
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(str(path))
            self._recent.addItem(item)
        shown = bool(projects)
        self._recent.setVisible(shown)
        self._recent_title.setVisible(shown)
        self._recent.ensurePolished()
        rows = self._recent.sizeHintForRow(0) * self._recent.count()
        self._recent.setFixedHeight(rows + 2 * self._recent.frameWidth() + 4)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, name, signal in (
            (self.tr("New project"), "plus", self.new_wanted),
            (self.tr("Open…"), "folder-open", self.open_wanted),
            (self.tr("Film from a script…"), "file", self.script_wanted),
            (self.tr("Watch the sample film"), "film", self.sample_wanted),
        ):
            button = QPushButton(icon(name), text)
            button.setIconSize(QSize(16, 16))
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _recent_list(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(4)
        self._recent_title = QLabel(self.tr("Recent projects"))
        set_kind(self._recent_title, "caption")
        self._recent = QListWidget()
        self._recent.setAccessibleName(self.tr("Recent projects"))
        self._recent.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        self._recent.itemActivated.connect(self._on_recent)
        self._recent.itemClicked.connect(self._on_recent)
        layout.addWidget(self._recent_title)
        layout.addWidget(self._recent)
        self.set_recent([])
        return box

    def _on_recent(self, item: QListWidgetItem) -> None:
        self.recent_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

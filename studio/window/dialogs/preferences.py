"""The preferences: every declared setting, applied the moment it is changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from studio.core.errors import InputError
from studio.core.settings import Setting, Settings, Value
from studio.kit.bind import access
from studio.kit.i18n import translate
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.buttons import IconButton
from studio.kit.widgets.number_field import NumberField
from studio.kit.widgets.toggle import Toggle
from studio.state.commands import CommandTable
from studio.state.keymaps import SETTING, ActiveKeys
from studio.state.workspace import workspaces
from studio.window.dialogs.key_page import KeyPage

_SIZE = QSize(640, 620)


class FolderField(QWidget):
    """A folder, typed or chosen; "" means the default. Binds through ``ui.bind.access``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Default folder"))
        choose = IconButton("folder-open", self.tr("Choose a folder"))
        choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(choose)
        self.setFocusProxy(self.edit)
        self.value_changed = self.edit.textChanged

    def value(self) -> str:
        """The path as text."""
        return self.edit.text().strip()

    def set_value(self, value: object) -> None:
        """Show a path."""
        self.edit.setText(str(value or ""))

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Choose a folder"), self.value())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.edit.setText)
        dialog.open()


class PreferencesDialog(QDialog):
    """Not modal: the window shows each change at once."""

    def __init__(
        self, settings: Settings, table: CommandTable, keys: ActiveKeys, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.fields: dict[str, QWidget] = {}
        self.setWindowTitle(self.tr("Preferences"))
        self.resize(_SIZE)
        titles = {
            "look": self.tr("Appearance"),
            "projects": self.tr("Projects"),
            "media": self.tr("Media"),
            "jobs": self.tr("Jobs"),
            "plugins": self.tr("Plug-ins"),
        } | {one.id: translate("Menus", one.title) for one in workspaces()}
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        declared = [setting for setting in settings.declared() if setting.key != SETTING]  # has its own page
        for index, section in enumerate(dict.fromkeys(setting.section for setting in declared)):
            title = QLabel(titles.get(section, section.capitalize()))
            set_kind(title, "title")
            if index:
                column.addSpacing(16)
            column.addWidget(title)
            column.addLayout(self._grid([setting for setting in declared if setting.section == section]))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.key_page = KeyPage(table, keys)
        self._scroll = scroll
        self._pages = QTabWidget()
        self._pages.setDocumentMode(True)
        self._pages.addTab(scroll, self.tr("General"))
        self._pages.addTab(self.key_page, self.tr("Keys"))
        outer.addWidget(self._pages)

    def show_setting(self, key: str) -> None:
        """Bring one setting into sight and put the focus there."""
        field = self.fields.get(key)
        if field is None:
            self._pages.setCurrentWidget(self.key_page)
            self.key_page.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._pages.setCurrentWidget(self._scroll)
        self._scroll.ensureWidgetVisible(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _grid(self, settings: list[Setting]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SIZES.pad_large)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for index, setting in enumerate(settings):
            label = QLabel(translate("Settings", setting.title))
            words = QLabel(translate("Settings", setting.help))
            set_kind(words, "caption")
            words.setWordWrap(True)
            field = _field(setting)
            way = access(field)
            way.set(self._settings.get(setting.key))
            field.setAccessibleName(label.text())
            field.setAccessibleDescription(words.text())
            label.setBuddy(field)
            way.changed.connect(partial(self._store, setting))
            self.fields[setting.key] = field
            texts = QVBoxLayout()
            texts.setSpacing(0)
            texts.addStretch(1)
            texts.addWidget(label)
            texts.addWidget(words)
            texts.addStretch(1)
            grid.addLayout(texts, index, 0)
            grid.addWidget(field, index, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.setRowMinimumHeight(index, 48)
        grid.setColumnMinimumWidth(1, 240)
        return grid

    def _store(self, setting: Setting, *_args: object) -> None:
        value: Value = access(self.fields[setting.key]).get()
        if setting.kind == "float":
            value = float(value)
        try:
            self._settings.set(setting.key, value)
        except InputError:
            return  # half typed; the field keeps to its range when it is left


def _field(setting: Setting) -> QWidget:
    """The widget for one setting."""
    if setting.kind == "bool":
        return Toggle()
    if setting.kind == "choice":
        combo = QComboBox()
        titles = setting.choice_titles or setting.choices
        for word, title in zip(setting.choices, titles, strict=True):
            combo.addItem(translate("Settings", title), word)
        return combo
    if setting.kind in ("int", "float"):
        whole = setting.kind == "int"
        return NumberField(
            minimum=setting.minimum if setting.minimum is not None else -1e9,
            maximum=setting.maximum if setting.maximum is not None else 1e9,
            step=1.0 if whole else 0.1,
            decimals=0 if whole else 1,
            default=float(setting.default),
            unit=setting.unit,
            label=translate("Settings", setting.title),
        )
    return FolderField() if setting.kind == "folder" else QLineEdit()

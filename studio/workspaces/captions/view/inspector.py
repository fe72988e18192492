"""The inspector of Captions: what is wrong with the selected cue, the style, the track, how to transcribe."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from studio.captions.checks import CueProblem
from studio.core.ticks import from_seconds
from studio.kit.bind import Bindings
from studio.kit.i18n import said, translate
from studio.kit.icons import IconLabel
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.number_field import NumberField
from studio.kit.widgets.section import Section
from studio.kit.widgets.toggle import Toggle
from studio.project.model import CaptionTrack
from studio.workspaces.captions.state.view_model import CaptionsState
from studio.workspaces.captions.view.style import StyleEditor

LANGUAGES = {
    "ar": "العربية", "ca": "Català", "cs": "Čeština", "da": "Dansk", "de": "Deutsch", "el": "Ελληνικά",
    "en": "English", "es": "Español", "fi": "Suomi", "fr": "Français", "he": "עברית", "hi": "हिन्दी",
    "hu": "Magyar", "id": "Indonesia", "it": "Italiano", "ja": "日本語", "ko": "한국어", "nb": "Norsk",
    "nl": "Nederlands", "pl": "Polski", "pt": "Português", "ro": "Română", "ru": "Русский", "sv": "Svenska",
    "th": "ไทย", "tr": "Türkçe", "uk": "Українська", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip
"""Languages to choose from, each in its own words."""

_MARKS = {"error": ("error", "danger"), "warning": ("warning", "warn"), "hint": ("info", "dim")}


def language_name(tag: str) -> str:
    """A language in its own words, e.g. "Deutsch"; the tag itself when it is not known."""
    if tag in LANGUAGES:
        return LANGUAGES[tag]
    locale = QLocale(tag)
    if locale.language() in (QLocale.Language.C, QLocale.Language.AnyLanguage):
        return tag
    name = locale.nativeLanguageName() or tag
    return name[:1].upper() + name[1:]


def language_box(label: str, parent: QWidget, empty: str = "") -> QComboBox:
    """A chooser of languages by BCP-47 tag; with ``empty``, a first entry of that name for ""."""
    box = QComboBox(parent)
    box.setAccessibleName(label)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    if empty:
        box.addItem(empty, "")
    for tag in LANGUAGES:
        box.addItem(language_name(tag), tag)
    return box


class CaptionsInspector(QScrollArea):
    """Sections over a CaptionsState."""

    def __init__(self, state: CaptionsState, bindings: Bindings) -> None:
        super().__init__()
        self._state = state
        self.setProperty("workspace", "captions")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(SIZES.pad, 8, SIZES.pad, SIZES.pad)
        column.setSpacing(4)
        self._cue_part = self._make_cue_part(content)
        column.addWidget(self._cue_part)
        style = Section(self.tr("Style"), parent=content)
        self.style_editor = StyleEditor(state, bindings, style)
        style.body.addWidget(self.style_editor)
        column.addWidget(style)
        self._track_part = self._make_track_part(content)
        column.addWidget(self._track_part)
        column.addWidget(self._make_listening_part(content, bindings))
        column.addStretch(1)
        self.setWidget(content)
        bindings.call(state, "current_cue", self._show_cue)
        bindings.call(state, "marked", self._show_cue)
        bindings.call(state, "track", self._show_track)

    # ---- the selected caption

    def _make_cue_part(self, parent: QWidget) -> Section:
        part = Section(self.tr("Selected captions"), parent=parent)
        self._problems = QGridLayout()
        self._problems.setHorizontalSpacing(8)
        self._problems.setVerticalSpacing(6)
        self._problems.setColumnStretch(1, 1)
        part.body.addLayout(self._problems)
        self._fix = QPushButton(self.tr("Fix automatically"), part)
        self._fix.clicked.connect(self._fix_clicked)
        part.body.addWidget(self._fix)
        self._by = NumberField(
            minimum=-3600,
            maximum=3600,
            step=0.1,
            decimals=2,
            unit="s",
            label=self.tr("Shift by"),
            parent=part,
        )
        go = QPushButton(self.tr("Shift"), part)
        go.clicked.connect(self._shift_clicked)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(QLabel(self.tr("Shift by"), part))
        row.addWidget(self._by, 1)
        row.addWidget(go)
        part.body.addLayout(row)
        return part

    def _show_cue(self, _value: object) -> None:
        cue = self._state.current_cue
        self._cue_part.setVisible(cue is not None)
        while (item := self._problems.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        problems = self._state.rows.problems(cue.id) if cue is not None else ()
        for row, problem in enumerate(problems):
            self._add_problem(row, problem)
        if cue is not None and not problems:
            self._problems.addWidget(IconLabel("ok", SIZES.icon_small, "ok", self), 0, 0)
            self._problems.addWidget(QLabel(self.tr("No problems"), self), 0, 1)
        self._fix.setVisible(any(problem.fix not in ("", "shorten_text") for problem in problems))

    def _add_problem(self, row: int, problem: CueProblem) -> None:
        name, tone = _MARKS[problem.severity]
        mark = IconLabel(name, SIZES.icon_small, tone, self)
        words = QLabel(said(problem.message), self)
        words.setWordWrap(True)
        words.setToolTip(problem.source)
        self._problems.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        self._problems.addWidget(words, row, 1)

    @Slot()
    def _fix_clicked(self) -> None:
        self._state.edits.fix()

    @Slot()
    def _shift_clicked(self) -> None:
        self._state.edits.shift(from_seconds(float(self._by.value())))

    # ---- the track

    def _make_track_part(self, parent: QWidget) -> Section:
        part = Section(self.tr("Track"), parent=parent)
        form = _form()
        self._name = QLineEdit(part)
        self._name.setAccessibleName(self.tr("Track name"))
        self._name.editingFinished.connect(self._name_edited)
        form.addRow(self.tr("Name"), self._name)
        self._language = language_box(self.tr("Language"), part)
        self._language.activated.connect(self._language_chosen)
        form.addRow(self.tr("Language"), self._language)
        self._burn = Toggle(self.tr("Burn into picture"), part)
        self._burn.setToolTip(self.tr("Off: exported as selectable captions, not burned in"))
        self._burn.toggled.connect(self._burn_toggled)
        form.addRow("", self._burn)
        part.body.addLayout(form)
        remove = QPushButton(self.tr("Remove track"), part)
        set_kind(remove, "flat")
        remove.clicked.connect(self._state.track_edits.remove)
        part.body.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)
        return part

    def _show_track(self, track: CaptionTrack | None) -> None:
        self._track_part.setVisible(track is not None)
        if track is None:
            return
        if self._name.text() != track.name:
            self._name.setText(track.name)
        if self._language.findData(track.language) < 0:
            self._language.addItem(language_name(track.language), track.language)
        self._language.setCurrentIndex(self._language.findData(track.language))
        self._burn.setChecked(track.burn)

    @Slot()
    def _name_edited(self) -> None:
        name = self._name.text().strip()
        if name:
            self._state.track_edits.change(name=name)

    @Slot(int)
    def _language_chosen(self, _index: int) -> None:
        self._state.track_edits.change(language=str(self._language.currentData()))

    @Slot(bool)
    def _burn_toggled(self, burn: bool) -> None:
        self._state.track_edits.change(burn=burn)

    # ---- transcribing

    def _make_listening_part(self, parent: QWidget, bindings: Bindings) -> Section:
        part = Section(self.tr("Transcribe"), parent=parent)
        form = _form()
        self._engine = QComboBox(part)
        self._engine.setAccessibleName(self.tr("Recogniser"))
        self._engine.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        form.addRow(self.tr("Recogniser"), self._engine)
        self._spoken = language_box(self.tr("Spoken language"), part, self.tr("Automatic"))
        form.addRow(self.tr("Language"), self._spoken)
        part.body.addLayout(form)
        listening = self._state.listening
        bindings.call(listening, "engines", self._list_engines)
        bindings.bind(listening, "engine", self._engine)
        bindings.bind(listening, "language", self._spoken)
        return part

    def _list_engines(self, engines: tuple[tuple[str, str], ...]) -> None:
        chosen = self._state.listening.engine
        self._engine.blockSignals(True)  # filling it is no choice
        self._engine.clear()
        for engine, title in engines:
            self._engine.addItem(translate("Engine", title), engine)
        self._engine.setCurrentIndex(self._engine.findData(chosen))
        self._engine.blockSignals(False)
        self._engine.setEnabled(bool(engines))


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)  # in a narrow inspector
    return form

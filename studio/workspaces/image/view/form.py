"""The left side of the Image workspace: what shall be made, and the button that makes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.kit.bind import Bindings
from studio.kit.durations import time_left
from studio.kit.i18n import said, translate
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.param_form import ParamForm
from studio.kit.widgets.primary_button import PrimaryButton
from studio.kit.widgets.prompt_edit import PromptEdit
from studio.kit.widgets.seed_field import SeedField
from studio.workspaces.image.state.view_model import ImageState, Progress

FORM_WIDTH = 312


class ImageForm(QFrame):
    """Prompt, negative, the parameters, Generate."""

    def __init__(self, state: ImageState, bindings: Bindings) -> None:
        super().__init__()
        self._state = state
        set_kind(self, "panel")
        self.setFixedWidth(FORM_WIDTH)
        self.prompt = PromptEdit(
            self.tr("Describe the image in your own words"), label=self.tr("Prompt"), min_lines=4
        )
        self.negative = PromptEdit(
            self.tr("What the image should not show"),
            label=self.tr("Negative prompt"),
            min_lines=2,
            max_lines=4,
        )
        self.engine = QComboBox(self)
        self.engine.setAccessibleName(self.tr("Engine"))
        self.params = ParamForm(parent=self)
        self._build()
        self._bind(bindings)

    def _build(self) -> None:
        inside = QWidget()
        set_kind(inside, "panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(SIZES.pad, SIZES.pad, SIZES.pad, SIZES.pad)
        column.setSpacing(4)
        for title, field in ((self.tr("Prompt"), self.prompt), (self.tr("Negative prompt"), self.negative)):
            label = QLabel(title)
            set_kind(label, "dim")
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
            column.addSpacing(4)
        column.addWidget(self.engine)
        column.addSpacing(4)
        column.addWidget(self.params)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.stage = QLabel(self)
        set_kind(self.stage, "caption")
        self.button = PrimaryButton(self.tr("Generate"), "generate", self)  # made here: Tab comes to it last
        self.button.set_tip(self.tr("Generate images"), "Ctrl+Enter")
        foot = QVBoxLayout()
        foot.setContentsMargins(SIZES.pad, 8, SIZES.pad, SIZES.pad)
        foot.setSpacing(4)
        foot.addWidget(self.stage)
        foot.addWidget(self.button)
        line = QFrame(self)
        set_kind(line, "line")
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(line)
        whole.addLayout(foot)
        edge = QFrame(self)
        set_kind(edge, "vline")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(whole, 1)
        row.addWidget(edge)

    def _bind(self, b: Bindings) -> None:
        state = self._state
        b.bind(state, "prompt", self.prompt)
        b.bind(state, "negative", self.negative)
        b.call(state, "engines", self._show_engines)
        b.connect(self.engine.activated, self._choose_engine)
        b.call(state, "engine", self._show_engine)
        for name in ("params", "size", "count", "seed"):
            b.call(state, name, self._show_values)
        b.connect(self.params.value_changed, self._param_changed)
        b.call(state, "last_seed", self._show_last_seed)
        b.connect(self.prompt.submitted, self.act)
        b.connect(self.negative.submitted, self.act)
        b.connect(self.button.triggered, state.generate)
        b.connect(self.button.cancel_requested, state.cancel)
        b.call(state, "running", self.button.set_running)
        b.call(state, "progress", self._show_progress)

    def act(self) -> None:
        """What Ctrl+Enter does: Generate, or Cancel while pictures are made."""
        self.button.click()

    def _show_engines(self, _specs: object) -> None:
        self.engine.clear()
        for spec in self._state.engines:
            self.engine.addItem(translate("Engine", spec.title), spec.id)
        self.engine.setVisible(self.engine.count() > 1)
        self._show_engine(self._state.engine)

    def _show_engine(self, _engine: object) -> None:
        self.engine.setCurrentIndex(self.engine.findData(self._state.engine))
        self.params.set_params(self._state.form_params())
        self._show_values()
        self._show_last_seed(self._state.last_seed)

    def _choose_engine(self, _index: int) -> None:
        self._state.engine = str(self.engine.currentData())

    def _show_values(self, _value: object = None) -> None:
        self.params.set_values(self._state.form_values())

    def _param_changed(self, name: str, value: object) -> None:
        self._state.set_param(name, value)

    def _show_last_seed(self, seed: int | None) -> None:
        field = self.params.fields.get("seed")
        if seed is not None and isinstance(field, SeedField):
            field.show_last(seed)

    def _show_progress(self, progress: Progress | None) -> None:
        self.stage.setText(self.progress_words(progress))
        self.stage.setVisible(progress is not None)
        if progress is not None:
            self.button.set_progress(progress.share, self.stage.text())

    def progress_words(self, progress: Progress | None) -> str:
        """One line about the work: which picture, which step, how long still."""
        if progress is None:
            return ""
        parts = [self.stage_words(progress)]
        if progress.count > 1:
            number = self.tr("Image {number} of {count}")
            parts.insert(0, number.format(number=progress.number, count=progress.count))
        if progress.remaining_s is not None:
            parts.append(time_left(progress.remaining_s))
        return " · ".join(parts)

    def stage_words(self, progress: Progress) -> str:
        """The engine's stage in the user's words."""
        if progress.paused:
            return self.tr("Queue paused")
        if progress.stage == "denoising" and progress.total:
            return self.tr("Step {done} of {total}").format(done=progress.done, total=progress.total)
        known = {
            "": self.tr("Queued"),
            "preparing": self.tr("Preparing"),
            "denoising": self.tr("Generating"),
        }
        return known.get(progress.stage, said(progress.stage).capitalize())

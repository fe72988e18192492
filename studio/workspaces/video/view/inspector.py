"""The inspector of the Video workspace: everything that can be set for the chosen clip."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from studio.core import ticks
from studio.core.text import Text
from studio.kit.bind import Bindings
from studio.kit.theme import SIZES, set_kind
from studio.kit.widgets.number_field import NumberField
from studio.kit.widgets.section import Section
from studio.kit.widgets.toggle import Toggle
from studio.project.pace import SPEED
from studio.workspaces.video.state.view_model import EFFECTS, VideoState, spec_of
from studio.workspaces.video.view.effect_form import EffectForm, KeyButtons, fit_sliders

_LABEL_WIDTH = 84
_LONGEST_FADE_S = 30.0


class VideoInspector(QWidget):
    """Hidden parts are those that mean nothing for the clip: no crop for a sound, no level for a picture."""

    def __init__(self, state: VideoState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.setProperty("workspace", "video")
        self._showing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(SIZES.pad, SIZES.pad, SIZES.pad, SIZES.pad)
        column.setSpacing(4)
        self.none = self._make_none()
        self.content = QWidget(self)
        inner = QVBoxLayout(self.content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Clip label"))
        self.name.setPlaceholderText(self.tr("Label"))
        self.facts = QLabel()
        self.facts.setWordWrap(True)
        set_kind(self.facts, "caption")
        self.forms = {effect_id: EffectForm(state, effect_id) for effect_id in EFFECTS}
        self.forms["crop"].set_folded(True)
        self.time = self._make_time()
        self.sound = self._make_sound()
        inner.addWidget(self.name)
        inner.addWidget(self.facts)
        for part in (*self.forms.values(), self.time, self.sound):
            inner.addWidget(part)
        column.addWidget(self.none)
        column.addWidget(self.content)
        column.addStretch(1)
        self.name.editingFinished.connect(self._rename)
        # Several changes in a row (a drag, an edit and its selection) are shown once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.bindings = Bindings(self)
        self.bindings.call(state, "revision", lambda _: self._soon.start(), now=False)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        numbers = (self.speed, self.crossfade, self.gain, self.fade_in, self.fade_out)
        fit_sliders(numbers, event.size().width() - 2 * SIZES.pad)

    def _make_none(self) -> QWidget:
        none = QWidget(self)
        column = QVBoxLayout(none)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        set_kind(self.hint, "dim")
        self.choose = QPushButton(self.tr("Select clip at playhead"))
        self.choose.clicked.connect(lambda: self.state.attempt(self.state.choose_under_playhead))
        column.addWidget(self.hint)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        return none

    def _make_time(self) -> Section:
        section = Section(self.tr("Time"))
        grid = _grid(section)
        self.speed = self._number(grid, 0, self.tr("Speed"), 10, 1000, 100, "%", 5)
        self.speed_key = KeyButtons(self.state, SPEED, spec_of(SPEED).params[0], self)
        grid.addWidget(self.speed_key, 0, 2)
        at_speed = grid.itemAtPosition(0, 0)
        words = at_speed.widget() if at_speed is not None else None
        assert words is not None
        self._speed_words = words
        self.crossfade = self._number(grid, 1, self.tr("Crossfade"), 0, _LONGEST_FADE_S, 0, "s", 0.1, 2)
        self.crossfade.setToolTip(self.tr("From the previous clip; this clip and all later ones move left"))
        self.speed.value_committed.connect(lambda value: self._run(lambda: self.state.set_speed(value)))
        self.crossfade.value_committed.connect(
            lambda value: self._run(lambda: self.state.set_crossfade(value))
        )
        return section

    def _make_sound(self) -> Section:
        section = Section(self.tr("Audio"))
        self.heard = Toggle(self.tr("Audio on"))
        self.heard.toggled.connect(
            lambda on: self._change(Text("Sound on") if on else Text("Sound off"), sound=on)
        )
        section.body.addWidget(self.heard)
        grid = _grid(section)
        self.gain = self._number(grid, 0, self.tr("Level"), -60, 24, 0, "dB", 0.5, 1)
        self.fade_in = self._number(grid, 1, self.tr("Fade in"), 0, _LONGEST_FADE_S, 0, "s", 0.1, 2)
        self.fade_out = self._number(grid, 2, self.tr("Fade out"), 0, _LONGEST_FADE_S, 0, "s", 0.1, 2)
        self.gain.value_changed.connect(
            lambda value: self._change(Text("Change level"), drag=True, gain_db=float(value))
        )
        self.fade_in.value_changed.connect(
            lambda value: self._change(Text("Change fade-in"), drag=True, fade_in=ticks.from_seconds(value))
        )
        self.fade_out.value_changed.connect(
            lambda value: self._change(Text("Change fade-out"), drag=True, fade_out=ticks.from_seconds(value))
        )
        for field in (self.gain, self.fade_in, self.fade_out):
            field.value_committed.connect(lambda _: self.state.commit())
        return section

    def _number(
        self,
        grid: QGridLayout,
        row: int,
        label: str,
        low: float,
        high: float,
        default: float,
        unit: str,
        step: float,
        decimals: int = 0,
    ) -> NumberField:
        words = QLabel(label)
        set_kind(words, "dim")
        words.setMinimumHeight(SIZES.row)
        field = NumberField(
            minimum=low,
            maximum=high,
            default=default,
            unit=unit,
            step=step,
            decimals=decimals,
            label=label,
            slider=True,
            parent=self,
        )
        words.setBuddy(field)
        grid.addWidget(words, row, 0)
        grid.addWidget(field, row, 1)
        return field

    # ---- act

    def _run(self, action: object) -> None:
        if not self._showing:
            self.state.attempt(action)

    def _change(self, title: Text, /, *, drag: bool = False, **fields: str | float | bool) -> None:
        self._run(lambda: self.state.change(title, drag=drag, **fields))

    def _rename(self) -> None:
        clip = self.state.clip
        if clip is not None and self.name.text().strip() != clip.label:
            self._change(Text("Rename clip"), label=self.name.text().strip())

    # ---- show

    def refresh(self) -> None:
        """Show the chosen clip, or how to choose one."""
        clip, asset = self.state.clip, self.state.asset
        self.content.setVisible(clip is not None)
        self.none.setVisible(clip is None)
        if clip is None:
            self.choose.setVisible(self.state.anything_here)
            several = len(self.state.app.selection) > 1
            self.hint.setText(
                self.tr("Several items are selected. Select one clip to edit it.")
                if several
                else self.tr("Select a clip to adjust its position, crop, colour, speed and audio.")
            )
            return
        self._showing = True
        try:
            if not self.name.hasFocus():
                self.name.setText(clip.label)
            self.facts.setText(self._facts())
            picture, sound = self.state.has_picture, self.state.has_sound
            for form in self.forms.values():
                form.setVisible(picture)
                if picture:
                    form.refresh()
            plays = asset is None or asset.media != "image"
            self.speed.setVisible(plays)
            self._speed_words.setVisible(plays)
            self.speed_key.setVisible(plays)
            self.speed_key.refresh()
            self.time.setVisible(asset is None or asset.media != "image" or picture)
            self.speed.set_value(round(self.state.speed))
            self.crossfade.set_value(ticks.to_seconds(clip.fade_over))
            self.sound.setVisible(sound)
            self.heard.setChecked(clip.sound)
            self.gain.set_value(clip.gain_db)
            self.fade_in.set_value(ticks.to_seconds(clip.fade_in))
            self.fade_out.set_value(ticks.to_seconds(clip.fade_out))
        finally:
            self._showing = False

    def _facts(self) -> str:
        clip, asset = self.state.clip, self.state.asset
        if clip is None or asset is None:
            return self.tr("This clip's media is missing.")
        rate = self.state.app.sequence().frame_rate
        parts = [asset.name] if asset.name != clip.label else []
        if asset.facts.width:
            parts.append(f"{asset.facts.width} × {asset.facts.height}")
        parts.append(f"{ticks.timecode(clip.start, rate)} – {ticks.timecode(clip.end, rate)}")
        return " · ".join(parts)


def _grid(section: Section) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(4)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
    grid.setColumnStretch(1, 1)
    section.body.addLayout(grid)
    return grid

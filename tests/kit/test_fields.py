from __future__ import annotations

from fractions import Fraction
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio.core import ticks as tk
from studio.kit.theme import Theme
from studio.kit.widgets.buttons import IconButton, Segmented
from studio.kit.widgets.number_field import NumberEdit, NumberField
from studio.kit.widgets.param_form import ParamForm
from studio.kit.widgets.prompt_edit import PromptEdit
from studio.kit.widgets.search_field import SearchField
from studio.kit.widgets.seed_field import SeedField
from studio.kit.widgets.size_field import SizeField
from studio.kit.widgets.time_label import TimecodeField, TimeLabel
from studio.kit.widgets.toggle import Toggle
from studio.wire.spec import Param
from tests.kit.waiting import WAIT_MS

T = TypeVar("T", bound=QWidget)


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, theme: Theme) -> QWidget:
    """A shown window with another field in it, so that focus can go somewhere."""
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    layout.addWidget(QLineEdit())
    page.resize(300, 300)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=WAIT_MS)
    return page


def _add(page: QWidget, widget: T) -> T:
    page.layout().addWidget(widget)
    widget.show()
    QApplication.processEvents()
    return widget


def _wheel(
    widget: QWidget, turns: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    spot = QPointF(widget.rect().center())
    event = QWheelEvent(
        spot,
        widget.mapToGlobal(spot),
        QPoint(),
        QPoint(0, 120 * turns),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def _drag(qtbot: QtBot, widget: QWidget, by: int) -> None:
    start = widget.rect().center()
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(widget, start + QPoint(by // 2, 0))
    qtbot.mouseMove(widget, start + QPoint(by, 0))
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=start + QPoint(by, 0))


def test_a_number_is_typed_with_or_without_its_unit(page: QWidget, qtbot: QtBot) -> None:
    edit = _add(page, NumberEdit(minimum=-500, maximum=500, decimals=1, unit="ms", default=0))
    assert edit.text() == "0.0 ms"
    edit.setFocus()
    assert edit.text() == "0.0"
    edit.setText("12,5 ms")
    with qtbot.waitSignal(edit.value_committed, timeout=WAIT_MS) as committed:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert committed.args == [12.5]
    edit.setText("nonsense")
    edit.clearFocus()
    assert edit.text() == "12.5 ms"
    edit.set_value(9999)
    assert edit.value() == 500


def test_arrows_move_by_a_step_shift_by_ten_alt_by_a_tenth(page: QWidget, qtbot: QtBot) -> None:
    edit = _add(page, NumberEdit(maximum=100, decimals=2, step=1, default=50))
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    assert edit.value() == 51
    qtbot.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert edit.value() == 41
    qtbot.keyClick(edit, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert edit.value() == pytest.approx(41.1)


def test_a_drag_is_one_committed_change_and_does_not_start_typing(page: QWidget, qtbot: QtBot) -> None:
    edit = _add(page, NumberEdit(maximum=100, default=50))
    changes: list[object] = []
    commits: list[object] = []
    edit.value_changed.connect(changes.append)
    edit.value_committed.connect(commits.append)
    _drag(qtbot, edit, 40)
    assert edit.value() == 60
    assert len(changes) == 2
    assert commits == [60]
    assert not edit.hasFocus()
    qtbot.mouseClick(edit, Qt.MouseButton.LeftButton)
    assert edit.hasFocus()
    assert edit.selectedText() == "60"


def test_a_double_click_restores_the_default(page: QWidget, qtbot: QtBot) -> None:
    edit = _add(page, NumberEdit(maximum=100, default=20))
    edit.set_value(70)
    qtbot.mouseDClick(edit, Qt.MouseButton.LeftButton)
    assert edit.value() == 20


def test_the_wheel_scrolls_the_list_around_a_field_until_the_field_is_chosen(
    page: QWidget, qtbot: QtBot
) -> None:
    body = QWidget()
    layout = QVBoxLayout(body)
    edit = NumberEdit(maximum=100, default=20)
    layout.addWidget(edit)
    for _ in range(40):
        layout.addWidget(QLabel("row"))
    area = _add(page, QScrollArea())
    area.setWidget(body)
    area.setFixedHeight(100)
    QApplication.processEvents()
    _wheel(edit, 1)
    assert edit.value() == 20
    edit.setFocus()
    _wheel(edit, 1, Qt.KeyboardModifier.ShiftModifier)
    assert edit.value() == 30


def test_slider_and_field_stay_together(page: QWidget) -> None:
    field = _add(page, NumberField(minimum=0, maximum=2, decimals=2, default=1, slider=True, label="Rate"))
    seen: list[object] = []
    field.value_changed.connect(seen.append)
    field.slider.setValue(250)
    assert field.value() == 0.5
    field.set_value(1.5)
    assert field.slider.value() == 750
    assert seen == [0.5, 1.5]


def test_the_seed_is_new_each_time_until_it_is_locked(page: QWidget, qtbot: QtBot) -> None:
    seed = _add(page, SeedField())
    assert seed.value() is None
    seed.show_last(4711)
    assert "4711" in seed.lock.toolTip()
    qtbot.mouseClick(seed.lock, Qt.MouseButton.LeftButton)
    assert seed.value() == 4711
    qtbot.mouseClick(seed.die, Qt.MouseButton.LeftButton)
    assert seed.value() != 4711
    assert seed.lock.isChecked()
    seed.edit.setText("99")
    seed.edit.editingFinished.emit()
    assert seed.value() == 99
    qtbot.mouseClick(seed.lock, Qt.MouseButton.LeftButton)
    assert seed.value() is None


def test_a_size_is_rounded_swapped_and_found_among_the_presets(page: QWidget, qtbot: QtBot) -> None:
    size = _add(page, SizeField(((256, 256), (768, 512)), multiple=64))
    size.presets.setCurrentIndex(1)
    assert size.value() == "768x512"
    qtbot.mouseClick(size.swap, Qt.MouseButton.LeftButton)
    assert size.size_px() == (512, 768)
    assert size.presets.currentText() == "Custom size"
    size.width_edit.setFocus()
    size.width_edit.setText("250")
    qtbot.keyClick(size.width_edit, Qt.Key.Key_Return)
    assert size.value() == "256x768"
    size.set_value("256x256")
    assert size.presets.currentIndex() == 0


def test_the_prompt_grows_with_its_text_and_ctrl_enter_sends_it(page: QWidget, qtbot: QtBot) -> None:
    prompt = _add(page, PromptEdit("What should the picture show?", min_lines=2, max_lines=5))
    small = prompt.height()
    prompt.setPlainText("a\n" * 3)
    assert prompt.height() > small
    prompt.setPlainText("a\n" * 30)
    tall = prompt.height()
    prompt.setPlainText("a\n" * 60)
    assert prompt.height() == tall
    with qtbot.waitSignal(prompt.submitted, timeout=WAIT_MS):
        qtbot.keyClick(prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_search_waits_for_the_last_key_and_escape_clears_it(page: QWidget, qtbot: QtBot) -> None:
    field = _add(page, SearchField())
    seen: list[str] = []
    field.query_changed.connect(seen.append)
    qtbot.keyClicks(field, "boat")
    qtbot.waitUntil(lambda: seen == ["boat"], timeout=WAIT_MS)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert seen == ["boat", ""]


def test_a_timecode_is_read_stepped_and_kept_on_frames(page: QWidget, qtbot: QtBot) -> None:
    field = _add(page, TimecodeField(Fraction(25)))
    field.setFocus()
    field.setText("0:02.5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "00:00:02:12"
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "00:00:02:13"
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert field.text() == "00:00:01:13"
    field.setText("later")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("invalid") == "true"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "00:00:01:13"


def test_a_time_label_shows_frames_or_milliseconds(qapp: QApplication) -> None:
    label = TimeLabel(Fraction(25))
    label.set_ticks(tk.from_seconds(12.2))
    assert label.text() == "00:00:12:05"
    label.set_rate(None)
    assert label.text() == "0:12.200"


def test_segments_are_chosen_with_mouse_arrows_and_by_value(page: QWidget, qtbot: QtBot) -> None:
    segments = _add(page, Segmented([("fit", "Fit"), ("fill", "Fill"), ("crop", "Crop")], "How"))
    seen: list[str] = []
    segments.value_changed.connect(seen.append)
    qtbot.keyClick(segments, Qt.Key.Key_Right)
    segments.set_value("crop")
    segments.set_value("unknown")
    assert seen == ["fill", "crop"]
    assert segments.value() == "crop"


def test_a_toggle_switches_with_space(page: QWidget, qtbot: QtBot) -> None:
    Theme.current().set_reduce_motion(True)
    toggle = _add(page, Toggle("Snap"))
    toggle.setFocus()
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert toggle.isChecked()
    assert toggle.knob == 1.0


def test_an_icon_button_says_what_it_does(qapp: QApplication) -> None:
    button = IconButton("cut", "Split")
    button.set_label("Split cue", "S")
    assert (button.accessibleName(), button.toolTip()) == ("Split cue", "Split cue (S)")


_PARAMS = (
    Param(name="steps", kind="int", default=20, label="Steps", minimum=1, maximum=50),
    Param(name="guidance", kind="float", default=6.5, label="Guidance", minimum=0, maximum=20, step=0.25),
    Param(name="size", kind="size", default="512x512", label="Size"),
    Param(name="seed", kind="seed", default=None, label="Seed"),
    Param(name="sampler", kind="choice", default="ddim", label="Sampler", choices=("euler", "ddim")),
    Param(name="tile", kind="bool", default=True, label="Seamless"),
    Param(
        name="style",
        kind="text",
        default="",
        label="Style",
        advanced=True,
        help="Words put before the prompt.",
    ),
)


def test_a_form_shows_and_gives_back_what_the_engine_declares(page: QWidget) -> None:
    form = _add(page, ParamForm(_PARAMS))
    assert form.values() == {param.name: param.default for param in _PARAMS}
    seen: list[tuple[str, object]] = []
    form.value_changed.connect(lambda name, value: seen.append((name, value)))
    wanted = {
        "steps": 8,
        "guidance": 3.25,
        "size": "768x512",
        "seed": 7,
        "sampler": "euler",
        "tile": False,
        "style": "x",
    }
    form.set_values({**wanted, "unknown": 1})
    assert form.values() == wanted
    assert dict(seen) == wanted
    assert form.problems() == []
    form.reset()
    assert form.values() == {param.name: param.default for param in _PARAMS}


def test_every_field_of_a_form_has_a_name_and_its_label_leads_to_it(page: QWidget) -> None:
    form = _add(page, ParamForm(_PARAMS))
    buddies = {label.buddy() for label in form.findChildren(QLabel)}
    for param in _PARAMS:
        field = form.fields[param.name]
        assert field.accessibleName() == param.label
        assert field in buddies
    assert form.fields["style"].toolTip() == "Words put before the prompt."


def test_another_engine_gets_another_form(page: QWidget) -> None:
    form = _add(page, ParamForm(_PARAMS))
    form.set_params(_PARAMS[:1])
    assert form.values() == {"steps": 20}

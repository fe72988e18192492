from __future__ import annotations

import gc
import threading

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from studio.core.observable import Field, State
from studio.kit.bind import Bindings


class Draft(State):
    prompt = Field("")
    steps = Field(20)
    tile = Field(False)
    engine = Field("starter")
    busy = Field(False)
    seeds: Field[tuple[int, ...]] = Field(factory=tuple)


@pytest.fixture
def draft() -> Draft:
    return Draft(prompt="a boat")


def test_a_text_field_and_its_state_follow_each_other(qapp: QApplication, draft: Draft) -> None:
    edit, bindings = QLineEdit(), Bindings()
    bindings.bind(draft, "prompt", edit)
    assert edit.text() == "a boat"
    edit.setText("a lighthouse")
    assert draft.prompt == "a lighthouse"
    draft.prompt = "a tree"
    assert edit.text() == "a tree"


def test_an_equal_value_does_not_move_the_cursor(qapp: QApplication, draft: Draft) -> None:
    edit, bindings = QLineEdit(), Bindings()
    bindings.bind(draft, "prompt", edit)
    edit.setCursorPosition(2)
    edit.insert("!")
    assert draft.prompt == "a !boat"
    assert edit.cursorPosition() == 3


def test_every_kind_of_widget_binds(qapp: QApplication, draft: Draft) -> None:
    text, spin, check, combo, bindings = QPlainTextEdit(), QSpinBox(), QCheckBox(), QComboBox(), Bindings()
    combo.addItem("Starter", "starter")
    combo.addItem("Z-Image", "z_image")
    for field, widget in (("prompt", text), ("steps", spin), ("tile", check), ("engine", combo)):
        bindings.bind(draft, field, widget)
    text.setPlainText("rain")
    spin.setValue(31)
    check.setChecked(True)
    combo.setCurrentIndex(1)
    assert (draft.prompt, draft.steps, draft.tile, draft.engine) == ("rain", 31, True, "z_image")
    draft.update(prompt="snow", steps=4, tile=False, engine="starter")
    assert (text.toPlainText(), spin.value(), check.isChecked(), combo.currentIndex()) == (
        "snow",
        4,
        False,
        0,
    )


def test_a_widget_without_a_value_is_refused(qapp: QApplication, draft: Draft) -> None:
    with pytest.raises(TypeError, match="nothing to bind in a QWidget"):
        Bindings().bind(draft, "prompt", QWidget())


def test_labels_and_enabling_follow_the_state(qapp: QApplication, draft: Draft) -> None:
    label, button, bindings = QLabel(), QCheckBox(), Bindings()
    bindings.text(draft, "steps", label, "{} steps".format)
    bindings.enabled(draft, "busy", button, when=lambda busy: not busy)
    assert label.text() == "20 steps"
    draft.steps = 8
    draft.busy = True
    assert label.text() == "8 steps"
    assert not button.isEnabled()


def test_after_disconnecting_nothing_follows_anything(qapp: QApplication, draft: Draft) -> None:
    class Sender(QObject):
        fired = Signal()

    edit, bindings, sender, calls = QLineEdit(), Bindings(), Sender(), []
    bindings.bind(draft, "prompt", edit)
    bindings.connect(sender.fired, lambda: calls.append(1))
    bindings.disconnect_all()
    draft.prompt = "a tree"
    sender.fired.emit()
    assert edit.text() == "a boat"
    edit.setText("mine")
    assert draft.prompt == "a tree"
    assert calls == []
    assert len(draft.field_changed) == 0


def test_a_change_in_another_thread_reaches_the_widget_in_the_window_thread(
    qapp: QApplication, draft: Draft
) -> None:
    bindings, seen = Bindings(), []
    bindings.call(draft, "steps", lambda value: seen.append((value, threading.get_ident())), now=False)
    worker = threading.Thread(target=lambda: setattr(draft, "steps", 42))
    worker.start()
    worker.join()
    assert seen == []
    QCoreApplication.sendPostedEvents(bindings, QEvent.Type.MetaCall)
    assert seen == [(42, threading.get_ident())]


def test_a_deleted_panel_is_forgotten_by_its_state(qapp: QApplication, draft: Draft) -> None:
    panel = QWidget()
    bindings = Bindings(panel)
    edit = QLineEdit(panel)
    bindings.bind(draft, "prompt", edit)
    shiboken6.delete(panel)
    gc.collect()
    draft.prompt = "gone"
    assert len(draft.field_changed) == 0

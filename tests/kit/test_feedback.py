from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QStackedWidget, QStatusBar, QWidget
from pytestqt.qtbot import QtBot

from studio.core.errors import InputError, JobFailed
from studio.kit.theme import Theme
from studio.kit.widgets.drop import DropOffer, DropOverlay
from studio.kit.widgets.empty_state import EmptyState
from studio.kit.widgets.error_card import ErrorCard
from studio.kit.widgets.flow_strip import FlowItem, FlowStrip
from studio.kit.widgets.image_view import ImageView
from studio.kit.widgets.primary_button import PrimaryButton
from studio.kit.widgets.progress_row import ProgressRow
from studio.kit.widgets.thumbs import picture_size
from studio.kit.widgets.toast import StatusMessage, Toast
from tests.kit.waiting import WAIT_MS

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def still(theme: Theme) -> None:
    theme.set_reduce_motion(True)


def _image(width: int, height: int, colour: str = "red") -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_the_primary_button_becomes_cancel_and_back(qapp: QApplication, qtbot: QtBot) -> None:
    button = PrimaryButton("Generate", "generate")
    qtbot.addWidget(button)
    width = button.sizeHint().width()
    with qtbot.waitSignal(button.triggered, timeout=WAIT_MS):
        qtbot.mouseClick(button, _LEFT)
    button.show()
    height = button.height()
    button.set_running(True)
    button.adjustSize()
    assert button.height() == height == 32
    button.set_progress(0.426, "Step 9 of 20")
    assert button.text() == "Cancel · 42 %"
    assert button.sizeHint().width() == width
    with qtbot.waitSignal(button.cancel_requested, timeout=WAIT_MS):
        qtbot.mouseClick(button, _LEFT)
    assert button.text() == "Stopping…"
    assert not button.isEnabled()
    button.set_running(False)
    assert button.text() == "Generate"
    assert button.isEnabled()


def test_an_error_says_what_to_do_and_its_report_can_be_copied(qapp: QApplication, qtbot: QtBot) -> None:
    card, done = ErrorCard(), []
    qtbot.addWidget(card)
    error = JobFailed("out_of_memory", "The picture did not fit.", "Choose 768 × 768.", "line 1\nline 2")
    card.show_error(error, ("Use 768 × 768", lambda: done.append(1)))
    card._act.click()
    assert done == [1]
    assert card._log.isHidden()
    card._details.click()
    assert not card._log.isHidden()
    assert card._log.toPlainText() == "line 1\nline 2"
    card._copy.click()
    report = QGuiApplication.clipboard().text()
    assert "out_of_memory" in report
    assert "line 2" in report
    card.clear()
    assert card.isHidden()


def test_an_error_without_log_or_action_shows_neither_button(qapp: QApplication, qtbot: QtBot) -> None:
    card = ErrorCard()
    qtbot.addWidget(card)
    card.show_error(JobFailed("x", "The file is gone."))
    assert card._act.isHidden()
    assert card._details.isHidden()
    assert card._hint.isHidden()


def test_wrong_input_is_no_matter_for_a_report(qapp: QApplication, qtbot: QtBot) -> None:
    card = ErrorCard()
    qtbot.addWidget(card)
    card.show_error(InputError("prompt_empty", "The prompt is empty.", "Describe the image."))
    assert card._copy.isHidden()


def test_a_long_word_does_not_push_the_buttons_of_a_job_out_of_sight(
    qapp: QApplication, qtbot: QtBot
) -> None:
    row = ProgressRow("Export " + "a_film_with_a_long_name_" * 4, "export")
    qtbot.addWidget(row)
    assert row.minimumSizeHint().width() < 240


def test_a_job_row_offers_what_its_state_allows(qapp: QApplication, qtbot: QtBot) -> None:
    row = ProgressRow("Picture", "image")
    qtbot.addWidget(row)
    row.set_state("running")
    row.set_progress(0.5, "Step 10 of 20", "about 8 s")
    assert not row._bar.isHidden()
    assert row._bar.value() == 500
    row.set_state("running")
    assert row._stage.text() == "Step 10 of 20", "the stage does not flicker"
    with qtbot.waitSignal(row.cancel_requested, timeout=WAIT_MS):
        row._button.click()
    row.set_state("failed", "The disk is full.")
    assert row._bar.isHidden()
    with qtbot.waitSignal(row.retry_requested, timeout=WAIT_MS):
        row._retry.click()
    with qtbot.waitSignal(row.remove_requested, timeout=WAIT_MS):
        row._button.click()


def test_a_message_carries_undo_and_the_next_one_replaces_it(qapp: QApplication, qtbot: QtBot) -> None:
    undone: list[int] = []
    message = StatusMessage()
    qtbot.addWidget(message)
    bar = QStatusBar()
    qtbot.addWidget(bar)
    bar.addWidget(message)
    height = bar.sizeHint().height()
    message.show_message("Deleted 3 pictures", "ok", ("Undo", lambda: undone.append(1)))
    assert bar.sizeHint().height() == height, "what stands above the bar does not jump"
    message._act.click()
    assert undone == [1]
    assert message.text() == ""
    message.show_message("Saved")
    assert message.text() == "Saved"
    assert message._act.isHidden()


def test_a_toast_stands_at_the_lower_edge_and_goes_by_itself(qapp: QApplication, qtbot: QtBot) -> None:
    target = QWidget()
    qtbot.addWidget(target)
    target.resize(500, 300)
    target.show()
    toast = Toast(target, stay_ms=30)
    toast.show_message("Exported")
    assert toast.geometry().bottom() < 300
    assert abs(toast.geometry().center().x() - 250) <= 1
    target.resize(700, 300)
    assert abs(toast.geometry().center().x() - 350) <= 1
    qtbot.waitUntil(toast.isHidden, timeout=WAIT_MS)


def _mime(*paths: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return mime


def test_files_over_a_panel_show_what_a_drop_will_do(qapp: QApplication, qtbot: QtBot) -> None:
    panel, taken = QWidget(), []
    qtbot.addWidget(panel)
    panel.resize(400, 300)
    panel.show()

    def decide(paths: list[Path]) -> DropOffer | None:
        return DropOffer("Caption it", taken.extend) if paths[0].suffix == ".mp4" else None

    overlay = DropOverlay(panel, decide)
    keys = (_LEFT, Qt.KeyboardModifier.NoModifier)
    wrong, right = _mime("/a/notes.xyz"), _mime("/a/talk.mp4")
    enter = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, wrong, *keys)
    QApplication.sendEvent(panel, enter)
    assert overlay.isHidden()
    enter = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, right, *keys)
    QApplication.sendEvent(panel, enter)
    assert enter.isAccepted()
    assert overlay.isVisible()
    assert overlay.accessibleName() == "Caption it"
    QApplication.sendEvent(panel, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, right, *keys))
    assert taken == [Path("/a/talk.mp4")]
    assert overlay.isHidden()


def test_an_empty_state_offers_its_first_step(qapp: QApplication, qtbot: QtBot) -> None:
    state = EmptyState(
        "captions", "Write captions", "Drop a video here.", "Choose a video…", workspace="captions"
    )
    qtbot.addWidget(state)
    with qtbot.waitSignal(state.triggered, timeout=WAIT_MS):
        state.primary.click()
    assert state.second.isHidden()


@pytest.mark.parametrize("width", [1200, 460, 300])
def test_a_hint_of_several_lines_is_never_cut(qapp: QApplication, qtbot: QtBot, width: int) -> None:
    state = EmptyState("film", "Edit your film", "Drop videos, pictures and sounds. " * 3, "Choose…")
    stack = QStackedWidget()  # a stack asks nobody how high he wants to be
    qtbot.addWidget(stack)
    stack.addWidget(state)
    stack.resize(width, 500)
    stack.show()
    hint = state.hint
    needed = hint.fontMetrics().boundingRect(
        QRect(0, 0, hint.width(), 1000), Qt.TextFlag.TextWordWrap, hint.text()
    )
    assert hint.width() <= 400
    assert hint.height() >= needed.height() > 1.5 * hint.fontMetrics().height()
    assert hint.geometry().right() <= state.width()


@pytest.fixture
def strip(qapp: QApplication, qtbot: QtBot) -> Iterator[FlowStrip]:
    strip = FlowStrip("Results")
    qtbot.addWidget(strip)
    strip.resize(500, 120)
    items = [FlowItem(f"r{n}", f"Picture {n}", lambda: _image(64, 48), star=n == 1) for n in range(4)]
    strip.set_items(items)
    strip.show()
    qtbot.waitExposed(strip)
    yield strip
    strip.thumbs.stop()


def test_thumbnails_are_made_outside_the_window_thread(qapp: QApplication, qtbot: QtBot) -> None:
    threads: list[int] = []

    def make() -> QImage:
        threads.append(threading.get_ident())
        return _image(2000, 100)

    strip = FlowStrip()
    qtbot.addWidget(strip)
    strip.set_items([FlowItem("a", "A", make), FlowItem("bad", "Bad", QImage)])
    with qtbot.waitSignals([strip.thumbs.ready, strip.thumbs.ready], timeout=WAIT_MS):
        strip.show()
    assert threads == [threads[0]]
    assert threads[0] != threading.get_ident()
    assert strip.pixmap_of(strip._model.items[0]).width() == picture_size(QSize(96, 96)) == 171
    assert strip.pixmap_of(strip._model.items[1]) is None


def test_a_result_is_chosen_starred_opened_and_deleted(strip: FlowStrip, qtbot: QtBot) -> None:
    starred: list[tuple[str, bool]] = []
    strip.star_toggled.connect(lambda key, on: starred.append((key, on)))
    strip.select("r0")
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert strip.current_id() == "r1"
    with qtbot.waitSignal(strip.opened, timeout=WAIT_MS) as opened:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert opened.args == ["r1"]
    with qtbot.waitSignal(strip.delete_requested, timeout=WAIT_MS) as deleted:
        qtbot.keyClick(strip, Qt.Key.Key_Delete)
    assert deleted.args == [["r1"]]
    cell: QRect = strip.visualRect(strip._model.index(2)).adjusted(4, 4, -4, -4)
    spot = strip.star_rect(strip.picture_rect(cell)).center()
    qtbot.mouseClick(strip.viewport(), _LEFT, pos=spot)
    assert starred == [("r2", True)]
    assert strip.current_id() == "r1"


def test_the_choice_survives_new_results(strip: FlowStrip) -> None:
    strip.select("r2")
    new = FlowItem("new", "New", lambda: None, busy=True)
    strip.set_items([new, *strip._model.items])
    assert strip.current_id() == "r2"
    assert strip.selected_ids() == ["r2"]
    strip.set_preview("new", _image(8, 8))
    assert strip.pixmap_of(new) is not None


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot) -> ImageView:
    view = ImageView("Result")
    qtbot.addWidget(view)
    view.resize(424, 324)
    view.show()
    qtbot.waitExposed(view)
    view.set_image(_image(800, 600))
    return view


def test_a_picture_is_fitted_and_stays_fitted_when_the_window_grows(view: ImageView) -> None:
    assert view.zoom == pytest.approx(0.5)
    view.resize(824, 624)
    assert view.zoom == pytest.approx(1.0)
    view.set_image(_image(10, 10))
    assert view.zoom == 4.0


def test_the_wheel_zooms_at_the_pointer(view: ImageView) -> None:
    spot = QPointF(100, 80)
    before = view.to_image(spot)
    view.set_zoom(2.0, spot)
    after = view.to_image(spot)
    assert (after.x(), after.y()) == (
        pytest.approx(before.x(), abs=0.01),
        pytest.approx(before.y(), abs=0.01),
    )
    assert not view.fitted


def test_keys_pan_zoom_and_fit(view: ImageView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert view.zoom == 1.0
    before = view.to_image(QPointF(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.to_image(QPointF(0, 0)).x() == pytest.approx(before.x() + 40)
    qtbot.keyClick(view, Qt.Key.Key_F)
    assert view.fitted


def test_a_new_result_of_the_same_size_keeps_zoom_and_place(view: ImageView) -> None:
    view.set_zoom(3.0)
    spot = view.to_image(QPointF(10, 10))
    view.set_image(_image(800, 600, "blue"))
    assert view.zoom == 3.0
    assert view.to_image(QPointF(10, 10)) == spot
    view.set_image(_image(100, 100))
    assert view.fitted


def test_two_pictures_are_compared_along_a_line(view: ImageView, qtbot: QtBot) -> None:
    view.set_compare(_image(800, 600, "blue"))
    view.set_split(0.25)
    shown = view.grab().toImage()
    assert shown.pixelColor(60, 160).name() == QColor("red").name()
    assert shown.pixelColor(300, 160).name() == QColor("blue").name()
    line = round(12 + 0.25 * 400)
    qtbot.mousePress(view, _LEFT, pos=QPoint(line, 100))
    qtbot.mouseMove(view, QPoint(line + 200, 100))
    qtbot.mouseRelease(view, _LEFT, pos=QPoint(line + 200, 100))
    assert view._split == pytest.approx(0.75, abs=0.01)
    view.set_compare(None)
    assert not view.comparing


def test_an_empty_view_takes_every_key_and_click(qapp: QApplication, qtbot: QtBot) -> None:
    view = ImageView()
    qtbot.addWidget(view)
    view.resize(QSize(200, 200))
    view.show()
    for key in (Qt.Key.Key_1, Qt.Key.Key_F, Qt.Key.Key_Plus, Qt.Key.Key_Left):
        qtbot.keyClick(view, key)
    qtbot.mouseDClick(view, _LEFT)
    view.set_image(QImage())
    assert view.image() is None
    assert not view.grab().isNull()


def test_a_strip_may_go_while_its_pictures_are_being_made(qapp: QApplication, qtbot: QtBot) -> None:
    entered, leave = threading.Event(), threading.Event()

    def slow() -> QImage:
        entered.set()
        leave.wait(WAIT_MS / 1000)
        return _image(8, 8)

    strip = FlowStrip()
    strip.set_items([FlowItem("a", "A", slow)])
    strip.show()
    qtbot.waitUntil(entered.is_set, timeout=WAIT_MS)
    making = strip.thumbs._executor
    shiboken6.delete(strip)
    leave.set()
    making.shutdown(wait=True)
    QCoreApplication.sendPostedEvents()  # the picture arrives, and nobody is there
    QCoreApplication.processEvents()

"""The Captions workspace as it is used: typed, clicked, dropped, searched; 100 000 rows; drawn captions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFileDialog, QLabel, QLineEdit

from studio.captions import profiles
from studio.captions.profiles import checks_of
from studio.core import paths
from studio.core.errors import InputError
from studio.core.settings import Settings
from studio.core.ticks import TICKS_PER_SECOND, from_seconds
from studio.jobs.queue import JobQueue
from studio.jobs.registry import EngineRegistry
from studio.jobs.store import JobStore
from studio.kit.theme import Theme
from studio.kit.widgets.toggle import Toggle
from studio.project.handle import Project
from studio.project.imports import import_file
from studio.project.model import Cue
from studio.stage.player.view.playback import close_player
from studio.state.app_state import AppState
from studio.state.background import InlineTasks
from studio.state.registration import register_commands
from studio.window.runtime.background import PoolTasks
from studio.workspaces.captions.state.listening import lay
from studio.workspaces.captions.view.panel import CaptionsPanel
from studio.workspaces.captions.view.style import CaptionPreview
from studio.workspaces.captions.view.table import CueText
from studio.workspaces.captions.view.table_model import Column
from tests.counting import calls_of
from tests.kit.accessibility import unnamed
from tests.kit.waiting import wait_for

SECOND = TICKS_PER_SECOND
EMPTY, WORKING, TABLE = range(3)


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path) -> Iterator[AppState]:
    queue = JobQueue(JobStore(None), EngineRegistry())
    state = AppState(Settings(), queue, InlineTasks())
    register_commands(state)
    state.workspace = "captions"
    state.set_project(Project.create(tmp_path / "Film"))
    yield state
    close_player(state)
    state.set_project(None)
    queue.close()
    QCoreApplication.sendPostedEvents()


@pytest.fixture
def panel(app: AppState) -> Iterator[CaptionsPanel]:
    made = CaptionsPanel(app)
    made.resize(1100, 640)
    made.show()
    yield made
    made.bindings.disconnect_all()
    made.table.cues.detach()
    made.inspector().deleteLater()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def add(panel: CaptionsPanel, *spans: tuple[float, float, str]) -> list[str]:
    """Put cues on the shown track; their ids are cue0, cue1..."""
    state = panel.state
    cues = [
        Cue(id=f"cue{number}", parent=state.track.id, start=from_seconds(a), end=from_seconds(b), text=text)
        for number, (a, b, text) in enumerate(spans)
    ]
    with state.app.project.edit("Add") as edit:
        edit.put_all(cues)
    return [cue.id for cue in cues]


def talk(panel: CaptionsPanel) -> list[str]:
    return add(
        panel,
        (1, 3, "Good evening."),
        (4, 4.5, "Short"),
        (6, 8, "one two three four"),
        (9, 11, "Good night."),
    )


def add_clip_of_talk(panel: CaptionsPanel, media: Path) -> None:
    project = panel.app.project
    lay(project, panel.app.sequence_id, import_file(project, media / "video" / "talk.mp4"))


def cell(panel: CaptionsPanel, row: int, column: Column) -> str:
    return str(panel.table.cues.index(row, column).data())


def click(panel: CaptionsPanel, row: int) -> None:
    place = panel.table.visualRect(panel.table.cues.index(row, Column.TEXT)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def editor(panel: CaptionsPanel) -> CueText:
    found = panel.table.findChild(CueText)
    assert found is not None
    return found


# ---- pages


def test_an_empty_place_offers_three_ways_to_begin(panel: CaptionsPanel) -> None:
    assert panel.pages.currentIndex() == EMPTY
    assert not panel.bar.primary.isVisible()
    assert panel.empty.primary.text() == "Transcribe video…"
    panel.state.edits.insert()
    assert panel.pages.currentIndex() == TABLE
    assert editor(panel).toPlainText() == "New caption"


def test_what_is_being_heard_is_said(panel: CaptionsPanel) -> None:
    listening = panel.state.listening
    listening.update(running=True, progress=0.5, stage="Listening", source="talk")
    assert panel.pages.currentIndex() == WORKING
    assert panel.working.title.text() == "Transcribing talk"
    assert "50" in panel.bar.primary.text()
    listening.update(running=False)
    assert panel.pages.currentIndex() == EMPTY


def test_an_error_is_shown_until_it_is_dismissed(panel: CaptionsPanel) -> None:
    panel.state.error = InputError("no_room", "There is no room.", "Move the playhead.")
    assert panel.card.isVisible()
    panel.card.dismissed.emit()
    assert not panel.card.isVisible()
    assert panel.state.error is None


def test_a_drop_says_what_it_will_do(panel: CaptionsPanel, tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\nHello\n", encoding="utf-8")
    offer = panel._offer([path])
    assert offer.title == "Import a.srt"
    offer.run([path])
    assert cell(panel, 0, Column.TEXT) == "Hello"
    assert panel._offer([tmp_path / "clip.mp4"]).title == "Transcribe clip.mp4"
    assert panel._offer([tmp_path / "film.fountain"]) is None


# ---- the table


def test_a_row_says_when_how_long_how_fast_and_what_is_wrong(panel: CaptionsPanel) -> None:
    talk(panel)
    texts = [cell(panel, 1, column) for column in list(Column)[1:]]
    assert texts == ["2", "0:04.000", "0:04.500", "0.50", "10", "Short"]
    tip = panel.table.cues.index(1, Column.MARK).data(Qt.ItemDataRole.ToolTipRole)
    assert "0.83 s" in tip
    assert "Netflix" in tip


def test_a_click_selects_and_takes_the_playhead_along(panel: CaptionsPanel) -> None:
    ids = talk(panel)
    click(panel, 2)
    assert (panel.app.selection, panel.app.playhead) == (frozenset({ids[2]}), 6 * SECOND)
    QTest.keyClick(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.app.selection == frozenset(ids[2:])
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert panel.state.count == 2


def test_a_selection_made_on_the_timeline_shows_in_the_table(panel: CaptionsPanel) -> None:
    ids = talk(panel)
    panel.app.select([ids[1], ids[3]])
    rows = {index.row() for index in panel.table.selectionModel().selectedRows()}
    assert rows == {1, 3}
    assert panel.app.playhead == 0  # a selection that comes from elsewhere moves nothing


def test_text_is_typed_in_place(panel: CaptionsPanel) -> None:
    ids = talk(panel)
    click(panel, 0)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    QTest.keyClicks(editor(panel), "Hello")
    QTest.keyClick(editor(panel), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor(panel), "world")
    QTest.keyClick(editor(panel), Qt.Key.Key_Return)
    assert panel.state.rows.find(ids[0]).text == "Hello\nworld"
    panel.app.undo()
    assert cell(panel, 0, Column.TEXT) == "Good evening."
    panel.table.edit_text(ids[0])
    QTest.keyClicks(editor(panel), "never mind")
    QTest.keyClick(editor(panel), Qt.Key.Key_Escape)
    assert cell(panel, 0, Column.TEXT) == "Good evening."


def test_a_time_is_typed_in_place(panel: CaptionsPanel) -> None:
    talk(panel)
    panel.table.edit(panel.table.cues.index(1, Column.END))
    field = panel.table.viewport().findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "5.25")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_for(lambda: cell(panel, 1, Column.END) == "0:05.250")  # Qt commits when the key is done with
    assert panel.table.cues.index(1, Column.MARK).data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_split_from_the_toolbar_cuts_where_the_text_cursor_stands(panel: CaptionsPanel) -> None:
    ids = talk(panel)
    click(panel, 2)
    panel.table.edit_text(ids[2])
    cursor = editor(panel).textCursor()
    cursor.setPosition(len("one two"))
    editor(panel).setTextCursor(cursor)
    QTest.mouseClick(panel.tools._buttons["cue.split"], Qt.MouseButton.LeftButton)
    assert [cell(panel, row, Column.TEXT) for row in (2, 3)] == ["one two", "three four"]


def test_a_moved_cue_stays_selected(panel: CaptionsPanel) -> None:
    ids = talk(panel)
    click(panel, 0)
    panel.state.edits.shift(30 * SECOND)
    assert panel.app.selection == frozenset({ids[0]})
    assert {index.row() for index in panel.table.selectionModel().selectedRows()} == {3}


def test_only_problems_and_find_narrow_the_table(panel: CaptionsPanel) -> None:
    talk(panel)
    panel.tools._problems.click()
    assert panel.table.cues.rowCount() == 1
    panel.tools._problems.click()
    panel.tools.open_find()
    QTest.keyClicks(panel.tools.search, "GOOD")
    QTest.keyClick(panel.tools.search, Qt.Key.Key_Return)
    assert [cell(panel, row, Column.NUMBER) for row in range(panel.table.cues.rowCount())] == ["1", "4"]
    panel.tools._by.setText("Fair")
    panel.tools._replace()
    QApplication.sendEvent(
        panel.tools, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    )
    assert panel.table.cues.rowCount() == 4
    assert cell(panel, 3, Column.TEXT) == "Fair night."


def test_the_cue_under_the_playhead_is_followed_while_the_film_plays(panel: CaptionsPanel) -> None:
    ids = add(panel, *((n * 2, n * 2 + 1.5, f"line {n}") for n in range(300)))
    panel.app.playing = True
    panel.app.seek(500 * SECOND)
    assert panel.state.under == ids[250]
    shown = panel.table.visualRect(panel.table.cues.index(250, Column.TEXT))
    assert panel.table.viewport().rect().contains(shown.center())
    panel.app.playing = False


def test_a_hundred_thousand_rows_are_shown_at_once(panel: CaptionsPanel) -> None:
    """The whole table costs what is in sight: no text is made for the other rows, an edit touches one."""
    add(panel, *((n * 2, n * 2 + 1.5, "word") for n in range(1000)))
    state, table = panel.state, panel.table
    one = state.rows.shown[0]
    from msgspec.structs import replace

    from studio.workspaces.captions.state.rows import listed

    many = [
        replace(one, id=f"c{n:06}", start=n * SECOND, end=n * SECOND + SECOND // 2) for n in range(100_000)
    ]
    listing = listed(many, state.rows._listing.checker)
    assert calls_of(lambda: state.rows.load(listing)) < 6 * len(many)
    assert calls_of(lambda: table.scrollTo(table.cues.index(77_777, 0))) < 1000
    assert calls_of(table.viewport().grab) < 10_000
    assert table.cues.rowCount() == 100_000
    assert len(table.cues._texts) < 60
    place = QPoint(5, table.rowViewportPosition(77_777) + 5)
    assert table.indexAt(place).row() == 77_777


# ---- inspector and commands


def test_the_inspector_tells_the_reasons_and_mends(panel: CaptionsPanel) -> None:
    talk(panel)
    click(panel, 1)
    inspector = panel.inspector()
    assert any("under 0.83 s" in label.text() for label in inspector.findChildren(QLabel))
    inspector._fix.click()
    assert cell(panel, 1, Column.MARK) == ""
    assert panel.state.rows.problems("cue1") == ()


def test_a_narrow_inspector_shows_its_fields_whole(panel: CaptionsPanel) -> None:
    talk(panel)
    click(panel, 1)
    inspector = panel.inspector()
    inspector.resize(260, 600)
    inspector.show()
    assert inspector.widget().width() <= inspector.viewport().width()


def test_style_fields_change_the_style_and_follow_undo(panel: CaptionsPanel) -> None:
    fields = panel.inspector().style_editor._fields
    fields["size"].edit.set_value(80)
    fields["place"].set_value("top")
    fields["box"].setChecked(True)
    style = panel.state.style
    assert (style.size, style.place, style.box) == (80.0, "top", True)
    panel.app.undo()
    assert isinstance(fields["box"], Toggle)
    assert not fields["box"].isChecked()


def test_the_preview_draws_the_selected_caption_in_its_style(panel: CaptionsPanel) -> None:
    pool = PoolTasks()
    panel.app.tasks = pool
    preview: CaptionPreview = panel.inspector().style_editor.preview
    talk(panel)
    panel.state.choose(["cue0"])
    wait_for(lambda: preview.picture is not None)
    small = preview.picture.width()
    panel.state.track_edits.change_style(size=120.0)
    wait_for(lambda: preview.picture.width() > small * 1.5)
    assert pool.wait()


def test_the_commands_of_the_place_fit_beside_the_windows_own(panel: CaptionsPanel) -> None:
    table = panel.app.commands
    panel.app.workspace = "captions"
    talk(panel)
    click(panel, 0)
    assert table.run("cue.merge")
    assert table.run("cue.next_problem") is (panel.state.marked > 0)
    assert table.run("cue.find")
    assert panel.tools.search.isVisible()


def test_both_themes_and_a_narrow_window_paint(panel: CaptionsPanel, theme: object) -> None:
    talk(panel)
    for choice, width in (("light", 1100), ("dark", 660)):
        theme.set_choice(choice)
        panel.resize(width, 400)
        panel.grab()
    assert panel.table.isColumnHidden(Column.END)
    assert not panel.table.isColumnHidden(Column.TEXT)


def test_a_key_works_on_what_is_being_typed(panel: CaptionsPanel) -> None:
    ids = talk(panel)
    table = panel.app.commands
    panel.app.workspace = "captions"
    click(panel, 2)
    panel.table.edit_text(ids[2])
    QTest.keyClicks(editor(panel), "five six seven")
    cursor = editor(panel).textCursor()
    cursor.setPosition(len("five"))
    editor(panel).setTextCursor(cursor)
    table.run("cue.split")
    assert [cell(panel, row, Column.TEXT) for row in (2, 3)] == ["five", "six seven"]


# ---- the waveform


def wave_point(panel: CaptionsPanel, seconds: float) -> QPoint:
    return QPoint(round(panel.wave.state.x(from_seconds(seconds))), panel.wave.height() // 2)


def drag(panel: CaptionsPanel, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(panel.wave, Qt.MouseButton.LeftButton, pos=start)
    for at in ((start + end) / 2, end):
        panel.wave.mouseMoveEvent(
            QMouseEvent(
                QEvent.Type.MouseMove, QPointF(at), panel.wave.mapToGlobal(QPointF(at)),
                Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            )
        )  # fmt: skip


def test_cues_are_dragged_on_the_waveform_and_a_drag_can_be_taken_back(panel: CaptionsPanel) -> None:
    ids = talk(panel)
    drag(panel, wave_point(panel, 3), wave_point(panel, 3.52))
    assert panel.app.look is not None
    assert panel.state.rows.find(ids[0]).end == 3 * SECOND  # the project is not touched meanwhile
    panel.wave.grab()
    QTest.mouseRelease(panel.wave, Qt.MouseButton.LeftButton, pos=wave_point(panel, 3.52))
    assert panel.app.look is None
    assert abs(panel.state.rows.find(ids[0]).end - 3.52 * SECOND) < SECOND / 20
    assert cell(panel, 0, Column.END).startswith("0:03.5")
    panel.app.undo()
    assert panel.state.rows.find(ids[0]).end == 3 * SECOND
    drag(panel, wave_point(panel, 6.5), wave_point(panel, 7))
    QTest.keyClick(panel.wave, Qt.Key.Key_Escape)
    assert panel.app.look is None
    QTest.mouseRelease(panel.wave, Qt.MouseButton.LeftButton, pos=wave_point(panel, 7))
    assert panel.state.rows.find(ids[2]).start == 6 * SECOND


def test_a_click_on_the_waveform_seeks_and_chooses_and_the_table_follows(panel: CaptionsPanel) -> None:
    ids = talk(panel)
    QTest.mouseClick(panel.wave, Qt.MouseButton.LeftButton, pos=wave_point(panel, 6.5))
    assert panel.app.selection == frozenset({ids[2]})
    assert abs(panel.app.playhead - 6.5 * SECOND) < SECOND / 20
    assert {index.row() for index in panel.table.selectionModel().selectedRows()} == {2}
    QTest.mouseClick(panel.wave, Qt.MouseButton.LeftButton, pos=wave_point(panel, 8.5))
    assert abs(panel.app.playhead - 8.5 * SECOND) < SECOND / 20  # between cues: only the playhead moves
    assert panel.app.selection == frozenset({ids[2]})
    QTest.mouseDClick(panel.wave, Qt.MouseButton.LeftButton, pos=wave_point(panel, 1.5))
    assert editor(panel).toPlainText() == "Good evening."


def test_the_text_that_is_edited_is_seen_whole(panel: CaptionsPanel) -> None:
    ids = talk(panel)
    panel.table.edit_text(ids[0])
    box = editor(panel)
    low = box.height()
    box.setPlainText("One line\nand another\nand a third\nand a fourth")
    lines = box.document().blockCount() * box.fontMetrics().lineSpacing()
    assert box.viewport().height() >= lines, "no line is scrolled out"
    assert box.height() > low
    assert box.geometry().top() >= 0, "it stays inside the table"
    box.setPlainText("One line")
    assert box.height() == low


def test_a_double_click_between_cues_begins_a_new_one(panel: CaptionsPanel) -> None:
    talk(panel)
    QTest.mouseDClick(panel.wave, Qt.MouseButton.LeftButton, pos=wave_point(panel, 5))
    assert panel.state.count == 5
    assert editor(panel).toPlainText() == "New caption"
    assert abs(panel.state.current_cue.start - 5 * SECOND) < SECOND / 20


def test_the_wheel_zooms_the_waveform_at_the_pointer(panel: CaptionsPanel) -> None:
    talk(panel)
    wave, at = panel.wave, QPointF(300, 60)
    before = wave.state.when(300)

    def turn(delta: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        wave.wheelEvent(
            QWheelEvent(at, wave.mapToGlobal(at), QPoint(), delta, Qt.MouseButton.NoButton, keys,
                        Qt.ScrollPhase.NoScrollPhase, False)
        )  # fmt: skip

    turn(QPoint(0, 120))
    assert wave.state.zoom == 100.0
    assert abs(wave.state.when(300) - before) <= wave.state.span(1)
    turn(QPoint(0, -120), Qt.KeyboardModifier.ShiftModifier)
    assert (wave.state.zoom, wave.state.scroll > 0) == (100.0, True)


def test_the_sound_of_the_film_is_drawn_under_its_cues(panel: CaptionsPanel, media: Path) -> None:
    """Loud places are drawn where they are heard: "Hello." at 0.2 s, silence at 30 s."""
    add_clip_of_talk(panel, media)
    add(panel, (12, 13, "in silence"))
    wave = panel.wave
    ground = QColor(Theme.current().tokens.window).rgb()

    def drawn(seconds: float) -> int:
        x = round(wave.state.x(from_seconds(seconds)))
        image = wave.grab().toImage()
        return sum(image.pixel(x, y) != ground for y in range(22, wave.height()))

    wave.state.scroll = 0
    wave.grab()  # asks for the waveform
    assert max(drawn(0.2 + 0.02 * n) for n in range(20)) > 20
    wave.state.show_span(29 * SECOND, 31 * SECOND)
    assert drawn(30.0) < 6
    assert not unnamed(wave)


# ---- arriving


def test_on_arrival_the_picture_has_the_keys_and_the_cue_at_the_playhead_is_chosen(
    panel: CaptionsPanel, media: Path
) -> None:
    ids = talk(panel)
    panel.app.select([])
    panel.app.seek(int(6.5 * SECOND))
    panel.shown()
    assert panel.focusWidget() is panel.table  # no film yet
    add_clip_of_talk(panel, media)
    wait_for(panel.viewer.stage.isVisible)
    panel.shown()
    assert panel.focusWidget() is panel.viewer.stage  # Space plays, it presses no button
    assert panel.app.selection == frozenset({ids[2]})
    assert panel.app.playhead == int(6.5 * SECOND)
    panel.app.select(["something else"])
    panel.shown()
    assert panel.app.selection == frozenset({"something else"})  # what was chosen elsewhere stays


def test_arrow_keys_walk_through_the_captions_wherever_the_focus_is(panel: CaptionsPanel) -> None:
    ids = talk(panel)
    table = panel.app.commands
    panel.app.workspace = "captions"
    panel.app.select([])
    panel.app.seek(5 * SECOND)
    for expected in (2, 3, 3):
        table.run("cue.next")
        assert panel.app.selection == frozenset({ids[expected]})
    table.run("cue.previous")
    assert panel.app.playhead == 6 * SECOND
    table.run("cue.text")
    assert editor(panel).toPlainText() == "one two three four"


def test_one_caption_is_played_from_its_start_to_its_end(panel: CaptionsPanel, media: Path) -> None:
    talk(panel)
    project = panel.app.project
    lay(project, panel.app.sequence_id, import_file(project, media / "video" / "cuts.mp4"))  # a silent film
    wait_for(lambda: panel.viewer.player.duration)
    panel.state.choose(["cue1"])
    panel.app.seek(9 * SECOND)
    panel.play_cue()
    assert panel.app.playing
    assert abs(panel.app.playhead - 4 * SECOND) < SECOND / 20
    wait_for(lambda: not panel.app.playing)
    assert 4.5 * SECOND <= panel.app.playhead < 5.5 * SECOND
    panel.app.playing = True  # played by Space, it goes on
    panel.app.seek(20 * SECOND)
    assert panel.app.playing
    panel.app.playing = False


def test_a_check_is_turned_off_for_the_project_and_on_again(panel: CaptionsPanel) -> None:
    talk(panel)
    click(panel, 1)
    project = panel.app.require_project()
    before = {problem.code for problem in panel.state.rows.problems("cue1")}
    assert "short" in before
    boxes = {box.property("rule"): box for box in panel.inspector().findChildren(QCheckBox)}
    assert set(boxes) == {spec.id for spec, _on in panel.state.checking.rules()}
    assert all(box.isChecked() for box in boxes.values())
    boxes["short"].click()
    assert {problem.code for problem in panel.state.rows.problems("cue1")} == before - {"short"}
    assert checks_of(project).off == ("short",)
    boxes["short"].click()
    assert {problem.code for problem in panel.state.rows.problems("cue1")} == before
    assert len(told(panel)) == len(before)
    told(panel)[0].actions()[0].trigger()
    assert checks_of(project).off == ("short",)
    assert not boxes["short"].isChecked()
    assert len(told(panel)) == len(before) - 1


def told(panel: CaptionsPanel) -> list[QLabel]:
    """The problems of the selected caption in the inspector."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [label for label in panel.inspector().findChildren(QLabel) if label.actions()]


def test_the_export_dialog_offers_what_can_be_written(panel: CaptionsPanel) -> None:
    talk(panel)
    panel.ask_export()
    (dialog,) = panel.findChildren(QFileDialog)
    assert [name.split("*")[1] for name in dialog.nameFilters()] == [
        ".srt)",
        ".vtt)",
        ".ass)",
        ".json)",
        ".txt)",
    ]
    assert dialog.defaultSuffix() == "srt"
    dialog.filterSelected.emit(dialog.nameFilters()[3])
    assert dialog.defaultSuffix() == "json"
    dialog.reject()


def test_a_profile_of_the_user_can_be_chosen(app: AppState, qapp: QApplication) -> None:
    own = paths.plugins("caption_profiles")
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(
        'id = "mine"\ntitle = "Mine"\n[limits]\nmin_duration = 0.1\n[rules.gap]\non = false\n',
        encoding="utf-8",
    )
    profiles.REGISTRY.refresh()
    panel = CaptionsPanel(app)
    talk(panel)
    assert panel.state.rows.problems("cue1")
    (chooser,) = (box for box in panel.inspector().findChildren(QComboBox) if box.findData("mine") >= 0)
    chooser.setCurrentIndex(chooser.findData("mine"))
    chooser.activated.emit(chooser.currentIndex())
    assert not panel.state.rows.problems("cue1")
    (gap,) = (box for box in panel.inspector().findChildren(QCheckBox) if box.property("rule") == "gap")
    assert not gap.isChecked()
    assert not gap.isEnabled()
    assert checks_of(app.require_project()).profile == "mine"
    panel.bindings.disconnect_all()
    panel.table.cues.detach()
    panel.inspector().deleteLater()
    panel.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

"""The Voice workspace as it is used: an empty film, a table of lines, takes, a cast, and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton

from studio.core.ticks import from_seconds
from studio.jobs.model import Job, JobEnded, JobError, JobOutput
from studio.jobs.queue import LaneEvent
from studio.kit.sound import Sound, _Output
from studio.kit.widgets.waveform import Waveform
from studio.media.audio import write_wav
from studio.project.model import Line, Word
from studio.stage.player.view.playback import close_player
from studio.state.app_state import AppState
from studio.state.background import InlineTasks
from studio.workspaces.voice.view.panel import VoicePanel
from studio.workspaces.voice.view.table import LENGTH, MANNER, PLAY, SPEAKER, STATE, TEXT, VOICE
from tests.apps import open_app
from tests.kit.waiting import WAIT_MS
from tests.voice.casting import ENGINE, SCRIPT


@pytest.fixture
def app(qapp: object, tmp_path: Path) -> Iterator[AppState]:
    """An app with a project and known voices, and no worker: tests end the jobs themselves."""
    with open_app(tmp_path, (ENGINE,)) as state:
        yield state
        close_player(state)


@pytest.fixture
def panel(app: AppState, monkeypatch: pytest.MonkeyPatch) -> Iterator[VoicePanel]:
    monkeypatch.setattr(
        "studio.kit.sound._output", lambda _pcm, _parent: _Output()
    )  # by the clock, everywhere
    made = VoicePanel(app)
    made.resize(1080, 640)
    made.show()
    yield made
    made.sound.stop()
    made.state.close()
    made.bindings.disconnect_all()
    made.close()
    for widget in (made.inspector(), made):  # now, for another test may switch the theme
        shiboken6.delete(widget)


def finish(app: AppState, job: Job, event: LaneEvent | None = None, seconds: float = 0.4) -> None:
    """End a job as a worker would: with a tone that lasts so long, or with ``event``."""
    project = app.require_project()
    app.queue._claim_next(lambda waiting: waiting.id == job.id)
    live = app.queue.get(job.id)
    if event is None:
        path = project.folder / f"{job.id}.wav"
        time = np.arange(int(22_050 * seconds), dtype=np.float32) / 22_050
        write_wav(path, (np.sin(time * 1500) * 0.5)[:, None], 22_050)
        sha256, suffix = project.store.keep(path)
        meta = {"sample_rate": 22_050, "duration_s": seconds, "words": [["Hello", 0.05, seconds / 2]]}
        stored = str(project.store.path(sha256, suffix))
        output = JobOutput(role="audio", path=stored, sha256=sha256, suffix=suffix, meta=meta)
        event = JobEnded(job=replace_job(live, state="succeeded", outputs=(output,), recipe=job.id))
    app.queue.update(event.job if isinstance(event, JobEnded) else live)
    app.queue.apply(event)


def replace_job(job: Job, **changes: object) -> Job:
    import msgspec

    return msgspec.structs.replace(job, **changes)


def speak_all(app: AppState, panel: VoicePanel) -> None:
    panel.primary()
    for job in list(app.queue.jobs()):
        if not job.finished:
            finish(app, job)


def cell(panel: VoicePanel, row: int, column: int) -> str:
    return panel.table.lines.index(row, column).data()


def test_an_empty_film_offers_the_ways_to_get_lines(app: AppState, panel: VoicePanel, tmp_path: Path):
    assert panel.start.isVisible()
    assert panel.start.primary.text() == "Open script…"
    assert not panel.bar.isVisible()
    QGuiApplication.clipboard().setText(SCRIPT)
    panel.start._paste.click()
    assert panel.table.isVisible()
    assert not panel.start.isVisible()
    assert [cell(panel, row, TEXT) for row in range(3)] == ["Hello there.", "Good morning.", "Goodbye."]
    assert [cell(panel, row, 2) for row in range(3)] == ["The climb", "", "The end"]
    app.undo()
    app.undo()
    assert panel.start.isVisible()


def test_the_sample_script_is_one_click_away(panel: VoicePanel):
    panel.start.second.click()
    assert len(panel.state.line_ids) > 5
    assert panel.state.error is None
    assert panel.bar.speak.isEnabled()


def test_dropping_a_script_says_what_it_will_do_and_does_it(panel: VoicePanel, tmp_path: Path):
    path = tmp_path / "my.fountain"
    path.write_text(SCRIPT)
    offer = panel._offer([path])
    assert offer is not None
    assert "my.fountain" in offer.title
    offer.run([path])
    assert len(panel.state.line_ids) == 3
    assert panel._offer([tmp_path / "picture.png"]) is None
    assert panel._offer([tmp_path / "voice.wav"]).title == "Use voice.wav as a take"


def test_words_manner_and_speaker_are_edited_in_the_table(panel: VoicePanel, qtbot):
    panel.state.sources.load_script(SCRIPT)
    table = panel.table
    table.show_line(panel.state.line_ids[0], edit=True)
    editor = table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("Hello again.")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(panel, 0, TEXT) == "Hello again.", timeout=WAIT_MS)
    table.edit(table.lines.index(0, SPEAKER))
    combo = table.findChild(QComboBox)
    assert [combo.itemText(number) for number in range(combo.count())] == ["ANN", "BOB"]
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    qtbot.waitUntil(lambda: cell(panel, 0, SPEAKER) == "BOB", timeout=WAIT_MS)
    table.selectAll()
    table.lines.setData(table.lines.index(1, MANNER), "whispering")
    assert [cell(panel, row, MANNER) for row in range(3)] == ["whispering"] * 3
    assert not table.lines.flags(table.lines.index(0, VOICE)) & Qt.ItemFlag.ItemIsEditable


def test_lines_are_added_moved_and_removed(panel: VoicePanel):
    panel.state.sources.load_script(SCRIPT)
    panel.table.show_line(panel.state.line_ids[0])
    panel.add_line()
    assert len(panel.state.line_ids) == 4
    added = panel.state.current
    assert panel.state.line_ids.index(added) == 1
    panel.table.setFocus()
    panel.move_line(1)
    assert panel.state.line_ids.index(added) == 2
    assert panel.state.current == added  # a moved line stays chosen
    panel.remove_lines()
    assert added not in panel.state.line_ids
    assert panel.state.current == panel.state.line_ids[2]


def test_speak_becomes_cancel_and_lines_show_how_far_they_are(app: AppState, panel: VoicePanel):
    panel.state.sources.load_script(SCRIPT)
    assert panel.bar.speak.text() == "Speak 3 lines"
    panel.bar.speak.click()
    assert panel.bar.speak.running
    assert [cell(panel, row, STATE) for row in range(3)] == ["Queued"] * 3
    first = next(job for job in app.queue.jobs() if job.request.target["line"] == panel.state.line_ids[0])
    finish(app, first)
    assert "speaking, 1 of 3" in panel.bar.count.text()
    assert cell(panel, 0, LENGTH) == "0.4 s"
    panel.bar.speak.click()
    assert not panel.bar.speak.running
    assert [cell(panel, row, STATE) for row in range(3)] == ["Spoken", "Not spoken", "Not spoken"]
    assert panel.bar.speak.text() == "Speak 2 lines"


def test_a_failure_is_shown_where_it_happened_with_the_way_on(app: AppState, panel: VoicePanel):
    panel.state.sources.load_script(SCRIPT)
    panel.primary()
    for job in list(app.queue.jobs()):
        failed = JobError(
            code="bad_voice", message="The voice is broken.", hint="Choose another.", detail="log"
        )
        app.queue._claim_next(lambda waiting, name=job.id: waiting.id == name)
        finish(app, job, JobEnded(job=replace_job(app.queue.get(job.id), state="failed", error=failed)))
    assert panel.error.isVisible()
    assert "3 of 3 lines could not be spoken" in panel.error._message.text()
    assert cell(panel, 0, STATE) == "Failed"
    panel.error._act.click()
    assert panel.error.isHidden()
    assert panel.bar.speak.running


def test_takes_are_chosen_starred_and_deleted(app: AppState, panel: VoicePanel):
    panel.state.sources.load_script(SCRIPT)
    speak_all(app, panel)
    first = panel.state.line_ids[0]
    panel.table.show_line(first)
    panel.state.edits.set_text(first, "Something else.")
    panel.state.speak_lines([first])
    finish(app, next(job for job in app.queue.jobs() if not job.finished), seconds=0.8)
    buttons = panel.detail.findChildren(QRadioButton)
    assert sorted((button.text(), button.isChecked()) for button in buttons) == [
        ("Take 1", False),
        ("Take 2", True),
    ]
    next(button for button in buttons if button.text() == "Take 1").click()
    old, new = panel.state.takes
    assert (old.chosen, new.chosen) == (True, False)
    panel.detail.star(old.id, True)
    assert panel.state.takes[0].starred
    panel.detail.remove(old.id)
    assert [take.id for take in panel.state.takes] == [new.id]
    assert app.require_project().get(first, Line).take == new.id
    app.undo()


def test_a_take_plays_with_its_picture_and_stops(app: AppState, panel: VoicePanel, qtbot):
    panel.state.sources.load_script(SCRIPT)
    speak_all(app, panel)
    second = panel.state.line_ids[1]
    where = panel.table.visualRect(panel.table.lines.index(1, PLAY)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert panel.state.current == second
    start = panel.state.position_of(second) or 0
    assert start > 0
    qtbot.waitUntil(lambda: app.playhead > start, timeout=WAIT_MS)
    assert panel.detail.waveform._position is not None
    assert panel.table.lines.playing == second
    assert app.message is not None
    assert "No audio output device" in app.message.text
    qtbot.waitUntil(lambda: not panel.sound.playing, timeout=WAIT_MS)
    assert panel.table.lines.playing == ""
    panel.play_line()
    assert panel.sound.playing
    app.playing = True  # the film begins to play: only one thing is heard
    assert not panel.sound.playing
    app.playing = False


def test_the_cast_is_searched_tried_and_changed(app: AppState, panel: VoicePanel):
    panel.state.sources.load_script(SCRIPT)
    inspector = panel.inspector()
    cast = panel.state.cast
    inspector.cast.setCurrentIndex(inspector.cast_model.index(1, 0))
    assert cast.row().name == "BOB"
    assert cast.language == "en"
    inspector.search.setText("man 1")
    inspector.search.query_changed.emit("man 1")
    assert inspector.voice_model.rowCount() == 1
    inspector.voices.setCurrentIndex(inspector.voice_model.index(0, 0))
    inspector.try_button.click()
    assert cast.trying
    job = next(job for job in app.queue.jobs() if job.request.purpose == "voice.audition")
    assert job.request.params["voice"] == "en-gb+m3"
    finish(app, job)
    assert not cast.trying
    assert panel.sound.playing
    inspector.use_button.click()
    assert cast.row().voice_id == "en-gb+m3"
    assert cell(panel, 1, VOICE) == "Great Britain, man 1"
    inspector.form.set_values({"rate": 1.2})
    assert cast.param_values() == {"rate": 1.2}
    app.undo()
    assert inspector.form.values() == {"rate": 1.0}


def test_on_arrival_the_line_at_the_playhead_is_chosen_and_space_presses_nothing(
    app: AppState, panel: VoicePanel
):
    panel.state.sources.load_script(SCRIPT)
    app.select([])
    panel.shown()
    assert {index.row() for index in panel.table.selectionModel().selectedRows()} == {0}
    assert panel.focusWidget() is panel.table
    app.select([panel.state.line_ids[2]])  # elsewhere
    assert {index.row() for index in panel.table.selectionModel().selectedRows()} == {2}
    assert "Goodbye" in panel.detail._title.text()
    keys = {key for command in app.commands.for_workspace("voice") for key in command.keys}
    assert {"J", "K", "L", "Space", "I", "O"} <= keys


def test_commands_fit_the_table_and_need_a_line(app: AppState, panel: VoicePanel):
    app.workspace = "voice"
    assert not app.commands.enabled("voice.remove")
    panel.state.sources.load_script(SCRIPT)
    assert app.commands.run("voice.down")
    assert cell(panel, 1, TEXT) == "Hello there."


def test_thousands_of_lines_are_shown_without_making_their_rows(
    app: AppState, panel: VoicePanel, monkeypatch
):
    project = app.require_project()
    with project.edit("Many") as edit:
        edit.put_all([Line(id=f"line{n}", parent=app.sequence_id, text=f"Line {n}.") for n in range(3000)])
    made: list[str] = []
    real = panel.state.row
    monkeypatch.setattr(panel.state, "row", lambda line_id: made.append(line_id) or real(line_id))
    panel.state.edits.set_text("line5", "Changed.")
    panel.grab()
    assert cell(panel, 5, TEXT) == "Changed."
    assert len(set(made)) < 100


def test_a_waveform_shows_loudness_words_and_answers_clicks(qapp):
    class Peaks:
        def window(self, start: int, end: int, columns: int):
            loud = np.linspace(0, 1, columns, dtype=np.float32)
            return np.stack([-loud, loud, loud / 2], axis=1)

    wave = Waveform()
    wave.resize(200, 100)
    second = from_seconds(1)
    wave.set_wave(Peaks(), second, (Word("Hello", 0, second // 2), Word("there", second // 2, second)))
    picture = wave.grab().toImage()
    top = [picture.pixelColor(x, 6).name() for x in (5, 195)]
    assert top[0] != top[1]
    assert wave.accessibleDescription() == "Hello there"
    asked: list[int] = []
    wave.seek_requested.connect(asked.append)
    QTest.mouseClick(wave, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    assert asked == [second // 2]
    wave.set_limit(second // 2)
    assert wave.grab().toImage() != picture
    wave.set_wave(None)
    QTest.mouseClick(wave, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    assert len(asked) == 1


@pytest.mark.no_qt_log  # Qt tells at length which sound libraries a machine lacks
def test_a_sound_plays_to_its_end_also_without_a_device(qapp, qtbot, tmp_path: Path):
    path = tmp_path / "a.wav"
    write_wav(path, np.zeros((4800, 1), np.float32), 48_000)
    sound = Sound(InlineTasks())
    positions: list[int] = []
    sound.position_changed.connect(positions.append)
    with qtbot.waitSignal(sound.ended, timeout=WAIT_MS):
        sound.play(path)
        assert sound.playing
    assert not sound.playing
    assert positions == sorted(positions)
    assert positions[-1] == from_seconds(0.1)
    with qtbot.waitSignal(sound.failed, timeout=WAIT_MS):
        sound.play(tmp_path / "missing.wav")


def test_a_line_without_words_is_not_offered_to_be_spoken(panel: VoicePanel):
    panel.add_line()
    assert cell(panel, 0, STATE) == "No text yet"
    assert panel.bar.speak.text() == "Speak"
    assert not panel.bar.speak.isEnabled()
    panel.table.lines.setData(panel.table.lines.index(0, TEXT), "Hello.")
    assert cell(panel, 0, STATE) == "Not spoken"
    assert panel.bar.speak.text() == "Speak 1 line"


def test_the_words_of_a_line_have_room_at_every_width(panel: VoicePanel):
    panel.state.sources.load_script(SCRIPT)
    for width in range(600, 1500, 20):
        panel.resize(width, 640)
        QTest.qWait(0)
        assert panel.table.columnWidth(TEXT) >= min(240, width - 400), width
    assert not panel.table.isColumnHidden(VOICE)
    assert not panel.table.isColumnHidden(MANNER)


def test_enter_in_the_list_of_speakers_closes_it_once(panel: VoicePanel, qtbot):
    panel.state.sources.load_script(SCRIPT)
    panel.table.edit(panel.table.lines.index(0, SPEAKER))
    combo = panel.table.findChild(QComboBox)
    assert combo is not None
    combo.setEditText("CLARA")
    QTest.keyClick(combo, Qt.Key.Key_Return)  # Qt would complain of a second time
    qtbot.waitUntil(lambda: cell(panel, 0, SPEAKER) == "CLARA", timeout=WAIT_MS)


def test_a_manner_that_is_not_known_says_so(panel: VoicePanel, qtbot):
    panel.state.sources.load_script(SCRIPT)
    lines = panel.table.lines

    def tip() -> str:
        return lines.index(0, MANNER).data(Qt.ItemDataRole.ToolTipRole) or ""

    lines.setData(lines.index(0, MANNER), "like a pirate")
    assert "Unknown delivery" in tip()
    assert "whispering" in tip()
    lines.setData(lines.index(0, MANNER), "whispering")
    assert not tip()
    lines.setData(lines.index(0, MANNER), "")
    assert "whispering" in tip()
    panel.table.edit(lines.index(0, MANNER))
    field = panel.table.findChild(QLineEdit)
    assert field is not None
    qtbot.waitUntil(lambda: field.completer().popup().isVisible(), timeout=WAIT_MS)
    field.completer().activated.emit("slowly")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(panel, 0, MANNER) == "slowly", timeout=WAIT_MS)


def test_starring_a_take_keeps_the_focus_and_tab_passes_all_takes(app: AppState, panel: VoicePanel, qtbot):
    panel.state.sources.load_script(SCRIPT)
    panel.state.speak_lines([panel.state.current])
    for job in list(app.queue.jobs()):
        finish(app, job)
    row = panel.detail.findChildren(QRadioButton)[0].parentWidget()
    star = row._star
    qtbot.waitUntil(star.isVisible, timeout=WAIT_MS)
    star.setFocus()
    QTest.keyClick(star, Qt.Key.Key_Space)
    assert panel.state.takes[0].starred
    assert panel.window().focusWidget() is star
    passed = [star]
    while passed[-1] is not panel.detail.waveform:
        QTest.keyClick(passed[-1], Qt.Key.Key_Backtab)
        passed.append(panel.window().focusWidget())
        assert len(passed) < 8, "the takes are not beside the sound in the tab order"


def test_a_speaker_without_a_voice_has_none_that_looks_chosen(panel: VoicePanel):
    panel.state.sources.load_script(SCRIPT)
    panel.state.cast.picked = (ENGINE.spec.id, ENGINE.voices[0].id)
    inspector = panel._inspector
    assert inspector.voices.currentIndex().isValid()
    panel.state.cast.add_speaker("DORA")
    assert not inspector.voices.currentIndex().isValid()
    assert not inspector.voices.selectionModel().hasSelection()
    inspector.voices.setCurrentIndex(inspector.voice_model.index(1, 0))
    assert inspector.use_button.isEnabled()
    assert inspector.try_button.isEnabled()


def test_a_line_that_is_edited_is_seen_from_its_first_letter_and_grows_with_its_words(panel: VoicePanel):
    panel.state.sources.load_script(SCRIPT)
    panel.table.show_line(panel.state.line_ids[0], edit=True)
    field = panel.table.findChild(QLineEdit)

    def room() -> int:
        return field.width() - field.fontMetrics().horizontalAdvance(field.text())

    assert room() >= 12
    before = field.width()
    field.setText("Hello there, and good morning to everybody who came up here with us today.")
    assert field.width() > before
    assert room() >= 12
    field.setText("Hello. " * 60)
    assert field.geometry().right() < panel.table.viewport().width()


def test_a_script_is_pasted_by_its_keys_wherever_the_focus_is_while_there_are_no_lines(
    panel: VoicePanel, qtbot
):
    QGuiApplication.clipboard().setText(SCRIPT)
    panel.activateWindow()
    panel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    panel.setFocus()
    qtbot.waitUntil(panel.isActiveWindow, timeout=WAIT_MS)
    QTest.keyClick(panel, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(panel.state.line_ids) == 3
    QGuiApplication.clipboard().setText(SCRIPT.replace("Goodbye.", "Farewell."))
    QTest.keyClick(panel.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert cell(panel, 2, TEXT) == "Goodbye."  # where there are lines, they are not replaced by accident


def test_words_that_are_typed_are_what_is_spoken_when_speak_is_pressed(
    app: AppState, panel: VoicePanel, qtbot
):
    panel.state.sources.load_script(SCRIPT)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow, timeout=WAIT_MS)
    panel.table.setFocus()
    panel.table.show_line(panel.state.line_ids[0], edit=True)
    field = panel.table.findChild(QLineEdit)
    qtbot.waitUntil(field.hasFocus, timeout=WAIT_MS)
    QTest.keyClicks(field, "Hello again.")
    panel.bar.speak.click()
    assert cell(panel, 0, TEXT) == "Hello again."
    assert any("Hello again." in job.request.title for job in app.queue.jobs())
    assert QGuiApplication.focusObject() is panel.table


def test_speak_waits_until_a_changed_line_is_judged(panel: VoicePanel):
    panel.state.sources.load_script(SCRIPT)
    judging, asked = panel.state._judging, []
    judging._busy = True  # the background is still at it
    judging.when_known(lambda: asked.append(1))
    assert not asked
    judging._judged(judging._judge, dict(judging._states))
    assert asked == [1]

"""The Export workspace: what is chosen becomes jobs, and each job tells how it goes and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from studio.core import ticks
from studio.core.settings import Settings
from studio.flows import exporting
from studio.jobs.session import JobSession
from studio.kit.theme import Theme
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue, Sequence
from studio.state.app_state import AppState
from studio.state.background import InlineTasks
from studio.workspaces.export.view.panel import ExportPanel
from tests.kit.accessibility import unnamed
from tests.kit.waiting import WAIT_MS

SECOND = ticks.TICKS_PER_SECOND


@pytest.fixture
def session() -> Iterator[JobSession]:
    with JobSession() as one:
        exporting.register(one.queue, one.supervisor.tasks)
        yield one


@pytest.fixture
def app(session: JobSession, tmp_path: Path) -> Iterator[AppState]:
    state = AppState(Settings(), session.queue, InlineTasks())
    state.set_project(Project.create(tmp_path / "Film", "Film"))
    state.workspace = "export"
    yield state
    state.set_project(None)


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot, app: AppState) -> ExportPanel:
    made = ExportPanel(app)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    made.shown()
    return made


def write_cue(app: AppState) -> None:
    project = app.require_project()
    captions = project.children(project.all(Sequence)[0].id, CaptionTrack)[0]
    with project.edit("Cue") as edit:
        edit.put(Cue(id="cue", parent=captions.id, start=0, end=2 * SECOND, text="Hello"))


def tick(panel: ExportPanel, preset_id: str, *, on: bool = True) -> None:
    for index in range(panel.presets.count()):
        item = panel.presets.item(index)
        if item.data(Qt.ItemDataRole.UserRole) == preset_id:
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def test_an_empty_sequence_says_what_to_do_first(panel: ExportPanel, app: AppState) -> None:
    assert panel.stack.currentWidget() is panel.empty
    panel.empty.primary.click()
    assert app.workspace == "video"
    app.workspace = "export"
    write_cue(app)
    assert panel.stack.currentWidget() is not panel.empty
    assert panel.button.isEnabled()


def test_an_export_runs_from_the_button_to_a_row_with_its_result(
    panel: ExportPanel, app: AppState, session: JobSession
) -> None:
    write_cue(app)
    tick(panel, "captions-srt")
    tick(panel, "film-mp4", on=False)
    assert panel.state.presets == ("captions-srt",)
    assert panel.name.placeholderText() == "Film.srt"
    panel.name.setText("Words")
    panel.button.click()
    assert panel.button.running
    (job,) = panel.state.jobs
    session.pump_until(lambda: session.queue.get(job).finished)
    assert not panel.button.running
    row = panel.exports.rows[job]
    assert "bytes" in row.report.text()
    assert {button.text() for button in row.findChildren(QPushButton) if not button.isHidden()} == {
        "Open",
        "Show in folder",
    }
    assert (app.require_project().exports / "Words.srt").exists()


def test_the_last_tick_stays(panel: ExportPanel, app: AppState) -> None:
    tick(panel, "film-mp4", on=False)
    assert panel.state.presets == ("film-mp4",)
    assert panel.presets.item(0).checkState() == Qt.CheckState.Checked


def test_an_export_that_waits_is_cancelled_tried_again_and_taken_off_the_list(
    panel: ExportPanel, app: AppState, session: JobSession
) -> None:
    write_cue(app)
    session.queue.pause()
    panel.primary()
    (job,) = panel.state.jobs
    panel.primary()
    assert session.queue.get(job).state == "cancelled"
    row = panel.exports.rows[job].row
    row.retry_requested.emit()
    assert session.queue.get(job).state == "queued"
    session.queue.cancel(job)
    row.remove_requested.emit()
    assert panel.exports.rows == {}


def test_while_one_export_is_made_another_can_be_queued(
    panel: ExportPanel, app: AppState, session: JobSession
) -> None:
    write_cue(app)
    assert panel.more.isHidden()
    session.queue.pause()
    panel.primary()
    assert panel.more.isVisible()
    panel.state.choose("captions-srt")
    panel.more.click()
    assert [session.queue.get(job).request.params["preset"] for job in panel.state.jobs] == [
        "film-mp4",
        "captions-srt",
    ]
    for job in panel.state.jobs:
        session.queue.cancel(job)
    assert panel.more.isHidden()


def test_a_folder_that_is_none_is_told_where_it_happened(panel: ExportPanel, app: AppState) -> None:
    write_cue(app)
    panel.folder.set_value("not/absolute")
    panel.primary()
    assert panel.state.jobs == ()
    assert not panel.error.isHidden()


def test_the_folder_is_shown_short_and_edited_whole(
    panel: ExportPanel, app: AppState, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_cue(app)
    monkeypatch.setenv("HOME", "/people/anna")
    long = "/people/anna/Videos/A very long folder name for a film/Another one below it/exports"
    panel.folder.set_value(long)
    shown = panel.folder.text()
    assert shown.startswith("~/Videos")
    assert shown.endswith("exports")
    assert "…" in shown
    assert panel.folder.fontMetrics().horizontalAdvance(shown) < panel.folder.width()
    assert panel.folder.toolTip() == long
    assert panel.state.folder == long, "what is shown is not what is meant"
    panel.folder.setFocus()
    qtbot.waitUntil(lambda: panel.folder.text() == long, timeout=WAIT_MS)
    panel.folder.selectAll()
    qtbot.keyClicks(panel.folder, "~/out")
    assert panel.state.folder == "~/out"
    panel.name.setFocus()
    panel.folder.set_value("")
    assert panel.folder.text() == ""
    assert panel.folder.toolTip() == str(app.require_project().folder / "exports")


def test_exports_go_where_the_preferences_say(panel: ExportPanel, app: AppState, tmp_path: Path) -> None:
    write_cue(app)
    app.settings.set("export.folder", str(tmp_path / "films"))
    panel.shown()
    assert panel.folder.toolTip() == str(tmp_path / "films")
    panel.primary()
    (job,) = panel.state.jobs
    assert app.queue.get(job).request.target["out"].startswith(str(tmp_path / "films"))


def test_everything_has_a_name_and_it_paints_in_both_themes(
    panel: ExportPanel, app: AppState, theme: Theme
) -> None:
    write_cue(app)
    # The error card's button gets its words with the error.
    assert [line for line in unnamed(panel) if "ErrorCard" not in line] == []
    dark = panel.grab().toImage()
    theme.set_choice("light")
    assert panel.grab().toImage() != dark

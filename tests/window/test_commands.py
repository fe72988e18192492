"""Commands of the window: all there from the start, found by the palette, with keys that can be chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel

from studio.app import Studio
from studio.state.registration import all_commands
from studio.state.workspace import workspace_ids
from studio.window.command_palette import rank
from studio.window.dialogs.preferences import PreferencesDialog
from tests.kit.waiting import wait_for
from tests.window.windows import contents, state


def test_all_commands_are_there_from_the_start_and_no_panel_is_made_for_them(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    studio = start()
    parts = contents(studio)
    before = {command.id for command in parts.table}
    assert before == {command.id for command in all_commands()}
    assert parts.panels == {}
    state(studio).open_project(project_folder)
    wait_for(lambda: state(studio).project is not None)
    for workspace in workspace_ids():
        parts.actions.run(f"workspace.{workspace}")
    assert len(parts.panels) == len(workspace_ids())
    assert {command.id for command in parts.table} == before


def test_the_palette_finds_what_is_in_any_workspace_and_more_than_commands(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    studio = start(project_folder)
    parts = contents(studio)
    parts.actions.run("workspace.image")
    parts.palette.open()
    entries = parts.palette._entries
    assert len({entry.id for entry in entries}) == len(entries)

    def first(query: str) -> str:
        return rank(query, entries, [])[0].id

    assert first("razor") == "video.split_here"
    assert first("merge with next") == "cue.merge"
    assert first("reduced motion") == "setting:look.reduced_motion"
    assert any(entry.id.startswith("preset:") for entry in rank("mp4", entries, []))
    parts.palette.close_palette()
    parts.actions.call("cue.insert")  # of another workspace: it comes to the front
    assert state(studio).workspace == "captions"
    refused: list[object] = []
    parts.actions.failed.connect(refused.append)
    parts.actions.call("video.delete")
    assert state(studio).workspace == "video"
    assert [error.code for error in refused] == ["not_now"]


def test_a_setting_is_shown_in_the_preferences(start: Callable[..., Studio], project_folder: Path) -> None:
    studio = start(project_folder)
    contents(studio).shell.show_preferences("media.cache_gb")
    dialog = studio.window.findChild(PreferencesDialog)
    assert dialog is not None
    assert dialog.fields["media.cache_gb"].visibleRegion().boundingRect().isValid()
    dialog.close()


def test_another_key_map_and_the_users_own_keys_show_everywhere(
    start: Callable[..., Studio], project_folder: Path
) -> None:
    studio = start(project_folder)
    parts = contents(studio)
    parts.actions.run("workspace.video")
    split = parts.panels["video"].split
    assert split.toolTip().endswith("(S)")
    parts.actions.run("app.preferences")
    dialog = studio.window.findChild(PreferencesDialog)
    page = dialog.key_page
    assert isinstance(page.map, QComboBox)
    page.map.setCurrentIndex(page.map.findData("premiere"))
    assert split.toolTip().endswith("(Ctrl+K)")
    parts.actions.refresh()
    action = parts.actions.action("video.split_here")
    assert [key.toString() for key in action.shortcuts()] == ["Ctrl+K"]
    row = page._rows.index("video.split_here")
    page.change(row, "Ctrl+Z")  # taken by Undo
    assert "Undo" in page.list.item(row, 2).text()
    page.list.setCurrentCell(row, 0)
    assert page.reset.isEnabled()
    page.reset.click()
    assert page.list.item(row, 2).text() == ""
    page.map.setCurrentIndex(page.map.findData("backlot"))
    assert split.toolTip().endswith("(S)")
    dialog.close()
    parts.actions.run("help.keys")
    from studio.window.dialogs.keys import KeysDialog

    shown = {label.text() for label in studio.window.findChild(KeysDialog).findChildren(QLabel)}
    assert {"Split at playhead", "S"} <= shown

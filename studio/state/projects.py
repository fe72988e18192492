"""Where projects go, and giving the open one another name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.core import paths
from studio.core.text import Text

if TYPE_CHECKING:
    from studio.state.app_state import AppState


def projects_folder(app: AppState) -> Path:
    """Where new projects go: the user's choice, else the folder for documents."""
    chosen = str(app.settings.get("projects.folder"))
    return Path(chosen) if chosen else paths.projects_home()


def rename(app: AppState, name: str) -> None:
    """Give the open project another name, with its folder and file."""
    project = app.require_project()
    before, file = str(project.folder), project.file
    app.attempt(lambda: project.rename(name))
    if str(project.folder) != before:
        app.queue.rename_store(before, str(project.folder))
        app.project_moved.emit(file)
        app.say(Text("The project is now called “{name}”", name=project.name))

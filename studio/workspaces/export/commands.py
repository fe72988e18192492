"""What can be done with exports, as rows of the command table; headless there is ``studio export``."""

from __future__ import annotations

from collections.abc import Iterator

from studio.core.text import QT_TRANSLATE_NOOP, Text
from studio.state.app_state import AppState
from studio.state.commands import Command
from studio.workspaces.export.state.view_model import ExportState

NEEDS: dict[str, Text] = {"exporting": Text("Nothing is being exported.")}


def facts(app: AppState) -> Iterator[str]:
    """exporting: an export is queued or running."""
    state = app.made(ExportState)
    if state is not None and app.project is not None and state.running() is not None:
        yield "exporting"


def commands() -> list[Command]:
    """Queue an export with the present settings, and stop it."""
    noop = QT_TRANSLATE_NOOP
    return [
        Command("export.add", noop("Commands", "Add to export queue"), _add, icon="export", menu="Export",
                workspaces=("export",), when=("project", "film"), headless=False,
                words="render deliver file mp4"),
        Command("export.cancel", noop("Commands", "Cancel export"), _cancel, icon="stop", menu="Export",
                workspaces=("export",), when=("exporting",), headless=False, words="stop"),
    ]  # fmt: skip


def _add(app: AppState) -> dict[str, object]:
    return {"jobs": [job.id for job in app.part(ExportState).export()]}


def _cancel(app: AppState) -> None:
    app.part(ExportState).cancel()

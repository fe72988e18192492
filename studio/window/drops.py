"""What files dragged over the window would do, in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from studio.kit.widgets.drop import DropOffer
from studio.state import receiving
from studio.state.app_state import AppState
from studio.state.workspace import taker


def offer_for(app: AppState, files: list[Path]) -> DropOffer | None:
    """The offer of the whole window; None where these files mean nothing now."""

    def words(text: str) -> str:
        return QCoreApplication.translate("Drops", text)

    def run(paths: list[Path]) -> None:
        app.attempt(lambda: receiving.receive(app, paths))

    found = receiving.sort_files(files)
    if found.projects:
        path = found.projects[0]
        verb = (
            words("Unpack and open {name}") if path.suffix.lower() == ".studiopack" else words("Open {name}")
        )
        return DropOffer(verb.format(name=path.stem), run, icon="folder-open")
    if app.project is None:
        first = found.scripts[0] if found.scripts else files[0]
        verb = words("Make a film from {name}") if found.scripts else words("New project from {name}")
        return DropOffer(verb.format(name=first.name), run, icon="film" if found.scripts else "plus")
    if app.project.read_only:
        return None
    if found.scripts:
        title = words("Create scenes and lines from {name}").format(name=found.scripts[0].name)
        return DropOffer(title, run, words("Nothing is replaced; you can undo this."), icon="film")
    taken = taker(found.accepted[0].suffix.lower()) if found.accepted else None
    if taken is not None:
        workspace, drop = taken
        title = words(drop.title).format(name=found.accepted[0].name)
        return DropOffer(title, run, icon=workspace.icon, workspace=workspace.id)
    count = len(found.media)
    title = (
        words("Add {name} to the library").format(name=found.media[0].name)
        if count == 1
        else words("Add {count} files to the library").format(count=count)
    )
    return DropOffer(title, run, words("The files stay where they are."), icon="library")

"""Files given to the window, by drop or by the import dialog: what they mean, and taking them in.

``sort_files`` looks at names only, so that a drag over the window costs nothing; what a file really is, its
inspection decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio.core import ticks
from studio.core.errors import InputError, StudioError
from studio.core.text import Text
from studio.project.model import Clip
from studio.state.app_state import AppState
from studio.state.film import FilmState
from studio.state.projects import projects_folder
from studio.state.workspace import load, taker

if TYPE_CHECKING:
    from studio.project.model import Asset

PROJECT_SUFFIXES = frozenset({".studio", ".studiopack"})
SCRIPT_SUFFIXES = frozenset({".fountain", ".spmd"})
_NAMED = 6
"""Unusable files that are named at once; the details name all."""


@dataclass(frozen=True)
class Sorted:
    """Files by their names.

    Attributes:
        projects: project files and folders, and packs.
        scripts: screenplays.
        accepted: files that a workspace takes in.
        media: all others; they may also be nothing that the app knows.
    """

    projects: tuple[Path, ...] = ()
    scripts: tuple[Path, ...] = ()
    accepted: tuple[Path, ...] = ()
    media: tuple[Path, ...] = ()


def sort_files(files: Sequence[Path]) -> Sorted:
    """Sort files and project folders by name; a folder that holds a project counts as one."""
    groups: dict[str, list[Path]] = {"projects": [], "scripts": [], "accepted": [], "media": []}
    for path in files:
        suffix = path.suffix.lower()
        if suffix in PROJECT_SUFFIXES or path.is_dir():
            groups["projects"].append(path)
        elif suffix in SCRIPT_SUFFIXES:
            groups["scripts"].append(path)
        elif taker(suffix) is not None:
            groups["accepted"].append(path)
        else:
            groups["media"].append(path)
    return Sorted(**{name: tuple(found) for name, found in groups.items()})


def receive(app: AppState, files: Sequence[Path]) -> None:
    """Take in files: a project opens, the rest goes into the open project.

    Without an open project a new one is made for them; a script's film is begun at once then.
    """
    found = sort_files(files)
    if found.projects:
        open_any(app, found.projects[0])
        return
    if app.project is None:
        begin_with(app, files)
        return
    for path in found.scripts:
        load_script(app, path)
    for path in found.accepted:
        accept(app, path)
    if found.media:
        import_media(app, found.media)


def accept(app: AppState, path: Path) -> None:
    """Let the workspace that takes files of this name take this one in."""
    found = taker(path.suffix.lower())
    if found is not None:
        load(found[1].take)(app, path)


def begin_with(app: AppState, files: Sequence[Path]) -> None:
    """Make a project for the files and lay them on its timeline; the film of a script among them is begun."""
    scripts = sort_files(files).scripts
    if scripts:
        film_from(app, scripts[0], [path for path in files if path != scripts[0]])
        return

    def then() -> None:
        if app.workspace == "image":
            app.workspace = "video"
        found = sort_files(files)
        for path in found.accepted:
            accept(app, path)
        if found.media:
            take_in(app, found.media, lay_first, app.fail)

    def lay_first(assets: list[Asset], joins: int) -> None:
        from studio.video.laying import lay

        laid = lay(app.require_project(), app.sequence_id, assets, 0, joins=joins)
        app.select([clip.id for clip in laid])

    app.new_project(projects_folder(app), files[0].stem, then)


def film_from(app: AppState, script: Path, others: Sequence[Path] = ()) -> None:
    """Make a project for a script, called as its title page says, take in other files, and begin to make the
    script's film. A file that is no script is told before a project is made for it.
    """
    from studio.flows.scenes import film_name, read_script

    def read() -> tuple[str, str]:
        text = read_script(script)
        return text, film_name(text, script.stem)

    def begin(found: tuple[str, str]) -> None:
        text, name = found

        def then() -> None:
            receive(app, others)
            _put_script(app, text, make=True)

        app.new_project(projects_folder(app), name, then)

    app.in_background(Text("Reading {name}", name=script.name), read, begin)


def open_any(app: AppState, path: Path) -> None:
    """Open a project, or unpack a ``.studiopack`` beside itself and open that."""
    if path.suffix.lower() != ".studiopack":
        app.open_project(path)
        return

    def unpack() -> Path:
        from studio.core.files import unique_path
        from studio.project.archive.pack import unpack as unpack_file

        return unpack_file(path, unique_path(path.with_suffix("")))

    app.in_background(Text("Unpacking {name}", name=path.name), unpack, app.open_project)


def import_media(app: AppState, files: Sequence[Path]) -> None:
    """Inspect files in the background and add them to the library in one edit.

    Those that cannot be used are named; the others come in.
    """
    take_in(app, files, lambda added, _edit: app.select([asset.id for asset in added]), app.fail)


def take_in(
    app: AppState,
    files: Sequence[Path],
    then: Callable[[list[Asset], int], object],
    failed: Callable[[StudioError], None],
) -> None:
    """The one way of files into the open project: inspected in the background, added in one edit, handed to
    ``then``. ``failed`` hears of those that cannot be used; the others come in.
    """
    from studio.captions.formats import is_captions
    from studio.project import imports

    project = app.require_project()

    def prepare() -> tuple[list[Asset], list[StudioError]]:
        assets: list[Asset] = []
        problems: list[StudioError] = []
        for path in files:
            try:
                assets.append(imports.prepare(project, path, is_captions))
            except StudioError as error:
                problems.append(error)
        return assets, problems

    def add(result: tuple[list[Asset], list[StudioError]]) -> None:
        assets, problems = result
        if app.project is not project:
            return
        if assets:
            try:
                before = project.newest_edit
                added = imports.add(project, assets)
                after = project.newest_edit
                then(added, after if after != before else 0)
            except StudioError as error:
                problems.append(error)
            cut = next((asset for asset in assets if asset.facts.truncated), None)
            if cut is not None:
                length = ticks.clock(cut.facts.duration, 1)
                app.say(
                    Text("“{name}” is incomplete: only {length} can be used.", name=cut.name, length=length),
                    severity="warning",
                )
        if problems:
            failed(_together(problems, len(files)))

    what = files[0].name if len(files) == 1 else Text.counted("{n} file", "{n} files", n=len(files))
    app.in_background(Text("Importing {what}", what=what), prepare, add)


def _together(problems: list[StudioError], count: int) -> StudioError:
    """One error that names every file that cannot be used."""
    if len(problems) == 1:
        return problems[0]
    shown = [problem.message for problem in problems[:_NAMED]]
    return InputError(
        "files_unusable",
        Text("{problems} of {count} files cannot be used.", problems=len(problems), count=count),
        Text.joined("\n", shown),
        "\n".join(str(problem) for problem in problems),
    )


def load_script(app: AppState, path: Path) -> None:
    """Make scenes, pictures and lines of a Fountain script in the sequence that is shown, and show where its
    film is begun.
    """
    from studio.flows.scenes import read_script

    project = app.require_project()

    def done(text: str) -> None:
        if app.project is project:
            _put_script(app, text)

    app.in_background(Text("Reading {name}", name=path.name), lambda: read_script(path), done)


def _put_script(app: AppState, text: str, *, make: bool = False) -> None:
    from studio.flows.film import load_script as put

    project = app.require_project()
    if app.attempt(lambda: put(project, app.sequence_id, text)) is None:
        return
    if make and app.part(FilmState).possible:
        app.part(FilmState).make()
    elif not project.all(Clip):
        app.workspace = "video"

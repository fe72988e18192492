"""What can be done to the current image, as rows of the command table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from studio.core.text import QT_TRANSLATE_NOOP, Text
from studio.state.app_state import AppState
from studio.state.commands import Command
from studio.wire.spec import Param
from studio.workspaces.image.state.view_model import ImageState

NEEDS: dict[str, Text] = {
    "image": Text("No image is selected. Generate or select one first."),
    "images": Text("There is only one image. Generate another first."),
}


def facts(app: AppState) -> Iterator[str]:
    """image: a finished one is shown. images: there is another to compare it with. comparing."""
    state = app.part(ImageState) if app.workspace == "image" and app.project else app.made(ImageState)
    if state is None or app.project is None or state.pictures.asset(state.current) is None:
        return
    yield "image"
    if sum(not item.busy for item in state.items) > 1:
        yield "images"
    if state.other:
        yield "comparing"


def commands() -> list[Command]:
    """Star, vary, compare, save."""

    def row(
        name: str, title: str, run: Callable[..., object], icon: str, key: str, *when: str,
        params: tuple[Param, ...] = (), jobs: bool = False, words: str = "", headless: bool = True,
    ) -> Command:  # fmt: skip
        return Command(
            f"image.{name}", title, run, icon=icon, keys=(key,), menu="Image", when=(*when, "image"),
            params=params, jobs=jobs, workspaces=("image",), words=f"picture {words}", headless=headless,
        )  # fmt: skip

    noop = QT_TRANSLATE_NOOP
    path = Param(name="path", kind="text", default="", label=noop("Params", "File"))
    return [
        row("star", noop("Commands", "Star image"), _star, "star", "Alt+S", "writable",
            words="favourite like"),
        row("vary", noop("Commands", "Vary image"), _vary, "die", "Alt+V", "writable", jobs=True,
            words="again seed variation"),
        row("compare", noop("Commands", "Compare images"), _compare, "compare", "Alt+C", "project", "images",
            words="difference side", headless=False),
        row("save", noop("Commands", "Save image as PNG…"), _save, "save", "Alt+P", "project",
            params=(path,), words="export write"),
    ]  # fmt: skip


def _star(app: AppState) -> dict[str, object]:
    state = app.part(ImageState)
    asset = state.pictures.asset(state.current)
    starred = asset is not None and not asset.starred
    state.pictures.star(state.current, starred)
    return {"image": state.current, "starred": starred}


def _vary(app: AppState) -> None:
    state = app.part(ImageState)
    state.vary(state.current)


def _compare(app: AppState) -> dict[str, object]:
    state = app.part(ImageState)
    state.compare(on=not state.other)
    return {"images": [state.current, state.other]}


def _save(app: AppState, path: str = "") -> object:
    if not path:
        return app.intents.ask("image.save")
    state = app.part(ImageState)
    state.pictures.save_as(state.current, Path(path))
    return {"path": str(Path(path).absolute())}

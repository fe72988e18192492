"""Cuts, media and frames, as rows of the command table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio.core.errors import InputError
from studio.core.text import QT_TRANSLATE_NOOP, Text
from studio.project.model import Clip
from studio.state.app_state import AppState
from studio.state.commands import Command
from studio.wire.spec import Param
from studio.workspaces.video.state.view_model import VideoState


def commands() -> list[Command]:
    """The commands of the workspace; what they cannot do is said in it."""

    def row(
        name: str, title: str, run: Callable[..., object], icon: str, key: str, *when: str,
        params: tuple[Param, ...] = (), words: str = "", headless: bool = True,
    ) -> Command:  # fmt: skip
        return Command(
            f"video.{name}", title, run, icon=icon, keys=(key,), menu="Video", workspaces=("video",),
            when=("writable", *when), params=params, words=f"clip {words}", headless=headless,
        )  # fmt: skip

    noop = QT_TRANSLATE_NOOP
    path = Param(name="path", kind="text", default="", label=noop("Params", "File"))
    return [
        row("add", noop("Commands", "Add media at playhead…"), _add, "plus", "Alt+A", params=(path,),
            words="insert import place"),
        row("split_here", noop("Commands", "Split at playhead"), _does(lambda s: s.split()), "split", "S",
            "film", words="cut blade razor edit"),
        row("delete", noop("Commands", "Delete clips"), _does(lambda s: s.delete()), "trash", "Del", "clip",
            words="remove lift clear"),
        row("ripple_delete", noop("Commands", "Ripple delete clips"),
            _does(lambda s: s.delete(ripple=True)), "merge", "Shift+Del", "clip",
            words="remove extract close gap"),
        row("trim_start", noop("Commands", "Trim start to playhead"), _does(lambda s: s.trim("start")),
            "trim-start", "[", "film", words="head top in"),
        row("trim_end", noop("Commands", "Trim end to playhead"), _does(lambda s: s.trim("end")),
            "trim-end", "]", "film", words="tail out"),
        row("replace", noop("Commands", "Replace frame or range…"),
            lambda app: app.intents.ask("video.replace"), "swap", "R", "film", headless=False,
            words="generate fill"),
        row("save_frame", noop("Commands", "Save frame as PNG…"), _save_frame, "save", "Alt+P", "film",
            params=(path,), words="still export picture screenshot"),
    ]  # fmt: skip


def _does(act: Callable[[VideoState], object]) -> Callable[[AppState], object]:
    """An edit of the workspace; its result is what is selected afterwards."""

    def run(app: AppState) -> dict[str, object]:
        state = app.part(VideoState)
        state.attempt(lambda: act(state))
        return {"clips": sorted(clip.id for clip in app.selected(Clip))}

    return run


def _add(app: AppState, path: str = "") -> object:
    if not path:
        return app.intents.ask("video.add")
    if not Path(path).exists():
        raise InputError("file_missing", Text("“{path}” does not exist.", path=path), Text("Check the path."))
    app.part(VideoState).add_files([Path(path)])
    return {"clips": sorted(clip.id for clip in app.selected(Clip))}


def _save_frame(app: AppState, path: str = "") -> object:
    if not path:
        return app.intents.ask("video.save_frame")
    app.part(VideoState).save_frame(Path(path))
    return {"path": str(Path(path).absolute())}

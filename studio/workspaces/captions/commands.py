"""What can be done to captions, as rows of the command table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from studio.core.text import QT_TRANSLATE_NOOP, Text
from studio.core.ticks import Ticks, from_frame
from studio.state.app_state import AppState
from studio.state.commands import Command
from studio.wire.spec import Param
from studio.workspaces.captions.state.view_model import CaptionsState

NEEDS: dict[str, Text] = {
    "cue": Text("No caption is selected. Select one first."),
    "captions": Text("There are no captions. Transcribe, import or type some first."),
    "caption problems": Text("No caption has a problem."),
}
_WORDS = "caption subtitle"


def facts(app: AppState) -> Iterator[str]:
    """cue: one is worked on. captions: there are some. caption problems: some are marked."""
    state = (
        app.part(CaptionsState) if app.workspace == "captions" and app.project else app.made(CaptionsState)
    )
    if state is None or app.project is None:
        return
    if state.current_cue is not None:
        yield "cue"
    if state.count > 0:
        yield "captions"
    if state.marked > 0:
        yield "caption problems"


def commands() -> list[Command]:
    """The commands of the workspace. What is being typed in the window is taken over first."""

    def row(
        name: str,
        title: str,
        run: Callable[[CaptionsState], object],
        *keys: str,
        icon: str = "",
        group: str = "2 cue",
        when: str = "cue",
        repeat: bool = False,
        words: str = _WORDS,
        edits: bool = True,
    ) -> Command:
        def act(app: AppState) -> object:
            app.intents.tell("captions.finish_editing")
            state = app.part(CaptionsState)
            result = run(state)
            return _selected(state) if result is None else result

        return Command(
            f"cue.{name}", title, act, icon=icon, keys=keys, menu="Captions", group=group,
            when=("writable" if edits else "project", *([when] if when else [])), workspaces=("captions",),
            repeat=repeat, words=words,
        )  # fmt: skip

    noop = QT_TRANSLATE_NOOP
    return [
        row("insert", noop("Commands", "Insert caption at playhead"), lambda s: s.edits.insert(), "Ins",
            icon="plus", group="1 make", when="", words=f"{_WORDS} new add"),
        row("split", noop("Commands", "Split caption at cursor"), lambda s: s.edits.split(), "Ctrl+B",
            icon="split", words=f"{_WORDS} cut"),
        row("merge", noop("Commands", "Merge with next caption"), lambda s: s.edits.merge(), "Ctrl+M",
            icon="merge", words=f"{_WORDS} join"),
        row("start_here", noop("Commands", "Start caption at playhead"),
            lambda s: s.edits.edge_to_playhead("start"), "Ctrl+[", icon="in-point", words="time in"),
        row("end_here", noop("Commands", "End caption at playhead"),
            lambda s: s.edits.edge_to_playhead("end"), "Ctrl+]", icon="out-point", words="time out"),
        row("earlier", noop("Commands", "Shift captions one frame earlier"), partial(_by_frames, -1),
            "Alt+Left", repeat=True, words=f"{_WORDS} nudge move"),
        row("later", noop("Commands", "Shift captions one frame later"), partial(_by_frames, 1), "Alt+Right",
            repeat=True, words=f"{_WORDS} nudge move"),
        row("delete", noop("Commands", "Delete captions"), lambda s: s.edits.delete(), icon="trash",
            words=f"{_WORDS} remove"),
        row("next_problem", noop("Commands", "Next problem"), lambda s: s.go_to_problem(1), "F8",
            icon="arrow-down", group="3 problems", when="caption problems", repeat=True, edits=False),
        row("previous_problem", noop("Commands", "Previous problem"), lambda s: s.go_to_problem(-1),
            "Shift+F8", icon="arrow-up", group="3 problems", when="caption problems", repeat=True,
            edits=False),
        row("fix", noop("Commands", "Fix selected captions"), lambda s: _fixed(s.edits.fix()),
            group="3 problems", icon="ok", words="mend repair"),
        row("fix_all", noop("Commands", "Fix all captions"), lambda s: _fixed(s.edits.fix(everything=True)),
            group="3 problems", when="captions", words="mend repair"),
        Command(
            "cue.text", noop("Commands", "Edit text"), _edit_text, icon="pencil", keys=("Return",),
            menu="Captions", group="2 cue", when=("writable", "cue"), workspaces=("captions",),
            params=(Param(name="text", kind="text", default="", label=noop("Params", "Text")),),
            words="caption type correct",
        ),
        row("snap", noop("Commands", "Snap captions to cuts"), lambda s: s.cutting.snap(),
            group="3 problems", icon="magnet", when="captions", words="shot scene change"),
        row("previous", noop("Commands", "Previous caption"), lambda s: s.choose_neighbour(-1), "Up",
            group="7 go", when="captions", repeat=True, edits=False),
        row("next", noop("Commands", "Next caption"), lambda s: s.choose_neighbour(1), "Down", group="7 go",
            when="captions", repeat=True, edits=False),
        Command(
            "cue.play", noop("Commands", "Play caption"), lambda app: app.intents.ask("captions.play"),
            icon="play", keys=("Shift+Space",), menu="Captions", group="2 cue", when=("project", "cue"),
            workspaces=("captions",), words="hear listen", headless=False,
        ),
        Command(
            "cue.find", noop("Commands", "Find and replace in captions"), _replace, icon="search",
            keys=("Ctrl+F",), menu="Captions", group="4 find", when=("project", "captions"),
            workspaces=("captions",), words="search change",
            params=(
                Param(name="find", kind="text", default="", label=noop("Params", "Find")),
                Param(name="replace", kind="text", default="", label=noop("Params", "Replace with")),
            ),
        ),
        Command(
            "cue.export", noop("Commands", "Export captions…"), _export, icon="export", menu="Captions",
            group="5 file", when=("project", "captions"), workspaces=("captions",),
            params=(Param(name="path", kind="text", default="", label=noop("Params", "File")),),
            words="srt vtt ass subtitle save write",
        ),
    ]  # fmt: skip


def frame_length(state: CaptionsState) -> Ticks:
    """One frame of the sequence."""
    return from_frame(1, state.rate)


def _by_frames(count: int, state: CaptionsState) -> None:
    state.edits.shift(frame_length(state) * count)


def _selected(state: CaptionsState) -> dict[str, object]:
    return {"captions": [cue.id for cue in state.chosen()]}


def _fixed(count: int) -> dict[str, object]:
    return {"fixed": count}


def _edit_text(app: AppState, text: str = "") -> object:
    state = app.part(CaptionsState)
    if text:
        state.edits.set_text(state.current, text)
    else:
        app.intents.tell("captions.finish_editing")
        app.intents.ask("captions.edit_text", state.current)
    return _selected(state)


def _replace(app: AppState, find: str = "", replace: str = "") -> object:
    if not find:
        return app.intents.ask("captions.find")
    return {"changed": app.part(CaptionsState).edits.replace_all(find, replace)}


def _export(app: AppState, path: str = "") -> object:
    if not path:
        return app.intents.ask("captions.export")
    app.part(CaptionsState).files.write(Path(path))
    return {"path": str(Path(path).absolute())}

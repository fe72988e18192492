"""What can be done to lines and scripts, as rows of the command table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from studio.core.text import QT_TRANSLATE_NOOP, Text
from studio.state.app_state import AppState
from studio.state.commands import Command
from studio.wire.spec import Param
from studio.workspaces.voice.state.view_model import VoiceState

NEEDS: dict[str, Text] = {
    "line": Text("No line is selected. Select one first."),
    "captions to dub": Text("There are no captions to dub. Transcribe or import captions first."),
}


def facts(app: AppState) -> Iterator[str]:
    """line: one is worked on. captions to dub: the sequence has some."""
    state = app.part(VoiceState) if app.workspace == "voice" and app.project else app.made(VoiceState)
    if state is None or app.project is None:
        return
    if state.current:
        yield "line"
    if state.has_cues:
        yield "captions to dub"


def commands() -> list[Command]:
    """The commands of the workspace; all but those of scripts and adding act on the current line."""

    def row(
        name: str,
        title: str,
        run: Callable[..., object],
        icon: str,
        *keys: str,
        when: tuple[str, ...] = ("writable", "line"),
        group: str = "1 lines",
        params: tuple[Param, ...] = (),
        headless: bool = True,
        jobs: bool = False,
        words: str = "",
    ) -> Command:
        return Command(
            f"voice.{name}", title, run, icon=icon, keys=keys, menu="Voice", group=group, when=when,
            params=params, workspaces=("voice",), headless=headless, jobs=jobs, words=f"line {words}",
        )  # fmt: skip

    noop = QT_TRANSLATE_NOOP
    text = Param(name="text", kind="text", default="", label=noop("Params", "Text"))
    path = Param(name="path", kind="text", default="", label=noop("Params", "File"))
    return [
        row("play", noop("Commands", "Play line"), lambda app: app.intents.ask("voice.play"), "play",
            "Shift+Space", when=("project", "line"), headless=False, words="hear listen take"),
        row("speak_line", noop("Commands", "Speak line"), _speak, "voice", jobs=True,
            words="generate say read"),
        row("add_line", noop("Commands", "Add line"), add_line, "plus", when=("writable",), params=(text,),
            words="new insert"),
        row("up", noop("Commands", "Move line up"), lambda app: _move(app, -1), "arrow-up", "Alt+Up"),
        row("down", noop("Commands", "Move line down"), lambda app: _move(app, 1), "arrow-down", "Alt+Down"),
        row("remove", noop("Commands", "Remove lines"), remove_lines, "trash", words="delete"),
        row("open_script", noop("Commands", "Open script…"), _open_script, "file", when=("writable",),
            group="2 script", params=(path,), words="fountain screenplay import"),
        row("dub", noop("Commands", "Dub captions"), _dub, "captions", group="2 script",
            when=("writable", "captions to dub"), jobs=True, words="translate speak subtitles"),
    ]  # fmt: skip


def add_line(app: AppState, text: str = "") -> dict[str, object]:
    """A new line behind the current one; in the window it is opened for typing."""
    state = app.part(VoiceState)
    made = state.attempt(lambda: state.edits.add(state.current, text))
    if isinstance(made, str):
        if not text:
            app.intents.tell("voice.edit_line", made)
        return {"line": made}
    return {}


def remove_lines(app: AppState) -> dict[str, object]:
    """Remove the selected lines and go to the next one; undo brings them back with their takes."""
    state = app.part(VoiceState)
    ids = state.selected_lines()
    if ids:
        at = state.line_ids.index(ids[-1])
        order = (*state.line_ids[at + 1 :], *reversed(state.line_ids[:at]))
        rest = [line for line in order if line not in ids]
        app.intents.tell("voice.stop")
        state.attempt(lambda: state.edits.remove(ids))
        if rest:
            state.choose([rest[0]], rest[0])
            app.intents.tell("voice.show_line", rest[0])
    return {"removed": ids}


def _move(app: AppState, by: int) -> dict[str, object]:
    state = app.part(VoiceState)
    line = state.current
    state.attempt(lambda: state.edits.move(line, by))
    return {"line": line}


def _speak(app: AppState) -> None:
    state = app.part(VoiceState)
    state.speak_lines([state.current])


def _open_script(app: AppState, path: str = "") -> object:
    if not path:
        return app.intents.ask("voice.open_script")
    state = app.part(VoiceState)
    state.sources.load_script_file(Path(path))
    return {"lines": len(state.line_ids)}


def _dub(app: AppState) -> None:
    state = app.part(VoiceState)
    state.attempt(state.sources.dub_captions)

"""The transport's commands, for every workspace that has a viewer."""

from __future__ import annotations

from collections.abc import Callable

from studio.core import ticks
from studio.core.text import QT_TRANSLATE_NOOP
from studio.stage.player.state import transport
from studio.state.app_state import AppState
from studio.state.commands import Command
from studio.wire.spec import Param

WORKSPACES = ("voice", "captions", "video")
_WORDS = "player transport"


def _at(act: Callable[[AppState], object]) -> Callable[[AppState], object]:
    """A command that moves the playhead or the marks; its result is where they are, in seconds."""

    def run(app: AppState) -> dict[str, float | None]:
        act(app)
        marks = {"playhead": app.playhead, "in": app.in_point, "out": app.out_point}
        return {name: None if at is None else ticks.to_seconds(at) for name, at in marks.items()}

    return run


def _go_to(app: AppState, seconds: float = 0.0) -> object:
    return _at(lambda app: app.seek(ticks.from_seconds(seconds)))(app)


def commands() -> list[Command]:
    """J K L, Space, I O, arrows by frame, Shift+arrows by second, Home, End."""

    def row(
        name: str, title: str, run: Callable[[AppState], object], *keys: str, icon: str = "",
        repeat: bool = False, words: str = "",
    ) -> Command:  # fmt: skip
        return Command(
            f"transport.{name}", title, _at(run), icon=icon, keys=keys, workspaces=WORKSPACES,
            group="8 transport", when=("project",), repeat=repeat, words=f"{_WORDS} {words}",
        )  # fmt: skip

    def view(
        name: str, title: str, intent: str, *arguments: object, key: str = "", icon: str = ""
    ) -> Command:
        return Command(
            f"transport.{name}", title, lambda app: app.intents.tell(intent, *arguments), icon=icon,
            keys=(key,) if key else (), workspaces=WORKSPACES, group="8 transport", when=("project",),
            headless=False, words=_WORDS,
        )  # fmt: skip

    noop = QT_TRANSLATE_NOOP
    seconds = Param(
        name="seconds", kind="float", default=0.0, minimum=0.0, unit=" s", label=noop("Params", "Time")
    )
    return [
        view("toggle", noop("Commands", "Play or pause"), "player.toggle", key="Space", icon="play"),
        view("backwards", noop("Commands", "Play backwards"), "player.shuttle", -1, key="J"),
        view("pause", noop("Commands", "Pause"), "player.pause", key="K", icon="pause"),
        view("forwards", noop("Commands", "Play forwards"), "player.shuttle", 1, key="L"),
        row("in", noop("Commands", "Mark in"), transport.mark_in, "I", icon="in-point", words="range"),
        row("out", noop("Commands", "Mark out"), transport.mark_out, "O", icon="out-point", words="range"),
        row("clear", noop("Commands", "Clear in and out"), transport.clear_marks, "Alt+X", words="range"),
        view("loop", noop("Commands", "Loop"), "player.loop", icon="loop"),
        row("previous_frame", noop("Commands", "Previous frame"), lambda app: transport.step(app, -1), "Left",
            repeat=True, words="step back"),
        row("next_frame", noop("Commands", "Next frame"), lambda app: transport.step(app, 1), "Right",
            repeat=True, words="step forward"),
        row("second_back", noop("Commands", "Back one second"),
            lambda app: transport.step_seconds(app, -1), "Shift+Left", repeat=True),
        row("second_on", noop("Commands", "Forward one second"),
            lambda app: transport.step_seconds(app, 1), "Shift+Right", repeat=True),
        row("start", noop("Commands", "Go to start"), lambda app: transport.skip(app, -1), "Home",
            icon="skip-back", words="begin first frame"),
        row("end", noop("Commands", "Go to end"), lambda app: transport.skip(app, 1), "End",
            icon="skip-forward", words="last frame"),
        Command("transport.go_to", noop("Commands", "Go to time"), _go_to, workspaces=WORKSPACES,
                when=("project",), params=(seconds,), palette=False, words="seek"),
    ]  # fmt: skip

"""The transport's keys as commands, for every workspace that has a viewer."""

from __future__ import annotations

from collections.abc import Callable

from studio.core.text import QT_TRANSLATE_NOOP
from studio.stage.player.view.playback import Player, shared_player
from studio.state.app_state import AppState
from studio.state.commands import Command
from studio.state.workspace import WorkspaceId


def transport_commands(workspace: WorkspaceId) -> list[Command]:
    """J K L, Space, I O, arrows by frame, Shift+arrows by second, Home, End. Return them from
    ``Panel.commands``.
    """

    def row(
        name: str,
        title: str,
        run: Callable[[Player], object],
        *keys: str,
        icon: str = "",
        repeat: bool = False,
    ) -> Command:
        return Command(
            f"{workspace}.transport.{name}",
            title,
            lambda app: run(shared_player(app)),
            icon=icon,
            keys=keys,
            workspace=workspace,
            group="8 transport",
            when=_has_project,
            repeat=repeat,
        )

    return [
        row(
            "toggle",
            QT_TRANSLATE_NOOP("Commands", "Play or pause"),
            lambda p: p.toggle(),
            "Space",
            icon="play",
        ),
        row("backwards", QT_TRANSLATE_NOOP("Commands", "Play backwards"), lambda p: p.shuttle(-1), "J"),
        row("pause", QT_TRANSLATE_NOOP("Commands", "Pause"), lambda p: p.pause(), "K", icon="pause"),
        row("forwards", QT_TRANSLATE_NOOP("Commands", "Play forwards"), lambda p: p.shuttle(1), "L"),
        row(
            "in",
            QT_TRANSLATE_NOOP("Commands", "Mark in"),
            lambda p: p.mark_in(),
            "I",
            icon="in-point",
        ),
        row(
            "out",
            QT_TRANSLATE_NOOP("Commands", "Mark out"),
            lambda p: p.mark_out(),
            "O",
            icon="out-point",
        ),
        row("clear", QT_TRANSLATE_NOOP("Commands", "Clear in and out"), lambda p: _clear(p.app), "Alt+X"),
        row("loop", QT_TRANSLATE_NOOP("Commands", "Loop"), lambda p: p.set_loop(not p.loop), icon="loop"),
        row(
            "back", QT_TRANSLATE_NOOP("Commands", "Previous frame"), lambda p: p.step(-1), "Left", repeat=True
        ),
        row("on", QT_TRANSLATE_NOOP("Commands", "Next frame"), lambda p: p.step(1), "Right", repeat=True),
        row(
            "second-back",
            QT_TRANSLATE_NOOP("Commands", "Back one second"),
            lambda p: p.step_seconds(-1),
            "Shift+Left",
            repeat=True,
        ),
        row(
            "second-on",
            QT_TRANSLATE_NOOP("Commands", "Forward one second"),
            lambda p: p.step_seconds(1),
            "Shift+Right",
            repeat=True,
        ),
        row(
            "start",
            QT_TRANSLATE_NOOP("Commands", "Go to start"),
            lambda p: p.skip(-1),
            "Home",
            icon="skip-back",
        ),
        row(
            "end",
            QT_TRANSLATE_NOOP("Commands", "Go to end"),
            lambda p: p.skip(1),
            "End",
            icon="skip-forward",
        ),
    ]


def _has_project(app: AppState) -> bool:
    return app.project is not None


def _clear(app: AppState) -> None:
    app.update(in_point=None, out_point=None)

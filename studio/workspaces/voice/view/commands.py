"""Commands of the Voice workspace."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from studio.core.text import QT_TRANSLATE_NOOP
from studio.state.app_state import AppState
from studio.state.commands import Command

if TYPE_CHECKING:
    from studio.workspaces.voice.view.panel import VoicePanel


def voice_commands(panel: VoicePanel) -> list[Command]:
    """Rows of the command table; all but the script need a current line."""

    def row(name: str, title: str, run: Callable[[], object], symbol: str, *keys: str) -> Command:
        return Command(
            f"voice.{name}",
            title,
            lambda _app: run(),
            icon=symbol,
            keys=keys,
            menu="Voice",
            group="1 lines",
            when=lambda _app: bool(panel.state.current),
            workspace="voice",
        )

    def is_open(app: AppState) -> bool:
        return app.project is not None

    noop = QT_TRANSLATE_NOOP
    return [
        row("play", noop("Commands", "Play line"), panel.play_line, "play", "Shift+Space"),
        row("speak_line", noop("Commands", "Speak line"), panel.speak_line, "voice"),
        row("add_line", noop("Commands", "Add line"), panel.add_line, "plus"),
        row("up", noop("Commands", "Move line up"), lambda: panel.move_line(-1), "arrow-up", "Alt+Up"),
        row("down", noop("Commands", "Move line down"), lambda: panel.move_line(1), "arrow-down", "Alt+Down"),
        row("remove", noop("Commands", "Remove lines"), panel.remove_lines, "trash"),
        Command(
            "voice.open_script",
            noop("Commands", "Open script…"),
            lambda _app: panel.open_script(),
            icon="file",
            menu="Voice",
            group="2 script",
            when=is_open,
            workspace="voice",
        ),
        Command(
            "voice.dub",
            noop("Commands", "Dub captions"),
            lambda _app: panel.dub(),
            icon="captions",
            menu="Voice",
            group="2 script",
            when=lambda app: is_open(app) and panel.state.has_cues,
            workspace="voice",
        ),
    ]

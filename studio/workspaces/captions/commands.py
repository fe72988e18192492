"""What can be done to captions, as rows of the command table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from studio.core.text import QT_TRANSLATE_NOOP
from studio.core.ticks import Ticks
from studio.state.commands import Command, Context
from studio.workspaces.captions.state.view_model import CaptionsState


def commands(state: CaptionsState, before: Callable[[], object] = lambda: None) -> list[Command]:
    """The commands of the place, bound to its state. before: takes over what is being typed."""

    def row(
        name: str,
        title: str,
        run: Callable[[], object],
        *keys: str,
        icon: str = "",
        group: str = "2 cue",
        when: Callable[[], bool] = lambda: state.current_cue is not None,
        repeat: bool = False,
        words: str = "caption subtitle",
    ) -> Command:
        def act(_context: Context) -> object:
            before()
            return run()

        def usable(_context: Context) -> bool:
            return state.app.project is not None and when()

        return Command(
            f"cue.{name}", title, act, icon=icon, keys=keys, menu="Captions", group=group, when=usable,
            workspace="captions", repeat=repeat, words=words,
        )  # fmt: skip

    def by_frames(count: int) -> None:
        state.edits.shift(frame_length(state) * count)

    noop, edits = QT_TRANSLATE_NOOP, state.edits
    return [
        row("insert", noop("Commands", "Insert caption at playhead"), edits.insert, "Ins", icon="plus",
            group="1 make", when=lambda: state.app.sequence_id != ""),
        row("split", noop("Commands", "Split caption at cursor"), edits.split, "Ctrl+B", icon="split"),
        row("merge", noop("Commands", "Merge with next caption"), edits.merge, "Ctrl+M", icon="merge"),
        row("start_here", noop("Commands", "Start caption at playhead"),
            partial(edits.edge_to_playhead, "start"), "Ctrl+[", icon="in-point", words="time in"),
        row("end_here", noop("Commands", "End caption at playhead"),
            partial(edits.edge_to_playhead, "end"), "Ctrl+]", icon="out-point", words="time out"),
        row("earlier", noop("Commands", "Shift captions one frame earlier"), partial(by_frames, -1),
            "Alt+Left", repeat=True),
        row("later", noop("Commands", "Shift captions one frame later"), partial(by_frames, 1), "Alt+Right",
            repeat=True),
        row("delete", noop("Commands", "Delete captions"), edits.delete, icon="trash"),
        row("next_problem", noop("Commands", "Next problem"), partial(state.go_to_problem, 1), "F8",
            icon="arrow-down", group="3 problems", when=lambda: state.marked > 0, repeat=True),
        row("previous_problem", noop("Commands", "Previous problem"), partial(state.go_to_problem, -1),
            "Shift+F8", icon="arrow-up", group="3 problems", when=lambda: state.marked > 0, repeat=True),
        row("fix", noop("Commands", "Fix selected captions"), edits.fix, group="3 problems", icon="ok",
            words="mend repair"),
        row("fix_all", noop("Commands", "Fix all captions"), partial(edits.fix, everything=True),
            group="3 problems", when=lambda: state.count > 0, words="mend repair"),
        row("text", noop("Commands", "Edit text"), lambda: state.ask_edit(state.current), "Return",
            icon="pencil", words="caption type correct"),
        row("snap", noop("Commands", "Snap captions to cuts"), state.cutting.snap, group="3 problems",
            icon="magnet", when=lambda: state.count > 0, words="shot scene change"),
        row("previous", noop("Commands", "Previous caption"), partial(state.choose_neighbour, -1), "Up",
            group="7 go", when=lambda: state.count > 0, repeat=True),
        row("next", noop("Commands", "Next caption"), partial(state.choose_neighbour, 1), "Down",
            group="7 go", when=lambda: state.count > 0, repeat=True),
    ]  # fmt: skip


def frame_length(state: CaptionsState) -> Ticks:
    """One frame of the sequence."""
    from studio.core.ticks import from_frame

    return from_frame(1, state.rate)

"""The list of edits as the window shows it, and the way to any state in it: one undo or redo per edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio.core.text import NO_TEXT, Text
from studio.project.handle import Project
from studio.state.app_state import AppState

MOST = 300
"""Edits that are listed; older ones are still undone one by one."""


@dataclass(frozen=True)
class HistoryRow:
    """The state after one edit; ``seq`` 0 and no label: the state before the first.

    made: local time, None before the first. undone: it waits for redo. present: the project is in this state.
    """

    seq: int
    label: Text = NO_TEXT
    made: datetime | None = None
    undone: bool = False
    present: bool = False


def rows(project: Project) -> list[HistoryRow]:
    """Newest first; at the end the state before the first edit, unless there are more edits than ``MOST``."""
    entries = project.history(MOST + 1)
    found = [
        HistoryRow(
            entry.seq,
            entry.label,
            datetime.fromisoformat(entry.created).astimezone(),
            entry.undone,
            entry.seq == project.present,
        )
        for entry in entries[:MOST]
    ]
    if entries and len(entries) <= MOST:
        found.append(HistoryRow(0, present=project.present == 0))
    return found


def step_towards(app: AppState, seq: int) -> bool:
    """One undo or redo towards the state after the edit ``seq``; answers whether more are needed."""
    project = app.require_project()
    before = project.present
    if seq == before or (seq and all(entry.seq != seq for entry in project.history(MOST))):
        return False  # there, or another edit took its place meanwhile
    if seq > before:
        app.redo()
    else:
        app.undo()
    return project.present not in (before, seq)  # an undo that was refused leads nowhere

"""The timeline's menus: on items, on the names of tracks, and for adding tracks."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from studio.core.ticks import Ticks
from studio.flows import ripple
from studio.kit.icons import icon
from studio.project.model import Clip
from studio.stage.timeline.state.view_model import Lane, TimelineState
from studio.stage.timeline.view.geometry import TOGGLES, Toggle
from studio.video import clips

_SPEEDS = ("1/2", "3/4", "1/1", "5/4", "3/2", "2/1", "4/1")


def _words(text: str) -> str:
    return QCoreApplication.translate("Timeline", text)


def item_menu(state: TimelineState, parent: QWidget) -> QMenu:
    """What can be done with the selected clips and cues."""
    menu = QMenu(parent)
    chosen = state.selected()
    with_clips = any(isinstance(item, Clip) for item in chosen)
    _add(menu, state, "split", _words("Split at playhead"), state.split,
         enabled=any(item.start < state.app.playhead < item.end for item in chosen))  # fmt: skip
    if with_clips:
        _add(menu, state, "duplicate", _words("Duplicate"), state.duplicate)
        menu.addSeparator()
        _add(menu, state, "merge", _words("Crossfade from previous clip"), state.crossfade)
        speeds = menu.addMenu(icon("speed"), _words("Speed"))
        for speed in _SPEEDS:
            _add(speeds, state, "", f"{float(Fraction(speed)):g}×", _speed(state, Fraction(speed)))
    menu.addSeparator()
    _add(menu, state, "trash", _words("Delete"), state.delete)
    if with_clips:
        _add(menu, state, "", _words("Ripple delete"), lambda: state.delete(ripple=True))
    return menu


def gap_menu(state: TimelineState, lane: Lane, when: Ticks, parent: QWidget) -> QMenu | None:
    """What can be done with empty time between clips; None where there is none."""
    project = state.app.require_project()
    if lane.kind == "captions" or lane.locked or project.read_only:
        return None
    if clips.gap_at(project, lane.id, when) is None:
        return None
    menu = QMenu(parent)
    _add(menu, state, "merge", _words("Close gap"), lambda: ripple.close_gap(project, lane.id, when))
    return menu


def lane_menu(state: TimelineState, lane: Lane, parent: QWidget) -> QMenu:
    """What can be done with a track."""
    menu = QMenu(parent)
    titles: dict[Toggle, str] = {
        "muted": _words("Mute track"),
        "hidden": _words("Hide track"),
        "locked": _words("Lock track"),
        "duck": _words("Duck under voices"),
    }
    for toggle in TOGGLES[lane.kind]:
        action = menu.addAction(titles[toggle])
        action.setCheckable(True)
        action.setChecked(bool(getattr(lane, toggle)))
        action.triggered.connect(_toggling(state, lane.id, toggle))
    menu.addSeparator()
    menu.addAction(icon("pencil"), _words("Rename…")).triggered.connect(lambda: _rename(state, lane, parent))
    _add(menu, state, "trash", _words("Remove track"), lambda: state.remove_track(lane.id))
    menu.addSeparator()
    fill_add_menu(menu.addMenu(icon("plus"), _words("Add track")), state)
    return menu


def fill_add_menu(menu: QMenu, state: TimelineState) -> None:
    """One entry per kind of track."""
    roles: list[tuple[Literal["video", "captions", "voice", "sound", "music"], str, str]] = [
        ("video", "video", _words("Video track")),
        ("captions", "captions", _words("Caption track")),
        ("voice", "voice", _words("Voice track")),
        ("sound", "sound", _words("Audio track")),
        ("music", "music", _words("Music track")),
    ]
    for role, name, title in roles:
        _add(menu, state, name, title, _adding(state, role))


def _add(
    menu: QMenu,
    state: TimelineState,
    name: str,
    title: str,
    run: Callable[[], object],
    *,
    enabled: bool = True,
) -> None:
    action = menu.addAction(icon(name), title) if name else menu.addAction(title)
    action.setEnabled(enabled)
    action.triggered.connect(lambda: state.app.attempt(run))


def _speed(state: TimelineState, speed: Fraction) -> Callable[[], object]:
    return lambda: state.set_speed(speed)


def _toggling(state: TimelineState, lane_id: str, toggle: Toggle) -> Callable[[], object]:
    return lambda: state.app.attempt(lambda: state.toggle(lane_id, toggle))


def _adding(
    state: TimelineState, role: Literal["video", "captions", "voice", "sound", "music"]
) -> Callable[[], object]:
    return lambda: state.add_track(role)


def _rename(state: TimelineState, lane: Lane, parent: QWidget) -> None:
    name, given = QInputDialog.getText(parent, _words("Rename track"), _words("Name"), text=lane.name)
    if given:
        state.app.attempt(lambda: state.rename_track(lane.id, name))

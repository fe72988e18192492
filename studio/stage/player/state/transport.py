"""Where the playhead goes and what is marked: what the transport's commands do, without a player."""

from __future__ import annotations

from studio.core import ticks
from studio.core.ticks import Ticks
from studio.project.model import CaptionTrack, Clip, Cue, Track
from studio.state.app_state import AppState

DURATION = "player.duration"
"""Intent that a player follows: the length of the sequence, which it knows already."""


def duration_of(app: AppState) -> Ticks:
    """Length of the sequence in front: end of its last clip or cue, rounded up to a whole frame."""
    known = app.intents.tell(DURATION)
    if isinstance(known, int):
        return known
    project = app.project
    if project is None:
        return 0
    ends = [
        clip.end
        for track in project.children(app.sequence_id, Track)
        for clip in project.children(track.id, Clip)
    ]
    ends += [
        cue.end
        for track in project.children(app.sequence_id, CaptionTrack)
        for cue in project.children(track.id, Cue)
    ]
    rate = app.sequence().frame_rate
    return ticks.from_frame(int(-((-max(ends, default=0)) // ticks.frame_ticks(rate))), rate)


def frame_length(app: AppState) -> Ticks:
    """One frame of the sequence in front."""
    return ticks.from_frame(1, app.sequence().frame_rate)


def marked_range(app: AppState, duration: Ticks) -> tuple[Ticks, Ticks]:
    """(first, last) of what plays: between the marks where they hold anything, else the whole sequence."""
    first = min(app.in_point or 0, duration)
    last = min(app.out_point if app.out_point is not None else duration, duration)
    return (first, last) if first < last else (0, duration)


def skip(app: AppState, direction: int) -> None:
    """To the start (-1) or the last frame (+1) of the range or sequence."""
    first, last = marked_range(app, duration_of(app))
    app.seek(first if direction < 0 else max(first, last - frame_length(app)))


def step(app: AppState, frames: int) -> None:
    """Stop and move by frames, within the sequence."""
    app.playing = False
    app.step(frames)
    duration = duration_of(app)
    if duration and app.playhead >= duration:
        app.seek(duration - frame_length(app))


def step_seconds(app: AppState, seconds: int) -> None:
    """Stop and move by whole seconds."""
    step(app, round(seconds * app.sequence().frame_rate))


def mark_in(app: AppState) -> None:
    """The range begins at the playhead; again on the same frame takes the mark away."""
    at = None if app.in_point == app.playhead else app.playhead
    app.in_point = at
    if at is not None and app.out_point is not None and app.out_point <= at:
        app.out_point = None


def mark_out(app: AppState) -> None:
    """The range ends after the present frame; again on the same frame takes the mark away."""
    end = app.playhead + frame_length(app)
    at = None if app.out_point == end else end
    app.out_point = at
    if at is not None and app.in_point is not None and app.in_point >= at:
        app.in_point = None


def clear_marks(app: AppState) -> None:
    """The whole sequence plays again."""
    app.update(in_point=None, out_point=None)

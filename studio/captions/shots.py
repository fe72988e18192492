"""Cuts in the picture: finding them, and letting cues begin and end with them.

Snap rules: Netflix Timed Text Style Guide, "Timing to shot changes": within twelve frames (at 24 fps) of a
cut a cue begins on the first frame of the shot, and ends two frames before the next one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.captions.cues import SHORTEST, put_all
from studio.core.errors import Cancelled
from studio.core.text import Text
from studio.core.ticks import Ticks, from_frame, from_seconds
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue, replace
from studio.project.model import Sequence as SequenceEntity

NEAR: Ticks = from_seconds(Fraction(12, 24))
"""How close to a cut an edge snaps."""

_THRESHOLD = 27.0
_MIN_SHOT_S = 0.5
_PROBE_WIDTH = 256


def snap_to_cuts(cues: Sequence[Cue], cuts: Sequence[Ticks], rate: Fraction, near: Ticks = NEAR) -> list[Cue]:
    """The cues that change when their edges follow the cuts (times of first frames of shots), neighbours
    respected.
    """
    ordered = sorted(cues, key=lambda cue: (cue.start, cue.id))
    marks = sorted(cuts)
    gap = from_frame(2, rate)
    changed: list[Cue] = []
    before = 0
    for number, cue in enumerate(ordered):
        following = ordered[number + 1].start if number + 1 < len(ordered) else None
        start, end = _edges(cue, marks, gap, near)
        if following is not None:
            end = min(end, max(following, cue.end)) if end > cue.end else end
        start = start if start >= before or start >= cue.start else cue.start
        if end - start < SHORTEST:
            start, end = cue.start, cue.end
        if (start, end) != (cue.start, cue.end):
            changed.append(replace(cue, start=start, end=end))
        before = end
    return changed


def snap_track(project: Project, track: str, cuts: Sequence[Ticks]) -> int:
    """Snap the cues of a track in one edit; returns how many moved."""
    sequence = project.get(project.get(track, CaptionTrack).parent, SequenceEntity)
    changed = snap_to_cuts(project.children(track, Cue), cuts, sequence.frame_rate)
    if changed:
        with project.edit(Text("Snap captions to cuts")) as edit:
            put_all(edit, changed)
    return len(changed)


def _edges(cue: Cue, cuts: list[Ticks], gap: Ticks, near: Ticks) -> tuple[Ticks, Ticks]:
    start, end = cue.start, cue.end
    cut = _nearest(cuts, start)
    if cut is not None and abs(cut - start) <= near and cut < end:
        start = cut
    cut = _nearest(cuts, end)
    if cut is not None and abs(cut - end) <= near and cut - gap > start:
        end = cut - gap
    return start, end


def _nearest(cuts: list[Ticks], at: Ticks) -> Ticks | None:
    place = bisect_left(cuts, at)
    return min(cuts[max(0, place - 1) : place + 1], key=lambda cut: abs(cut - at), default=None)


def find_cuts(
    path: Path,
    *,
    threshold: float = _THRESHOLD,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[int]:
    """Frame numbers (0-based) at which a new shot begins. Reads the whole film; for a thread that may wait.

    The mean change of hue, saturation and brightness between neighbouring frames, as PySceneDetect's
    ContentDetector weighs it; a cut is a change above ``threshold`` (0..255) that is a peak among its
    neighbours. Raises Cancelled, InputError.
    """
    from studio.media.frames import FrameReader

    reader = FrameReader(path, threads="frame")
    try:
        total = len(reader)
        rate = float(reader.index.rate)
        scores = np.zeros(total, np.float32)
        before: NDArray[np.int16] | None = None
        for number, frame in enumerate(reader.frames(0, total)):
            if cancelled():
                raise Cancelled
            now = _reduced(frame)
            if before is not None:
                scores[number] = _change(before, now)
            before = now
            if on_progress is not None:
                on_progress(number + 1, total)
    finally:
        reader.close()
    return _peaks(scores, threshold, max(1, round(_MIN_SHOT_S * rate)))


def _reduced(frame: NDArray[np.uint8]) -> NDArray[np.int16]:
    """A frame as small HSV."""
    import cv2

    step = max(1, frame.shape[1] // _PROBE_WIDTH)
    small = np.ascontiguousarray(frame[::step, ::step])
    return cv2.cvtColor(small, cv2.COLOR_RGB2HSV).astype(np.int16)


def _change(before: NDArray[np.int16], now: NDArray[np.int16]) -> float:
    if before.shape != now.shape:
        return 255.0
    delta = np.abs(before - now).astype(np.float32).mean(axis=(0, 1))
    hue = min(float(delta[0]), 180.0)
    return (hue + float(delta[1]) + float(delta[2])) / 3


def _peaks(scores: NDArray[np.float32], threshold: float, apart: int) -> list[int]:
    """Frames above the threshold, the strongest of those that lie closer than ``apart``."""
    cuts: list[int] = []
    for number in np.flatnonzero(scores > threshold).tolist():
        if cuts and number - cuts[-1] < apart:
            if scores[number] > scores[cuts[-1]]:
                cuts[-1] = number
        else:
            cuts.append(number)
    return cuts

"""Cues begin and end with the shots of the picture."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from studio.captions.shots import find_cuts, snap_to_cuts, snap_track
from studio.core.errors import Cancelled
from studio.core.ticks import from_frame, from_seconds
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue

RATE = Fraction(24)


def cue(name: str, start: float, end: float) -> Cue:
    return Cue(id=name, start=from_seconds(start), end=from_seconds(end), text="x")


def test_edges_near_a_cut_move_to_it_and_others_stay():
    cut = from_seconds(5)
    changed = {
        entry.id: entry
        for entry in snap_to_cuts([cue("a", 2, 4.8), cue("b", 5.2, 7), cue("c", 8, 9)], [cut], RATE)
    }
    assert set(changed) == {"a", "b"}
    assert changed["a"].end == cut - from_frame(2, RATE)
    assert changed["b"].start == cut


def test_a_cue_across_a_cut_stays():
    assert snap_to_cuts([cue("a", 2, 8)], [from_seconds(5)], RATE) == []
    assert snap_to_cuts([cue("a", 2, 8)], [], RATE) == []


def test_snapping_never_makes_neighbours_overlap():
    changed = snap_to_cuts([cue("a", 2, 5.1), cue("b", 5.2, 7)], [from_seconds(5)], RATE)
    ends = {entry.id: entry for entry in changed}
    assert ends["a"].end <= ends["b"].start == from_seconds(5)


def test_a_track_is_snapped_in_one_step(tmp_path: Path):
    with Project.create(tmp_path / "p") as project:
        track = project.all(CaptionTrack)[0].id
        with project.edit("Captions") as edit:
            edit.put(Cue(id="a", parent=track, start=from_seconds(5.2), end=from_seconds(7), text="x"))
        assert snap_track(project, track, [from_seconds(5)]) == 1
        assert project.get("a", Cue).start == from_seconds(5)
        assert project.undo_label == "Snap captions to cuts"
        assert snap_track(project, track, [from_seconds(5)]) == 0


def test_the_true_cuts_of_a_film_are_found(media: Path):
    assert find_cuts(media / "video" / "cuts.mp4") == [30, 180, 394]


def test_finding_cuts_can_be_cancelled(media: Path):
    with pytest.raises(Cancelled):
        find_cuts(media / "video" / "run.mp4", cancelled=lambda: True)

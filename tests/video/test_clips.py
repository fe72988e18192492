"""Edits on clips."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.core import ticks
from studio.core.errors import InputError
from studio.core.ids import new_id
from studio.project.handle import Project
from studio.project.model import Asset, Clip, Keyframe, Track, replace
from studio.video import clips, effects, retime

SECOND = ticks.TICKS_PER_SECOND
FRAME = ticks.from_frame(1, Fraction(24))


def layout(project: Project, track: Track) -> list[tuple[str, float, float, float]]:
    """(asset, start, end, source in) in seconds, in time order."""
    found = sorted(project.children(track.id, Clip), key=lambda clip: clip.start)
    return [(clip.asset, clip.start / SECOND, clip.end / SECOND, clip.source_in / SECOND) for clip in found]


def add(project: Project, track: Track, name: str, at: float, length: float, source_in: float = 0.0) -> Clip:
    asset = project.get(name, Asset)
    return clips.add_clip(
        project,
        track.id,
        asset,
        int(at * SECOND),
        duration=int(length * SECOND),
        source_in=int(source_in * SECOND),
    )


def keyframe(project: Project, effect: str, param: str, at: int, value: float) -> None:
    with project.edit("Set keyframe") as edit:
        edit.put(Keyframe(id=new_id("key"), parent=effect, param=param, at=at, value=value))


def test_a_clip_lands_on_a_frame_and_has_its_natural_length(project: Project, track: Track) -> None:
    clip = clips.add_clip(project, track.id, project.get("one", Asset), SECOND + 1000)
    assert clip.start == SECOND
    assert clip.duration == 10 * SECOND
    assert clips.add_clip(project, track.id, project.get("still", Asset), 20 * SECOND).duration == 5 * SECOND


def test_a_new_clip_overwrites_the_middle_of_another_and_undo_restores_it(
    project: Project, track: Track
) -> None:
    add(project, track, "one", 0, 10)
    before = layout(project, track)
    add(project, track, "two", 4, 2)
    assert layout(project, track) == [("one", 0, 4, 0), ("two", 4, 6, 0), ("one", 6, 10, 6)]
    project.undo()
    assert layout(project, track) == before


def test_a_split_keeps_every_frame_and_its_keyframes(project: Project, track: Track) -> None:
    clip = add(project, track, "one", 1, 8, source_in=1)
    effect = effects.set_param(project, clip.id, "transform", {"scale": 1.0})
    keyframe(project, effect.id, "scale", 0, 1.0)
    keyframe(project, effect.id, "scale", 8 * SECOND, 2.0)
    (right,) = clips.split(project, [clip.id], 3 * SECOND)
    assert layout(project, track) == [("one", 1, 3, 1), ("one", 3, 9, 3)]
    (copy,) = project.children(right.id, type(effect))
    assert [key.at / SECOND for key in project.children(copy.id, Keyframe)] == [-2, 6]


def test_a_split_outside_the_clip_changes_nothing(project: Project, track: Track) -> None:
    clip = add(project, track, "one", 0, 4)
    label = project.undo_label
    assert clips.split(project, [clip.id], 4 * SECOND) == []
    assert project.undo_label == label


def test_trimming_stops_at_the_source_and_at_the_neighbours(project: Project, track: Track) -> None:
    first = add(project, track, "one", 2, 4, source_in=1)
    add(project, track, "two", 7, 2)
    clips.trim(project, first.id, "start", 0)
    assert layout(project, track)[0] == ("one", 1, 6, 0)
    clips.trim(project, first.id, "end", 20 * SECOND)
    assert layout(project, track)[0] == ("one", 1, 7, 0)
    clips.trim(project, first.id, "end", 0)
    assert project.get(first.id, Clip).duration == FRAME


def test_a_ripple_trim_moves_what_follows(project: Project, track: Track) -> None:
    first = add(project, track, "one", 0, 4)
    add(project, track, "two", 4, 2)
    clips.trim(project, first.id, "end", 3 * SECOND, ripple=True)
    assert layout(project, track) == [("one", 0, 3, 0), ("two", 3, 5, 0)]
    clips.trim(project, first.id, "start", SECOND, ripple=True)
    assert layout(project, track) == [("one", 0, 2, 1), ("two", 2, 4, 0)]


def test_a_move_overwrites_what_lies_there_but_never_the_moved_clips(project: Project, track: Track) -> None:
    first = add(project, track, "one", 0, 2)
    second = add(project, track, "one", 2, 2, source_in=5)
    add(project, track, "two", 5, 4)
    clips.move(project, [first.id, second.id], 2 * SECOND)
    assert layout(project, track) == [("one", 2, 4, 0), ("one", 4, 6, 5), ("two", 6, 9, 1)]
    clips.move(project, [first.id, second.id], -100 * SECOND)
    assert layout(project, track)[0][1] == 0


def test_a_ripple_delete_closes_the_gap(project: Project, track: Track) -> None:
    first = add(project, track, "one", 0, 2)
    add(project, track, "two", 2, 3)
    clips.delete(project, [first.id], ripple=True)
    assert layout(project, track) == [("two", 0, 3, 0)]


def test_a_gap_is_closed_up_to_the_clip_before_it(project: Project, track: Track) -> None:
    add(project, track, "one", 1, 2)
    add(project, track, "two", 6, 2)
    add(project, track, "one", 9, 1)
    assert clips.gap_at(project, track.id, 2 * SECOND) is None, "a clip lies there"
    assert clips.gap_at(project, track.id, 20 * SECOND) is None, "nothing comes after it"
    assert clips.gap_at(project, track.id, 4 * SECOND) == (3 * SECOND, 6 * SECOND)
    clips.close_gap(project, track.id, 4 * SECOND)
    assert layout(project, track) == [("one", 1, 3, 0), ("two", 3, 5, 0), ("one", 6, 7, 0)]
    clips.close_gap(project, track.id, 0)
    assert layout(project, track)[0] == ("one", 0, 2, 0)
    project.undo()
    project.undo()
    assert layout(project, track)[1] == ("two", 6, 8, 0)


def test_a_duplicate_has_everything_that_was_set(project: Project, track: Track) -> None:
    first, second = add(project, track, "one", 0, 4, source_in=1), add(project, track, "two", 4, 2)
    retime.set_speed(project, first.id, Fraction(2))
    effect = effects.set_param(project, first.id, "colour", {"exposure": 1.5})
    keyframe(project, effect.id, "contrast", SECOND, 1.2)
    copies = clips.duplicate(project, [first.id, second.id])
    before = [("one", 0, 2, 1), ("two", 4, 6, 0)]
    assert layout(project, track) == [*before, ("one", 6, 8, 1), ("two", 10, 12, 0)]
    assert copies[0].speed == "2/1"
    (copied,) = project.children(copies[0].id, type(effect))
    assert copied.params == {"exposure": 1.5}
    assert [key.at for key in project.children(copied.id, Keyframe)] == [SECOND]
    project.undo()
    assert layout(project, track) == before


def test_speed_changes_the_length_and_keeps_the_piece(project: Project, track: Track) -> None:
    clip = add(project, track, "one", 0, 8)
    changed = retime.set_speed(project, clip.id, Fraction(2))
    assert (changed.duration, changed.speed) == (4 * SECOND, "2/1")
    with pytest.raises(InputError):
        retime.set_speed(project, clip.id, Fraction(100))


def test_a_crossfade_pulls_the_clip_over_its_neighbour(project: Project, track: Track) -> None:
    add(project, track, "one", 0, 4)
    second = add(project, track, "two", 4, 4)
    add(project, track, "one", 8, 1)
    clips.set_crossfade(project, second.id, SECOND)
    assert [entry[1] for entry in layout(project, track)] == [0, 3, 7]
    assert project.get(second.id, Clip).fade_over == SECOND
    clips.set_crossfade(project, second.id, 0)
    assert [entry[1] for entry in layout(project, track)] == [0, 4, 8]


def test_a_crossfade_needs_a_neighbour(project: Project, track: Track) -> None:
    clip = add(project, track, "one", 2, 4)
    with pytest.raises(InputError, match="needs a clip"):
        clips.set_crossfade(project, clip.id, SECOND)


def test_moving_a_clip_away_ends_its_crossfade(project: Project, track: Track) -> None:
    add(project, track, "one", 0, 4)
    second = add(project, track, "two", 4, 4)
    clips.set_crossfade(project, second.id, SECOND)
    clips.move(project, [second.id], 5 * SECOND)
    assert project.get(second.id, Clip).fade_over == 0


def test_a_range_is_replaced_by_a_picture_in_one_undoable_step(project: Project, track: Track) -> None:
    clip = add(project, track, "one", 0, 10)
    clips.replace_range(project, clip.id, 3 * SECOND, 4 * SECOND, project.get("still", Asset))
    assert [entry[:3] for entry in layout(project, track)] == [("one", 0, 3), ("still", 3, 4), ("one", 4, 10)]
    project.undo()
    assert layout(project, track) == [("one", 0, 10, 0)]


def test_a_locked_track_receives_nothing(project: Project, track: Track) -> None:
    with project.edit("Lock") as edit:
        edit.put(replace(track, locked=True))
    with pytest.raises(InputError, match="no unlocked track for"):
        clips.track_for(project, track.parent, project.get("one", Asset))

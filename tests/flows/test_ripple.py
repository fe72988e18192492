"""Cutting time out of a film takes captions, voices and sounds along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core import ticks
from studio.flows import ripple
from studio.project.edits import ROOT
from studio.project.handle import Project
from studio.project.model import (
    Asset,
    CaptionTrack,
    Clip,
    Cue,
    Line,
    Marker,
    MediaFacts,
    Sequence,
    Track,
    TrackRole,
    replace,
)
from studio.video import clips

SECOND = ticks.TICKS_PER_SECOND


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A film in three clips, 0-4, 4-6 and 6-10 s, with captions, a dub, music and an overlay."""
    with Project.create(tmp_path / "Film") as made:
        facts = MediaFacts(duration=60 * SECOND, width=640, height=360, has_audio=True, rate="24/1")
        with made.edit("Media") as edit:
            for name, media in (("film", "video"), ("tune", "audio"), ("voice", "audio")):
                edit.put(Asset(id=name, parent=ROOT, name=name, media=media, facts=facts))
        for start, end in ((0, 4), (4, 6), (6, 10)):
            lay(made, "video", "film", start, end)
        lay(made, "music", "tune", 0, 10)
        captions = made.all(CaptionTrack)[0].id
        with made.edit("Words") as edit:
            for name, start, end in (("before", 1, 3), ("inside", 4, 6), ("across", 5, 8), ("after", 8, 9)):
                cue = Cue(id=name, parent=captions, start=start * SECOND, end=end * SECOND, text=name)
                edit.put(cue)
                edit.put(
                    Line(
                        id=f"line_{name}",
                        parent=made.info.sequence,
                        text=name,
                        cue=name,
                        slot_start=cue.start,
                        slot_end=cue.end,
                    )
                )
            edit.put(Marker(id="marker", parent=made.info.sequence, name="end", at=9 * SECOND))
        lay(made, "voice", "voice", 1, 3)
        lay(made, "voice", "voice", 4, 6)
        lay(made, "voice", "voice", 8, 9)
        yield made


def track(project: Project, role: TrackRole) -> Track:
    return next(entry for entry in project.all(Track) if entry.role == role)


def lay(project: Project, role: TrackRole, asset: str, start: float, end: float) -> Clip:
    return clips.add_clip(
        project,
        track(project, role).id,
        project.get(asset, Asset),
        int(start * SECOND),
        duration=int((end - start) * SECOND),
        source_in=int(start * SECOND),
    )


def places(project: Project, track_id: str) -> list[tuple[float, float, float]]:
    """(start, end, source in) in seconds."""
    found = sorted(project.children(track_id, Clip), key=lambda clip: clip.start)
    return [(clip.start / SECOND, clip.end / SECOND, clip.source_in / SECOND) for clip in found]


def words(project: Project) -> dict[str, tuple[float, float]]:
    return {cue.id: (cue.start / SECOND, cue.end / SECOND) for cue in project.all(Cue)}


def middle(project: Project) -> Clip:
    return next(
        clip for clip in project.children(track(project, "video").id, Clip) if clip.start == 4 * SECOND
    )


def test_what_is_cut_out_of_the_film_is_cut_out_of_everything_and_one_undo_brings_it_back(
    project: Project,
) -> None:
    was = words(project), places(project, track(project, "voice").id), len(project.history())
    ripple.delete(project, [middle(project).id])
    assert places(project, track(project, "video").id) == [(0, 4, 0), (4, 8, 6)]
    assert words(project) == {"before": (1, 3), "across": (4, 6), "after": (6, 7)}
    assert places(project, track(project, "voice").id) == [(1, 3, 1), (6, 7, 8)]
    assert places(project, track(project, "music").id) == [(0, 8, 0)], "music plays on over the cut"
    assert {(line.cue, line.slot_start, line.slot_end) for line in project.all(Line)} == {
        (cue.id, cue.start, cue.end) for cue in project.all(Cue)
    }
    assert project.get("marker", Marker).at == 7 * SECOND
    assert project.undo_label == "Ripple delete"
    project.undo()
    assert (words(project), places(project, track(project, "voice").id), len(project.history())) == (
        was[0],
        was[1],
        was[2] + 1,
    )
    assert places(project, track(project, "video").id) == [(0, 4, 0), (4, 6, 4), (6, 10, 6)]


def test_a_locked_track_stays_as_it_is(project: Project) -> None:
    voice = track(project, "voice")
    with project.edit("Lock") as edit:
        edit.put(replace(voice, locked=True))
    ripple.delete(project, [middle(project).id])
    assert places(project, voice.id) == [(1, 3, 1), (4, 6, 4), (8, 9, 8)]


def test_a_gap_on_another_track_closes_on_that_track_alone(project: Project) -> None:
    before = words(project), places(project, track(project, "video").id)
    voice = track(project, "voice")
    ripple.delete(project, [next(c.id for c in project.children(voice.id, Clip) if c.start == 4 * SECOND)])
    assert places(project, voice.id) == [(1, 3, 1), (6, 7, 8)]
    assert (words(project), places(project, track(project, "video").id)) == before


def test_several_chosen_clips_of_several_tracks_close_as_one(project: Project) -> None:
    voice = track(project, "voice").id
    first, _, last = sorted(project.children(track(project, "video").id, Clip), key=lambda c: c.start)
    said = next(clip.id for clip in project.children(voice, Clip) if clip.start == SECOND)
    ripple.delete(project, [first.id, last.id, said])
    assert places(project, track(project, "video").id) == [(0, 2, 4)]
    assert words(project) == {"inside": (0, 2), "across": (1, 2)}
    assert places(project, voice) == [(0, 2, 4)]


def test_closing_a_gap_of_the_film_takes_the_captions_along(project: Project) -> None:
    clips.delete(project, [middle(project).id])
    ripple.close_gap(project, track(project, "video").id, 5 * SECOND)
    assert places(project, track(project, "video").id) == [(0, 4, 0), (4, 8, 6)]
    assert words(project)["after"] == (6, 7)
    project.undo()
    assert words(project)["after"] == (8, 9)


def test_a_ripple_trim_shortens_or_lengthens_everything(project: Project) -> None:
    clip = middle(project)
    ripple.trim(project, clip.id, "end", 5 * SECOND)
    assert places(project, track(project, "video").id) == [(0, 4, 0), (4, 5, 4), (5, 9, 6)]
    assert words(project) == {"before": (1, 3), "inside": (4, 5), "across": (5, 7), "after": (7, 8)}
    ripple.trim(project, clip.id, "end", 6 * SECOND)
    assert words(project) == {"before": (1, 3), "inside": (4, 5), "across": (6, 8), "after": (8, 9)}
    assert places(project, track(project, "voice").id)[-1] == (8, 9, 8)
    assert project.get("marker", Marker).at == 9 * SECOND
    project.undo()
    project.undo()
    assert words(project)["inside"] == (4, 6)


def test_a_sequence_without_captions_or_voices_closes_as_before(tmp_path: Path) -> None:
    with Project.create(tmp_path / "Bare") as made:
        facts = MediaFacts(duration=60 * SECOND, width=640, height=360, rate="24/1")
        with made.edit("Media") as edit:
            edit.put(Asset(id="film", parent=ROOT, name="film", media="video", facts=facts))
        assert made.all(Sequence)
        first = lay(made, "video", "film", 0, 4)
        lay(made, "video", "film", 4, 6)
        ripple.delete(made, [first.id])
        assert places(made, track(made, "video").id) == [(0, 2, 4)]

"""What an edit of a very large project costs, in counted work: as much as in a small one."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.image.gallery import Gallery
from studio.project.handle import Project
from studio.project.model import Asset, CaptionTrack, Clip, Cue, Track, replace
from studio.render.timeline import snapshot
from studio.video import clips
from tests.counting import calls_of
from tests.scale import CLIPS, CUES, IMAGES, SECOND, copied, large_project, statements_of


def reword(project: Project, cue_id: str) -> None:
    with project.edit("Reword") as edit:
        edit.put(replace(project.get(cue_id, Cue), text="Other words"))


@pytest.mark.parametrize("which", ["long_captions", "large_gallery", "long_timeline"])
def test_opening_it_does_nothing_for_each_row(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    large = copied(request.getfixturevalue(which), tmp_path)
    small = large_project(tmp_path / "Small", cues=1, images=1, clips=1)
    Project.open(small).close()  # imports what it needs
    calls = [calls_of(lambda folder=folder: Project.open(folder).close()) for folder in (small, large)]
    assert calls[1] < calls[0] + 500


def test_one_cue_of_a_hundred_thousand_is_reworded_like_one_of_10(
    long_captions: Path, tmp_path: Path
) -> None:
    costs: list[tuple[int, int]] = []
    for folder in (large_project(tmp_path / "Small", cues=10), copied(long_captions, tmp_path)):
        with Project.open(folder) as project:
            reword(project, "cue_000003")
            with statements_of(project) as statements:
                calls = calls_of(lambda project=project: reword(project, "cue_000005"))
            costs.append((len(statements), calls))
            assert project.get("cue_000005", Cue).text == "Other words"
    assert costs[1][0] == costs[0][0] < 12
    assert costs[1][1] < costs[0][1] * 1.2


def test_a_hundred_thousand_cues_are_listed_with_little_work_each(
    long_captions: Path, tmp_path: Path
) -> None:
    with Project.open(copied(long_captions, tmp_path)) as project, statements_of(project) as statements:
        track = project.all(CaptionTrack)[0].id
        assert calls_of(lambda: project.children(track, Cue)) < 12 * CUES  # decoded for the first time
        assert len(project.children(track, Cue)) == CUES
        assert calls_of(lambda: project.children(track, Cue)) < 20, "and kept"
        assert statements == []


def test_one_image_of_25_000_is_starred_and_all_are_listed_without_sql(
    large_gallery: Path, tmp_path: Path
) -> None:
    with Project.open(copied(large_gallery, tmp_path)) as project:
        gallery = Gallery(project)
        assert len(gallery.pictures()) == IMAGES
        with statements_of(project) as statements:
            assert calls_of(gallery.pictures) < 5 * IMAGES
        assert statements == []
        with statements_of(project) as statements, project.edit("Star") as edit:
            edit.put(replace(project.get("image_00017", Asset), starred=True))
        assert len(statements) < 12
        assert [asset.id for asset in gallery.pictures(starred=True)] == ["image_00017"]
        recipe = gallery.recipe(project.get("image_00017", Asset))
        assert recipe is not None
        assert recipe.params["prompt"] == "a red boat 17"


def test_one_clip_of_2_000_is_moved_alone_and_the_timeline_costs_little_for_each(
    long_timeline: Path, tmp_path: Path
) -> None:
    with Project.open(copied(long_timeline, tmp_path)) as project:
        sequence = project.info.sequence
        track = next(track for track in project.children(sequence, Track) if track.role == "video")
        assert len(project.children(track.id, Clip)) == CLIPS
        with statements_of(project) as statements:
            clips.move(project, ["clip_1999"], SECOND)
        assert len(statements) < 12
        assert calls_of(lambda: snapshot(project, sequence)) < 100 * CLIPS

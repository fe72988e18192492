"""Files that were replaced, touched or deleted after their import."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from studio.core.errors import InputError
from studio.project import imports, sources
from studio.project.assets import is_content
from studio.project.check import check
from studio.project.handle import Project
from studio.project.model import Asset, Track
from studio.render.timeline import TimelineClip, snapshot
from studio.video import clips
from tests.films import grey_film


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return grey_film(tmp_path / "film.mp4", 60)


@pytest.fixture
def asset(project: Project, film: Path) -> Asset:
    """The film, imported and on the timeline."""
    asset = imports.import_file(project, film)
    track = next(lane for lane in project.all(Track) if lane.role == "video")
    clips.add_clip(project, track.id, asset, 0)
    return asset


def resolved(project: Project) -> TimelineClip:
    timeline = snapshot(project, project.info.sequence)
    return next(entry for track in timeline.tracks for entry in track.clips)


def codes(project: Project) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in check(project)]


def test_a_film_of_the_same_length_gives_another_identity(project: Project, asset: Asset, film: Path) -> None:
    before = resolved(project)
    assert codes(project) == []
    grey_film(film, 200)
    after = resolved(project)
    assert after.identity != before.identity
    assert after.facts.frames == before.facts.frames
    assert codes(project) == [("media_changed", "warning")]


def test_a_shorter_film_is_told_with_the_clips_that_reach_beyond_it(
    project: Project, asset: Asset, film: Path
) -> None:
    grey_film(film, 60, frames=24)
    assert resolved(project).facts.frames == 24
    (problem,) = check(project)
    assert "it lasts 0:01.0 instead of 0:02.0. Clips that reach beyond its end: 1." in problem.message
    assert project.get(asset.id, Asset) == asset


def test_a_touched_file_stays_what_it_was(project: Project, asset: Asset, film: Path) -> None:
    before = resolved(project)
    os.utime(film, ns=(1, 1))
    assert resolved(project) == before
    assert codes(project) == []


def test_a_picture_in_the_place_of_a_film_is_shown_as_a_picture(
    project: Project, asset: Asset, film: Path
) -> None:
    Image.new("RGB", (64, 36), "red").save(film, "PNG")
    now = resolved(project)
    assert (now.media, now.facts.width, now.facts.duration) == ("image", 64, 0)
    assert "Its new content, an image, is used." in check(project)[0].message


def test_a_deleted_file_is_missing_and_not_changed(project: Project, asset: Asset, film: Path) -> None:
    film.unlink()
    assert codes(project) == [("media_missing", "error")]
    with pytest.raises(InputError) as caught:
        resolved(project)
    assert caught.value.code == "media_missing"


@pytest.mark.parametrize("content", [b"", b"no film", b"#EXTM3U\nfile:///etc/passwd\n", os.urandom(5000)])
def test_what_is_no_media_is_refused_in_words(
    project: Project, asset: Asset, film: Path, content: bytes
) -> None:
    film.write_bytes(content)
    assert codes(project) == [("source_unusable", "error")]
    with pytest.raises(InputError) as caught:
        resolved(project)
    assert caught.value.code == "source_unusable"
    assert "“film”" in caught.value.message


def test_reload_is_one_edit_and_its_undo_leaves_the_new_content_in_use(
    project: Project, asset: Asset, film: Path
) -> None:
    Image.new("RGB", (64, 36), "red").save(film, "PNG")
    used = resolved(project)
    (stored,) = imports.reload(project, [imports.present(project, asset)])
    assert (stored.media, stored.facts.duration) == ("image", 0)
    assert project.undo_label == "Reload media"
    assert codes(project) == []
    assert resolved(project) == used
    project.undo()
    assert project.get(asset.id, Asset) == asset
    assert codes(project) == [("media_changed", "warning")]
    assert resolved(project) == used


def test_a_read_only_project_uses_the_new_content_and_stays_as_it_is(
    project: Project, asset: Asset, film: Path
) -> None:
    project.close()
    grey_film(film, 60, frames=24)
    stored = project.file.read_bytes()
    with Project.open(project.folder, read_only=True) as looked_at:
        assert resolved(looked_at).facts.frames == 24
    assert project.file.read_bytes() == stored


def test_collecting_leaves_a_changed_file_where_it_is(project: Project, asset: Asset, film: Path) -> None:
    grey_film(film, 200)
    copied, left_out = sources.copy_sources(project)
    assert copied == []
    assert [problem.code for problem in left_out] == ["media_changed"]
    imports.reload(project, [imports.present(project, asset)])
    copied, left_out = sources.copy_sources(project)
    assert len(copied) == 1
    assert left_out == []


def test_what_an_older_project_knows_of_its_sources_is_enough(
    project: Project, asset: Asset, film: Path
) -> None:
    with project.edit("As it was") as edit:
        older = edit.put(imports.replace(asset, fingerprint=asset.fingerprint.rpartition(":")[0]))
    before = resolved(project).identity
    os.utime(film, ns=(1, 1))
    assert sources.changed_source(project, older) == ""
    assert resolved(project).identity == before
    assert is_content(film, before)
    assert sources.relink(project, asset.id, film).source == str(film)
    grey_film(film, 200)
    assert sources.changed_source(project, project.get(asset.id, Asset))

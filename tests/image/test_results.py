from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from studio.image import results
from studio.image.gallery import Gallery
from studio.image.requests import PictureOrder, build
from studio.image.scenes import set_picture
from studio.jobs.model import Job
from studio.jobs.project_results import ProjectResults
from studio.jobs.queue import JobQueue
from studio.jobs.registry import EngineRegistry
from studio.jobs.store import JobStore
from studio.project.handle import Project
from studio.project.model import Asset, Clip, Scene, Sequence, Track, replace
from studio.project.references import used_ids
from studio.project.sources import trash
from tests.image.playing import SPEC, Player, know_engine


@pytest.fixture
def project(tmp_path: Path) -> Generator[Project]:
    with Project.create(tmp_path / "Film") as one:
        yield one


@pytest.fixture
def queue(project: Project) -> Generator[JobQueue]:
    queue = JobQueue(JobStore(None), EngineRegistry())
    know_engine(queue)
    queue.open_store(str(project.folder), ProjectResults(project))
    results.register(queue, lambda: project)
    yield queue
    queue.close()


@pytest.fixture
def player(queue: JobQueue, project: Project, tmp_path: Path) -> Player:
    return Player(queue, project, tmp_path)


def order(queue: JobQueue, project: Project, prompt: str, **values: int) -> tuple[Job, ...]:
    requests = build(PictureOrder(prompt=prompt, **values), SPEC, str(project.folder))
    return queue.submit_all(requests)


def test_a_finished_picture_becomes_an_asset_that_knows_its_recipe(
    queue: JobQueue, project: Project, player: Player
) -> None:
    (job,) = order(queue, project, "a red boat", seed=5)
    player.make()
    (asset,) = project.all(Asset)
    assert (asset.name, asset.media, asset.facts.width, asset.facts.height) == ("a red boat", "image", 64, 48)
    assert asset.id == job.request.target["asset"]
    recipe = Gallery(project).recipe(asset)
    assert recipe is not None
    assert (recipe.seed, recipe.params["prompt"]) == (5, "a red boat")
    assert queue.get(job.id).handled
    assert project.path_of(asset).is_file()
    assert project.undo_label == "Generate image"


def test_a_result_delivered_twice_is_there_once(queue: JobQueue, project: Project, player: Player) -> None:
    order(queue, project, "a red boat")
    done = player.make()
    results.deliver(project, done, done.outputs)
    assert len(project.all(Asset)) == 1


def test_the_same_recipe_brings_a_deleted_picture_back(
    queue: JobQueue, project: Project, player: Player
) -> None:
    order(queue, project, "a red boat", seed=5)
    player.make()
    (asset,) = project.all(Asset)
    trash(project, [asset.id])
    order(queue, project, "a red boat", seed=5)
    player.make()
    assert [(one.id, one.trashed) for one in project.all(Asset)] == [(asset.id, False)]


def test_a_result_of_another_project_is_not_placed_here(
    queue: JobQueue, project: Project, player: Player, tmp_path: Path
) -> None:
    order(queue, project, "a red boat")
    job = player.start()
    with Project.create(tmp_path / "Other") as other:
        results.register(queue, lambda: other)
        player.finish(job)
        assert other.all(Asset) == []


def test_the_gallery_shows_the_newest_first_and_finds_by_words_of_the_prompt(
    queue: JobQueue, project: Project, player: Player
) -> None:
    for prompt in ("a red boat at sea", "a house in snow", "a red house"):
        order(queue, project, prompt)
        player.make()
    gallery = Gallery(project)
    assert [asset.name for asset in gallery.pictures()] == [
        "a red house",
        "a house in snow",
        "a red boat at sea",
    ]
    assert [asset.name for asset in gallery.pictures(query="RED hou")] == ["a red house"]
    starred = gallery.pictures()[1]
    with project.edit("Star") as edit:
        edit.put(replace(starred, starred=True))
    assert [asset.id for asset in gallery.pictures(starred=True)] == [starred.id]
    trash(project, [starred.id])
    assert len(gallery.pictures()) == 2


def test_the_picture_of_a_scene_shows_in_its_clips_at_once_and_counts_as_used(
    queue: JobQueue, project: Project, player: Player
) -> None:
    for prompt in ("before", "after"):
        order(queue, project, prompt)
        player.make()
    after, before = Gallery(project).pictures()
    film = project.all(Sequence)[0]
    track = next(track for track in project.children(film.id, Track) if track.role == "video")
    with project.edit("Scene") as edit:
        scene = edit.put(Scene(id="scene_1", parent=film.id, heading="INT. HOUSE", picture=before.id))
        edit.put(Clip(id="clip_1", parent=track.id, asset=before.id, start=0, duration=100, scene=scene.id))
    set_picture(project, scene.id, after.id)
    assert project.get(scene.id, Scene).picture == after.id
    assert project.get("clip_1", Clip).asset == after.id
    with project.edit("Remove clip") as edit:
        edit.remove("clip_1")
    assert after.id in used_ids(project)
    project.undo()
    project.undo()
    assert project.get(scene.id, Scene).picture == before.id

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from pathlib import Path

import pytest

from studio.flows.scenes import PICTURE, deliver_picture
from studio.image import metadata, results
from studio.jobs.model import JobRequest
from studio.project.handle import Project
from studio.project.model import Asset, Clip, Scene, Sequence
from studio.state.app_state import AppState
from studio.workspaces.image.state.view_model import ImageState
from tests.apps import open_app
from tests.image.playing import Player, know_engine, picture_file


@pytest.fixture
def app(tmp_path: Path) -> Generator[AppState]:
    with open_app(tmp_path) as app:
        know_engine(app.queue)
        results.register(app.queue, lambda: app.project)
        yield app


@pytest.fixture
def state(app: AppState) -> ImageState:
    return ImageState(app)


@pytest.fixture
def player(app: AppState, tmp_path: Path) -> Player:
    return Player(app.queue, app.require_project(), tmp_path)


def ask(state: ImageState, prompt: str = "a red boat", count: int = 1) -> None:
    state.update(prompt=prompt, count=count)
    state.generate()


def test_each_picture_is_seen_from_its_first_step_to_its_result(state: ImageState, player: Player) -> None:
    previews: list[str] = []
    state.preview_arrived.connect(lambda job, _data: previews.append(job))
    ask(state, count=2)
    assert state.running
    assert [item.busy for item in state.items] == [True, True]
    first = player.start()
    player.progress(first, 12, 24)
    player.preview(first, (200, 0, 0))
    assert state.current == first.id
    assert state.progress is not None
    assert (state.progress.number, state.progress.count, state.progress.share) == (1, 2, 0.25)
    player.finish(first)
    second = player.start()
    assert state.current == second.id
    player.finish(second)
    assert not state.running
    assert state.progress is None
    assert state.current == second.request.target["asset"]
    assert [item.busy for item in state.items] == [False, False]
    assert state.last_seed == second.request.seed
    assert previews == [first.id]


def test_who_looks_at_another_picture_is_left_there(state: ImageState, player: Player) -> None:
    ask(state)
    player.make()
    chosen = state.current
    ask(state)
    state.current = chosen
    player.make()
    assert state.current == chosen
    assert len(state.items) == 2


def test_an_order_without_a_prompt_says_so_until_something_is_written(state: ImageState) -> None:
    ask(state, "  ")
    assert state.error is not None
    assert state.error.code == "prompt_empty"
    assert not state.running
    state.prompt = "a"
    assert state.error is None


def test_cancel_stops_the_running_picture_and_those_that_wait(
    app: AppState, state: ImageState, player: Player
) -> None:
    ask(state, count=3)
    job = player.start()
    state.cancel()
    player.stopped(job)
    assert not state.running
    assert state.items == ()
    assert {one.state for one in app.queue.jobs()} == {"cancelled"}
    assert state.error is None


def test_a_failed_picture_can_be_tried_again(state: ImageState, player: Player) -> None:
    ask(state)
    player.fail(player.start())
    assert state.error is not None
    assert state.error.code == "out_of_memory"
    assert not state.running
    state.retry()
    assert state.error is None
    assert state.running
    player.make()
    assert len(state.items) == 1


def test_vary_makes_the_same_with_another_seed(app: AppState, state: ImageState, player: Player) -> None:
    state.seed = 5
    ask(state, "a house in snow")
    player.make()
    state.prompt = "something else"
    state.vary(state.current)
    player.make()
    new, old = state.items
    assert new.title == old.title == "a house in snow"
    assert (old.seed, new.seed != 5) == (5, True)


def test_delete_and_star_are_undone_with_the_rest(app: AppState, state: ImageState, player: Player) -> None:
    ask(state, count=2)
    player.make()
    player.make()
    first, second = (item.id for item in state.items)
    state.pictures.star(first, True)
    assert state.items[0].starred
    state.delete([first])
    assert [item.id for item in state.items] == [second]
    assert state.current == second
    app.undo()
    assert [item.id for item in state.items] == [first, second]
    app.undo()
    assert not state.items[0].starred


def test_filters_show_starred_ones_and_those_with_the_words(state: ImageState, player: Player) -> None:
    for prompt in ("a red boat", "a blue house"):
        ask(state, prompt)
        player.make()
    state.pictures.star(state.items[1].id, True)
    state.starred_only = True
    assert [item.title for item in state.items] == ["a red boat"]
    state.starred_only = False
    state.query = "BLUE"
    assert [item.title for item in state.items] == ["a blue house"]
    state.query = "green"
    assert (state.items, state.current) == ((), "")


def test_unfinished_text_comes_back_with_the_project(
    app: AppState, state: ImageState, tmp_path: Path
) -> None:
    state.update(prompt="half a sent", negative="people", size="512x256", seed=9, count=3)
    state.set_param("steps", 7)
    folder = app.require_project().folder
    app.set_project(Project.create(tmp_path / "Other"))
    assert (state.prompt, state.seed, state.count) == ("", None, 1)
    state.prompt = "other"
    app.set_project(Project.open(folder))
    assert (state.prompt, state.negative, state.size) == ("half a sent", "people", "512x256")
    assert (state.seed, state.count) == (9, 3)
    assert state.form_values()["steps"] == 7
    assert state.order().params == {"steps": 7}


def test_what_made_a_picture_can_be_read_and_used_again(state: ImageState, player: Player) -> None:
    state.set_param("steps", 9)
    state.seed = 77
    ask(state, "a red boat")
    player.make()
    making = state.pictures.making(state.current)
    assert making is not None
    rows = dict(making.rows)
    assert (rows["Seed"], rows["Steps"], rows["Engine"]) == ("77", "9", "Test painter")
    state.update(prompt="", seed=None, params={})
    state.use_settings(state.current)
    assert (state.prompt, state.seed, state.params["steps"]) == ("a red boat", 77, 9)


def test_a_saved_picture_gives_its_settings_back_when_it_is_dropped(
    state: ImageState, player: Player, tmp_path: Path
) -> None:
    state.seed = 77
    ask(state, "a red boat")
    player.make()
    state.pictures.save_as(state.current, tmp_path / "out.png")
    assert metadata.read(tmp_path / "out.png").seed == 77
    state.update(prompt="", seed=None)
    state.read_settings(tmp_path / "out.png")
    assert (state.prompt, state.seed) == ("a red boat", 77)
    state.read_settings(picture_file(tmp_path, 4))
    assert state.error is not None
    assert state.error.code == "no_parameters"


def test_a_picture_goes_to_a_scene_and_to_the_timeline(
    app: AppState, state: ImageState, player: Player
) -> None:
    project = app.require_project()
    with project.edit("Scene") as edit:
        edit.put(Scene(id="scene_1", parent=app.sequence_id, heading="INT. HOUSE"))
    ask(state)
    player.make()
    assert [scene.id for scene in state.pictures.scenes()] == ["scene_1"]
    state.pictures.send_to_scene(state.current, "scene_1")
    assert project.get("scene_1", Scene).picture == state.current
    app.seek(project.all(Sequence)[0].frame_rate.denominator * 705_600_000)
    state.pictures.put_on_timeline(state.current)
    (clip,) = project.all(Clip)
    assert (clip.asset, clip.start) == (state.current, app.playhead)
    assert state.error is None


def test_the_form_shows_the_engine_s_own_parameters_once(state: ImageState) -> None:
    assert [param.name for param in state.form_params()] == ["size", "count", "seed", "steps", "guidance"]


def test_imported_pictures_are_not_results(app: AppState, state: ImageState) -> None:
    project = app.require_project()
    with project.edit("Import") as edit:
        edit.put(Asset(id="asset_1", parent="project", name="photo", media="image", source="photo.jpg"))
    assert state.items == ()


def test_a_picture_that_undo_brings_back_is_shown_again(
    app: AppState, state: ImageState, player: Player
) -> None:
    ask(state, count=3)
    for _ in range(3):
        player.make()
    gone = state.items[1].id
    state.current = gone
    state.delete([gone])
    assert state.current != gone
    app.undo()
    assert state.current == gone


def scene(app: AppState, number: int) -> Scene:
    return Scene(
        id=f"scene_{number}", parent=app.sequence_id, heading=f"Scene {number}", prompt=f"a boat, {number}"
    )


def test_pictures_of_a_film_are_seen_from_their_first_step_without_taking_over_generate(
    app: AppState, state: ImageState, player: Player
) -> None:
    project = app.require_project()
    app.queue.on_result(PICTURE, partial(deliver_picture, project))
    with project.edit("Scenes") as edit:
        scenes = [edit.put(scene(app, n)) for n in range(2)]
    requests = [
        JobRequest(
            engine="image_test", title=f"Picture: {one.prompt}", params={"prompt": one.prompt},
            seed=number, purpose=PICTURE, target={"scene": one.id}, store=app.store_name,
        )
        for number, one in enumerate(scenes)
    ]  # fmt: skip
    jobs = app.queue.submit_all(requests)
    previews: list[str] = []
    state.preview_arrived.connect(lambda job, _data: previews.append(job))
    assert [item.busy for item in state.items] == [True, True]
    assert not state.running  # Generate stays Generate
    first = player.start()
    assert state.current == first.id == jobs[0].id
    player.preview(first, (0, 0, 200))
    assert previews == [first.id]
    player.finish(first)
    made = project.get(scenes[0].id, Scene).picture
    assert state.current == made != ""
    second = player.start()
    assert state.current == second.id  # nothing else was chosen meanwhile
    state.current = made
    player.finish(second)
    assert state.current == made
    assert [item.busy for item in state.items] == [False, False]


def test_a_film_that_is_being_made_is_watched_also_from_a_later_start(app: AppState, player: Player) -> None:
    request = JobRequest(
        engine="image_test", title="Picture", seed=1, purpose=PICTURE, target={"scene": ""},
        store=app.store_name,
    )  # fmt: skip
    app.queue.submit_all([request])
    state = ImageState(app)
    assert [item.busy for item in state.items] == [True]
    job = player.start()
    assert state.current == job.id
    state.delete([job.id])
    assert app.queue.get(job.id).state == "cancelling"

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.core.errors import ValidationFailed
from studio.image.requests import PURPOSE, PictureOrder, again, build, title_of
from tests.image.playing import SPEC, recipe_of

ORDER = PictureOrder(prompt="a red  boat\non the sea", width=256, height=128, params={"steps": 4})


def test_every_picture_is_a_job_with_a_seed_of_its_own() -> None:
    jobs = build(replace(ORDER, count=3), SPEC, "store")
    assert len({job.seed for job in jobs}) == 3
    assert len({job.target["asset"] for job in jobs}) == 3
    first = jobs[0]
    assert (first.engine, first.purpose, first.store, first.workspace) == (SPEC.id, PURPOSE, "store", "image")
    assert first.params == {
        "prompt": "a red boat on the sea",
        "negative": "",
        "width": 256,
        "height": 128,
        "steps": 4,
    }
    assert SPEC.complete(first.params)[1] == []


def test_a_locked_seed_counts_up_and_wraps_at_32_bits() -> None:
    jobs = build(replace(ORDER, seed=(1 << 32) - 1, count=3), SPEC)
    assert [job.seed for job in jobs] == [(1 << 32) - 1, 0, 1]


def test_parameters_of_another_engine_are_left_out() -> None:
    jobs = build(replace(ORDER, params={"steps": 4, "sampler": "heun"}), SPEC)
    assert "sampler" not in jobs[0].params


def test_all_that_is_wrong_with_an_order_is_told_at_once() -> None:
    with pytest.raises(ValidationFailed) as caught:
        build(PictureOrder(prompt="  ", width=9000, count=0, params={"steps": 0}), SPEC)
    assert [problem.code for problem in caught.value.problems].count("bad_parameter") == 2
    assert {"prompt_empty", "bad_count"} <= {problem.code for problem in caught.value.problems}


def test_a_variation_has_the_same_settings_and_another_seed() -> None:
    from studio.jobs.model import Job

    (request,) = build(replace(ORDER, seed=7), SPEC)
    recipe = recipe_of(Job(id="job", request=request))
    varied = again(recipe, SPEC, "store")
    assert varied.params == recipe.params
    assert varied.seed != 7
    assert again(recipe, SPEC, "store", seed=9).seed == 9


def test_a_long_prompt_makes_a_short_title_cut_between_words() -> None:
    title = title_of("lighthouses, " * 20)
    assert len(title) <= 60
    assert title.endswith("lighthouses…")
    assert title_of(" two\nlines ") == "two lines"

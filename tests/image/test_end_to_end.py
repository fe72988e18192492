from __future__ import annotations

from pathlib import Path

import pytest

from studio.catalog.index import Catalog
from studio.image import metadata, results
from studio.image.gallery import Gallery
from studio.image.requests import PictureOrder, build
from studio.jobs.project_results import ProjectResults
from studio.jobs.session import JobSession, require_success
from studio.media.images import load_image
from studio.project.handle import Project
from studio.project.model import Asset
from studio.project.targets import Guard
from studio.wire.messages import Preview, Progress


@pytest.mark.slow
@pytest.mark.usefixtures("leaves_no_process")
def test_a_prompt_becomes_a_picture_of_the_project_that_can_be_made_again(tmp_path: Path) -> None:
    """The real starter model in a real worker, two steps."""
    catalog = Catalog()
    if catalog.present("starter") is None:
        pytest.skip("the starter model has no weights in this checkout")
    seen: list[object] = []
    with Project.create(tmp_path / "Film") as project, JobSession(catalog) as session:
        session.queue.open_store(str(project.folder), ProjectResults(project))
        results.register(session.queue, lambda: project)
        session.wait_for_engines()
        spec = session.registry.for_task("image")[0].spec
        order = PictureOrder(prompt="a boat on the sea", width=256, height=256, seed=3, params={"steps": 2})
        requests = build(order, spec, str(project.folder))
        require_success(session.run(requests, seen.append)[0])
        (asset,) = project.all(Asset)
        assert load_image(project.path_of(asset)).shape == (256, 256, 3)
        assert any(isinstance(event, Progress) and event.stage == "denoising" for event in seen)
        assert any(isinstance(event, Preview) for event in seen)
        repeated = require_success(session.run(build(order, spec, str(project.folder)))[0])
        assert repeated.reused
        assert len(project.all(Asset)) == 1
        metadata.save_as(
            project.path_of(asset), tmp_path / "out.png", Gallery(project).recipe(asset), Guard()
        )
        assert metadata.read(tmp_path / "out.png").seed == 3
        session.queue.close_store(str(project.folder))

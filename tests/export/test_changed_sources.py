"""What an export shows of sources that changed on the disk, by the content of its frames."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from studio.core.errors import InputError
from studio.export.presets import preset
from studio.export.run import ExportJob, ExportResult, export
from studio.flows import exporting
from studio.jobs.cancel import CancelToken
from studio.jobs.tasks import TaskContext
from studio.project import imports
from studio.project.handle import Project
from studio.project.model import Asset, Sequence, Track, replace
from studio.render.timeline import snapshot
from studio.video import clips
from tests.films import SIZE, grey_film, level_of


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return grey_film(tmp_path / "source.mp4", 60, frames=120)


@pytest.fixture
def project(tmp_path: Path, source: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "Film") as made:
        sequence = made.all(Sequence)[0]
        with made.edit("Size") as edit:
            edit.put(replace(sequence, width=SIZE[0], height=SIZE[1]))
        track = next(lane for lane in made.all(Track) if lane.role == "video")
        clips.add_clip(made, track.id, imports.import_file(made, source), 0)
        yield made


def run(project: Project, out: Path) -> ExportResult:
    job = ExportJob(
        timeline=snapshot(project, project.info.sequence),
        preset=preset("film-mp4"),
        out=str(out),
        segments=str(project.cache / "segments"),
    )
    return export(job, progress=lambda stage, done, total: None, cancelled=lambda: False)


def test_a_replaced_film_is_exported_with_its_new_content_and_a_restored_one_from_the_cache(
    project: Project, source: Path, tmp_path: Path
) -> None:
    first, out = source.read_bytes(), tmp_path / "out.mp4"
    run(project, out)
    assert level_of(out) == pytest.approx(60, abs=2)
    grey_film(source, 200, frames=120)
    again = run(project, out)
    assert (again.reused, level_of(out)) == (0, pytest.approx(200, abs=2))
    imports.reload(project, [imports.present(project, asset) for asset in project.all(Asset)])
    assert run(project, out).rendered == 0
    project.undo()
    assert run(project, out).rendered == 0
    source.write_bytes(first)
    restored = run(project, out)
    assert (restored.rendered, level_of(out)) == (0, pytest.approx(60, abs=2))


def test_a_touched_film_is_not_rendered_again(project: Project, source: Path, tmp_path: Path) -> None:
    run(project, tmp_path / "out.mp4")
    os.utime(source, ns=(1, 1))
    again = run(project, tmp_path / "out.mp4")
    assert (again.rendered, again.reused) == (0, again.segments)


def test_past_the_end_of_a_film_that_became_shorter_its_last_frame_stays(
    project: Project, source: Path, tmp_path: Path
) -> None:
    run(project, tmp_path / "out.mp4")
    grey_film(source, 200, frames=30)
    result = run(project, tmp_path / "out.mp4")
    assert result.verify is not None
    assert result.verify.frames == 120
    assert level_of(tmp_path / "out.mp4", 110) == pytest.approx(200, abs=2)


def test_a_picture_in_the_place_of_a_film_is_exported(project: Project, source: Path, tmp_path: Path) -> None:
    run(project, tmp_path / "out.mp4")
    Image.new("RGB", SIZE, (120, 120, 120)).save(source, "PNG")
    run(project, tmp_path / "out.mp4")
    assert level_of(tmp_path / "out.mp4", 60) == pytest.approx(120, abs=2)


def test_an_export_whose_source_changed_while_it_waited_is_refused_and_keeps_nothing(
    project: Project, source: Path, tmp_path: Path
) -> None:
    request = exporting.prepare(project, project.info.sequence, "film-mp4", tmp_path / "out.mp4")
    grey_film(source, 200, frames=120)
    context = TaskContext("job", CancelToken(), lambda _event: None)
    with pytest.raises(InputError) as caught:
        exporting.run_export_task(request, context)
    assert caught.value.code == "source_changed"
    assert not (tmp_path / "out.mp4").exists()
    assert not list((project.cache / "segments").rglob("*.*"))
    again = exporting.prepare(project, project.info.sequence, "film-mp4", tmp_path / "out.mp4")
    exporting.run_export_task(again, context)
    assert level_of(tmp_path / "out.mp4") == pytest.approx(200, abs=2)

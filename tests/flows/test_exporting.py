"""What a queued export leaves in the cache, and what it deletes there."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from studio.core.ids import new_id
from studio.core.ticks import TICKS_PER_SECOND
from studio.export.run import ExportJob
from studio.flows.exporting import prepare
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue


def project_with_a_caption(folder: Path) -> Path:
    with Project.create(folder) as project, project.edit("Add") as edit:
        track = project.all(CaptionTrack)[0].id
        edit.put(Cue(id="cue", parent=track, start=0, end=2 * TICKS_PER_SECOND, text="x"))
    return folder


def old_files(cache: Path) -> tuple[Path, Path]:
    """(settings of an export long ago, someone's file), both of 1970."""
    own = cache / "export-jobs" / f"{new_id('export')}.msgpack"
    foreign = cache / "export-jobs" / "diary.msgpack"
    own.parent.mkdir(parents=True)
    for path in (own, foreign):
        path.write_bytes(b"x")
        os.utime(path, (1, 1))
    return own, foreign


def job_of(project: Project, out: Path) -> ExportJob:
    request = prepare(project, project.info.sequence, "captions-srt", out)
    return msgspec.msgpack.decode(Path(request.inputs["job"]).read_bytes(), type=ExportJob)


def test_only_the_settings_of_old_exports_are_deleted(tmp_path: Path) -> None:
    own, foreign = old_files(project_with_a_caption(tmp_path / "Film") / "cache")
    with Project.open(tmp_path / "Film") as project:
        assert job_of(project, tmp_path / "x.srt").tidy
    assert (own.exists(), foreign.exists()) == (False, True)


def test_an_export_of_a_project_that_is_only_looked_at_deletes_nothing(tmp_path: Path) -> None:
    own, foreign = old_files(project_with_a_caption(tmp_path / "Film") / "cache")
    with Project.open(tmp_path / "Film", read_only=True) as project:
        assert not job_of(project, tmp_path / "x.srt").tidy
    assert own.exists()
    assert foreign.exists()


def test_the_settings_of_an_export_are_not_written_through_a_link(tmp_path: Path) -> None:
    folder = project_with_a_caption(tmp_path / "Film")
    (tmp_path / "home").mkdir()
    (folder / "cache").mkdir()
    (folder / "cache" / "export-jobs").symlink_to(tmp_path / "home")
    with Project.open(folder) as project:
        request = prepare(project, project.info.sequence, "captions-srt", tmp_path / "x.srt")
        assert Path(request.inputs["job"]).is_file()
    assert list((tmp_path / "home").iterdir()) == []

"""Exports onto files that are in use, and onto others: real projects, real links."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from studio.captions import tracks
from studio.core.errors import Cancelled, InputError
from studio.export.presets import preset
from studio.export.process import run_export
from studio.export.run import ExportJob, ExportResult, export
from studio.flows import exporting, still
from studio.media.images import save_png
from studio.project import imports
from studio.project.handle import Project
from studio.project.model import Asset, CaptionTrack
from studio.project.targets import Guard, guard_of, replacing, require_target
from studio.render.timeline import snapshot

_Spelling = Callable[[Path, Path], Path]
"""(a file that is in use, a folder for links) -> another name of it."""


def job(project: Project, out: Path, preset_id: str = "film-mp4", **more: object) -> ExportJob:
    return ExportJob(
        timeline=snapshot(project, project.info.sequence),
        preset=preset(preset_id),
        out=str(out),
        segments=str(project.cache / "segments"),
        guard=guard_of(project),
        **more,
    )


def run(one: ExportJob) -> ExportResult:
    return export(one, progress=lambda *_: None, cancelled=lambda: False)


def same(used: Path, _folder: Path) -> Path:
    return used


def around(used: Path, _folder: Path) -> Path:
    return used.parent / "." / "sub" / ".." / used.name


def symlink(used: Path, folder: Path) -> Path:
    link = folder / f"link{used.suffix}"
    link.symlink_to(used)
    return link


def linked_folder(used: Path, folder: Path) -> Path:
    (folder / "there").symlink_to(used.parent)
    return folder / "there" / used.name


def hard_link(used: Path, folder: Path) -> Path:
    link = folder / f"hard{used.suffix}"
    os.link(used, link)
    return link


SPELLINGS = [same, around, symlink, linked_folder, hard_link]


@pytest.fixture
def source(project: Project, film: Path, tmp_path: Path) -> Path:
    """A film that the project knows but that is on no timeline."""
    path = tmp_path / "sources" / "unused.mp4"
    path.parent.mkdir()
    (path.parent / "sub").mkdir()
    path.write_bytes(film.read_bytes())
    imports.import_file(project, path)
    return path


@pytest.mark.parametrize("spell", SPELLINGS)
def test_no_export_replaces_a_source_under_any_of_its_names(
    project: Project, source: Path, tmp_path: Path, spell: _Spelling
) -> None:
    before, target = source.read_bytes(), spell(source, tmp_path)
    with pytest.raises(InputError) as error:
        run(job(project, target))
    assert error.value.code == "target_is_source"
    with pytest.raises(InputError) as error:
        exporting.prepare(project, project.info.sequence, "film-mp4", target)
    assert error.value.code == "target_is_source"
    assert source.read_bytes() == before


def test_the_sources_of_a_timeline_are_safe_even_from_a_job_that_names_no_others(
    project: Project, film: Path
) -> None:
    before = film.read_bytes()
    with pytest.raises(InputError) as error:
        run(ExportJob(timeline=snapshot(project, project.info.sequence), preset=preset("film-mp4"),
                      out=str(film), segments=str(project.cache / "segments")))  # fmt: skip
    assert error.value.code == "target_is_source"
    assert film.read_bytes() == before


def test_a_queued_export_looks_again_when_its_turn_comes(project: Project, source: Path) -> None:
    """The file became one of the project's after the export was queued."""
    target = source.with_name("later.mp4")
    request = exporting.prepare(project, project.info.sequence, "film-mp4", target, overwrite=True)
    os.link(source, target)
    before = source.read_bytes()
    with pytest.raises(InputError) as error:
        run_export(Path(request.inputs["job"]), progress=lambda *_: None, on_cancel=lambda _: None)
    assert error.value.code == "target_is_source"
    assert source.read_bytes() == target.read_bytes() == before


@pytest.mark.parametrize("spell", SPELLINGS)
def test_no_export_replaces_a_stored_file_under_any_of_its_names(
    project: Project, tmp_path: Path, spell: _Spelling
) -> None:
    picture = tmp_path / "made.png"
    save_png(picture, np.zeros((18, 32, 3), np.uint8))
    sha256, suffix = project.store.keep(picture)
    with project.edit("Keep") as edit:
        edit.put(Asset(id="made", name="made", media="image", sha256=sha256, suffix=suffix))
    stored = project.store.path(sha256, suffix)
    (stored.parent / "sub").mkdir()
    before = stored.read_bytes()
    with pytest.raises(InputError) as error:
        still.write_frame(project, project.info.sequence, 0, spell(stored, tmp_path))
    assert error.value.code == "target_in_project"
    assert stored.read_bytes() == before


@pytest.mark.parametrize("name", ["media/new.srt", "cache/segments/new.srt", "backups/new.srt", "media"])
def test_nothing_is_exported_into_a_projects_own_folders(project: Project, name: str) -> None:
    track = project.all(CaptionTrack)[0]
    for place in (project.folder / name, project.folder / "exports" / ".." / name):
        with pytest.raises(InputError) as error:
            tracks.export_track(project, track.id, place, "srt")
        assert error.value.code in ("target_in_project", "file_is_folder")
    assert not list(project.folder.rglob("*.srt"))


def test_a_folder_of_frames_is_not_put_among_a_projects_own_files(project: Project) -> None:
    with pytest.raises(InputError) as error:
        run(job(project, project.folder / "media" / "frames", "frames-png"))
    assert error.value.code == "target_in_project"


def test_the_projects_database_is_nobodys_target(project: Project, tmp_path: Path) -> None:
    link = tmp_path / "out.mp4"
    link.symlink_to(project.file)
    for place in (project.file, link, project.folder / f"{project.file.name}-wal", project.folder / ".lock"):
        with pytest.raises(InputError) as error:
            require_target(place, guard_of(project))
        assert error.value.code == "target_in_project"
    os.link(project.file, tmp_path / "hard.mp4")
    with pytest.raises(InputError):
        require_target(tmp_path / "hard.mp4", guard_of(project))


def test_own_folders_are_known_without_the_project_and_through_links_with_it(
    project: Project, tmp_path: Path
) -> None:
    stored = project.cache / "there.png"
    with pytest.raises(InputError):
        require_target(stored)
    elsewhere = tmp_path / "elsewhere"
    (project.folder / "media").rename(elsewhere) if (project.folder / "media").exists() else elsewhere.mkdir()
    (project.folder / "media").symlink_to(elsewhere)
    with pytest.raises(InputError):
        require_target(elsewhere / "new.png", guard_of(project))


def test_other_places_in_a_project_folder_are_free(project: Project, tmp_path: Path) -> None:
    for place in (
        project.exports / "film.mp4",
        project.folder / "film.mp4",
        project.exports / "media" / "film.mp4",
        tmp_path / "media" / "film.mp4",
    ):
        assert require_target(place, guard_of(project)) == place


def test_a_source_that_is_not_there_keeps_its_place(tmp_path: Path) -> None:
    away = tmp_path / "away.mp4"
    with pytest.raises(InputError) as error:
        require_target(tmp_path / "x" / ".." / "away.mp4", Guard(files=(str(away),)))
    assert error.value.code == "target_is_source"


def test_another_file_is_replaced_only_when_that_was_asked_for(project: Project, tmp_path: Path) -> None:
    old = tmp_path / "old.srt"
    old.write_text("somebody's")
    result = run(job(project, old, "captions-srt", overwrite=False))
    assert old.read_text() == "somebody's"
    assert result.path == str(tmp_path / "old 2.srt")
    run(job(project, old, "captions-srt"))
    assert "First words" in old.read_text()


def test_a_queued_film_takes_a_free_name_when_its_own_was_taken_meanwhile(
    project: Project, tmp_path: Path
) -> None:
    target = tmp_path / "out.mp4"
    request = exporting.prepare(project, project.info.sequence, "film-mp4-draft", target, 0, 24)
    target.write_text("somebody's")
    result = run_export(Path(request.inputs["job"]), progress=lambda *_: None, on_cancel=lambda _: None)
    assert target.read_text() == "somebody's"
    assert result.path == str(tmp_path / "out 2.mp4")
    assert Path(result.path).stat().st_size > 1000


def test_a_film_that_fails_its_check_leaves_the_old_one_in_its_place(
    project: Project, tmp_path: Path
) -> None:
    target = tmp_path / "out.mp4"
    run(job(project, target, "film-mp4-draft"))
    before = target.read_bytes()
    for part in (project.cache / "segments").rglob("*.mkv"):
        spoil(part)
    result = run(job(project, target, "film-mp4-draft"))
    assert result.verify is not None
    assert not result.verify.ok
    assert target.read_bytes() == before
    assert result.path == str(tmp_path / "out 2.mp4")


def spoil(part: Path) -> None:
    """Leave a kept part its packets, but no picture in the first of them, as a bad sector would."""
    with av.open(str(part)) as container:
        packet = bytes(next(packet for packet in container.demux(video=0) if packet.size))
    spoiled, at = bytearray(packet), 0
    while at < len(packet):  # NAL units with their lengths before them
        end = at + 4 + int.from_bytes(packet[at : at + 4], "big")
        if packet[at + 4] & 31 == _IDR_SLICE:
            spoiled[at + 5 : end] = bytes(end - at - 5)
        at = end
    data = part.read_bytes()
    assert data.count(packet) == 1
    part.write_bytes(data.replace(packet, bytes(spoiled)))


_IDR_SLICE = 5
"""H.264, table 7-1."""


def test_what_goes_wrong_while_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")

    def stopped() -> None:
        with replacing(target) as writing:
            writing.temporary.write_text("half")
            raise Cancelled

    with pytest.raises(Cancelled):
        stopped()
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]
    assert target.read_text() == "old"

"""Nobody but its owner reads the user's data (XDG Base Directory Specification)."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core import files, paths
from studio.core.log import start_file_log
from studio.core.settings import Settings
from studio.jobs.machine import MachineFacts
from studio.jobs.registry import EngineRegistry
from studio.jobs.result_folder import ResultFolder
from studio.jobs.results import WorkFile
from studio.jobs.store import JobStore
from studio.project.recent import RecentProjects
from studio.state.running import RunningMarker
from studio.wire.recipe import Recipe

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights are not modes there")


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def _use_everything(project: Path, work: Path) -> None:
    Settings().set("look.theme", "light")
    RecentProjects().add(project)
    marker = RunningMarker()
    marker.note(project)
    marker.clear()
    start_file_log("private")
    handler = logging.getLogger("studio").handlers[-1]
    handler.emit(logging.makeLogRecord({"msg": "a prompt"}))
    logging.getLogger("studio").removeHandler(handler)
    handler.close()
    JobStore(paths.user_data() / "jobs.sqlite").close()
    machine = MachineFacts()
    machine.note_time("fake", "cpu", 1, 1, 0)
    machine.close()
    EngineRegistry().update(())
    work.write_bytes(b"x")
    results = ResultFolder(paths.user_data() / "results")
    results.keep(Recipe(engine="fake", version="1", params={}), [WorkFile("image", work, {})])


def _readable_by_others(folder: Path) -> list[str]:
    """Files and folders that another account can open: all rights on the way there count."""
    if folder.stat().st_mode & 0o001 == 0:
        return []
    open_ones: list[str] = []
    for path in folder.iterdir():
        if path.is_dir():
            open_ones += [str(path)] if path.stat().st_mode & 0o077 else []
            open_ones += _readable_by_others(path)
        elif path.stat().st_mode & 0o077:
            open_ones.append(str(path))
    return open_ones


def test_the_data_folder_is_made_for_its_owner_alone(studio_home: Path, tmp_path: Path) -> None:
    _use_everything(tmp_path / "p.studio", tmp_path / "out.png")
    assert studio_home.stat().st_mode & 0o777 == 0o700
    made = [path for path in studio_home.rglob("*") if path.is_dir()]
    assert {path.stat().st_mode & 0o777 for path in made} == {0o700}
    assert len(made) >= 4


def test_a_data_folder_that_is_open_to_all_holds_private_files(studio_home: Path, tmp_path: Path) -> None:
    studio_home.mkdir(mode=0o755)
    _use_everything(tmp_path / "p.studio", tmp_path / "out.png")
    assert _readable_by_others(studio_home) == []
    assert {path.name for path in studio_home.iterdir()} >= {
        "settings.json",
        "recent.json",
        "jobs.sqlite",
        "logs",
    }


def test_what_lies_elsewhere_has_the_rights_of_the_umask(tmp_path: Path) -> None:
    files.write_bytes(tmp_path / "out" / "film.mp4", b"x")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "out" / "film.mp4").stat().st_mode & 0o777 == 0o644

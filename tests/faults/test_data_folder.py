"""A data folder that cannot be used is named as the reason by whatever fails for it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from studio.core import data_folder
from studio.core.errors import StudioError
from studio.core.settings import Settings
from studio.jobs.model import Job, JobRequest, LaneChanged
from studio.jobs.queue import JobQueue
from studio.jobs.registry import EngineRegistry
from studio.jobs.session import JobSession
from studio.jobs.store import JobStore
from studio.state.running import RunningMarker
from tests.faults.disks import needs_disk, run_on_disk

_OPEN_QUEUE = """
from studio.jobs.store import JobStore
store = JobStore.open_user()
print(store.durable, store.problem.code)
"""
_FULL = f"""
mkdir "$1/home"
dd if=/dev/zero of="$1/fill" bs=4k 2>/dev/null || true
export STUDIO_HOME="$1/home"
"$2" -c '{_OPEN_QUEUE}'
"$2" -m studio doctor --json --quiet || echo "status $?"
"""
_READ_ONLY = f"""
mkdir "$1/home"
mount -o remount,ro "$1"
export STUDIO_HOME="$1/home"
"$2" -c '{_OPEN_QUEUE}'
"$2" -m studio imagine boat --out "$3" || echo "status $?"
"$2" -m studio doctor --json --quiet || echo "status $?"
"""


def studio(*arguments: object, repository: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "studio", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=110,
        env=os.environ | {"PYTHONPATH": str(repository)},
        check=False,
    )


@pytest.fixture
def unusable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that is where the data folder should be made."""
    obstacle = tmp_path / "obstacle"
    obstacle.write_text("a file")
    monkeypatch.setenv("STUDIO_HOME", str(obstacle / "home"))
    return obstacle


# ---- the command line


def test_pictures_fail_for_the_data_folder_and_not_for_want_of_an_engine(
    unusable: Path, tmp_path: Path, repository: Path
) -> None:
    done = studio("imagine", "boat", "--out", tmp_path / "out", repository=repository)
    assert done.returncode == 3
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert line.startswith("error: worker_cannot_start: ")
    assert f"“{unusable}” is a file, not a folder." in line


def test_doctor_fails_and_names_the_data_folder(unusable: Path, repository: Path) -> None:
    done = studio("doctor", "--json", repository=repository)
    assert done.returncode == 3
    found = json.loads(done.stdout)
    assert found["user_data_usable"] is False
    assert found["problems"][0].startswith(f"The data folder cannot be used because “{unusable}” is a file")


def test_doctor_looks_at_every_folder_and_file_of_the_app(studio_home: Path) -> None:
    studio_home.mkdir()
    assert data_folder.problems() == []
    (studio_home / "logs").write_text("a file")
    (studio_home / "settings.json").mkdir()
    found = [problem.message for problem in data_folder.problems()]
    assert f"“{studio_home / 'logs'}” is a file, not a folder." in found[0]
    assert f"“{studio_home / 'settings.json'}” is a folder, not a file." in found[1]
    assert len(found) == 2
    assert sorted(path.name for path in studio_home.iterdir()) == ["logs", "settings.json"]


@needs_disk
def test_a_full_disk_is_the_reason_given_by_queue_and_doctor(tmp_path: Path, repository: Path) -> None:
    ran = run_on_disk(tmp_path / "disk", "300k", _FULL, sys.executable, repository=repository)
    queue, doctor, status = ran.stdout.splitlines()
    assert queue == "False disk_full"
    assert status == "status 3"
    assert json.loads(doctor)["problems"][0].startswith("The disk of the data folder")


@needs_disk
def test_a_read_only_disk_is_the_reason_given_by_queue_engines_and_doctor(
    tmp_path: Path, repository: Path
) -> None:
    ran = run_on_disk(
        tmp_path / "disk", "300k", _READ_ONLY, sys.executable, tmp_path / "out", repository=repository
    )
    queue, imagine, doctor, status = ran.stdout.splitlines()
    assert queue == "False data_folder_not_writable"
    assert imagine == status == "status 3"
    assert "error: worker_cannot_start: No worker process can be started. “" in ran.stderr
    assert "cannot be written" in json.loads(doctor)["problems"][0]


# ---- engines


def test_engines_that_cannot_be_listed_are_not_taken_for_none(unusable: Path) -> None:
    with JobSession() as session:
        with pytest.raises(StudioError) as caught:
            session.wait_for_engines()
        assert caught.value is session.registry.problem
        assert caught.value.code == "worker_cannot_start"
        assert caught.value.exit_code == 3
        assert str(unusable) in caught.value.message


# ---- the queue


def _in_use(place: Path) -> JobStore:
    return JobStore(place)


def _folder_in_its_place(place: Path) -> None:
    place.mkdir()


def _newer(place: Path) -> None:
    JobStore(place).close()
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_in_use, "queue_in_use"),
        (_folder_in_its_place, "data_folder_unusable"),
        (_newer, "queue_newer"),
    ],
)
def test_a_queue_in_memory_knows_why(
    spoil: Callable[[Path], JobStore | None], code: str, studio_home: Path
) -> None:
    studio_home.mkdir()
    other = spoil(studio_home / "jobs.sqlite")
    with closing(JobStore.open_user()) as store:
        assert not store.durable
        assert store.problem is not None
        assert store.problem.code == code
    if other is not None:
        other.close()


def test_a_queue_that_cannot_be_saved_says_so_until_it_can(tmp_path: Path) -> None:
    store = JobStore(tmp_path / "jobs.sqlite")
    queue = JobQueue(store, EngineRegistry())
    told: list[StudioError | None] = []
    queue.problem_changed.connect(told.append)
    news = LaneChanged(lane="light", device="cpu", phase="idle", rss_mb=0, vram_mb=0)
    (pages,) = store._db.execute("PRAGMA page_count").fetchone()
    store._db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StudioError) as caught:
        queue.submit(JobRequest(engine="fake", title="x" * 100_000))
    assert caught.value.code == "disk_full"
    assert not store.durable
    queue.apply(news)
    assert told == [caught.value]
    store._db.execute("PRAGMA max_page_count = 100000")
    queue.submit(JobRequest(engine="fake"))
    queue.apply(news)
    assert told == [caught.value, None]
    assert store.durable
    queue.close()


def test_a_queue_that_was_never_meant_to_last_has_no_problem() -> None:
    with closing(JobStore(None)) as store:
        store.put([Job(id="one", request=JobRequest(engine="fake"))])
        assert (store.durable, store.problem) == (False, None)


# ---- what else is kept there


def test_settings_that_cannot_be_read_stay_where_they_are_and_a_change_says_it_is_not_saved(
    studio_home: Path,
) -> None:
    (studio_home / "settings.json").mkdir(parents=True)
    settings = Settings()
    assert settings.problem is not None
    told: list[StudioError] = []
    settings.not_saved.connect(told.append)
    settings.set("look.theme", "light")
    assert len(told) == 1
    assert settings.get("look.theme") == "light"
    assert [path.name for path in studio_home.iterdir()] == ["settings.json"]


def test_a_marker_that_cannot_be_written_leaves_a_line_in_the_log(
    unusable: Path, caplog: pytest.LogCaptureFixture
) -> None:
    marker = RunningMarker()
    marker.note(None)
    marker.clear()
    assert [record.levelname for record in caplog.records] == ["WARNING"]

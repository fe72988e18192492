from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from studio.core.errors import InputError, JobFailed, StudioError
from studio.jobs.model import Job, JobRequest, as_exception, job_error
from studio.jobs.queue import JobQueue
from studio.jobs.registry import EngineRegistry
from studio.jobs.result_folder import ResultFolder
from studio.jobs.session import JobSession
from studio.jobs.store import JobStore
from tests.counting import calls_of
from tests.jobs.conftest import WAIT_S, ends, fake


@pytest.fixture
def queue(tmp_path: Path) -> JobQueue:
    """A queue nobody works off."""
    return JobQueue(JobStore(tmp_path / "jobs.sqlite"), EngineRegistry())


def reopened(queue: JobQueue, tmp_path: Path) -> JobQueue:
    queue.close()
    return JobQueue(JobStore(tmp_path / "jobs.sqlite"), EngineRegistry())


def titles(queue: JobQueue) -> list[str]:
    return [job.request.title for job in queue.jobs()]


def submit(queue: JobQueue, *names: str) -> list[Job]:
    return list(queue.submit_all([JobRequest(engine="fake", title=name) for name in names]))


def test_submitted_jobs_wait_in_order_and_are_announced(queue: JobQueue) -> None:
    seen: list[str] = []
    queue.job_changed.connect(lambda job: seen.append(job.request.title))
    submit(queue, "a", "b")
    queue.submit(JobRequest(engine="fake", title="c"))
    assert titles(queue) == ["a", "b", "c"] == seen


def test_a_waiting_job_can_be_moved_before_another_and_to_the_end(queue: JobQueue) -> None:
    a, b, c = submit(queue, "a", "b", "c")
    queue.move(c.id, before=a.id)
    assert titles(queue) == ["c", "a", "b"]
    queue.move(c.id, before=b.id)
    assert titles(queue) == ["a", "c", "b"]
    queue.move(a.id, before=None)
    assert titles(queue) == ["c", "b", "a"]


def test_order_pause_and_jobs_survive_a_restart(queue: JobQueue, tmp_path: Path) -> None:
    a, _, c = submit(queue, "a", "b", "c")
    queue.move(c.id, before=a.id)
    queue.pause()
    later = reopened(queue, tmp_path)
    assert titles(later) == ["c", "a", "b"]
    assert later.paused
    later.close()


def test_a_waiting_job_is_cancelled_at_once_and_can_be_retried(queue: JobQueue) -> None:
    a, b = submit(queue, "a", "b")
    queue.cancel(a.id)
    assert queue.get(a.id).state == "cancelled"
    assert queue.retry(a.id).state == "queued"
    assert titles(queue) == ["b", "a"]
    with pytest.raises(InputError, match="Only a job"):
        queue.retry(b.id)


def test_a_waiting_job_can_be_changed(queue: JobQueue) -> None:
    (a,) = submit(queue, "a")
    queue.change(a.id, JobRequest(engine="fake", title="better"))
    assert titles(queue) == ["better"]


def test_only_ended_jobs_can_be_taken_off_the_list(queue: JobQueue, tmp_path: Path) -> None:
    a, b = submit(queue, "a", "b")
    with pytest.raises(InputError):
        queue.remove(a.id)
    queue.cancel(a.id)
    removed: list[str] = []
    queue.job_removed.connect(removed.append)
    queue.clear_finished()
    assert removed == [a.id]
    assert [job.id for job in reopened(queue, tmp_path).jobs()] == [b.id]


def test_ten_thousand_jobs_are_submitted_in_one_transaction_and_keep_their_order(queue: JobQueue) -> None:
    statements: list[str] = []
    jobs: list[Job] = []
    queue._store._db.set_trace_callback(statements.append)
    assert calls_of(lambda: jobs.extend(submit(queue, *(f"{n:05}" for n in range(10_000))))) < 600_000
    queue._store._db.set_trace_callback(None)
    assert len(statements) == 10_000 + 2
    assert (statements[0].split()[0], statements[-1]) == ("BEGIN", "COMMIT")
    assert max(len(job.order) for job in jobs) < 8
    assert [job.id for job in queue.jobs()] == [job.id for job in jobs]


def test_two_windows_do_not_share_one_queue(queue: JobQueue, tmp_path: Path) -> None:
    with pytest.raises(StudioError) as caught:
        JobStore(tmp_path / "jobs.sqlite")
    assert caught.value.code == "queue_in_use"
    queue.close()
    JobStore(tmp_path / "jobs.sqlite").close()


def test_a_second_window_gets_a_queue_in_memory_and_can_say_so(studio_home: Path) -> None:
    first, second = JobStore.open_user(), JobStore.open_user()
    assert (first.durable, second.durable) == (True, False)
    first.close()
    second.close()


def test_a_queue_file_damaged_in_the_middle_is_put_aside_with_its_log(tmp_path: Path) -> None:
    place = tmp_path / "jobs.sqlite"
    store = JobStore(place)
    store.put([Job(id=f"job{n}", request=JobRequest(engine="fake", title="x" * 500)) for n in range(200)])
    store.close()
    data = bytearray(place.read_bytes())
    data[3 * 4096 :] = b"\xff" * (len(data) - 3 * 4096)
    place.write_bytes(data)
    (tmp_path / "jobs.sqlite-wal").write_bytes(b"the log of the broken file")
    store = JobStore(place)
    assert store.load() == []
    store.put([Job(id="new", request=JobRequest(engine="fake"))])
    store.close()
    assert (tmp_path / "jobs.broken.sqlite").read_bytes()[4096:] == data[4096:]
    again = JobStore(place)
    assert [job.id for job in again.load()] == ["new"]
    again.close()


def test_a_workspace_is_stored_under_the_word_of_the_first_queues(tmp_path: Path) -> None:
    store = JobStore(tmp_path / "jobs.sqlite")
    store.put([Job(id="job", request=JobRequest(engine="fake", workspace="voice"))])
    store.close()
    with closing(sqlite3.connect(tmp_path / "jobs.sqlite")) as connection, connection:
        (body,) = connection.execute("SELECT body FROM job").fetchone()
        assert b'"place":"voice"' in bytes(body)
        older = bytes(body).replace(b'"voice"', b'"captions"')
        connection.execute("UPDATE job SET body = ?", (older,))
    store = JobStore(tmp_path / "jobs.sqlite")
    assert [job.request.workspace for job in store.load()] == ["captions"]
    store.close()


def test_a_job_that_is_no_text_is_left_out(tmp_path: Path) -> None:
    store = JobStore(tmp_path / "jobs.sqlite")
    store.put([Job(id=name, request=JobRequest(engine="fake", title="Title")) for name in ("good", "bad")])
    store.close()
    with closing(sqlite3.connect(tmp_path / "jobs.sqlite")) as connection, connection:
        broken = "CAST(replace(body, 'Title', X'FF') AS BLOB)"
        connection.execute(f"UPDATE job SET body = {broken} WHERE id = 'bad'")
    again = JobStore(tmp_path / "jobs.sqlite")
    assert [job.id for job in again.load()] == ["good"]
    again.close()


def test_without_a_folder_for_it_the_queue_lives_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "file" / "home"))
    store = JobStore.open_user()
    assert not store.durable
    store.close()


def test_a_broken_queue_file_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / "jobs.sqlite").write_bytes(
        b"this is not a database, but it is long enough to look like one" * 50
    )
    store = JobStore(tmp_path / "jobs.sqlite")
    assert store.load() == []
    assert (tmp_path / "jobs.broken.sqlite").exists()
    store.close()


_APP = """
import sys
from studio.jobs.model import JobRequest
from studio.jobs.session import JobSession
from studio.jobs.store import JobStore
from pathlib import Path
def tell(text): print(text, flush=True)
with JobSession(store=JobStore(Path(sys.argv[1]))) as session:
    script = JobRequest(engine="fake", title="long", params={"steps": 9999, "delay": 0.05})
    first = session.queue.submit(script)
    for n in range(20):
        tell(session.queue.submit(JobRequest(engine="fake", title=str(n))).id)
    session.pump_until(lambda: session.queue.get(first.id).stage == "working")
    tell(f"worker {session.supervisor.lanes[0].worker_pid}")
    session.pump_until(lambda: False)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_jobs_survive_the_death_of_the_app_and_its_worker_does_not(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _APP, str(tmp_path / "jobs.sqlite")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as app:
        assert app.stdout is not None
        told: list[str] = []
        for line in app.stdout:
            told.append(line.strip())
            if line.startswith("worker"):
                break
        os.kill(app.pid, signal.SIGKILL)
        app.wait(timeout=WAIT_S)
    worker = int(told.pop().split()[1])
    assert ends(worker)
    queue = JobQueue(JobStore(tmp_path / "jobs.sqlite"), EngineRegistry())
    assert [job.id for job in queue.jobs() if job.state == "queued"] == told
    assert [job.request.title for job in queue.jobs() if job.state == "interrupted"] == ["long"]
    queue.resume_interrupted()
    assert titles(queue)[-1] == "long"
    assert all(job.state == "queued" for job in queue.jobs())
    queue.close()


def test_a_paused_queue_starts_nothing_until_it_is_resumed(session: JobSession) -> None:
    session.wait_for_engines()
    session.queue.pause()
    job = session.queue.submit(fake(steps=1))
    marker = session.queue.submit(JobRequest(engine="fake", store="not open yet"))
    assert session.queue.get(job.id).state == "queued"
    session.queue.resume()
    session.pump_until(lambda: session.queue.get(job.id).finished)
    assert session.queue.get(job.id).state == "succeeded"
    assert session.queue.get(marker.id).state == "queued"


def test_jobs_of_a_project_wait_until_it_is_open(session: JobSession, tmp_path: Path) -> None:
    job = session.queue.submit(JobRequest(engine="fake", store="film"))
    session.run((fake(),))
    assert session.queue.get(job.id).state == "queued"
    session.queue.open_store("film", ResultFolder(tmp_path / "film"))
    session.pump_until(lambda: session.queue.get(job.id).finished)
    assert Path(session.queue.get(job.id).outputs[0].path).is_relative_to(tmp_path / "film")


def test_old_finished_jobs_are_forgotten_but_never_one_whose_result_was_not_placed(tmp_path: Path) -> None:
    store = JobStore(tmp_path / "jobs.sqlite")
    request = JobRequest(engine="fake", purpose="test.place")
    jobs = [
        Job(id=f"j{n}", request=request, state="succeeded", ended=float(n), handled=n > 0) for n in range(600)
    ]
    store.put(jobs)
    queue = JobQueue(store, EngineRegistry())
    left = {job.id for job in queue.jobs()}
    assert left == {"j0"} | {f"j{n}" for n in range(100, 600)}
    queue.close()


@pytest.mark.parametrize(("kind", "again"), [(InputError, InputError), (StudioError, JobFailed)])
def test_a_job_s_error_comes_back_as_what_it_was(kind: type[StudioError], again: type[StudioError]) -> None:
    error = as_exception(
        job_error(kind("no_voice", "No voice.", "Choose one of these speakers.", "voices: none"))
    )
    assert type(error) is again
    assert (error.code, error.message, error.hint, error.detail) == (
        "no_voice",
        "No voice.",
        "Choose one of these speakers.",
        "voices: none",
    )

"""A project that is renamed, or closed, while jobs for it wait and run."""

from __future__ import annotations

from pathlib import Path

from studio.jobs.model import Job, JobOutput, JobRequest
from studio.jobs.project_results import ProjectResults
from studio.jobs.queue import LaneEvent
from studio.jobs.session import JobSession
from studio.project.handle import Project
from studio.wire.messages import Progress


def test_a_job_that_runs_while_its_project_is_renamed_is_stored_and_placed(
    session: JobSession, tmp_path: Path
) -> None:
    project = Project.create(tmp_path / "Before")
    before = str(project.folder)
    session.queue.open_store(before, ProjectResults(project))
    placed: list[tuple[str, str]] = []

    def place(job: Job, outputs: tuple[JobOutput, ...]) -> None:
        placed.append((job.request.store, Path(outputs[0].path).read_text().split("\n")[0]))

    session.queue.on_result("test.place", place)

    def rename_in_the_middle(event: LaneEvent) -> None:
        if isinstance(event, Progress) and project.name == "Before":
            project.rename("After")
            session.queue.rename_store(before, str(project.folder))

    asked = JobRequest(
        engine="fake",
        params={"text": "mine", "steps": 3, "delay": 0.1},
        seed=1,
        store=before,
        purpose="test.place",
    )
    (job,) = session.run((asked,), rename_in_the_middle)
    assert job.error is None
    assert (job.state, job.request.store, job.handled) == ("succeeded", str(tmp_path / "After"), True)
    assert placed == [(str(tmp_path / "After"), "mine")]
    assert not (tmp_path / "Before").exists()
    session.queue.close_store(str(project.folder))
    project.close()


def test_a_renamed_project_that_is_closed_interrupts_its_running_job(
    session: JobSession, tmp_path: Path
) -> None:
    project = Project.create(tmp_path / "Before")
    session.queue.open_store(str(project.folder), ProjectResults(project))

    def rename_and_close(event: LaneEvent) -> None:
        if isinstance(event, Progress) and project.name == "Before":
            before = str(project.folder)
            project.rename("After")
            session.queue.rename_store(before, str(project.folder))
            session.queue.close_store(str(project.folder))

    asked = JobRequest(engine="fake", params={"steps": 1000, "delay": 0.05}, store=str(project.folder))
    (job,) = session.run((asked,), rename_and_close)
    assert (job.state, job.request.store) == ("interrupted", str(tmp_path / "After"))
    project.close()


def test_the_files_of_waiting_jobs_move_with_their_project(session: JobSession, tmp_path: Path) -> None:
    project = Project.create(tmp_path / "Before")
    before = str(project.folder)
    address = project.store.keep_bytes(b"a picture", ".png")
    outside = tmp_path / "outside.png"
    outside.write_bytes(b"another")
    session.queue.open_store(before, ProjectResults(project))
    session.queue.pause()
    inputs = {"image": str(project.store.path(*address)), "mask": str(outside)}
    waiting = session.queue.submit(JobRequest(engine="fake", inputs=inputs, store=before))
    project.rename("After")
    session.queue.rename_store(before, str(project.folder))
    moved = session.queue.get(waiting.id).request
    assert moved.inputs == {"image": str(project.store.path(*address)), "mask": str(outside)}
    session.queue.resume()
    session.pump_until(lambda: session.queue.get(waiting.id).finished)
    assert session.queue.get(waiting.id).state == "succeeded"
    session.queue.close_store(str(project.folder))
    project.close()

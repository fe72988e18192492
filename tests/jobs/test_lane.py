from __future__ import annotations

import signal
import struct
import subprocess
import threading
from functools import partial
from pathlib import Path

import pytest

from studio.catalog.index import Catalog
from studio.core import paths
from studio.core.errors import Cancelled, InputError, JobFailed, StudioError
from studio.engines.recognise import faster_whisper as recognise_faster_whisper
from studio.jobs import process
from studio.jobs.estimate import Remaining
from studio.jobs.lane import Lane
from studio.jobs.model import Job, JobOutput, JobRequest, JobStarted, LaneChanged
from studio.jobs.queue import JobQueue, LaneEvent
from studio.jobs.registry import EngineRegistry
from studio.jobs.result_folder import ResultFolder
from studio.jobs.session import JobSession, require_success
from studio.jobs.store import JobStore
from studio.jobs.tasks import TaskContext
from studio.jobs.worker_handle import WorkerHandle
from studio.wire.messages import Log, Progress
from studio.wire.spec import EngineState, Param
from tests.jobs.conftest import WAIT_S, Clock, fake, is_running


def run(session: JobSession, request: JobRequest) -> Job:
    return session.run((request,))[0]


def light_pid(session: JobSession) -> int | None:
    return session.supervisor.lanes[0].worker_pid


# ---- results and recipes


def test_the_same_recipe_is_not_made_twice(session: JobSession) -> None:
    first = run(session, JobRequest(engine="fake", params={"text": "x"}, seed=7))
    again = run(session, JobRequest(engine="fake", params={"text": "x", "steps": 3}, seed=7))
    assert (first.reused, again.reused) == (False, True)
    assert first.recipe == again.recipe
    assert first.outputs == again.outputs
    fresh = run(session, JobRequest(engine="fake", params={"text": "x"}, seed=7, fresh=True))
    assert not fresh.reused
    assert fresh.outputs[0].sha256 == first.outputs[0].sha256


@pytest.mark.parametrize("change", [{"seed": 8}, {"params": {"text": "y"}}, {"inputs": True}])
def test_a_change_of_seed_parameter_or_input_is_another_recipe(
    session: JobSession, tmp_path: Path, change: dict[str, object]
) -> None:
    source = tmp_path / "input.bin"
    source.write_bytes(b"1")
    if "inputs" in change:
        change = {"inputs": {"image": str(source)}}
    base: dict[str, object] = {"engine": "fake", "params": {"text": "x"}, "seed": 7}
    first, other = session.run((JobRequest(**base), JobRequest(**base | change)))
    assert first.recipe != other.recipe


def test_a_whole_number_and_the_same_number_with_a_point_are_one_recipe(session: JobSession) -> None:
    first = run(session, JobRequest(engine="fake", params={"delay": 0}, seed=1))
    assert run(session, JobRequest(engine="fake", params={"delay": 0.0}, seed=1)).reused
    assert first.state == "succeeded"
    for wrong in (10**400, float("inf"), float("nan"), -(10**400)):
        problem = Param(name="x", kind="float", default=0.0, label="X").check(wrong)
        assert problem == "X must be a number."


def test_a_changed_input_file_is_noticed(session: JobSession, tmp_path: Path) -> None:
    source = tmp_path / "input.bin"
    keys: list[str] = []
    for content in (b"1" * 300_000, b"2" * 300_000):
        source.write_bytes(content)
        keys.append(run(session, JobRequest(engine="fake", seed=1, inputs={"image": str(source)})).recipe)
    assert keys[0] != keys[1]


def test_a_seed_is_chosen_and_remembered_where_none_was_given(session: JobSession) -> None:
    one, two = session.run((fake(), fake()))
    assert one.request.seed is not None
    assert one.request.seed != two.request.seed
    assert f"seed {one.request.seed}" in Path(one.outputs[0].path).read_text()


def test_results_are_stored_and_the_work_folder_is_gone(session: JobSession) -> None:
    job = run(session, fake(steps=1))
    assert Path(job.outputs[0].path).is_file()
    assert job.outputs[0].meta == {"steps": 1}
    assert list((paths.user_data() / "work").rglob("fake.txt")) == []


def test_an_old_result_makes_room_for_a_new_one(tmp_path: Path, session: JobSession) -> None:
    store = ResultFolder(tmp_path / "small", max_bytes=15)  # one result is 11 bytes
    session.queue.open_store("small", store)
    first, second = session.run([JobRequest(engine="fake", seed=n, store="small") for n in (1, 2)])
    assert store.lookup(second.recipe) is not None
    assert store.lookup(first.recipe) is None
    assert not Path(first.outputs[0].path).exists()


def test_a_project_keeps_results_in_its_own_store_and_book(session: JobSession, tmp_path: Path) -> None:
    from studio.jobs.project_results import ProjectResults
    from studio.project.handle import Project

    project = Project.create(tmp_path / "Film")
    name = str(project.folder)
    session.queue.open_store(name, ProjectResults(project))
    job = run(session, JobRequest(engine="fake", seed=1, store=name))
    assert Path(job.outputs[0].path).is_relative_to(project.folder / "media")
    assert project.recipes.lookup(job.recipe) is not None
    assert run(session, JobRequest(engine="fake", seed=1, store=name)).reused
    session.queue.close_store(name)
    project.close()


# ---- what goes wrong


def test_wrong_settings_unknown_engines_and_missing_inputs_fail_in_words(
    session: JobSession, tmp_path: Path
) -> None:
    jobs = session.run(
        (
            fake(steps=-1),
            fake(nonsense=1),
            JobRequest(engine="no_such_engine"),
            JobRequest(engine="fake", inputs={"image": str(tmp_path / "absent.png")}),
        )
    )
    assert [job.state for job in jobs] == ["failed"] * 4
    codes = [job.error.code for job in jobs if job.error]
    assert codes == ["bad_parameter", "bad_parameter", "unknown_engine", "file_missing"]


def test_a_number_beyond_all_measure_fails_its_job_and_not_the_lane(session: JobSession) -> None:
    absurd, next_one = session.run((fake(steps=10**400), fake()))
    assert absurd.error is not None
    assert absurd.error.code == "bad_parameter"
    assert next_one.state == "succeeded"


def test_a_job_that_crashes_its_worker_gets_a_second_one_and_is_then_quarantined(session: JobSession) -> None:
    first = run(session, fake())
    stages: list[str] = []
    session.queue.job_changed.connect(lambda job: stages.append(job.stage))
    job = run(session, fake(end="segv"))
    assert job.error is not None
    assert (job.state, job.error.code, job.kills) == ("failed", "worker_died", 2)
    assert "restarting" in stages  # the progress of the first try is not left standing
    assert run(session, fake()).state == first.state == "succeeded"
    with pytest.raises(InputError) as caught:
        session.queue.retry(job.id)
    assert caught.value.code == "quarantined"
    assert session.queue.retry(job.id, force=True).kills == 0
    session.queue.cancel(job.id)
    session.pump_until(lambda: session.queue.get(job.id).finished)


def test_the_other_jobs_go_on_when_one_fails(session: JobSession) -> None:
    jobs = session.run((fake(steps=1), fake(end="fail"), fake(end="exit"), fake(steps=2)))
    assert [job.state for job in jobs] == ["succeeded", "failed", "failed", "succeeded"]


def test_a_job_that_must_succeed_raises_what_went_wrong(session: JobSession) -> None:
    good, bad = session.run((fake(), fake(end="fail")))
    assert require_success(good).state == "succeeded"
    with pytest.raises(JobFailed, match="The script says so"):
        require_success(bad)


# ---- cancel


def test_cancel_is_acknowledged_at_once_and_the_worker_stays(
    session: JobSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Its clock stands still: the grace after which the worker is killed cannot run out on a busy machine.
    monkeypatch.setattr("studio.jobs.lane.WorkerHandle", partial(WorkerHandle, clock=Clock()))
    run(session, fake())
    pid = light_pid(session)
    job = session.queue.submit(fake(steps=1000, delay=0.05))
    session.pump_until(lambda: session.queue.get(job.id).stage == "working")
    session.queue.cancel(job.id)  # waits for nobody: the lane's events are taken in by ``pump_until`` alone
    assert session.queue.get(job.id).state == "cancelling"
    assert light_pid(session) == pid
    session.pump_until(lambda: session.queue.get(job.id).finished)
    assert session.queue.get(job.id).state == "cancelled"
    run(session, fake())
    assert light_pid(session) == pid


def test_a_stubborn_job_costs_its_worker_and_the_next_one_runs(session: JobSession) -> None:
    job = session.queue.submit(fake(steps=1000, delay=0.05, ignore_cancel=True))
    session.pump_until(lambda: session.queue.get(job.id).stage == "working")
    pid = light_pid(session)
    assert pid is not None
    session.queue.cancel(job.id)
    session.pump_until(lambda: session.queue.get(job.id).finished)
    assert session.queue.get(job.id).state == "cancelled"
    assert not is_running(pid)
    assert run(session, fake()).state == "succeeded"


def test_a_job_can_be_cancelled_while_its_worker_starts(session: JobSession) -> None:
    session.wait_for_engines()
    job = session.queue.submit(JobRequest(engine="fake", heavy=True))
    starting: list[LaneEvent] = []

    def on_event(event: LaneEvent) -> None:
        if isinstance(event, LaneChanged) and event.phase == "starting" and event.lane.startswith("heavy"):
            starting.append(event)
            session.queue.cancel(job.id)

    session.pump_until(lambda: session.queue.get(job.id).finished, on_event)
    assert starting
    assert session.queue.get(job.id).state == "cancelled"


def test_ctrl_c_cancels_everything_and_removes_partial_files(session: JobSession) -> None:
    def interrupt(event: LaneEvent) -> None:
        if isinstance(event, Progress) and event.done == 1:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(Cancelled):
        session.run(
            (
                fake(steps=1000, delay=0.05),
                fake(),
                JobRequest(engine="fake", heavy=True, params={"steps": 100, "delay": 0.1}),
            ),
            interrupt,
        )
    assert {job.state for job in session.queue.jobs()} == {"cancelled"}
    assert list((paths.user_data() / "work").rglob("*.txt")) == []


def test_leaving_the_session_kills_the_workers_and_marks_running_jobs_interrupted(tmp_path: Path) -> None:
    store = tmp_path / "jobs.sqlite"
    with JobSession(store=JobStore(store)) as session:
        job = session.queue.submit(fake(steps=1000, delay=0.05))
        session.pump_until(lambda: session.queue.get(job.id).stage == "working")
        pid = light_pid(session)
    assert pid is not None
    assert not is_running(pid)
    with JobSession(store=JobStore(store)) as session:
        assert session.queue.get(job.id).state == "interrupted"
        session.queue.retry(job.id)
        session.queue.cancel(job.id)


def test_nobody_waits_for_a_worker_that_dies_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    told = threading.Event()
    waited: dict[int, bool] = {}

    def die_slowly(worker: subprocess.Popen[bytes]) -> None:
        waited[worker.pid] = told.wait(WAIT_S)
        kill_tree(worker)

    kill_tree = process.kill_tree
    with JobSession() as session:
        jobs = [
            session.queue.submit(
                JobRequest(engine="fake", heavy=heavy, params={"steps": 1000, "delay": 0.05})
            )
            for heavy in (True, False)
        ]
        session.pump_until(lambda: all(session.queue.get(job.id).stage == "working" for job in jobs))
        pids = {lane.worker_pid for lane in session.supervisor.lanes if isinstance(lane, Lane)}
        monkeypatch.setattr(process, "kill_tree", die_slowly)
        session.supervisor.stop()
        told.set()
    assert waited == dict.fromkeys(pids, True), "both were told to die before either was dead"
    assert not any(pid and is_running(pid) for pid in pids)


def test_closing_a_project_interrupts_its_running_job(session: JobSession, tmp_path: Path) -> None:
    session.queue.open_store("film", ResultFolder(tmp_path / "film"))
    job = session.queue.submit(JobRequest(engine="fake", store="film", params={"steps": 1000, "delay": 0.05}))
    session.pump_until(lambda: session.queue.get(job.id).stage == "working")
    session.queue.close_store("film")
    session.pump_until(lambda: not session.queue.get(job.id).live)
    assert session.queue.get(job.id).state == "interrupted"


# ---- lanes


def test_a_light_job_does_not_wait_behind_a_heavy_one(session: JobSession) -> None:
    heavy = session.queue.submit(JobRequest(engine="fake", heavy=True, params={"steps": 1000, "delay": 0.05}))
    light = session.queue.submit(fake())
    session.pump_until(
        lambda: session.queue.get(light.id).finished and session.queue.get(heavy.id).stage == "working"
    )
    assert session.queue.get(light.id).state == "succeeded"
    assert session.queue.get(heavy.id).live
    session.queue.cancel(heavy.id)
    session.pump_until(lambda: session.queue.get(heavy.id).finished)


def test_an_idle_worker_is_let_go_and_comes_back_for_the_next_job() -> None:
    with JobSession(idle_minutes=0.0) as session:
        assert run(session, fake()).state == "succeeded"
        off = []
        session.pump_until(
            lambda: bool(off),
            lambda event: off.append(1) if isinstance(event, LaneChanged) and event.phase == "off" else None,
        )
        assert light_pid(session) is None
        assert run(session, fake()).state == "succeeded"


def test_how_long_models_stay_loaded_can_be_changed_while_workers_run() -> None:
    with JobSession(idle_minutes=60.0) as session:
        assert run(session, fake()).state == "succeeded"
        session.supervisor.keep_loaded(0.0)
        assert run(session, fake()).state == "succeeded"
        off = []
        session.pump_until(
            lambda: bool(off),
            lambda event: off.append(1) if isinstance(event, LaneChanged) and event.phase == "off" else None,
        )
        assert light_pid(session) is None


def test_the_second_start_knows_the_engines_without_a_worker() -> None:
    with JobSession() as session:
        session.wait_for_engines()
        known = session.registry.states()
    registry = EngineRegistry()
    assert registry.known
    assert registry.states() == known
    assert [state.spec.id for state in registry.for_task("fake")] == ["fake"]


def test_an_engine_is_ready_when_a_model_for_it_is_there(studio_home: Path) -> None:
    registry = EngineRegistry(Catalog())
    registry.update((EngineState(spec=recognise_faster_whisper.SPEC, ready=True),))
    waiting = registry.get("recognise_faster_whisper")
    assert not waiting.ready
    assert str(paths.downloaded_models()) in waiting.reason
    model = paths.downloaded_models() / "small"
    model.mkdir(parents=True)
    (model / "config.json").write_text("{}")
    assert not registry.get("recognise_faster_whisper").ready
    head = struct.pack("<IH", 6, 12) + b"WhisperSpec\0"  # as CTranslate2 writes it
    (model / "model.bin").write_bytes(head)
    assert registry.get("recognise_faster_whisper").ready
    (model / "extra.py").write_text("")  # a model that brings code is no model
    assert not registry.get("recognise_faster_whisper").ready


def test_the_time_left_is_known_from_earlier_jobs_and_from_the_pace(session: JobSession) -> None:
    first = run(session, fake(steps=4, delay=0.05, text="same length 1"))
    estimates: list[float | None] = []
    left: list[float] = []

    def on_event(event: LaneEvent) -> None:
        if isinstance(event, JobStarted):
            estimates.append(event.estimate_s)
        if isinstance(event, Progress) and event.done == 2:
            remaining = session.queue.get(event.job).remaining_s
            assert remaining is not None
            left.append(remaining)

    session.run((fake(steps=4, delay=0.05, text="same length 2"),), on_event)
    assert estimates == [pytest.approx(first.seconds)]
    assert len(left) == 1
    assert left[0] > 0


def test_the_time_left_follows_the_pace_of_the_stage() -> None:
    clock = Clock()
    remaining = Remaining(100.0, clock)

    def after(seconds: float, stage: str, done: int, total: int | None) -> float | None:
        clock.now += seconds
        return remaining.after(Progress(job="j", stage=stage, done=done, total=total))

    assert after(10, "loading", 0, None) == 90  # nothing to count yet: what jobs like it took
    assert after(10, "working", 0, 4) == 80
    assert after(5, "working", 1, 4) == 15
    assert after(9, "working", 2, 4) == 14
    assert after(1, "saving", 0, None) == 65
    assert after(70, "saving", 0, None) == 0
    assert Remaining(None, clock).after(Progress(job="j", stage="working")) is None


# ---- placing results


def test_a_result_is_handed_to_the_handler_of_its_purpose(session: JobSession) -> None:
    placed: list[tuple[str, dict[str, str]]] = []

    def place(job: Job, outputs: tuple[JobOutput, ...]) -> None:
        placed.append((Path(outputs[0].path).read_text().split("\n")[0], job.request.target))

    session.queue.on_result("test.place", place)
    job = run(
        session,
        JobRequest(engine="fake", params={"text": "mine"}, purpose="test.place", target={"line": "l1"}),
    )
    assert placed == [("mine", {"line": "l1"})]
    assert session.queue.get(job.id).handled


def test_a_result_that_was_not_placed_before_the_app_died_is_placed_at_the_next_start(tmp_path: Path) -> None:
    store = tmp_path / "jobs.sqlite"
    with JobSession(store=JobStore(store)) as session:
        job = run(session, JobRequest(engine="fake", purpose="test.place"))
        assert not session.queue.get(job.id).handled
    placed: list[str] = []
    queue = JobQueue(JobStore(store), EngineRegistry())
    queue.on_result("test.place", lambda job, outputs: placed.append(job.id))
    assert placed == [job.id]
    queue.on_result("test.place", lambda job, outputs: placed.append(job.id))
    assert placed == [job.id]
    queue.close()


def test_a_result_that_cannot_be_placed_fails_the_job_and_a_retry_needs_no_worker(
    session: JobSession,
) -> None:
    def refuse(job: Job, outputs: tuple[JobOutput, ...]) -> None:
        raise StudioError("line_gone", "The line is gone.")

    session.queue.on_result("test.place", refuse)
    job = run(session, JobRequest(engine="fake", purpose="test.place"))
    assert (job.state, job.error and job.error.code) == ("failed", "line_gone")
    session.queue.on_result("test.place", lambda job, outputs: None)
    session.queue.retry(job.id)
    session.pump_until(lambda: session.queue.get(job.id).finished)
    assert session.queue.get(job.id).state == "succeeded"
    assert session.queue.get(job.id).reused


# ---- tasks of the app


def test_a_task_of_the_app_runs_in_the_same_queue(session: JobSession, tmp_path: Path) -> None:
    def export(request: JobRequest, context: TaskContext) -> None:
        context.progress("segment", 1, 2)
        target = tmp_path / "film.txt"
        target.write_text(request.params["text"])
        context.log("written")
        context.output("film", target, frames=24)

    session.supervisor.tasks.register("export", export)
    logged: list[str] = []
    job = session.run(
        (JobRequest(engine="task:export", params={"text": "hello"}),),
        lambda event: logged.append(event.text) if isinstance(event, Log) else None,
    )[0]
    assert (job.state, job.outputs[0].meta, logged) == ("succeeded", {"frames": 24}, ["written"])


def test_a_task_whose_project_is_closed_is_interrupted_not_cancelled(
    session: JobSession, tmp_path: Path
) -> None:
    def wait(request: JobRequest, context: TaskContext) -> None:
        context.progress("waiting")
        assert asked.wait(WAIT_S)
        context.check_cancelled()

    asked = threading.Event()
    session.supervisor.tasks.register("wait", wait)
    session.queue.open_store("film", ResultFolder(tmp_path / "film"))
    job = session.queue.submit(JobRequest(engine="task:wait", store="film"))
    session.pump_until(lambda: session.queue.get(job.id).stage == "waiting")
    session.queue.close_store("film")
    asked.set()
    session.pump_until(lambda: not session.queue.get(job.id).live)
    assert session.queue.get(job.id).state == "interrupted"


def test_a_task_is_cancelled_fails_and_errs_like_any_job(session: JobSession) -> None:
    def wait(request: JobRequest, context: TaskContext) -> None:
        if request.params.get("fail"):
            raise StudioError("no", "No.")
        if request.params.get("err"):
            raise KeyError("x")
        context.progress("waiting")
        assert asked.wait(WAIT_S)
        context.check_cancelled()

    asked = threading.Event()
    session.supervisor.tasks.register("wait", wait)

    def cancel(event: LaneEvent) -> None:
        if isinstance(event, Progress):
            session.queue.cancel(event.job)
            asked.set()

    jobs = session.run(
        [JobRequest(engine="task:wait", params=params) for params in ({"fail": 1}, {"err": 1}, {})], cancel
    )
    assert [job.state for job in jobs] == ["failed", "failed", "cancelled"]
    assert [job.error.code for job in jobs if job.error] == ["no", "internal_error"]
    with pytest.raises(Cancelled):
        require_success(jobs[2])

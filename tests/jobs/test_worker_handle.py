from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from studio.core.errors import StudioError
from studio.jobs.cancel import CancelToken
from studio.jobs.worker_handle import CANCEL_GRACE_S, PHASE_BUDGETS_S, WorkerHandle
from studio.wire.messages import (
    Event,
    Failed,
    Heartbeat,
    JobCancelled,
    Log,
    Output,
    Preview,
    Progress,
    Succeeded,
    Terminal,
)
from tests.jobs.conftest import Worker, ends, is_running


def imported(handle: WorkerHandle) -> list[str]:
    """Modules in the order in which the worker imported them, as ``PYTHONPROFILEIMPORTTIME`` lists them."""
    lines = handle.log_path.read_text("utf-8").splitlines()
    return [line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")]


def test_a_worker_says_hello_and_lists_its_engines_with_few_imports(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes its start quick: no library that takes longer to import than all else, and no engine."""
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    handle = WorkerHandle("start")
    try:
        handle.wait_ready(CancelToken())
        assert "fake" in handle.engines
        at_hello = imported(handle)
        assert "studio.worker.runtime" in at_hello
        assert not [name for name in at_hello if name.startswith("studio.engines.")]
        states = {state.spec.id: state for state in handle.describe(CancelToken()).engines}
        assert states["fake"].ready
        described = imported(handle)
    finally:
        handle.kill()
    heavy = {"numpy", "PIL", "torch", "scipy", "av", "cv2", "PySide6", "onnxruntime", "asyncio"}
    assert heavy.isdisjoint(name.partition(".")[0] for name in described)
    assert len(described) < 300, "some 190 today; what are the others for, before a first job?"


def test_a_run_reports_its_steps_its_file_and_one_end(worker: Worker) -> None:
    events = worker.play(steps=3, text="hello")
    assert [event.done for event in events if isinstance(event, Progress)] == [0, 1, 2]
    (output,) = [event for event in events if isinstance(event, Output)]
    assert output.role == "text"
    assert Path(output.path).read_text().startswith("hello\nseed 1\n")
    assert [type(event) for event in events if isinstance(event, Terminal)] == [Succeeded]
    assert isinstance(events[-1], Succeeded)


def test_previews_are_small_webp_pictures_at_most_ten_a_second(worker: Worker) -> None:
    events = worker.play(steps=30, delay=0.02, previews=True)
    previews = [event for event in events if isinstance(event, Preview)]
    seconds = next(event.seconds for event in events if isinstance(event, Succeeded))
    assert 1 <= len(previews) <= seconds * 10 + 1
    with Image.open(io.BytesIO(previews[0].data)) as picture:
        assert picture.format == "WEBP"
        assert max(picture.size) <= 512


def test_what_an_engine_prints_goes_to_the_log_and_does_not_break_the_stream(worker: Worker) -> None:
    events = worker.play(steps=5, prints=True)
    assert isinstance(events[-1], Succeeded)
    assert "step 4" in worker.handle.log_tail()


@pytest.mark.parametrize(
    ("end", "code"), [("fail", "scripted"), ("raise", "engine_error"), ("oom", "out_of_memory")]
)
def test_a_failure_inside_the_engine_costs_the_job_and_not_the_worker(
    worker: Worker, end: str, code: str
) -> None:
    pid = worker.handle.pid
    events = worker.play(end=end)
    failed = events[-1]
    assert isinstance(failed, Failed)
    assert failed.code == code
    assert failed.message
    assert failed.detail
    assert isinstance(worker.play()[-1], Succeeded)
    assert worker.handle.pid == pid


def test_out_of_memory_is_tried_once_more_with_the_next_plan(worker: Worker) -> None:
    events = worker.play(end="oom-once")
    assert isinstance(events[-1], Succeeded)
    assert any(isinstance(event, Log) and "in smaller pieces" in event.text for event in events)


@pytest.mark.parametrize("end", ["segv", "exit", "garbage", "huge-frame", "close-pipe"])
def test_a_worker_that_is_lost_ends_its_job_with_one_event_that_says_why(worker: Worker, end: str) -> None:
    events = worker.play(end=end)  # the clock stands still: it is the loss that is noticed, not a time-out
    assert [type(event) for event in events if isinstance(event, Terminal)] == [Failed]
    failed = events[-1]
    assert isinstance(failed, Failed)
    assert failed.code == "worker_died"
    assert failed.retryable
    assert not is_running(worker.handle.pid)
    assert not worker.handle.alive


def test_a_crash_is_reported_with_its_signal_and_the_last_words_of_the_process(worker: Worker) -> None:
    failed = worker.play(end="segv")[-1]
    assert isinstance(failed, Failed)
    assert "SIG" in failed.message
    assert "fake.py" in failed.detail


def test_a_worker_that_does_not_move_is_stopped_after_the_budget_of_its_phase(worker: Worker) -> None:
    budget = PHASE_BUDGETS_S["running"]
    moved: list[tuple[int, float]] = []  # the counter of the heartbeats, and when it had that value first
    lived: list[float] = []

    def pass_time(event: Event) -> None:
        if isinstance(event, Heartbeat) and event.phase == "running":
            if not moved or moved[-1][0] != event.count:
                moved.append((event.count, worker.clock.now))
            lived.append(worker.clock.now - moved[-1][1])
            worker.clock.now += budget / 4

    failed = worker.play(pass_time, end="hang")[-1]
    assert isinstance(failed, Failed)
    assert failed.code == "worker_hung"
    assert lived[-1] >= budget * 3 / 4, "it had all of its budget"
    assert worker.clock.now - moved[-1][1] >= budget
    assert not is_running(worker.handle.pid)


def test_a_slow_job_that_moves_is_not_taken_for_a_hung_one(worker: Worker) -> None:
    started = worker.clock.now

    def pass_time(event: Event) -> None:
        if isinstance(event, Progress):
            worker.clock.now += PHASE_BUDGETS_S["running"] * 0.9

    assert isinstance(worker.play(pass_time, steps=10, delay=0.01)[-1], Succeeded)
    assert worker.clock.now - started > PHASE_BUDGETS_S["running"] * 8


def test_a_cancelled_job_leaves_the_worker_warm(worker: Worker) -> None:
    pid = worker.handle.pid

    def cancel(event: Event) -> None:
        if isinstance(event, Progress):
            worker.token.set()

    # The clock stands still, so its grace cannot run out: the worker itself gave the job up.
    end = worker.play(cancel, steps=1000, delay=0.1)[-1]
    assert end == JobCancelled(job="job1", killed=False)
    assert worker.handle.alive
    again = worker.play()[-1]
    assert isinstance(again, Succeeded)
    assert again.load_seconds == 0.0
    assert worker.handle.pid == pid


def test_a_job_that_ignores_cancel_is_killed_when_its_grace_is_over(worker: Worker) -> None:
    asked = 0.0
    after: list[float] = []  # how long after the cancel the job still went on

    def cancel(event: Event) -> None:
        nonlocal asked
        if not isinstance(event, Progress):
            return
        if not asked:
            asked = worker.clock.now
            worker.token.set()
            return
        after.append(worker.clock.now - asked)
        worker.clock.now += CANCEL_GRACE_S / 3

    assert CANCEL_GRACE_S == 1.5, "DESIGN section 5"
    end = worker.play(cancel, steps=1000, delay=0.1, ignore_cancel=True)[-1]
    assert end == JobCancelled(job="job1", killed=True)
    assert not is_running(worker.handle.pid)
    assert after[-1] >= CANCEL_GRACE_S * 0.6, "it had all of its grace"
    assert worker.clock.now - asked >= CANCEL_GRACE_S


def test_a_kill_takes_the_processes_that_the_engine_started(worker: Worker) -> None:
    children: list[int] = []

    def cancel(event: object) -> None:
        if isinstance(event, Log) and event.text.startswith("grandchild"):
            children.append(int(event.text.split()[1]))
            worker.token.set()
        elif children:
            worker.clock.now += CANCEL_GRACE_S

    worker.play(cancel, end="child")
    assert children
    assert ends(children[0])  # it is no child of ours: the system takes a moment to clear it away


def test_an_unknown_engine_fails_in_words(worker: Worker) -> None:
    from studio.wire.messages import Run

    run = Run(job="j", engine="no_such_engine", params={}, inputs={}, workdir="/", seed=None)
    events = list(worker.handle.run(run, CancelToken()))
    assert isinstance(events[-1], Failed)
    assert events[-1].code == "unknown_engine"


def test_a_dead_worker_answers_a_run_with_a_failure_at_once(worker: Worker) -> None:
    worker.handle.kill()
    events = worker.play()
    assert [type(event) for event in events] == [Failed]


def test_a_worker_that_cannot_start_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setattr(
        "studio.jobs.worker_handle.worker_command", lambda: [sys.executable, "-c", "raise SystemExit('no')"]
    )
    handle = WorkerHandle("broken")
    with pytest.raises(StudioError) as caught:
        handle.wait_ready(CancelToken())
    assert caught.value.code == "worker_cannot_start"
    assert "no" in caught.value.detail
    assert not is_running(handle.pid)


def test_a_folder_that_cannot_hold_the_log_is_told_and_a_log_that_cannot_be_moved_is_written_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "file"))
    with pytest.raises(StudioError) as caught:
        WorkerHandle("nowhere")
    assert caught.value.code == "worker_cannot_start"
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))
    log = tmp_path / "home" / "logs" / "worker-busy.log"
    log.with_suffix(".old.log").mkdir(parents=True)  # where it would be moved to, as if another had it open
    log.write_bytes(b"x" * 1_100_000)
    handle = WorkerHandle("busy")
    try:
        handle.wait_ready(CancelToken())
    finally:
        handle.kill()

"""The worker process as seen by a parent that speaks the protocol by hand."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import psutil
import pytest
from msgspec.structs import replace

from studio.core.errors import InputError, StudioError
from studio.wire.codec import read_event, write_message
from studio.wire.messages import (
    Cancel,
    Describe,
    Described,
    Event,
    Failed,
    Heartbeat,
    Hello,
    JobCancelled,
    Log,
    Output,
    Progress,
    Run,
    Shutdown,
    Succeeded,
    Terminal,
)
from studio.worker import devices
from studio.worker.context import RunContext
from studio.worker.discover import Discovery
from studio.worker.runtime import Runtime

_WAIT_S = 30.0
"""How long a process may take to end before it counts as hung; nothing is measured by it."""

_SCRIPT: dict[str, Any] = {
    "text": "",
    "steps": 2,
    "delay": 0.0,
    "load_delay": 0.0,
    "previews": False,
    "prints": False,
    "ignore_cancel": False,
    "end": "succeed",
}

_USER_ENGINE = """
from pathlib import Path
from studio.wire.spec import EngineSpec, Param

SPEC = EngineSpec(id="mine", task="fake", title="My engine", version="1", licence="MIT",
                  requires={requires!r})

class Mine:
    def load(self, device, models): pass
    def run(self, request, ctx):
        {body}
    def unload(self): pass
    def voices(self): return ()

def create(): return Mine()
"""


def ends(pid: int) -> bool:
    """Whether a process that is no child of this one ends; a zombie that nobody reaps has ended."""
    try:
        process = psutil.Process(pid)
    except psutil.NoSuchProcess:
        return True
    try:
        process.wait(timeout=_WAIT_S)
    except psutil.TimeoutExpired:
        return process.status() == psutil.STATUS_ZOMBIE
    return True


class Child:
    def __init__(self, *arguments: str) -> None:
        root = str(Path(__file__).resolve().parents[2])
        self.process = subprocess.Popen(
            [sys.executable, "-m", "studio", "worker", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": root},
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin, self.stdout = self.process.stdin, self.process.stdout
        hello = self.read()
        assert isinstance(hello, Hello)
        self.hello = hello

    def send(self, command: Any) -> None:
        write_message(self.stdin, command)

    def read(self) -> Event:
        event = read_event(self.stdout)
        assert event is not None
        return event

    def until_end(self) -> list[Event]:
        events = [self.read()]
        while not isinstance(events[-1], Terminal):
            events.append(self.read())
        return [event for event in events if not isinstance(event, Heartbeat)]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.stdin.close()
        self.stdout.close()


@pytest.fixture
def child() -> Generator[Child]:
    one = Child()
    yield one
    one.close()


def run(folder: Path, engine: str = "fake", job: str = "j", **script: Any) -> Run:
    folder.mkdir(exist_ok=True)
    return Run(job=job, engine=engine, params=_SCRIPT | script, inputs={}, workdir=str(folder), seed=1)


def test_the_worker_ends_by_itself_on_shutdown(child: Child) -> None:
    child.send(Shutdown())
    assert child.process.wait(timeout=_WAIT_S) == 0


def test_the_worker_ends_when_its_pipe_closes_even_inside_a_job_that_does_not_listen(
    child: Child, tmp_path: Path
) -> None:
    child.send(run(tmp_path, end="hang"))
    child.read()
    child.stdin.close()
    assert child.process.wait(timeout=_WAIT_S) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="PDEATHSIG")
def test_the_worker_dies_with_a_parent_that_leaves_the_pipe_open(tmp_path: Path) -> None:
    # The middle process starts the worker with its own stdin, which this test keeps open, and dies.
    code = (
        "import os, subprocess, sys\n"
        "worker = subprocess.Popen([sys.executable, '-m', 'studio', 'worker', '--parent', str(os.getpid())],"
        " stdout=subprocess.DEVNULL)\n"
        "print(worker.pid, flush=True)\n"
        "os._exit(0)\n"
    )
    root = str(Path(__file__).resolve().parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": root},
    ) as middle:
        assert middle.stdout is not None
        pid = int(middle.stdout.readline())
        middle.wait(timeout=_WAIT_S)
        assert ends(pid)


def test_a_model_is_said_to_be_loaded_when_it_is(child: Child, tmp_path: Path) -> None:
    def stages(**models: str) -> list[str]:
        child.send(replace(run(tmp_path), models=models))
        return [event.stage for event in child.until_end() if isinstance(event, Progress)]

    (tmp_path / "weights").mkdir()
    assert "loading model" not in stages()
    assert stages(starter=str(tmp_path / "weights"))[0] == "loading model"
    assert "loading model" not in stages(starter=str(tmp_path / "weights"))


def test_the_heart_beats_with_phase_and_count(child: Child, tmp_path: Path) -> None:
    child.send(run(tmp_path, steps=1000, delay=0.02))
    beats: list[Heartbeat] = []
    while len(beats) < 2:
        event = child.read()
        if isinstance(event, Heartbeat) and event.phase == "running":
            beats.append(event)
    assert beats[1].count > beats[0].count
    assert beats[1].rss_mb > 0
    child.send(Cancel(job="j"))
    assert isinstance(child.until_end()[-1], JobCancelled)


def test_a_cancel_that_arrives_before_its_job_is_kept(child: Child, tmp_path: Path) -> None:
    child.send(Cancel(job="late"))
    child.send(run(tmp_path, job="late", steps=1000, delay=0.05))
    assert child.until_end() == [JobCancelled(job="late")]


def test_a_cancel_that_arrives_after_its_job_does_not_stop_the_next_try(child: Child, tmp_path: Path) -> None:
    child.send(run(tmp_path, job="again"))
    assert isinstance(child.until_end()[-1], Succeeded)
    child.send(Cancel(job="again"))
    child.send(run(tmp_path, job="again"))
    assert isinstance(child.until_end()[-1], Succeeded)
    child.send(run(tmp_path, job="again", steps=1000, delay=0.05))
    child.send(Cancel(job="again"))
    assert child.until_end()[-1] == JobCancelled(job="again")


def test_jobs_are_done_in_the_order_they_came(child: Child, tmp_path: Path) -> None:
    child.send(run(tmp_path, job="a"))
    child.send(run(tmp_path, job="b"))
    assert [child.until_end()[-1].job for _ in "ab"] == ["a", "b"]


def test_a_worker_imports_no_heavy_library_and_stays_offline() -> None:
    code = (
        "import sys, os\n"
        "from studio.worker import main\n"
        "from studio.worker.discover import Discovery\n"
        "Discovery().describe()\n"
        "heavy = {'torch', 'diffusers', 'transformers', 'onnxruntime', 'PySide6', 'cv2', 'av'}\n"
        "print(sorted(heavy & set(sys.modules)), main._ENVIRONMENT['HF_HUB_OFFLINE'])\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[] 1"


# ---- engines of the user


@pytest.fixture
def engines(tmp_path: Path) -> Path:
    folder = tmp_path / "engines"
    folder.mkdir()
    return folder


def test_engines_of_the_user_are_off_unless_their_folder_is_given(engines: Path) -> None:
    (engines / "mine.py").write_text(_USER_ENGINE.format(requires=(), body="pass"))
    assert "mine" not in Discovery().ids()
    assert "mine" in Discovery(engines).ids()
    assert Discovery(engines).spec("mine").title == "My engine"


def test_an_engine_whose_package_is_missing_says_which(engines: Path) -> None:
    (engines / "mine.py").write_text(_USER_ENGINE.format(requires=("no_such_package.x",), body="pass"))
    state = next(state for state in Discovery(engines).describe()[0] if state.spec.id == "mine")
    assert not state.ready
    assert "no_such_package" in state.reason


def test_a_broken_engine_file_does_not_hide_the_others(engines: Path) -> None:
    (engines / "broken.py").write_text("def (")
    (engines / "wrong.py").write_text("SPEC = 3")
    (engines / "missing.py").write_text("import no_such_package")
    ids = {state.spec.id for state in Discovery(engines).describe()[0]}
    assert "fake" in ids
    assert not ids & {"broken", "wrong", "missing"}
    with pytest.raises(InputError):
        Discovery(engines).spec("absent")
    with pytest.raises(StudioError):
        Discovery(engines).spec("missing")


def ends_with(engines: Path, work: Path, body: str) -> list[Event]:
    (engines / "mine.py").write_text(_USER_ENGINE.format(requires=(), body=body))
    child = Child("--user-engines", str(engines))
    try:
        child.send(run(work, engine="mine"))
        return child.until_end()
    finally:
        child.close()


def test_a_result_outside_the_work_folder_is_refused(engines: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text("x")
    body = "ctx.output('x', ctx.workdir.parent / 'elsewhere.txt')"
    failed = ends_with(engines, tmp_path / "work", body)[-1]
    assert isinstance(failed, Failed)
    assert failed.code == "bad_output"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (
            "path = ctx.workdir / 'a'; path.write_text('x'); ctx.output('x', path, big=bytes(70_000_000))",
            "frame_too_large",
        ),
        ("path = ctx.workdir / 'a'; path.write_text('x'); ctx.output('x', path, odd=object())", "bad_output"),
        ("raise SystemExit(1)", "engine_error"),
        ("from studio.core.errors import StudioError; raise StudioError('mine', 'm', 'h')", "mine"),
    ],
)
def test_whatever_an_engine_does_the_job_ends_with_one_failure(
    engines: Path, tmp_path: Path, body: str, code: str
) -> None:
    events = ends_with(engines, tmp_path / "work", body)
    failed = events[-1]
    assert isinstance(failed, Failed)
    assert failed.code == code


def test_memory_that_ran_out_is_that_of_the_device_which_was_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(devices, "resolve", lambda _asked, _spec: "cuda:0")
    runtime = Runtime(io.BytesIO(), io.BytesIO(), "auto", Discovery())
    asked = replace(run(tmp_path, end="oom"), device="auto")
    ended = runtime._run(asked, RunContext("j", tmp_path, lambda _event: None, io.BytesIO()))
    assert isinstance(ended, Failed)
    assert (ended.code, ended.message.startswith("The GPU")) == ("out_of_memory", True)


def test_a_cancel_wrapped_by_a_library_is_still_a_cancel(engines: Path, tmp_path: Path) -> None:
    body = """
        from studio.core.errors import Cancelled
        import threading
        ctx.log("here")
        while True:
            threading.Event().wait(0.01)
            try:
                ctx.check_cancelled()
            except Cancelled as error:
                raise RuntimeError("callback failed") from error"""
    (engines / "mine.py").write_text(_USER_ENGINE.format(requires=(), body=body))
    child = Child("--user-engines", str(engines))
    try:
        child.send(run(tmp_path / "work", engine="mine"))
        while not isinstance(child.read(), Log):
            pass
        child.send(Cancel(job="j"))
        assert child.until_end()[-1] == JobCancelled(job="j")
    finally:
        child.close()


def test_describe_and_run_may_be_mixed(child: Child, tmp_path: Path) -> None:
    child.send(Describe())
    child.send(run(tmp_path))
    events = child.until_end()
    assert isinstance(events[0], Described)
    assert any(isinstance(event, Output) for event in events)
    assert isinstance(events[-1], Succeeded)

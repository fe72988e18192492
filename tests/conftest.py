"""What every test gets: no screen, no network, a home folder of its own, and no process left behind."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import subprocess
import threading
import uuid
from collections.abc import Callable, Generator
from pathlib import Path

# Before the first import of Qt (the fixture `xvfb` is for real windows) and of torch (whose threads wait for
# each other as in the app's workers: otherwise models crawl where another program runs too).
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("GOMP_SPINCOUNT", "10000")
os.environ.setdefault("KMP_BLOCKTIME", "1")

import psutil
import pytest
from hypothesis import settings

from tests import scale

ROOT = Path(__file__).resolve().parent.parent
_RUN = "STUDIO_TEST_RUN"
_GRACE_S = 30.0  # a process or thread that was told to end and has not by then is left behind


@pytest.fixture(scope="session")
def repository() -> Path:
    """Root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def media() -> Path:
    """Folder of real media beside the checkout (its README lists them); the test is skipped without."""
    folder = ROOT.parent / "shared" / "media"
    if not folder.is_dir():
        pytest.skip("no ../shared/media beside this checkout")
    return folder


# The same examples on every run, so that a red run is the fault of the change before it and can be repeated;
# HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


# ---- a home of its own


@pytest.fixture(scope="session", autouse=True)
def _session_home(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """For fixtures that live longer than a test; nothing of the user's own settings is read or written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUDIO_HOME", str(tmp_path_factory.mktemp("session-home")))
        yield


@pytest.fixture(autouse=True)
def studio_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user-data folder of this test, made by whoever writes into it."""
    home = tmp_path / "studio-home"
    monkeypatch.setenv("STUDIO_HOME", str(home))
    return home


# ---- no network


class NetworkUsed(Exception):
    """A test tried to reach another machine."""


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Generator[None]:
    """Only loopback and Unix sockets connect, in this process; models are never looked up on the hub."""

    def guarded(connect: Callable[[socket.socket, object], object]) -> Callable[..., object]:
        def connect_here(self: socket.socket, address: object) -> object:
            host = address[0] if isinstance(address, tuple) else ""
            near = host in ("localhost", "::1", "") or str(host).startswith("127.")
            if self.family in (socket.AF_INET, socket.AF_INET6) and not near:
                raise NetworkUsed(f"connect to {address}: tests use this machine only")
            return connect(self, address)

        return connect_here

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        patch.setenv("HF_HUB_OFFLINE", "1")
        yield


# ---- nothing left behind


def processes_of_this_run() -> list[psutil.Process]:
    """Processes that this session's tests started, orphans too: they inherit a mark in the environment."""
    mark = os.environ[_RUN]
    found: list[psutil.Process] = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(_RUN) == mark and process.pid != os.getpid():
                found.append(process)
        except psutil.Error:
            continue  # ended meanwhile, or another user's
    return found


@pytest.fixture(scope="session", autouse=True)
def _nothing_left_behind() -> Generator[None]:
    """Fails the run when a process or a thread that a test started is still there at its end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(_RUN, uuid.uuid4().hex)
        yield
        left = psutil.wait_procs(processes_of_this_run(), timeout=_GRACE_S)[1]
        commands = [" ".join(_command(process)) for process in left]
        for process in left:
            process.kill()
        assert not commands, f"processes left behind: {commands}"
    gc.collect()
    threads = [one for one in threading.enumerate() if not one.daemon and one is not threading.main_thread()]
    for thread in threads:
        thread.join(_GRACE_S)
    alive = [one.name for one in threads if one.is_alive()]
    assert not alive, f"threads left behind: {alive}"


@pytest.fixture
def leaves_no_process() -> Generator[None]:
    """For a test that starts workers: fails it, and not only the run, when one of them outlives it."""
    before = {process.pid for process in processes_of_this_run()}
    yield
    new = [process for process in processes_of_this_run() if process.pid not in before]
    left = psutil.wait_procs(new, timeout=_GRACE_S)[1]
    assert not left, f"processes left behind: {[_command(process) for process in left]}"


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return [f"pid {process.pid}"]


# ---- projects as large as they get


@pytest.fixture(scope="session")
def long_captions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with 100 000 cues, for all tests; see tests/scale.py."""
    return scale.large_project(tmp_path_factory.mktemp("scale") / "Captions", cues=scale.CUES)


@pytest.fixture(scope="session")
def large_gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with 25 000 made images, for all tests; see tests/scale.py."""
    return scale.large_project(tmp_path_factory.mktemp("scale") / "Gallery", images=scale.IMAGES)


@pytest.fixture(scope="session")
def long_timeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with 2 000 clips, for all tests; see tests/scale.py."""
    return scale.large_project(tmp_path_factory.mktemp("scale") / "Timeline", clips=scale.CLIPS)


# ---- a real screen


@pytest.fixture(scope="session")
def xvfb() -> Generator[str]:
    """Name of a virtual X display, for example ``:99``; give it to a child process as ``DISPLAY``.

    The test process itself stays offscreen: Qt takes one platform per process.
    """
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("no Xvfb on this machine")
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, pass_fds=(writing,), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()  # written once the display takes clients; empty when it died
        try:
            if not number:
                pytest.fail("Xvfb did not start")
            yield f":{number}"
        finally:
            server.terminate()

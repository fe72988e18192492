"""Ending child processes, and nobody else."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

import psutil
import pytest

from studio.jobs.process import kill_tree
from tests.jobs.conftest import WAIT_S, ends, is_running

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="process groups of POSIX")


def start(command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(["sh", "-c", command], start_new_session=True, stdout=subprocess.PIPE)


def first_line(process: subprocess.Popen[bytes]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def test_what_a_dead_process_started_is_ended_too() -> None:
    leader = start("sleep 60 & echo $!")
    child = first_line(leader)
    leader.wait()
    assert is_running(child)
    kill_tree(leader)
    assert ends(child)


def test_another_process_that_got_the_number_of_a_dead_one_is_left_alone() -> None:
    innocent = start("sleep 60 & echo $!; wait")
    child = first_line(innocent)
    dead = start("exit 0")
    dead.wait()
    dead.pid = innocent.pid  # as the system gives numbers out again
    kill_tree(dead)
    try:
        assert innocent.poll() is None
        assert is_running(child)
    finally:
        kill_tree(innocent)
        with suppress(psutil.NoSuchProcess):
            psutil.Process(child).wait(timeout=WAIT_S)

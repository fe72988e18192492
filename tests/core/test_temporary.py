"""Temporary folders of processes that ended, were killed, or still run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from studio.core import temporary

_OWNER = """
import sys
from studio.core import temporary
with temporary.folder("export") as folder:
    (folder / "part.mkv").write_bytes(bytes(1000))
    (folder / "deep").mkdir()
    print(folder, flush=True)
    sys.stdin.read()
"""


@contextmanager
def owner(root: Path, repository: Path) -> Generator[tuple[subprocess.Popen[str], Path]]:
    """A process that has made a folder in ``root`` and goes on."""
    environment = os.environ | {"PYTHONPATH": str(repository), "TMPDIR": str(root)}
    command = [sys.executable, "-c", _OWNER]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield process, Path(process.stdout.readline().strip())
        finally:
            process.kill()


def test_the_folder_of_a_killed_process_is_removed_and_that_of_a_live_one_is_not(
    tmp_path: Path, repository: Path
) -> None:
    with owner(tmp_path, repository) as (killed, left), owner(tmp_path, repository) as (_, held):
        assert left.parent == held.parent == tmp_path
        assert temporary.sweep(tmp_path) == 0
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert (left / "part.mkv").exists()
        assert temporary.sweep(tmp_path) == 1
        assert not left.exists()
        assert (held / "part.mkv").exists()


def test_the_next_process_sweeps_by_itself(tmp_path: Path, repository: Path) -> None:
    with owner(tmp_path, repository) as (killed, left):
        killed.kill()
        killed.wait()
        with owner(tmp_path, repository):
            assert not left.exists()


def test_a_folder_goes_with_its_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with temporary.folder("sound") as folder:
        (folder / "a").write_text("a")
        assert folder.parent == tmp_path
        assert temporary.sweep(tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_leaves_everything_else_alone(tmp_path: Path) -> None:
    root, precious = tmp_path / "root", tmp_path / "precious"
    root.mkdir()
    precious.mkdir()
    (precious / temporary.MARKER).touch()
    (precious / "thesis.odt").touch()
    (root / "backlot-export-aaaaaaaa").symlink_to(precious)  # a link with a name of ours
    linked = root / "backlot-export-bbbbbbbb"  # a link for its marker
    linked.mkdir()
    (linked / temporary.MARKER).symlink_to(precious / temporary.MARKER)
    for name in ("backlot-export-cccccccc", "backlot-studio-0-f2af.lock", "backlot-Mine-dddddddd", "other"):
        (root / name).mkdir()  # without a marker, or with a name that is not ours
    for name in ("backlot-Mine-dddddddd", "other"):
        (root / name / temporary.MARKER).touch()
    before = sorted(root.iterdir())
    assert temporary.sweep(root) == 0
    assert sorted(root.iterdir()) == before
    assert (precious / "thesis.odt").exists()


def test_a_link_inside_a_swept_folder_is_removed_and_not_followed(tmp_path: Path) -> None:
    left, precious = tmp_path / "backlot-export-aaaaaaaa", tmp_path / "precious"
    left.mkdir()
    precious.mkdir()
    (precious / "thesis.odt").touch()
    (left / temporary.MARKER).touch()
    (left / "out").symlink_to(precious)
    assert temporary.sweep(tmp_path) == 1
    assert (precious / "thesis.odt").exists()

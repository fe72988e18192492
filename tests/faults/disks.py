"""A small real disk in memory, in a name space of its own, for what happens when it is full or read-only."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_UNSHARE = ("unshare", "--user", "--map-root-user", "--mount")


def _can_mount() -> bool:
    if os.name == "nt" or shutil.which("unshare") is None:
        return False
    probe = [*_UNSHARE, "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


needs_disk = pytest.mark.skipif(not _can_mount(), reason="a small disk cannot be mounted here")


def run_on_disk(
    disk: Path, size: str, script: str, *arguments: object, repository: Path
) -> subprocess.CompletedProcess[str]:
    """Mount an empty disk of ``size`` ("3m") at the folder ``disk``, its ``$1``, and run a shell script;
    ``arguments`` are ``$2`` and so on. The disk goes with the script.
    """
    disk.mkdir()
    command = f'set -e\nmount -t tmpfs -o size={size} tmpfs "$1"\n{script}'
    return subprocess.run(
        [*_UNSHARE, "sh", "-c", command, "sh", str(disk), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=110,
        env=os.environ | {"PYTHONPATH": str(repository)},
        check=False,
    )

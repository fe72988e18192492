"""The graphics cards of this machine, asked of the driver's own tool; torch is never imported here."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys

import msgspec

from studio.core.log import logger

_FIELDS = ("index", "name", "memory.total", "memory.free", "utilization.gpu", "driver_version")
_TIMEOUT_S = 10.0


class Gpu(msgspec.Struct, frozen=True, kw_only=True):
    """One NVIDIA card. device: the word that jobs use, "cuda:0"; memory in MB; busy in percent (None:
    unknown)."""

    device: str
    name: str
    total_mb: int
    free_mb: int
    busy: int | None
    driver: str


def gpus() -> tuple[Gpu, ...]:
    """All cards, () where there is none or no driver. Takes up to a second: not for the window's thread."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return ()
    command = [tool, f"--query-gpu={','.join(_FIELDS)}", "--format=csv,noheader,nounits"]
    try:
        answer = subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_TIMEOUT_S,
            check=True,
            stdin=subprocess.DEVNULL,
            # Asked every few seconds: a console window would flash each time.
            creationflags=subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0,
        )
    except (OSError, subprocess.SubprocessError) as error:
        logger("jobs").warning("nvidia-smi does not answer: %s", error)
        return ()
    return parse(answer.stdout)


def parse(text: str) -> tuple[Gpu, ...]:
    """Read nvidia-smi's csv; a value it does not know is written as ``[N/A]``. Lines of another shape are
    left out."""
    found: list[Gpu] = []
    for row in csv.reader(text.splitlines(), skipinitialspace=True):
        if len(row) != len(_FIELDS) or not row[0].isdigit():
            continue
        index, name, total, free, busy, driver = (cell.strip() for cell in row)
        found.append(
            Gpu(
                device=f"cuda:{index}",
                name=name,
                total_mb=int(total) if total.isdigit() else 0,
                free_mb=int(free) if free.isdigit() else 0,
                busy=int(busy) if busy.isdigit() else None,
                driver=driver,
            )
        )
    return tuple(found)

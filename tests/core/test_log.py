"""The log never gets in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_a_log_that_cannot_be_written_is_silent(tmp_path: Path) -> None:
    """As on a full disk; a process of its own, as its loggers are the whole process's."""
    code = (
        "from pathlib import Path\n"
        "from studio.core.log import logger, start_file_log\n"
        f"import studio.core.paths as paths; paths.logs = lambda: Path({str(tmp_path)!r})\n"
        "path = start_file_log('full')\n"
        "path.symlink_to('/dev/full')\n"
        "logger('jobs').warning('nobody can read this')\n"
        "print('done')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("done\n", "")

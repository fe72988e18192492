"""Child of the fault tests: edits a project for ever and says each committed edit's number on stdout.

Usage: writer.py PROJECT_FOLDER [BYTES_LIMIT], then the first edit's number on stdin. With a limit, files may
not grow beyond it (RLIMIT_FSIZE), and the child ends with status 7 after the clear error it must get.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

from studio.core.errors import StudioError
from studio.project.handle import Project
from studio.project.model import CaptionTrack, Cue


def main() -> int:
    folder = Path(sys.argv[1])
    limit = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    line = sys.stdin.readline()
    if not line:
        return 0
    number = int(line)
    project = Project.open(folder)
    assert not project.read_only, project.read_only_reason
    track = project.all(CaptionTrack)[0].id
    os.write(1, b"ready\n")
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    while True:
        try:
            with project.edit(f"Edit {number}") as edit:
                edit.put(
                    Cue(id=f"cue{number}", parent=track, start=number, end=number + 1, text=f"{number} " * 40)
                )
                if number % 5 == 4:
                    edit.remove(f"cue{number - 2}")
            if number % 7 == 0:
                project.undo()
                project.redo()
            if number % 50 == 0:
                project.idle()
            if number % 20 == 0:
                project.store.keep_bytes(b"%d" % number * 1000, ".bin")
        except StudioError as error:
            assert project.find(f"cue{number}") is None
            os.write(1, f"error {error.code}\n".encode())
            if limit:
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                return 7
            raise
        os.write(1, b"%d\n" % number)  # the acknowledgement: one write, straight to the pipe
        number += 1


if __name__ == "__main__":
    sys.exit(main())

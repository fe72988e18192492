"""Entry point of the worker process: takes the pipes for the protocol, then hands over to the runtime.

Started by jobs.worker_handle as ``python -m studio worker --device cuda:0 --parent PID``; not meant for
people.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
from pathlib import Path

from studio.wire import streams
from studio.worker.discover import Discovery
from studio.worker.runtime import Runtime

_ENVIRONMENT = {  # telemetry is switched off before: core.telemetry
    # Only the catalogue downloads, and only when the user asked for it.
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    # Read by torch when it is imported; fragmentation is the commonest cause of "out of memory" on a card
    # with room.
    "PYTORCH_CUDA_ALLOC_CONF": "expandable_segments:True",
}
_NICE = 5  # the window and the player keep their frames on a two-core laptop


def main(argv: list[str]) -> int:
    """Serve jobs until the pipe closes or ``Shutdown`` arrives; ends the process itself."""
    parser = argparse.ArgumentParser(
        prog="studio worker", description="Internal: runs the models for the app."
    )
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--parent", type=int, default=0, help="process id that this worker must not outlive")
    parser.add_argument("--user-engines", type=Path, default=None, help="folder with engines of the user")
    args = parser.parse_args(argv[1:] if argv[:1] == ["worker"] else argv)

    source, sink = streams.claim()
    os.environ.update(_ENVIRONMENT)
    _die_with_parent(args.parent)
    _lower_priority()
    faulthandler.enable(sys.stderr, all_threads=False)
    status = Runtime(source, sink, args.device, Discovery(args.user_engines)).serve()
    sys.stdout.flush()
    sys.stderr.flush()
    # A thread of a native library that still runs would make the interpreter's own teardown hang or abort.
    os._exit(status)


def _die_with_parent(parent: int) -> None:
    """Linux: be killed when the parent dies, however it dies. Elsewhere the end of the pipe and the job
    object do it."""
    if sys.platform != "linux" or not parent:
        return
    import ctypes
    import signal

    pr_set_pdeathsig = 1
    ctypes.CDLL(None, use_errno=True).prctl(pr_set_pdeathsig, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before the call
        os._exit(0)


def _lower_priority() -> None:
    # On Windows the parent starts the process below normal priority.
    if sys.platform != "win32":
        os.nice(_NICE)

"""``studio doctor``, ``studio probe``, ``studio frame``."""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console, Result
from studio.cli.verbs import add_verb
from studio.core import files, ticks
from studio.core.errors import InputError
from studio.core.text import Text

if TYPE_CHECKING:
    from studio.cli.verbs import Verbs


def add_verbs(verbs: Verbs) -> None:
    """Add the verbs of this module."""
    add_verb(
        verbs, "doctor", "Check that everything the app needs is there.", "studio doctor --json", _doctor
    )
    probe = add_verb(verbs, "probe", "Tell what is in a media file.", "studio probe film.mp4 --json", _probe)
    probe.add_argument("file", type=Path, metavar="FILE")
    frame = add_verb(
        verbs,
        "frame",
        "Save one exact frame of a film as PNG.",
        "studio frame film.mp4 --index 120 --out frame.png",
        _frame,
    )
    frame.add_argument("file", type=Path, metavar="FILE")
    which = frame.add_mutually_exclusive_group(required=True)
    which.add_argument("--index", type=int, metavar="N", help="frame number, counted from 0")
    which.add_argument("--at", type=float, metavar="S", help="time in seconds from the start")
    frame.add_argument("--out", type=Path, required=True, metavar="P.png")


def _doctor(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.cli.doctor import examine

    return examine(console)


def _probe(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.media.probe import probe

    return probe(files.require_file(arguments.file)).report()


def _frame(arguments: argparse.Namespace, console: Console) -> Result:
    from studio.media.frames import FrameReader
    from studio.media.images import save_png
    from studio.project.targets import Guard, replacing, require_target

    source = files.require_file(arguments.file)
    if arguments.out.suffix.lower() != ".png":
        raise InputError(
            "bad_suffix", Text("A frame is saved as PNG."), Text("Give --out a name that ends in .png.")
        )
    guard = Guard(files=(str(source),))
    require_target(arguments.out, guard)
    with FrameReader(source) as reader:
        if arguments.index is not None:
            index = arguments.index
        else:
            if not 0 <= arguments.at < math.inf:
                raise InputError("bad_time", Text("--at must be a time in seconds, from 0 on."))
            index = reader.index.at(ticks.from_seconds(arguments.at))
        picture = reader.frame(index)
    with replacing(arguments.out, guard) as writing:
        save_png(writing.temporary, picture)
    height, width = picture.shape[:2]
    return {
        "path": str(arguments.out),
        "index": index,
        "width": width,
        "height": height,
        "_text": str(arguments.out),
    }

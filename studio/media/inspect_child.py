"""The child process of ``inspect``: ``python -m studio.media.inspect_child FILE CACHE`` prints one Verdict as
JSON.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

from studio.core.errors import InputError, StudioError
from studio.core.text import Text
from studio.core.text_hooks import text_encoded
from studio.media import frame_index, thumbs
from studio.media.content import content_key
from studio.media.inspect import MEMORY_LIMIT, Inspection, Refusal, Verdict
from studio.media.probe import probe_indexed


def main(arguments: list[str]) -> int:
    """Inspect one file under limits; 0 with a verdict on stdout, else the child crashed."""
    path, cache = Path(arguments[0]), Path(arguments[1])
    # Decoders print: only the verdict may reach the real stdout.
    verdict_out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit()
    try:
        verdict = Verdict(inspection=look(path, cache))
    except StudioError as error:
        verdict = Verdict(
            refusal=Refusal(code=error.code, message=error.message, hint=error.hint, detail=error.detail)
        )
    except MemoryError:
        refusal = InputError(
            "media_too_big",
            Text("“{name}” needs too much memory to open.", name=path.name),
            Text("Scale it down first."),
        )
        verdict = Verdict(refusal=Refusal(code=refusal.code, message=refusal.message, hint=refusal.hint))
    with verdict_out:
        verdict_out.write(msgspec.json.encode(verdict, enc_hook=text_encoded))
    return 0


def look(path: Path, cache: Path) -> Inspection:
    """Probe, index and thumbnail a file into ``cache``. Raises InputError."""
    key = content_key(path)
    probe, index = probe_indexed(path)
    if probe.kind == "image":
        return Inspection(probe=probe, key=key, thumb=str(thumbs.picture_poster(path, cache, key)))
    if index is None:
        return Inspection(probe=probe, key=key)
    place = frame_index.index_path(cache, key)
    index.save(place)
    return Inspection(
        probe=probe, key=key, index=str(place), thumb=str(thumbs.film_poster(path, cache, key, index))
    )


def _limit() -> None:
    """Bound address space and processor time, where the system can (not on Windows)."""
    if sys.platform == "win32":
        return
    import resource

    for kind, amount in ((resource.RLIMIT_AS, MEMORY_LIMIT), (resource.RLIMIT_CPU, 120)):
        try:
            resource.setrlimit(kind, (amount, amount))
        except (ValueError, OSError):
            continue  # already lower, or not supported here (RLIMIT_AS on macOS)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""The contract of an engine: one file ``<task>/<engine>.py``, or a package of that name, in studio/engines or
the user's plug-in folder, with ``SPEC`` and ``create()``; heavy imports are inside ``load`` and ``run``.

What each task reads and writes (paths in ``Request.inputs``, results through ``JobContext.output``):

========== ========================================= =========================================================
task       in                                        out (role: file, meta)
========== ========================================= =========================================================
image      params prompt, negative, width, height,   ``image``: PNG 8-bit RGB; meta width, height, seed
           steps, guidance; seed; inputs ``image``,
           ``mask`` where the capability is there
speech     params text, voice, language, rate...     ``audio``: WAV mono 16-bit; meta sample_rate, duration_s,
                                                     words [[text, start_s, end_s], ...]
recognise  inputs ``audio`` (WAV 16 kHz mono);       ``words``: JSON {"words": [{"text", "start_s", "end_s",
           language                                  "confidence"}], "language"}
align      inputs ``audio``; params text, language   ``words``: the same JSON, one entry per word of the text
vad        inputs ``audio``                          ``speech``: JSON {"segments": [{"start_s", "end_s"}]}
========== ========================================= =========================================================
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import msgspec

from studio.core.text import Text
from studio.wire.spec import Voice

if TYPE_CHECKING:
    from PIL.Image import Image


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One run as the engine sees it. params are complete and checked against the SPEC; inputs exist."""

    params: dict[str, Any]  # str | int | float | bool | None, as the SPEC declares
    inputs: dict[str, Path] = {}
    seed: int | None = None
    device: str = "cpu"


class JobContext(Protocol):
    """What a running engine may do to the outside."""

    workdir: Path

    def progress(self, stage: Text, done: int = 0, total: int | None = None) -> None:
        """Say where the run stands; cheap, may be called for every step."""
        ...

    def wants_preview(self) -> bool:
        """True when a preview would be sent now (at most 10 a second); ask before decoding one."""
        ...

    def preview(self, image: Image) -> None:
        """Show the work so far; scaled to 512 px and sent as WebP."""
        ...

    def output(self, role: str, path: Path, **meta: Any) -> None:  # msgpack-able facts
        """Hand over a finished file that lies in ``workdir``."""
        ...

    def check_cancelled(self) -> None:
        """Raise core.errors.Cancelled when the user has stopped the job; call per step, sentence or frame."""
        ...

    def log(self, text: str, level: str = "info") -> None:
        """Write to the job's log."""
        ...


class Engine(Protocol):
    """A model behind one interface; used by one thread at a time."""

    def load(self, device: str, models: dict[str, Path]) -> None:
        """Import libraries and load weights onto ``device`` from folders by model id. Raises StudioError."""
        ...

    def run(self, request: Request, ctx: JobContext) -> None:
        """Do one job. Raises StudioError, Cancelled, or lets the library's error through (becomes Failed)."""
        ...

    def unload(self) -> None:
        """Drop the model; ``load`` may follow."""
        ...

    def voices(self) -> tuple[Voice, ...]:
        """Voices of a speech engine, without loading weights; () for the others."""
        ...


@runtime_checkable
class SavesMemory(Protocol):
    """What an engine adds when it can run with less memory (tiles, offload, smaller dtype)."""

    def save_memory(self) -> str:
        """After an out-of-memory: switch to the next plan and say it in words; "" when there is none left."""
        ...

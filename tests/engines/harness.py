"""A job context that writes real files and remembers what the engine said."""

from __future__ import annotations

import json
import re
import subprocess
import wave
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
from PIL import Image

from studio.core.errors import Cancelled
from studio.wire.engine import Engine, Request
from studio.wire.spec import EngineSpec


class RecordingContext:
    """Implements studio.wire.engine.JobContext. cancel_at: number of the cancellation check that stops the
    job.
    """

    def __init__(self, workdir: Path, cancel_at: int | None = None) -> None:
        workdir.mkdir(parents=True, exist_ok=True)
        self.workdir = workdir
        self.cancel_at = cancel_at
        self.checks = 0
        self.stages: list[tuple[str, int, int | None]] = []
        self.previews: list[Image.Image] = []
        self.outputs: dict[str, tuple[Path, dict[str, Any]]] = {}
        self.logs: list[str] = []

    def progress(self, stage: str, done: int = 0, total: int | None = None) -> None:
        self.stages.append((stage, done, total))

    def wants_preview(self) -> bool:
        return True

    def preview(self, image: Image.Image) -> None:
        self.previews.append(image)

    def output(self, role: str, path: Path, **meta: Any) -> None:
        assert path.parent == self.workdir
        assert path.stat().st_size > 0
        self.outputs[role] = (path, meta)

    def check_cancelled(self) -> None:
        self.checks += 1
        if self.cancel_at is not None and self.checks >= self.cancel_at:
            raise Cancelled

    def log(self, text: str, level: str = "info") -> None:
        self.logs.append(text)

    def json(self, role: str) -> dict[str, Any]:
        return json.loads(self.outputs[role][0].read_text("utf-8"))


def run_engine(
    engine: Engine,
    spec: EngineSpec,
    ctx: RecordingContext,
    params: dict[str, Any] | None = None,
    inputs: dict[str, Path] | None = None,
    seed: int | None = None,
    device: str = "cpu",
) -> RecordingContext:
    """Run a loaded engine as the worker does: parameters completed and checked first."""
    values, problems = spec.complete(params or {})
    assert problems == []
    engine.run(Request(params=values, inputs=inputs or {}, seed=seed, device=device), ctx)
    return ctx


def write_wav(path: Path, samples: np.ndarray, sample_rate: int) -> Path:
    """Write mono 16-bit samples."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def to_speech_wav(source: Path, target: Path) -> Path:
    """Any sound or video as WAV of 16 kHz mono, as the listening engines want it."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-v",
        "error",
        "-y",
        "-i",
        str(source),
        "-ac",
        "1",
        "-ar",
        "16000",
    ]
    subprocess.run([*command, str(target)], check=True)
    return target


def word_errors(truth: str, found: str) -> tuple[int, int]:
    """(words inserted, deleted or replaced; words of the truth), without case and punctuation (NIST's
    WER).
    """
    expected, given = (re.findall(r"[\w']+", text.lower()) for text in (truth, found))
    row = list(range(len(given) + 1))
    for index, word in enumerate(expected, 1):
        above, row = row, [index]
        for at, other in enumerate(given, 1):
            row.append(min(above[at] + 1, row[-1] + 1, above[at - 1] + (word != other)))
    return row[-1], len(expected)

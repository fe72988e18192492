"""Where somebody speaks, by Silero VAD; its weights come inside its package."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from studio.core.errors import StudioError
from studio.core.text import Text
from studio.engines import _audio
from studio.wire.engine import JobContext, Request
from studio.wire.spec import EngineSpec, Param, Voice

SPEC = EngineSpec(
    id="vad_silero",
    task="vad",
    title=Text("Silero VAD"),
    version="1",
    licence="MIT",
    requires=("torch", "silero_vad"),
    capabilities=("segments",),
    params=(
        Param(
            name="threshold",
            kind="float",
            default=0.5,
            label="Threshold",
            minimum=0.05,
            maximum=0.95,
            step=0.05,
            help="How confident the model must be that it hears speech.",
        ),
        Param(
            name="min_speech_ms",
            kind="int",
            default=200,
            label="Minimum speech",
            minimum=0,
            maximum=5000,
            step=50,
            unit=" ms",
            help="Shorter speech is ignored.",
            advanced=True,
        ),
        Param(
            name="min_silence_ms",
            kind="int",
            default=300,
            label="Minimum silence",
            minimum=50,
            maximum=5000,
            step=50,
            unit=" ms",
            help="Shorter silences do not split a segment.",
        ),
        Param(
            name="pad_ms",
            kind="int",
            default=80,
            label="Padding",
            minimum=0,
            maximum=1000,
            step=10,
            unit=" ms",
            help="Added before and after each segment; segments never overlap.",
        ),
    ),
)


@contextmanager
def _one_thread() -> Generator[None]:
    """One thread for a model this small: ten times faster than many on a busy machine.

    Importing silero_vad pins torch to one thread for the whole process; here the number is put back for the
    others.
    """
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def create() -> VadSilero:
    """A new engine, not loaded."""
    return VadSilero()


class VadSilero:
    """Finds the segments of a sound in which somebody speaks."""

    def __init__(self) -> None:
        self._model: Any = None  # a TorchScript module: it has no type of its own

    def load(self, device: str, models: dict[str, Path]) -> None:
        """Load the weights; always on the CPU, where a minute of sound takes a fraction of a second."""
        with _one_thread():
            try:
                from silero_vad import load_silero_vad

                self._model = load_silero_vad()
            except ImportError as error:
                raise StudioError(
                    "engine_missing",
                    Text("silero-vad is not installed."),
                    Text("Reinstall the app."),
                    str(error),
                ) from error

    def unload(self) -> None:
        """Drop the model."""
        self._model = None

    def voices(self) -> tuple[Voice, ...]:
        """None: this engine listens."""
        return ()

    def run(self, request: Request, ctx: JobContext) -> None:
        """Write the segments of the input ``audio``. Raises InputError when it is not WAV of 16 kHz mono."""
        import torch
        from silero_vad import get_speech_timestamps

        params = request.params
        samples = _audio.read_speech(request.inputs["audio"])

        def report(percent: float) -> None:
            ctx.check_cancelled()
            ctx.progress(Text("detecting speech"), round(percent), 100)

        with _one_thread(), torch.inference_mode():
            found = get_speech_timestamps(
                torch.from_numpy(samples.astype("float32") / 32768),
                self._model,
                threshold=params["threshold"],
                min_speech_duration_ms=params["min_speech_ms"],
                min_silence_duration_ms=params["min_silence_ms"],
                speech_pad_ms=params["pad_ms"],
                progress_tracking_callback=report,
            )
        segments = [
            {"start_s": part["start"] / _audio.SAMPLE_RATE, "end_s": part["end"] / _audio.SAMPLE_RATE}
            for part in found
        ]
        path = ctx.workdir / "speech.json"
        path.write_bytes(msgspec.json.encode({"segments": segments}))
        ctx.output("speech", path, segments=len(segments))

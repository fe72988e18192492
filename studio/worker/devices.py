"""Which device an engine gets: resolved in the worker, which may import torch, when a heavy engine is first
loaded."""

from __future__ import annotations

from studio.core.errors import StudioError
from studio.core.text import Text
from studio.wire.spec import EngineSpec

AUTO = "auto"


def resolve(device: str, spec: EngineSpec) -> str:
    """ "auto" -> the first GPU that torch can use and that is large enough, Apple's, else "cpu".

    Light engines always run on the processor when the choice is free. Raises StudioError("no_such_device").
    """
    if device == "cpu" or (device == AUTO and not spec.heavy):
        return "cpu"
    import torch

    if device == AUTO:
        if torch.cuda.is_available() and _total_mb(0) >= spec.min_vram_mb:
            return "cuda:0"
        return "mps" if torch.backends.mps.is_available() else "cpu"
    if device.startswith("cuda"):
        index = int(device.partition(":")[2] or 0)
        if not torch.cuda.is_available() or index >= torch.cuda.device_count():
            raise StudioError(
                "no_such_device",
                Text("The GPU {device} cannot be used.", device=device),
                Text("Choose another device in Preferences."),
            )
    return device


def _total_mb(index: int) -> int:
    import torch

    return int(torch.cuda.get_device_properties(index).total_memory / 1e6)

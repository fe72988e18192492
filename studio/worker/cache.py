"""Loaded engines of this worker: kept warm, unloaded least recently used first when the next one needs the
room."""

from __future__ import annotations

import gc
import sys
from collections import OrderedDict
from pathlib import Path
from typing import Any

from studio.core.log import logger
from studio.wire.engine import Engine
from studio.wire.spec import EngineSpec
from studio.worker.discover import Discovery

Key = tuple[str, str, tuple[tuple[str, str], ...]]

_HEADROOM_MB = 1024  # what a run itself needs beside the weights
_WEIGHTS_FACTOR = 1.2  # weights on disk -> in memory, with the loader's own buffers


class EngineCache:
    """Engines by (id, device, model folders); used by the main thread only."""

    def __init__(self, discovery: Discovery) -> None:
        self._discovery = discovery
        self._loaded: OrderedDict[Key, tuple[EngineSpec, Engine]] = OrderedDict()

    def holds(self, engine: str, device: str, models: dict[str, str]) -> bool:
        """Whether ``get`` would answer at once."""
        return _key(engine, device, models) in self._loaded

    def get(self, engine: str, device: str, models: dict[str, str]) -> tuple[Engine, bool]:
        """The loaded engine and whether it was warm. Raises what ``load`` raises."""
        key = _key(engine, device, models)
        if key in self._loaded:
            self._loaded.move_to_end(key)
            return self._loaded[key][1], True
        spec = self._discovery.spec(engine)
        folders = {name: Path(folder) for name, folder in models.items()}
        self._make_room(spec, device, folders)
        instance = self._discovery.create(engine)
        instance.load(device, folders)
        self._loaded[key] = (spec, instance)
        return instance, False

    def free_others(self, keep: Engine | None) -> bool:
        """Unload everything but ``keep``; answers whether anything was unloaded."""
        victims = [key for key, (_, instance) in self._loaded.items() if instance is not keep]
        for key in victims:
            self._unload(key)
        free_caches()
        return bool(victims)

    def _make_room(self, spec: EngineSpec, device: str, folders: dict[str, Path]) -> None:
        weights = sum(
            path.stat().st_size for folder in folders.values() for path in folder.rglob("*") if path.is_file()
        )
        need_mb = max(int(weights / 1e6 * _WEIGHTS_FACTOR), spec.min_vram_mb) + (
            _HEADROOM_MB if spec.heavy else 0
        )
        while self._loaded and _free_mb(device) < need_mb:
            self._unload(next(iter(self._loaded)))
            free_caches()

    def _unload(self, key: Key) -> None:
        _, instance = self._loaded.pop(key)
        try:
            instance.unload()
        except Exception:  # noqa: BLE001 - a model that cannot be dropped cleanly must not fail the next job
            logger("worker").exception("%s did not unload cleanly", key[0])


def _key(engine: str, device: str, models: dict[str, str]) -> Key:
    return engine, device, tuple(sorted(models.items()))


def free_caches() -> None:
    """Give memory that nothing refers to back to the system and the graphics card."""
    gc.collect()
    cuda = _live_cuda()
    if cuda is not None:
        cuda.empty_cache()


def memory_mb() -> tuple[int, int]:
    """(resident memory of this process, memory torch holds on the card) in MB; safe on any thread."""
    import psutil

    cuda = _live_cuda()
    vram = int(cuda.memory_reserved() / 1e6) if cuda is not None else 0
    return int(psutil.Process().memory_info().rss / 1e6), vram


def peak_mb() -> int:
    """Largest resident memory of this process so far, in MB."""
    import psutil

    facts = psutil.Process().memory_info()
    if sys.platform == "win32":
        return int(facts.peak_wset / 1e6)
    import resource

    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)


def _free_mb(device: str) -> int:
    cuda = _live_cuda()
    if device.startswith("cuda") and cuda is not None:
        return int(cuda.mem_get_info(device)[0] / 1e6)
    import psutil

    return int(psutil.virtual_memory().available / 1e6)


def _live_cuda() -> Any:  # torch.cuda is a module; torch is never imported from here
    cuda = getattr(sys.modules.get("torch"), "cuda", None)
    # torch may be half imported on another thread: its attributes then are not there yet.
    is_initialized = getattr(cuda, "is_initialized", None)
    return cuda if is_initialized is not None and is_initialized() else None

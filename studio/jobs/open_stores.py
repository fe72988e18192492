"""The result stores that are open now: one per open project, and the app's own."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from studio.core.errors import StudioError
from studio.jobs.results import ResultStore


class StoreClosed(StudioError):
    """The project a result belongs to was closed while the job ran."""


@dataclass
class _OpenStore:
    store: ResultStore
    in_use: threading.Lock = field(default_factory=threading.Lock)


class OpenStores:
    """Stores by name; safe from any thread. Closing waits for a lane that is moving files into the store."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stores: dict[str, _OpenStore] = {}

    def __contains__(self, name: str) -> bool:
        with self._lock:
            return name in self._stores

    def open(self, name: str, store: ResultStore) -> None:
        """Make a store known."""
        with self._lock:
            self._stores[name] = _OpenStore(store)

    def close(self, name: str) -> None:
        """Forget a store; returns when nobody uses it any more."""
        with self._lock:
            opened = self._stores.pop(name, None)
        if opened is not None:
            with opened.in_use:
                pass

    def rename(self, old: str, new: str) -> None:
        """Let an open store go by another name."""
        with self._lock:
            if old in self._stores:
                self._stores[new] = self._stores.pop(old)

    @contextmanager
    def using(self, name: str) -> Generator[ResultStore]:
        """The store, which stays open inside the block. Raises StoreClosed."""
        with self._lock:
            opened = self._stores.get(name)
        if opened is None:
            raise StoreClosed("store_closed", "The project of this job was closed.")
        with opened.in_use:
            if name not in self:
                raise StoreClosed("store_closed", "The project of this job was closed.")
            yield opened.store

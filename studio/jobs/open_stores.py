"""The result stores that are open now: one per open project, and the app's own."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from studio.core.errors import StudioError
from studio.core.text import Text
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
        self._renamed: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        with self._lock:
            return self._now(name) in self._stores

    def open(self, name: str, store: ResultStore) -> None:
        """Make a store known."""
        with self._lock:
            self._renamed.pop(name, None)
            self._stores[name] = _OpenStore(store)

    def name_now(self, name: str) -> str:
        """The name that a store goes by now: lanes still know it by the one from before it was renamed."""
        with self._lock:
            return self._now(name)

    def _now(self, name: str) -> str:
        while name in self._renamed:
            name = self._renamed[name]
        return name

    def close(self, name: str) -> None:
        """Forget a store; returns when nobody uses it any more."""
        with self._lock:
            opened = self._stores.pop(self._now(name), None)
        if opened is not None:
            with opened.in_use:
                pass

    def rename(self, old: str, new: str) -> None:
        """Let an open store go by another name; who asks for the old one gets it too."""
        with self._lock:
            if old in self._stores and new != old:
                self._stores[new] = self._stores.pop(old)
                self._renamed.pop(new, None)  # it may have gone by that name before
                self._renamed[old] = new

    @contextmanager
    def using(self, name: str) -> Generator[ResultStore]:
        """The store, which stays open inside the block. Raises StoreClosed."""
        with self._lock:
            opened = self._stores.get(self._now(name))
        if opened is None:
            raise StoreClosed("store_closed", Text("The project of this job was closed."))
        with opened.in_use:
            with self._lock:
                still = self._stores.get(self._now(name)) is opened
            if not still:
                raise StoreClosed("store_closed", Text("The project of this job was closed."))
            yield opened.store

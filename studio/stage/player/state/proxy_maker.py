"""Learns the films of the open project and makes light copies of those that are slow to scrub, one at a time,
in the background.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from studio.core.errors import Cancelled, StudioError
from studio.core.log import logger
from studio.media import frame_index, proxies
from studio.media.content import content_key
from studio.media.films import Film, Films
from studio.project.assets import identity_in
from studio.project.model import Asset, Changes, Clip
from studio.project.sources import present_fingerprint
from studio.state.app_state import AppState, concerns

_PATIENCE_S = 3.0
_NONE_FITS = ".noproxy"
"""Marks films whose light copy would not have the same frames (damaged ones)."""


@dataclass(frozen=True)
class _Source:
    path: Path
    asset: Asset
    cache: Path

    @property
    def identity(self) -> str:
        """As ``TimelineClip.identity``; looks at the disk."""
        asset = self.asset
        if asset.sha256 or not asset.fingerprint:
            return asset.sha256 or str(self.path)
        return identity_in(present_fingerprint(self.path, asset.fingerprint))

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in px, as the asset's facts have it."""
        return self.asset.facts.width, self.asset.facts.height


class ProxyMaker:
    """Fills ``films`` with every film that lies on a timeline of the open project: first the tables of their
    frames, then the light copies. Nothing is made while the setting ``media.proxies`` is off.
    """

    def __init__(self, app: AppState, films: Films) -> None:
        self._app = app
        self._films = films
        self._known: set[tuple[str, str, str]] = set()
        self._changed = threading.Condition()
        self._waiting: list[_Source] = []
        self._slow: list[_Source] = []
        self._making: Path | None = None
        self._stopping = False
        self._round = 0
        self._thread: threading.Thread | None = None
        app.field_changed.connect(self._on_app)
        app.project_changed.connect(self._on_changes)
        app.settings.changed.connect(self._on_setting)
        app.sources.field_changed.connect(self._on_sources)
        self._gather()

    @property
    def idle(self) -> bool:
        """Nothing is left to learn or make."""
        with self._changed:
            return not self._waiting and not self._slow and self._making is None

    def close(self) -> None:
        """Stop, giving up a copy that is not whole; waits a little for the thread."""
        self._app.field_changed.disconnect(self._on_app, missing_ok=True)
        self._app.project_changed.disconnect(self._on_changes, missing_ok=True)
        self._app.settings.changed.disconnect(self._on_setting, missing_ok=True)
        self._app.sources.field_changed.disconnect(self._on_sources, missing_ok=True)
        with self._changed:
            self._stopping = True
            self._round += 1
            self._changed.notify()
        if self._thread is not None:
            # It is a daemon: reading the table of a huge file must not keep the window from closing.
            self._thread.join(_PATIENCE_S)

    # ---- on the window's thread

    def _on_app(self, name: str, _value: object) -> None:
        if name == "project":
            self._forget()
            self._gather()

    def _on_changes(self, changes: Changes) -> None:
        if concerns(changes, Asset, Clip):
            self._gather()

    def _on_sources(self, _name: str, _value: object) -> None:
        self._gather()

    def _on_setting(self, key: str, _value: object) -> None:
        if key == "media.proxies":
            self._forget()
            self._gather()

    def _forget(self) -> None:
        self._known = set()
        with self._changed:
            self._round += 1
            self._waiting, self._slow = [], []
        self._films.clear()

    def _gather(self) -> None:
        """Put the films on the list that are new on a timeline."""
        project = self._app.project
        if project is None:
            return
        used = {clip.asset for clip in project.all(Clip)}
        new: list[_Source] = []
        for asset in project.all(Asset):
            facts = asset.facts
            if asset.media != "video" or asset.id not in used or not facts.width or not facts.height:
                continue
            name = (asset.id, asset.source, self._app.sources.version(asset))
            if name in self._known:
                continue
            try:
                path = project.path_of(asset)
            except StudioError:
                continue  # missing for now; a relink is a change of the asset
            self._known.add(name)
            new.append(_Source(path, asset, project.cache))
        if not new:
            return
        with self._changed:
            self._waiting += new
            self._changed.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="proxies", daemon=True)
            self._thread.start()

    # ---- on the thread

    def _run(self) -> None:
        while True:
            with self._changed:
                self._making = None
                self._changed.wait_for(lambda: self._stopping or self._waiting or self._slow)
                if self._stopping:
                    return
                # All tables first: they are quick, and serve fine frames too.
                learning = bool(self._waiting)
                source = (self._waiting if learning else self._slow).pop(0)
                self._making = source.path
                current = self._round
            try:
                if learning:
                    self._learn(source, current)
                else:
                    self._make(source, current)
            except Cancelled:
                continue
            except (StudioError, OSError) as error:
                logger("media").warning("no light copy of %s: %s", source.path.name, error)

    def _learn(self, source: _Source, current: int) -> None:
        identity, key = source.identity, content_key(source.path)
        index = frame_index.cached(source.path, source.cache, key)
        ready = proxies.proxy_path(source.cache, key)
        with self._changed:
            if current != self._round:
                return
            self._films.put(identity, Film(index, ready if ready.exists() else None))
            unfit = ready.with_suffix(_NONE_FITS).exists()
            wanted = self._app.settings.get("media.proxies") and not ready.exists() and not unfit
            if wanted and proxies.worthwhile(source.size, index):
                self._slow.append(source)

    def _make(self, source: _Source, current: int) -> None:
        identity, key = source.identity, content_key(source.path)
        film = self._films.get(identity)
        if film is None:
            return
        made = proxies.make(
            source.path, source.cache, key, source.size, cancelled=lambda: current != self._round
        )
        if len(frame_index.build(made)) != len(film.index):
            logger("media").warning("the light copy of %s has other frames", source.path.name)
            made.unlink(missing_ok=True)
            made.with_suffix(_NONE_FITS).touch()
            return
        with self._changed:
            if current == self._round:
                self._films.put(identity, Film(film.index, made))

"""The waveform of the take that is shown, made in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.core.observable import Field, State
from studio.core.ticks import Ticks
from studio.project.model import Asset, Take, Word
from studio.state.app_state import AppState

if TYPE_CHECKING:
    from studio.media.peaks import Peaks


@dataclass(frozen=True, eq=False)
class Wave:
    """The sound of a take. peaks: open until another one is shown."""

    take: str
    peaks: Peaks
    duration: Ticks
    words: tuple[Word, ...]


class TakeSound(State):
    """wave: None while it is made, and where there is nothing to show."""

    wave: Field[Wave | None] = Field(None)

    def __init__(self, app: AppState) -> None:
        super().__init__()
        self._app = app
        self._wanted = ""

    def show(self, take: Take | None) -> None:
        """Show this take; the one before is let go."""
        project = self._app.project
        asset = project.find(take.asset) if project is not None and take is not None else None
        if project is None or take is None or not isinstance(asset, Asset):
            self.close()
            return
        if self._wanted == take.id:
            return
        self._wanted = take.id

        def load() -> Wave:
            from studio.media.content import content_key
            from studio.media.peaks import cached

            path = project.path_of(asset)
            # Where the timeline keeps its own: no sound is read twice.
            peaks = cached(path, project.cache / "peaks", content_key(path))
            return Wave(take.id, peaks, take.duration or peaks.duration, take.words)

        self._app.tasks.run(load, self._loaded, lambda _error: self._replace(None))

    def close(self) -> None:
        """Show nothing."""
        self._wanted = ""
        self._replace(None)

    def _loaded(self, wave: Wave) -> None:
        if wave.take == self._wanted:
            self._replace(wave)
        else:
            wave.peaks.close()

    def _replace(self, wave: Wave | None) -> None:
        before = self.wave
        self.wave = wave
        if before is not None:
            before.peaks.close()

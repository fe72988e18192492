"""What is known of the films on a timeline: the table of their frames, and light copies that are ready."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from studio.media.frame_index import FrameIndex


@dataclass(frozen=True)
class Film:
    """index: of the film itself. proxy: a light copy with the same frames in the same order, None while there
    is none (see ``media.proxies``).
    """

    index: FrameIndex
    proxy: Path | None = None


class Films:
    """Films by the identity of their content (``TimelineClip.identity``). Filled on one thread while others
    look: every film is replaced as a whole.
    """

    def __init__(self) -> None:
        self._films: dict[str, Film] = {}

    def get(self, identity: str) -> Film | None:
        """What is known of a film."""
        return self._films.get(identity)

    def put(self, identity: str, film: Film) -> None:
        """Take this for what is known."""
        self._films[identity] = film

    def drop_proxy(self, identity: str) -> None:
        """The light copy is gone or unreadable."""
        film = self._films.get(identity)
        if film is not None:
            self._films[identity] = replace(film, proxy=None)

    def clear(self) -> None:
        """Know nothing any more."""
        self._films = {}

"""The timeline below Voice, Captions and Video: `TimelineDock`."""

from __future__ import annotations

from studio.stage.timeline.view.dock import TimelineDock

__all__ = ["TimelineDock"]

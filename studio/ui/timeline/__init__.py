"""The timeline below Voice, Captions and Video: `TimelineDock`."""

from __future__ import annotations

from studio.ui.timeline.dock import TimelineDock

__all__ = ["TimelineDock"]

"""Backlot Studio: images, voices, captions and video over one project."""

from __future__ import annotations

__version__ = "0.1.0"

"""Spoken words with their times, in captions and in takes."""

from __future__ import annotations

import msgspec

from studio.core.ticks import Ticks


class Word(msgspec.Struct, frozen=True, array_like=True):
    """A spoken word with its times, absolute on the sequence for cues, from the take's start for takes."""

    text: str
    start: Ticks
    end: Ticks

"""The size and rate of a sequence: the first film laid into an empty one decides, whichever way it came."""

from __future__ import annotations

from collections.abc import Sequence as Several
from typing import TYPE_CHECKING

from studio.core import ticks
from studio.project.model import Asset, Clip, Sequence, Track, replace

if TYPE_CHECKING:
    from studio.project.edits import Edit
    from studio.project.handle import Project

_COMMON_RATES = ("24000/1001", "24/1", "25/1", "30000/1001", "30/1", "48/1", "50/1", "60000/1001", "60/1")
_NEAR = 0.004
_FASTEST = 60


def format_for(project: Project | Edit, sequence: Sequence, assets: Several[Asset]) -> Sequence:
    """The sequence as it becomes when ``assets`` are laid into it: shaped by the first film among them while
    no picture lies on it, else as it is.
    """
    first = next((asset for asset in assets if asset.media == "video"), None)
    if first is None or any(
        project.children(track.id, Clip)
        for track in project.children(sequence.id, Track)
        if track.role == "video"
    ):
        return sequence
    return shaped(sequence, first)


def shaped(sequence: Sequence, asset: Asset) -> Sequence:
    """A sequence with the size and rate of a film: even sizes, the nearest common rate."""
    facts = asset.facts
    if not facts.width or not facts.height:
        return sequence
    size = {"width": max(2, facts.width // 2 * 2), "height": max(2, facts.height // 2 * 2)}
    return replace(sequence, **size, rate=common_rate(facts.rate, variable=facts.variable) or sequence.rate)


def common_rate(rate: str, *, variable: bool = False) -> str:
    """The common frame rate within half a percent of ``rate``; any other up to 60 as it is; "" when
    there is none. variable: ``rate`` is the mean of one that varies, so the nearest whole common one will do.
    """
    if not rate:
        return ""
    exact = ticks.parse_rate(rate)
    # Exact matches first: 23.976 and 24 lie closer together than the tolerance.
    nearest = min(_COMMON_RATES, key=lambda one: abs(ticks.parse_rate(one) / exact - 1))
    if abs(ticks.parse_rate(nearest) / exact - 1) <= _NEAR:
        return nearest
    if variable:
        whole = [one for one in _COMMON_RATES if one.endswith("/1")]
        return min(whole, key=lambda one: abs(ticks.parse_rate(one) / exact - 1))
    return rate if exact <= _FASTEST else "60/1"

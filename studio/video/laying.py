"""Several files laid on the timeline at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from studio.core.ids import new_id
from studio.core.ticks import Ticks
from studio.project.model import Asset, Clip
from studio.project.model import Sequence as Film
from studio.video import clips
from studio.video.format import format_for

if TYPE_CHECKING:
    from studio.project.project import Project


def lay(
    project: Project,
    sequence_id: str,
    assets: Sequence[Asset],
    at: Ticks,
    *,
    onto: Callable[[Asset], str] | None = None,
    label: str = "Add clip",
) -> list[Clip]:
    """Lay assets one behind the other from ``at`` on; one undo step. An empty sequence takes the size and
    rate of the first film among them (see ``video.format``).

    onto: id of the track for an asset; None: the first that suits. Raises InputError when one of them has
    none; nothing is laid then.
    """
    key = new_id("lay")
    landing = onto or (lambda asset: clips.track_for(project, sequence_id, asset).id)
    tracks = [landing(asset) for asset in assets]
    film = project.get(sequence_id, Film)
    fitting = format_for(project, film, assets)
    made: list[Clip] = []
    # A picture before the first film must not take the empty sequence from it: its format comes first.
    if fitting != film:
        with project.edit(label, coalesce=key) as edit:
            edit.put(fitting)
    for asset, track in zip(assets, tracks, strict=True):
        made.append(clips.add_clip(project, track, asset, at, coalesce=key, label=label))
        at = made[-1].end
    project.seal()
    return made

"""Several files laid on the timeline at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from studio.core.ids import new_id
from studio.core.text import Text
from studio.core.ticks import Ticks
from studio.project.model import Asset, Clip, Track
from studio.project.model import Sequence as Film
from studio.video import clips
from studio.video.format import format_for

if TYPE_CHECKING:
    from studio.project.handle import Project


def landing(project: Project, sequence_id: str, asset: Asset) -> str:
    """Id of the first open track that suits an asset; "" where one has to be made: speech is neither music
    nor a line that is spoken by the film, so it goes to a sound track.

    Raises InputError as ``clips.track_for``.
    """
    if asset.media == "audio" and asset.facts.speech:
        open_ = [
            track.id
            for track in project.children(sequence_id, Track)
            if track.role == "sound" and not track.locked
        ]
        return open_[0] if open_ else ""
    return clips.track_for(project, sequence_id, asset).id


def lay(
    project: Project,
    sequence_id: str,
    assets: Sequence[Asset],
    at: Ticks,
    *,
    onto: Callable[[Asset], str] | None = None,
    label: Text | None = None,
    joins: int = 0,
) -> list[Clip]:
    """Lay assets one behind the other from ``at`` on; one undo step. An empty sequence takes the size and
    rate of the first film among them (see ``video.format``).

    onto: id of the track for an asset, as ``landing`` gives it; None: that. joins: see ``Project.edit``.
    Raises InputError when one of them has none; nothing is laid then.
    """
    key = new_id("lay")
    tracks = [onto(asset) if onto else landing(project, sequence_id, asset) for asset in assets]
    film = project.get(sequence_id, Film)
    fitting = format_for(project, film, assets)
    made: list[Clip] = []
    if "" in tracks:
        with project.edit(label or Text("Add clip"), coalesce=key, joins=joins) as edit:
            order = edit.next_order(sequence_id, Track)
            made_for = Track(id=new_id("track"), parent=sequence_id, order=order, name="Sound", role="sound")
            tracks = [track or edit.put(made_for).id for track in tracks]
    # A picture before the first film must not take the empty sequence from it: its format comes first.
    if fitting != film:
        with project.edit(label or Text("Add clip"), coalesce=key, joins=joins) as edit:
            edit.put(fitting)
    for asset, track in zip(assets, tracks, strict=True):
        made.append(clips.add_clip(project, track, asset, at, coalesce=key, label=label, joins=joins))
        at = made[-1].end
    project.seal()
    return made

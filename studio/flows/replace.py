"""A picture made for a stretch of a clip takes its place there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from studio.core.ids import new_id
from studio.core.text import Text
from studio.image.requests import PictureOrder, build
from studio.image.results import asset_of
from studio.jobs.model import Job, JobOutput, JobRequest
from studio.project.handle import Project
from studio.project.model import Asset, Clip
from studio.video.clips import replace_range

if TYPE_CHECKING:
    from studio.core.ticks import Ticks
    from studio.wire.spec import EngineSpec

PURPOSE = "video.replace_range"
"""Purpose of the jobs that ``order`` makes; ``deliver`` places what they bring."""


def order(
    project: Project, clip_id: str, start: Ticks, end: Ticks, prompt: str, spec: EngineSpec
) -> JobRequest:
    """The job that paints a picture for [start, end) of a clip. Raises ValidationFailed on an empty
    prompt.
    """
    clip = project.get(clip_id, Clip)
    request = build(PictureOrder(prompt=prompt), spec, str(project.folder))[0]
    target = {
        "asset": new_id("asset"),
        "clip": clip.id,
        "clip_start": str(clip.start),
        "start": str(start),
        "end": str(end),
    }
    return JobRequest(
        engine=request.engine,
        title=request.title,
        params=request.params,
        seed=request.seed,
        workspace="video",
        purpose=PURPOSE,
        target=target,
        store=request.store,
    )


def deliver(project: Project, job: Job, outputs: Sequence[JobOutput]) -> Asset | None:
    """Show the picture of a job instead of the range it was made for; one undo brings the original back.

    Idempotent. Where the clip has gone meanwhile, or has been cut so that nothing of the range is left in
    it, the picture only comes into the library. None when the job made no picture.
    """
    output = next((one for one in outputs if one.role == "image"), None)
    target = job.request.target
    if output is None or project.find(target["asset"]) is not None:
        return None
    asset = asset_of(job, output)
    clip = project.find(target["clip"])
    if isinstance(clip, Clip):
        moved = clip.start - int(target["clip_start"])
        start, end = int(target["start"]) + moved, int(target["end"]) + moved
        if start < clip.end and end > clip.start:
            replace_range(project, clip.id, start, end, asset)
            return asset
    with project.edit(Text("Generate image")) as edit:
        return edit.put(asset)

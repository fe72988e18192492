"""Something for a project to keep."""

from __future__ import annotations

from studio.project.handle import Project
from studio.project.model import Asset, CaptionTrack, Cue


def add(project: Project, text: str) -> Cue:
    with project.edit(f"Add {text}") as edit:
        return edit.put(
            Cue(id=f"cue-{text}", parent=project.all(CaptionTrack)[0].id, start=0, end=1, text=text)
        )


def stored(project: Project, data: bytes, name: str = "made") -> Asset:
    sha256, suffix = project.store.keep_bytes(data, ".png")
    with project.edit("Add asset") as edit:
        return edit.put(
            Asset(
                id=f"asset-{name}", parent="project", name=name, media="image", sha256=sha256, suffix=suffix
            )
        )
